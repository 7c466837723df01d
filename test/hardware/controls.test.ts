import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, writeSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gpioNumber } from '../../appliance/hardware/gpio/gpio-number.ts';
import {
  BUTTON_LABEL,
  buttonNames,
  findInputDevice,
  INPUT_EVENT_BYTES,
  KeyButton,
} from '../../appliance/hardware/gpio/key-button.ts';
import { type GpioLine, LineButton, openPowerLine } from '../../appliance/hardware/gpio/onoff.ts';
import { ManualClock, systemClock } from '../../appliance/kernel/clock.ts';
import { buttonContract } from './contracts/control-contracts.ts';
import { writeTree } from './machine-tree.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'gpio-'));
});
afterEach(() => rm(root, { recursive: true }));

describe('the number of a GPIO line', () => {
  it.each([
    ['a Pi 4 with an old kernel', 'pinctrl-bcm2711', 0, 17],
    ['a Pi 4 with kernel 6.6', 'pinctrl-bcm2711', 512, 529],
    ['a Pi 3', 'pinctrl-bcm2835', 512, 529],
    ['a Pi 5 with kernel 6.1', 'pinctrl-rp1', 399, 416],
    ['a Pi 5 with kernel 6.6.20', 'pinctrl-rp1', 571, 588],
    ['a Pi 5 with kernel 6.12', 'pinctrl-rp1', 569, 586],
  ])('is found on %s by the label of its chip', async (_name, label, base, expected) => {
    const other = { label: 'brcmvirt-gpio', base: base + 100 };
    await writeTree(root, { gpioChips: [other, { label, base }, { label: 'raspberrypi-exp-gpio', base: base + 200 }] });
    expect(gpioNumber(17, root)).toBe(expected);
  });

  it('is refused where there is no such chip, with the other way', async () => {
    await writeTree(root, { gpioChips: [{ label: 'INT34C5:00', base: 0 }] });
    expect(() => gpioNumber(17, root)).toThrow(/gpio-key.*board\.unsupported/s);
    expect(() => gpioNumber(17, join(root, 'none'))).toThrow(/board\.unsupported/);
  });
});

class FakeLine implements GpioLine {
  value: 0 | 1 = 1;
  readonly did: string[] = [];
  #listener: (error: null, value: 0 | 1) => void = () => {};
  readSync(): 0 | 1 {
    return this.value;
  }
  writeSync(value: 0 | 1): void {
    this.did.push(`write ${value}`);
  }
  watch(listener: (error: null, value: 0 | 1) => void): void {
    this.#listener = listener;
  }
  unwatchAll(): void {
    this.#listener = () => {};
    this.did.push('unwatched');
  }
  unexport(): void {
    this.did.push('unexported');
  }
  set(value: 0 | 1): void {
    this.value = value;
    this.#listener(null, value);
  }
}

buttonContract('a button on a line', () => {
  const clock = new ManualClock();
  const line = new FakeLine();
  const button = new LineButton({ number: 529, activeLow: true }, { clock, open: () => line });
  return Promise.resolve({
    button,
    press: () => line.set(0),
    release: () => line.set(1),
    settle: () => Promise.resolve(clock.advance(50)),
    close: () => button.close(),
  });
});

describe('a button on a line', () => {
  it('bounces without being heard, and is reported at its first edge', async () => {
    const clock = new ManualClock();
    const line = new FakeLine();
    const edges: string[] = [];
    const button = new LineButton({ number: 1, activeLow: true }, { clock, open: () => line });
    await button.open((pressed, atMs) => edges.push(`${pressed} ${atMs}`));
    clock.advance(100);
    for (const value of [0, 1, 0, 1, 0] as const) {
      line.set(value);
      clock.advance(2);
    }
    clock.advance(200);
    line.set(1);
    clock.advance(1);
    line.set(0);
    line.set(1);
    clock.advance(200);
    expect(edges).toEqual(['true 100', 'false 310']);
  });

  it('that was let go within the debounce time is not left pressed', async () => {
    const clock = new ManualClock();
    const line = new FakeLine();
    const edges: boolean[] = [];
    const button = new LineButton({ number: 1, activeLow: false }, { clock, open: () => line });
    line.value = 0;
    await button.open((pressed) => edges.push(pressed));
    line.set(1);
    clock.advance(5);
    line.set(0);
    clock.advance(100);
    expect(edges).toEqual([true, false]);
  });

  it('is opened as an input with both edges, and released', async () => {
    const line = new FakeLine();
    const opened: unknown[] = [];
    const open = (...args: unknown[]): GpioLine => {
      opened.push(args);
      return line;
    };
    const button = new LineButton({ number: 586, activeLow: true }, { clock: new ManualClock(), open });
    await button.open(() => {});
    await button.close();
    expect(opened).toEqual([[586, 'in', 'both']]);
    expect(line.did).toEqual(['unwatched', 'unexported']);
  });

  it('that cannot be opened rejects', async () => {
    const button = new LineButton(
      { number: 1, activeLow: true },
      {
        clock: new ManualClock(),
        open: () => {
          throw new Error('EINVAL');
        },
      },
    );
    await expect(button.open(() => {})).rejects.toThrow('EINVAL');
  });
});

describe('the power of the LEDs', () => {
  it('is a line that is driven high and low', () => {
    const line = new FakeLine();
    const power = openPowerLine(517, () => line);
    power.set(true);
    power.set(false);
    power.close();
    expect(line.did).toEqual(['write 1', 'write 0', 'unexported']);
  });
});

/** A pipe in the place of /dev/input/eventX. */
class FakeInput {
  readonly path: string;
  readonly #fd: number;
  constructor(folder: string) {
    this.path = join(folder, `event${Math.floor(Math.random() * 1e9)}`);
    execFileSync('mkfifo', [this.path]);
    this.#fd = openSync(this.path, constants.O_RDWR | constants.O_NONBLOCK);
  }
  write(bytes: Buffer): void {
    writeSync(this.#fd, bytes);
  }
  /** struct input_event, then the SYN_REPORT that follows each. */
  key(value: number, type = 1): Buffer {
    const bytes = Buffer.alloc(INPUT_EVENT_BYTES * 2);
    bytes.writeUInt16LE(type, INPUT_EVENT_BYTES - 8);
    bytes.writeUInt16LE(0xa4, INPUT_EVENT_BYTES - 6);
    bytes.writeInt32LE(value, INPUT_EVENT_BYTES - 4);
    return bytes;
  }
  close(): void {
    this.write(this.key(0, 0)); // lets a read that is under way come back
    closeSync(this.#fd);
  }
}

const turns = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => systemClock.after(1, () => resolve(undefined)));
};

buttonContract('a button that is an input device', () => {
  const input = new FakeInput(root);
  const button = new KeyButton(input.path, { clock: systemClock });
  return Promise.resolve({
    button,
    press: () => input.write(input.key(1)),
    release: () => input.write(input.key(0)),
    settle: turns,
    async close() {
      await button.close();
      input.close();
    },
  });
});

describe('a button that is an input device', () => {
  it('is heard through repetitions, other events and torn reads', async () => {
    const input = new FakeInput(root);
    const button = new KeyButton(input.path, { clock: systemClock });
    const edges: boolean[] = [];
    await button.open((pressed) => edges.push(pressed));
    const bytes = Buffer.concat([
      input.key(1),
      input.key(2),
      input.key(2),
      input.key(5, 3),
      input.key(0),
      input.key(1),
    ]);
    for (let at = 0; at < bytes.length; at += 7) {
      input.write(bytes.subarray(at, at + 7));
      await new Promise(setImmediate);
    }
    while (edges.length < 3) await turns();
    expect(edges).toEqual([true, false, true]);
    await button.close();
    input.close();
  });

  it('is found by the label that the overlay gave it', async () => {
    for (const [entry, name] of [
      ['event0', 'vc4-hdmi-0'],
      ['event3', BUTTON_LABEL],
    ] as const) {
      await mkdir(join(root, 'sys/class/input', entry, 'device'), { recursive: true });
      await writeFile(join(root, 'sys/class/input', entry, 'device/name'), `${name}\n`);
    }
    expect(findInputDevice(BUTTON_LABEL, root)).toBe(join(root, 'dev/input/event3'));
    expect(findInputDevice('another', root)).toBeNull();
    expect(buttonNames(17)).toEqual([BUTTON_LABEL, 'button@11']); // the kernel's overlay names it by its line
  });

  it('that is not there rejects', async () => {
    const button = new KeyButton(join(root, 'event9'), { clock: systemClock });
    await expect(button.open(() => {})).rejects.toThrow(/board\.unsupported/);
    await button.close();
  });
});
