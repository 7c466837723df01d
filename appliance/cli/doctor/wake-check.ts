// Whether each configured wake word has a model, in the store or among the owner's own.
import type { Config } from '../../config/schema.ts';
import { hasCode, toError } from '../../kernel/errors.ts';
import type { ModelStore } from '../../models/store.ts';
import { earModelChoice } from '../../processes/child-arguments.ts';
import { locateWake } from '../../processes/ear-models.ts';
import { type Finding, failed, ok } from './finding.ts';

/** None where a model of the store is missing or damaged: that is a finding of its own. */
export async function wakeFindings(config: Config, store: ModelStore): Promise<readonly Finding[]> {
  try {
    await locateWake(earModelChoice(config), store);
    return [ok('wake words', config.wake.words.join(', '))];
  } catch (thrown) {
    if (hasCode(thrown, 'model.missing') || hasCode(thrown, 'model.corrupt')) return [];
    const hint = 'Name words that have a model in wake.words, or put your own into the folder of wake.folder.';
    return [failed('wake words', toError(thrown).message, hint)];
  }
}
