// A microphone that is read by a process of its own, which writes raw PCM to its standard output: arecord, or the leaf around
// alsa-capture. A read of ALSA cannot be cancelled and a lost device may flood, stall or segfault: all of that ends with the process.
import type { Clock, Timer } from '../../kernel/clock.ts';
import { LinnetError } from '../../kernel/errors.ts';
import type { Log } from '../../kernel/log.ts';
import { type ChannelLayout, type FrameSink, MICROPHONE_FRAME, MICROPHONE_RATE, type Microphone } from '../ports.ts';
import { type SoundCommand, SoundProcess } from './sound-process.ts';
import { StallClock } from './stall-clock.ts';

export interface ProcessMicrophoneOptions {
  /** What the card is expected to have. */
  readonly layout: ChannelLayout;
}

/** Starts the process, which delivers these channels. */
export interface CaptureCommand extends SoundCommand {
  readonly layout: ChannelLayout;
}

/** What a line of the process means: samples were lost (for so long, where it says), or it is about to end. */
export type CaptureNotice = { readonly kind: 'overrun'; readonly lostMs: number | null };

export interface ProcessMicrophoneDeps {
  readonly clock: Clock;
  readonly log: Log;
  /**
   * Finds the device, and what it has, anew for each opening. Rejects with `microphone.unavailable`, also where `signal` breaks it off;
   * by then nothing that it started holds the device.
   */
  readonly command: (signal: AbortSignal) => Promise<CaptureCommand>;
  readonly parseLine: (line: string) => CaptureNotice | null;
}

/** A card that delivered nothing for so long will not by itself (a USB controller that hangs, a suspended bus). */
const STALL_MS = 2000;
/** The first sample may take longer: the process has to start, which a small and busy machine takes seconds for. */
const START_MS = 10_000;
const CHECK_MS = 250;
/** A device that is gone, or a broken driver, may deliver as fast as it is read: more than this for one check is no sound. */
const FLOOD_FACTOR = 8;

interface Opening {
  readonly sink: FrameSink;
  readonly onLost: (error: Error) => void;
  readonly opened: () => void;
  readonly failed: (error: Error) => void;
  /** Breaks off the search for the device. */
  readonly search: AbortController;
  searched: Promise<void>;
  started: boolean;
}

export class ProcessMicrophone implements Microphone {
  readonly #deps: ProcessMicrophoneDeps;
  #layout: ChannelLayout;
  #frame = new Int16Array(0);
  #frameBytes = new Uint8Array(0);
  #filled = 0;
  #process: SoundProcess | null = null;
  #opening: Opening | null = null;
  #check: Timer | null = null;
  #nextSample = 0;
  #lastFrameMs = 0;
  #capturedMs = 0;
  #lostMs: number | null = null;
  #overrun = false;
  #bytesSinceCheck = 0;

  constructor(options: ProcessMicrophoneOptions, deps: ProcessMicrophoneDeps) {
    this.#layout = options.layout;
    this.#deps = deps;
  }

  get layout(): ChannelLayout {
    return this.#layout;
  }

  /** Resolves with the first frame. */
  async open(sink: FrameSink, onLost: (error: Error) => void): Promise<void> {
    if (this.#opening !== null) throw unavailable('it is open already');
    let settle: Pick<Opening, 'opened' | 'failed'> = { opened: () => {}, failed: () => {} };
    const opened = new Promise<void>((resolve, reject) => {
      settle = { opened: resolve, failed: reject };
    });
    const search = new AbortController();
    const opening = { sink, onLost, ...settle, search, searched: Promise.resolve(), started: false };
    this.#opening = opening;
    opening.searched = this.#deps.command(search.signal).then(
      (command) => this.#start(opening, command),
      (error: Error) => this.#fail(opening, error),
    );
    return opened;
  }

  async close(): Promise<void> {
    const opening = this.#opening;
    this.#opening = null;
    this.#check?.cancel();
    opening?.search.abort();
    await opening?.searched;
    await this.#process?.kill();
    if (opening?.started === false) opening.failed(unavailable('it was closed while it was being opened'));
  }

  #start(opening: Opening, command: CaptureCommand): void {
    if (this.#opening !== opening) return;
    this.#layout = command.layout;
    this.#frame = new Int16Array(MICROPHONE_FRAME * command.layout.channels);
    this.#frameBytes = new Uint8Array(this.#frame.buffer);
    this.#filled = 0;
    this.#overrun = false;
    this.#bytesSinceCheck = 0;
    this.#lastFrameMs = this.#deps.clock.monotonic();
    const current = new SoundProcess(command, {
      onBytes: (bytes) => this.#process === current && this.#accept(opening, bytes),
      onLine: (line) => this.#notice(line),
      onEnd: (reason) => this.#ended(opening, current, reason),
    });
    this.#process = current;
    this.#watch(opening);
  }

  #accept(opening: Opening, bytes: Buffer): void {
    if (this.#opening !== opening) return;
    this.#bytesSinceCheck += bytes.length;
    if (this.#isFlood()) return this.#give(opening, 'it delivers faster than any sound card');
    this.#jumpOverLoss(bytes.length);
    for (let at = 0; at < bytes.length; ) {
      const count = Math.min(bytes.length - at, this.#frameBytes.length - this.#filled);
      this.#frameBytes.set(bytes.subarray(at, at + count), this.#filled);
      this.#filled += count;
      at += count;
      if (this.#filled === this.#frameBytes.length) this.#deliver(opening, bytes.length - at);
    }
  }

  /** `waiting` bytes came with this frame and are younger. */
  #deliver(opening: Opening, waiting: number): void {
    this.#filled = 0;
    const now = this.#deps.clock.monotonic();
    this.#lastFrameMs = now;
    if (!opening.started) {
      opening.started = true;
      opening.opened();
    }
    const first = this.#nextSample;
    this.#nextSample += this.#frame.length / this.#layout.channels;
    // A frame that came late makes the ones that came with the next look older than it: time only goes on.
    this.#capturedMs = Math.max(this.#capturedMs, now - (waiting * 1000) / this.#bytesPerSecond());
    opening.sink(this.#frame, first, this.#capturedMs);
  }

  #notice(line: string): void {
    const notice = this.#deps.parseLine(line);
    if (notice === null) return this.#deps.log.debug({ line }, 'capture process says');
    this.#overrun = true;
    this.#lostMs = notice.lostMs;
  }

  /** After an overrun the index moves on by what was lost: by what the process says, else by the time that no frame came. */
  #jumpOverLoss(bytes: number): void {
    if (!this.#overrun) return;
    this.#overrun = false;
    const arrivedMs = (bytes * 1000) / this.#bytesPerSecond();
    const silentMs = this.#deps.clock.monotonic() - this.#lastFrameMs - arrivedMs;
    this.#nextSample += Math.round((Math.max(0, this.#lostMs ?? silentMs) * MICROPHONE_RATE) / 1000);
  }

  #watch(opening: Opening, stall = new StallClock(this.#deps.clock, CHECK_MS)): void {
    this.#check = this.#deps.clock.after(CHECK_MS, () => {
      const silentMs = stall.look(this.#bytesSinceCheck > 0);
      this.#bytesSinceCheck = 0;
      const limitMs = opening.started ? STALL_MS : START_MS;
      if (silentMs >= limitMs) this.#give(opening, `no sample came for ${limitMs / 1000} s`);
      else this.#watch(opening, stall);
    });
  }

  #isFlood(): boolean {
    return this.#bytesSinceCheck > (this.#bytesPerSecond() * CHECK_MS * FLOOD_FACTOR) / 1000 + 65_536;
  }

  #bytesPerSecond(): number {
    return MICROPHONE_RATE * this.#layout.channels * 2;
  }

  /** Ends the process and then what it was opened for. */
  #give(opening: Opening, reason: string): void {
    if (this.#opening !== opening) return;
    const current = this.#process;
    this.#process = null;
    void current?.kill();
    this.#fail(opening, lost(reason));
  }

  #ended(opening: Opening, process: SoundProcess, reason: string): void {
    if (this.#process === process) this.#process = null;
    this.#fail(opening, lost(reason));
  }

  #fail(opening: Opening, error: Error): void {
    if (this.#opening !== opening) return;
    this.#opening = null;
    this.#check?.cancel();
    if (opening.started) opening.onLost(error);
    else
      opening.failed(
        error instanceof LinnetError && error.code === 'microphone.lost' ? unavailable(error.message) : error,
      );
  }
}

function lost(reason: string): LinnetError {
  return new LinnetError('microphone.lost', `The microphone stopped: ${reason}. Is it plugged in?`);
}

function unavailable(reason: string): LinnetError {
  return new LinnetError('microphone.unavailable', `The microphone cannot be opened: ${reason}.`);
}
