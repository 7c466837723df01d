// Speech or not, by Silero VAD (version 4) inside sherpa-onnx. sherpa's own segmentation is set aside: no shortest speech, no
// shortest silence, so that each window is decided by its own probability (speech ends 0.15 below the threshold). Timing
// belongs to the endpointer.
import { stat } from 'node:fs/promises';
import type Sherpa from 'sherpa-onnx-node';
import type { Vad } from 'sherpa-onnx-node';
import { requirePackage } from '../../../kernel/common-js.ts';
import { LinnetError } from '../../../kernel/errors.ts';
import { SPEECH_RATE, type VoiceActivity } from '../../ports.ts';
import { requireFile } from '../onnxruntime.ts';

const sherpa = requirePackage<typeof Sherpa>('sherpa-onnx-node');

export interface SileroOptions {
  /** Absolute path of the verified silero_vad.onnx. */
  readonly model: string;
  /** 0 to 1. Default 0.5; 0.3 glues sentences together, 0.5 finds speech down to 0 dB over noise. */
  readonly threshold?: number;
}

/** 32 ms. With 256 version 4 loses half of the speech without a word. */
const WINDOW_SAMPLES = 512;
/** 0 would mean "not set" (half a second of silence, a quarter of speech): less than a window is as good as none. */
const NO_LEAST_S = 0.001;
/** Of continuous speech; then sherpa raises the threshold to 0.9 to force a cut, which nobody may notice before an utterance's own limit. */
const LONGEST_SPEECH_S = 25;
/** 64 kB a second, outside JavaScript's memory and not given back: one instance a process. */
const BUFFER_S = 30;
/** A smaller file is not that network (1.8 MB). */
const FEWEST_BYTES = 100_000;

/** Rejects with `model.missing` or `model.corrupt`: without its file the native detector never says "speech", and never says why. */
export async function createSileroActivity(options: SileroOptions): Promise<VoiceActivity> {
  const { model, threshold = 0.5 } = options;
  await requireFile(model);
  const { size } = await stat(model);
  if (size < FEWEST_BYTES) {
    throw new LinnetError(
      'model.corrupt',
      `Expected a voice activity model in "${model}", but it has only ${size} bytes.`,
    );
  }
  return new SileroActivity(open(model, threshold));
}

function open(model: string, threshold: number): Vad {
  const timing = { minSilenceDuration: NO_LEAST_S, minSpeechDuration: NO_LEAST_S, maxSpeechDuration: LONGEST_SPEECH_S };
  const sileroVad = { model, threshold, windowSize: WINDOW_SAMPLES, ...timing };
  return new sherpa.Vad({ sileroVad, sampleRate: SPEECH_RATE, numThreads: 1, provider: 'cpu', debug: 0 }, BUFFER_S);
}

class SileroActivity implements VoiceActivity {
  readonly windowSamples = WINDOW_SAMPLES;
  #vad: Vad | undefined;

  constructor(vad: Vad) {
    this.#vad = vad;
  }

  isSpeech(window: Float32Array): boolean {
    const vad = this.#open();
    if (window.length !== WINDOW_SAMPLES) {
      throw new LinnetError('input.invalid', `Expected a window of ${WINDOW_SAMPLES} samples, ${window.length} came.`);
    }
    vad.acceptWaveform(window);
    while (!vad.isEmpty()) vad.pop(); // its segments, which would pile up
    return vad.isDetected();
  }

  reset(): void {
    this.#open().reset();
  }

  close(): void {
    this.#vad = undefined;
  }

  #open(): Vad {
    if (this.#vad === undefined) throw new LinnetError('operation.cancelled', 'Voice activity detection was closed.');
    return this.#vad;
  }
}
