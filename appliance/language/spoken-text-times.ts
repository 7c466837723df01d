// Clock times and dates written in figures.
import type { SpokenLanguage, SpokenRule } from './spoken-text-language.ts';

const HOUR = String.raw`([01]?\d|2[0-3])`;
const SIXTY = String.raw`([0-5]\d)`;
// The last dot of "p.m." stays where it ends the sentence too.
const MERIDIEM = String.raw`\s?([aApP])(?:[mM]\b|\.[mM]\b(?:\.(?!\s+\p{Lu}|\s*$))?)`;

/** ISO moments and dates; before anything reads their hyphens as ranges. */
export function isoRules(language: SpokenLanguage): readonly SpokenRule[] {
  const day = String.raw`\b(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])`;
  const zone = String.raw`(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?`;
  const date = (year = '', month = '', dayOfMonth = ''): string =>
    language.date({ year: Number(year), month: Number(month), day: Number(dayOfMonth) });
  return [
    {
      pattern: new RegExp(`${day}[T ]${HOUR}:${SIXTY}(?::${SIXTY}${zone})?`, 'g'),
      say: (_, year, month, dayOfMonth, hour, minute) =>
        `${date(year, month, dayOfMonth)}, ${sayClock(language, hour, minute)}`,
    },
    { pattern: new RegExp(`${day}\\b`, 'g'), say: (_, year, month, dayOfMonth) => date(year, month, dayOfMonth) },
  ];
}

export function clockRules(language: SpokenLanguage): readonly SpokenRule[] {
  return [
    {
      pattern: new RegExp(`(?<![\\d:.])${HOUR}:${SIXTY}(?::${SIXTY})?(?:${MERIDIEM})?(?![\\d:]|\\.\\d)`, 'gu'),
      say: (_, hour, minute, second, half) => sayClock(language, hour, minute, second, half),
    },
    {
      pattern: new RegExp(`(?<![\\d:.,])(1[0-2]|0?[1-9])${MERIDIEM}`, 'gu'),
      say: (_, hour, half) => sayClock(language, hour, '0', undefined, half),
    },
  ];
}

/** "11/21/2026", "21.11.2026", "21-11-2026": the order is the language's, unless only the other one makes a date. */
export function dateRules(language: SpokenLanguage): readonly SpokenRule[] {
  return [
    {
      pattern: /(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/-]|\.\d)/g,
      say: (match, first, mark, second, year) =>
        numericDate(language, match, [Number(first), Number(second)], mark, year),
    },
  ];
}

function numericDate(
  language: SpokenLanguage,
  match: string,
  [first, second]: readonly [number, number],
  mark: string | undefined,
  year = '',
): string {
  const monthFirst = language.monthFirst && mark !== '.';
  const [month, day] = (monthFirst || second > 12) && first <= 12 ? [first, second] : [second, first];
  const isDate = month >= 1 && month <= 12 && day >= 1 && day <= 31;
  return isDate ? language.date({ year: Number(year) + (year.length === 2 ? 2000 : 0), month, day }) : match;
}

function sayClock(
  language: SpokenLanguage,
  hour: string | undefined,
  minute: string | undefined,
  second?: string,
  half?: string,
): string {
  return language.clock({
    hour: Number(hour),
    minute: Number(minute),
    second: second === undefined ? null : Number(second),
    meridiem: half === undefined ? null : half.toLowerCase() === 'a' ? 'am' : 'pm',
  });
}
