// Where the files of a voice are, checked.
import { join } from 'node:path';
import type { ModelStore } from '../models/store.ts';
import { requireFile } from './model-files.ts';
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
