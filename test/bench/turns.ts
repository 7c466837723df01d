// Whole spoken turns as "linnet turn" plays them, each on a fresh demo house: how many come right, and how many do something that
// nobody asked for. The speech is the box's own voice at different paces, after the wake word or in one breath with it, clean and
// with noise. No rule was chosen on these sentences alone; recordings of people are in the sections wake and recognition.
import { loadConfig } from '../../appliance/config/load.ts';
import { RoomNoise } from '../../appliance/hardware/simulated/room-noise.ts';
import { ManualClock, systemClock } from '../../appliance/kernel/clock.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { createModelStore } from '../../appliance/models/store.ts';
import { openOfflineEngines } from '../../appliance/processes/offline-engines.ts';
import { type OfflineTurn, playOfflineTurn } from '../../appliance/processes/offline-turn.ts';
import { modelsRoot } from '../support/models.ts';
import { join16, speak } from '../support/speech.ts';
import { effort } from './effort.ts';
import { kitchenNoise, RATE, withNoise } from './recordings.ts';
import type { BenchReport } from './report.ts';
import { SPOKEN_COMMANDS, type SpokenCommand } from './spoken-commands.ts';

export interface TurnsBenchOptions {
  /** A folder with kitchen.wav; null mixes the noise of a room only. */
  readonly data: string | null;
}

export interface SpokenVariant {
  readonly command: SpokenCommand;
  readonly glued: boolean;
  readonly speed: number;
  readonly noise: { readonly samples: Int16Array; readonly atS: number; readonly snrDb: number } | null;
}

/** `wrong`: something was done that was not asked for. `missed`: it said that it had not understood, asked, or heard nothing. */
export type Verdict = 'right' | 'wrong' | 'missed';

const SNR_DB = 10;
const SPEEDS = [1, 0.9, 1.15, 1.05, 0.85];
/** Noise is not the same everywhere. */
const NOISE_STEP_S = 7.3;
const ROOM_S = 60;
const COMMANDS = SPOKEN_COMMANDS.slice(0, effort(SPOKEN_COMMANDS.length, 3));

export async function benchTurns(report: BenchReport, { data }: TurnsBenchOptions): Promise<void> {
  const noises: ReadonlyArray<readonly [name: string, samples: Int16Array | null]> = [
    ['clean', null],
    [`noise of a room ${SNR_DB} dB`, roomNoise()],
    ...(data === null ? [] : ([[`kitchen ${SNR_DB} dB`, await kitchenNoise(data)]] as const)),
  ];
  await withSpokenTurns(async (play) => {
    for (const [name, samples] of noises) {
      for (const glued of [false, true]) {
        const variants = COMMANDS.map((command, i) => ({
          command,
          glued,
          speed: SPEEDS[i % SPEEDS.length] as number,
          noise: samples === null ? null : { samples, atS: i * NOISE_STEP_S, snrDb: SNR_DB },
        }));
        await reportVariants(report, `${name}, ${glued ? 'in one breath' : 'after a pause'}`, variants, play);
      }
    }
  });
}

type PlayVariant = (variant: SpokenVariant) => Promise<OfflineTurn>;
/** What the microphone hears: 16 kHz mono. */
export type PlayRecording = (samples: Int16Array) => Promise<OfflineTurn>;

/** Loads the engines once for everything that `use` plays. */
export async function withSpokenTurns(use: (play: PlayVariant) => Promise<void>): Promise<void> {
  await withRecordedTurns((play) => use(async (variant) => play(await recordingOf(variant))));
}

/** Likewise. */
export async function withRecordedTurns(use: (play: PlayRecording) => Promise<void>): Promise<void> {
  const { config } = loadConfig({ file: null, environment: {}, flags: [] });
  const clock = new ManualClock(systemClock.wall());
  const store = createModelStore({ root: modelsRoot }, { clock: systemClock });
  const engines = await openOfflineEngines(config, { store, log: silentLog, clock });
  try {
    const sentences = { files: [], cache: null };
    await use((samples) => playOfflineTurn(config, samples, { engines, clock, log: silentLog, sentences }));
  } finally {
    await engines.close();
  }
}

async function recordingOf({ command: { said }, glued, speed, noise }: SpokenVariant): Promise<Int16Array> {
  const inOneBreath = `Okay Nabu, ${said.slice(0, 1).toLowerCase()}${said.slice(1)}`;
  const parts = glued
    ? [await speak(inOneBreath, { speed })]
    : [await speak('Okay Nabu.', { speed }), 700, await speak(said, { speed })];
  const speech = join16([1000, ...parts, 1200]);
  return noise === null ? speech : withNoise(speech, speech, noise.samples, noise.atS, noise.snrDb);
}

/** Compares what came of a turn with what must. */
export function verdictOn(expected: SpokenCommand, { turn, changes }: OfflineTurn): Verdict {
  if (turn === null) return 'missed';
  const slotsRight = Object.entries(expected.slots).every(([slot, value]) => sameSlot(turn.slots[slot], value));
  const outcomeRight = turn.outcome === expected.outcome && turn.intent === expected.intent;
  if (outcomeRight && slotsRight && sameChanges(changes, expected.changes)) return 'right';
  const acted = turn.outcome === 'done' || turn.outcome === 'notConfirmed' || Object.keys(changes).length > 0;
  return acted ? 'wrong' : 'missed';
}

function sameSlot(found: unknown, wanted: string | number): boolean {
  return String(found).toLowerCase() === String(wanted).toLowerCase();
}

function sameChanges(found: OfflineTurn['changes'], wanted: SpokenCommand['changes']): boolean {
  const sorted = (changes: OfflineTurn['changes']): string =>
    JSON.stringify(
      Object.entries(changes)
        .map(([id, change]) => [id, Object.entries(change).sort()] as const)
        .sort(([a], [b]) => a.localeCompare(b)),
    );
  return sorted(found) === sorted(wanted);
}

async function reportVariants(
  report: BenchReport,
  name: string,
  variants: readonly SpokenVariant[],
  play: PlayVariant,
): Promise<void> {
  let right = 0;
  const wrong: string[] = [];
  for (const variant of variants) {
    const played = await play(variant);
    const verdict = verdictOn(variant.command, played);
    if (verdict === 'right') right++;
    if (verdict === 'wrong') wrong.push(`"${variant.command.said}" ▸ "${played.turn?.transcript ?? ''}"`);
  }
  const note = `${right} of ${variants.length}`;
  report({ name: `turns: right, ${name}`, value: (right / variants.length) * 100, unit: '%', note });
  report({ name: `turns: wrong acts, ${name}`, value: wrong.length, unit: 'acts', note: wrong.join('; ') });
}

function roomNoise(): Int16Array {
  const frame = new Float32Array(ROOM_S * RATE);
  new RoomNoise({ levelDb: -30 }).addTo(frame);
  return Int16Array.from(frame);
}
