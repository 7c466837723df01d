// Written text ▸ text that a voice can read: what is for the eye goes, what is written in figures and signs becomes words.
//
// What espeak reads well it keeps: capitals without vowels (it spells "MQTT", "TV" and "PM" with the right stress), names with
// accents. What it reads wrongly was found by asking it for its phonemes: years ("two thousand twenty-six"), clock times ("seven
// zero five"), money ("dollar five point two zero"), "LED" (as "led"), "ETA", "IR", slashes, hyphens between numbers, and every
// emoji by its name. "Dr." and "e.g." end its sentence.

import { baseLanguage } from './language-tag.ts';
import { english } from './spoken-text-english.ts';
import { french } from './spoken-text-french.ts';
import { german } from './spoken-text-german.ts';
import type { SpokenLanguage, SpokenRule } from './spoken-text-language.ts';
import { plainText } from './spoken-text-markup.ts';
import {
  decadeRules,
  fractionRules,
  moneyRules,
  ordinalAndYearRules,
  phoneAndRangeRules,
  plainNumberRules,
} from './spoken-text-quantities.ts';
import { applyRules } from './spoken-text-rules.ts';
import { spanish } from './spoken-text-spanish.ts';
import { abbreviationRules, initialismRules, symbolRules, TIDY_RULES } from './spoken-text-symbols.ts';
import { clockRules, dateRules, isoRules } from './spoken-text-times.ts';
import { groupedDigitRules, priceRules, unitRules } from './spoken-text-units.ts';
import { danish, dutch, swedish } from './spoken-text-worded-germanic.ts';
import { italian, portuguese } from './spoken-text-worded-romance.ts';
import { czech, polish, russian } from './spoken-text-worded-slavic.ts';

const LANGUAGES: Readonly<Record<string, SpokenLanguage>> = {
  ...{ en: english, de: german, fr: french, es: spanish, it: italian, pt: portuguese },
  ...{ nl: dutch, sv: swedish, da: danish, pl: polish, ru: russian, cs: czech },
};
const LONGEST_TEXT = 20_000; // characters; a reply is some hundreds, and a person would not listen to more

/** The words of `locale`'s language; English ones where there are none. */
export function spokenLanguage(locale: string): SpokenLanguage {
  return LANGUAGES[baseLanguage(locale)] ?? english;
}

/**
 * `text` as it is said in `locale` ("en-US", "de", …); empty where nothing in it can be said. Never throws, whatever came; text
 * beyond 20 000 characters is dropped.
 */
export function spokenText(text: string, locale: string): string {
  const language = spokenLanguage(locale);
  const written = plainText(text.slice(0, LONGEST_TEXT), language);
  const said = applyRules(quiet(written), rulesOf(language, locale));
  if (!/[\p{L}\p{N}]/u.test(said)) return '';
  return /[.!?]$/.test(written) && !/[.!?]$/.test(said) ? `${said}.` : said;
}

function rulesOf(language: SpokenLanguage, locale: string): readonly SpokenRule[] {
  const isBritish = language === english && /^en[-_](?!us|ca|ph)/i.test(locale);
  return isBritish ? BRITISH_RULES : (RULES.get(language) ?? []);
}

/** The order matters: what has more structure comes first, so that a date's hyphens are gone before ranges are looked for. */
function compile(language: SpokenLanguage): readonly SpokenRule[] {
  return [
    ...groupedDigitRules(language),
    ...isoRules(language),
    ...dateRules(language),
    ...phoneAndRangeRules(language),
    ...language.rules,
    ...clockRules(language),
    ...abbreviationRules(language),
    ...priceRules(language),
    ...moneyRules(language),
    ...decadeRules(language),
    ...fractionRules(language),
    ...ordinalAndYearRules(language),
    ...unitRules(language),
    ...initialismRules(language),
    ...symbolRules(language),
    ...plainNumberRules(language),
    ...language.lastRules,
    ...TIDY_RULES,
  ];
}

const RULES = new Map(Object.values(LANGUAGES).map((language) => [language, compile(language)]));
/** English with the day before the month. */
const BRITISH_RULES = compile({ ...english, monthFirst: false });

/** Text all in capitals is meant loudly, not as a row of initials: espeak would say "TURN IT OFF" as "turn eye tee off". */
function quiet(text: string): string {
  const words = text.match(/\p{L}{2,}/gu) ?? [];
  const isShouted = words.length >= 3 && words.every((word) => word === word.toUpperCase());
  return isShouted ? text.toLowerCase() : text;
}
