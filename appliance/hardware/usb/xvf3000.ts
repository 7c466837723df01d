// The XVF3000 of the USB Mic Array v2.0: twelve LEDs behind the chip and its parameters, after Seeed's own tools (pixel_ring,
// tuning.py). Firmware is never written: it cannot be undone on some chips.
import type { LedBus } from '../leds/paced-ring.ts';
import type { Direction, DirectionFinder } from '../ports.ts';
import type { UsbControl } from './usb-control.ts';

const RING = { custom: 6, brightness: 0x20, centre: 0x22 } as const;
const RING_INDEX = 0x1c;
const CENTRE_OFF = 0; // 1 is on, everything else the voice detection
const LEDS = 12;
/** Parameters are `id, offset`; a read has 0x80 | offset in wValue, | 0x40 for an integer, and gives two int32. */
const DIRECTION = { index: 21, value: 0x80 | 0x40 | 0 } as const;
const SPEECH = { index: 19, value: 0x80 | 0x40 | 22 } as const;
const VERSION = { index: 0, value: 0x80 } as const;
const REPLY_BYTES = 8;

/**
 * `brightness`, 0 to 31, is set before the first frame, and after a failure: the board may have been plugged in again. The LED in the
 * centre is switched off then: by itself it follows the chip's own voice detection, also while the box is mute.
 */
export function xvf3000Ring(usb: UsbControl, brightness: number): LedBus {
  const frame = new Uint8Array(4 * LEDS);
  let prepared = false;
  const command = (value: number, bytes: Uint8Array): Promise<void> => usb.write({ value, index: RING_INDEX }, bytes);
  const prepare = async (): Promise<void> => {
    await command(RING.brightness, Uint8Array.of(brightness));
    await command(RING.centre, Uint8Array.of(CENTRE_OFF));
  };
  return {
    count: LEDS,
    async send(pixels) {
      for (let led = 0; led < LEDS; led++) frame.set(pixels.subarray(3 * led, 3 * led + 3), 4 * led);
      if (!prepared) await prepare();
      prepared = false;
      await command(RING.custom, frame);
      prepared = true;
    },
    close: () => Promise.resolve(), // the connection is the board's
  };
}

export function xvf3000Direction(usb: UsbControl): DirectionFinder {
  return {
    async read(): Promise<Direction> {
      const degrees = integer(await usb.read(DIRECTION, REPLY_BYTES));
      return { degrees: ((degrees % 360) + 360) % 360, speech: integer(await usb.read(SPEECH, REPLY_BYTES)) !== 0 };
    },
  };
}

export async function xvf3000Version(usb: UsbControl): Promise<string> {
  return String((await usb.read(VERSION, 1))[0] ?? 0);
}

function integer(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getInt32(0, true);
}
