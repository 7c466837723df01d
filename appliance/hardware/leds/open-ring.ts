// The ring of a board, by the driver that its row names.
import { entryPoint } from '../../kernel/entry.ts';
import { toError } from '../../kernel/errors.ts';
import type { BoardRow } from '../boards.ts';
import { gpioNumber } from '../gpio/gpio-number.ts';
import { type OpenGpio, openPowerLine } from '../gpio/onoff.ts';
import type { Machine } from '../system-files.ts';
import type { UsbControl } from '../usb/usb-control.ts';
import { xvf3000Ring } from '../usb/xvf3000.ts';
import type { Xvf3800 } from '../usb/xvf3800.ts';
import { apa102Length, createApa102Bus, openSpiDevice, type PowerLine, type SpiPort } from './apa102.ts';
import { type LedBus, PacedRing, type PacedRingDeps } from './paced-ring.ts';
import { checkRpio, openRpio } from './rpio.ts';

export interface RingOptions {
  /** How the LEDs of a HAT are reached. */
  readonly driver: 'spi-device' | 'rpio';
  /** 1 to 100, of what the LEDs can. */
  readonly brightness: number;
}

/** How the LEDs of a HAT are reached; each is the kernel's but in tests. */
export interface RingAccess {
  /** Where the lines of the header, and input devices, are looked for; default "/". */
  readonly root?: string;
  readonly openSpi?: () => SpiPort;
  readonly openGpio?: OpenGpio;
}

type RingDeps = PacedRingDeps &
  RingAccess & {
    /** The LEDs of this board have a line for their power, which cannot be switched: they may be dark, whatever they are sent. */
    readonly onUnpowered?: (error: Error) => void;
  };

/** APA102 and the XVF3000 count with five bits; the colours of the XVF3800 are scaled in the same steps. */
const STEPS = 31;
/** A Pi Zero has no more than this to spare for twelve LEDs. */
const MOST_STEPS_OF_ZERO = 16;

const SPI_FRAMES = 50;
/** Where a board can be unplugged, its ring is told at least this often what it shows. */
const USB_PACE = { framesPerSecond: 20, repeatMs: 2000 } as const;

/** null where the board has none. Throws `board.unsupported` where it cannot be reached. */
export function openRing(
  options: RingOptions,
  row: BoardRow,
  parts: { readonly machine: Machine; readonly usb: UsbControl | null; readonly xvf3800: Xvf3800 | null },
  deps: RingDeps,
): PacedRing | null {
  if (row.leds === null) return null;
  if (row.leds.driver === 'apa102') {
    const bus = openHatLeds(options, row.leds, parts.machine, deps);
    return new PacedRing({ framesPerSecond: SPI_FRAMES }, bus, deps);
  }
  if (row.leds.driver === 'xvf3000') {
    const bus = parts.usb && xvf3000Ring(parts.usb, brightnessSteps(options, parts.machine));
    return bus && new PacedRing(USB_PACE, bus, deps);
  }
  const bus = parts.xvf3800?.ring();
  const brightness = brightnessSteps(options, parts.machine) / STEPS;
  return bus === undefined ? null : new PacedRing({ ...USB_PACE, brightness }, bus, deps);
}

/** Exported for the test of the cap. */
export function brightnessSteps({ brightness }: RingOptions, { model }: Pick<Machine, 'model'>): number {
  const most = model?.includes('Zero') === true ? MOST_STEPS_OF_ZERO : STEPS;
  return Math.min(most, Math.max(1, Math.round((STEPS * brightness) / 100)));
}

function openHatLeds(
  options: RingOptions,
  leds: NonNullable<BoardRow['leds']>,
  machine: Machine,
  deps: RingDeps,
): LedBus {
  const spi = options.driver === 'rpio' ? openRpioSpi(leds.count, machine, deps) : (deps.openSpi ?? openSpiDevice)();
  const power = leds.powerGpio === null ? null : openPower(leds.powerGpio, deps);
  return createApa102Bus({ count: leds.count, brightness: brightnessSteps(options, machine) }, spi, power);
}

/** Without the line the LEDs may still have power: by a gpio-hog in config.txt, or since they had it before. */
function openPower(gpio: number, deps: RingDeps): PowerLine | null {
  try {
    return openPowerLine(gpioNumber(gpio, deps.root), deps.openGpio);
  } catch (error) {
    deps.log.warn({ err: toError(error), gpio }, 'the power of the LEDs cannot be switched');
    deps.onUnpowered?.(toError(error));
    return null;
  }
}

function openRpioSpi(count: number, machine: Machine, deps: RingDeps): SpiPort {
  checkRpio(machine);
  const entry = entryPoint(import.meta.url, '../../processes/rpio-leaf.ts');
  return openRpio(entry, { bytes: apa102Length(count) }, deps);
}
