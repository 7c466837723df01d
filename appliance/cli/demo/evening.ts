// Plays the script against a running box. Every wait is for something the box does, with a limit after which the line has failed.
import { isDeepStrictEqual } from 'node:util';
import type { Turn } from '../../dialogue/turn.ts';
import { diffHouse, type EntityChange, type HouseStates, recordStates } from '../../home/house-diff.ts';
import { systemClock } from '../../kernel/clock.ts';
import { LinnetError, toError } from '../../kernel/errors.ts';
import type { Hub } from '../../processes/hub.ts';
import type { Recording } from './recordings.ts';
import type { Room } from './room.ts';
import type { DemoLine, ExpectedTurn } from './script.ts';

export interface PlayedTurn {
  readonly shows: string;
  readonly said: string;
  readonly turn: Turn | null;
  readonly changes: Readonly<Record<string, EntityChange>>;
  /** Empty where everything was as expected. */
  readonly wrong: readonly string[];
}

/** Who is told of the evening as it happens. */
export interface EveningListener {
  /** A line of the script: what it shows. */
  begins(shows: string): void;
  says(text: string): void;
  ended(played: PlayedTurn): void;
  /** For something that takes its time. */
  waits(what: string): void;
  /** What the line started has rung, and was ended by the button. */
  rang(shows: string): void;
}

export interface EveningDeps {
  readonly hub: Hub;
  readonly room: Room;
  readonly recordings: ReadonlyMap<string, Recording>;
  readonly listener: EveningListener;
}

const LIMIT_MS = 30_000;
const PRESS_MS = 120;

export class Evening {
  readonly #deps: EveningDeps;
  readonly #ended: Turn[] = [];

  constructor(deps: EveningDeps) {
    this.#deps = deps;
  }

  /** No further line is begun once `signal` is aborted. */
  async play(lines: readonly DemoLine[], signal: AbortSignal): Promise<readonly PlayedTurn[]> {
    const end = this.#deps.hub.box.onTurn((turn) => this.#ended.push(turn));
    const played: PlayedTurn[] = [];
    try {
      for (const line of lines) if (!signal.aborted) played.push(...(await this.#line(line)));
    } finally {
      end();
    }
    return played;
  }

  async #line(line: DemoLine): Promise<readonly PlayedTurn[]> {
    const played: PlayedTurn[] = [];
    const report = (each: PlayedTurn): void => {
      played.push(each);
      this.#deps.listener.ended(each);
    };
    this.#deps.listener.begins(line.shows);
    try {
      await this.#until(() => this.#phase() === 'idle', 'the box to be idle');
      await this.#perform(line, report);
    } catch (thrown) {
      report({ shows: line.shows, said: line.said, turn: null, changes: {}, wrong: [toError(thrown).message] });
    }
    return played;
  }

  async #perform(line: DemoLine, report: (played: PlayedTurn) => void): Promise<void> {
    if (line.call !== null) {
      await this.#say(line.call);
      await this.#until(() => this.#phase() === 'listening', 'the box to listen after its wake word');
    }
    const before = recordStates(this.#deps.hub.house);
    await this.#say(line.said);
    const { interruption, answer } = line;
    if (interruption !== undefined) {
      await this.#until(() => this.#phase() === 'speaking' && this.#sounds, 'the reply to sound');
      await this.#say(interruption.said);
    }
    const after = await this.#check({ ...line, before }, report);
    if (interruption !== undefined)
      await this.#check({ shows: 'the interruption', ...interruption, before: after }, report);
    if (answer !== undefined) {
      await this.#until(() => this.#phase() === 'listening', 'the box to listen for the answer');
      await this.#say(answer.said);
      await this.#check({ shows: 'the answer', ...answer, before: after }, report);
    }
    if (line.rings === true) await this.#letRing(line.shows);
  }

  /** Takes the next turn that ended, and the house as it then is. */
  async #check(
    line: {
      readonly shows: string;
      readonly said: string;
      readonly expect: ExpectedTurn;
      readonly before: HouseStates;
    },
    report: (played: PlayedTurn) => void,
  ): Promise<HouseStates> {
    await this.#until(() => this.#ended.length > 0, 'the turn to end');
    const turn = this.#ended.shift() ?? null;
    const after = recordStates(this.#deps.hub.house);
    const changes = diffHouse(line.before, after);
    report({ shows: line.shows, said: line.said, turn, changes, wrong: wrongIn(line.expect, turn, changes) });
    return after;
  }

  async #letRing(shows: string): Promise<void> {
    const { hub, listener } = this.#deps;
    listener.waits('it to ring');
    await this.#until(() => hub.box.read().ringing, 'the timer to ring');
    hub.children.board.send({ kind: 'simulatePress', forMs: PRESS_MS });
    await this.#until(() => !hub.box.read().ringing, 'the button to stop the ringing');
    listener.rang(shows);
  }

  #phase(): string {
    return this.#deps.hub.box.conversation.state.phase.name;
  }

  get #sounds(): boolean {
    return this.#deps.hub.sounding;
  }

  async #say(text: string): Promise<void> {
    const recording = this.#deps.recordings.get(text);
    if (recording === undefined) throw new LinnetError('input.invalid', `There is no recording of "${text}".`);
    this.#deps.listener.says(text);
    await this.#deps.room.say(recording);
  }

  /** Rejects with `operation.timeout` when it does not come to be. */
  #until(condition: () => boolean, what: string): Promise<void> {
    if (condition()) return Promise.resolve();
    const { hub } = this.#deps;
    return new Promise((resolve, reject) => {
      const ends: Array<() => void> = [];
      const finish = (): void => {
        for (const end of ends) end();
      };
      const look = (): void => {
        if (!condition()) return;
        finish();
        resolve();
      };
      const limit = systemClock.after(LIMIT_MS, () => {
        finish();
        reject(new LinnetError('operation.timeout', `Waited ${LIMIT_MS / 1000} s for ${what}.`));
      });
      ends.push(
        hub.box.onChange(look),
        hub.on('boardEvent', look),
        hub.box.onTurn(() => queueMicrotask(look)),
        () => limit.cancel(),
      );
    });
  }
}

function wrongIn(expect: ExpectedTurn, turn: Turn | null, changes: Readonly<Record<string, EntityChange>>): string[] {
  const wrong: string[] = [];
  if (turn?.outcome !== expect.outcome)
    wrong.push(`expected the outcome "${expect.outcome}", got "${turn?.outcome ?? 'none'}"`);
  if (turn?.intent !== expect.intent)
    wrong.push(`expected ${expect.intent ?? 'no intent'}, got ${turn?.intent ?? 'none'}`);
  if ((expect.cut === true) !== (turn?.cut != null))
    wrong.push(expect.cut === true ? 'expected its reply to be interrupted' : 'its reply was cut off');
  if (!isDeepStrictEqual(changes, expect.changes)) {
    wrong.push(`expected the changes ${JSON.stringify(expect.changes)}, got ${JSON.stringify(changes)}`);
  }
  return wrong;
}
