// How far a card has really played, from the kernel's own account of its playback stream.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readText } from '../system-files.ts';

/** Samples since the stream was opened, or since it last ran dry: both counts begin anew then. */
export interface StreamPosition {
  /** That left the card; it never goes back but when the counts begin anew. */
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
  let taken = 0;
  let played = 0;
  return (pid) => {
    stream ??= findStream(folder, pid);
    if (stream === null) return null; // aplay has not opened it yet
    const count = parseStatus(readText(join(stream, 'status')) ?? '');
    if (count === null) return null; // closed
    hardwareRate ||= Number(/^rate: (\d+)/m.exec(readText(join(stream, 'hw_params')) ?? '')?.[1] ?? 0);
    if (hardwareRate === 0) return null;
    // What is on its way is an estimate of the driver's, and wavers.
    played = count.taken < taken ? count.played : Math.max(played, count.played);
    taken = count.taken;
    const ours = (frames: number): number => Math.floor((frames * sampleRate) / hardwareRate);
    return { played: ours(played), written: ours(count.written) };
  };
}

interface StreamCount {
  /** By the driver. */
  readonly taken: number;
  readonly played: number;
  readonly written: number;
}

/**
 * A driver counts as played (`hw_ptr`) what it took: for snd-usb-audio that is what it put into packets, of which several are on their
 * way. They are in `delay`, the frames between what was written and what is heard; the kernel tells it of a stream that runs, else 0
 * (snd_pcm_status64 in sound/core/pcm_native.c). null for a closed one. The pointers are printed a moment later than `delay` was taken.
 */
function parseStatus(status: string): StreamCount | null {
  const [taken, written, delay] = ['hw_ptr', 'appl_ptr', 'delay'].map((name) => numberOf(status, name));
  if (taken == null || written == null) return null;
  const runs = /^state: (RUNNING|DRAINING)$/m.test(status);
  return { taken, written, played: runs && delay != null ? Math.max(0, Math.min(taken, written - delay)) : taken };
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
