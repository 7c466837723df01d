// Times of day as people say them: "half past seven", "quarter to eight", "halb acht", "sept heures et demie". They come out as
// digits, "7:30"; whether morning or evening is meant is not in the words.
import { baseLanguage } from './language-tag.ts';
import { digitsForWords } from './numbers.ts';

/** `minutes` is added to the hour that was said; a negative one counts back from it. */
interface TimeForm {
  /** Groups: the words around an hour in digits, `h`, and minutes in digits, `m`, where they are said. */
  readonly pattern: RegExp;
  readonly minutes: (said: number) => number;
}

const fixed = (minutes: number) => (): number => minutes;
const after = (said: number): number => said;
const before = (said: number): number => -said;

const H = '(?<h>\\d{1,2})';
const M = '(?<m>\\d{1,2})';
const form = (pattern: string, minutes: (said: number) => number): TimeForm => ({
  pattern: new RegExp(`(?<![\\p{L}\\p{N}]|\\d[.,:])${pattern}(?![\\p{L}\\p{N}])`, 'giu'),
  minutes,
});

/** Hours that are said as ordinals or in a case of their own, as their numbers. */
const HOUR_WORDS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  pl: {
    ...ordinals(
      'pierwszej drugiej trzeciej czwartej piątej szóstej siódmej ósmej dziewiątej dziesiątej jedenastej dwunastej trzynastej czternastej piętnastej szesnastej siedemnastej osiemnastej dziewiętnastej dwudziestej',
    ),
    ...ordinals(
      'pierwsza druga trzecia czwarta piąta szósta siódma ósma dziewiąta dziesiąta jedenasta dwunasta trzynasta czternasta piętnasta szesnasta siedemnasta osiemnasta dziewiętnasta dwudziesta',
    ),
    ...ordinals(
      'pierwszą drugą trzecią czwartą piątą szóstą siódmą ósmą dziewiątą dziesiątą jedenastą dwunastą trzynastą czternastą piętnastą szesnastą siedemnastą osiemnastą dziewiętnastą dwudziestą',
    ),
  },
  ru: ordinals(
    'первого второго третьего четвёртого пятого шестого седьмого восьмого девятого десятого одиннадцатого двенадцатого',
  ),
  cs: {
    ...ordinals('jedné druhé třetí čtvrté páté šesté sedmé osmé deváté desáté jedenácté dvanácté'),
    ...ordinals('jednu druhou třetí čtvrtou pátou šestou sedmou osmou devátou desátou jedenáctou dvanáctou'),
  },
};

const FORMS: Readonly<Record<string, readonly TimeForm[]>> = {
  en: [
    form(`half (?:past )?${H}`, fixed(30)),
    form(`(?:a )?quarter (?:past|after) ${H}`, fixed(15)),
    form(`(?:a )?quarter (?:to|of|before|till) ${H}`, fixed(-15)),
    form(`${M} (?:minutes )?(?:past|after) ${H}`, after),
    form(`${M} (?:minutes )?(?:to|before|till) ${H}`, before),
    form(`${H} (?:o'clock|oclock)`, fixed(0)),
  ],
  de: [
    form(`halb ${H}`, fixed(-30)),
    form(`viertel nach ${H}`, fixed(15)),
    form(`viertel vor ${H}`, fixed(-15)),
    form(`dreiviertel ${H}`, fixed(-15)),
    form(`viertel ${H}`, fixed(-45)),
    form(`${M} (?:minuten )?nach ${H}`, after),
    form(`${M} (?:minuten )?vor ${H}`, before),
    form(`${H} uhr ${M}`, after),
    form(`${H} uhr`, fixed(0)),
  ],
  nl: [
    form(`half ${H}`, fixed(-30)),
    form(`kwart over ${H}`, fixed(15)),
    form(`kwart voor ${H}`, fixed(-15)),
    form(`${M} over ${H}`, after),
    form(`${M} voor ${H}`, before),
    form(`${H} uur`, fixed(0)),
  ],
  sv: [
    form(`halv ${H}`, fixed(-30)),
    form(`kvart över ${H}`, fixed(15)),
    form(`kvart i ${H}`, fixed(-15)),
    form(`${M} över ${H}`, after),
    form(`${M} i ${H}`, before),
  ],
  da: [
    form(`halv ${H}`, fixed(-30)),
    form(`kvart over ${H}`, fixed(15)),
    form(`kvart i ${H}`, fixed(-15)),
    form(`${M} (?:minutter )?over ${H}`, after),
    form(`${M} (?:minutter )?i ${H}`, before),
  ],
  fr: [
    form(`${H} heures? et demie?`, fixed(30)),
    form(`${H} heures? et quart`, fixed(15)),
    form(`${H} heures? moins le quart`, fixed(-15)),
    form(`${H} heures? moins ${M}`, before),
    form(`${H} heures? ${M}`, after),
    form(`${H} heures?`, fixed(0)),
  ],
  es: [
    form(`${H} y media`, fixed(30)),
    form(`${H} y cuarto`, fixed(15)),
    form(`${H} menos cuarto`, fixed(-15)),
    form(`${H} menos ${M}`, before),
    form(`${H} y ${M}`, after),
    form(`${H} en punto`, fixed(0)),
  ],
  it: [
    form(`${H} e mezz[ao]`, fixed(30)),
    form(`${H} e un quarto`, fixed(15)),
    form(`${H} meno un quarto`, fixed(-15)),
    form(`${H} meno ${M}`, before),
    form(`${H} e ${M}`, after),
    form(`${H} in punto`, fixed(0)),
  ],
  pt: [
    form(`${H} e meia`, fixed(30)),
    form(`${H} e (?:um )?quarto`, fixed(15)),
    form(`(?:um )?quarto para as? ${H}`, fixed(-15)),
    form(`${M} para as? ${H}`, before),
    form(`${H} (?:horas )?e ${M}`, after),
    form(`${H} horas?`, fixed(0)),
  ],
  pl: [
    form(`wpół do ${H}`, fixed(-30)),
    form(`kwadrans po ${H}`, fixed(15)),
    form(`za kwadrans ${H}`, fixed(-15)),
    form(`${M} po ${H}`, after),
    form(`za ${M} ${H}`, before),
  ],
  ru: [
    form(`половин[аеу] ${H}`, fixed(-30)),
    form(`четверть ${H}`, fixed(-45)),
    form(`без четверти ${H}`, fixed(-15)),
    form(`без ${M} ${H}`, before),
    form(`${M} минут ${H}`, (said) => said - 60),
    form(`${H} час(?:а|ов)?`, fixed(0)),
  ],
  cs: [
    form(`půl ${H}`, fixed(-30)),
    form(`čtvrt na ${H}`, fixed(-45)),
    form(`tři čtvrtě na ${H}|třičtvrtě na (?<h2>\\d{1,2})`, fixed(-15)),
    form(`3 čtvrtě na ${H}`, fixed(-15)),
    form(`${H} hodin[ay]?`, fixed(0)),
  ],
};

/** A half that number words would take into the hour is put back: "siete y media" is a time here, not 7.5. */
const HALF_WORDS: Readonly<Record<string, string>> = { fr: ' et demie', es: ' y media', it: ' e mezza', pt: ' e meia' };

/** `text` with the times that it says in words as "7:30". Times in digits stay as they are. */
export function digitsForTimes(text: string, language: string): string {
  const code = baseLanguage(language);
  let digits = hoursAsDigits(digitsForWords(text, language), code);
  const half = HALF_WORDS[code];
  if (half !== undefined) digits = digits.replace(/(?<![\d.])(\d{1,2})\.5(?![\d.%])/g, `$1${half}`);
  for (const { pattern, minutes } of FORMS[code] ?? []) {
    digits = digits.replace(pattern, (whole, ...rest) => {
      const groups = rest.at(-1) as Readonly<Record<string, string | undefined>>;
      return clock(Number(groups.h ?? groups.h2), minutes(Number(groups.m ?? 0))) ?? whole;
    });
  }
  return digits;
}

function clock(hour: number, minutes: number): string | null {
  if (hour > 24 || Math.abs(minutes) >= 60) return null;
  const base = minutes < 0 ? hour - 1 : hour;
  // Midnight is said only by who counts to 24: "null Uhr dreißig" is 00:30, "quarter to one" 12:45.
  const shown = hour === 0 ? String((base + 24) % 24).padStart(2, '0') : base === 0 ? '12' : String(base);
  return `${shown}:${String((minutes + 60) % 60).padStart(2, '0')}`;
}

function hoursAsDigits(text: string, code: string): string {
  let out = text;
  for (const [word, hour] of Object.entries(HOUR_WORDS[code] ?? {})) {
    out = out.replace(new RegExp(`(?<![\\p{L}])${word}(?![\\p{L}])`, 'giu'), String(hour));
  }
  return out;
}

function ordinals(words: string): Readonly<Record<string, number>> {
  return Object.fromEntries(words.split(' ').map((word, i) => [word, i + 1]));
}
