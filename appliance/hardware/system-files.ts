// What the kernel tells about sound cards, codecs and the machine, read from /proc and /sys. The root is a parameter: in tests it
// is a tree of fixtures.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface SoundCard {
  readonly index: number;
  /** Stable across boots for a HAT, not for a USB card. */
  readonly id: string;
  readonly name: string;
  /** `vendor:product` in lower case; null for a card that is not on USB. */
  readonly usbId: string | null;
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

/** Two lines a card: ` 1 [ArrayUAC10     ]: USB-Audio - ReSpeaker 4 Mic Array (UAC1.0)` and a longer name. */
function readCards(root: string): SoundCard[] {
  const text = readText(join(root, 'proc/asound/cards')) ?? '';
  const cards: SoundCard[] = [];
  for (const [, index, id, name] of text.matchAll(/^ *(\d+) \[([^\]]+)\]: [^\n]*? - ([^\n]*)$/gm)) {
    cards.push(readCard(root, Number(index), (id as string).trim(), (name as string).trim()));
  }
  return cards;
}

function readCard(root: string, index: number, id: string, name: string): SoundCard {
  const folder = join(root, `proc/asound/card${index}`);
  const pcms = list(folder).filter((entry) => /^pcm\d+[cp]$/.test(entry));
  const dais = pcms.map((pcm) => /^id: (.*)$/m.exec(readText(join(folder, pcm, 'info')) ?? '')?.[1] ?? '');
  return {
    index,
    id,
    name,
    usbId: readText(join(folder, 'usbid'))?.trim().toLowerCase() ?? null,
    dais,
    captures: pcms.some((pcm) => pcm.endsWith('c')),
    plays: pcms.some((pcm) => pcm.endsWith('p')),
  };
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
