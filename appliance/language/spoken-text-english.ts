// English, read out in full: espeak says cardinals well, but neither years, clock times, amounts of money, telephone numbers nor
// most units, and it ends the sentence at "Dr.". So every digit becomes a word here.
import {
  cardinalWords,
  decadeWords,
  decimalWords,
  digitWords,
  fractionWords,
  ordinalWords,
  yearWords,
} from './spoken-numbers.ts';
import { ENGLISH_UNITS } from './spoken-text-english-units.ts';
import type { CalendarDate, ClockTime, Currency, SpokenLanguage } from './spoken-text-language.ts';

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November'],
  'December',
];

const MONTH_NAME = `(${MONTHS.join('|')}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)`;
const MONTH_DAY = new RegExp(
  `\\b${MONTH_NAME}\\.?\\s(\\d|[12]\\d|3[01])(?:st|nd|rd|th)?(?![\\d:%.,/-]\\d|\\d)(?:,?\\s(\\d{4})\\b)?`,
  'g',
);
const DAY_MONTH = new RegExp(`\\b(\\d|[12]\\d|3[01])(?:st|nd|rd|th)?\\s${MONTH_NAME}\\b\\.?(?:,?\\s(\\d{4})\\b)?`, 'g');

const POUND: Currency = { major: ['pound', 'pounds'], minor: ['penny', 'pence'] };

const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z.]*';

export const english: SpokenLanguage = {
  decimalMark: '.',
  groupMarks: ',',
  monthFirst: true,
  dotMakesOrdinal: false,
  spellsNumbers: true,
  cardinal: cardinalWords,
  decimal: decimalWords,
  ordinal: ordinalWords,
  digits: digitWords,
  year: yearWords,
  decade: decadeWords,
  fraction: fractionWords,
  clock: sayClock,
  date: sayDate,
  money: sayMoney,
  months: MONTHS,
  ordinalSuffixes: 'st|nd|rd|th',
  units: ENGLISH_UNITS,
  currencies: {
    $: { major: ['dollar', 'dollars'], minor: ['cent', 'cents'] },
    USD: { major: ['dollar', 'dollars'], minor: ['cent', 'cents'] },
    '€': { major: ['euro', 'euros'], minor: ['cent', 'cents'] },
    EUR: { major: ['euro', 'euros'], minor: ['cent', 'cents'] },
    '£': POUND,
    GBP: POUND,
    '¥': { major: ['yen', 'yen'], minor: null },
    CHF: { major: ['franc', 'francs'], minor: ['centime', 'centimes'] },
  },
  abbreviations: {
    'Dr.': 'Doctor',
    'Mr.': 'Mister',
    'Mrs.': 'Missus',
    'Ms.': 'Miz',
    'Prof.': 'Professor',
    'Jr.': 'Junior',
    'Sr.': 'Senior',
    'e.g.': 'for example',
    'i.e.': 'that is',
    'etc.': 'et cetera',
    'vs.': 'versus',
    'approx.': 'approximately',
    'incl.': 'including',
    'max.': 'maximum',
    'min.': 'minimum',
    'temp.': 'temperature',
    'Fig.': 'Figure',
    'Inc.': 'Incorporated',
    'Ltd.': 'Limited',
    'a.m.': 'AM',
    'p.m.': 'PM',
    'w/': 'with',
    'w/o': 'without',
  },
  initialisms: {
    LED: 'L E D',
    LEDs: "L E D's",
    OLED: 'O L E D',
    WLAN: 'W LAN',
    ETA: 'E T A',
    EV: 'E V',
    EVs: "E V's",
    IR: 'I R',
    IoT: 'I O T',
    VIP: 'V I P',
    UPS: 'U P S',
    AA: 'double A',
    AAA: 'triple A',
    FAQ: 'F A Q',
    CO2: 'C O two',
    'CO₂': 'C O two',
    H2O: 'H two O',
    'A/C': 'A C',
  },
  yearContext:
    'in|since|until|till|of|year|by|from|before|after|during|early|late|circa|spring|summer|autumn|fall|winter|copyright',
  words: {
    minus: 'minus',
    plus: 'plus',
    plusMinus: 'plus or minus',
    about: 'about',
    to: 'to',
    and: 'and',
    or: 'or',
    at: 'at',
    dot: 'dot',
    point: 'point',
    slash: 'slash',
    number: 'number',
    percent: 'percent',
    times: 'times',
    dividedBy: 'divided by',
    equals: 'equals',
    lessThan: 'less than',
    moreThan: 'more than',
    atMost: 'at most',
    atLeast: 'at least',
    outOf: 'out of',
    per: 'per',
    section: 'section',
    foreignText: (script) => `some ${script} text`,
    scripts: {
      Han: 'Chinese',
      Kana: 'Japanese',
      Hangul: 'Korean',
      Cyrillic: 'Cyrillic',
      Greek: 'Greek',
      Arabic: 'Arabic',
      Hebrew: 'Hebrew',
      Thai: 'Thai',
      Devanagari: 'Hindi',
      other: 'foreign',
    },
  },
  rules: [
    {
      pattern: new RegExp(`\\b(Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\\b\\.?(?=,?\\s${MONTH}\\s\\d)`, 'g'),
      say: (_, day) => weekdayName(day),
    },
    { pattern: /\b(Tues?|Wed|Thu(?:rs?)?|Fri)\b\.?(?=,?\s\d)/g, say: (_, day) => weekdayName(day) },
    // They are words too: "the Sun 93 million miles away" is no date. A time of day or a day of the month must follow.
    {
      pattern: new RegExp(
        `\\b(Mon|Sat|Sun)\\b\\.?(?=,?\\s\\d{1,2}(?:[:/]\\d|\\s?[ap]\\.?m\\b|\\s?[-–]\\s?\\d|(?:st|nd|rd|th)?(?:\\s(?:of )?${MONTH}\\b|\\s*(?:[.,;!?)](?!\\d)|$))))`,
        'gm',
      ),
      say: (_, day) => weekdayName(day),
    },
    { pattern: /(?<=\d)\s?in(?=\/(?:h|hr|min|d)\b|[.,;:!?]?\s*$|\sof\b)/g, say: ' ″' },
    { pattern: /(?<=\d)\sK\b|(?<=\b\d{4})K\b/g, say: ' \u212a' },
    { pattern: /\bdB\(A\)/g, say: 'dBA' },
    { pattern: /\b([23])-d\b/gi, say: '$1 D' },
    { pattern: /\b24\/7\b/g, say: 'twenty-four seven' },
    { pattern: /\bSt\.(?=\s\p{Lu})/gu, say: 'Saint' },
    { pattern: /(?<=\p{Lu}\p{Ll}+\s)St\b\.?/gu, say: 'Street' },
    { pattern: /\b(?:No|Nr)\.\s?(?=\d)/g, say: 'number ' },
    { pattern: /\bp\.\s?(?=\d)/g, say: 'page ' },
    { pattern: /\bpp\.\s?(?=\d)/g, say: 'pages ' },
    { pattern: /\bv(?=\d+\.\d)/g, say: 'version ' },
    { pattern: /(?<=\b(?:dial|call)\s)(?:911|112|999|988)\b/gi, say: digitWords },
    { pattern: /(?<=\b(?:code|PIN|password|extension|ext\.?)\s(?:is\s)?)\d{3,}\b/gi, say: digitWords },
    { pattern: MONTH_DAY, say: (_, month, day, year) => monthDate(month, day, year) },
    { pattern: DAY_MONTH, say: (_, day, month, year) => monthDate(month, day, year) },
  ],
  lastRules: [],
};

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

function weekdayName(short = ''): string {
  return WEEKDAYS.find((name) => name.startsWith(short)) ?? short;
}

/** A date written with the month's name, or the first letters of it. */
function monthDate(name = '', day = '', year: string | undefined): string {
  const month = MONTHS.findIndex((candidate) => candidate.startsWith(name.slice(0, 3))) + 1;
  return sayDate({ year: year === undefined ? null : Number(year), month, day: Number(day) });
}

/** "seven forty-five PM", "seven oh five", "seven o'clock", "noon". Hours of a 24-hour clock become AM or PM. */
function sayClock({ hour, minute, second, meridiem }: ClockTime): string {
  const half = meridiem ?? (hour > 12 ? 'pm' : hour === 0 ? 'am' : null);
  if (minute === 0 && (second ?? 0) === 0 && half !== null && hour % 12 === 0)
    return half === 'pm' ? 'noon' : 'midnight';
  const hours = cardinalWords(String(hour % 12 === 0 ? 12 : hour % 12));
  const minutes = minute === 0 ? (half === null ? " o'clock" : '') : ` ${minuteWords(minute)}`;
  const seconds = second ? ` and ${cardinalWords(String(second))} ${second === 1 ? 'second' : 'seconds'}` : '';
  return `${hours}${minutes}${half === null ? '' : ` ${half.toUpperCase()}`}${seconds}`;
}

function minuteWords(minute: number): string {
  const words = cardinalWords(String(minute));
  return minute < 10 ? `oh ${words}` : words;
}

function sayDate({ year, month, day }: CalendarDate): string {
  const written = `${MONTHS[month - 1] ?? ''} ${ordinalWords(day)}`;
  return year === null ? written : `${written}, ${yearWords(year)}`;
}

/** "five dollars and twenty cents", "ninety-nine cents". */
function sayMoney(units: string, cents: string | null, { major, minor }: Currency): string {
  const whole = Number(units);
  const part = cents === null ? 0 : Number(cents.padEnd(2, '0').slice(0, 2));
  if (minor === null && part > 0) return `${decimalWords(units, cents ?? '')} ${major[1]}`;
  const wholeWords = `${cardinalWords(units)} ${major[whole === 1 ? 0 : 1]}`;
  if (part === 0 || minor === null) return wholeWords;
  const partWords = `${cardinalWords(String(part))} ${minor[part === 1 ? 0 : 1]}`;
  return whole === 0 ? partWords : `${wholeWords} and ${partWords}`;
}
