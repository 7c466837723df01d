// What the commands that listen to files have in common: one load of the models for all files, one line of result a file, and a
// file that cannot be read does not keep the others from being heard.
import { readSpeechWav } from '../audio/wav.ts';
import { MICROPHONE_FRAME } from '../hardware/ports.ts';
import { systemClock } from '../kernel/clock.ts';
import { createModelStore, type ModelStore } from '../models/store.ts';
import { SPEECH_RATE } from '../speech/ports.ts';
import type { BoxContext } from './context.ts';

/** What may be given, for the help. */
export const SOUND_FILES = 'WAV files: 8 to 192 kHz, 16/24/32 bit or float, 1 to 8 channels';
/** Heard after each file: a wake word that ends with it is decided in that time. */
const SILENCE_AFTER_MS = 1000;
/** The frames of a microphone: 20 ms. */

export interface SoundFile {
  readonly path: string;
  /** 16 kHz mono. */
  readonly samples: Int16Array;
  /** Without the silence after it. */
  readonly audioMs: number;
}

export function openStore(context: BoxContext): ModelStore {
  return createModelStore({ root: context.modelsRoot }, { clock: systemClock });
}

/** Calls `hear` for each file that can be read, in order; what cannot is said on standard error, and the exit status is 1. */
export async function eachSoundFile(
  context: BoxContext,
  paths: readonly string[],
  hear: (file: SoundFile) => Promise<void>,
): Promise<void> {
  for (const path of paths) {
    try {
      const samples = await readSpeechWav(path);
      await hear({ path, samples, audioMs: samples.length / (SPEECH_RATE / 1000) });
    } catch (thrown) {
      context.fail(thrown, { file: path });
    }
  }
}

/**
 * The file and the silence after it, frame by frame, as a microphone would deliver them; the silence goes on for as long as `isOpen` says
 * that something is not decided yet.
 */
export async function playFrames(
  { samples }: SoundFile,
  accept: (frame: Int16Array, firstSample: number) => Promise<void>,
  isOpen: () => boolean = () => false,
): Promise<void> {
  const silence = (SILENCE_AFTER_MS * SPEECH_RATE) / 1000;
  const frame = new Int16Array(MICROPHONE_FRAME);
  for (let at = 0; at < samples.length + silence || isOpen(); at += MICROPHONE_FRAME) {
    frame.fill(0);
    frame.set(samples.subarray(at, at + MICROPHONE_FRAME));
    await accept(frame, at);
  }
}
