// SPI by rpio, chosen by configuration and only for a Pi 0 to 4: it needs /dev/mem as root and busy-polls, so it runs in a leaf of
// its own (processes/rpio-leaf.ts) that gets frames on its standard input. On a Pi 5 it is refused: with `gpiomem: false` it would
// fall back to the peripherals' address of the first Pi, which is ordinary memory there, and write to it. So it is on every Pi that it
// was not made for, also one that is yet to come.
import { spawn } from 'node:child_process';
import { z } from 'zod';
import type { Clock } from '../../kernel/clock.ts';
import { LinnetError } from '../../kernel/errors.ts';
import { type BackoffOptions, backoffMs } from '../../kernel/retry.ts';
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

/** A leaf that cannot live, without root say, costs a start each half minute. */
const BACKOFF: BackoffOptions = { firstMs: 1000, maxMs: 30_000, jitter: 0 };
/** A leaf that has lived so long is started anew at once. */
const PROVEN_MS = 10_000;

export interface RpioOptions {
  /** Of one frame. */
  readonly bytes: number;
  /** A Pi that rpio pretends to be, for tests. */
  readonly mock?: string;
}

/** Starts the leaf at `entry`; one that ended is started again by the next frame. */
export function openRpio(entry: string, options: RpioOptions, { clock }: { readonly clock: Clock }): SpiPort {
  const { bytes, mock = null } = options;
  const start = (): Leaf => startLeaf(entry, JSON.stringify({ bytes, speedHz: APA102_SPEED_HZ, mock }), clock);
  let leaf = start();
  let deaths = 0;
  let closed = false;
  const replaceDead = (): void => {
    const end = leaf.end();
    if (end === null || closed) return;
    const shortLived = end.atMs - leaf.startedMs < PROVEN_MS;
    const waitMs = shortLived ? backoffMs(BACKOFF, deaths + 1) : 0;
    if (clock.monotonic() - end.atMs < waitMs) return;
    deaths = shortLived ? deaths + 1 : 0;
    leaf = start();
  };
  return {
    transfer(frame) {
      replaceDead();
      return leaf.transfer(frame);
    },
    close() {
      closed = true;
      return leaf.close();
    },
  };
}

interface Leaf {
  readonly startedMs: number;
  /** Why and when it ended; null while it lives. */
  end(): { readonly failure: Error; readonly atMs: number } | null;
  transfer(frame: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

function startLeaf(entry: string, argument: string, clock: Clock): Leaf {
  const leaf = spawn(process.execPath, [entry, argument], { stdio: ['pipe', 'ignore', 'inherit'] });
  let end: ReturnType<Leaf['end']> = null;
  const ended = new Promise<void>((resolve) => {
    const endWith = (failure: Error): void => {
      end ??= { failure, atMs: clock.monotonic() };
      resolve();
    };
    leaf.once('error', endWith);
    leaf.once('exit', (code, signal) => {
      const how = `The process of rpio ended (${signal ?? code}); does it run as root?`;
      endWith(new LinnetError('child.crashed', how));
    });
  });
  leaf.stdin.on('error', () => {}); // it ended: 'exit' says how
  return {
    startedMs: clock.monotonic(),
    end: () => end,
    transfer: (frame) =>
      new Promise((resolve, reject) => {
        if (end !== null) reject(end.failure);
        else leaf.stdin.write(Buffer.from(frame), (error) => (error ? reject(end?.failure ?? error) : resolve()));
      }),
    close() {
      leaf.stdin.end(); // it finishes what it was given, and ends
      return ended;
    },
  };
}
