// When something is to be, as it was said: "tomorrow at half past seven", "every weekday at 6:30 am", "in an hour and a half". All times
// are local ones, as floating milliseconds.
import { digitsForTimes } from './numbers-times.ts';
import { lengthIn, type OccasionPiece, pieceAt } from './occasion-pieces.ts';
import type { OccasionSaid, OccasionStyle } from './occasion-said.ts';
import { occasionWords } from './occasions.ts';

export interface Occasion {
  readonly local: number;
  /** RRULE; null for once. */
  readonly rule: string | null;
  /** How long from now, where a length of time was said: it passes whatever clocks on walls do. */
  readonly aheadMs: number | null;
  /** What was said, to be read again where the clock was wrong (`occasionAt`). */
  readonly said: OccasionSaid;
}

type Resolved = Omit<Occasion, 'said'>;

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const HOURLY = 'FREQ=HOURLY';
/** The hour of a reminder for a day, where no time is said. */
const USUAL_HOUR = 9;
/** Longer texts are not looked at. */
const MAX_LENGTH = 300;

/** How a text is read: `now` is local; `language` may carry a region. */
export interface OccasionReading {
  readonly now: number;
  readonly style: OccasionStyle;
  readonly language: string;
  /** It answers "for when?": any number is a time, for a reminder too. */
  readonly isAnswer?: boolean;
}

/** The occasion that all of `text` names; null where it is none. */
export function readOccasion(text: string, reading: OccasionReading): Occasion | null {
  const plain = normalized(text, reading.language);
  const found = piecesAt(plain, 0, reading);
  return found.end === plain.length ? occasionAt({ pieces: found.pieces, style: reading.style }, reading.now) : null;
}

/** The length of time that `text` is ("for ten minutes"), in milliseconds; null where it is none. */
export function readLength(text: string, language: string): number | null {
  return lengthIn(normalized(text, language), language);
}

/** How far before the time that was said first the time that is meant instead may lie. */
const EARLIER_MS = 6 * 3_600_000;

/** What `text` makes of an occasion that was set: words without a day ("at eight") keep its day and how it recurs. */
export function readAnew(
  text: string,
  before: Pick<Occasion, 'local' | 'rule'>,
  reading: OccasionReading,
): Occasion | null {
  const plain = normalized(text, reading.language);
  const { pieces, end } = piecesAt(plain, 0, reading);
  if (end !== plain.length) return null;
  const { now, style } = reading;
  if (pieces.some(({ kind }) => kind !== 'time' && kind !== 'half')) return occasionAt({ pieces, style }, now);
  return occasionAt({ pieces, style, rule: before.rule }, Math.max(now, before.local - EARLIER_MS));
}

/** Whether all of `text` names an occasion for what was set before, whatever the time is. */
export function namesOccasion(text: string, style: OccasionStyle, language: string): boolean {
  return readAnew(text, { local: 0, rule: null }, { now: 0, style, language, isAnswer: true }) !== null;
}

interface SplitOccasion {
  readonly occasion: Occasion | null;
  /** The words that name it; empty where none do. */
  readonly said: string;
  readonly rest: string;
}

/** An occasion at the beginning or the end of `text` (in some languages amidst it), and what the rest says. */
export function splitOccasion(text: string, reading: OccasionReading): SplitOccasion {
  const { isInMiddle } = occasionWords(reading.language);
  for (const { isAmidst, ...cut } of occasionCuts(text, reading))
    if (!isAmidst || (isInMiddle && cut.occasion !== null)) return cut;
  return { occasion: null, said: '', rest: normalized(text, reading.language) };
}

/** A sentence has not more of them. */
const MOST_CUTS = 8;

/** Every occasion that can be taken out of `text`: at its beginning, at its end, and then amidst it, from the left. */
export function occasionCuts(
  text: string,
  reading: OccasionReading,
): ReadonlyArray<SplitOccasion & { readonly isAmidst: boolean }> {
  const plain = normalized(text, reading.language);
  const found = [0, ...[...plain.matchAll(/(?<=\s)\S/gu)].map(({ index }) => index)].flatMap((from) => {
    const { pieces, ends, end } = piecesAt(plain, from, reading);
    return pieces.length === 0 ? [] : [{ from, pieces, ends, isAmidst: from > 0 && end < plain.length }];
  });
  const cuts = found.flatMap(({ from, pieces, ends, isAmidst }) => {
    const count = isAmidst ? once(pieces) : pieces.length;
    const said = { pieces: pieces.slice(0, count), style: reading.style };
    // amidst other words, a part of the day alone is more likely one of them
    if (isAmidst && said.pieces.every(({ kind }) => kind === 'half')) return [];
    const end = ends[count - 1] ?? from;
    return {
      isAmidst,
      occasion: occasionAt(said, reading.now),
      said: plain.slice(from, end).trim(),
      rest: `${plain.slice(0, from)}${plain.slice(end).trim()}`.trim(),
    };
  });
  return [...cuts.filter(({ isAmidst }) => !isAmidst), ...cuts.filter(({ isAmidst }) => isAmidst)].slice(0, MOST_CUTS);
}

/** How many pieces stand before one of a kind again: "um 22 Uhr (auf 18)" is one time. */
function once(pieces: readonly OccasionPiece[]): number {
  const kinds = pieces.map(({ kind }) => kind);
  const again = kinds.findIndex((kind, at) => kinds.indexOf(kind) < at);
  return again < 0 ? kinds.length : again;
}

/** `text` as pieces are looked for in it: number words and times as digits, nothing polite at its end. */
export function normalized(text: string, language: string): string {
  const { please, respelled = [] } = occasionWords(language);
  const plain = text
    .slice(0, MAX_LENGTH)
    .replace(/’/g, "'")
    .replace(/[.!?]+\s*$/u, '')
    .replace(new RegExp(`[,\\s]*(?<!\\p{L})(?:${please})$`, 'iu'), '');
  const spelled = respelled.reduce((one, [words, as]) => one.replace(words, as), plain);
  return digitsForTimes(spelled, language).replace(/\s+/g, ' ').trim();
}

/** The pieces of an occasion that begin at `from`, where each ends, and where all do. */
export function piecesAt(
  text: string,
  from: number,
  reading: OccasionReading,
): { pieces: OccasionPiece[]; ends: number[]; end: number } {
  const { style, language, isAnswer = false } = reading;
  const { between, at: leads } = occasionWords(language);
  const pieces: OccasionPiece[] = [];
  const ends: number[] = [];
  let end = from;
  for (;;) {
    const at = end + lengthOf(`(?:[\\s,]|${between})*`, text, end);
    const found = pieceAt(text, at, language) ?? pieceAt(text, at + lengthOf(`(?:${leads})?`, text, at), language);
    const isDoubtful = style === 'reminder' && !isAnswer && found?.piece.kind === 'time' && !found.piece.isExact;
    if (found === null || isDoubtful) break;
    pieces.push(found.piece);
    ends.push(found.end);
    end = found.end;
  }
  return { pieces, ends, end };
}

/** How much of `text` the pattern takes from `at` on. */
function lengthOf(source: string, text: string, at: number): number {
  const pattern = new RegExp(source, 'iuy');
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

function pick<Kind extends OccasionPiece['kind']>(pieces: readonly OccasionPiece[], kind: Kind) {
  return pieces.find((piece): piece is Extract<OccasionPiece, { kind: Kind }> => piece.kind === kind);
}

/** What was said, where clocks show `now`; null where its pieces contradict each other, or a time is missing. */
export function occasionAt(said: OccasionSaid, now: number): Occasion | null {
  const { pieces, style, rule } = said;
  const resolved = resolvedAt(pieces, now, style);
  return resolved === null ? null : { ...resolved, ...(rule === undefined ? {} : { rule }), said };
}

function resolvedAt(pieces: readonly OccasionPiece[], now: number, style: OccasionStyle): Resolved | null {
  const kinds = pieces.map(({ kind }) => kind);
  if (pieces.length === 0 || new Set(kinds).size < kinds.length) return null;
  const later = pick(pieces, 'in');
  if (later !== undefined)
    return pieces.length === 1 && later.ms >= 1000 ? { local: now + later.ms, rule: null, aheadMs: later.ms } : null;
  const rule = pick(pieces, 'repeat')?.rule ?? null;
  if (rule === HOURLY) return pieces.length === 1 ? { local: now + HOUR_MS, rule, aheadMs: null } : null;
  const half = pick(pieces, 'half');
  const days = daysOf(pieces, now);
  if (days === null && pick(pieces, 'date') !== undefined) return null;
  const candidates = minutesOf(pieces, style, rule !== null || (days !== null && !days.isToday));
  const first = days?.start ?? dayStart(now);
  if (candidates.length === 0) return null;
  if (rule?.includes(';COUNT=') === true) {
    const local = earliest(first, candidates.slice(0, 1), now, DAY_MS); // a day that has passed is none of them
    return local === null ? null : { local, rule, aheadMs: null };
  }
  if (rule !== null) return { local: first + (candidates[0] ?? 0) * MINUTE_MS, rule, aheadMs: null };
  const stepMs = days === null && half?.isToday !== true ? DAY_MS : (days?.stepMs ?? 0);
  const local = earliest(first, candidates, now, stepMs);
  return local === null ? null : { local, rule: null, aheadMs: null };
}

/** The first of the times of day that is still to come, on that day or, where it may be another one, later. */
function earliest(start: number, minutes: readonly number[], now: number, stepMs: number): number | null {
  const times = [start, start + stepMs].flatMap((day) => minutes.map((minute) => day + minute * MINUTE_MS));
  return times.find((time) => time > now) ?? null;
}

interface Days {
  readonly start: number;
  readonly isToday: boolean;
  /** How much later it comes where today's time has passed. */
  readonly stepMs: number;
}

/** The day that was said; null where none was. */
function daysOf(pieces: readonly OccasionPiece[], now: number): Days | null {
  const today = dayStart(now);
  const day = pick(pieces, 'day');
  if (day !== undefined) return { start: today + day.daysAhead * DAY_MS, isToday: day.daysAhead === 0, stepMs: 0 };
  const weekday = pick(pieces, 'weekday');
  if (weekday !== undefined) {
    const days = (weekday.weekday - weekdayOf(today) + 7) % 7;
    const ahead = days === 0 && weekday.isNext ? 7 : days;
    return { start: today + ahead * DAY_MS, isToday: false, stepMs: 7 * DAY_MS };
  }
  const from = pick(pieces, 'repeat')?.from;
  if (from !== undefined)
    return { start: today + ((from - weekdayOf(today) + 7) % 7) * DAY_MS, isToday: false, stepMs: 0 };
  const date = pick(pieces, 'date');
  return date === undefined ? null : dateAfter(today, date.day, date.month);
}

/** The next such date, today included. A month without that day is passed over. */
function dateAfter(today: number, day: number, month: number | null): Days | null {
  const from = new Date(today);
  for (let ahead = 0; ahead < 49; ahead++) {
    const start = Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + ahead, day);
    const made = new Date(start);
    const isThatDay = made.getUTCDate() === day && (month === null || made.getUTCMonth() === month);
    if (isThatDay && start >= today) return { start, isToday: false, stepMs: 0 };
  }
  return null;
}

/** The minutes of the day that may be meant, the likeliest first. `isPlanned`: for a day that is not simply the next that comes. */
function minutesOf(pieces: readonly OccasionPiece[], style: OccasionStyle, isPlanned: boolean): number[] {
  const time = pick(pieces, 'time');
  const half = pick(pieces, 'half');
  const repeated = pick(pieces, 'repeat')?.half ?? null;
  const said = half?.half ?? repeated;
  if (time === undefined) return style === 'alarm' ? [] : [(half?.usual ?? USUAL_HOUR) * 60];
  const at = (hour: number): number => hour * 60 + time.minute;
  const isNightly = repeated === 'pm' && time.half === null;
  if (isNightly && (time.hour === 12 || time.hour <= 3)) return [at(time.hour % 12)]; // "every night at two"
  const isLate = half?.half === 'pm' && half.usual >= 20 && (time.half === null || time.hour === 0);
  if (isLate && (time.hour === 12 || time.hour <= 3)) {
    const early = at(time.hour % 12); // "tonight at one": behind the midnight that follows
    return isPlanned ? [early + 24 * 60] : [early, early + 24 * 60];
  }
  const which = time.half ?? (time.hour > 12 ? 'whole' : said);
  if (which === 'whole') return [at(time.hour)];
  if (which !== null) return [at((time.hour % 12) + (which === 'pm' ? 12 : 0))];
  if (!isPlanned) return [at(time.hour % 12), at((time.hour % 12) + 12)];
  const isAfternoon = time.hour === 12 || (style === 'reminder' && time.hour < 7);
  return [at((time.hour % 12) + (isAfternoon ? 12 : 0))];
}

function dayStart(local: number): number {
  return Math.floor(local / DAY_MS) * DAY_MS;
}

/** From Monday, 0. */
function weekdayOf(local: number): number {
  return (new Date(local).getUTCDay() + 6) % 7;
}
