// Whether the languages of a box fit together, and whether the user's own sentences can be read.
import type { Config } from '../../config/schema.ts';
import { loadGrammar } from '../../intents/grammar-files.ts';
import { toError } from '../../kernel/errors.ts';
import { hasSentences, languageMisfits } from '../../models/language-fit.ts';
import { languageChoice } from '../../processes/child-arguments.ts';
import { unknownLanguage } from '../../processes/config-fit.ts';
import { userSentenceFiles } from '../../processes/sentence-files.ts';
import { SKILL_INTENTS } from '../../skills/skill-set.ts';
import { type Finding, failed, ok, warning } from './finding.ts';

export async function languageFindings(config: Config, dataRoot: string): Promise<readonly Finding[]> {
  return [...fitFindings(config), ...(await sentenceFindings(config.language.sentences, dataRoot))];
}

function fitFindings(config: Config): readonly Finding[] {
  const language = config.language.sentences;
  const misfits = languageMisfits(languageChoice(config));
  if (misfits.length === 0) {
    return [ok('language', `sentences, recogniser and voice are of "${language}"`)];
  }
  const hint = 'language.sentences is one of three: recognition.model and voice.model must speak it too.';
  return misfits.map(({ says, fitting }) => (fitting.length > 0 ? failed : warning)('language', says, hint));
}

async function sentenceFindings(language: string, dataRoot: string): Promise<readonly Finding[]> {
  const unknown = unknownLanguage(language, dataRoot);
  if (unknown !== null) return [failed('language', unknown, 'The box does not start until it is set.')];
  const userFiles = userSentenceFiles(dataRoot, language);
  const wrong: Finding[] = [];
  const onWrongFile = (thrown: unknown): void => {
    const hint = 'The box leaves the file out until it is corrected.';
    wrong.push(failed('own sentences', toError(thrown).message, hint));
  };
  if (userFiles.length === 0) return [];
  const userFilesSuffice = !hasSentences(language);
  const options = {
    ...{ language, userFiles, userFilesSuffice, files: [], cache: null },
    ...{ intents: SKILL_INTENTS, onWrongFile },
  };
  await loadGrammar(options).catch(() => null); // without the fetched set there may be nothing whole: only the user's files are asked about
  if (wrong.length > 0) return wrong;
  return [ok('own sentences', userFiles.join(', '))];
}
