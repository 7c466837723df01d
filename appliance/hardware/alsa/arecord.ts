// Capture through arecord: no compiler, any Node, and it recovers from overruns by itself.
import type { CaptureNotice } from './process-microphone.ts';
import type { SoundCommand } from './sound-process.ts';

export interface CaptureFormat {
  /** Such as "plughw:CARD=Array,DEV=0". */
  readonly device: string;
  readonly sampleRate: number;
  readonly channels: number;
}

/** Ten periods of 20 ms: late by 200 ms before anything is lost. */
const PERIODS = 10;

export function arecordCommand({ device, sampleRate, channels }: CaptureFormat): SoundCommand {
  const period = sampleRate / 50;
  const sizes = [`--period-size=${period}`, `--buffer-size=${period * PERIODS}`];
  const format = ['-t', 'raw', '-f', 'S16_LE', '-r', String(sampleRate), '-c', String(channels)];
  return { command: 'arecord', arguments: ['-q', '-D', device, ...format, ...sizes, '-'] };
}

/** `overrun!!! (at least 12.345 ms long)` */
export function parseArecordLine(line: string): CaptureNotice | null {
  const overrun = /^overrun!!!(?: \(at least ([\d.]+) ms long\))?/.exec(line);
  if (overrun === null) return null;
  return { kind: 'overrun', lostMs: overrun[1] === undefined ? null : Number(overrun[1]) };
}
