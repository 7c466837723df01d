// Four planes into one block: alarm, speech, chime, media. Media is ducked under everything else and comes back slowly; an
// alarm is ducked under speech, so that the box can be understood while it rings. Gains move in ramps: steps click.
import { clampToInt16, dbToAmplitude } from './pcm.ts';

/** What sounds on one plane. */
export interface PlaneSource {
  /** True while the plane is in use, also in a gap of its sound. */
  readonly active: boolean;
  /** Fills `block`, whose first sample is number `devicePosition` of the device. Called only while active. */
  read(block: Int16Array, devicePosition: number): void;
}

export const PLANES = ['alarm', 'speech', 'chime', 'media'] as const;
export type PlaneName = (typeof PLANES)[number];

/** −20 dB and back within a second, as Home Assistant's voice hardware does it; −12 dB keeps an alarm audible under a reply. */
const DUCKED_MEDIA = dbToAmplitude(-20);
const DUCKED_ALARM = dbToAmplitude(-12);
const DUCK_MS = 40;
const RESTORE_MS = 1000;
/** An alarm that was set is heard, whatever the volume. */
const QUIETEST_ALARM_PERCENT = 40;

export interface MixerOptions {
  /** Hz. */
  readonly sampleRate: number;
}

export class Mixer {
  readonly #planes: ReadonlyArray<Plane>;
  readonly #sources: Readonly<Record<PlaneName, PlaneSource>>;
  #block = new Int16Array(0);
  #sum = new Float32Array(0);
  #volumes = { assistant: 1, media: 1 };

  constructor(options: MixerOptions, sources: Readonly<Record<PlaneName, PlaneSource>>) {
    this.#sources = sources;
    this.#planes = PLANES.map((name) => new Plane(name, sources[name], options.sampleRate));
  }

  /** 0 to 100, perceptual: half the number sounds half as loud. */
  setVolume(group: 'assistant' | 'media', percent: number): void {
    this.#volumes = { ...this.#volumes, [group]: volumeGain(percent) };
  }

  /** Whether anything sounds, or may in the next moment. */
  get active(): boolean {
    const { alarm, speech, chime, media } = this.#sources;
    return alarm.active || speech.active || chime.active || media.active;
  }

  /** Fills the whole of `block`, whose first sample is number `devicePosition` of the device. */
  fill(block: Int16Array, devicePosition: number): void {
    if (this.#block.length !== block.length) this.#resize(block.length);
    const active = this.active;
    if (active) this.#sum.fill(0);
    for (const plane of this.#planes) this.#add(plane, devicePosition);
    if (!active)
      block.fill(0); // what a box does most of its life
    else for (let i = 0; i < block.length; i++) block[i] = clampToInt16(this.#sum[i] as number);
  }

  #add(plane: Plane, devicePosition: number): void {
    const gain = this.#gainOf(plane.name);
    if (!plane.source.active) {
      plane.glide(gain, this.#block.length);
      return;
    }
    plane.source.read(this.#block, devicePosition);
    plane.mix(gain, this.#block, this.#sum);
  }

  #gainOf(plane: PlaneName): number {
    const { assistant, media } = this.#volumes;
    const speaking = this.#sources.speech.active;
    switch (plane) {
      case 'media':
        return speaking || this.#sources.chime.active || this.#sources.alarm.active ? media * DUCKED_MEDIA : media;
      case 'alarm':
        return Math.max(assistant, volumeGain(QUIETEST_ALARM_PERCENT)) * (speaking ? DUCKED_ALARM : 1);
      default:
        return assistant;
    }
  }

  #resize(length: number): void {
    this.#block = new Int16Array(length);
    this.#sum = new Float32Array(length);
  }
}

/** One plane and the gain it has right now. */
class Plane {
  readonly name: PlaneName;
  readonly source: PlaneSource;
  readonly #fall: number;
  readonly #rise: number;
  #gain: number | null = null;

  constructor(name: PlaneName, source: PlaneSource, sampleRate: number) {
    this.name = name;
    this.source = source;
    this.#fall = 1 / ((DUCK_MS * sampleRate) / 1000);
    this.#rise = 1 / (((name === 'media' ? RESTORE_MS : DUCK_MS) * sampleRate) / 1000);
  }

  mix(target: number, block: Int16Array, sum: Float32Array): void {
    let gain = this.#gain ?? target;
    for (let i = 0; i < block.length; i++) {
      gain = gain > target ? Math.max(target, gain - this.#fall) : Math.min(target, gain + this.#rise);
      sum[i] = (sum[i] as number) + (block[i] as number) * gain;
    }
    this.#gain = gain;
  }

  /** The gain moves on while nothing sounds. */
  glide(target: number, samples: number): void {
    const gain = this.#gain ?? target;
    this.#gain =
      gain > target ? Math.max(target, gain - samples * this.#fall) : Math.min(target, gain + samples * this.#rise);
  }
}

/** Loudness doubles with each 10 dB (Stevens' power law), so half the percentage has to be 10 dB less: an exponent of 5/3. */
export function volumeGain(percent: number): number {
  return (Math.min(100, Math.max(0, percent)) / 100) ** (5 / 3);
}
