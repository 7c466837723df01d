// Piper voices through sherpa-onnx. The native call cannot be stopped: an aborted clause is abandoned (its result is dropped) and
// ends by itself within a clause's time. So that the next clause need not wait for it, two may run at once; more would only take
// cores from each other.
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type Sherpa from 'sherpa-onnx-node';
import type { OfflineTts } from 'sherpa-onnx-node';
import { floatToInt16 } from '../../../audio/pcm.ts';
import { requirePackage } from '../../../kernel/common-js.ts';
import { LinnetError, toError } from '../../../kernel/errors.ts';
import { makePassingFolder } from '../../../kernel/passing-folder.ts';
import type { SynthesizedClause, Synthesizer } from '../../ports.ts';
import { trimSilence } from './silence.ts';
import { checkVoiceFiles, type VoiceFiles } from './voice-files.ts';

const sherpa = requirePackage<typeof Sherpa>('sherpa-onnx-node');

export interface PiperOptions extends VoiceFiles {
  /** The voice's id in the catalogue; part of the phrase cache's key. */
  readonly voice: string;
  /** 1 is the voice's own pace, 1.25 is faster. Default 1. */
  readonly speed?: number;
  /** Cores for one clause. Default 1. Published for a Pi 4, times of real time: 0.77 with one, 0.48 with two, 0.36 with four. */
  readonly threads?: number;
  /** Variation of melody and rhythm, as the voice was trained. Default true; false gives the same speech every time. */
  readonly variation?: boolean;
}

/** The voice's own inference settings (`inference` in its .json), the same for every published Piper voice. */
const VARIED = { noiseScale: 0.667, noiseScaleW: 0.8 };
/** 0 would mean "not set" to the engine, that is, the values above. */
const REPRODUCIBLE = { noiseScale: 1e-6, noiseScaleW: 1e-6 };
/** Pauses that the text itself asks for, as a share of the model's own. */
const SILENCE_SCALE = 0.2;
const AT_ONCE = 2;

/** Loads a voice (about a second). Rejects with `model.missing` or `model.unsupported`. */
export async function createPiper(options: PiperOptions): Promise<Synthesizer> {
  await checkVoiceFiles(options);
  const variation = options.variation === false ? REPRODUCIBLE : VARIED;
  const engine = await withSessionOptions((provider) =>
    sherpa.OfflineTts.createAsync({
      model: {
        vits: { model: options.model, tokens: options.tokens, dataDir: options.phonemes, lengthScale: 1, ...variation },
        numThreads: options.threads ?? 1,
        provider,
      },
      maxNumSentences: 1,
      silenceScale: SILENCE_SCALE,
    }),
  );
  return new Piper(engine, options);
}

/**
 * Each clause has another length, so ONNX Runtime's memory patterns never fit the next one and only take room: 25 MB less without
 * them, at the same speed. Threads that wait for work must not spin. sherpa-onnx reads such options from a file, once, while it loads.
 */
async function withSessionOptions<T>(load: (provider: string) => Promise<T>): Promise<T> {
  const folder = passingFolder();
  if (folder === null) return await load('cpu'); // a full or read-only disk costs memory, not the voice
  try {
    const path = join(folder, 'session.config');
    await writeFile(path, 'EnableMemPattern=0\nSessionConfig.session.intra_op.allow_spinning=0\n');
    return await load(`cpu:${path}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function passingFolder(): string | null {
  try {
    return makePassingFolder('voice');
  } catch {
    return null;
  }
}

class Piper implements Synthesizer {
  readonly id: string;
  readonly sampleRate: number;
  readonly #speed: number;
  readonly #running = new Set<Promise<unknown>>();
  #engine: OfflineTts | undefined;

  constructor(engine: OfflineTts, { voice, speed = 1, variation = true }: PiperOptions) {
    this.#engine = engine;
    this.#speed = speed;
    this.sampleRate = engine.sampleRate;
    this.id = `piper/${voice}@${speed}${variation ? '' : '/plain'}`;
  }

  async synthesize(text: string, signal: AbortSignal): Promise<SynthesizedClause> {
    if (signal.aborted) throw cancelled();
    while (this.#running.size >= AT_ONCE) await untilAborted(Promise.race(this.#running), signal);
    if (this.#engine === undefined) throw cancelled();
    return await untilAborted(this.#start(this.#engine, text), signal);
  }

  async close(): Promise<void> {
    this.#engine = undefined;
    await Promise.allSettled(this.#running); // the native code must not lose its model while it runs
  }

  #start(engine: OfflineTts, text: string): Promise<SynthesizedClause> {
    const clause = generate(engine, text, this.#speed);
    const ended: Promise<unknown> = clause.then(
      () => this.#running.delete(ended),
      () => this.#running.delete(ended),
    );
    this.#running.add(ended);
    return clause;
  }
}

async function generate(engine: OfflineTts, text: string, speed: number): Promise<SynthesizedClause> {
  const audio = await engine
    .generateAsync({ text, sid: 0, speed, enableExternalBuffer: false })
    .catch((thrown: unknown) => Promise.reject(failed('The voice could not say a clause.', toError(thrown))));
  if (audio.samples.length === 0)
    throw failed('The voice gave no sound for a clause; its phoneme data may not fit it.');
  const samples = new Int16Array(audio.samples.length);
  floatToInt16(audio.samples, samples);
  return { samples: trimSilence(samples, audio.sampleRate), sampleRate: audio.sampleRate };
}

/** `work`, or a rejection as soon as `signal` aborts. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(cancelled());
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

function failed(text: string, cause?: Error): LinnetError {
  return new LinnetError('synthesis.failed', text, cause === undefined ? {} : { cause });
}

function cancelled(): LinnetError {
  return new LinnetError('operation.cancelled', 'The clause was cancelled before it was synthesised.');
}
