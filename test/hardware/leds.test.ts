import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { boardRow } from '../../appliance/hardware/boards.ts';
import { apa102Length, createApa102Bus, encodeApa102, openSpiDevice } from '../../appliance/hardware/leds/apa102.ts';
import { brightnessSteps, openRing, type RingOptions } from '../../appliance/hardware/leds/open-ring.ts';
import { type LedBus, PacedRing } from '../../appliance/hardware/leds/paced-ring.ts';
import { checkRpio, openRpio } from '../../appliance/hardware/leds/rpio.ts';
import { isInstalled } from '../../appliance/hardware/native-package.ts';
import { type Machine, readMachine } from '../../appliance/hardware/system-files.ts';
import { Xvf3800 } from '../../appliance/hardware/usb/xvf3800.ts';
import { ManualClock } from '../../appliance/kernel/clock.ts';
import { entryPoint } from '../../appliance/kernel/entry.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { ringContract } from './contracts/control-contracts.ts';
import { FakeUsb } from './fake-usb.ts';

class RecordingBus implements LedBus {
  readonly count: number;
  readonly frames: number[][] = [];
  closed = 0;
  fail = false;
  hold: Promise<void> = Promise.resolve();
  constructor(count: number) {
    this.count = count;
  }
  async send(pixels: Uint8Array): Promise<void> {
    this.frames.push([...pixels]);
    await this.hold;
    if (this.fail) throw new Error('no answer');
  }
  close(): Promise<void> {
    this.closed++;
    return Promise.resolve();
  }
}

function paced(framesPerSecond = 50, brightness = 1) {
  const clock = new ManualClock();
  const bus = new RecordingBus(3);
  const ring = new PacedRing({ framesPerSecond, brightness }, bus, { clock, log: silentLog });
  const tick = async (ms: number): Promise<void> => {
    clock.advance(ms);
    await new Promise(setImmediate);
  };
  return { clock, bus, ring, tick };
}

const grey = (value: number): Uint8Array => new Uint8Array(9).fill(value);

ringContract('a paced ring', () => {
  const { bus, ring, tick } = paced();
  return Promise.resolve({
    ring,
    async shown() {
      await tick(100);
      await tick(100);
      return bus.frames.at(-1)!;
    },
    close: () => ring.close(),
  });
});

describe('a ring of LEDs', () => {
  it('is dark as soon as it is opened: the last process may have crashed', () => {
    expect(paced().bus.frames).toEqual([[...grey(0)]]);
  });

  it.each([20, 50])('gets at most %i frames a second, the newest of them', async (limit) => {
    const { bus, ring, tick } = paced(limit);
    await tick(1000);
    bus.frames.length = 0;
    for (let i = 1; i <= 200; i++) {
      ring.show(grey(i));
      await tick(5);
    }
    expect(bus.frames.length).toBeLessThanOrEqual(limit + 1);
    expect(bus.frames.length).toBeGreaterThan(limit * 0.9);
    await tick(100);
    expect(bus.frames.at(-1)).toEqual([...grey(200)]);
  });

  it('is not sent what it shows already', async () => {
    const { bus, ring, tick } = paced();
    for (let i = 0; i < 10; i++) {
      ring.show(grey(7));
      await tick(50);
    }
    expect(bus.frames).toHaveLength(2);
  });

  it('has no frame under way while another one is', async () => {
    const { bus, ring, tick } = paced();
    await tick(100);
    let release = (): void => {};
    bus.hold = new Promise((resolve) => {
      release = resolve;
    });
    ring.show(grey(1));
    await tick(100);
    ring.show(grey(2));
    ring.show(grey(3));
    await tick(100);
    expect(bus.frames.at(-1)).toEqual([...grey(1)]);
    release();
    await tick(0);
    await tick(0);
    expect(bus.frames.at(-1)).toEqual([...grey(3)]);
  });

  it('is scaled by its brightness', async () => {
    const { bus, ring, tick } = paced(50, 0.5);
    await tick(100);
    ring.show(grey(200));
    await tick(100);
    expect(bus.frames.at(-1)).toEqual([...grey(100)]);
  });

  /** Frame 1 did not get through; the next one would. */
  async function afterFailure() {
    const stage = paced();
    await stage.tick(100);
    stage.bus.fail = true;
    stage.ring.show(grey(1));
    await stage.tick(100);
    stage.bus.fail = false;
    return stage;
  }

  it('goes on when its bus fails, and shows the next frame when that is back', async () => {
    const { bus, ring, tick } = await afterFailure();
    ring.show(grey(2));
    await tick(100);
    expect(bus.frames.at(-1)).toEqual([...grey(2)]);
  });

  it('sends a frame that did not get through again, though it is the same', async () => {
    const { bus, tick } = await afterFailure();
    const before = bus.frames.length;
    await tick(1000);
    expect(bus.frames.slice(before)).toEqual([[...grey(1)]]);
  });

  it('is dark on exit, with its bus released once', async () => {
    const { bus, ring, tick } = paced();
    ring.show(grey(9));
    await tick(100);
    await Promise.all([ring.close(), ring.close()]);
    expect(bus.frames.at(-1)).toEqual([...grey(0)]);
    expect(bus.closed).toBe(1);
  });
});

describe('the brightness of the LEDs', () => {
  it.each([
    ['Raspberry Pi 4 Model B', 32, 10],
    ['Raspberry Pi 4 Model B', 100, 31],
    ['Raspberry Pi 4 Model B', 1, 1],
    ['Raspberry Pi Zero 2 W Rev 1.0', 100, 16],
    ['Raspberry Pi Zero 2 W Rev 1.0', 32, 10],
    [null, 50, 16],
  ])('of %s at %i %% is %i of 31', (model, brightness, steps) => {
    expect(brightnessSteps({ driver: 'spi-device', brightness }, { model })).toBe(steps);
  });
});

describe('the ring of a USB array', () => {
  const machine = (model: string) => ({ ...readMachine('/nowhere'), model, isPi: true });
  const options: RingOptions = { driver: 'spi-device', brightness: 100 };

  /** The frames that a full white for a second becomes, as the board is told. */
  async function whiteFor(id: 'respeaker-xvf3800' | 'respeaker-usb-array-v2', model: string) {
    const clock = new ManualClock();
    const usb = new FakeUsb();
    const parts = { machine: machine(model), usb, xvf3800: new Xvf3800(usb, { clock }) };
    const ring = openRing(options, boardRow(id), parts, { clock, log: silentLog })!;
    for (let ms = 0; ms < 1000; ms += 5) {
      ring.show(new Uint8Array(36).fill(254 + (ms % 2)));
      clock.advance(5);
      await new Promise(setImmediate);
    }
    return usb.writes;
  }

  it('gets at most 20 frames a second', async () => {
    for (const id of ['respeaker-xvf3800', 'respeaker-usb-array-v2'] as const) {
      const frames = (await whiteFor(id, 'Raspberry Pi 4 Model B')).filter(({ bytes }) => bytes.length === 48);
      expect(frames.length).toBeGreaterThan(15);
      expect(frames.length).toBeLessThanOrEqual(21);
    }
  });

  it('is no brighter than a Pi Zero can supply', async () => {
    const brightest = async (model: string): Promise<number> =>
      Math.max(...(await whiteFor('respeaker-xvf3800', model)).at(-1)!.bytes);
    expect(await brightest('Raspberry Pi 4 Model B')).toBeGreaterThan(250);
    expect(await brightest('Raspberry Pi Zero 2 W Rev 1.0')).toBe(Math.round((255 * 16) / 31));
    const steps = async (model: string) =>
      (await whiteFor('respeaker-usb-array-v2', model)).find(({ value }) => value === 0x20)!.bytes;
    expect(await steps('Raspberry Pi 4 Model B')).toEqual([31]);
    expect(await steps('Raspberry Pi Zero 2 W Rev 1.0')).toEqual([16]);
  });
});

describe('APA102', () => {
  it('has a start frame, brightness with blue, green, red, and an end frame', () => {
    const frame = new Uint8Array(apa102Length(3));
    encodeApa102(Uint8Array.of(1, 2, 3, 255, 0, 0, 0, 0, 255), 10, frame);
    expect([...frame]).toEqual([
      ...[0, 0, 0, 0],
      ...[0xea, 3, 2, 1],
      ...[0xea, 0, 0, 255],
      ...[0xea, 255, 0, 0],
      ...[255, 255, 255, 255],
    ]);
    expect(apa102Length(3)).toBe(20);
    expect(apa102Length(12)).toBe(56);
  });

  it('is powered when it is opened, capped in brightness, and unpowered when it is closed', async () => {
    const did: string[] = [];
    const spi = {
      transfer: (bytes: Uint8Array) => Promise.resolve(void did.push(`spi ${bytes[4]! & 31}`)),
      close: () => Promise.resolve(void did.push('spi closed')),
    };
    const power = { set: (on: boolean) => void did.push(`power ${on}`), close: () => void did.push('power closed') };
    const bus = createApa102Bus({ count: 12, brightness: 10 }, spi, power);
    await bus.send(new Uint8Array(36).fill(255));
    await bus.close();
    expect(did).toEqual(['power true', 'spi 10', 'power false', 'power closed', 'spi closed']);
    expect(() => createApa102Bus({ count: 12, brightness: 32 }, spi, null)).toThrow(/input\.invalid/);
  });

  it('says what SPI lacks on a machine without it', () => {
    const openSync = (): never => {
      throw new Error('ENOENT, open /dev/spidev0.0');
    };
    expect(() => openSpiDevice(() => ({ openSync }))).toThrow(/dtparam=spi=on.*board\.unsupported/s);
  });
});

describe('rpio', () => {
  it.each<[string, Pick<Machine, 'model' | 'pi'>, RegExp]>([
    ['a Pi 5', { model: 'Raspberry Pi 5 Model B', pi: '5' }, /memory that is not the peripherals/],
    ['a Pi 500', { model: 'Raspberry Pi 500 Rev 1.0', pi: '5' }, /memory that is not the peripherals/],
    ['a Pi that nobody knows yet', { model: 'Raspberry Pi 6 Model B', pi: null }, /Raspberry Pi 0 to 4 only/],
    ['another board', { model: 'Radxa ROCK 5B', pi: null }, /Raspberry Pi 0 to 4 only/],
    ['a laptop', { model: null, pi: null }, /Raspberry Pi 0 to 4 only/],
  ])('is refused on %s with the reason', (_name, machine, reason) => {
    expect(() => checkRpio(machine)).toThrow(reason);
    expect(() => checkRpio(machine)).toThrow(/spi-device.*board\.unsupported/s);
  });

  it('that was configured on a Pi 5 leaves the board without a ring, and says why', () => {
    const machine = { ...readMachine('/nowhere'), model: 'Raspberry Pi 5 Model B', isPi: true, pi: '5' as const };
    const options: RingOptions = { driver: 'rpio', brightness: 32 };
    const deps = { clock: new ManualClock(), log: silentLog };
    expect(() => openRing(options, boardRow('respeaker-2mic-v2'), { machine, usb: null, xvf3800: null }, deps)).toThrow(
      /Raspberry Pi 5.*memory that is not the peripherals.*spi-device.*board\.unsupported/s,
    );
  });

  it.each([
    'Raspberry Pi Model B Rev 2',
    'Raspberry Pi Zero W Rev 1.1',
    'Raspberry Pi Zero 2 W Rev 1.0',
    'Raspberry Pi 2 Model B Rev 1.1',
    'Raspberry Pi 3 Model B Plus Rev 1.3',
    'Raspberry Pi 4 Model B Rev 1.5',
    'Raspberry Pi 400 Rev 1.0',
    'Raspberry Pi Compute Module Rev 1.0',
    'Raspberry Pi Compute Module 4S Rev 1.0',
  ])('is allowed on a %s', (model) => {
    checkRpio({ model, pi: '4' });
  });

  it.skipIf(!isInstalled('rpio'))(
    'takes frames in its leaf, on a Pi that it pretends to be, and ends when it is closed',
    async () => {
      const entry = entryPoint(import.meta.url.replace('/test/', '/appliance/'), '../processes/rpio-leaf.ts');
      const port = openRpio(entry, { bytes: 20, mock: 'raspi-4' }, { clock: new ManualClock() });
      for (let i = 0; i < 5; i++) await port.transfer(new Uint8Array(20).fill(i));
      await port.close();
      await expect(port.transfer(new Uint8Array(20))).rejects.toThrow(/child\.crashed/);
    },
  );

  it('has its leaf started again by the next frame where it died, after growing waits where it dies at once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'leaf-'));
    const [births, frames] = [join(folder, 'births'), join(folder, 'frames')];
    const entry = join(folder, 'leaf.mjs');
    // Dies of its first frame, until it is told to live.
    writeFileSync(
      entry,
      `import { appendFileSync, existsSync } from 'node:fs';
      appendFileSync(${JSON.stringify(births)}, '.');
      process.stdin.on('data', (chunk) => {
        if (!existsSync(${JSON.stringify(join(folder, 'live'))})) process.exit(1);
        appendFileSync(${JSON.stringify(frames)}, chunk);
      });`,
    );
    const born = (): number => (existsSync(births) ? statSync(births).size : 0);
    const clock = new ManualClock();
    const port = openRpio(entry, { bytes: 4 }, { clock });
    const frame = Uint8Array.of(1, 2, 3, 4);
    const die = async (count: number): Promise<void> => {
      await vi.waitFor(() => expect(born()).toBe(count), 20_000);
      await port.transfer(frame).catch(() => {}); // it dies of it
      await vi.waitFor(() => expect(port.transfer(frame)).rejects.toThrow(/child\.crashed/), 20_000);
    };
    await die(1);
    for (const [death, waitMs] of [1000, 2000, 4000].entries()) {
      clock.advance(waitMs - 1);
      await expect(port.transfer(frame)).rejects.toThrow(/child\.crashed/);
      clock.advance(1);
      if (waitMs === 4000) writeFileSync(join(folder, 'live'), '');
      await port.transfer(frame).catch(() => {}); // it was started, and may be dead already
      if (waitMs < 4000) await die(death + 2);
    }
    await vi.waitFor(() => expect(readFileSync(frames)).toEqual(Buffer.from(frame)), 20_000);
    expect(born()).toBe(4);
    await port.close();
    await expect(port.transfer(frame)).rejects.toThrow(/child\.crashed/);
    clock.advance(60_000);
    await expect(port.transfer(frame)).rejects.toThrow(/child\.crashed/);
    expect(born()).toBe(4);
    rmSync(folder, { recursive: true });
  });
});
