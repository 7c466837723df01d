// What a skill is: one file that says which intents it answers and does what they ask. A skill knows the house, the timers and
// the words to answer with; it knows nothing of microphones, turns or models.
import type { Actor, Entity, House } from '../home/house.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Replies } from '../language/replies.ts';
import type { TimerKeeper } from './timer-keeper.ts';

/** A recognised sentence: the intent, its slots (names as written in the house, numbers as numbers), and what they mean here. */
export interface IntentCall {
  readonly intent: string;
  readonly slots: Readonly<Record<string, unknown>>;
  /** The entities that the slots name, by name or by area and kind; empty where the intent is about none. */
  readonly targets: readonly Entity[];
}

export interface SkillContext {
  readonly house: House;
  readonly timers: TimerKeeper;
  readonly say: Replies;
  readonly clock: Clock;
  /** IANA zone of the house; undefined means the machine's own. */
  readonly timeZone: string | undefined;
  readonly actor: Actor;
  readonly station: string;
  /** The area the speaker is in. */
  readonly area: string | null;
  readonly signal: AbortSignal;
}

/** `asked`: the reply is a question, and `question` takes its answer. */
export type SkillOutcome = 'done' | 'notConfirmed' | 'asked' | 'notUnderstood' | 'cancelled' | 'failed';

export interface SkillReply {
  /** Written text; "" ends the turn with a tone instead of words. */
  readonly text: string;
  readonly outcome: SkillOutcome;
  readonly question?: Question;
}

/** What the box waits to be told. It is forgotten with the turn that answers it. */
export type Question =
  | { readonly kind: 'yesNo'; readonly answered: (yes: boolean) => Promise<SkillReply> }
  | {
      readonly kind: 'which';
      readonly choices: readonly string[];
      readonly chosen: (choice: string) => Promise<SkillReply>;
    };

export interface Skill {
  readonly intents: readonly string[];
  /** Does what `call` asks. Rejects only where something unforeseen failed; what devices refuse is a reply. */
  handle(call: IntentCall, context: SkillContext): Promise<SkillReply>;
}

export function done(text: string): SkillReply {
  return { text, outcome: 'done' };
}

export function failed(text: string): SkillReply {
  return { text, outcome: 'failed' };
}

/** The slot as text; null where it is absent or empty. */
export function textSlot(call: IntentCall, name: string): string | null {
  const value = call.slots[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The slot as a number; null where it is absent or none. */
export function numberSlot(call: IntentCall, name: string): number | null {
  const value = call.slots[name];
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}
