// A decoder from the three files of a Moonshine model.
import { readFile } from 'node:fs/promises';
import { LinnetError } from '../../../kernel/errors.ts';
import { requireFile } from '../onnxruntime.ts';
import { createMoonshineDecoder, type MoonshineDecoder } from './decoder.ts';
import { openMoonshineModel } from './model.ts';
import type { MoonshineSetup } from './moonshine-messages.ts';
import { parseVocabulary } from './vocabulary.ts';

/** Rejects with `model.missing`, `model.corrupt` or `model.unsupported`. */
export async function loadDecoder({ files, decoder }: MoonshineSetup): Promise<MoonshineDecoder> {
  await requireFile(files.tokenizer);
  const vocabulary = parseVocabulary(await readFile(files.tokenizer), files.tokenizer);
  const model = await openMoonshineModel(files);
  if (model.vocabularySize !== vocabulary.size) {
    throw new LinnetError(
      'model.unsupported',
      `"${files.decoder}" writes ${model.vocabularySize} tokens and "${files.tokenizer}" knows ${vocabulary.size}; take both from one model.`,
    );
  }
  return createMoonshineDecoder(decoder, { model, vocabulary });
}
