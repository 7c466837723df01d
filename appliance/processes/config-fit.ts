// What the schema lets pass and no box can be run with. It is asked before anything is opened, and before a box that runs is ended for
// a new configuration.
import type { Config } from '../config/schema.ts';
import { unknownBoard } from '../hardware/detection.ts';
import { openToAll } from '../home/embedded-broker.ts';
import { LinnetError } from '../kernel/errors.ts';
import {
  hasSentences,
  type LanguageMisfit,
  languageMisfits,
  refuseMisfits,
  sentenceLanguages,
} from '../models/language-fit.ts';
import { earModelChoice, languageChoice } from './child-arguments.ts';
import { unknownWakeWord } from './ear-models.ts';
import { ownBrokerOptions } from './home.ts';
import { userSentenceFiles } from './sentence-files.ts';

/** Throws `config.invalid`; gives the misfits of languages with which the box runs all the same. */
export function refuseUnfit(config: Config, dataRoot: string): readonly LanguageMisfit[] {
  const [wrong] = unfitValues(config, dataRoot);
  if (wrong !== undefined) throw new LinnetError('config.invalid', wrong.text);
  return refuseMisfits(languageMisfits(languageChoice(config)));
}

/** Values that the schema lets pass, by their keys, and what is wrong with them: names of what there is not, a broker open to all. */
export function unfitValues(
  config: Config,
  dataRoot: string,
): ReadonlyArray<{ readonly path: string; readonly text: string }> {
  const asked = [
    ['audio.board', unknownBoard(config.audio.board)],
    ['wake.words', unknownWakeWord(earModelChoice(config))],
    ['language.sentences', unknownLanguage(config.language.sentences, dataRoot)],
    ['mqtt.embeddedHost', config.mqtt.url === null ? openToAll(ownBrokerOptions(config)) : null],
  ] as const;
  return asked.flatMap(([path, text]) => (text === null ? [] : [{ path, text }]));
}

/** What is wrong with the language of the sentences; null where there are some, in the catalogue or of the user. */
export function unknownLanguage(wanted: string, dataRoot: string): string | null {
  if (hasSentences(wanted) || userSentenceFiles(dataRoot, wanted).length > 0) return null;
  const known = [...sentenceLanguages()].sort().join(', ');
  const own = `your own sentences in sentences/${wanted}.yaml of the data folder would do too`;
  return `Expected language.sentences to be one of ${known}; "${wanted}" came; ${own}.`;
}
