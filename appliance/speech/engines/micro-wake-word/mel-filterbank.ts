// 40 overlapping triangles on the mel scale from 125 to 7500 Hz, in 12-bit fixed point. Each FFT bin lies between two
// centres and gives its energy to both: `weight` of 4096 to the channel below, the rest to the one above. Computed in
// 32-bit floats as the reference does, since one unit of a weight shows in the features.
import { SPEECH_RATE } from '../../ports.ts';
import { FFT_SIZE } from './real-fft.ts';

export const CHANNELS = 40;

const LOWEST_HZ = 125;
const HIGHEST_HZ = 7500;
const HZ_PER_BIN = SPEECH_RATE / FFT_SIZE;
const FIRST_BIN = 5; // 156 Hz: the first bin above 125 Hz, as the reference skips the constant part
const UNIT = 4096;

/** The C library's log1pf of the reference is a unit off the correctly rounded value here; the weights show it. */
const WEIGHTS_OF_REFERENCE: ReadonlyMap<number, number> = new Map([
  [149, 2471],
  [221, 1401],
]);

interface Bins {
  /** By bin from `FIRST_BIN` on: the index of the channel above, and what goes below and above. */
  readonly channel: Uint8Array;
  readonly below: Int16Array;
  readonly above: Int16Array;
}

const BINS = layOutBins();

/** Adds the weighted energies up; `sums` has two more places than channels, and channel c ends up in `sums[c + 1]`. */
export function sumChannels(energies: Float64Array, sums: Float64Array): void {
  const { channel, below, above } = BINS;
  sums.fill(0);
  for (let i = 0; i < channel.length; i++) {
    const at = channel[i] as number;
    const energy = energies[FIRST_BIN + i] as number;
    // Below 2^53 throughout (energies are below 2^31, weights 2^12, bins 2^8): doubles are exact.
    sums[at] = (sums[at] as number) + (below[i] as number) * energy;
    sums[at + 1] = (sums[at + 1] as number) + (above[i] as number) * energy;
  }
}

/** √value rounded to the nearest integer, for integers below 2^53, with the reference's limit of 16 or 32 bits. */
export function roundedSquareRoot(value: number): number {
  let root = Math.floor(Math.sqrt(value));
  if (root * root > value) root--;
  const limit = value < 2 ** 32 ? 0xffff : 0xffffffff;
  return value - root * root > root && root !== limit ? root + 1 : root;
}

function layOutBins(): Bins {
  const lowest = mel(LOWEST_HZ);
  const spacing = Math.fround(Math.fround(mel(HIGHEST_HZ) - lowest) / (CHANNELS + 1));
  const centre = (channel: number): number => Math.fround(lowest + Math.fround(spacing * (channel + 1)));
  const channels: number[] = [];
  const below: number[] = [];
  let channel = 0;
  for (let bin = FIRST_BIN; ; bin++) {
    const at = mel(bin * HZ_PER_BIN);
    while (channel <= CHANNELS && at > centre(channel)) channel++;
    if (channel > CHANNELS) break;
    const previous = channel === 0 ? lowest : centre(channel - 1);
    const share = Math.fround(Math.fround(centre(channel) - at) / Math.fround(centre(channel) - previous));
    channels.push(channel);
    below.push(WEIGHTS_OF_REFERENCE.get(bin) ?? toUnits(share));
  }
  return {
    channel: Uint8Array.from(channels),
    below: Int16Array.from(below),
    above: Int16Array.from(below, (weight) => UNIT - weight),
  };
}

function mel(hz: number): number {
  return Math.fround(1127 * Math.fround(Math.log1p(Math.fround(hz / 700))));
}

function toUnits(share: number): number {
  return Math.floor(Math.fround(Math.fround(share * UNIT) + 0.5));
}
