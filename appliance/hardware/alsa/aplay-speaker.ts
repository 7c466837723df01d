// Playback through aplay, fed with just as much as keeps 60 ms queued: a cancel then is silent soon, whatever was planned. The
// stream never ends (silence is sound too), which also keeps amplifiers from clipping the first word.
import type { Clock, Timer } from '../../kernel/clock.ts';
import { LinnetError } from '../../kernel/errors.ts';
import type { Log } from '../../kernel/log.ts';
import type { BlockSource, Speaker } from '../ports.ts';
import type { StreamPosition } from './card-position.ts';
import { type SoundCommand, SoundProcess } from './sound-process.ts';
import { StallClock } from './stall-clock.ts';

export interface AplaySpeakerOptions {
  /** Hz. One that the card has by nature: ALSA's own conversion is a plain linear one. */
  readonly sampleRate: number;
}

export interface AplaySpeakerDeps {
  readonly clock: Clock;
  readonly log: Log;
  /** Finds the device anew for each opening. Rejects with `speaker.unavailable`. */
  readonly device: () => Promise<PlaybackDevice>;
}

export interface PlaybackDevice {
  /** Such as "plughw:CARD=Array,DEV=0". */
  readonly name: string;
  /** Of the stream that process `pid` plays, at our rate; null where the kernel does not tell. */
  position(pid: number): StreamPosition | null;
}

const BLOCK_MS = 20;
const QUEUE_MS = 60;
const TICK_MS = 10;
/** A device that fails does so while it is being opened. */
const START_MS = 150;
/** aplay takes nothing any more, or the card plays nothing of what it has: it hangs. */
const STALL_MS = 2000;
const CLOSED_MEANWHILE = 'it was closed while it was being opened';

/** A buffer larger than what is queued, so that a late write is not an underrun; it starts after the first block. */
function aplayCommand(device: string, sampleRate: number): SoundCommand {
  const format = ['-t', 'raw', '-f', 'S16_LE', '-c', '1', '-r', String(sampleRate)];
  const times = ['--buffer-time=120000', `--period-time=${BLOCK_MS * 1000}`, `--start-delay=${BLOCK_MS * 1000}`];
  return { command: 'aplay', arguments: ['-q', '-D', device, ...format, ...times, '-'] };
}

interface Session {
  readonly source: BlockSource;
  readonly onLost: (error: Error) => void;
  readonly device: PlaybackDevice;
  readonly process: SoundProcess;
  /** When sample 0 would have left the card, by our own clock. */
  epochMs: number;
  /** What the card had played when its position last went back to 0. */
  before: number;
  last: number;
  readonly taking: StallClock;
  readonly playing: StallClock;
  /** What had been played at the last look. */
  playedBefore: number;
  /** Whether open() has resolved. */
  started: boolean;
}

export class AplaySpeaker implements Speaker {
  readonly sampleRate: number;
  readonly #deps: AplaySpeakerDeps;
  readonly #blockLength: number;
  #session: Session | null = null;
  /** Of the present opening, from its beginning until it is closed. */
  #opening: symbol | null = null;
  #timer: Timer | null = null;
  #requested = 0;
  #played = 0;
  #underruns = 0;

  constructor(options: AplaySpeakerOptions, deps: AplaySpeakerDeps) {
    this.sampleRate = options.sampleRate;
    this.#deps = deps;
    this.#blockLength = (options.sampleRate * BLOCK_MS) / 1000;
  }

  async open(source: BlockSource, onLost: (error: Error) => void): Promise<void> {
    if (this.#opening !== null) throw unavailable('it is open already');
    const mine = Symbol('opening');
    this.#opening = mine;
    this.#requested = 0;
    this.#played = 0;
    try {
      const device = await this.#deps.device();
      if (this.#opening !== mine) throw unavailable(CLOSED_MEANWHILE);
      await this.#start(source, onLost, device);
    } catch (error) {
      if (this.#opening === mine) this.#opening = null;
      throw error;
    }
  }

  framesRequested(): number {
    return this.#requested;
  }

  framesPlayed(): number {
    if (this.#session !== null)
      this.#played = Math.max(this.#played, Math.min(this.#position(this.#session), this.#requested));
    return this.#played;
  }

  underruns(): number {
    return this.#underruns;
  }

  async close(): Promise<void> {
    const session = this.#session;
    this.framesPlayed();
    this.#session = null;
    this.#opening = null;
    this.#timer?.cancel();
    await session?.process.kill();
  }

  #start(source: BlockSource, onLost: (error: Error) => void, device: PlaybackDevice): Promise<void> {
    return new Promise((resolve, reject) => {
      const process = new SoundProcess(aplayCommand(device.name, this.sampleRate), {
        onBytes: () => {},
        onLine: (line) => this.#notice(line),
        onEnd: (reason) => {
          started.cancel();
          reject(unavailable(reason));
          this.#lose(session, reason);
        },
      });
      const session: Session = {
        source,
        onLost,
        device,
        process,
        epochMs: this.#deps.clock.monotonic(),
        before: 0,
        last: 0,
        taking: new StallClock(this.#deps.clock, TICK_MS),
        playing: new StallClock(this.#deps.clock, TICK_MS),
        playedBefore: 0,
        started: false,
      };
      this.#session = session;
      const started = this.#deps.clock.after(START_MS, () => {
        session.started = true;
        if (this.#session === session) resolve();
        else reject(unavailable(CLOSED_MEANWHILE));
      });
      this.#serve(session);
    });
  }

  #serve(session: Session): void {
    if (this.#session !== session) return;
    const played = this.framesPlayed(); // a file of the kernel is read for it: once a tick
    if (this.#isStalled(session, played))
      return this.#lose(session, `it took or played nothing for ${STALL_MS / 1000} s`);
    const most = played + (QUEUE_MS * this.sampleRate) / 1000;
    while (this.#session === session && this.#requested + this.#blockLength <= most) this.#feed(session);
    this.#timer = this.#deps.clock.after(TICK_MS, () => this.#serve(session));
  }

  #feed(session: Session): void {
    // A new array for each block: the pipe keeps it until aplay took it.
    const block = new Int16Array(this.#blockLength);
    session.source(block);
    this.#requested += block.length;
    session.process.write(Buffer.from(block.buffer));
  }

  #position(session: Session): number {
    const { pid } = session.process;
    const told = pid === null ? null : session.device.position(pid);
    if (told === null) return this.#positionByClock(session);
    // An underrun makes the card count from 0 again. All that it had by then was played: what was requested until now, but for what
    // it was handed since.
    if (told.played < session.last)
      session.before = Math.max(session.before + session.last, this.#requested - told.written);
    session.last = told.played;
    const played = session.before + told.played;
    // Our own clock goes on from here when the kernel tells no more: the device is gone then, and must not be waited for.
    session.epochMs = this.#deps.clock.monotonic() - (played * 1000) / this.sampleRate;
    return played;
  }

  #positionByClock(session: Session): number {
    const elapsed = ((this.#deps.clock.monotonic() - session.epochMs) * this.sampleRate) / 1000;
    // Nobody fed it for longer than its queue: it stood still meanwhile.
    if (elapsed > this.#requested) session.epochMs += ((elapsed - this.#requested) * 1000) / this.sampleRate;
    return Math.floor(Math.min(elapsed, this.#requested));
  }

  #isStalled(session: Session, played: number): boolean {
    const { taking, playing, process } = session;
    const moved = played !== session.playedBefore || played === this.#requested;
    session.playedBefore = played;
    return Math.max(playing.look(moved), taking.look(process.backlog === 0)) >= STALL_MS;
  }

  #notice(line: string): void {
    if (line.startsWith('underrun!!!')) this.#underruns++;
    else this.#deps.log.debug({ line }, 'aplay says');
  }

  #lose(session: Session, reason: string): void {
    if (this.#session !== session) return;
    void this.close();
    if (session.started)
      session.onLost(new LinnetError('speaker.lost', `The speaker stopped: ${reason}. Is it plugged in?`));
  }
}

function unavailable(reason: string): LinnetError {
  return new LinnetError('speaker.unavailable', `The speaker cannot be opened: ${reason}.`);
}
