// What the kernel tells about sound cards, codecs and the machine, read from /proc and /sys. The root is a parameter: in tests it
// is a tree of fixtures.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface UsbAddress {
  readonly bus: number;
  readonly device: number;
}

export interface SoundCard {
  readonly index: number;
  /** Stable across boots for a HAT, not for a USB card. */
  readonly id: string;
  readonly name: string;
  /** `vendor:product` in lower case; null for a card that is not on USB. */
  readonly usbId: string | null;
  /** Where it is plugged in, such as "usb-0000:01:00.0-1.3"; null for a card that is not on USB. */
  readonly usbPort: string | null;
  /** Anew each time it is plugged in; null for a card that is not on USB. */
  readonly usbAddress: UsbAddress | null;
  /** Names of the DAIs behind its PCMs. */
  readonly dais: readonly string[];
  readonly captures: boolean;
  readonly plays: boolean;
}

/** Those with a 64-bit system. A Pi 400 and a Compute Module 4 count as a Pi 4, and so on. */
export type PiModel = 'Zero 2 W' | '3' | '4' | '5';

export interface Machine {
  /** Such as "Raspberry Pi 5 Model B Rev 1.0"; null where there is no device tree. */
  readonly model: string | null;
  readonly isPi: boolean;
  /** null for a machine that is none of these. */
  readonly pi: PiModel | null;
  /** What an overlay says that the hardware is, such as "reSpeaker V2.0"; null where none does. */
  readonly hardware: string | null;
  readonly cards: readonly SoundCard[];
  /** Addresses on I2C bus 1 for which an overlay made a device, whether anything is there or not. */
  readonly i2c: readonly number[];
  /** Of the addresses of codecs, those at which something answers; null where the bus was not asked (i2c-probe.ts). */
  readonly answering: readonly number[] | null;
}

export function readMachine(root = '/'): Machine {
  const model = readTreeText(root, 'model');
  const pi = piModel(model ?? '');
  return {
    model,
    isPi: model?.startsWith('Raspberry Pi') ?? false,
    pi,
    hardware: readTreeText(root, 'hardware'),
    cards: readCards(root),
    i2c: readBus(root),
    answering: null,
  };
}

function piModel(model: string): PiModel | null {
  const [, name] = /^Raspberry Pi (Zero 2 W|Compute Module [345]|[345]00|[345])\b/.exec(model) ?? [];
  if (name === undefined) return null;
  return name === 'Zero 2 W' ? name : (/[345]/.exec(name)?.[0] as PiModel);
}

/** Strings of the device tree end with a zero. */
function readTreeText(root: string, name: string): string | null {
  return (
    readText(join(root, 'proc/device-tree', name))
      ?.replaceAll('\0', '')
      .trim() ?? null
  );
}

/**
 * Two lines a card: ` 1 [ArrayUAC10     ]: USB-Audio - ReSpeaker 4 Mic Array (UAC1.0)` and a longer name, which ends for USB with the
 * port: `SEEED ReSpeaker 4 Mic Array (UAC1.0) at usb-0000:01:00.0-1.3, high speed`.
 */
function readCards(root: string): SoundCard[] {
  const text = readText(join(root, 'proc/asound/cards')) ?? '';
  const cards: SoundCard[] = [];
  for (const [, index, id, name, longName] of text.matchAll(CARD_LINES)) {
    const port = / at (usb-\S+), /.exec(longName as string)?.[1] ?? null;
    cards.push(
      readCard(root, Number(index), { id: (id as string).trim(), name: (name as string).trim(), usbPort: port }),
    );
  }
  return cards;
}

const CARD_LINES = /^ *(\d+) \[([^\]]+)\]: [^\n]*? - ([^\n]*)$\n?([^\n]*)/gm;

function readCard(root: string, index: number, names: Pick<SoundCard, 'id' | 'name' | 'usbPort'>): SoundCard {
  const folder = join(root, `proc/asound/card${index}`);
  const pcms = list(folder).filter((entry) => /^pcm\d+[cp]$/.test(entry));
  const dais = pcms.map((pcm) => /^id: (.*)$/m.exec(readText(join(folder, pcm, 'info')) ?? '')?.[1] ?? '');
  return {
    index,
    ...names,
    usbId: readText(join(folder, 'usbid'))?.trim().toLowerCase() ?? null,
    usbAddress: parseUsbAddress(readText(join(folder, 'usbbus')) ?? ''),
    dais,
    captures: pcms.some((pcm) => pcm.endsWith('c')),
    plays: pcms.some((pcm) => pcm.endsWith('p')),
  };
}

/** Such as `001/004`, which is the bus and the device on it. */
function parseUsbAddress(text: string): UsbAddress | null {
  const [, bus, device] = /^(\d+)\/(\d+)$/.exec(text.trim()) ?? [];
  return bus === undefined ? null : { bus: Number(bus), device: Number(device) };
}

/** Entries such as `1-001a`. */
function readBus(root: string): number[] {
  return list(join(root, 'sys/bus/i2c/devices'))
    .filter((entry) => /^1-[0-9a-f]{4}$/.test(entry))
    .map((entry) => Number.parseInt(entry.slice(2), 16));
}

export function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null; // not on this machine: every caller has an answer for that
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return []; // as above
  }
}
