// Timers of a length that the sentences have no words for: "anderthalb Stunden", "un'ora e mezza", "2,5 minuten". The sentence is read with
// a plain length in its place; where that is a timer of just this length, the one that was said is meant.

import { brokenLengthsIn } from '../language/occasion-stretches.ts';
import { canonicalLocale } from '../language/replies.ts';
import { durationText } from '../language/replies-words.ts';
import { lengthSlots } from './length-slots.ts';
import type { Meaning, Reading } from './reading.ts';
import type { UnderstoodIntent } from './understanding.ts';

const TIMED: ReadonlySet<string> = new Set(['HassStartTimer', 'HassIncreaseTimer', 'HassDecreaseTimer']);
const PLAIN_MINUTES = 7;
const LENGTH_SLOTS = ['hours', 'minutes', 'seconds'];

/** `meaning` is what the sentences say of `text`, who may have taken half an hour for an hour and a half. */
export function readBrokenLength(text: string, meaning: Meaning | null, reading: Reading): UnderstoodIntent | null {
  if (meaning !== null && (meaning.kind !== 'intent' || !TIMED.has(meaning.intent))) return null;
  const { language } = reading.context;
  const plain = durationText(canonicalLocale(language), PLAIN_MINUTES * 60);
  for (const { before, ms, after } of brokenLengthsIn(text, language)) {
    if (meaning !== null && lengthOf(meaning) === ms) return null;
    const found = reading.exact(`${before} ${plain} ${after}`.trim());
    if (found?.kind === 'intent' && TIMED.has(found.intent) && isPlain(found))
      return { ...found, slots: { ...withoutLength(found.slots), ...lengthSlots(ms) }, text };
  }
  return null;
}

function isPlain({ slots }: UnderstoodIntent): boolean {
  return Number(slots.minutes) === PLAIN_MINUTES && slots.hours === undefined && slots.seconds === undefined;
}

function lengthOf({ slots }: UnderstoodIntent): number {
  const [hours = 0, minutes = 0, seconds = 0] = LENGTH_SLOTS.map((slot) => Number(slots[slot] ?? 0));
  return Math.round(((hours * 60 + minutes) * 60 + seconds) * 1000);
}

function withoutLength(slots: UnderstoodIntent['slots']): UnderstoodIntent['slots'] {
  return Object.fromEntries(Object.entries(slots).filter(([slot]) => !LENGTH_SLOTS.includes(slot)));
}
