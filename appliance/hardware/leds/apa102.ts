// APA102 LEDs: a start frame of 32 zero bits, for each LED 111 and 5 bits of brightness, then blue, green, red, and at the end at
// least half a clock for each LED (APA102 datasheet; 32 bits serve up to 64). No chip select, so either of SPI0's will do.
//
// The 5 bits are a second, slower PWM over the 8-bit ones: they stay at one cap, and fades are made of the colours. Twelve LEDs at
// full white draw about 0.7 A; at 10 of 31 they stay below what a Pi spares.
import { LinnetError } from '../../kernel/errors.ts';
import { loadNative } from '../native-package.ts';
import type { LedBus } from './paced-ring.ts';

const START_BYTES = 4;
const END_BYTES = 4;
export const APA102_SPEED_HZ = 8_000_000;

export function apa102Length(count: number): number {
  return START_BYTES + 4 * count + END_BYTES;
}

/** Writes one frame into `target`, which has apa102Length bytes; `brightness` is 0 to 31. */
export function encodeApa102(pixels: Uint8Array, brightness: number, target: Uint8Array): void {
  target.fill(0, 0, START_BYTES);
  let at = START_BYTES;
  for (let i = 0; i < pixels.length; i += 3) {
    target[at++] = 0xe0 | brightness;
    target[at++] = pixels[i + 2] as number;
    target[at++] = pixels[i + 1] as number;
    target[at++] = pixels[i] as number;
  }
  target.fill(0xff, at);
}

/** One way to get bytes onto SPI0. */
export interface SpiPort {
  /** `bytes` are not changed until the promise settles. */
  transfer(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** Powers the LEDs where the board has a line for that. */
export interface PowerLine {
  set(on: boolean): void;
  close(): void;
}

export interface Apa102Options {
  readonly count: number;
  /** 1 to 31. */
  readonly brightness: number;
}

export function createApa102Bus(options: Apa102Options, spi: SpiPort, power: PowerLine | null): LedBus {
  const { brightness } = options;
  if (!Number.isInteger(brightness) || brightness < 1 || brightness > 31) {
    throw new LinnetError('input.invalid', `Expected a brightness of 1 to 31; ${brightness} came.`);
  }
  const frame = new Uint8Array(apa102Length(options.count));
  power?.set(true);
  return {
    count: options.count,
    send(pixels) {
      encodeApa102(pixels, brightness, frame);
      return spi.transfer(frame);
    },
    async close() {
      power?.set(false);
      power?.close();
      await spi.close();
    },
  };
}

/** What is used of the package. */
export interface SpiDevicePackage {
  openSync(bus: number, device: number, options: { mode: 0; maxSpeedHz: number }): SpiDevice;
}

interface SpiDevice {
  transfer(message: readonly SpiMessage[], done: (error: Error | null | undefined) => void): void;
  close(done: (error: Error | null | undefined) => void): void;
}

interface SpiMessage {
  readonly sendBuffer: Buffer;
  readonly byteLength: number;
  readonly speedHz: number;
}

const loadSpi = (): SpiDevicePackage => loadNative<SpiDevicePackage>('spi-device', 'the LEDs of a HAT');

/**
 * /dev/spidev0.0 through the kernel: no root, every Pi. Throws `board.unsupported` where SPI is off or the package is missing. `load` is
 * another one in tests only.
 */
export function openSpiDevice(load = loadSpi): SpiPort {
  const device = openSpi(load());
  return {
    transfer: (bytes) =>
      new Promise((resolve, reject) => {
        const sendBuffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        const message = [{ sendBuffer, byteLength: sendBuffer.length, speedHz: APA102_SPEED_HZ }];
        device.transfer(message, (error) => (error ? reject(error) : resolve()));
      }),
    close: () => new Promise((resolve) => device.close(() => resolve())),
  };
}

function openSpi(spi: SpiDevicePackage): SpiDevice {
  try {
    return spi.openSync(0, 0, { mode: 0, maxSpeedHz: APA102_SPEED_HZ });
  } catch (cause) {
    throw new LinnetError(
      'board.unsupported',
      'The LEDs need SPI, and /dev/spidev0.0 cannot be opened; put "dtparam=spi=on" into /boot/firmware/config.txt and the service into the group spi.',
      { cause },
    );
  }
}
