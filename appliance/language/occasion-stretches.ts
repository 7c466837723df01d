// When something is to be, or how long, said amidst other words: "schalte in zehn Minuten das Licht aus", "a timer of an hour and a half".
// What remains is for whoever knows commands; here are the places where it may be cut.
import { baseLanguage } from './language-tag.ts';
import { digitsForWords } from './numbers.ts';
import { lengthAt } from './occasion-pieces.ts';
import { normalized, piecesAt } from './occasion-reading.ts';
import { occasionWords } from './occasions.ts';

/** `before` and `after` are what is left of the text, with its number words as digits. */
interface Stretch {
  readonly before: string;
  readonly said: string;
  readonly after: string;
}

export interface MomentStretch extends Stretch {
  /** How long from now; null for a time of day, which `said` tells. */
  readonly aheadMs: number | null;
  /** Whether it can be nothing but a time: "at 7:30", "at seven in the evening". A number alone may be a level. */
  readonly isClear: boolean;
}

export interface LengthStretch extends Stretch {
  readonly ms: number;
}

/** What stands before a number that is a time of day, where no other word says so. Other words before it may be of a level: "auf 7". */
const CLOCK_LEADS: Readonly<Record<string, RegExp>> = {
  de: /^(?:um|gegen) /iu,
  nl: /^om /iu,
  es: /^a las? /iu,
  it: /^(?:alle |all')/iu,
  pt: /^às? /iu,
  sv: /^(?:klockan|kl\.?) /iu,
  da: /^(?:klokken|kl\.?) /iu,
  pl: /^o /iu,
  ru: /^во? /iu,
  cs: /^ve? /iu,
};

const WITH_MINUTES = /\d[:.h]\d\d|\d ?[ap]\.?m/iu;
/** "5 minutes", and "5 minutes and 10 minutes", which may be two timers. */
const PLAIN_LENGTH = /^\d+ ?\p{L}+(?:,? (?:\p{L}+ )?\d+ ?\p{L}+)?$/u;
/** "Drie kwartier" has the look of a plain one. */
const THREE_QUARTERS = 2_700_000;
const ONE_OF_A_UNIT: readonly number[] = [1000, 60_000, 3_600_000];
/** A sentence has not more of them, and each costs another look. */
const MAX_STRETCHES = 8;

/** Every length of time from now, and every time of day, in `text`, from the left. Recurrences are none. */
export function momentsIn(text: string, language: string): readonly MomentStretch[] {
  const plain = normalized(text, language);
  const found = starts(plain).flatMap((start): MomentStretch[] => {
    const all = piecesAt(plain, start, { now: 0, style: 'reminder', language });
    const kindsOfAll = all.pieces.map(({ kind }) => kind);
    const again = kindsOfAll.findIndex((kind, at) => kindsOfAll.indexOf(kind) < at);
    const kinds = again < 0 ? kindsOfAll : kindsOfAll.slice(0, again); // "um 22 Uhr (auf 18)" is one time
    const end = all.ends[kinds.length - 1] ?? start;
    const cut = { before: plain.slice(0, start).trim(), said: plain.slice(start, end), after: plain.slice(end).trim() };
    const [only] = all.pieces;
    if (only?.kind === 'in') return kinds.length === 1 ? [{ ...cut, aheadMs: only.ms, isClear: true }] : [];
    if (!kinds.includes('time') || kinds.includes('in') || kinds.includes('repeat')) return [];
    const isClear = kinds.length > 1 || WITH_MINUTES.test(cut.said) || isMiddleOfTheDay(cut.said, language);
    const isTime = isClear || CLOCK_LEADS[baseLanguage(language)]?.test(cut.said) === true;
    return isTime ? [{ ...cut, aheadMs: null, isClear }] : [];
  });
  return found.slice(0, MAX_STRETCHES);
}

/** Every length of time in `text` that is more than a number of whole units: "anderthalb Stunden", "2,5 minuti", "un kwartier". */
export function brokenLengthsIn(text: string, language: string): readonly LengthStretch[] {
  const plain = digitsForWords(text.replace(/(\d),(?=\d)/g, '$1.').replace(/’/g, "'"), language)
    .replace(/ d'(?=une?(?!\p{L}))/giu, ' de ') // French "d'une heure"
    .replace(/[.!?]+\s*$/u, '')
    .replace(/\s+/g, ' ')
    .trim();
  const lengths = starts(plain).flatMap((start): LengthStretch[] => {
    const found = lengthAt(plain, start, language);
    if (found === null) return [];
    const said = plain.slice(start, found.end);
    const cut = { before: plain.slice(0, start).trim(), said, after: plain.slice(found.end).trim() };
    const isPlain =
      (found.ms !== THREE_QUARTERS && PLAIN_LENGTH.test(said)) ||
      ONE_OF_A_UNIT.includes(found.ms) ||
      /\d$/.test(cut.before);
    return isPlain ? [] : [{ ...cut, ms: found.ms }];
  });
  return lengths.slice(0, MAX_STRETCHES);
}

function isMiddleOfTheDay(said: string, language: string): boolean {
  const { noon, midnight } = occasionWords(language);
  return new RegExp(`^(?:${noon}|${midnight})$`, 'iu').test(said);
}

function starts(plain: string): number[] {
  return [0, ...[...plain.matchAll(/(?<=\s)\S/gu)].map(({ index }) => index)];
}
