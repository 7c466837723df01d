// Gathers one turn's facts as they come and makes its record. Times are the machine's monotonic milliseconds; a stage is there
// only when both its ends were seen, so a missing measurement is missing and never 0.
import { randomUUID } from 'node:crypto';
import type { Origin } from './dialogue-state.ts';
import type { Outcome, Stage, StageName, Turn } from './turn.ts';

/** The moments that stages lie between, in order. */
const MARKS = [
  'wordSpoken',
  'begun',
  'speechStarted',
  'speechEnded',
  'endpoint',
  'heard',
  'understood',
  'replied',
  'synthesized',
  'sounded',
  'silent',
] as const;
export type Mark = (typeof MARKS)[number];

const STAGE_ENDS: ReadonlyArray<readonly [StageName, Mark, Mark]> = [
  ['wake', 'wordSpoken', 'begun'],
  ['waiting', 'begun', 'speechStarted'],
  ['speech', 'speechStarted', 'speechEnded'],
  ['endpointing', 'speechEnded', 'endpoint'],
  ['recognition', 'endpoint', 'heard'],
  ['understanding', 'heard', 'understood'],
  ['acting', 'understood', 'replied'],
  ['synthesis', 'replied', 'synthesized'],
  ['output', 'synthesized', 'sounded'],
  ['speaking', 'sounded', 'silent'],
];

export interface TurnIdentity {
  readonly station: string;
  readonly actor: string;
  readonly language: string;
  readonly startedAt: number;
}

/** What was said in a turn, whether or not its record may hold it. */
export interface TurnWords {
  readonly heard: string | null;
  readonly said: string | null;
}

type Facts = Pick<Turn, 'transcript' | 'confidence' | 'engine' | 'intent' | 'slots' | 'reply' | 'cut' | 'tokens'>;

export class TurnRecorder {
  readonly #identity: TurnIdentity;
  readonly #origin: Origin | { readonly kind: 'typed' };
  readonly #marks = new Map<Mark, number>();
  #facts: Facts = {
    transcript: null,
    confidence: null,
    engine: null,
    intent: null,
    slots: {},
    reply: null,
    cut: null,
    tokens: null,
  };

  constructor(identity: TurnIdentity, origin: Origin | { readonly kind: 'typed' }, begunAtMs: number) {
    this.#identity = identity;
    this.#origin = origin;
    if (origin.kind === 'wake') this.mark('wordSpoken', origin.atMs);
    this.mark('begun', begunAtMs);
  }

  /** The first time a moment is seen counts. */
  mark(mark: Mark, atMs: number): void {
    if (!this.#marks.has(mark)) this.#marks.set(mark, atMs);
  }

  has(mark: Mark): boolean {
    return this.#marks.has(mark);
  }

  note(facts: Partial<Facts>): void {
    this.#facts = { ...this.#facts, ...facts };
  }

  get words(): TurnWords {
    return { heard: this.#facts.transcript, said: this.#facts.reply };
  }

  /** `keepWords`: whether the owner lets the record hold what was said. */
  finish(outcome: Outcome, keepWords: boolean): Turn {
    const wake = this.#origin.kind === 'wake' ? this.#origin : null;
    return {
      ...this.#identity,
      ...this.#facts,
      id: randomUUID(),
      origin: this.#origin.kind,
      wakeWord: wake?.word ?? null,
      wakeScore: wake?.score ?? null,
      verifierScore: wake?.verifierScore ?? null,
      transcript: keepWords ? this.#facts.transcript : null,
      reply: keepWords ? this.#facts.reply : null,
      slots: keepWords ? this.#facts.slots : {},
      outcome,
      stages: this.#stages(),
      endpointToSoundMs: this.#between('endpoint', 'sounded'),
    };
  }

  #stages(): Stage[] {
    const start = Math.min(...this.#marks.values());
    return STAGE_ENDS.flatMap(([name, from, to]) => {
      const durationMs = this.#between(from, to);
      return durationMs === null
        ? []
        : [{ name, startMs: round((this.#marks.get(from) ?? start) - start), durationMs }];
    });
  }

  /** null where an end is missing; 0 at least, since speech may begin in the same breath as the wake word. */
  #between(from: Mark, to: Mark): number | null {
    const a = this.#marks.get(from);
    const b = this.#marks.get(to);
    return a === undefined || b === undefined ? null : round(Math.max(0, b - a));
  }
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
