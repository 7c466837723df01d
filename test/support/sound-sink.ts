// A real sink for what the simulated speaker plays: a program named aplay that writes what it is given to a file, as the sound card
// would take it. It outlives boards, since each starts the program anew.
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { renderAlarm, renderChime } from '../../appliance/audio/chimes.ts';
import type { ChimeName } from '../../appliance/hardware/board-channel.ts';
import type { Scope } from '../../appliance/kernel/scope.ts';

export interface SoundSink {
  /** What was played from now on is what `heard` looks at. */
  mark(): void;
  /** Whether one of these sounds was played since the mark. */
  heard(...sounds: ReadonlyArray<ChimeName | 'alarm'>): boolean;
  /** How loud the tone of `hz` is in each tenth of a second since the mark, in dBFS of its amplitude. */
  levelsOf(hz: number): number[];
}

const RATE = 48_000;
const WINDOW = RATE / 10;
/** A second: no sound of the box's own is as long. */
const LONGEST_BYTES = 2 * RATE;
/** Correlation is done at 4 kHz: the chimes' notes lie below 1.1 kHz. */
const EVERY = 12;
/** Of a perfect copy 1; of a chime over silence about 0.95, of speech below 0.4. */
const ALIKE = 0.8;

/** Puts the sink first on PATH until `scope` closes; for boxes started with `simulated: { aloud: true }` on Linux. */
export function openSoundSink(scope: Scope): SoundSink {
  const folder = mkdtempSync(join(tmpdir(), 'linnet-sink-'));
  const file = join(folder, 'played.pcm');
  writeFileSync(join(folder, 'aplay'), `#!/bin/sh\nexec cat >> "${file}"\n`);
  chmodSync(join(folder, 'aplay'), 0o755);
  const before = process.env.PATH ?? '';
  process.env.PATH = `${folder}${delimiter}${before}`;
  scope.defer(() => {
    process.env.PATH = before;
    rmSync(folder, { recursive: true, force: true });
  });
  let from = 0;
  /** Where this sound was not found before. */
  const looked = new Map<ChimeName | 'alarm', number>();
  const isIn = (sound: ChimeName | 'alarm', size: number): boolean => {
    const upTo = looked.get(sound) ?? 0;
    if (size - upTo < RATE / 2) return false; // looked at four times a second of sound
    looked.set(sound, size);
    const played = readFrom(file, Math.max(from, upTo - LONGEST_BYTES), size);
    return contains(decimate(played), decimate(rendered(sound)));
  };
  return {
    mark: () => {
      from = sizeOf(file);
      looked.clear();
    },
    heard: (...sounds) => {
      const size = sizeOf(file);
      return sounds.some((sound) => isIn(sound, size));
    },
    levelsOf: (hz) => {
      const played = readFrom(file, from, sizeOf(file));
      const windows = Math.floor(played.length / WINDOW);
      return Array.from({ length: windows }, (_, i) => levelOf(played.subarray(i * WINDOW, (i + 1) * WINDOW), hz));
    },
  };
}

function rendered(sound: ChimeName | 'alarm'): Int16Array {
  return sound === 'alarm' ? renderAlarm(RATE).subarray(0, RATE / 2) : renderChime(sound, RATE);
}

/** The projection on sine and cosine. */
function levelOf(samples: Int16Array, hz: number): number {
  let [re, im] = [0, 0];
  for (let i = 0; i < samples.length; i++) {
    const angle = (2 * Math.PI * hz * i) / RATE;
    re += samples[i]! * Math.cos(angle);
    im += samples[i]! * Math.sin(angle);
  }
  return 20 * Math.log10((2 * Math.hypot(re, im)) / samples.length / 32_768 + 1e-6);
}

function sizeOf(file: string): number {
  return existsSync(file) ? statSync(file).size & ~1 : 0;
}

function readFrom(file: string, from: number, to: number): Int16Array {
  const bytes = new Uint8Array(to - from);
  const descriptor = openSync(file, 'r');
  readSync(descriptor, bytes, 0, bytes.length, from);
  closeSync(descriptor);
  return new Int16Array(bytes.buffer);
}

function decimate(samples: Int16Array): Float64Array {
  const out = new Float64Array(Math.floor(samples.length / EVERY));
  for (let i = 0; i < out.length; i++) {
    for (let j = 0; j < EVERY; j++) out[i] = out[i]! + samples[i * EVERY + j]!;
  }
  return out;
}

/** By normalised correlation. */
function contains(played: Float64Array, wanted: Float64Array): boolean {
  const power = wanted.reduce((sum, value) => sum + value * value, 0);
  for (let at = 0; at + wanted.length <= played.length; at++) {
    let product = 0;
    let own = 1;
    for (let i = 0; i < wanted.length; i++) {
      const value = played[at + i]!;
      product += value * wanted[i]!;
      own += value * value;
    }
    if (product / Math.sqrt(own * power) > ALIKE) return true;
  }
  return false;
}
