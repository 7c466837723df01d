// How far a card has really played, from the kernel's own account of its playback stream.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readText } from '../system-files.ts';

/** Samples since the stream was opened, or since it last ran dry: both counts begin anew then. */
export interface StreamPosition {
  /** That left the card. */
  readonly played: number;
  /** That were handed to it. */
  readonly written: number;
}

/** Every name that we open ends with "DEV=0", or means it: "sysdefault". */
const DEVICE = 'pcm0p';

/**
 * The stream that process `pid` has open on card `card`, counted at `sampleRate`; null where the kernel does not tell. A card may have
 * several streams, of which others may play on the rest. `root` is "/" but in tests.
 */
export function cardPosition(card: number, sampleRate: number, root = '/'): (pid: number) => StreamPosition | null {
  const folder = join(root, `proc/asound/card${card}`, DEVICE);
  let stream: string | null = null;
  let hardwareRate = 0;
  return (pid) => {
    stream ??= findStream(folder, pid);
    if (stream === null) return null; // aplay has not opened it yet
    const status = readText(join(stream, 'status')) ?? '';
    const [played, written] = [numberOf(status, 'hw_ptr'), numberOf(status, 'appl_ptr')];
    if (played === null || written === null) return null; // closed
    hardwareRate ||= Number(/^rate: (\d+)/m.exec(readText(join(stream, 'hw_params')) ?? '')?.[1] ?? 0);
    if (hardwareRate === 0) return null;
    const ours = (count: number): number => Math.floor((count * sampleRate) / hardwareRate);
    return { played: ours(played), written: ours(written) };
  };
}

function findStream(folder: string, pid: number): string | null {
  const streams = subdevicesOf(folder).map((name) => join(folder, name));
  return streams.find((stream) => numberOf(readText(join(stream, 'status')) ?? '', 'owner_pid') === pid) ?? null;
}

function subdevicesOf(folder: string): string[] {
  try {
    return readdirSync(folder).filter((entry) => /^sub\d+$/.test(entry));
  } catch {
    return []; // the card is gone, or this is not Linux
  }
}

/** Of a line such as `hw_ptr      : 48000`. */
function numberOf(status: string, name: string): number | null {
  const value = new RegExp(`^${name} *: *(\\d+)`, 'm').exec(status)?.[1];
  return value === undefined ? null : Number(value);
}
