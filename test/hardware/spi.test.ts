// What goes over SPI: the real spi-device over a device that is simulated below it, and what rpio is told.
import { execFile, execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BOARDS } from '../../appliance/hardware/boards.ts';
import { apa102Length, createApa102Bus, type SpiPort } from '../../appliance/hardware/leds/apa102.ts';
import { PacedRing } from '../../appliance/hardware/leds/paced-ring.ts';
import { beginRpio, type Rpio, rpioLeafArgumentSchema } from '../../appliance/hardware/leds/rpio.ts';
import { isInstalled } from '../../appliance/hardware/native-package.ts';
import { ManualClock } from '../../appliance/kernel/clock.ts';
import { entryPoint } from '../../appliance/kernel/entry.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { ringContract } from './contracts/control-contracts.ts';

/** spidev takes no longer message (its bufsiz), and a frame is one message. */
const MOST_BYTES = 4096;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spi-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const canSimulate =
  process.platform === 'linux' && isInstalled('spi-device') && spawnSync('which', ['gcc']).status === 0;

describe.skipIf(!canSimulate)('the LEDs of a HAT by spi-device', () => {
  /** Runs `acts`, in which `bus` is a ring of three; gives what the kernel was told. */
  async function run(acts: string): Promise<string[]> {
    const library = join(folder, 'spidev.so');
    const source = fileURLToPath(new URL('spidev.c', import.meta.url));
    execFileSync('gcc', ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl']);
    const apa102 = entryPoint(new URL('../../appliance/hardware/x.ts', import.meta.url).href, './leds/apa102.ts');
    const program = `
      import { createApa102Bus, openSpiDevice } from ${JSON.stringify(apa102)};
      const spi = openSpiDevice();
      const bus = createApa102Bus({ count: 3, brightness: 10 }, spi, null);
      ${acts}`;
    const record = join(folder, 'record');
    const env = { ...process.env, LD_PRELOAD: library, SPI_RECORD: record };
    await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], { env });
    return readFileSync(record, 'utf8').trim().split('\n');
  }

  it('are one message of 20 bytes at 8 MHz in mode 0 for each frame', async () => {
    const told = await run(`
      await bus.send(Uint8Array.of(1, 2, 3, 255, 0, 0, 0, 0, 255));
      await bus.send(new Uint8Array(9));
      await bus.close();`);
    expect(told).toEqual([
      'mode 0',
      'bits 8',
      'at most 8000000',
      'message of 20 at 8000000: 00 00 00 00 ea 03 02 01 ea 00 00 ff ea ff 00 00 ff ff ff ff',
      'message of 20 at 8000000: 00 00 00 00 ea 00 00 00 ea 00 00 00 ea 00 00 00 ff ff ff ff',
    ]);
  });

  it('reject a message that the kernel does not take', async () => {
    const acts = `
      const reason = await spi.transfer(new Uint8Array(${MOST_BYTES + 1})).catch((error) => error.message);
      if (!/EMSGSIZE/.test(reason)) throw new Error('not refused: ' + reason);
      await spi.transfer(new Uint8Array(${MOST_BYTES}));`;
    expect((await run(acts)).at(-1)).toContain(`message of ${MOST_BYTES} at`);
  });
});

it('every ring of the table is one message', () => {
  const counts = BOARDS.flatMap(({ leds }) => (leds?.driver === 'apa102' ? [leds.count] : []));
  expect(counts.length).toBeGreaterThan(0);
  for (const count of counts) expect(apa102Length(count)).toBeLessThanOrEqual(MOST_BYTES);
});

/** rpio, as far as it is used; what it is told. */
class FakeRpio implements Rpio {
  readonly told: unknown[][] = [];
  readonly frames: number[][] = [];
  init = (...args: unknown[]): void => void this.told.push(['init', ...args]);
  spiBegin = (): void => void this.told.push(['begin']);
  spiChipSelect = (...args: unknown[]): void => void this.told.push(['chip select', ...args]);
  spiSetClockDivider = (...args: unknown[]): void => void this.told.push(['clock divider', ...args]);
  spiSetDataMode = (...args: unknown[]): void => void this.told.push(['data mode', ...args]);
  spiWrite = (bytes: Buffer, count: number): void => void this.frames.push([...bytes.subarray(0, count)]);
  spiEnd = (): void => void this.told.push(['end']);
}

const argument = rpioLeafArgumentSchema.parse({ bytes: 20, speedHz: 8_000_000 });

describe('the LEDs of a HAT by rpio', () => {
  it('are written in mode 0 with the next even divider of the core clock, without chip select of its own', () => {
    const rpio = new FakeRpio();
    beginRpio(rpio, argument).end();
    expect(rpio.told).toEqual([
      ['init', { gpiomem: false, mapping: 'gpio' }],
      ['begin'],
      ['chip select', 0],
      ['clock divider', 32], // 7.8 MHz
      ['data mode', 0],
      ['end'],
    ]);
  });

  it('get whole frames, however these arrive', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 20 }), (cuts) => {
        const rpio = new FakeRpio();
        const leaf = beginRpio(rpio, argument);
        const stream = Buffer.from(Array.from({ length: 100 }, (_, i) => i));
        let rest = stream;
        for (const cut of [...cuts, 100]) {
          leaf.write(rest.subarray(0, cut));
          rest = rest.subarray(cut);
        }
        expect(rpio.frames).toEqual([0, 20, 40, 60, 80].map((from) => [...stream.subarray(from, from + 20)]));
      }),
    );
  });
});

describe.skipIf(!isInstalled('rpio'))('the leaf of rpio', () => {
  it('goes on when a terminal interrupts the whole group, so that the last frame arrives, and ends with its input', async () => {
    const entry = entryPoint(
      new URL('../../appliance/hardware/x.ts', import.meta.url).href,
      '../processes/rpio-leaf.ts',
    );
    const bytes = 4096;
    const leaf = spawn(process.execPath, [entry, JSON.stringify({ bytes, speedHz: 8_000_000, mock: 'raspi-4' })], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    const ended = new Promise<unknown[]>((resolve) => leaf.once('exit', (...how) => resolve(how)));
    // More than the pipe holds: when all of it was taken, the leaf reads.
    await new Promise((resolve) => leaf.stdin.write(Buffer.alloc(400 * bytes), resolve));
    leaf.kill('SIGINT');
    leaf.stdin.end(Buffer.alloc(bytes));
    expect(await ended).toEqual([0, null]);
  });
});

/** A ring of three on `spi`, whose last frame `last` gives. */
function hatRing(spi: SpiPort, last: () => readonly number[]) {
  const clock = new ManualClock();
  const bus = createApa102Bus({ count: 3, brightness: 31 }, spi, null);
  const ring = new PacedRing({ framesPerSecond: 50 }, bus, { clock, log: silentLog });
  return {
    ring,
    async shown() {
      for (let i = 0; i < 4; i++) {
        clock.advance(100);
        await new Promise(setImmediate);
      }
      const frame = last();
      return [4, 8, 12].flatMap((at) => [frame[at + 3]!, frame[at + 2]!, frame[at + 1]!]);
    },
    close: () => ring.close(),
  };
}

ringContract('APA102 on SPI', () => {
  const frames: number[][] = [];
  const transfer = (bytes: Uint8Array): Promise<void> => Promise.resolve(void frames.push([...bytes]));
  return Promise.resolve(hatRing({ transfer, close: () => Promise.resolve() }, () => frames.at(-1)!));
});

ringContract('APA102 by rpio', () => {
  const rpio = new FakeRpio();
  const leaf = beginRpio(rpio, argument);
  const transfer = (bytes: Uint8Array): Promise<void> => Promise.resolve(leaf.write(Buffer.from(bytes)));
  return Promise.resolve(hatRing({ transfer, close: () => Promise.resolve(leaf.end()) }, () => rpio.frames.at(-1)!));
});
