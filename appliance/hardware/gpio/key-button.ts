// The button as an input device of the kernel (dtoverlay=gpio-key): debounced and pulled up by the kernel, no addon, and it stays
// when the sysfs interface of GPIO goes. Events are `struct input_event` (linux/input.h): a time of two longs, u16 type, u16 code,
// s32 value; 24 bytes where a long has 64 bits, 16 where it has 32. The time is the wall's.
import { closeSync, constants, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock, Timer } from '../../kernel/clock.ts';
import { LinnetError, toError } from '../../kernel/errors.ts';
import type { Button } from '../ports.ts';
import { readText } from '../system-files.ts';

/** The label that our overlays give the button. */
export const BUTTON_LABEL = 'linnet-button';

const EV_KEY = 1;
const LONG_BYTES = process.arch === 'arm' || process.arch === 'ia32' ? 4 : 8;
const TIME_BYTES = 2 * LONG_BYTES;
export const INPUT_EVENT_BYTES = TIME_BYTES + 8;

/** Pressed, released, or null for what is no key or a repetition by the kernel. `at` is the event's first byte. */
function readKeyEvent(bytes: Buffer, at: number): boolean | null {
  const value = bytes.readInt32LE(at + TIME_BYTES + 4);
  if (bytes.readUInt16LE(at + TIME_BYTES) !== EV_KEY || (value !== 0 && value !== 1)) return null;
  return value === 1;
}

/** When it happened, in milliseconds since 1970. */
function readEventTime(bytes: Buffer, at: number): number {
  const long = (from: number): number =>
    LONG_BYTES === 4 ? bytes.readUInt32LE(from) : Number(bytes.readBigInt64LE(from));
  return 1000 * long(at) + long(at + LONG_BYTES) / 1000;
}

/** What the input device of a button on line `gpio` may be called: by our overlays, and by the kernel's own "gpio-key". */
export function buttonNames(gpio: number): readonly string[] {
  return [BUTTON_LABEL, `button@${gpio.toString(16)}`];
}

/** The device file of the input device named `label`; null where there is none. `root` is "/" but in tests. */
export function findInputDevice(label: string, root = '/'): string | null {
  const folder = join(root, 'sys/class/input');
  for (const entry of entriesOf(folder)) {
    if (readText(join(folder, entry, 'device/name'))?.trim() === label) return join(root, 'dev/input', entry);
  }
  return null;
}

/** A look costs 10 µs. */
const LOOK_MS = 25;
const MOST_EVENTS = 16;

type OnEdge = (pressed: boolean, atMs: number) => void;
type OnLost = (error: Error) => void;

interface Edge {
  readonly pressed: boolean;
  /** Of the monotonic clock. */
  readonly atMs: number;
}

/**
 * The file is read without blocking: a read that waits in the thread pool ends with the next press only, and keeps the process from
 * ending until then.
 */
export class KeyButton implements Button {
  readonly #find: () => string;
  readonly #clock: Clock;
  readonly #read: typeof readSync;
  readonly #bytes = Buffer.alloc(INPUT_EVENT_BYTES * MOST_EVENTS);
  #held = 0;
  #pressed = false;
  /** Of the next edge. */
  #earliestMs = 0;
  #file: number | null = null;
  #timer: Timer | null = null;

  /** `find` tells its device file, which may be another one when it comes again. `read` is another one in tests only. */
  constructor(find: () => string, deps: { readonly clock: Clock; readonly read?: typeof readSync }) {
    this.#find = find;
    this.#clock = deps.clock;
    this.#read = deps.read ?? readSync;
  }

  open(onEdge: OnEdge, onLost: OnLost = () => {}): Promise<void> {
    const path = this.#find();
    try {
      this.#file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    } catch (thrown) {
      return Promise.reject(unreadable(path, thrown));
    }
    this.#held = 0;
    this.#pressed = false;
    this.#earliestMs = this.#clock.monotonic();
    this.#lookLater(this.#file, onEdge, (cause) => onLost(unreadable(path, cause)));
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.#timer?.cancel();
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
    return Promise.resolve();
  }

  #lookLater(file: number, onEdge: OnEdge, onLost: (cause: unknown) => void): void {
    this.#timer = this.#clock.after(LOOK_MS, () => {
      try {
        this.#held += this.#readWaiting(file);
      } catch (thrown) {
        this.#letGo(onEdge);
        return onLost(thrown);
      }
      for (const { pressed, atMs } of this.#takeEdges()) onEdge(pressed, atMs);
      if (this.#file === file) this.#lookLater(file, onEdge, onLost);
    });
  }

  /** The device is gone: nobody holds a button that is not there. */
  #letGo(onEdge: OnEdge): void {
    void this.close();
    if (!this.#pressed) return;
    this.#pressed = false;
    onEdge(false, this.#clock.monotonic());
  }

  /** How many bytes were waiting, 0 for none. Throws where it cannot be read any more. */
  #readWaiting(file: number): number {
    try {
      return this.#read(file, this.#bytes, this.#held, this.#bytes.length - this.#held, null);
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code === 'EAGAIN') return 0;
      throw thrown;
    }
  }

  /** Of the whole events read so far; what is left of a torn one is kept. */
  #takeEdges(): Edge[] {
    const edges: Edge[] = [];
    const nowMs = this.#clock.monotonic();
    let at = 0;
    for (; at + INPUT_EVENT_BYTES <= this.#held; at += INPUT_EVENT_BYTES) {
      const pressed = readKeyEvent(this.#bytes, at);
      if (pressed === null || pressed === this.#pressed) continue;
      this.#pressed = pressed;
      edges.push({ pressed, atMs: this.#happenedAt(readEventTime(this.#bytes, at), nowMs) });
    }
    this.#bytes.copyWithin(0, at, this.#held);
    this.#held -= at;
    this.#earliestMs = nowMs;
    return edges;
  }

  /** Since the last look and the last edge, whatever the wall's clock says: it may have jumped. A busy machine then makes no long press short. */
  #happenedAt(eventMs: number, nowMs: number): number {
    const ageMs = this.#clock.wall() - eventMs;
    this.#earliestMs = Math.min(nowMs, Math.max(this.#earliestMs, nowMs - ageMs));
    return this.#earliestMs;
  }
}

function unreadable(path: string, thrown: unknown): LinnetError {
  const cause = toError(thrown);
  return new LinnetError(
    'board.unsupported',
    `The button "${path}" cannot be read: ${cause.message}. The service has to be in the group input.`,
    { cause },
  );
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder).filter((entry) => /^event\d+$/.test(entry));
  } catch {
    return []; // no input devices at all
  }
}
