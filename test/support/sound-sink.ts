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
  /** Whether this sound was played since the mark. */
  heard(sound: ChimeName | 'alarm'): boolean;
}

const RATE = 48_000;
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
  let looked = 0;
  return {
    mark: () => {
      from = sizeOf(file);
      looked = 0;
    },
    heard: (sound) => {
      const size = sizeOf(file);
      if (size - looked < RATE / 2) return false; // looked at four times a second of sound
      looked = size;
      const wanted = sound === 'alarm' ? renderAlarm(RATE).subarray(0, RATE / 2) : renderChime(sound, RATE);
      return contains(decimate(readFrom(file, from, size)), decimate(wanted));
    },
  };
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
