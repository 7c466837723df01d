// A USB array that is pulled out and plugged in again comes back with LEDs that show something of its own.
import { describe, expect, it } from 'vitest';
import { boardRow } from '../../appliance/hardware/boards.ts';
import { openRing } from '../../appliance/hardware/leds/open-ring.ts';
import { readMachine } from '../../appliance/hardware/system-files.ts';
import { keepUsbControl } from '../../appliance/hardware/usb/usb-control.ts';
import { Xvf3800 } from '../../appliance/hardware/usb/xvf3800.ts';
import { ManualClock } from '../../appliance/kernel/clock.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { FakeUsb } from './fake-usb.ts';

const RED = Uint8Array.from({ length: 36 }, (_, i) => (i % 9 === 0 ? 90 : 0));

/** The ring of the board `id`, on which `pixels` stand still. */
function standing(id: 'respeaker-xvf3800' | 'respeaker-usb-array-v2') {
  const clock = new ManualClock();
  const devices = [new FakeUsb()];
  const usb = keepUsbControl({ clock, open: () => Promise.resolve(devices.at(-1)!) });
  const parts = { machine: readMachine('/nowhere'), usb, xvf3800: new Xvf3800(usb, { clock }) };
  const ring = openRing({ driver: 'spi-device', brightness: 100 }, boardRow(id), parts, { clock, log: silentLog })!;
  ring.show(RED);
  const pass = async (ms: number): Promise<void> => {
    for (let at = 0; at < ms; at += 50) {
      clock.advance(50);
      for (let i = 0; i < 3; i++) await new Promise(setImmediate);
    }
  };
  return { devices, ring, pass };
}

describe.each([
  ['respeaker-xvf3800', [12], 19],
  ['respeaker-usb-array-v2', [0x20, 0x22], 6],
] as const)('the ring of a %s', (id, preparing, frame) => {
  it('that was plugged in anew while nothing changed shows within seconds what it should, and nothing of its own', async () => {
    const { devices, ring, pass } = standing(id);
    await pass(500);
    const shown = devices[0]!.writes.at(-1)!;
    expect(shown.value).toBe(frame);
    expect(shown.bytes.some((value) => value > 0)).toBe(true);
    devices[0]!.away = true;
    devices.push(new FakeUsb());
    await pass(4000);
    expect(devices[1]!.writes.slice(0, preparing.length + 1).map(({ value }) => value)).toEqual([...preparing, frame]);
    expect(devices[1]!.writes.at(-1)).toEqual(shown);
    await ring.close();
  });

  it('is not told more than once in two seconds what it shows already', async () => {
    const { devices, ring, pass } = standing(id);
    await pass(500);
    const before = devices[0]!.writes.length;
    await pass(10_000);
    expect(devices[0]!.writes.slice(before).map(({ value }) => value)).toEqual(new Array(5).fill(frame));
    await ring.close();
  });
});
