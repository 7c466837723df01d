// Two readings of one utterance about the same thing, nearly as likely: "lock the front door" and "unlock the front door", "22 degrees"
// and "23 degrees". Whoever acts on the better one is wrong too often, and one of the two may let people in. Which of them was meant is
// asked; no question is put for the lesser reading where it is well behind.
import type { Entity } from '../home/house.ts';
import type { AmbiguousIntent, Understanding, UnderstoodIntent } from '../intents/understanding.ts';
import { yesOrNo } from '../language/yes-no.ts';
import { letsIn } from '../skills/guarded.ts';
import type { Hypothesis } from '../speech/ports.ts';

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

/**
 * Nats by which a reading must be likelier than the other. "On" and "off" said clearly are 5 to 9 apart, 3 with a kitchen at 10 dB;
 * at 3 dB one of 16 was heard wrongly, by 1.8. More than this would ask about every tenth "off" in a loud kitchen. Of 25
 * commands with numbers there none that was heard rightly had another number within 1.7; "23" for "22" was ahead by 0.4.
 */
const MARGIN = 1;
/** With a kitchen at 10 dB "lock" is at least 4.3 above "unlock" where it was said (18 clips), and at least 1 below where "unlock" was (28). */
const GUARDED_MARGIN = 3;

/** Of `heard`, which is `whole` or one of the commands in it. null where nothing else may have been said as well. */
export function doubtAbout(
  heard: UnderstoodIntent,
  whole: Understanding,
  hypotheses: readonly HeardText[],
  understand: (text: string) => Understanding,
): Doubt | null {
  const score = hypotheses.find(({ text }) => text === whole.text)?.score;
  if (score === undefined) return null;
  const isGuarded = heard.entities.some((entity) => letsIn(entity, 'on') !== letsIn(entity, 'off'));
  const least = score - (isGuarded ? GUARDED_MARGIN : MARGIN);
  for (const { text, score: own = Number.NEGATIVE_INFINITY } of hypotheses) {
    if (text === whole.text || own < least) continue;
    const other = counterpart(heard, whole, understand(text));
    const choices = other !== null && sameThings(other, heard) ? choicesBetween(heard, other) : null;
    if (choices === null || other === null) continue;
    return { heard, other, choices, guarded: isGuarded ? ([heard, other].find(opensSomething) ?? null) : null };
  }
  return null;
}

/** What stands in `other` where `heard` stands in `whole`; null where they are not as many commands. */
function counterpart(heard: UnderstoodIntent, whole: Understanding, other: Understanding): UnderstoodIntent | null {
  const [parts, others] = [partsOf(whole), partsOf(other)];
  const found = parts.length === others.length ? others[parts.indexOf(heard)] : undefined;
  return found?.kind === 'intent' ? found : null;
}

/** The commands in one breath, in their order: one where it is one alone. */
export function partsOf(whole: Understanding): ReadonlyArray<UnderstoodIntent | AmbiguousIntent> {
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
  const numbers = differingNumbers(one.slots, other.slots);
  // a step was not said as a number: "up" and "down"
  return numbers !== null && one.slots.brightness_step !== other.slots.brightness_step
    ? differingWords(one.text, other.text)
    : numbers;
}

type Slots = UnderstoodIntent['slots'];

function differingNumbers(one: Slots, other: Slots): Choices | null {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((name) => one[name] !== other[name]);
  const [name = ''] = names;
  const values = [one[name], other[name]].map((value) => (typeof value === 'number' ? String(value) : null));
  const [first, second] = values;
  return names.length === 1 && first != null && second != null ? [first, second] : null;
}

function sameThings(one: UnderstoodIntent, other: UnderstoodIntent): boolean {
  const ids = ({ entities }: UnderstoodIntent): string =>
    entities
      .map(({ id }: Entity) => id)
      .sort()
      .join();
  return ids(one) === ids(other);
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
