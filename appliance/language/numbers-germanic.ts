// English, German, Dutch, Swedish, Danish.
import { type NumberWords, onesThenTens, spellings, tensTable, tensThenOnes } from './numbers-words.ts';

const EN_SMALL = spellings(
  'zero/oh one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
);
const EN_BELOW_100 = tensThenOnes(EN_SMALL, tensTable('twenty thirty forty/fourty fifty sixty seventy eighty ninety'), [
  '-',
  ' ',
]);

export const ENGLISH: NumberWords = {
  below100: EN_BELOW_100,
  hundreds: (count) => [
    ...EN_BELOW_100(count).map((word) => `${word} hundred`),
    ...(count === 1 ? ['a hundred', 'hundred'] : []),
  ],
  thousands: (count) => [
    ...EN_BELOW_100(count).map((word) => `${word} thousand`),
    ...(count === 1 ? ['a thousand'] : []),
  ],
  hundredJoins: [' and ', ' '],
  thousandJoins: [' ', ' and '],
  roundHundreds: (value) =>
    value % 100 === 0 && value < 10_000 ? EN_BELOW_100(value / 100).map((word) => `${word} hundred`) : [],
  points: ['point'],
  halves: [' and a half', ' and half', ' and one half'],
  articles: ['oh'],
  percent: /(\d)\s*(?:per ?cent)(?!\w)/giu,
};

const DE_SMALL = spellings(
  'null eins/ein/eine/einen/einem/einer zwei/zwo drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn',
);
const deOnes = (digit: number): readonly string[] => (digit === 1 ? ['ein'] : (DE_SMALL[digit] ?? []));
const DE_BELOW_100 = onesThenTens(
  DE_SMALL,
  tensTable('zwanzig dreißig/dreissig vierzig fünfzig sechzig siebzig achtzig neunzig'),
  ['und', ' und '],
  deOnes,
);

export const GERMAN: NumberWords = {
  below100: DE_BELOW_100,
  hundreds: (count) => [
    ...deOnes(count).flatMap((word) => [`${word}hundert`, `${word} hundert`]),
    ...(count === 1 ? ['hundert'] : []),
  ],
  thousands: (count) => [
    ...(count < 10 ? deOnes(count) : DE_BELOW_100(count)).flatMap((word) => [`${word}tausend`, `${word} tausend`]),
    ...(count === 1 ? ['tausend'] : []),
  ],
  hundredJoins: ['', ' ', 'und'],
  thousandJoins: ['', ' ', 'und'],
  points: ['komma', 'punkt'],
  halves: ['einhalb', ' einhalb', ' ein halb', 'undeinhalb', ' und ein halb'],
  irregularHalves: { 1: ['anderthalb', 'eineinhalb', 'einundeinhalb'] },
  articles: ['ein', 'eine', 'einen', 'einem', 'einer'],
  percent: /(\d)\s*prozent(?![\p{L}])/giu,
};

const NL_SMALL = spellings(
  'nul één/een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien',
);
const nlOnes = (digit: number): readonly string[] => (digit === 1 ? ['een', 'één'] : (NL_SMALL[digit] ?? []));
const NL_PLAIN = onesThenTens(
  NL_SMALL,
  tensTable('twintig dertig veertig vijftig zestig zeventig tachtig negentig'),
  ['en', ' en '],
  nlOnes,
);
/** After "twee" and "drie" the second part begins with a diaeresis: "tweeëntwintig". */
const NL_BELOW_100 = (value: number): readonly string[] =>
  NL_PLAIN(value).flatMap((word) =>
    /^(twee|drie)en/.test(word) ? [word.replace(/^(twee|drie)e/, '$1ë'), word] : [word],
  );

export const DUTCH: NumberWords = {
  below100: NL_BELOW_100,
  hundreds: (count) =>
    count === 1 ? ['honderd', 'eenhonderd'] : nlOnes(count).flatMap((word) => [`${word}honderd`, `${word} honderd`]),
  thousands: (count) =>
    count === 1
      ? ['duizend', 'eenduizend']
      : NL_BELOW_100(count).flatMap((word) => [`${word}duizend`, `${word} duizend`]),
  hundredJoins: ['', ' ', 'en', ' en '],
  thousandJoins: [' ', ''],
  points: ['komma', 'punt'],
  halves: [
    ...['eneenhalf', 'eneenhalve', 'enhalf', 'enhalve', ' en een half', ' en een halve'],
    ...['ëneenhalf', 'ëneenhalve', 'ënhalf', 'ënhalve'], // behind an e
  ],
  irregularHalves: { 1: ['anderhalf', 'anderhalve'] },
  articles: ['een'],
  percent: /(\d)\s*procent(?![\p{L}])/giu,
};

const SV_SMALL = spellings(
  'noll ett/en två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton',
);
const SV_BELOW_100 = tensThenOnes(SV_SMALL, tensTable('tjugo trettio fyrtio femtio sextio sjuttio åttio nittio'), [
  '',
  ' ',
]);

export const SWEDISH: NumberWords = {
  below100: SV_BELOW_100,
  hundreds: (count) => [
    ...SV_BELOW_100(count).flatMap((word) => [`${word}hundra`, `${word} hundra`]),
    ...(count === 1 ? ['hundra'] : []),
  ],
  thousands: (count) => [
    ...SV_BELOW_100(count).flatMap((word) => [`${word}tusen`, `${word} tusen`]),
    ...(count === 1 ? ['ettusen', 'tusen'] : []),
  ],
  hundredJoins: ['', ' '],
  thousandJoins: ['', ' '],
  points: ['komma', 'punkt'],
  halves: [' och en halv', ' och ett halvt', ' och halv'],
  irregularHalves: { 1: ['en och en halv', 'ett och ett halvt'] },
  articles: ['en', 'ett'],
  percent: /(\d)\s*procent(?![\p{L}])/giu,
};

const DA_SMALL = spellings(
  'nul en/et/én/ét to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten',
);
const DA_BELOW_100 = onesThenTens(
  DA_SMALL,
  tensTable('tyve tredive fyrre/fyrretyve halvtreds/halvtredsindstyve tres halvfjerds firs halvfems'),
  ['og', ' og '],
  (digit) => (digit === 1 ? ['en', 'én'] : (DA_SMALL[digit] ?? [])),
);

export const DANISH: NumberWords = {
  below100: DA_BELOW_100,
  hundreds: (count) => [
    ...(count === 1 ? ['hundrede', 'et hundrede', 'ethundrede', 'hundred'] : []),
    ...(count > 1 ? (DA_SMALL[count] ?? []).flatMap((word) => [`${word} hundrede`, `${word}hundrede`]) : []),
  ],
  thousands: (count) => [
    ...DA_BELOW_100(count).flatMap((word) => [`${word} tusind`, `${word}tusind`]),
    ...(count === 1 ? ['tusind'] : []),
  ],
  hundredJoins: [' og ', ' ', 'og', ''],
  thousandJoins: [' ', ' og '],
  points: ['komma', 'punktum'],
  halves: [' og en halv', ' og et halvt', ' en halv'],
  irregularHalves: { 1: ['halvanden', 'halvandet'] },
  articles: ['en', 'et'],
  percent: /(\d)\s*procent(?![\p{L}])/giu,
};
