import { execFile, execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, readSync, writeSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
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
import { type Clock, ManualClock } from '../../appliance/kernel/clock.ts';
import { entryPoint } from '../../appliance/kernel/entry.ts';
import { buttonContract } from './contracts/control-contracts.ts';
import { writeTree } from './machine-tree.ts';

const HARDWARE = new URL('../../appliance/hardware/x.ts', import.meta.url).href;

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

  it('that is down when it is opened was not pressed, until it was up', async () => {
    const clock = new ManualClock();
    const line = new FakeLine();
    const edges: boolean[] = [];
    line.value = 0;
    const button = new LineButton({ number: 1, activeLow: true }, { clock, open: () => line });
    await button.open((pressed) => edges.push(pressed));
    clock.advance(30_000);
    expect(edges).not.toContain(true);
    line.set(1);
    clock.advance(100);
    line.set(0);
    expect(edges.at(-1)).toBe(true);
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

  it('that cannot be read any more is let go, given back and left alone', async () => {
    const clock = new ManualClock();
    const line = new FakeLine();
    const edges: string[] = [];
    const button = new LineButton({ number: 1, activeLow: true }, { clock, open: () => line });
    await button.open((pressed, atMs) => edges.push(`${pressed} ${atMs}`));
    line.set(0);
    clock.advance(50);
    line.readSync = () => {
      throw Object.assign(new Error('input/output error'), { code: 'EIO' });
    };
    line.unexport = () => {
      line.did.push('unexported');
      throw new Error('invalid argument');
    };
    line.set(1);
    clock.advance(1000);
    line.set(0);
    await button.close();
    expect(edges).toEqual(['true 0', 'false 50']);
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
  /** struct input_event, then the SYN_REPORT that follows each. `atMs` is since 1970. */
  key(value: number, type = 1, atMs = 0): Buffer {
    const bytes = Buffer.alloc(INPUT_EVENT_BYTES * 2);
    const long = (value: number, at: number) =>
      INPUT_EVENT_BYTES === 16 ? bytes.writeUInt32LE(value, at) : bytes.writeBigInt64LE(BigInt(value), at);
    long(Math.floor(atMs / 1000), 0);
    long(1000 * (atMs % 1000), (INPUT_EVENT_BYTES - 8) / 2);
    bytes.writeUInt16LE(type, INPUT_EVENT_BYTES - 8);
    bytes.writeUInt16LE(0xa4, INPUT_EVENT_BYTES - 6);
    bytes.writeInt32LE(value, INPUT_EVENT_BYTES - 4);
    return bytes;
  }
  close(): void {
    closeSync(this.#fd);
  }
}

buttonContract('a button that is an input device', () => {
  const clock = new ManualClock();
  const input = new FakeInput(root);
  const button = new KeyButton(() => input.path, { clock });
  return Promise.resolve({
    button,
    press: () => input.write(input.key(1)),
    release: () => input.write(input.key(0)),
    settle: () => Promise.resolve(clock.advance(50)),
    async close() {
      await button.close();
      input.close();
    },
  });
});

/** A button on a pipe, and what it reported. */
async function keyButton() {
  const clock = new ManualClock();
  const input = new FakeInput(root);
  const button = new KeyButton(() => input.path, { clock });
  const edges: boolean[] = [];
  await button.open((pressed) => edges.push(pressed));
  return { clock, input, button, edges };
}

describe('a button that is an input device', () => {
  it('is heard through repetitions, other events and torn reads', async () => {
    const { clock, input, button, edges } = await keyButton();
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
      clock.advance(25);
    }
    expect(edges).toEqual([true, false, true]);
    await button.close();
    input.close();
  });

  it('is heard whole when more came than is read at once', async () => {
    const { clock, input, button, edges } = await keyButton();
    for (let i = 0; i < 40; i++) input.write(input.key(i % 2 === 0 ? 1 : 0));
    clock.advance(500);
    expect(edges).toEqual(Array.from({ length: 40 }, (_, i) => i % 2 === 0));
    await button.close();
    input.close();
  });

  it('was held for as long as the kernel says, also where nobody looked meanwhile', async () => {
    const clock = new ManualClock();
    const start = clock.wall();
    const busyMs = [25, 3000, 25];
    const busy: Clock = {
      monotonic: () => clock.monotonic(),
      wall: () => clock.wall(),
      after: (ms, run) => clock.after(busyMs.shift() ?? ms, run),
    };
    const input = new FakeInput(root);
    const button = new KeyButton(() => input.path, { clock: busy });
    const edges: string[] = [];
    await button.open((pressed, atMs) => edges.push(`${pressed} ${atMs}`));
    clock.advance(30);
    input.write(Buffer.concat([input.key(1, 1, start + 500), input.key(0, 1, start + 1800)]));
    clock.advance(3000);
    expect(edges.splice(0)).toEqual(['true 500', 'false 1800']);
    // A clock that was set back, and one that was set forward: it was since the last look, and in order.
    input.write(Buffer.concat([input.key(1, 1, start + 3_600_000), input.key(0, 1, start - 3_600_000)]));
    clock.advance(30);
    expect(edges).toEqual(['true 3050', 'false 3050']);
    await button.close();
    input.close();
  });

  it('is let go where its device goes while it is held, and is not read again', async () => {
    const clock = new ManualClock();
    const input = new FakeInput(root);
    let reads = 0;
    const read = ((...args: Parameters<typeof readSync>) => {
      if (++reads > 2) throw Object.assign(new Error('no such device'), { code: 'ENODEV' });
      return readSync(...args);
    }) as typeof readSync;
    const button = new KeyButton(() => input.path, { clock, read });
    const edges: string[] = [];
    await button.open((pressed, atMs) => edges.push(`${pressed} ${atMs}`));
    input.write(input.key(1));
    clock.advance(1000);
    expect(edges).toEqual(['true 0', 'false 75']);
    expect(reads).toBe(3);
    await button.close();
    input.close();
  });

  it('does not keep a process from ending, closed or not, though nobody ever presses it', async () => {
    const input = new FakeInput(root);
    const load = (path: string): string => `await import(${JSON.stringify(entryPoint(HARDWARE, path))})`;
    const program = (act: string): string => `
      const { KeyButton } = ${load('./gpio/key-button.ts')};
      const { systemClock } = ${load('../kernel/clock.ts')};
      const button = new KeyButton(() => process.argv[1], { clock: systemClock });
      await button.open(() => {});
      ${act}`;
    for (const act of ['await button.close();', 'process.exit(0);']) {
      const args = ['--input-type=module', '-e', program(act), input.path];
      await promisify(execFile)(process.execPath, args, { timeout: 20_000, killSignal: 'SIGKILL' }); // rejects when it had to be killed
    }
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
    const button = new KeyButton(() => join(root, 'event9'), { clock: new ManualClock() });
    await expect(button.open(() => {})).rejects.toThrow(/board\.unsupported/);
    await button.close();
  });
});
