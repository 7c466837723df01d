// French basics. Plain numbers stay digits: espeak's French voice reads them, with the decimal comma.
import type { CountedWord, Currency, SpokenLanguage } from './spoken-text-language.ts';

const MONTHS = [
  ...['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre'],
  'décembre',
];

const UNITS: Readonly<Record<string, CountedWord>> = {
  '°C': ['degré Celsius', 'degrés Celsius'],
  '°F': ['degré Fahrenheit', 'degrés Fahrenheit'],
  '°': ['degré', 'degrés'],
  '%': ['pour cent', 'pour cent'],
  km: ['kilomètre', 'kilomètres'],
  m: ['mètre', 'mètres'],
  cm: ['centimètre', 'centimètres'],
  mm: ['millimètre', 'millimètres'],
  'm²': ['mètre carré', 'mètres carrés'],
  'm³': ['mètre cube', 'mètres cubes'],
  kg: ['kilogramme', 'kilogrammes'],
  g: ['gramme', 'grammes'],
  mg: ['milligramme', 'milligrammes'],
  µg: ['microgramme', 'microgrammes'],
  l: ['litre', 'litres'],
  L: ['litre', 'litres'],
  ml: ['millilitre', 'millilitres'],
  Wh: ['wattheure', 'wattheures'],
  kWh: ['kilowattheure', 'kilowattheures'],
  W: ['watt', 'watts'],
  kW: ['kilowatt', 'kilowatts'],
  V: ['volt', 'volts'],
  A: ['ampère', 'ampères'],
  Hz: ['hertz', 'hertz'],
  lx: ['lux', 'lux'],
  lm: ['lumen', 'lumens'],
  hPa: ['hectopascal', 'hectopascals'],
  bar: ['bar', 'bars'],
  dB: ['décibel', 'décibels'],
  Mo: ['mégaoctet', 'mégaoctets'],
  Go: ['gigaoctet', 'gigaoctets'],
  ms: ['milliseconde', 'millisecondes'],
  s: ['seconde', 'secondes'],
  min: ['minute', 'minutes'],
  d: ['jour', 'jours'],
  's²': ['seconde carrée', 'secondes carrées'],
  h: ['heure', 'heures'],
};

const FRACTIONS: Readonly<Record<string, string>> = {
  '1/2': 'un demi',
  '1/3': 'un tiers',
  '2/3': 'deux tiers',
  '1/4': 'un quart',
  '3/4': 'trois quarts',
};

const EURO: Currency = { major: ['euro', 'euros'], minor: ['centime', 'centimes'] };

export const french: SpokenLanguage = {
  decimalMark: ',',
  groupMarks: ' \u00a0\u202f',
  monthFirst: false,
  dotMakesOrdinal: false,
  spellsNumbers: false,
  cardinal: (digits) => digits,
  decimal: (whole, fraction) => `${whole},${fraction}`,
  ordinal: (value) => (value === 1 ? 'premier' : `${value}ème`),
  digits: (digits) => [...digits].join(' '),
  year: String,
  decade: (year) => `années ${year}`,
  fraction: (numerator, denominator) => FRACTIONS[`${numerator}/${denominator}`] ?? null,
  clock: ({ hour, minute, second, meridiem }) => {
    const full = meridiem === 'pm' && hour < 12 ? hour + 12 : meridiem === 'am' && hour === 12 ? 0 : hour;
    const hours = full === 0 ? 'minuit' : full === 12 ? 'midi' : full === 1 ? 'une heure' : `${full} heures`;
    return `${hours}${minute === 0 ? '' : ` ${minute === 1 ? 'une' : minute}`}${second ? ` et ${second} secondes` : ''}`;
  },
  date: ({ year, month, day }) =>
    `${day === 1 ? 'premier' : day} ${MONTHS[month - 1] ?? ''}${year === null ? '' : ` ${year}`}`,
  money: (units, cents, { major, minor }) => {
    const part = cents === null ? 0 : Number(cents.padEnd(2, '0').slice(0, 2));
    if (part > 0 && Number(units) === 0) return `${part} ${minor?.[part === 1 ? 0 : 1] ?? ''}`.trim();
    const whole = `${units === '1' ? 'un' : units} ${major[Number(units) < 2 ? 0 : 1]}`;
    return part > 0 ? `${whole} ${part}` : whole;
  },
  months: MONTHS,
  ordinalSuffixes: 'er|re|e|ème',
  units: UNITS,
  currencies: {
    '€': EURO,
    EUR: EURO,
    $: { major: ['dollar', 'dollars'], minor: ['cent', 'cents'] },
    '£': { major: ['livre', 'livres'], minor: ['penny', 'pence'] },
    CHF: { major: ['franc suisse', 'francs suisses'], minor: ['centime', 'centimes'] },
  },
  abbreviations: {
    'p. ex.': 'par exemple',
    'p.ex.': 'par exemple',
    'c.-à-d.': "c'est-à-dire",
    'etc.': 'et cetera',
    'env.': 'environ',
    'M.': 'Monsieur',
    Mme: 'Madame',
    Mlle: 'Mademoiselle',
    Dr: 'Docteur',
    'n°': 'numéro',
    'max.': 'maximum',
    'min.': 'minimum',
  },
  initialisms: { LED: 'L E D', CO2: 'C O 2', 'CO₂': 'C O 2' },
  yearContext: 'en|depuis|année',
  words: {
    minus: 'moins',
    plus: 'plus',
    plusMinus: 'plus ou moins',
    about: 'environ',
    to: 'à',
    and: 'et',
    or: 'ou',
    at: 'arobase',
    dot: 'point',
    point: 'point',
    slash: 'barre oblique',
    number: 'numéro',
    percent: 'pour cent',
    times: 'fois',
    dividedBy: 'divisé par',
    equals: 'égale',
    lessThan: 'moins de',
    moreThan: 'plus de',
    atMost: 'au plus',
    atLeast: 'au moins',
    outOf: 'sur',
    per: 'par',
    section: 'paragraphe',
    foreignText: (script) => `un texte en ${script}`,
    scripts: {
      Han: 'chinois',
      Kana: 'japonais',
      Hangul: 'coréen',
      Cyrillic: 'cyrillique',
      Greek: 'grec',
      Arabic: 'arabe',
      Hebrew: 'hébreu',
      Thai: 'thaï',
      Devanagari: 'hindi',
      other: 'une autre écriture',
    },
  },
  rules: [
    { pattern: /\b(\d{1,2})\s?h\s?(\d{2})\b/g, say: '$1:$2' },
    { pattern: /\b(\d{1,2})\s?h\b/g, say: '$1 heures' },
  ],
  lastRules: [],
};
