import { beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../appliance/kernel/clock.ts';
import { SHERPA_FAMILIES, type SherpaFamily } from '../../appliance/speech/engines/sherpa/sherpa-families.ts';
import { createSherpaRecognizer } from '../../appliance/speech/engines/sherpa/sherpa-recognizer.ts';
import type { Recognition, Recognizer } from '../../appliance/speech/ports.ts';
import { modelFiles } from '../support/models.ts';
import { join16, speak, speakFloat, toFloat } from '../support/speech.ts';

const CONTEXT = { language: 'en', phrases: null, nbest: 1 };
const deps = { clock: systemClock };

let files: Record<string, string>;
let recognizer: Recognizer;

beforeAll(async () => {
  const found = await modelFiles('stt-moonshine-tiny-en');
  files = {
    encoder: found['encoder_model.ort'] as string,
    decoder: found['decoder_model_merged.ort'] as string,
    tokens: found['tokens.txt'] as string,
  };
  recognizer = await createSherpaRecognizer({ family: 'moonshine', files }, deps);
}, 120_000);

async function recognise(samples: Float32Array): Promise<Recognition> {
  const stream = recognizer.open(CONTEXT);
  stream.write(samples);
  return await stream.finish();
}

describe('the sherpa-onnx recogniser', () => {
  it('writes what was said, without a confidence, since the engine gives none', async () => {
    const result = await recognise(await speakFloat('The weather was lovely last summer.'));
    expect(result.hypotheses).toEqual([
      { text: 'The weather was lovely last summer.', score: 0, confidence: null, biased: false },
    ]);
    expect(result.engine).toBe('sherpa-moonshine');
  });

  it('hears all of what is longer than one decode may be', async () => {
    const sentence = await speak('The weather was lovely last summer.');
    const parts = Array.from({ length: 8 }, () => [sentence, 500]).flat();
    const long = toFloat(join16(parts));
    expect(long.length / 16_000).toBeGreaterThan(18);
    expect((await recognise(long)).hypotheses[0]?.text.match(/lovely last summer/g)?.length).toBe(8);
  });

  it('has no hypothesis for nothing', async () => {
    expect((await recognise(new Float32Array(0))).hypotheses).toEqual([]);
    expect((await recognise(new Float32Array(800).fill(0.1))).hypotheses).toEqual([]);
    expect((await recognise(new Float32Array(32_000))).hypotheses).toEqual([]);
  });

  it('decodes one utterance after the other when several end at once', async () => {
    const samples = await speakFloat('The weather was lovely last summer.');
    const results = await Promise.all([recognise(samples), recognise(samples), recognise(samples)]);
    expect(new Set(results.map(({ hypotheses }) => hypotheses[0]?.text)).size).toBe(1);
  });

  it('abandons what is abandoned', async () => {
    const stream = recognizer.open(CONTEXT);
    stream.write(await speakFloat('The weather was lovely last summer.'));
    const pending = stream.finish();
    stream.abort();
    await expect(pending).rejects.toMatchObject({ code: 'operation.cancelled' });
    await recognizer.close();
  });

  it('looks for its files before the native code does, which would end the process', async () => {
    const made = createSherpaRecognizer(
      { family: 'moonshine', files: { ...files, tokens: '/nowhere/tokens.txt' } },
      deps,
    );
    await expect(made).rejects.toThrow(/"\/nowhere\/tokens\.txt".*\[model\.missing\]/s);
  });

  it.each(Object.keys(SHERPA_FAMILIES) as SherpaFamily[])('says which files a %s model needs', async (family) => {
    const made = createSherpaRecognizer({ family, files: {} }, deps);
    await expect(made).rejects.toThrow(new RegExp(`"${family}" needs the files .*tokens.*\\[input\\.invalid\\]`, 's'));
  });
});

/** What sherpa-onnx must be told of each family, by the names of its binding. */
const CONFIGS: Readonly<Record<SherpaFamily, object>> = {
  moonshine: { moonshine: { encoder: '/encoder', mergedDecoder: '/decoder' } },
  'moonshine-v1': {
    moonshine: {
      preprocessor: '/preprocessor',
      encoder: '/encoder',
      uncachedDecoder: '/uncachedDecoder',
      cachedDecoder: '/cachedDecoder',
    },
  },
  whisper: { whisper: { encoder: '/encoder', decoder: '/decoder', language: 'de', task: 'transcribe' } },
  'sense-voice': { senseVoice: { model: '/model', language: 'auto', useInverseTextNormalization: 1 } },
  transducer: { transducer: { encoder: '/encoder', decoder: '/decoder', joiner: '/joiner' } },
  'nemo-transducer': {
    transducer: { encoder: '/encoder', decoder: '/decoder', joiner: '/joiner' },
    modelType: 'nemo_transducer',
  },
  'nemo-ctc': { nemoCtc: { model: '/model' } },
  'zipformer-ctc': { zipformerCtc: { model: '/model' } },
  'wenet-ctc': { wenetCtc: { model: '/model' } },
  omnilingual: { omnilingual: { model: '/model' } },
  dolphin: { dolphin: { model: '/model' } },
  paraformer: { paraformer: { model: '/model' } },
  'fire-red-asr': { fireRedAsr: { encoder: '/encoder', decoder: '/decoder' } },
  canary: { canary: { encoder: '/encoder', decoder: '/decoder', srcLang: 'de', tgtLang: 'de', usePnc: 1 } },
};

it.each(Object.keys(CONFIGS) as SherpaFamily[])('a %s model is given to the binding under its own names', (family) => {
  const { needs, config } = SHERPA_FAMILIES[family];
  const paths = Object.fromEntries(needs.map((key) => [key, `/${key}`]));
  expect(config(paths, 'de')).toEqual(CONFIGS[family]);
  expect(needs).toContain('tokens');
});
