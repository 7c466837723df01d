// The one table of every model that the box can fetch. Hashes decide what is loaded; mirrors only say where to look.
import { LinnetError } from '../kernel/errors.ts';
import { MIND_MODELS } from './mind-models.ts';
import type { Model } from './model.ts';
import { RECOGNITION_MODELS } from './recognition-models.ts';
import { SPEECH_MODELS } from './speech-models.ts';
import { WAKE_MODELS } from './wake-models.ts';

export const CATALOGUE: readonly Model[] = [...WAKE_MODELS, ...RECOGNITION_MODELS, ...SPEECH_MODELS, ...MIND_MODELS];

/** Throws `input.invalid` for an id that the catalogue does not have. */
export function findModel(id: string, catalogue: readonly Model[] = CATALOGUE): Model {
  const model = catalogue.find((row) => row.id === id);
  if (model !== undefined) return model;
  const known = catalogue.map((row) => row.id).join(', ');
  throw new LinnetError('input.invalid', `Expected the id of a model; "${id}" is none. Known are: ${known}.`);
}
