// Our echo canceller and that of libspeexdsp on the same scenes: how much of the echo each takes away, what it does to somebody who
// speaks over the box, what it costs, and what counts in the end, whether the box then wakes and does what was said.
import { AdaptiveEchoCanceller } from '../../appliance/audio/echo-canceller.ts';
import { meanSquare, powerToDb } from '../../appliance/audio/pcm.ts';
import type { EchoScene } from './echo-scene.ts';
import { type EchoTrial, echoTrial } from './echo-trials.ts';
import { effort } from './effort.ts';
import { RATE } from './recordings.ts';
import type { BenchReport } from './report.ts';
import { runSpeex, whyNoSpeex } from './speexdsp.ts';
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

/** Of the trials these are reported; what was chosen by measuring was chosen on those from 100 on. */
const TRIALS = effort(18, 1);
/** When somebody begins to speak: the box has just begun, or has spoken for long. */
const MOMENTS_S = [2, 12];
/** A quick run looks at the signals only: engines take longer to load than all the rest. */
const PLAYS_TURNS = effort(1, 0) === 1;
const FRAME = 320;

const OURS: Readonly<Record<string, Cancel>> = {
  nobody: ({ heard }) => ({ cleaned: heard, frameUs: 0 }),
  'without an echo': ({ echoless }) => ({ cleaned: echoless, frameUs: 0 }),
  ours: cancelByOurs,
};
const SPEEX: Readonly<Record<string, Cancel>> = {
  speexdsp: ({ heard, played }) => runSpeex(heard, played, { tailMs: 200, suppresses: false }),
  'speexdsp and its preprocessor': ({ heard, played }) => runSpeex(heard, played, { tailMs: 200, suppresses: true }),
};

export async function benchEchoCancellers(report: BenchReport): Promise<void> {
  const missing = await whyNoSpeex();
  const all = missing === null ? { ...OURS, ...SPEEX } : OURS;
  if (missing !== null)
    report({ name: 'hardware: echo, speexdsp', value: 0, unit: '-', note: `not measured: ${missing}` });
  if (!PLAYS_TURNS) return await benchMoments(report, all, null);
  await withRecordedTurns((play) => benchMoments(report, all, play));
}

async function benchMoments(report: BenchReport, all: Readonly<Record<string, Cancel>>, play: Play): Promise<void> {
  for (const beginS of MOMENTS_S) {
    const trials: EchoTrial[] = [];
    for (let number = 0; number < TRIALS; number++) trials.push(await echoTrial(number, beginS));
    for (const canceller of Object.entries(all)) await benchOne(report, canceller, { beginS, trials }, play);
  }
}

async function benchOne(
  report: BenchReport,
  [who, cancel]: readonly [who: string, cancel: Cancel],
  { beginS, trials }: { readonly beginS: number; readonly trials: readonly EchoTrial[] },
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

  addSignals({ scene, beginS }: EchoTrial, cleaned: Int16Array, frameUs: number): void {
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
