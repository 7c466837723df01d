import type { PathLike } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PacedRing } from '../../appliance/hardware/leds/paced-ring.ts';
import { isInstalled } from '../../appliance/hardware/native-package.ts';
import { keepUsbControl, openUsbControl, type UsbControl } from '../../appliance/hardware/usb/usb-control.ts';
import { xvf3000Direction, xvf3000Ring, xvf3000Version } from '../../appliance/hardware/usb/xvf3000.ts';
import { Xvf3800 } from '../../appliance/hardware/usb/xvf3800.ts';
import { ManualClock } from '../../appliance/kernel/clock.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { directionContract, muteSwitchContract, ringContract } from './contracts/control-contracts.ts';
import { FakeUsb, MuteCircuitUsb } from './fake-usb.ts';

const pixels = Uint8Array.from({ length: 36 }, (_, i) => i);

describe('the XVF3000', () => {
  it('shows twelve colours with one transfer of 48 bytes', async () => {
    const usb = new FakeUsb();
    const ring = xvf3000Ring(usb, 10);
    await ring.send(pixels);
    const frame = usb.writes.at(-1)!;
    expect(frame).toMatchObject({ value: 6, index: 0x1c });
    expect(frame.bytes).toHaveLength(48);
    expect(frame.bytes.slice(0, 8)).toEqual([0, 1, 2, 0, 3, 4, 5, 0]);
    expect(frame.bytes.slice(44)).toEqual([33, 34, 35, 0]);
  });

  it('has its brightness set and its centre LED switched off once, and again after it was away', async () => {
    const usb = new FakeUsb();
    const ring = xvf3000Ring(usb, 10);
    const prepared = [
      { value: 0x20, index: 0x1c, bytes: [10] },
      { value: 0x22, index: 0x1c, bytes: [0] },
    ];
    await ring.send(pixels);
    await ring.send(pixels);
    expect(usb.writes.slice(0, 2)).toEqual(prepared);
    expect(usb.writes.map(({ value }) => value)).toEqual([0x20, 0x22, 6, 6]);
    usb.away = true;
    await expect(ring.send(pixels)).rejects.toThrow('no such device');
    usb.away = false;
    usb.writes.length = 0;
    await ring.send(pixels);
    expect(usb.writes.slice(0, 2)).toEqual(prepared);
  });

  it('is dark when it is opened, also after a crash, and when it is closed', async () => {
    const usb = new FakeUsb();
    const ring = new PacedRing({ framesPerSecond: 20 }, xvf3000Ring(usb, 10), {
      clock: new ManualClock(),
      log: silentLog,
    });
    expect(await ring.problem()).toBeNull();
    expect(usb.writes).toEqual([
      { value: 0x20, index: 0x1c, bytes: [10] },
      { value: 0x22, index: 0x1c, bytes: [0] },
      { value: 6, index: 0x1c, bytes: new Array(48).fill(0) },
    ]);
    ring.show(new Uint8Array(36).fill(9));
    await ring.close();
    expect(usb.writes.at(-1)).toEqual({ value: 6, index: 0x1c, bytes: new Array(48).fill(0) });
  });

  it('tells the direction and whether somebody speaks', async () => {
    const usb = new FakeUsb();
    usb.answers.push([0x0e, 0x01, 0, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0, 0, 0]);
    expect(await xvf3000Direction(usb).read()).toEqual({ degrees: 270, speech: true });
    expect(usb.reads).toEqual([
      { value: 0xc0, index: 21, length: 8 },
      { value: 0xd6, index: 19, length: 8 },
    ]);
  });

  it('tells its version', async () => {
    const usb = new FakeUsb();
    usb.answers.push([3]);
    expect(await xvf3000Version(usb)).toBe('3');
    expect(usb.reads).toEqual([{ value: 0x80, index: 0, length: 1 }]);
  });
});

describe('the XVF3800', () => {
  const make = () => {
    const usb = new FakeUsb();
    const clock = new ManualClock();
    return { usb, clock, chip: new Xvf3800(usb, { clock }) };
  };

  it('shows twelve colours as little-endian 0xRRGGBB, after its own effects were switched off', async () => {
    const { usb, chip } = make();
    const ring = chip.ring();
    await ring.send(Uint8Array.from({ length: 36 }, (_, i) => 0xa0 + i));
    expect(usb.writes[0]).toEqual({ value: 12, index: 20, bytes: [5] });
    expect(usb.writes[1]).toMatchObject({ value: 19, index: 20 });
    expect(usb.writes[1]!.bytes).toHaveLength(48);
    expect(usb.writes[1]!.bytes.slice(0, 8)).toEqual([0xa2, 0xa1, 0xa0, 0, 0xa5, 0xa4, 0xa3, 0]);
  });

  it('has its own effects switched off once, and again after it was away', async () => {
    const { usb, chip } = make();
    const ring = chip.ring();
    await ring.send(pixels);
    await ring.send(pixels);
    usb.away = true;
    await expect(ring.send(pixels)).rejects.toThrow('no such device');
    usb.away = false;
    await ring.send(pixels);
    expect(usb.writes.map(({ value }) => value)).toEqual([12, 19, 19, 12, 19]);
  });

  it('asks again while the chip is busy', async () => {
    const { usb, chip, clock } = make();
    usb.answers.push([64, 0, 0, 0, 0], [64, 0, 0, 0, 0], [0, 0x5e, 0x01, 1, 0]);
    const reading = chip.direction().read();
    for (let i = 0; i < 10; i++) {
      await new Promise(setImmediate);
      clock.advance(10);
    }
    expect(await reading).toEqual({ degrees: 350, speech: true });
    expect(usb.reads).toEqual(new Array(3).fill({ value: 0x80 | 18, index: 20, length: 5 }));
  });

  it('gives up on a chip that stays busy, and on one that answers nonsense', async () => {
    const { usb, chip, clock } = make();
    usb.answers.push([64, 0, 0, 0]);
    const reading = chip.version().catch((error: Error) => error.message);
    for (let i = 0; i < 20; i++) {
      await new Promise(setImmediate);
      clock.advance(10);
    }
    expect(await reading).toMatch(/operation\.timeout/);
    usb.answers[0] = [7, 0, 0, 0];
    await expect(chip.version()).rejects.toThrow(/status 7.*child\.protocol/);
  });

  it('tells its version', async () => {
    const { usb, chip } = make();
    usb.answers.push([0, 2, 1, 0]);
    expect(await chip.version()).toBe('2.1.0');
    expect(usb.reads).toEqual([{ value: 0x80, index: 48, length: 4 }]);
  });

  it('reads its mute circuit, and can work it', async () => {
    const { usb, chip } = make();
    usb.answers.push([0, 0, 1, 0, 1, 0]);
    expect(await chip.isMuted()).toBe(true);
    expect(usb.reads).toEqual([{ value: 0x80, index: 20, length: 6 }]);
    await chip.setMuted(true);
    expect(usb.writes).toEqual([{ value: 1, index: 20, bytes: [30, 1] }]);
  });

  it('puts a microphone on its left channel until that is restored, and saves nothing', async () => {
    const { usb, chip } = make();
    usb.answers.push([0, 8, 0], [0, 3, 0]);
    const tap = await chip.tapMicrophone();
    expect(tap.channel).toBe(0);
    expect(usb.reads).toEqual(new Array(2).fill({ value: 0x80 | 15, index: 35, length: 3 }));
    expect(usb.writes).toEqual([{ value: 15, index: 35, bytes: [3, 0] }]);
    await tap.restore();
    expect(usb.writes.slice(1)).toEqual([{ value: 15, index: 35, bytes: [8, 0] }]);
  });

  it('has its left channel left alone, or put back, by firmware that does not put a microphone there', async () => {
    const ignoring = make();
    ignoring.usb.answers.push([0, 7, 3]);
    await expect(ignoring.chip.tapMicrophone()).rejects.toThrow(/still carries source 7,3.*board\.unsupported/);
    expect(ignoring.usb.writes.map(({ bytes }) => bytes)).toEqual([
      [3, 0],
      [7, 3],
    ]);
    const refusing = make();
    refusing.usb.answers.push([3, 0, 0]);
    await expect(refusing.chip.tapMicrophone()).rejects.toThrow(/35\/15 with status 3/);
    expect(refusing.usb.writes).toEqual([]);
  });

  it('is told again to be mute when it was away and has forgotten it, and that is no act of a person', async () => {
    const clock = new ManualClock();
    const circuit = new MuteCircuitUsb();
    const acts: boolean[] = [];
    const mute = new Xvf3800(circuit, { clock }).muteSwitch();
    await mute.open((muted) => acts.push(muted));
    const pass = async (): Promise<void> => {
      for (let i = 0; i < 4; i++) {
        clock.advance(300);
        for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate);
      }
    };
    for (const byPerson of [false, true]) {
      if (byPerson) circuit.muted = true;
      else await mute.follow(true);
      await pass();
      circuit.away = true;
      circuit.muted = false;
      await pass();
      circuit.away = false;
      await pass();
      expect(circuit.muted).toBe(true);
      if (!byPerson) await mute.follow(false);
      await pass();
    }
    expect(circuit.muted).toBe(true);
    expect(acts).toEqual([false, true]);
    await mute.close();
  });

  it('takes the mute of software when it is back, where it was away', async () => {
    const clock = new ManualClock();
    const circuit = new MuteCircuitUsb();
    circuit.away = true;
    const acts: boolean[] = [];
    const mute = new Xvf3800(circuit, { clock }).muteSwitch();
    await mute.open((muted) => acts.push(muted));
    await mute.follow(true);
    expect(acts).toEqual([]);
    circuit.away = false;
    for (let i = 0; i < 3; i++) {
      clock.advance(300);
      for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate);
    }
    expect(circuit.muted).toBe(true);
    expect(acts).toEqual([false]);
    await mute.close();
  });

  it('is written nothing before it was seen, and keeps what a person left on it', async () => {
    const clock = new ManualClock();
    const circuit = new MuteCircuitUsb();
    circuit.muted = true;
    circuit.away = true;
    const acts: boolean[] = [];
    const mute = new Xvf3800(circuit, { clock }).muteSwitch();
    await mute.open((muted) => acts.push(muted));
    await mute.follow(false);
    circuit.away = false;
    await mute.follow(false);
    await pass(clock, 1200);
    expect([circuit.muted, circuit.writes, acts]).toEqual([true, [], [true]]);
    mute.adopt(); // software's own after all
    await mute.follow(false);
    expect(circuit.muted).toBe(false);
    await mute.close();
  });

  it('takes a press just before software mutes for an act of a person, which software does not undo', async () => {
    const clock = new ManualClock();
    const circuit = new MuteCircuitUsb();
    const acts: boolean[] = [];
    const mute = new Xvf3800(circuit, { clock }).muteSwitch();
    await mute.open((muted) => acts.push(muted));
    await pass(clock, 900);
    circuit.muted = true;
    await mute.follow(true);
    await pass(clock, 900);
    await mute.follow(false);
    await pass(clock, 900);
    expect([circuit.muted, circuit.writes, acts]).toEqual([true, [], [false, true]]);
    await mute.close();
  });

  it('stays with software where its unmuting did not arrive, and is unmuted when the board answers again', async () => {
    const clock = new ManualClock();
    const circuit = new MuteCircuitUsb();
    const acts: boolean[] = [];
    const mute = new Xvf3800(circuit, { clock }).muteSwitch();
    await mute.open((muted) => acts.push(muted));
    await mute.follow(true);
    await pass(clock, 900);
    circuit.away = true;
    await mute.follow(false);
    await pass(clock, 900);
    expect(circuit.muted).toBe(true);
    circuit.away = false;
    await pass(clock, 1200);
    expect([circuit.muted, acts]).toEqual([false, [false]]);
    await mute.close();
  });
});

/** Looks and writings take a few turns of the event loop each. */
async function pass(clock: ManualClock, ms: number): Promise<void> {
  for (let at = 0; at < ms; at += 300) {
    clock.advance(300);
    for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate);
  }
}

muteSwitchContract('the mute circuit of the XVF3800', () => {
  const clock = new ManualClock();
  const circuit = new MuteCircuitUsb();
  const muteSwitch = new Xvf3800(circuit, { clock }).muteSwitch();
  return Promise.resolve({
    muteSwitch,
    set: (muted) => {
      circuit.muted = muted;
    },
    lit: () => circuit.muted,
    async settle() {
      for (let i = 0; i < 2; i++) {
        clock.advance(300);
        for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate);
      }
    },
    close: () => muteSwitch.close(),
  });
});

directionContract('the XVF3000', () => {
  const usb = new FakeUsb();
  const int32 = (value: number): number[] => [value & 255, value >> 8, 0, 0, 0, 0, 0, 0];
  return {
    finder: xvf3000Direction(usb),
    speakFrom: (degrees) => {
      usb.answers.splice(0, 2, int32(degrees ?? 0), int32(degrees === null ? 0 : 1));
    },
  };
});

directionContract('the XVF3800', () => {
  const usb = new FakeUsb();
  return {
    finder: new Xvf3800(usb, { clock: new ManualClock() }).direction(),
    speakFrom: (degrees) => {
      const angle = degrees ?? 0;
      usb.answers[0] = [0, angle & 255, angle >> 8, degrees === null ? 0 : 1, 0];
    },
  };
});

for (const [name, make] of [
  ['the ring of the XVF3000', (usb: UsbControl) => xvf3000Ring(usb, 10)],
  ['the ring of the XVF3800', (usb: UsbControl) => new Xvf3800(usb, { clock: new ManualClock() }).ring()],
] as const) {
  ringContract(name, () => {
    const usb = new FakeUsb();
    const clock = new ManualClock();
    const ring = new PacedRing({ framesPerSecond: 20 }, make(usb), { clock, log: silentLog });
    return Promise.resolve({
      ring,
      async shown() {
        for (let i = 0; i < 4; i++) {
          clock.advance(100);
          await new Promise(setImmediate);
        }
        const bytes = usb.writes.at(-1)!.bytes;
        const order = name.includes('3800') ? [2, 1, 0] : [0, 1, 2];
        return Array.from({ length: 12 }, (_, led) => order.map((at) => bytes[4 * led + at]!)).flat();
      },
      close: () => ring.close(),
    });
  });
}

describe('a USB device', () => {
  it('that is not connected is a sentence', async () => {
    await expect(openUsbControl('2886:001a', null)).rejects.toThrow(
      isInstalled('usb') ? /2886:001a.*board\.unsupported/s : /usb.*board\.unsupported/s,
    );
  });

  /** The package with such devices at these places of its buses, beside another one; what was asked of them. */
  function usbPackage(status: string, places: ReadonlyArray<readonly [string, number]> = [['001', 4]]) {
    const asked: unknown[][] = [];
    const device = {
      vendorId: 0x2886,
      productId: 0x001a,
      open: () => Promise.resolve(void asked.push(['open'])),
      close: () => Promise.resolve(void asked.push(['close'])),
      controlTransferIn(...args: unknown[]) {
        asked.push(['in', ...args]);
        return Promise.resolve({ status, data: new DataView(Uint8Array.of(0, 7, 8, 9).buffer, 1, 2) });
      },
      controlTransferOut(...args: unknown[]) {
        asked.push(['out', ...args]);
        return Promise.resolve({ status });
      },
    };
    const devices = places.map(([bus, address]) => ({
      ...device,
      bus,
      address,
      open: () => Promise.resolve(void asked.push(['open', address])),
    }));
    const others = [{ ...device, productId: 0x0018, bus: '001', address: 9 }];
    return { asked, load: () => ({ usb: { getDevices: () => Promise.resolve([...others, ...devices]) } }) };
  }

  it('is asked by vendor requests to the device itself, as bmRequestType 0xC0 and 0x40 with bRequest 0', async () => {
    const { asked, load } = usbPackage('ok');
    const usb = await openUsbControl('2886:001a', null, load);
    expect([...(await usb.read({ value: 0x92, index: 20 }, 5))]).toEqual([7, 8]);
    const bytes = Uint8Array.of(30, 1);
    await usb.write({ value: 1, index: 20 }, bytes);
    await usb.close();
    const toDevice = { requestType: 'vendor', recipient: 'device', request: 0 };
    expect(asked).toEqual([
      ['open', 4],
      ['in', { ...toDevice, value: 0x92, index: 20 }, 5],
      ['out', { ...toDevice, value: 1, index: 20 }, bytes],
      ['close'],
    ]);
  });

  it('is that of the card where there are two alike, and none of them where that is away', async () => {
    const places = [
      ['001', 4],
      ['003', 5],
      ['001', 5],
    ] as const;
    const { asked, load } = usbPackage('ok', places);
    await openUsbControl('2886:001a', { bus: 1, device: 5 }, load);
    expect(asked).toEqual([['open', 5]]);
    await expect(openUsbControl('2886:001a', null, load)).rejects.toThrow(/there are 3.*card is away/);
    const { load: alone } = usbPackage('ok');
    await openUsbControl('2886:001a', { bus: 2, device: 1 }, alone);
  });

  it.each([
    ['EACCES', 'board.forbidden'],
    ['EPERM', 'board.forbidden'],
    ['ENOENT', 'board.unsupported'],
    [null, 'board.unsupported'],
  ])('that cannot be opened, with %s for its file, is %s', async (code, expected) => {
    const { load } = usbPackage('ok', [['1', 4]]);
    const [, device] = await load().usb.getDevices();
    device!.open = () => Promise.reject(new Error('failed to open device'));
    const looked: unknown[] = [];
    const access = (path: PathLike): void => {
      looked.push(path);
      if (code !== null) throw Object.assign(new Error(code), { code });
    };
    const opened = openUsbControl(
      '2886:001a',
      null,
      () => ({ usb: { getDevices: () => Promise.resolve([device!]) } }),
      access,
    );
    await expect(opened).rejects.toMatchObject({ code: expected, message: expect.stringContaining('plugdev') });
    expect(looked).toEqual(['/dev/bus/usb/001/004']);
  });

  it('that stalls is an error', async () => {
    const usb = await openUsbControl('2886:001a', null, usbPackage('stall').load);
    await expect(usb.read({ value: 0x80, index: 48 }, 4)).rejects.toThrow(/"stall".*board\.unsupported/);
    await expect(usb.write({ value: 1, index: 20 }, new Uint8Array(2))).rejects.toThrow(/"stall"/);
  });

  it('is found again after it was plugged in again, and not looked for all the time', async () => {
    const clock = new ManualClock();
    let there = true;
    let opened = 0;
    const devices: FakeUsb[] = [];
    const open = (): Promise<UsbControl> => {
      opened++;
      if (!there) return Promise.reject(new Error('not there'));
      const device = new FakeUsb();
      device.answers.push([opened]);
      devices.push(device);
      return Promise.resolve(device);
    };
    const usb = keepUsbControl({ clock, open });
    const ask = (): Promise<Uint8Array> => usb.read({ value: 0, index: 0 }, 1);
    expect([...(await ask()), ...(await ask())]).toEqual([1, 1]);
    there = false;
    devices[0]!.answers.length = 0;
    await expect(ask()).rejects.toThrow('stalled');
    for (let i = 0; i < 50; i++) await expect(ask()).rejects.toThrow('stalled');
    expect(opened).toBe(1);
    there = true;
    clock.advance(1000);
    expect([...(await ask())]).toEqual([2]);
    await usb.close();
  });
});
