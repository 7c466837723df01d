// Where the files of a voice are, checked.
import { join } from 'node:path';
import { LinnetError } from '../kernel/errors.ts';
import type { LocatedModel, ModelStore } from '../models/store.ts';
import type { VoiceModels } from './voice-argument.ts';

export interface VoiceModelChoice {
  /** Ids of the catalogue. */
  readonly voice: string;
  readonly phonemes: string;
}

/** Rejects with `model.missing`, `model.corrupt` or `model.unsupported`; never fetches. */
export async function locateVoiceModels(
  choice: VoiceModelChoice,
  store: Pick<ModelStore, 'locate'>,
): Promise<VoiceModels> {
  const voice = await store.locate(choice.voice);
  const phonemes = await store.locate(choice.phonemes);
  return {
    id: voice.id,
    model: requireFile(voice, 'voice.onnx'),
    tokens: requireFile(voice, 'tokens.txt'),
    phonemes: join(phonemes.folder, 'espeak-ng-data'),
  };
}

function requireFile(model: LocatedModel, name: string): string {
  const path = model.files[name];
  if (path !== undefined) return path;
  throw new LinnetError(
    'model.unsupported',
    `The model ${model.id} has no file "${name}"; choose a voice ("linnet models list").`,
  );
}
