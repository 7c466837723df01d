// What a simulated microphone hears is a sum of sources: recordings, a live stream, the speaker's echo, the noise of a room.

export interface SoundSource {
  /** Adds its next `frame.length` samples (mono, in int16 steps, at the microphone's rate) onto `frame`. */
  addTo(frame: Float32Array): void;
}

export interface ClipOptions {
  /** Silence before the clip, in milliseconds. */
  readonly leadMs?: number;
  /** Called when the last sample of the clip has gone into the microphone. */
  readonly onPlayed?: () => void;
}

interface QueuedClip {
  readonly samples: Int16Array;
  readonly leadSamples: number;
  readonly onPlayed: () => void;
}

const MOST_CLIPS = 10_000;

/** Recordings, one after the other. */
export class ClipQueue implements SoundSource {
  readonly #sampleRate: number;
  readonly #clips: QueuedClip[] = [];
  #position = 0;

  constructor(sampleRate: number) {
    this.#sampleRate = sampleRate;
  }

  /** Whether every clip was heard. */
  get empty(): boolean {
    return this.#clips.length === 0;
  }

  /** `samples` are mono at the microphone's rate and must not change afterwards. */
  enqueue(samples: Int16Array, options: ClipOptions = {}): void {
    if (this.#clips.length >= MOST_CLIPS) throw new RangeError(`A clip queue holds ${MOST_CLIPS} clips.`);
    this.#clips.push({
      samples,
      leadSamples: Math.round(((options.leadMs ?? 0) * this.#sampleRate) / 1000),
      onPlayed: options.onPlayed ?? (() => {}),
    });
  }

  addTo(frame: Float32Array): void {
    for (let at = 0; at < frame.length; ) {
      const clip = this.#clips[0];
      if (clip === undefined) return;
      at += this.#addClip(clip, frame, at);
      if (this.#position < clip.leadSamples + clip.samples.length) return;
      this.#clips.shift();
      this.#position = 0;
      clip.onPlayed();
    }
  }

  #addClip(clip: QueuedClip, frame: Float32Array, from: number): number {
    const total = clip.leadSamples + clip.samples.length;
    const count = Math.min(frame.length - from, total - this.#position);
    for (let i = 0; i < count; i++) {
      const at = this.#position + i - clip.leadSamples;
      if (at >= 0) frame[from + i] = (frame[from + i] as number) + (clip.samples[at] as number);
    }
    this.#position += count;
    return count;
  }
}
