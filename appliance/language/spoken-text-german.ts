// German basics. Plain numbers stay digits: espeak's German voice reads them, with the decimal comma, as a German would.
import type { CountedWord, Currency, SpokenLanguage } from './spoken-text-language.ts';

const MONTHS = [
  ...['Januar', 'Februar', 'März', 'April', 'Mai', 'Juni', 'Juli', 'August', 'September', 'Oktober', 'November'],
  'Dezember',
];

const DAY_MONTH = new RegExp(`\\b([1-9]|[12]\\d|3[01])\\.\\s?(${MONTHS.join('|')})\\b(\\s\\d{4}\\b)?`, 'g');

const UNITS: Readonly<Record<string, CountedWord>> = {
  '°C': ['Grad Celsius', 'Grad Celsius'],
  '°F': ['Grad Fahrenheit', 'Grad Fahrenheit'],
  '°': ['Grad', 'Grad'],
  '%': ['Prozent', 'Prozent'],
  km: ['Kilometer', 'Kilometer'],
  m: ['Meter', 'Meter'],
  cm: ['Zentimeter', 'Zentimeter'],
  mm: ['Millimeter', 'Millimeter'],
  'm²': ['Quadratmeter', 'Quadratmeter'],
  'm³': ['Kubikmeter', 'Kubikmeter'],
  kg: ['Kilogramm', 'Kilogramm'],
  g: ['Gramm', 'Gramm'],
  mg: ['Milligramm', 'Milligramm'],
  µg: ['Mikrogramm', 'Mikrogramm'],
  l: ['Liter', 'Liter'],
  L: ['Liter', 'Liter'],
  ml: ['Milliliter', 'Milliliter'],
  Wh: ['Wattstunde', 'Wattstunden'],
  kWh: ['Kilowattstunde', 'Kilowattstunden'],
  W: ['Watt', 'Watt'],
  kW: ['Kilowatt', 'Kilowatt'],
  V: ['Volt', 'Volt'],
  A: ['Ampere', 'Ampere'],
  Hz: ['Hertz', 'Hertz'],
  lx: ['Lux', 'Lux'],
  lm: ['Lumen', 'Lumen'],
  hPa: ['Hektopascal', 'Hektopascal'],
  bar: ['Bar', 'Bar'],
  ppm: ['Teil pro Million', 'Teile pro Million'],
  dB: ['Dezibel', 'Dezibel'],
  MB: ['Megabyte', 'Megabyte'],
  GB: ['Gigabyte', 'Gigabyte'],
  ms: ['Millisekunde', 'Millisekunden'],
  s: ['Sekunde', 'Sekunden'],
  min: ['Minute', 'Minuten'],
  d: ['Tag', 'Tage'],
  's²': ['Quadratsekunde', 'Quadratsekunden'],
  h: ['Stunde', 'Stunden'],
  Std: ['Stunde', 'Stunden'],
};

const FRACTIONS: Readonly<Record<string, string>> = {
  '1/2': 'ein halb',
  '1/3': 'ein Drittel',
  '2/3': 'zwei Drittel',
  '1/4': 'ein Viertel',
  '3/4': 'drei Viertel',
};

const EURO: Currency = { major: ['Euro', 'Euro'], minor: ['Cent', 'Cent'] };

export const german: SpokenLanguage = {
  decimalMark: ',',
  groupMarks: '.',
  monthFirst: false,
  dotMakesOrdinal: true,
  spellsNumbers: false,
  cardinal: (digits) => digits,
  decimal: (whole, fraction) => `${whole},${fraction}`,
  ordinal: ordinalWords,
  digits: (digits) => [...digits].join(' '),
  year: String,
  decade: (year) => `${year}er`,
  fraction: (numerator, denominator) => FRACTIONS[`${numerator}/${denominator}`] ?? null,
  clock: ({ hour, minute, second, meridiem }) => {
    const full = meridiem === 'pm' && hour < 12 ? hour + 12 : meridiem === 'am' && hour === 12 ? 0 : hour;
    const minutes = minute === 0 ? '' : ` ${minute}`;
    return `${full === 1 ? 'ein' : full} Uhr${minutes}${second ? ` und ${second} Sekunden` : ''}`;
  },
  date: ({ year, month, day }) => `${ordinalWords(day)} ${MONTHS[month - 1] ?? ''}${year === null ? '' : ` ${year}`}`,
  money: (units, cents, { major, minor }) => {
    const part = cents === null ? 0 : Number(cents.padEnd(2, '0').slice(0, 2));
    if (part > 0 && Number(units) === 0) return `${part} ${minor?.[1] ?? ''}`.trim();
    return `${units === '1' ? 'ein' : units} ${major[1]}${part > 0 ? ` ${part}` : ''}`;
  },
  months: MONTHS,
  ordinalSuffixes: 'ten|te|ter',
  units: UNITS,
  currencies: {
    '€': EURO,
    EUR: EURO,
    $: { major: ['Dollar', 'Dollar'], minor: ['Cent', 'Cent'] },
    '£': { major: ['Pfund', 'Pfund'], minor: ['Penny', 'Pence'] },
    CHF: { major: ['Franken', 'Franken'], minor: ['Rappen', 'Rappen'] },
  },
  abbreviations: {
    'z. B.': 'zum Beispiel',
    'z.B.': 'zum Beispiel',
    'd. h.': 'das heißt',
    'd.h.': 'das heißt',
    'u. a.': 'unter anderem',
    'u.a.': 'unter anderem',
    'usw.': 'und so weiter',
    'bzw.': 'beziehungsweise',
    'ca.': 'circa',
    'Dr.': 'Doktor',
    'Prof.': 'Professor',
    'Hr.': 'Herr',
    'Fr.': 'Frau',
    'Nr.': 'Nummer',
    'Str.': 'Straße',
    'max.': 'maximal',
    'min.': 'minimal',
    'inkl.': 'inklusive',
    'evtl.': 'eventuell',
    'ggf.': 'gegebenenfalls',
    'Std.': 'Stunden',
    'Min.': 'Minuten',
    'Sek.': 'Sekunden',
  },
  initialisms: { LED: 'L E D', LEDs: 'L E Ds', WLAN: 'W Lan', CO2: 'C O 2', 'CO₂': 'C O 2' },
  yearContext: 'Jahr|seit|anno',
  words: {
    minus: 'minus',
    plus: 'plus',
    plusMinus: 'plus minus',
    about: 'etwa',
    to: 'bis',
    and: 'und',
    or: 'oder',
    at: 'ät',
    dot: 'Punkt',
    point: 'Punkt',
    slash: 'Schrägstrich',
    number: 'Nummer',
    percent: 'Prozent',
    times: 'mal',
    dividedBy: 'geteilt durch',
    equals: 'gleich',
    lessThan: 'weniger als',
    moreThan: 'mehr als',
    atMost: 'höchstens',
    atLeast: 'mindestens',
    outOf: 'von',
    per: 'pro',
    section: 'Paragraf',
    foreignText: (script) => `Text auf ${script}`,
    scripts: {
      Han: 'Chinesisch',
      Kana: 'Japanisch',
      Hangul: 'Koreanisch',
      Cyrillic: 'Kyrillisch',
      Greek: 'Griechisch',
      Arabic: 'Arabisch',
      Hebrew: 'Hebräisch',
      Thai: 'Thai',
      Devanagari: 'Hindi',
      other: 'einer anderen Schrift',
    },
  },
  rules: [
    { pattern: /\b(\d{1,2}:\d{2}) Uhr\b/g, say: '$1' },
    { pattern: /\b(\d|[123]\d)\.\s(?=Stock\b)/g, say: (_, floor) => `${ordinalWords(Number(floor))} ` },
    { pattern: DAY_MONTH, say: (_, day, month, year) => `${ordinalWords(Number(day))} ${month}${year ?? ''}` },
  ],
  lastRules: [
    { pattern: /(?<=\b(?:der|die|das)\s)(\p{Ll}+te)r\b(?=\s\p{Lu})/giu, say: '$1' },
    { pattern: /(?<=\b(?:am|dem|den|vom|zum|beim)\s)(\p{Ll}+te)r\b(?=\s\p{Lu})/giu, say: '$1n' },
  ],
};

const TO_NINETEEN = [
  ...['', 'erster', 'zweiter', 'dritter', 'vierter', 'fünfter', 'sechster', 'siebter', 'achter', 'neunter', 'zehnter'],
  ...['elfter', 'zwölfter', 'dreizehnter', 'vierzehnter', 'fünfzehnter', 'sechzehnter', 'siebzehnter', 'achtzehnter'],
  'neunzehnter',
];
const ONES = ['', 'einund', 'zweiund', 'dreiund', 'vierund', 'fünfund', 'sechsund', 'siebenund', 'achtund', 'neunund'];

/** "einundzwanzigster": the form without an article. Days only, 1 to 39; more stay digits. */
function ordinalWords(value: number): string {
  if (value >= 1 && value < 20) return TO_NINETEEN[value] ?? '';
  const tens = value < 30 ? 'zwanzigster' : 'dreißigster';
  return value < 40 ? `${ONES[value % 10] ?? ''}${tens}` : `${value}.`;
}
