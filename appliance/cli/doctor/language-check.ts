// Whether the languages of a box fit together, and whether the user's own sentences can be read.
import type { Config } from '../../config/schema.ts';
import { loadGrammar } from '../../intents/grammar-files.ts';
import { toError } from '../../kernel/errors.ts';
import { languageMisfits } from '../../models/language-fit.ts';
import { languageChoice } from '../../processes/child-arguments.ts';
import { userSentenceFiles } from '../../processes/sentence-files.ts';
import { SKILL_INTENTS } from '../../skills/skill-set.ts';
import type { Finding } from '../doctor.ts';

export async function languageFindings(config: Config, dataRoot: string): Promise<readonly Finding[]> {
  return [...fitFindings(config), ...(await sentenceFindings(config.language.sentences, dataRoot))];
}

function fitFindings(config: Config): readonly Finding[] {
  const language = config.language.sentences;
  const misfits = languageMisfits(languageChoice(config));
  if (misfits.length === 0) {
    return [
      { check: 'language', state: 'ok', says: `sentences, recogniser and voice are of "${language}"`, hint: null },
    ];
  }
  return misfits.map(({ says, fitting }) => ({
    check: 'language',
    state: fitting.length > 0 ? 'failed' : 'warning',
    says,
    hint: 'language.sentences is one of three: recognition.model and voice.model must speak it too.',
  }));
}

async function sentenceFindings(language: string, dataRoot: string): Promise<readonly Finding[]> {
  const userFiles = userSentenceFiles(dataRoot, language);
  const wrong: Finding[] = [];
  const onWrongFile = (thrown: unknown): void => {
    const hint = 'The box leaves the file out until it is corrected.';
    wrong.push({ check: 'own sentences', state: 'failed', says: toError(thrown).message, hint });
  };
  if (userFiles.length === 0) return [];
  const options = { language, userFiles, files: [], cache: null, intents: SKILL_INTENTS, onWrongFile };
  await loadGrammar(options).catch(() => null); // without the fetched set there may be nothing whole: only the user's files are asked about
  if (wrong.length > 0) return wrong;
  return [{ check: 'own sentences', state: 'ok', says: userFiles.join(', '), hint: null }];
}
