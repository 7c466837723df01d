// SPI by rpio, chosen by configuration and only for a Pi 0 to 4: it needs /dev/mem as root and busy-polls, so it runs in a leaf of
// its own (processes/rpio-leaf.ts) that gets frames on its standard input. On a Pi 5 it is refused: with `gpiomem: false` it would
// fall back to the peripherals' address of the first Pi, which is ordinary memory there, and write to it.
import { spawn } from 'node:child_process';
import { z } from 'zod';
import { LinnetError } from '../../kernel/errors.ts';
import type { Machine } from '../system-files.ts';
import { APA102_SPEED_HZ, type SpiPort } from './apa102.ts';

export const rpioLeafArgumentSchema = z.object({
  /** Bytes of one transfer; the input is cut into these. */
  bytes: z.number().int().min(1).max(4096),
  speedHz: z.number().int(),
  /** A Pi that rpio pretends to be, for tests. */
  mock: z.string().nullable().default(null),
});

/** Throws `board.unsupported` where rpio must not be used. */
export function checkRpio(machine: Pick<Machine, 'model' | 'isPi' | 'isPi5'>): void {
  if (machine.isPi && !machine.isPi5) return;
  const why = machine.isPi5
    ? 'it would write to memory that is not the peripherals'
    : 'it drives the pins of a Raspberry Pi 0 to 4 only';
  throw new LinnetError(
    'board.unsupported',
    `rpio cannot be used on "${machine.model ?? 'this machine'}": ${why}. Use "spi-device", which is the default.`,
  );
}

/** Starts the leaf at `entry` for frames of `bytes` bytes. */
export function openRpio(entry: string, bytes: number, mock: string | null = null): SpiPort {
  const argument = JSON.stringify({ bytes, speedHz: APA102_SPEED_HZ, mock });
  const leaf = spawn(process.execPath, [entry, argument], { stdio: ['pipe', 'ignore', 'inherit'] });
  let failure: Error | null = null;
  const ended = new Promise<void>((resolve) => {
    leaf.once('error', (error) => {
      failure = error;
      resolve();
    });
    leaf.once('exit', (code, signal) => {
      failure ??= new LinnetError(
        'child.crashed',
        `The process of rpio ended (${signal ?? code}); does it run as root?`,
      );
      resolve();
    });
  });
  leaf.stdin.on('error', () => {}); // it ended: 'exit' says how
  return {
    transfer: (frame) =>
      new Promise((resolve, reject) => {
        if (failure !== null) reject(failure);
        else leaf.stdin.write(Buffer.from(frame), (error) => (error ? reject(failure ?? error) : resolve()));
      }),
    close() {
      leaf.stdin.end(); // it finishes what it was given, and ends
      return ended;
    },
  };
}
