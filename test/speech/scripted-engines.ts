// Engines that do what a test's script says, by sample position: loud samples are voice, words are placed in time.
import { LinnetError } from '../../appliance/kernel/errors.ts';
import type {
  OnWakeDecision,
  Recognition,
  RecognitionContext,
  RecognitionStream,
  Recognizer,
  VoiceActivity,
  WakeDecision,
  WakeDetector,
} from '../../appliance/speech/ports.ts';

export const MS = 16;
const LOUD = 8000;

/** Voice where one of `stretches` ([from, to] in ms) covers a moment, digital silence elsewhere. */
export function sound(lengthMs: number, stretches: ReadonlyArray<readonly [number, number]>): Int16Array {
  const samples = new Int16Array(lengthMs * MS);
  for (const [from, to] of stretches) samples.fill(LOUD, from * MS, to * MS);
  return samples;
}

export class LoudnessActivity implements VoiceActivity {
  readonly windowSamples = 512;
  windows = 0;

  isSpeech(window: Float32Array): boolean {
    this.windows++;
    return window.some((sample) => sample > 0.1);
  }

  reset(): void {}

  close(): void {}
}

/** Decides at given times; `verified` decisions come only when released, as from a second stage that takes its time. */
export class ScriptedDetector implements WakeDetector {
  readonly words: readonly string[];
  readonly #script: WakeDecision[];
  readonly #onDecision: OnWakeDecision;
  resets = 0;

  constructor(words: readonly string[], script: readonly WakeDecision[], onDecision: OnWakeDecision) {
    this.words = words;
    this.#script = [...script];
    this.#onDecision = onDecision;
  }

  accept(samples: Int16Array, firstSample: number): void {
    const end = firstSample + samples.length;
    for (let next = this.#script[0]; next !== undefined && next.atSample <= end; next = this.#script[0]) {
      this.#script.shift();
      this.#onDecision(next);
    }
  }

  maxScores(): ReadonlyMap<string, number> {
    return new Map();
  }

  settled(): Promise<void> {
    return Promise.resolve();
  }

  reset(): void {
    this.resets++;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

export interface Word {
  /** The word is understood from audio that has voice until at least this many ms of voice. */
  readonly afterVoiceMs: number;
  readonly text: string;
}

/** What one stream was given. */
export interface StreamRecord {
  readonly context: RecognitionContext;
  voiceMs: number;
  writtenMs: number;
  decodes: number;
  partials: number;
  ended: 'open' | 'finished' | 'aborted';
}

export interface RecognizerScript {
  /** The words of a stream, by how much voice was in its audio. Default none. */
  readonly words?: readonly Word[];
  readonly confidence?: number | null;
  /** Streams (0, 1, …) whose final decode fails. */
  readonly fails?: readonly number[];
}

/** Answers at once, or when `release()` is called where `holds` is set: a decode that takes its time. */
export class ScriptedRecognizer implements Recognizer {
  readonly id = 'scripted';
  readonly streams: StreamRecord[] = [];
  holds = false;
  readonly #script: RecognizerScript;
  readonly #held: Array<() => void> = [];

  constructor(script: RecognizerScript = {}) {
    this.#script = script;
  }

  open(context: RecognitionContext): RecognitionStream {
    const record: StreamRecord = { context, voiceMs: 0, writtenMs: 0, decodes: 0, partials: 0, ended: 'open' };
    const fails = this.#script.fails?.includes(this.streams.length) ?? false;
    this.streams.push(record);
    const decode = async (): Promise<Recognition> => {
      record.decodes++;
      const result = this.#recognise(record);
      await this.#turn();
      if (fails) throw new LinnetError('recognition.failed', 'The script says that this decode fails.');
      return result;
    };
    return {
      write: (samples) => {
        record.writtenMs += samples.length / MS;
        record.voiceMs += samples.filter((sample) => sample > 0.1).length / MS;
      },
      partial: async () => {
        record.partials++;
        const text = this.#textOf(record);
        await this.#turn();
        return text;
      },
      decode,
      finish: () => {
        record.ended = 'finished';
        return decode();
      },
      abort: () => {
        record.ended = 'aborted';
      },
    };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** Lets everything that is under way come to its end. */
  release(): void {
    for (const go of this.#held.splice(0)) go();
  }

  #turn(): Promise<void> {
    return this.holds ? new Promise((resolve) => this.#held.push(resolve)) : Promise.resolve();
  }

  #textOf(record: StreamRecord): string {
    const words = this.#script.words ?? [];
    return words
      .filter(({ afterVoiceMs }) => record.voiceMs >= afterVoiceMs)
      .map(({ text }) => text)
      .join(' ');
  }

  #recognise(record: StreamRecord): Recognition {
    const text = this.#textOf(record);
    const confidence = this.#script.confidence === undefined ? -0.1 : this.#script.confidence;
    const hypotheses = text === '' ? [] : [{ text, score: -1, confidence, biased: false }];
    return { hypotheses, audioMs: record.writtenMs, decodeMs: 1, engine: 'scripted' };
  }
}
