// linnet leds: shows the scenes of the ring, on the board's own ring where there is one and in the terminal, or as pictures.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { readConfig } from '../config/load.ts';
import { type Scene, sceneSchema } from '../hardware/board-channel.ts';
import { chooseBoard } from '../hardware/detection.ts';
import type { LedRing } from '../hardware/ports.ts';
import { openBoard } from '../hardware/real-board.ts';
import { readMachine } from '../hardware/system-files.ts';
import { sleep, systemClock } from '../kernel/clock.ts';
import { LinnetError } from '../kernel/errors.ts';
import { renderRingPicture } from '../presence/ring-picture.ts';
import { renderRingText } from '../presence/ring-text.ts';
import { type RingGeometry, renderScene, SCENES, type SceneName } from '../presence/scenes.ts';
import { realBoardOptions } from '../processes/child-arguments.ts';
import type { BoxContext } from './context.ts';

interface LedsFlags {
  readonly all?: boolean;
  readonly svg?: string;
  readonly json?: boolean;
}

interface OpenRing {
  readonly ring: LedRing | null;
  readonly geometry: RingGeometry;
  close(): Promise<void>;
}

const SHOW_MS = 2500;
const FRAME_MS = 40;
const NAMES = sceneSchema.shape.name.options;
/** The moments of a scene that a picture shows, in milliseconds. */
const MOMENTS = [0, 150, 300, 600, 900];
const RINGS: readonly RingGeometry[] = [
  { count: 3, microphones: [0, 2] },
  { count: 12, microphones: [0, 3, 6, 9] },
];

export function registerLedsCommand(program: Command, context: BoxContext): void {
  program
    .command('leds [scene]')
    .description('show what the ring shows, and what it means')
    .option('--all', 'every scene, one after the other')
    .option('--svg <folder>', 'a picture of each scene, for rings of 3 and of 12 LEDs, instead')
    .option('--json', 'the table of scenes, one object a line, instead')
    .action((scene: string | undefined, flags: LedsFlags) => leds(context, scene, flags));
}

async function leds(context: BoxContext, wanted: string | undefined, flags: LedsFlags): Promise<void> {
  if (flags.json === true) return void describeAll((line) => context.write(line));
  if (flags.svg !== undefined) return drawAll(flags.svg, (line) => context.write(line));
  const names = flags.all === true ? NAMES : [nameOf(wanted)];
  const open = await openRing(context);
  try {
    for (const name of names) await show(name, open, context);
  } finally {
    await open.close();
  }
}

function nameOf(wanted: string | undefined): SceneName {
  const name = sceneSchema.shape.name.safeParse(wanted);
  if (name.success) return name.data;
  throw new LinnetError('input.invalid', `Expected a scene of ${NAMES.join(', ')}, or --all; "${wanted ?? ''}" came.`);
}

function describeAll(write: (line: string) => void): void {
  for (const name of NAMES) {
    const { meaning, timing, priority, leaseMs, needsMicrophone } = SCENES[name];
    write(JSON.stringify({ scene: name, meaning, timing, priority, leaseMs, needsMicrophone }));
  }
}

function drawAll(folder: string, write: (line: string) => void): void {
  mkdirSync(folder, { recursive: true });
  for (const name of NAMES) {
    for (const geometry of RINGS) {
      const frames = MOMENTS.map((ms) => frameOf(name, ms, geometry));
      const path = join(folder, `${name}-${geometry.count}.svg`);
      writeFileSync(
        path,
        renderRingPicture(
          frames,
          MOMENTS.map((ms) => `${ms} ms`),
        ),
      );
      write(path);
    }
  }
}

async function show(name: SceneName, { ring, geometry }: OpenRing, context: BoxContext): Promise<void> {
  const { meaning, timing } = SCENES[name];
  context.write(`${renderRingText(frameOf(name, 250, geometry), true)}  ${name.padEnd(10)} ${meaning} (${timing})`);
  if (ring === null) return;
  for (let ms = 0; ms < SHOW_MS; ms += FRAME_MS) {
    ring.show(frameOf(name, ms, geometry));
    await sleep(systemClock, FRAME_MS);
  }
}

function frameOf(name: SceneName, ms: number, geometry: RingGeometry): Uint8Array {
  const scene: Scene = { name, fraction: 0.6 };
  const pixels = new Uint8Array(geometry.count * 3);
  renderScene(scene, ms, geometry, name === 'muted', pixels);
  return pixels;
}

/** The board's own ring where it has one, else a ring of twelve in the terminal alone. */
async function openRing(context: BoxContext): Promise<OpenRing> {
  const simulated: OpenRing = { ring: null, geometry: RINGS[1] as RingGeometry, close: () => Promise.resolve() };
  const { config } = readConfig(context.layers());
  const found = config.audio.board === 'simulated' ? null : chooseBoard(readMachine(), config.audio.board);
  if (found === null || found.row.leds === null) return simulated;
  const board = await openBoard(
    found,
    { ...realBoardOptions(config), masterPercent: null },
    { clock: systemClock, log: context.log },
  );
  const { count, microphones } = found.row.leds;
  return { ring: board.ring, geometry: { count, microphones }, close: () => board.close() };
}
