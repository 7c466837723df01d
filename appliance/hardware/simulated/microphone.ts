// A microphone that hears what its sources give it: at the pace of a clock, or as fast as it is read. In the second case the
// microphone drives time: each frame moves the clock by its own 20 ms and the next one waits until everybody is done with it.
import type { Clock, Timer } from '../../kernel/clock.ts';
import { LinnetError, toError } from '../../kernel/errors.ts';
import {
  type ChannelLayout,
  type FrameSink,
  MICROPHONE_FRAME,
  MICROPHONE_FRAME_MS,
  type Microphone,
} from '../ports.ts';
import type { SoundSource } from './sound-source.ts';

/** A machine that slept longer than this lost samples, as with a card whose buffer ran over. */
const LONGEST_LATENESS_MS = 500;

export interface Unpaced {
  /** Moves the clock that everything runs on, such as a ManualClock. */
  advance(ms: number): void;
  /** Resolves when all that the last frame caused is done. */
  settled(): Promise<void>;
}

export interface SimulatedMicrophoneOptions {
  /** Default 1. The sound goes to `speechChannel`; the others hear it 12 dB lower. */
  readonly channels?: number;
  /** Default 0. */
  readonly speechChannel?: number;
  /** Given, the microphone runs as fast as it is read; otherwise at the pace of the clock. */
  readonly unpaced?: Unpaced;
}

export class SimulatedMicrophone implements Microphone {
  readonly layout: ChannelLayout;
  readonly #unpaced: Unpaced | undefined;
  readonly #clock: Clock;
  readonly #sources: readonly SoundSource[];
  readonly #mono: Float32Array;
  readonly #frame: Int16Array;
  #open: { readonly sink: FrameSink; readonly onLost: (error: Error) => void } | null = null;
  #timer: Timer | null = null;
  #plugged = true;
  #nextSample = 0;
  #dueMs = 0;

  constructor(
    options: SimulatedMicrophoneOptions,
    deps: { readonly clock: Clock; readonly sources: readonly SoundSource[] },
  ) {
    const { channels = 1, speechChannel = 0 } = options;
    this.layout = { channels, speechChannel, rawChannels: [] };
    this.#unpaced = options.unpaced;
    this.#clock = deps.clock;
    this.#sources = deps.sources;
    this.#mono = new Float32Array(MICROPHONE_FRAME);
    this.#frame = new Int16Array(this.#mono.length * channels);
  }

  open(sink: FrameSink, onLost: (error: Error) => void): Promise<void> {
    if (!this.#plugged) return Promise.reject(unavailable('it is unplugged'));
    if (this.#open !== null) return Promise.reject(unavailable('it is open already'));
    this.#open = { sink, onLost };
    this.#dueMs = this.#clock.monotonic() + MICROPHONE_FRAME_MS;
    if (this.#unpaced === undefined) this.#schedule();
    else void this.#runUnpaced(this.#unpaced);
    return Promise.resolve();
  }

  /** Does not wait for what the last frame caused: that may be what closes the microphone. */
  close(): Promise<void> {
    this.#open = null;
    this.#timer?.cancel();
    return Promise.resolve();
  }

  /** The cable is pulled, or put back. */
  setPlugged(plugged: boolean): void {
    this.#plugged = plugged;
    if (!plugged)
      this.#lose(new LinnetError('microphone.lost', 'The simulated microphone was unplugged; plug it in again.'));
  }

  #lose(error: Error): void {
    const open = this.#open;
    void this.close();
    open?.onLost(error);
  }

  #schedule(): void {
    const wait = Math.max(0, this.#dueMs - this.#clock.monotonic());
    this.#timer = this.#clock.after(wait, () => this.#deliverDue());
  }

  #deliverDue(): void {
    this.#skipLost();
    while (this.#open !== null && this.#dueMs <= this.#clock.monotonic()) {
      this.#deliver(this.#open.sink, this.#dueMs);
      this.#dueMs += MICROPHONE_FRAME_MS;
    }
    if (this.#open !== null) this.#schedule();
  }

  #skipLost(): void {
    const late = this.#clock.monotonic() - this.#dueMs;
    if (late < LONGEST_LATENESS_MS) return;
    const frames = Math.floor(late / MICROPHONE_FRAME_MS);
    this.#dueMs += frames * MICROPHONE_FRAME_MS;
    this.#nextSample += frames * this.#mono.length;
  }

  async #runUnpaced(unpaced: Unpaced): Promise<void> {
    const opening = this.#open;
    try {
      for (;;) {
        // Lets everything else in the process have its turn, also where nobody makes the loop wait.
        await new Promise(setImmediate);
        if (this.#open === null || this.#open !== opening) return;
        unpaced.advance(MICROPHONE_FRAME_MS);
        this.#deliver(opening.sink, this.#clock.monotonic());
        await unpaced.settled();
      }
    } catch (thrown) {
      if (this.#open === opening) this.#lose(toError(thrown));
    }
  }

  #deliver(sink: FrameSink, capturedAtMs: number): void {
    this.#mono.fill(0);
    for (const source of this.#sources) source.addTo(this.#mono);
    for (let i = 0; i < this.#mono.length; i++) this.#spread(i, this.#mono[i] as number);
    const first = this.#nextSample;
    this.#nextSample += this.#mono.length;
    sink(this.#frame, first, capturedAtMs);
  }

  #spread(frame: number, value: number): void {
    const { channels, speechChannel } = this.layout;
    for (let channel = 0; channel < channels; channel++) {
      const heard = channel === speechChannel ? value : value * 0.25;
      this.#frame[frame * channels + channel] = Math.max(-32_768, Math.min(32_767, Math.round(heard)));
    }
  }
}

function unavailable(why: string): LinnetError {
  return new LinnetError('microphone.unavailable', `The simulated microphone cannot be opened: ${why}.`);
}
