// The demo house in this process, spoken to by text: the real understander, responder, skills and House; time is a manual clock.

import { expect } from 'vitest';
import type { HeardText } from '../../../appliance/dialogue/doubt.ts';
import { createIntentResponder, type Responder } from '../../../appliance/dialogue/responder.ts';
import type { Outcome } from '../../../appliance/dialogue/turn.ts';
import { type DemoHouse, startDemoHouse } from '../../../appliance/home/demo-house.ts';
import type { Actor, House } from '../../../appliance/home/house.ts';
import { createMqttHouse } from '../../../appliance/home/house-model.ts';
import { LocalLoop } from '../../../appliance/home/local-loop.ts';
import type { HomeTransport } from '../../../appliance/home/transport.ts';
import { Grammar, ownSentences } from '../../../appliance/intents/grammar.ts';
import { createReplyRenderer, type ReplyRenderer } from '../../../appliance/intents/reply.ts';
import { createUnderstander } from '../../../appliance/intents/understander.ts';
import { ManualClock } from '../../../appliance/kernel/clock.ts';
import { toError } from '../../../appliance/kernel/errors.ts';
import { silentLog } from '../../../appliance/kernel/log.ts';
import type { Replies } from '../../../appliance/language/replies.ts';
import { AlarmKeeper } from '../../../appliance/skills/alarm-keeper.ts';
import { createAlarmStore } from '../../../appliance/skills/alarm-store.ts';
import { repliesIn } from '../../../appliance/skills/borrowed-replies.ts';
import type { BoxControls, SkillContext, SkillReply } from '../../../appliance/skills/skill.ts';
import { SKILL_MIGRATIONS, skillSet } from '../../../appliance/skills/skill-set.ts';
import { TimerKeeper } from '../../../appliance/skills/timer-keeper.ts';
import { createTimerStore } from '../../../appliance/skills/timer-store.ts';
import { openDatabase, type Sqlite } from '../../../appliance/storage/database.ts';
import { fetchedGrammar } from '../../intents/support/fetched.ts';

export interface Said {
  readonly text: string;
  readonly outcome: Outcome;
  /** The box listens for an answer. */
  readonly listens: boolean;
  readonly intent: string | null;
}

export interface SpokenHouseOptions {
  readonly language?: string;
  /** "own": our own sentences alone; "fetched": Home Assistant's too. Default "own". */
  readonly sentences?: 'own' | 'fetched';
  readonly area?: string;
  readonly timeZone?: string;
  /** Where the clock begins. Default 1 January 2026, 12:00 UTC. */
  readonly wall?: number;
  /** A house instead of the demo's. */
  readonly house?: House;
}

const ACTOR: Actor = { kind: 'station', id: 'linnet', person: null };
/** Longer than the most patient device is waited for. */
const PATIENCE_MS = 10_000;
const STEP_MS = 100;

export class SpokenHouse {
  readonly clock: ManualClock;
  readonly loop = new LocalLoop({ log: silentLog });
  readonly house: House;
  readonly devices: DemoHouse | null;
  readonly timers: TimerKeeper;
  readonly alarms: AlarmKeeper;
  /** Command messages on the wire since the last `ask`, as "topic payload". */
  readonly sent: string[] = [];
  /** What was foretold of the last reply. */
  readonly foretold: string[] = [];
  readonly told: string[] = [];
  otherBoxes = 0;
  volume = 50;
  readonly #language: string;
  readonly #templates: ReplyRenderer;
  readonly #say: Replies;
  readonly #box: BoxControls = {
    volume: () => this.volume,
    setVolume: (percent) => {
      this.volume = percent;
      return Promise.resolve();
    },
    broadcast: (message) => {
      this.told.push(message);
      return Promise.resolve(this.otherBoxes);
    },
  };
  readonly #responder: Responder;
  readonly #device: HomeTransport = this.loop.connect();
  readonly #database: Sqlite = openDatabase({ path: ':memory:', durability: 'normal', migrations: SKILL_MIGRATIONS });

  private constructor(options: SpokenHouseOptions, grammar: Grammar) {
    const { language = 'en', area = 'Living Room', timeZone = 'UTC' } = options;
    this.clock = new ManualClock(options.wall);
    const parts = { clock: this.clock, log: silentLog };
    this.#device.subscribe('demo/+/set', ({ topic, payload }) => this.sent.push(`${topic} ${payload.toString()}`));
    this.house = options.house ?? createMqttHouse({}, { transport: this.loop.connect(), ...parts });
    this.devices =
      options.house === undefined ? startDemoHouse({}, { transport: this.loop.connect(), ...parts }) : null;
    this.timers = new TimerKeeper(
      { ringMs: 900_000 },
      { store: createTimerStore(this.#database), bootId: null, ...parts },
    );
    this.alarms = new AlarmKeeper(
      { ringMs: 900_000 },
      { store: createAlarmStore(this.#database), bootId: null, ...parts },
    );
    const templates = createReplyRenderer({ grammars: [grammar], log: silentLog });
    this.#language = language;
    this.#templates = templates;
    this.#say = repliesIn(language, templates);
    this.#responder = createIntentResponder(
      { language, area, timeZone, questionMs: 20_000 },
      {
        ...{ clock: this.clock, house: this.house, timers: this.timers, alarms: this.alarms, templates },
        understander: createUnderstander({}, { grammars: [grammar] }),
        skills: skillSet(),
        say: this.#say,
        box: this.#box,
      },
    );
  }

  static async open(options: SpokenHouseOptions = {}): Promise<SpokenHouse> {
    const { language = 'en', sentences = 'own' } = options;
    const grammar = sentences === 'fetched' ? await fetchedGrammar(language) : ownGrammar(language);
    const opened = new SpokenHouse(options, grammar);
    await opened.loop.idle();
    return opened;
  }

  /** A turn to its end, with as much time as silent devices need; rejects as the responder does. What was heard is a text, or what may have been said with its scores. */
  async ask(heard: string | readonly HeardText[]): Promise<Said> {
    this.sent.length = 0;
    this.foretold.length = 0;
    let intent: string | null = null;
    let failure: Error | undefined;
    let reply: Awaited<ReturnType<Responder['respond']>> | undefined;
    const hypotheses = typeof heard === 'string' ? [{ text: heard }] : heard;
    const request = { hypotheses, station: 'linnet', actor: ACTOR };
    const turn = this.#responder
      .respond(request, new AbortController().signal, {
        understood: (facts) => {
          intent = facts.intent;
        },
        foretold: (text) => this.foretold.push(text),
      })
      .then(
        (made) => {
          reply = made;
        },
        (thrown: unknown) => {
          failure = toError(thrown);
        },
      );
    for (let waited = 0; reply === undefined && failure === undefined && waited <= PATIENCE_MS; waited += STEP_MS) {
      await this.loop.idle();
      await settle();
      if (reply === undefined && failure === undefined) this.clock.advance(STEP_MS);
    }
    await turn;
    if (failure !== undefined) throw failure;
    const { text: said, outcome, listenAfter } = reply!;
    return { text: said, outcome, listens: listenAfter, intent };
  }

  /** A turn that somebody breaks off while it acts; its devices have all the time they need to answer meanwhile. */
  async breakOff(text: string): Promise<void> {
    const broken = new AbortController();
    const request = { hypotheses: [{ text }], station: 'linnet', actor: ACTOR };
    const turn = this.#responder.respond(request, broken.signal, { understood: () => {} }).catch(failureOf);
    await this.loop.idle();
    await settle();
    broken.abort(new Error('broken off'));
    this.cancel();
    for (let waited = 0; waited <= PATIENCE_MS; waited += STEP_MS) {
      await this.loop.idle();
      await settle();
      this.clock.advance(STEP_MS);
    }
    expect(await turn).toBe('broken off');
  }

  /** What an intent does with everything of `domain`: for sentences that there are none of. */
  async handle(
    intent: string,
    domain: string,
    slots: Record<string, unknown> = {},
    targets = this.house.snapshot().entities.filter((entity) => entity.domain === domain),
  ): Promise<SkillReply> {
    const call = { intent, slots: { domain, ...slots }, response: 'default', targets };
    const skill = skillSet().get(intent)!;
    const reply = skill.handle(call, this.context());
    await this.loop.idle();
    return reply;
  }

  context(): SkillContext {
    const { house, timers, alarms, clock } = this;
    return {
      ...{ house, timers, alarms, clock, say: this.#say, templates: this.#templates, timeZone: 'UTC' },
      language: this.#language,
      ...{ actor: ACTOR, station: 'linnet', area: null, signal: new AbortController().signal, box: this.#box },
    };
  }

  stop(): void {
    this.#responder.dismissRinging();
  }

  cancel(): void {
    this.#responder.dropQuestion('linnet');
  }

  state(entity: string): string | undefined {
    return this.house.state(entity)?.value;
  }

  attribute(entity: string, name: string): unknown {
    return this.house.state(entity)?.attributes[name];
  }

  /** Everything that the house reports now: equal before and after a question. */
  everything(): Record<string, unknown> {
    const { entities } = this.house.snapshot();
    return Object.fromEntries(entities.map(({ id }) => [id, this.house.state(id)]));
  }

  /** A device of its own; `answer` gives the state that it reports for a command. */
  async announce(
    domain: string,
    document: Record<string, unknown>,
    answer?: (payload: string) => string,
  ): Promise<void> {
    const base = String(document['~']);
    this.#publish(`homeassistant/${domain}/extra/${base.replaceAll('/', '_')}/config`, JSON.stringify(document));
    if (answer !== undefined)
      this.#device.subscribe(`${base}/set`, ({ payload }) =>
        this.#publish(`${base}/state`, answer(payload.toString())),
      );
    await this.loop.idle();
  }

  async report(topic: string, payload: string): Promise<void> {
    this.#publish(topic, payload);
    await this.loop.idle();
  }

  /** From now on nothing can be written down. */
  refuseWrites(): void {
    this.#database.pragma('query_only = ON');
  }

  #publish(topic: string, payload: string): void {
    this.#device.publish({ topic, payload, retain: true });
  }

  close(): void {
    this.timers.close();
    this.alarms.close();
    this.#database.close();
  }
}

const compiled = new Map<string, Grammar>();

function ownGrammar(language: string): Grammar {
  const known = compiled.get(language) ?? new Grammar(language, ownSentences(language));
  compiled.set(language, known);
  return known;
}

function failureOf(thrown: unknown): string {
  return toError(thrown).message;
}

async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}
