// Our echo canceller and that of libspeexdsp on the same scenes: how much of the echo each takes away, what it does to somebody who
// speaks over the box, what it costs, and what counts in the end, whether the box then wakes and does what was said.
import { AdaptiveEchoCanceller } from '../../appliance/audio/echo-canceller.ts';
import { meanSquare, powerToDb } from '../../appliance/audio/pcm.ts';
import { join16, speak } from '../support/speech.ts';
import { type EchoScene, makeEchoScene } from './echo-scene.ts';
import { effort } from './effort.ts';
import { RATE } from './recordings.ts';
import type { BenchReport } from './report.ts';
import { runSpeex, whyNoSpeex } from './speexdsp.ts';
import { SPOKEN_COMMANDS, type SpokenCommand } from './spoken-commands.ts';
import { type PlayRecording, type Verdict, verdictOn, withRecordedTurns } from './turns.ts';

interface Cancelled {
  /** Aligned with what was heard. */
  readonly cleaned: Int16Array;
  /** Processor time of one frame of 20 ms. */
  readonly frameUs: number;
}
type Cancel = (scene: EchoScene) => Cancelled | Promise<Cancelled>;
/** Null where no turns are played. */
type Play = PlayRecording | null;

interface Trial {
  readonly command: SpokenCommand;
  /** When somebody begins to speak. */
  readonly beginS: number;
  readonly scene: EchoScene;
}

const REPLIES = [
  'The light in the living room is on now, and I have also closed the blinds in the bedroom.',
  'It is twelve and a half degrees outside, so the heating stays at twenty degrees.',
  'Your timer has four minutes and thirty seconds left, and the pizza is nearly done.',
  'Tomorrow it will be cloudy in the morning, with some rain in the afternoon and a light wind from the west.',
];
const COMMANDS = SPOKEN_COMMANDS.filter(({ outcome }) => outcome === 'done');
const SCENES = effort(6, 1);
/** What is heard of somebody next to the box, over its own voice. */
const NEAR_OVER_ECHO_DB = -6;
/** When somebody begins to speak: the box has just begun, or has spoken for long. */
const MOMENTS_S = [2, 12];
/** A quick run looks at the signals only: engines take longer to load than all the rest. */
const PLAYS_TURNS = effort(1, 0) === 1;
/** The same voice at other rates sounds like other people. */
const VOICE_RATES = [14_300, 15_200, 17_300];
const FRAME = 320;

const OURS: Readonly<Record<string, Cancel>> = { ours: cancelByOurs };
const SPEEX: Readonly<Record<string, Cancel>> = {
  speexdsp: ({ heard, played }) => runSpeex(heard, played, { tailMs: 200, suppresses: false }),
  'speexdsp and its preprocessor': ({ heard, played }) => runSpeex(heard, played, { tailMs: 200, suppresses: true }),
};

export async function benchEchoCancellers(report: BenchReport): Promise<void> {
  const missing = await whyNoSpeex();
  const cancellers = { nobody: ({ heard }: EchoScene) => ({ cleaned: heard, frameUs: 0 }), ...OURS };
  const all: Readonly<Record<string, Cancel>> = missing === null ? { ...cancellers, ...SPEEX } : cancellers;
  if (missing !== null)
    report({ name: 'hardware: echo, speexdsp', value: 0, unit: '-', note: `not measured: ${missing}` });
  if (!PLAYS_TURNS) return await benchMoments(report, all, null);
  await withRecordedTurns((play) => benchMoments(report, all, play));
}

async function benchMoments(report: BenchReport, all: Readonly<Record<string, Cancel>>, play: Play): Promise<void> {
  for (const beginS of MOMENTS_S) {
    const trials: Trial[] = [];
    for (let i = 0; i < SCENES; i++) trials.push(await trialOf(beginS, i));
    for (const canceller of Object.entries(all)) await benchOne(report, canceller, { beginS, trials }, play);
  }
}

async function benchOne(
  report: BenchReport,
  [who, cancel]: readonly [who: string, cancel: Cancel],
  { beginS, trials }: { readonly beginS: number; readonly trials: readonly Trial[] },
  play: Play,
): Promise<void> {
  const scores = new Scores();
  for (const trial of trials) {
    const { cleaned, frameUs } = await cancel(trial.scene);
    scores.addSignals(trial, cleaned, frameUs);
    if (play === null) continue;
    const turn = await play(cleaned.slice((beginS - 1.5) * RATE));
    scores.addTurn(turn.woke, verdictOn(trial.command, turn));
  }
  scores.report(report, `hardware: echo, ${who}, speech after ${beginS} s`);
}

/** The box reads replies, and somebody says a command in one breath with the wake word meanwhile. */
async function trialOf(beginS: number, i: number): Promise<Trial> {
  const command = COMMANDS[(i * 3) % COMMANDS.length] as SpokenCommand;
  const { said } = command;
  const replies = await Promise.all(REPLIES.map((reply) => speak(reply)));
  const order = Array.from({ length: 12 }, (_, k) => replies[(i + k) % replies.length] as Int16Array);
  const text = `Okay Nabu, ${said.slice(0, 1).toLowerCase()}${said.slice(1)}`;
  const spoken = await speak(text, { rate: VOICE_RATES[i % VOICE_RATES.length] as number });
  const end = beginS * RATE + spoken.length;
  const played = join16(order.flatMap((reply) => [reply, 200])).slice(0, end + 3 * RATE);
  played.fill(0, end + 0.2 * RATE);
  const near = new Int16Array(played.length);
  near.set(spoken, beginS * RATE);
  const room = { seed: i + 1, delayMs: 5 + 10 * (i % 4), decayMs: 150 + 100 * (i % 3) };
  return { command, beginS, scene: makeEchoScene(played, near, NEAR_OVER_ECHO_DB, room) };
}

/** Aligned with its input: the canceller's delay of one frame is taken out. */
function cancelByOurs({ heard, played }: EchoScene): Cancelled {
  const canceller = new AdaptiveEchoCanceller();
  const cleaned = new Int16Array(heard.length);
  const frame = new Int16Array(FRAME);
  const before = process.cpuUsage();
  for (let at = 0; at + FRAME <= heard.length; at += FRAME) {
    canceller.process(heard.subarray(at, at + FRAME), played.subarray(at, at + FRAME), frame);
    if (at > 0) cleaned.set(frame, at - FRAME);
  }
  const { user, system } = process.cpuUsage(before);
  return { cleaned, frameUs: (user + system) / (heard.length / FRAME) };
}

class Scores {
  readonly #loss: number[] = [];
  readonly #gain: number[] = [];
  readonly #clean: number[] = [];
  readonly #frameUs: number[] = [];
  readonly #turns: Verdict[] = [];
  #woke = 0;

  addSignals({ scene, beginS }: Trial, cleaned: Int16Array, frameUs: number): void {
    this.#loss.push(lossDb(scene.heard, cleaned, beginS / 2, beginS));
    const { gainDb, overRestDb } = nearEnd(scene.near, cleaned);
    this.#gain.push(gainDb);
    this.#clean.push(overRestDb);
    this.#frameUs.push(frameUs);
  }

  addTurn(woke: boolean, verdict: Verdict): void {
    if (woke) this.#woke++;
    this.#turns.push(verdict);
  }

  report(report: BenchReport, name: string): void {
    this.#reportTurns(report, name);
    report({ name: `${name}: taken away in the second half of that time`, value: mean(this.#loss), unit: 'dB' });
    report({ name: `${name}: change of speech`, value: mean(this.#gain), unit: 'dB' });
    report({ name: `${name}: speech over all else`, value: mean(this.#clean), unit: 'dB' });
    report({ name: `${name}: share of a core`, value: mean(this.#frameUs) / 200, unit: '%' });
  }

  #reportTurns(report: BenchReport, name: string): void {
    const count = this.#turns.length;
    if (count === 0) return;
    const of = (verdict: Verdict): number => this.#turns.filter((turn) => turn === verdict).length;
    const note = `${of('right')} of ${count}, ${of('wrong')} wrong acts`;
    report({
      name: `${name}: wake word heard`,
      value: (100 * this.#woke) / count,
      unit: '%',
      note: `${this.#woke} of ${count}`,
    });
    report({ name: `${name}: commands right`, value: (100 * of('right')) / count, unit: '%', note });
  }
}

function lossDb(heard: Int16Array, cleaned: Int16Array, fromS: number, toS: number): number {
  const level = (samples: Int16Array): number => powerToDb(meanSquare(samples.subarray(fromS * RATE, toS * RATE)));
  return level(heard) - level(cleaned);
}

/** The share of what was said that came through, by projection, and everything that is not it. */
function nearEnd(near: Int16Array, cleaned: Int16Array): { readonly gainDb: number; readonly overRestDb: number } {
  let [along, square, all] = [0, 1, 0];
  near.forEach((said, i) => {
    if (said === 0) return;
    const out = cleaned[i] as number;
    along += out * said;
    square += said * said;
    all += out * out;
  });
  const kept = (along * along) / square;
  return { gainDb: 20 * Math.log10(Math.abs(along) / square), overRestDb: 10 * Math.log10(kept / (all - kept + 1)) };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
