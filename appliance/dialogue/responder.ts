// From words to an act and an answer. Intents first; what they do not understand gets an honest apology that says what the box can do.
import type { Actor, House } from '../home/house.ts';
import type { ReplyRenderer } from '../intents/reply.ts';
import type { Understander } from '../intents/understander.ts';
import type { AmbiguousIntent, UnderstandContext, Understanding, UnderstoodIntent } from '../intents/understanding.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Replies } from '../language/replies.ts';
import { yesOrNo } from '../language/yes-no.ts';
import type { AlarmKeeper } from '../skills/alarm-keeper.ts';
import { letsIn, standsOpen } from '../skills/guarded.ts';
import {
  asked,
  type BoxControls,
  notUnderstood,
  type Question,
  type SkillContext,
  type SkillReply,
} from '../skills/skill.ts';
import type { SkillSet } from '../skills/skill-set.ts';
import type { TimerKeeper } from '../skills/timer-keeper.ts';
import { chosenByName } from './choice.ts';
import {
  asksLater,
  type Doubt,
  directionOf,
  type HeardText,
  type Part,
  partsOf,
  secondThoughts,
  sureYesOrNo,
} from './doubt.ts';
import { type PendingQuestion, Thread } from './thread.ts';
import { together } from './together.ts';
import type { Outcome } from './turn.ts';
import { facts, type UnderstoodFacts } from './understood-facts.ts';

export interface Request {
  /** Best first; one for typed words. */
  readonly hypotheses: readonly HeardText[];
  readonly station: string;
  readonly actor: Actor;
}

export interface Reply {
  /** Written text; "" means a tone. */
  readonly text: string;
  readonly outcome: Outcome;
  /** The reply is a question: listen for its answer. */
  readonly listenAfter: boolean;
}

/** Who hears of a reply while it is made. */
export interface ReplyListener {
  understood(facts: UnderstoodFacts): void;
  /** How the reply will begin if the devices do as they are told; they have not yet. At most once. */
  foretold?(text: string): void;
}

export interface Responder {
  /** Rejects with the signal's reason when aborted, and where something unforeseen failed. */
  respond(request: Request, signal: AbortSignal, listener: ReplyListener): Promise<Reply>;
  /** Ends whatever rings. */
  dismissRinging(): void;
  /** Forgets what `station` was asked: somebody cancelled instead of answering. */
  dropQuestion(station: string): void;
}

export interface ResponderOptions {
  readonly language: string;
  /** The area the station stands in, by name. */
  readonly area: string | null;
  readonly timeZone?: string;
  /** How long a question waits for its answer. */
  readonly questionMs: number;
}

export interface ResponderDeps {
  readonly understander: Understander;
  readonly skills: SkillSet;
  readonly house: House;
  readonly timers: TimerKeeper;
  readonly alarms: AlarmKeeper;
  readonly say: Replies;
  /** Replies that come with the sentences; null where there are none. */
  readonly templates: ReplyRenderer | null;
  readonly box: BoxControls;
  readonly clock: Clock;
}

/** A question whose answer is more than yes or no. */
type Choosing = Exclude<Question, { kind: 'yesNo' }>;

export function createIntentResponder(options: ResponderOptions, deps: ResponderDeps): Responder {
  const threads = new Map<string, Thread>(); // one a station; stations are few and named by configuration
  return {
    respond: async (request, signal, listener) => {
      const thread = threads.get(request.station) ?? new Thread(options.questionMs, deps);
      threads.set(request.station, thread);
      const exchange = new Exchange(options, deps, thread, request, signal, listener);
      const reply = await exchange.reply();
      signal.throwIfAborted();
      return reply;
    },
    dismissRinging: () => {
      deps.timers.dismiss();
      deps.alarms.dismiss();
    },
    dropQuestion: (station) => threads.get(station)?.settle(),
  };
}

/** One request and what comes of it. */
class Exchange {
  readonly #options: ResponderOptions;
  readonly #deps: ResponderDeps;
  readonly #thread: Thread;
  readonly #request: Request;
  readonly #signal: AbortSignal;
  readonly #listener: ReplyListener;
  #hasForetold = false;

  constructor(
    options: ResponderOptions,
    deps: ResponderDeps,
    thread: Thread,
    request: Request,
    signal: AbortSignal,
    listener: ReplyListener,
  ) {
    this.#options = options;
    this.#deps = deps;
    this.#thread = thread;
    this.#request = request;
    this.#signal = signal;
    this.#listener = listener;
  }

  async reply(): Promise<Reply> {
    const pending = this.#thread.question;
    const answered = this.#answer(pending);
    this.#thread.settle();
    const { text, outcome, question, bell } = answered === null ? await this.#command(pending) : await answered;
    this.#thread.noteOutcome(outcome === 'done');
    this.#signal.throwIfAborted(); // nobody will hear what it asks
    if (bell !== undefined) this.#thread.noteBell(bell);
    if (question !== undefined) this.#thread.ask(question, question === pending?.asked);
    return { text, outcome, listenAfter: question !== undefined };
  }

  /** null where nothing was asked, or the words are no answer to it. */
  #answer(pending: PendingQuestion | null): Promise<SkillReply> | null {
    if (pending === null) return null;
    const { asked } = pending;
    if (asked.kind === 'yesNo') return this.#consent(asked);
    for (const { text } of this.#request.hypotheses) {
      const run = this.#answerTo(asked, text);
      if (run === null) continue;
      this.#listener.understood({ transcript: text, intent: 'answer', slots: {} });
      return run;
    }
    return null;
  }

  #consent(asked: Extract<Question, { kind: 'yesNo' }>): Promise<SkillReply> | null {
    const { hypotheses } = this.#request;
    const yes = sureYesOrNo(hypotheses, this.#options.language);
    if (yes === null) return null;
    this.#listener.understood({ transcript: hypotheses[0]?.text ?? '', intent: 'answer', slots: {} });
    return asked.answered(yes, this.#skillContext());
  }

  #answerTo(asked: Choosing, text: string): Promise<SkillReply> | null {
    const run = this.#choose(asked, text);
    if (run !== null || yesOrNo(text, this.#options.language) !== false) return run;
    return Promise.resolve({ text: this.#deps.say.cancelled(), outcome: 'cancelled' });
  }

  #choose(asked: Choosing, text: string): Promise<SkillReply> | null {
    if (asked.kind === 'open') return asked.answered(text, this.#skillContext());
    const choice = chosenByName(asked.choices, text, this.#options.language);
    return choice === null ? null : asked.chosen(choice, this.#skillContext());
  }

  #askMeaning(meant: AmbiguousIntent): SkillReply {
    const text = this.#deps.say.whichOne({ names: meant.candidates.map(({ name }) => name) });
    return asked(text, {
      kind: 'open',
      answered: (answer, later) => {
        const meaning = this.#deps.understander.answer(answer, meant, this.#context());
        return meaning === null ? null : this.#perform(meaning, later);
      },
    });
  }

  #command(pending: PendingQuestion | null): Promise<SkillReply> {
    const texts = this.#request.hypotheses.map((hypothesis) => hypothesis.text);
    const understanding = this.#deps.understander.understand(texts, this.#context());
    this.#listener.understood(facts(understanding));
    const again = understanding.kind === 'unknown' ? this.#putAgain(pending) : null;
    return again === null ? this.#act(understanding) : Promise.resolve(again);
  }

  /** Words that make no sense, after a question of yes or no, are more likely a misheard answer than a new command. */
  #putAgain(pending: PendingQuestion | null): SkillReply | null {
    if (pending === null || pending.asked.kind !== 'yesNo' || pending.isAgain) return null;
    return asked(this.#deps.say.confirmYesNo(), pending.asked);
  }

  #act(whole: Understanding): Promise<SkillReply> {
    const parts = partsOf(whole);
    if (parts.length > 0) return this.#inTurn(parts, whole, this.#skillContext());
    return Promise.resolve(notUnderstood(this.#deps));
  }

  /**
   * Part after part of what was heard; a part that failed does not keep the next from being tried, and the worst outcome is the whole
   * one's. Where another thing may have been said as well, that is asked, and the parts after it wait for the answer.
   */
  async #inTurn(parts: readonly Part[], whole: Understanding, context: SkillContext): Promise<SkillReply> {
    const replies: SkillReply[] = [];
    for (const [index, part] of parts.entries()) {
      if (context.signal.aborted) break;
      const { doubt, question } = this.#secondThoughts(part, whole);
      if (doubt !== null && !this.#isAskedAnyway(doubt)) {
        replies.push(this.#askAbout(doubt, parts.slice(index + 1), whole));
        break;
      }
      replies.push(await this.#actOn(doubt?.guarded ?? question ?? part, whole, context));
    }
    return together(replies);
  }

  async #actOn(part: Part, whole: Understanding, context: SkillContext): Promise<SkillReply> {
    if (part.kind !== 'intent') return this.#askMeaning(part);
    // the lesser reading, which asks first
    if (whole.kind === 'intent' && part !== whole) this.#listener.understood(facts(part));
    return this.#perform(part, context);
  }

  #secondThoughts(part: Part, whole: Understanding): ReturnType<typeof secondThoughts> {
    return secondThoughts(part, whole, this.#request.hypotheses, this.#understand);
  }

  #isAskedAnyway({ guarded }: Doubt): boolean {
    const { house } = this.#deps;
    return (
      guarded?.entities.some((entity) => letsIn(entity, directionOf(guarded)) && !standsOpen(entity, house)) ?? false
    );
  }

  #askAbout({ heard, other, choices }: Doubt, rest: readonly Part[], whole: Understanding): SkillReply {
    const [first, second] = choices;
    return asked(this.#deps.say.didYouSay({ first, second }), {
      kind: 'which',
      choices,
      chosen: async (choice, later) => {
        const reply = await this.#perform(choice === first ? heard : other, later);
        return rest.length === 0 ? reply : together([reply, await this.#inTurn(rest, whole, later)]);
      },
    });
  }

  async #perform(call: UnderstoodIntent, context: SkillContext): Promise<SkillReply> {
    this.#thread.remember(call);
    const skill = this.#deps.skills.get(call.intent);
    if (skill === undefined) return notUnderstood(this.#deps);
    return skill.handle({ ...call, targets: call.entities, asksLater: asksLater(call, this.#understand) }, context);
  }

  readonly #understand = (text: string): Understanding => this.#deps.understander.understand(text, this.#context());

  #context(): UnderstandContext {
    const { language, area } = this.#options;
    return { language, area, snapshot: this.#deps.house.snapshot(), lastTurn: this.#thread.lastTurn };
  }

  /** Of two commands in one breath the reply begins with the first one's. */
  #foretell(text: string): void {
    if (this.#hasForetold) return;
    this.#hasForetold = true;
    this.#listener.foretold?.(text);
  }

  #skillContext(): SkillContext {
    const { house, timers, alarms, say, templates, box, clock } = this.#deps;
    const { area, language, timeZone } = this.#options;
    const { actor, station } = this.#request;
    return {
      ...{ house, timers, alarms, say, templates, box, clock },
      ...{ language, timeZone, actor, station, area, signal: this.#signal },
      foretell: (text) => this.#foretell(text),
    };
  }
}
