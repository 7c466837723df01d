// The models of a benchmark, as the engines take them.
import type { MoonshineFiles } from '../../appliance/speech/engines/moonshine/moonshine-messages.ts';
import { modelFiles } from '../support/models.ts';

export async function moonshineFiles(): Promise<MoonshineFiles> {
  const { encoder, decoder } = await sherpaFiles();
  const tokenizer = await fileOf('stt-moonshine-tiny-en', 'tokenizer.bin');
  return { encoder: encoder as string, decoder: decoder as string, tokenizer };
}

export async function sherpaFiles(): Promise<Record<string, string>> {
  const id = 'stt-moonshine-tiny-en';
  return {
    encoder: await fileOf(id, 'encoder_model.ort'),
    decoder: await fileOf(id, 'decoder_model_merged.ort'),
    tokens: await fileOf(id, 'tokens.txt'),
  };
}

export async function fileOf(id: string, name: string): Promise<string> {
  const path = (await modelFiles(id))[name];
  if (path === undefined) throw new Error(`the model ${id} has no file ${name}`);
  return path;
}
