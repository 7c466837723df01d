// SPI by rpio, chosen by configuration and only for a Pi 0 to 4: it needs /dev/mem as root and busy-polls, so it runs in a leaf of
// its own (processes/rpio-leaf.ts) that gets frames on its standard input. On a Pi 5 it is refused: with `gpiomem: false` it would
// fall back to the peripherals' address of the first Pi, which is ordinary memory there, and write to it. So it is on every Pi that it
// was not made for, also one that is yet to come.
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

/** What is used of rpio. */
export interface Rpio {
  init(options: { readonly gpiomem: boolean; readonly mapping: 'gpio'; readonly mock?: string }): void;
  spiBegin(): void;
  spiChipSelect(select: number): void;
  spiSetClockDivider(divider: number): void;
  spiSetDataMode(mode: number): void;
  spiWrite(bytes: Buffer, count: number): void;
  spiEnd(): void;
}

/** What rpio assumes the core's clock to be; it takes an even divider of it. */
const CORE_HZ = 250_000_000;

export interface SpiWriter {
  /** Any part of the stream of frames; each is transferred once it is whole. */
  write(chunk: Buffer): void;
  end(): void;
}

/** In the leaf. SPI needs /dev/mem, so not the memory of the pins alone. */
export function beginRpio(rpio: Rpio, { bytes, speedHz, mock }: z.infer<typeof rpioLeafArgumentSchema>): SpiWriter {
  rpio.init({ gpiomem: false, mapping: 'gpio', ...(mock === null ? {} : { mock }) });
  rpio.spiBegin();
  rpio.spiChipSelect(0);
  rpio.spiSetClockDivider(2 * Math.ceil(CORE_HZ / speedHz / 2));
  rpio.spiSetDataMode(0);
  const frame = Buffer.alloc(bytes);
  let filled = 0;
  return {
    write(chunk) {
      for (let at = 0; at < chunk.length; ) {
        const count = chunk.copy(frame, filled, at);
        filled += count;
        at += count;
        if (filled < bytes) continue;
        rpio.spiWrite(frame, bytes);
        filled = 0;
      }
    },
    end: () => rpio.spiEnd(),
  };
}

/** As the device tree names those with a chip of Broadcom's that rpio knows. */
const PI_0_TO_4 = /^Raspberry Pi (Zero|Model [AB]|[234]\b|400\b|Compute Module (Rev|[34]S?\b))/;

/** Throws `board.unsupported` where rpio must not be used. */
export function checkRpio(machine: Pick<Machine, 'model' | 'pi'>): void {
  if (PI_0_TO_4.test(machine.model ?? '')) return;
  const why =
    machine.pi === '5'
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
