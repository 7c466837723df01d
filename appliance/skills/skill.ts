// What a skill is: one file that says which intents it answers and does what they ask. A skill knows the house, the timers and
// the words to answer with; it knows nothing of microphones, turns or models.
import type { Actor, Entity, House } from '../home/house.ts';
import type { ReplyRenderer } from '../intents/reply.ts';
import type { BellRef } from '../intents/understanding.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Replies } from '../language/replies.ts';
import type { AlarmKeeper } from './alarm-keeper.ts';
import type { TimerKeeper } from './timer-keeper.ts';

/** A recognised sentence: the intent, its slots (names as written in the house, numbers as numbers), and what they mean here. */
export interface IntentCall {
  readonly intent: string;
  readonly slots: Readonly<Record<string, unknown>>;
  /** Key of the reply template; "default" where nothing else is known. */
  readonly response: string;
  /** The entities that the slots name, by name or by area and kind; empty where the intent is about none. */
  readonly targets: readonly Entity[];
  /** The words that were said, where they are known. */
  readonly text?: string;
  /** Whether the command that it puts off lets people in, and so needs a yes when its time has come. */
  readonly asksLater?: boolean;
  /** What the turn before set or spoke of, and this is about; absent where it is no correction of it. */
  readonly corrects?: BellRef;
}

/** The box itself, as far as one may speak to it about itself. */
export interface BoxControls {
  /** 0 to 100. */
  volume(): number;
  setVolume(percent: number): Promise<void>;
  /** Has other boxes of the house say `message`; how many were told. */
  broadcast(message: string): Promise<number>;
}

export interface SkillContext {
  readonly house: House;
  readonly timers: TimerKeeper;
  readonly alarms: AlarmKeeper;
  readonly say: Replies;
  /** Replies that come with the sentences; null where there are none. */
  readonly templates: ReplyRenderer | null;
  readonly box: BoxControls;
  readonly clock: Clock;
  /** "en", "de-AT", …: what was spoken, and is answered in. */
  readonly language: string;
  /** IANA zone of the house; undefined means the machine's own. */
  readonly timeZone: string | undefined;
  readonly actor: Actor;
  readonly station: string;
  /** The area the speaker is in. */
  readonly area: string | null;
  readonly signal: AbortSignal;
  /** Told while devices are waited for: the reply if they do as they are told, which can be made ready but not said. */
  readonly foretell?: (text: string) => void;
}

/** `asked`: the reply is a question, and `question` takes its answer. */
export type SkillOutcome = 'done' | 'notConfirmed' | 'asked' | 'notUnderstood' | 'cancelled' | 'failed';

export interface Bell extends BellRef {
  /** It is a command for later. */
  readonly isPlan?: boolean;
  /** What would set it as it is, where it was only spoken of. */
  readonly spokenOf?: Pick<IntentCall, 'intent' | 'slots'>;
}

export interface SkillReply {
  /** Written text; "" ends the turn with a tone instead of words. */
  readonly text: string;
  readonly outcome: SkillOutcome;
  readonly question?: Question;
  /** What was set or spoken of, which the next turn may correct. */
  readonly bell?: Bell;
}

/** What the box waits to be told; `context` is that of the turn that answers. It is forgotten with that turn. */
export type Question =
  | { readonly kind: 'yesNo'; readonly answered: (yes: boolean, context: SkillContext) => Promise<SkillReply> }
  | {
      readonly kind: 'which';
      /** What may be chosen, as it is said. */
      readonly choices: readonly string[];
      readonly chosen: (choice: string, context: SkillContext) => Promise<SkillReply>;
    }
  /** Any words may be the answer; null where they are none, and then they are taken for a new command. */
  | { readonly kind: 'open'; readonly answered: (text: string, context: SkillContext) => Promise<SkillReply> | null };

export interface Skill {
  /** Intents as Home Assistant names them; ours beside them begin with "Linnet". */
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

export function notUnderstood({ say }: Pick<SkillContext, 'say'>): SkillReply {
  return { text: say.notUnderstood(), outcome: 'notUnderstood' };
}

export function asked(text: string, question: Question): SkillReply {
  return { text, outcome: 'asked', question };
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

/** What the correction `call` is about; null where it corrects none. */
export function correctedOf<Kept extends { readonly id: number }>(
  call: IntentCall,
  keptIn: BellRef['keptIn'],
  bells: readonly Kept[],
): Kept | null {
  return call.corrects?.keptIn === keptIn ? (bells.find(({ id }) => id === call.corrects?.id) ?? null) : null;
}
