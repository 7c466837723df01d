// "Make it ten", "no, at eight", "cancel it" behind a timer, an alarm or a reminder: that one is meant, and no thermostat.
import { isDeepStrictEqual } from 'node:util';
import { digitsForWords } from '../language/numbers.ts';
import { digitsForTimes } from '../language/numbers-times.ts';
import { namesOccasion } from '../language/occasion-reading.ts';
import type { OccasionStyle } from '../language/occasion-said.ts';
import { yesOrNo } from '../language/yes-no.ts';
import { commandIn } from './bare-name.ts';
import type { Elsewhere } from './elsewhere.ts';
import { firstGroup, type LinkingWords } from './linking-words.ts';
import { isPlanned, plannedAnew, plannedElsewhere, saysPlanned } from './planned-follow-up.ts';
import type { Meaning, Reading } from './reading.ts';
import type { BellRef, LastTurn, UnderstoodIntent } from './understanding.ts';

const TIMER = 'HassStartTimer';

/** What sets one, and what takes it back. */
const TAKEN_BACK: Readonly<Record<string, string>> = {
  [TIMER]: 'HassCancelTimer',
  LinnetSetAlarm: 'LinnetCancelAlarm',
  LinnetSetReminder: 'LinnetCancelReminder',
};

const LENGTHS = ['hours', 'minutes', 'seconds'];
const TIMES = [...LENGTHS, 'day', 'when'];

export function isBell({ intent }: Pick<LastTurn, 'intent'>): boolean {
  return intent in TAKEN_BACK;
}

/** Behind "how long is left": that timer can be changed and taken back, but no word of "no, ten" is about how long it runs. */
export function spokenBell(text: string, last: LastTurn, asked: Elsewhere): Meaning | null {
  const { bell, spokenOf } = last;
  const { takenBack, changed: anew } = asked.words.bell;
  if (bell === undefined || spokenOf === undefined || !(takenBack.test(text) || anew.test(text))) return null;
  return bellFollowUp(text, null, { ...last, ...spokenOf }, asked);
}

/** `text` is folded; `corrected` what it says instead, where it is a correction. What is not surely one is read as it stands. */
export function bellFollowUp(
  text: string,
  corrected: string | null,
  last: LastTurn,
  { reading, words, options }: Elsewhere,
): Meaning | null {
  const { bell: corrects } = last;
  if (corrects === undefined) return corrected === null ? null : commandIn(corrected, reading);
  const said = corrected ?? text;
  if (words.bell.takenBack.test(said)) return changed(TAKEN_BACK[last.intent] ?? last.intent, {}, text, corrects);
  const anew = firstGroup(words.bell.changed, said) ?? corrected;
  const slots = anew === null ? null : slotsOf(anew, last, reading, words);
  if (slots !== null) return changed(last.intent, { ...besideTimes(last), ...slots }, text, corrects);
  if (corrected === null) return null;
  const planned = plannedElsewhere(corrected, last, { reading, words, options }, 'correction');
  if (planned !== null) return { ...planned, corrects };
  const meaning = commandIn(corrected, reading);
  if (meaning?.kind !== 'intent' || !takesBack(text, said, reading)) return meaning;
  if (isPlanned(last) && meaning.entities.length > 0 && !saysPlanned(meaning, last, reading))
    return { ...plannedAnew(corrected, last, text, 'correction'), corrects };
  const isInstead = isSameAnew(meaning, last, reading);
  return isInstead && !words.bell.another.test(said) ? { ...meaning, corrects } : meaning;
}

function changed(intent: string, slots: UnderstoodIntent['slots'], text: string, corrects: BellRef): UnderstoodIntent {
  const certainty = 'correction';
  return { kind: 'intent', intent, slots, response: 'default', entities: [], area: null, text, certainty, corrects };
}

/** "Oh", "wait" and "sorry" may begin what comes on top; "no" and a closing "instead" do not. */
function takesBack(text: string, corrected: string, { context }: Reading): boolean {
  const [first = ''] = /^[\p{L}\p{M}]+/u.exec(text) ?? [];
  return !text.endsWith(corrected) || yesOrNo(first, context.language) === false;
}

/** Whether `meaning` sets the same thing as the last turn did, for another time. */
function isSameAnew(meaning: UnderstoodIntent, last: LastTurn, { context }: Reading): boolean {
  const same = isDeepStrictEqual(besideTimes(meaning), besideTimes(last));
  if (meaning.intent !== last.intent || !same) return false;
  const when = [meaning.slots.day, meaning.slots.when].filter((part) => part !== undefined).join(' ');
  return meaning.intent === TIMER || namesOccasion(when, styleOf(last), context.language);
}

/** What it is, or is about. */
function besideTimes({ slots }: Pick<LastTurn, 'slots'>): UnderstoodIntent['slots'] {
  return Object.fromEntries(Object.entries(slots).filter(([slot]) => !TIMES.includes(slot)));
}

function styleOf({ intent }: LastTurn): OccasionStyle {
  return intent === 'LinnetSetReminder' ? 'reminder' : 'alarm';
}

/** How long, or when, `anew` says; null where it is no time. */
function slotsOf(
  anew: string,
  last: LastTurn,
  reading: Reading,
  { bell, articles }: LinkingWords,
): UnderstoodIntent['slots'] | null {
  const { language } = reading.context;
  const atTime = (): UnderstoodIntent['slots'] | null => {
    const hasNumber = /\d/u.test(digitsForTimes(anew, language));
    return hasNumber && namesOccasion(anew, styleOf(last), language) ? { when: anew } : null;
  };
  if (last.intent !== TIMER || last.slots.when !== undefined) return atTime();
  const plain = anew.replace(articles, '');
  const length =
    bareNumber(plain, last, language) ?? lengthSlots(reading.exact(bell.timer.replace('TEXT', () => plain)));
  return length ?? (isPlanned(last) ? atTime() : null);
}

/** "Ten" counts in what the timer was set in; minutes, where that was more than one unit. */
function bareNumber(anew: string, last: LastTurn, language: string): UnderstoodIntent['slots'] | null {
  const number = /^\d{1,3}$/u.exec(digitsForWords(anew, language))?.[0];
  const units = LENGTHS.filter((unit) => last.slots[unit] !== undefined);
  const [unit = 'minutes'] = units.length === 1 ? units : [];
  return number === undefined ? null : { [unit]: Number(number) };
}

function lengthSlots(meaning: Meaning | null): UnderstoodIntent['slots'] | null {
  if (meaning?.kind !== 'intent' || meaning.intent !== TIMER) return null;
  const isLength = Object.keys(meaning.slots).every((slot) => LENGTHS.includes(slot));
  return isLength ? meaning.slots : null;
}
