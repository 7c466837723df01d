// Which recogniser serves here, and why where it is not the one that was asked for.
import type { Config } from '../../config/schema.ts';
import { toError } from '../../kernel/errors.ts';
import type { ModelStore } from '../../models/store.ts';
import { earModelChoice } from '../../processes/child-arguments.ts';
import type { EarModels } from '../../processes/ear-argument.ts';
import { locateRecognizer } from '../../processes/ear-models.ts';
import { loadOnnxRuntime } from '../../speech/engines/onnxruntime.ts';
import { type Finding, ok, warning } from './finding.ts';

/** `load` is what the first engine stands on; it throws where that does not load. */
export async function recogniserFindings(
  config: Config,
  store: Pick<ModelStore, 'locate'>,
  load: () => unknown = loadOnnxRuntime,
): Promise<readonly Finding[]> {
  const model = await locateRecognizer(earModelChoice(config), store).catch(toError);
  if (model instanceof Error) return []; // the model's own row says so
  return [await engineFinding(model, load)];
}

async function engineFinding(model: EarModels['recognizer'], load: () => unknown): Promise<Finding> {
  if (model.engine === 'sherpa')
    return ok('recogniser', `${model.id}: sherpa-onnx, which does not know the names in the house`);
  const failure = await Promise.resolve()
    .then(load)
    .then(() => null, toError);
  if (failure === null) return ok('recogniser', `${model.id}: our own decoder, which prefers the names in the house`);
  return warning(
    'recogniser',
    `${model.fallback?.id ?? model.id}: sherpa-onnx, since our own decoder cannot run here. ${failure.message}`,
    'Names in the house are not preferred and the wake word is not heard twice; on Intel Macs it stays so. Elsewhere: npm install.',
  );
}
