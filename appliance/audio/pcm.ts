// Arithmetic on PCM. Everything here writes into arrays that the caller owns: these run for every frame.

export const FULL_SCALE = 32768;
/** The level given for digital silence, in dBFS: below the noise of any converter (16 bit end at −98). */
export const SILENCE_DB = -120;

/** −32768 to 32767; what is not a number becomes 0. */
export function clampToInt16(value: number): number {
  if (value >= 32767) return 32767;
  if (value <= -32768) return -32768;
  return Number.isNaN(value) ? 0 : Math.round(value);
}

/** −1 to 1 (float) ▸ int16, saturating. `target` has room for all of `source`. */
export function floatToInt16(source: Float32Array, target: Int16Array): void {
  for (let i = 0; i < source.length; i++) target[i] = clampToInt16((source[i] as number) * FULL_SCALE);
}

/** int16 ▸ −1 to 1 (float). `target` has room for all of `source`. */
export function int16ToFloat(source: Int16Array, target: Float32Array): void {
  for (let i = 0; i < source.length; i++) target[i] = (source[i] as number) / FULL_SCALE;
}

/** Copies channel `channel` of interleaved `source` into `target` (mono); returns how many samples that were. */
export function pickChannel(source: Int16Array, channels: number, channel: number, target: Int16Array): number {
  const frames = Math.floor(source.length / channels);
  for (let i = 0, at = channel; i < frames; i++, at += channels) target[i] = source[at] as number;
  return frames;
}

/** Adds `source × gain` onto `target`, saturating. */
export function mixInto(target: Int16Array, source: Int16Array, gain: number): void {
  for (let i = 0; i < source.length; i++) {
    target[i] = clampToInt16((target[i] as number) + (source[i] as number) * gain);
  }
}

/** The mean square of `samples`, where 1 is a full-scale square wave. */
export function meanSquare(samples: Int16Array): number {
  if (samples.length === 0) return 0;
  let sum = 0;
  for (let i = 0; i < samples.length; i++) sum += (samples[i] as number) * (samples[i] as number);
  return sum / samples.length / (FULL_SCALE * FULL_SCALE);
}

/** The largest absolute sample, 0 to 32768. */
export function peakOf(samples: Int16Array): number {
  let peak = 0;
  for (let i = 0; i < samples.length; i++) peak = Math.max(peak, Math.abs(samples[i] as number));
  return peak;
}

/** A mean square (0 to 1) in dBFS, not below SILENCE_DB. */
export function powerToDb(power: number): number {
  return power <= 1e-12 ? SILENCE_DB : 10 * Math.log10(power);
}

/** An amplitude (0 to 1) in dBFS, not below SILENCE_DB. */
export function amplitudeToDb(amplitude: number): number {
  return powerToDb(amplitude * amplitude);
}

export function dbToAmplitude(db: number): number {
  return 10 ** (db / 20);
}

/** Peak and RMS over many frames, read and reset together. */
export class LevelMeter {
  #sum = 0;
  #count = 0;
  #peak = 0;

  add(samples: Int16Array): void {
    this.#sum += meanSquare(samples) * samples.length;
    this.#count += samples.length;
    this.#peak = Math.max(this.#peak, peakOf(samples));
  }

  /** dBFS since the last call; null where no sample came, since "silent" and "not measured" differ. */
  take(): { readonly rmsDb: number; readonly peakDb: number } | null {
    if (this.#count === 0) return null;
    const levels = { rmsDb: powerToDb(this.#sum / this.#count), peakDb: amplitudeToDb(this.#peak / FULL_SCALE) };
    this.#sum = 0;
    this.#count = 0;
    this.#peak = 0;
    return levels;
  }
}
