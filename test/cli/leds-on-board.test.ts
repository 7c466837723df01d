// linnet leds on a machine with a board, down to the bytes that its ring is told.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { HardwareAccess } from '../../appliance/cli/context.ts';
import { runCommandLine } from '../../appliance/cli/main-program.ts';
import { sceneSchema } from '../../appliance/hardware/board-channel.ts';
import type { SpiPort } from '../../appliance/hardware/leds/apa102.ts';
import { readMachine } from '../../appliance/hardware/system-files.ts';
import { ManualClock } from '../../appliance/kernel/clock.ts';
import { type RingGeometry, renderScene, type SceneName } from '../../appliance/presence/scenes.ts';
import { FakeUsb } from '../hardware/fake-usb.ts';
import { CARDS, PI4, type TreeFixture, writeTree } from '../hardware/machine-tree.ts';

const NAMES = sceneSchema.shape.name.options;
const GPIO = { label: 'pinctrl-bcm2711', base: 512 };

let folder: string;
let clock: ManualClock;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linnet-leds-'));
  clock = new ManualClock();
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What happened in order: lines of the command, and what the LEDs were told meanwhile. */
type Told = { readonly line: string } | { readonly pixels: number[] } | { readonly did: string };

const pixelsOf = (told: Told): number[][] => ('pixels' in told ? [told.pixels] : []);

async function machineOf(tree: TreeFixture): Promise<Pick<HardwareAccess, 'machine' | 'root'>> {
  await writeTree(folder, tree);
  return { machine: () => readMachine(folder), root: folder };
}

/** APA102 on SPI, read as the LEDs read it, on a line that powers them where the board has one. */
function hatLeds(told: Told[]): Pick<HardwareAccess, 'openSpi' | 'openGpio'> {
  const port: SpiPort = {
    transfer(bytes) {
      const leds = Array.from({ length: bytes.length / 4 - 2 }, (_, i) => [...bytes.subarray(4 * i + 4, 4 * i + 8)]);
      expect(new Set(leds.map(([header]) => header))).toEqual(new Set([0xe0 | 10])); // 32 % of 31
      told.push({ pixels: leds.flatMap(([, b, g, r]) => [r!, g!, b!]) });
      return Promise.resolve();
    },
    close: () => Promise.resolve(void told.push({ did: 'SPI closed' })),
  };
  return {
    openSpi: () => port,
    openGpio: (number) => ({
      ...{ readSync: () => 1, watch: () => {}, unwatchAll: () => {} },
      writeSync: (value) => void told.push({ did: `line ${number} ${value}` }),
      unexport: () => void told.push({ did: `line ${number} released` }),
    }),
  };
}

/** The ring of an XVF3800, as the chip is told. */
class RingUsb extends FakeUsb {
  readonly #told: Told[];
  constructor(told: Told[]) {
    super();
    this.#told = told;
  }
  override write(...[request, bytes]: Parameters<FakeUsb['write']>): Promise<void> {
    if (request.value === 19) {
      const leds = Array.from({ length: bytes.length / 4 }, (_, i) => bytes.subarray(4 * i, 4 * i + 3));
      this.#told.push({ pixels: leds.flatMap(([b, g, r]) => [r!, g!, b!]) });
    }
    return super.write(request, bytes);
  }
}

/** Runs the command while time passes; `each` is called every 20 ms. */
async function leds(told: Told[], hardware: Omit<HardwareAccess, 'clock'>, argv: string[], each = (): void => {}) {
  let status: number | null = null;
  const errors: string[] = [];
  const running = runCommandLine({
    argv: ['--data', folder, 'leds', ...argv],
    environment: { XDG_CACHE_HOME: folder },
    hardware: { ...hardware, clock },
    write: (line) => told.push({ line }),
    writeError: (line) => errors.push(line),
  }).then((ended) => {
    status = ended;
  });
  while (status === null) {
    clock.advance(20);
    each();
    await new Promise(setImmediate);
  }
  await running;
  return { status: status as number, errors };
}

/** What a scene looks like in each of the moments that the command shows, with what comes twice in a row told once. */
function framesOf(name: SceneName, ring: RingGeometry, scale = 1): number[][] {
  const frames = Array.from({ length: 63 }, (_, i) => {
    const pixels = new Uint8Array(3 * ring.count);
    renderScene({ name, fraction: 0.6 }, 40 * i, ring, name === 'muted', pixels);
    return [...pixels].map((value) => Math.round(value * scale));
  });
  return frames.filter((frame, i) => frame.join() !== frames[i - 1]?.join());
}

/** What the LEDs were told from the line on which each scene was announced to the next. */
function shownByScene(told: readonly Told[]): ReadonlyMap<string, number[][]> {
  const starts = told.flatMap((each, at) => ('line' in each ? [at] : []));
  expect(starts).toHaveLength(NAMES.length);
  return new Map(
    NAMES.map((name, i) => {
      expect(told[starts[i]!]).toMatchObject({ line: expect.stringMatching(`  ${name} `) });
      return [name, told.slice(starts[i], starts[i + 1]).flatMap(pixelsOf)];
    }),
  );
}

const isDark = (pixels: readonly number[] | undefined): boolean => pixels?.every((value) => value === 0) === true;

describe("linnet leds on a board's own ring", () => {
  test.each([
    ['2-Mics HAT', { cards: [CARDS.twoMicV1], gpioChips: [GPIO] }, { count: 3, microphones: [0, 2] }, []],
    [
      '4-Mic Array',
      { cards: [CARDS.fourMic], gpioChips: [GPIO] },
      { count: 12, microphones: [1, 4, 7, 10] },
      ['line 517 1', 'line 517 0', 'line 517 released'],
    ],
  ])('shows every scene, frame by frame, and is dark at the end: %s', async (_name, tree, ring, power) => {
    const told: Told[] = [];
    const machine = await machineOf({ model: PI4, ...tree });
    const { status, errors } = await leds(told, { ...machine, ...hatLeds(told) }, ['--all']);
    expect([status, errors]).toEqual([0, []]);
    const shown = shownByScene(told);
    let last = new Array<number>(3 * ring.count).fill(0); // as it was opened
    for (const name of NAMES) {
      const frames = framesOf(name, ring);
      const expected = frames[0]!.join() === last.join() ? frames.slice(1) : frames;
      const told = shown.get(name)!;
      // The ring goes dark after the last scene.
      expect(name === NAMES.at(-1) ? told.slice(0, expected.length) : told).toEqual(expected);
      last = frames.at(-1)!;
    }
    expect(isDark(told.flatMap(pixelsOf).at(-1))).toBe(true);
    expect(told.flatMap((each) => ('did' in each ? [each.did] : []))).toEqual([...power, 'SPI closed']);
  });

  test('shows every scene on a USB array, no brighter than configured, and is dark at the end', async () => {
    const told: Told[] = [];
    const machine = await machineOf({ model: PI4, cards: [CARDS.jack, CARDS.xvf3800] });
    const opened: string[] = [];
    const openUsb = (id: string): Promise<FakeUsb> => {
      opened.push(id);
      return Promise.resolve(new RingUsb(told));
    };
    const { status, errors } = await leds(told, { ...machine, openUsb }, ['--all']);
    expect([status, errors, opened]).toEqual([0, [], ['2886:001a']]);
    const shown = shownByScene(told);
    for (const name of NAMES) {
      const frames = framesOf(name, { count: 12, microphones: [0, 3, 6, 9] }, 10 / 31).map((pixels) => pixels.join());
      const lit = shown.get(name)!.filter((pixels) => !isDark(pixels));
      for (const pixels of lit) expect(frames).toContain(pixels.join());
      expect(lit.length > 0).toBe(name !== 'idle');
    }
    expect(isDark(told.flatMap(pixelsOf).at(-1))).toBe(true);
  });

  test('leaves the ring dark when it is interrupted', async () => {
    const told: Told[] = [];
    const machine = await machineOf({ model: PI4, cards: [CARDS.twoMicV2], gpioChips: [GPIO] });
    let interrupted = false;
    const interrupt = (): void => {
      if (interrupted || isDark(told.flatMap(pixelsOf).at(-1) ?? [])) return;
      interrupted = true;
      process.emit('SIGINT');
    };
    const { status, errors } = await leds(told, { ...machine, ...hatLeds(told) }, ['thinking'], interrupt);
    expect([interrupted, status, errors.join()]).toEqual([true, 1, expect.stringContaining('operation.cancelled')]);
    expect(isDark(told.flatMap(pixelsOf).at(-1))).toBe(true);
    expect(told.at(-1)).toEqual({ did: 'SPI closed' });
  });

  test.each([
    ['a HAT without SPI', CARDS.twoMicV1, /ring shows nothing: There is no SPI/],
    ['an array without the right to it', CARDS.xvf3000, /ring shows nothing: Access denied/],
  ])('shows the scene in the terminal, and says why the ring stays dark, on %s', async (_name, card, why) => {
    const told: Told[] = [];
    const machine = await machineOf({ model: PI4, cards: [card], gpioChips: [GPIO] });
    const refused = {
      openSpi: (): never => {
        throw new Error('There is no SPI.');
      },
      openUsb: () => Promise.reject(new Error('Access denied.')),
    };
    const { status, errors } = await leds(told, { ...machine, ...refused }, ['thinking']);
    expect([status, errors]).toEqual([0, [expect.stringMatching(why)]]);
    const count = card === CARDS.twoMicV1 ? 3 : 12;
    expect(told).toEqual([{ line: expect.stringMatching(new RegExp(`^[·░▒▓█]{${count}} {2}thinking `)) }]);
  });

  test('says that there is no ring, where no board was found or it has none', async () => {
    for (const cards of [[], [CARDS.lite]]) {
      const told: Told[] = [];
      const { status, errors } = await leds(told, await machineOf({ model: PI4, cards }), ['thinking']);
      expect([status, told.length, errors]).toEqual([0, 1, [expect.stringContaining('in the terminal only')]]);
    }
  });

  test('refuses a board that cannot work on this Pi', async () => {
    const machine = await machineOf({ model: 'Raspberry Pi 5 Model B Rev 1.0', cards: [CARDS.fourMic] });
    const { status, errors } = await leds([], machine, ['thinking']);
    expect([status, errors.join()]).toEqual([1, expect.stringMatching(/TDM.*board\.unsupported/)]);
  });
});
