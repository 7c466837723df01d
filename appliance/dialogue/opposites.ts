// Two readings of one utterance that say the opposite of each other about the same thing, nearly as likely: "lock the front door" and
// "unlock the front door". Whoever acts on the better one is wrong too often, and one of the two may let people in.
import type { Entity } from '../home/house.ts';
import type { Understanding, UnderstoodIntent } from '../intents/understanding.ts';
import { letsIn } from '../skills/guarded.ts';
import type { Hypothesis } from '../speech/ports.ts';

export type HeardText = Pick<Hypothesis, 'text'> & Partial<Pick<Hypothesis, 'score'>>;

/** The same two readings, and whether one of them opens the house. */
export interface Doubt {
  readonly heard: UnderstoodIntent;
  readonly opposite: UnderstoodIntent;
  /** The one that lets people in, and is asked about anyway; null where neither does. */
  readonly guarded: UnderstoodIntent | null;
}

const OPPOSITES: Readonly<Record<string, string>> = {
  HassTurnOn: 'HassTurnOff',
  HassTurnOff: 'HassTurnOn',
  HassOpenCover: 'HassCloseCover',
  HassCloseCover: 'HassOpenCover',
};

/**
 * Nats by which a reading must be likelier than its opposite. "On" and "off" said clearly are 5 to 9 apart, 3 with a kitchen at 10 dB;
 * at 3 dB one of 16 was heard wrongly, by 1.8.
 */
const MARGIN = 2;
/** With a kitchen at 10 dB "lock" is at least 4.3 above "unlock" where it was said (18 clips), and at least 1 below where "unlock" was (28). */
const GUARDED_MARGIN = 3;

/** null where what was understood has no opposite that may have been said as well. */
export function doubtAbout(
  heard: UnderstoodIntent,
  hypotheses: readonly HeardText[],
  understand: (text: string) => Understanding,
): Doubt | null {
  const wanted = OPPOSITES[heard.intent];
  const score = hypotheses.find(({ text }) => text === heard.text)?.score;
  if (wanted === undefined || score === undefined || heard.entities.length === 0) return null;
  const isGuarded = heard.entities.some((entity) => letsIn(entity, 'on') !== letsIn(entity, 'off'));
  const least = score - (isGuarded ? GUARDED_MARGIN : MARGIN);
  for (const other of hypotheses) {
    if (other.text === heard.text || (other.score ?? Number.NEGATIVE_INFINITY) < least) continue;
    const opposite = understand(other.text);
    if (opposite.kind !== 'intent' || opposite.intent !== wanted || !sameThings(opposite, heard)) continue;
    return { heard, opposite, guarded: isGuarded ? ([heard, opposite].find(opensSomething) ?? null) : null };
  }
  return null;
}

function sameThings(one: UnderstoodIntent, other: UnderstoodIntent): boolean {
  const ids = ({ entities }: UnderstoodIntent): string =>
    entities
      .map(({ id }: Entity) => id)
      .sort()
      .join();
  return ids(one) === ids(other);
}

function opensSomething({ intent, entities }: UnderstoodIntent): boolean {
  const direction = intent === 'HassTurnOn' || intent === 'HassOpenCover' ? 'on' : 'off';
  return entities.some((entity) => letsIn(entity, direction));
}

/** The words in which two texts differ: "on" and "off" of "turn on the light" and "turn off the light". */
export function differingWords(one: string, other: string): readonly [string, string] {
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
