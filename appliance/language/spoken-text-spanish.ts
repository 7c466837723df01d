// Spanish basics. Plain numbers stay digits: espeak's Spanish voice reads them, with the decimal comma.
import type { CountedWord, Currency, SpokenLanguage } from './spoken-text-language.ts';

const MONTHS = [
  ...['enero', 'febrero', 'marzo', 'abril', 'mayo', 'junio', 'julio', 'agosto', 'septiembre', 'octubre', 'noviembre'],
  'diciembre',
];

const UNITS: Readonly<Record<string, CountedWord>> = {
  '°C': ['grado Celsius', 'grados Celsius'],
  '°F': ['grado Fahrenheit', 'grados Fahrenheit'],
  '°': ['grado', 'grados'],
  '%': ['por ciento', 'por ciento'],
  km: ['kilómetro', 'kilómetros'],
  m: ['metro', 'metros'],
  cm: ['centímetro', 'centímetros'],
  mm: ['milímetro', 'milímetros'],
  'm²': ['metro cuadrado', 'metros cuadrados'],
  'm³': ['metro cúbico', 'metros cúbicos'],
  kg: ['kilogramo', 'kilogramos'],
  g: ['gramo', 'gramos'],
  mg: ['miligramo', 'miligramos'],
  µg: ['microgramo', 'microgramos'],
  l: ['litro', 'litros'],
  L: ['litro', 'litros'],
  ml: ['mililitro', 'mililitros'],
  Wh: ['vatio hora', 'vatios hora'],
  kWh: ['kilovatio hora', 'kilovatios hora'],
  W: ['vatio', 'vatios'],
  kW: ['kilovatio', 'kilovatios'],
  V: ['voltio', 'voltios'],
  A: ['amperio', 'amperios'],
  Hz: ['hercio', 'hercios'],
  lx: ['lux', 'lux'],
  lm: ['lumen', 'lúmenes'],
  hPa: ['hectopascal', 'hectopascales'],
  bar: ['bar', 'bares'],
  dB: ['decibelio', 'decibelios'],
  MB: ['megabyte', 'megabytes'],
  GB: ['gigabyte', 'gigabytes'],
  ms: ['milisegundo', 'milisegundos'],
  s: ['segundo', 'segundos'],
  min: ['minuto', 'minutos'],
  d: ['día', 'días'],
  's²': ['segundo al cuadrado', 'segundos al cuadrado'],
  h: ['hora', 'horas'],
};

const FRACTIONS: Readonly<Record<string, string>> = {
  '1/2': 'un medio',
  '1/3': 'un tercio',
  '2/3': 'dos tercios',
  '1/4': 'un cuarto',
  '3/4': 'tres cuartos',
};

const EURO: Currency = { major: ['euro', 'euros'], minor: ['céntimo', 'céntimos'] };

export const spanish: SpokenLanguage = {
  decimalMark: ',',
  groupMarks: '.',
  monthFirst: false,
  dotMakesOrdinal: false,
  spellsNumbers: false,
  cardinal: (digits) => digits,
  decimal: (whole, fraction) => `${whole},${fraction}`,
  ordinal: (value) => (value === 1 ? 'primero' : String(value)),
  digits: (digits) => [...digits].join(' '),
  year: String,
  decade: (year) => `años ${year}`,
  fraction: (numerator, denominator) => FRACTIONS[`${numerator}/${denominator}`] ?? null,
  clock: ({ hour, minute, second, meridiem }) => {
    const full = meridiem === 'pm' && hour < 12 ? hour + 12 : meridiem === 'am' && hour === 12 ? 0 : hour;
    const minutes = minute === 0 ? ' en punto' : ` y ${minute}`;
    return `${full === 1 ? 'una' : full}${minutes}${second ? ` y ${second} segundos` : ''}`;
  },
  date: ({ year, month, day }) =>
    `${day === 1 ? 'primero' : day} de ${MONTHS[month - 1] ?? ''}${year === null ? '' : ` de ${year}`}`,
  money: (units, cents, { major, minor }) => {
    const part = cents === null ? 0 : Number(cents.padEnd(2, '0').slice(0, 2));
    if (part > 0 && Number(units) === 0) return `${part} ${minor?.[part === 1 ? 0 : 1] ?? ''}`.trim();
    const whole = `${units === '1' ? 'un' : units} ${major[units === '1' ? 0 : 1]}`;
    return part > 0 ? `${whole} con ${part}` : whole;
  },
  months: MONTHS,
  ordinalSuffixes: 'º|ª|er',
  units: UNITS,
  currencies: {
    '€': EURO,
    EUR: EURO,
    $: { major: ['dólar', 'dólares'], minor: ['centavo', 'centavos'] },
    '£': { major: ['libra', 'libras'], minor: ['penique', 'peniques'] },
  },
  abbreviations: {
    'p. ej.': 'por ejemplo',
    'p.ej.': 'por ejemplo',
    'etc.': 'etcétera',
    'aprox.': 'aproximadamente',
    'Sr.': 'señor',
    'Sra.': 'señora',
    'Dr.': 'doctor',
    'Dra.': 'doctora',
    'Ud.': 'usted',
    'n.º': 'número',
    'núm.': 'número',
    'máx.': 'máximo',
    'mín.': 'mínimo',
  },
  initialisms: { CO2: 'C O 2', 'CO₂': 'C O 2' },
  yearContext: 'año|desde',
  words: {
    minus: 'menos',
    plus: 'más',
    plusMinus: 'más o menos',
    about: 'unos',
    to: 'a',
    and: 'y',
    or: 'o',
    at: 'arroba',
    dot: 'punto',
    point: 'punto',
    slash: 'barra',
    number: 'número',
    percent: 'por ciento',
    times: 'por',
    dividedBy: 'entre',
    equals: 'igual a',
    lessThan: 'menos de',
    moreThan: 'más de',
    atMost: 'como mucho',
    atLeast: 'al menos',
    outOf: 'de',
    per: 'por',
    section: 'sección',
    foreignText: (script) => `un texto en ${script}`,
    scripts: {
      Han: 'chino',
      Kana: 'japonés',
      Hangul: 'coreano',
      Cyrillic: 'cirílico',
      Greek: 'griego',
      Arabic: 'árabe',
      Hebrew: 'hebreo',
      Thai: 'tailandés',
      Devanagari: 'hindi',
      other: 'otra escritura',
    },
  },
  rules: [],
  lastRules: [],
};
