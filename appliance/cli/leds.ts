// linnet leds: shows the scenes of the ring, on the board's own ring where there is one and in the terminal, or as pictures.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { isDoorOpen } from '../api/door/door-client.ts';
import { DOOR_SOCKET } from '../api/door/door-protocol.ts';
import { readConfig } from '../config/load.ts';
import { type Scene, sceneSchema } from '../hardware/board-channel.ts';
import { chooseBoard } from '../hardware/detection.ts';
import type { LedRing } from '../hardware/ports.ts';
import { openBoard } from '../hardware/real-board.ts';
import { readMachine } from '../hardware/system-files.ts';
import { sleep } from '../kernel/clock.ts';
import { LinnetError } from '../kernel/errors.ts';
import { renderRingPicture } from '../presence/ring-picture.ts';
import { renderRingText } from '../presence/ring-text.ts';
import { type RingGeometry, renderScene, SCENES, type SceneName } from '../presence/scenes.ts';
import { ringDegrees } from '../processes/board-direction.ts';
import { realBoardOptions } from '../processes/child-arguments.ts';
import type { BoxContext } from './context.ts';
import { interruptible } from './interruption.ts';

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

/** How a scene is drawn that shows how much of something there is. */
const FRACTION = 0.6;
/** By the name of the file. */
const PICTURES: ReadonlyArray<readonly [string, Scene]> = [
  ...NAMES.map((name) => [name, { name, fraction: FRACTION }] as const),
  ['listening-to-the-right', { name: 'listening', direction: 90 }],
];

export function registerLedsCommand(program: Command, context: BoxContext): void {
  program
    .command('leds [scene]')
    .description('show what the ring shows, and what it means')
    .option('--all', 'every scene, one after the other')
    .option('--svg <folder>', 'a picture of each scene, for rings of 3 and of 12 LEDs, instead')
    .option('--json', 'the table of scenes, or the one named, one object a line, instead')
    .action((scene: string | undefined, flags: LedsFlags) => leds(context, scene, flags));
}

async function leds(context: BoxContext, wanted: string | undefined, flags: LedsFlags): Promise<void> {
  if (flags.json === true) return describe(wanted === undefined ? NAMES : [nameOf(wanted)], context);
  if (flags.svg !== undefined) return drawAll(flags.svg, (line) => context.write(line));
  const names = flags.all === true ? NAMES : [nameOf(wanted)];
  const open = await openRing(context);
  try {
    await interruptible(async (signal) => {
      for (const name of names) await show(name, open, context, signal);
    });
  } finally {
    await open.close();
  }
}

function nameOf(wanted: string | undefined): SceneName {
  const name = sceneSchema.shape.name.safeParse(wanted);
  if (name.success) return name.data;
  throw new LinnetError('input.invalid', `Expected a scene of ${NAMES.join(', ')}, or --all; "${wanted ?? ''}" came.`);
}

function describe(names: readonly SceneName[], context: BoxContext): void {
  for (const name of names) {
    const { meaning, timing, priority, leaseMs, needsMicrophone } = SCENES[name];
    context.write(JSON.stringify({ scene: name, meaning, timing, priority, leaseMs, needsMicrophone }));
  }
}

function drawAll(folder: string, write: (line: string) => void): void {
  mkdirSync(folder, { recursive: true });
  const labels = MOMENTS.map((ms) => `${ms} ms`);
  for (const [name, scene] of PICTURES) {
    for (const geometry of RINGS) {
      const frames = MOMENTS.map((ms) => frameOf(scene, ms, geometry));
      const path = join(folder, `${name}-${geometry.count}.svg`);
      writeFileSync(path, renderRingPicture(frames, labels));
      write(path);
    }
  }
}

async function show(
  name: SceneName,
  { ring, geometry }: OpenRing,
  context: BoxContext,
  signal: AbortSignal,
): Promise<void> {
  const { meaning, timing } = SCENES[name];
  const scene: Scene = { name, fraction: FRACTION };
  const colour = process.stdout.isTTY === true && context.environment.NO_COLOR === undefined;
  context.write(`${renderRingText(frameOf(scene, 250, geometry), colour)}  ${name.padEnd(10)} ${meaning} (${timing})`);
  if (ring === null) return;
  for (let ms = 0; ms < SHOW_MS; ms += FRAME_MS) {
    ring.show(frameOf(scene, ms, geometry));
    await sleep(context.hardware.clock, FRAME_MS, signal);
  }
}

function frameOf(scene: Scene, ms: number, geometry: RingGeometry): Uint8Array {
  const pixels = new Uint8Array(geometry.count * 3);
  const { direction } = scene;
  const place = { count: geometry.count, zeroDegrees: 0, reversed: false };
  const shown = direction === undefined ? scene : { ...scene, direction: ringDegrees(place, direction) };
  renderScene(shown, ms, geometry, scene.name === 'muted', pixels);
  return pixels;
}

/** The board's own ring where it has one, else a ring of twelve in the terminal alone. */
async function openRing(context: BoxContext): Promise<OpenRing> {
  const simulated: OpenRing = { ring: null, geometry: RINGS[1] as RingGeometry, close: () => Promise.resolve() };
  const { config } = readConfig(context.layers());
  const { hardware } = context;
  const machine = (hardware.machine ?? readMachine)();
  const found = config.audio.board === 'simulated' ? null : chooseBoard(machine, config.audio.board);
  if (found === null || found.row.leds === null) {
    if (config.audio.board !== 'simulated')
      context.writeError('No board with LEDs was found here: the scenes are shown in the terminal only.');
    return simulated;
  }
  if (await isDoorOpen(join(context.dataRoot(), DOOR_SOCKET))) {
    context.writeError('The box that runs here uses the ring: the scenes are shown in the terminal only.');
    return simulated;
  }
  const options = { ...realBoardOptions(config), masterPercent: null };
  const board = openBoard(found, options, { ...hardware, log: context.log });
  const problem = board.ring === null ? board.missing.get('LEDs') : (await board.ring.problem())?.message;
  if (problem !== undefined) context.writeError(`The ring shows nothing: ${problem}`);
  const { count, microphones } = found.row.leds;
  return { ring: board.ring, geometry: { count, microphones }, close: () => board.close() };
}
