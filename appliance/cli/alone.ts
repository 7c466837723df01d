// What a command that works without a running box takes from the data folder, so that it understands what the box would.
import { existsSync } from 'node:fs';
import type { Config } from '../config/schema.ts';
import { LinnetError } from '../kernel/errors.ts';
import { unknownLanguage } from '../processes/config-fit.ts';
import { boxModels } from '../processes/open-box.ts';
import { sentenceFiles } from '../processes/sentence-files.ts';
import type { SentenceFiles } from '../processes/understanding.ts';
import type { BoxContext } from './context.ts';

/** Says what is missing of them. Rejects with `config.invalid` for a language that has none anywhere. */
export async function sentencesAlone(context: BoxContext, config: Config): Promise<SentenceFiles> {
  const dataRoot = context.dataRoot();
  const unknown = unknownLanguage(config.language.sentences, dataRoot);
  if (unknown !== null) throw new LinnetError('config.invalid', unknown);
  const found = await sentenceFiles(config, dataRoot, boxModels({ config, modelsRoot: context.modelsRoot }));
  if (found.missing !== undefined)
    context.writeError(
      `Only what the box itself knows of "${config.language.sentences}" is understood: ${found.missing}`,
    );
  // A data folder is made by a box, not by a question.
  return existsSync(dataRoot) ? found : { ...found, cache: null };
}
