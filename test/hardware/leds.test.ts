import { describe, expect, it } from 'vitest';
import { boardRow } from '../../appliance/hardware/boards.ts';
import { apa102Length, createApa102Bus, encodeApa102, openSpiDevice } from '../../appliance/hardware/leds/apa102.ts';
import { brightnessSteps, openRing, type RingOptions } from '../../appliance/hardware/leds/open-ring.ts';
import { type LedBus, PacedRing } from '../../appliance/hardware/leds/paced-ring.ts';
import { checkRpio, openRpio } from '../../appliance/hardware/leds/rpio.ts';
import { isInstalled } from '../../appliance/hardware/native-package.ts';
import { ManualClock } from '../../appliance/kernel/clock.ts';
import { entryPoint } from '../../appliance/kernel/entry.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { ringContract } from './contracts/control-contracts.ts';

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
    expect(() => openSpiDevice()).toThrow(
      isInstalled('spi-device') ? /dtparam=spi=on.*board\.unsupported/s : /spi-device/,
    );
  });
});

describe('rpio', () => {
  it.each([
    ['a Pi 5', { model: 'Raspberry Pi 5 Model B', isPi: true, isPi5: true }, /memory that is not the peripherals/],
    ['a laptop', { model: null, isPi: false, isPi5: false }, /Raspberry Pi 0 to 4 only/],
  ])('is refused on %s with the reason', (_name, machine, reason) => {
    expect(() => checkRpio(machine)).toThrow(reason);
    expect(() => checkRpio(machine)).toThrow(/spi-device.*board\.unsupported/s);
  });

  it('that was configured on a Pi 5 leaves the board without a ring, and says why', () => {
    const machine = { model: 'Raspberry Pi 5 Model B', isPi: true, isPi5: true, cards: [], i2c: [] };
    const options: RingOptions = { driver: 'rpio', brightness: 32 };
    const deps = { clock: new ManualClock(), log: silentLog };
    expect(() => openRing(options, boardRow('respeaker-2mic-v2'), { machine, usb: null, xvf3800: null }, deps)).toThrow(
      /Raspberry Pi 5.*memory that is not the peripherals.*spi-device.*board\.unsupported/s,
    );
  });

  it('is allowed on a Pi 4', () => {
    checkRpio({ model: 'Raspberry Pi 4 Model B', isPi: true, isPi5: false });
  });

  it.skipIf(!isInstalled('rpio'))(
    'takes frames in its leaf, on a Pi that it pretends to be, and ends when it is closed',
    async () => {
      const entry = entryPoint(import.meta.url.replace('/test/', '/appliance/'), '../processes/rpio-leaf.ts');
      const port = openRpio(entry, 20, 'raspi-4');
      for (let i = 0; i < 5; i++) await port.transfer(new Uint8Array(20).fill(i));
      await port.close();
      await expect(port.transfer(new Uint8Array(20))).rejects.toThrow(/child\.crashed/);
    },
  );
});
