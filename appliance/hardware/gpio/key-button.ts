// The button as an input device of the kernel (dtoverlay=gpio-key): debounced and pulled up by the kernel, no addon, and it stays
// when the sysfs interface of GPIO goes. Events are `struct input_event` (linux/input.h): a time of two longs, u16 type, u16 code,
// s32 value; 24 bytes where a long has 64 bits, 16 where it has 32.
import { readdirSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../kernel/clock.ts';
import { LinnetError } from '../../kernel/errors.ts';
import type { Button } from '../ports.ts';
import { readText } from '../system-files.ts';

/** The label that our overlays give the button. */
export const BUTTON_LABEL = 'linnet-button';

const EV_KEY = 1;
const TIME_BYTES = process.arch === 'arm' || process.arch === 'ia32' ? 8 : 16;
export const INPUT_EVENT_BYTES = TIME_BYTES + 8;

/** Pressed, released, or null for what is no key or a repetition by the kernel. `at` is the event's first byte. */
export function readKeyEvent(bytes: Buffer, at: number): boolean | null {
  const value = bytes.readInt32LE(at + TIME_BYTES + 4);
  if (bytes.readUInt16LE(at + TIME_BYTES) !== EV_KEY || (value !== 0 && value !== 1)) return null;
  return value === 1;
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

export class KeyButton implements Button {
  readonly #path: string;
  readonly #clock: Clock;
  #file: FileHandle | null = null;
  #reading: Promise<void> = Promise.resolve();

  constructor(path: string, deps: { readonly clock: Clock }) {
    this.#path = path;
    this.#clock = deps.clock;
  }

  async open(onEdge: (pressed: boolean, atMs: number) => void): Promise<void> {
    const file = await open(this.#path, 'r').catch((cause: Error) => {
      throw new LinnetError('board.unsupported', `The button "${this.#path}" cannot be read: ${cause.message}.`, {
        cause,
      });
    });
    this.#file = file;
    this.#reading = this.#read(file, onEdge);
  }

  /** A read of an input device ends with the next event only: it is not waited for. */
  close(): Promise<void> {
    const file = this.#file;
    this.#file = null;
    void this.#reading.then(() => file?.close());
    return Promise.resolve();
  }

  async #read(file: FileHandle, onEdge: (pressed: boolean, atMs: number) => void): Promise<void> {
    const bytes = Buffer.alloc(INPUT_EVENT_BYTES * 16);
    let held = 0;
    let pressed = false;
    while (this.#file === file) {
      const { bytesRead } = await file.read(bytes, held, bytes.length - held, null).catch(() => ({ bytesRead: 0 }));
      if (bytesRead === 0 || this.#file !== file) return; // the device is gone, or nobody listens any more
      held += bytesRead;
      let at = 0;
      for (; at + INPUT_EVENT_BYTES <= held; at += INPUT_EVENT_BYTES) {
        const edge = readKeyEvent(bytes, at);
        if (edge === null || edge === pressed) continue;
        pressed = edge;
        onEdge(edge, this.#clock.monotonic());
      }
      bytes.copyWithin(0, at, held);
      held -= at;
    }
  }
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder).filter((entry) => /^event\d+$/.test(entry));
  } catch {
    return []; // no input devices at all
  }
}
