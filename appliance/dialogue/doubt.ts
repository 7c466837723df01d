// Two readings of one utterance about the same thing, nearly as likely: "lock the front door" and "unlock the front door", "22 degrees"
// and "23 degrees". Whoever acts on the better one is wrong too often, and one of the two may let people in. Which of them was meant is
// asked; no question is put for the lesser reading where it is well behind. Where the other reading is a question, it is answered.

import type { Entity } from '../home/house.ts';
import { COMMAND_SLOT } from '../intents/match.ts';
import type { AmbiguousIntent, Understanding, UnderstoodIntent } from '../intents/understanding.ts';
import { yesOrNo } from '../language/yes-no.ts';
import { letsIn } from '../skills/guarded.ts';
import type { Hypothesis } from '../speech/ports.ts';

export type Part = UnderstoodIntent | AmbiguousIntent;

export type HeardText = Pick<Hypothesis, 'text'> & Partial<Pick<Hypothesis, 'score'>>;

/** What to call each of two readings: "on" and "off", "22" and "23". */
export type Choices = readonly [string, string];

export interface Doubt {
  readonly heard: UnderstoodIntent;
  readonly other: UnderstoodIntent;
  readonly choices: Choices;
  /** The one that lets people in: where that is asked about first, no other question is needed. null where neither does. */
  readonly guarded: UnderstoodIntent | null;
}

const OPPOSITES: Readonly<Record<string, string>> = {
  HassTurnOn: 'HassTurnOff',
  HassTurnOff: 'HassTurnOn',
  HassOpenCover: 'HassCloseCover',
  HassCloseCover: 'HassOpenCover',
};
const QUESTION = 'HassGetState';

/**
 * Nats by which a reading must be likelier than the other. "On" and "off" said clearly are 5 to 9 apart, 3 with a kitchen at 10 dB;
 * at 3 dB one of 16 was heard wrongly, by 1.8. More than this would ask about every tenth "off" in a loud kitchen. Of 25
 * commands with numbers there none that was heard rightly had another number within 1.7; "23" for "22" was ahead by 0.4.
 */
const MARGIN = 1;
/** With a kitchen at 10 dB "lock" is at least 4.3 above "unlock" where it was said (18 clips), and at least 1 below where "unlock" was (28). */
const GUARDED_MARGIN = 3;

/** `doubt`: which of two commands was meant is asked. `question`, without a doubt: that is answered instead. null where nothing else may have been said. */
export interface SecondThoughts {
  readonly doubt: Doubt | null;
  readonly question: UnderstoodIntent | null;
}

/** About `heard`, which is `whole` or one of the commands in it. */
export function secondThoughts(
  heard: Part,
  whole: Understanding,
  hypotheses: readonly HeardText[],
  understand: (text: string) => Understanding,
): SecondThoughts {
  const score = hypotheses.find(({ text }) => text === whole.text)?.score;
  if (score === undefined || heard.kind !== 'intent') return { doubt: null, question: null };
  const least = score - (isGuarded(heard) ? GUARDED_MARGIN : MARGIN);
  let question: UnderstoodIntent | null = null;
  for (const { text, score: own = Number.NEGATIVE_INFINITY } of hypotheses) {
    const other = text === whole.text || own < least ? null : counterpart(heard, whole, understand(text));
    if (other === null || !sameThings(other, heard)) continue;
    const doubt = doubtBetween(heard, other);
    if (doubt !== null) return { doubt, question: null };
    if (isQuestionInstead(heard, other)) question ??= other;
  }
  return { doubt: null, question };
}

function doubtBetween(heard: UnderstoodIntent, other: UnderstoodIntent): Doubt | null {
  const choices = choicesBetween(heard, other);
  const guarded = isGuarded(heard) ? ([heard, other].find(opensSomething) ?? null) : null;
  return choices === null ? null : { heard, other, choices, guarded };
}

/**
 * "Is the kitchen light off" where "his kitchen light off" was heard: the question is answered and nothing is done. Who wanted it done
 * hears how it is, and says it again.
 */
function isQuestionInstead(heard: UnderstoodIntent, other: UnderstoodIntent): boolean {
  return heard.intent !== QUESTION && heard.entities.length > 0 && other.intent === QUESTION;
}

function isGuarded({ entities }: UnderstoodIntent): boolean {
  return entities.some((entity) => letsIn(entity, 'on') !== letsIn(entity, 'off'));
}

/** What stands in `other` where `heard` stands in `whole`; null where they are not as many commands. */
function counterpart(heard: UnderstoodIntent, whole: Understanding, other: Understanding): UnderstoodIntent | null {
  const [parts, others] = [partsOf(whole), partsOf(other)];
  const found = parts.length === others.length ? others[parts.indexOf(heard)] : undefined;
  return found?.kind === 'intent' ? found : null;
}

/** The commands in one breath, in their order: one where it is one alone. */
export function partsOf(whole: Understanding): readonly Part[] {
  if (whole.kind === 'unknown') return [];
  return whole.kind === 'compound' ? whole.parts : [whole];
}

/** What the best of `hypotheses` answers to a question of yes or no; null where it is no answer, or where another as likely is the opposite one. */
export function sureYesOrNo(hypotheses: readonly HeardText[], language: string): boolean | null {
  const [best] = hypotheses;
  const answer = best === undefined ? null : yesOrNo(best.text, language);
  const score = best?.score;
  if (answer === null || score === undefined) return answer;
  const isDoubtful = hypotheses.some(
    ({ text, score: own = Number.NEGATIVE_INFINITY }) => own >= score - MARGIN && yesOrNo(text, language) === !answer,
  );
  return isDoubtful ? null : answer;
}

/** Words for each of two readings; null where they come to the same, or differ in more than one thing. */
function choicesBetween(one: UnderstoodIntent, other: UnderstoodIntent): Choices | null {
  if (OPPOSITES[one.intent] === other.intent) return differingWords(one.text, other.text);
  if (one.intent !== other.intent) return null;
  const name = differingSlot(one.slots, other.slots);
  if (name === null) return null;
  // a step was not said as a number: "up" and "down"
  return name.endsWith('_step')
    ? differingWords(one.text, other.text)
    : differingNumbers(one.slots[name], other.slots[name]);
}

type Slots = UnderstoodIntent['slots'];

/** The only one in which they differ. */
function differingSlot(one: Slots, other: Slots): string | null {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((name) => one[name] !== other[name]);
  return names.length === 1 ? (names[0] ?? null) : null;
}

function differingNumbers(one: unknown, other: unknown): Choices | null {
  return typeof one === 'number' && typeof other === 'number' ? [String(one), String(other)] : null;
}

function sameThings(one: UnderstoodIntent, other: UnderstoodIntent): boolean {
  const ids = ({ entities }: UnderstoodIntent): string =>
    entities
      .map(({ id }: Entity) => id)
      .sort()
      .join();
  return ids(one) === ids(other);
}

/** Whether the command that `call` puts off lets people in, and so will be asked about when its time has come. */
export function asksLater({ slots }: UnderstoodIntent, understand: (text: string) => Understanding): boolean {
  const command = slots[COMMAND_SLOT];
  return (
    typeof command === 'string' &&
    partsOf(understand(command)).some((part) => part.kind === 'intent' && opensSomething(part))
  );
}

function opensSomething(intent: UnderstoodIntent): boolean {
  return intent.entities.some((entity) => letsIn(entity, directionOf(intent)));
}

export function directionOf({ intent }: UnderstoodIntent): 'on' | 'off' {
  return intent === 'HassTurnOn' || intent === 'HassOpenCover' ? 'on' : 'off';
}

/** The words in which two texts differ: "on" and "off" of "turn on the light" and "turn off the light". */
function differingWords(one: string, other: string): Choices {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  const most = Math.min(a.length, b.length) - 1;
  let start = 0;
  while (start < most && a[start] === b[start]) start++;
  let end = 0;
  while (end < most - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return [a.slice(start, a.length - end).join(' '), b.slice(start, b.length - end).join(' ')];
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}'-]+/gu) ?? [];
}
