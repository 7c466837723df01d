// "Make it 30", "no, 20": a number follows what was spoken of last, and nothing where that has none.
import { digitsForWords } from '../language/numbers.ts';
import { firstGroup, type LinkingWords } from './linking-words.ts';
import type { Reading } from './reading.ts';
import type { LastTurn, UnderstoodIntent } from './understanding.ts';

type Slots = UnderstoodIntent['slots'];

/** Slots that are a level in percent. */
const LEVELS = ['brightness', 'percentage', 'position', 'volume_level'];
/** Slots that are so much more, or less where they are below zero. */
const STEPS = ['brightness_step', 'percentage_step', 'volume_step'];
const WARMING = 'HassClimateSetTemperature';

/** Perhaps "by", a number, and the unit. */
const NUMBER = /^(?:(?:by|um|de|en|di|met|em|o|med|на) )?(\d{1,3}(?:[.,]\d)?) ?(.*)$/u;
const DEGREES = /^(?:°|deg|grad|grau|град|stop|stup)/u;

/** What the turn before set, at another level; null where it set none, or `said` is none. */
export function levelAnew(said: string, last: LastTurn, reading: Reading): UnderstoodIntent | null {
  const found = numberIn(said, reading);
  const [slot] = LEVELS.filter((one) => typeof last.slots[one] === 'number');
  if (found === null) return null;
  const isPercent = (found.unit === '' || found.unit === '%') && found.number <= 100;
  if (slot !== undefined && isPercent) return again({ [slot]: found.number }, last, said, reading);
  const isTemperature = last.intent === WARMING && typeof last.slots.temperature === 'number' && found.unit === '';
  return isTemperature ? again({ temperature: found.number }, last, said, reading) : null;
}

/** "Two degrees warmer": "no, three". What was done already counts, so that three are what it comes to. */
export function stepAnew(said: string, last: LastTurn, reading: Reading): UnderstoodIntent | null {
  const found = numberIn(said, reading);
  if (found === null) return null;
  const { number, unit } = found;
  const { degrees } = last.slots;
  const done = (step: number): number => (last.isUndone === true ? 0 : (last.stepInAll ?? step));
  if (last.intent === WARMING && typeof degrees === 'number' && last.slots.temperature_step !== undefined) {
    if (unit !== '' && !DEGREES.test(unit)) return null;
    return { ...again({ degrees: number - done(degrees) }, last, said, reading), stepInAll: number };
  }
  const [slot] = STEPS.filter((one) => typeof last.slots[one] === 'number');
  if (slot === undefined || (unit !== '' && unit !== '%') || number > 100) return null;
  const before = done(Number(last.slots[slot]));
  const stepInAll = Math.sign(last.stepInAll ?? Number(last.slots[slot])) * number;
  return { ...again({ [slot]: stepInAll - before }, last, said, reading), stepInAll };
}

/** The slots of `last` as if its step had not been corrected. */
export function wholeSteps({ slots, stepInAll }: LastTurn): Slots {
  const [slot] = ['degrees', ...STEPS].filter((one) => typeof slots[one] === 'number');
  return slot === undefined || stepInAll === undefined ? slots : { ...slots, [slot]: stepInAll };
}

/** "Make it 25", and no unit: said of a thing that was spoken of. */
export function isNumberOfIt(text: string, words: LinkingWords, language: string): boolean {
  const anew = firstGroup(words.bell.changed, text);
  return anew !== null && /^-?\d+(?:[.,]\d+)?$/u.test(digitsForWords(anew, language));
}

function numberIn(said: string, { context }: Reading): { readonly number: number; readonly unit: string } | null {
  const [, digits, unit = ''] = NUMBER.exec(digitsForWords(said, context.language)) ?? [];
  return digits === undefined ? null : { number: Number(digits.replace(',', '.')), unit };
}

function again(slots: Slots, last: LastTurn, text: string, reading: Reading): UnderstoodIntent {
  const { intent, response, entities } = last;
  const area = typeof last.slots.area === 'string' ? last.slots.area : (reading.here?.name ?? null);
  const all = { ...last.slots, ...slots };
  return { kind: 'intent', intent, slots: all, response, entities, area, text, certainty: 'correction' };
}
