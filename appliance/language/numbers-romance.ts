// French, Spanish, Italian, Portuguese.
import { type NumberWords, spellings, tensTable, tensThenOnes } from './numbers-words.ts';

const FR_SMALL = spellings(
  'zéro un/une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept/dix_sept dix-huit/dix_huit dix-neuf/dix_neuf',
);
const FR_TENS = tensTable('vingt trente quarante cinquante soixante septante huitante/octante');
const FR_REGULAR = tensThenOnes(FR_SMALL, { ...FR_TENS, 9: ['nonante'] }, ['-', ' ']);
const FR_EIGHTY = ['quatre-vingt', 'quatre vingt', 'quatre-vingts', 'quatre vingts'];

/** "et un" after every ten but eighty; 70 to 99 count on from 60 and 80, and in Belgium and Switzerland regularly. */
function frBelow100(value: number): readonly string[] {
  if (value < 20) return FR_SMALL[value] ?? [];
  const regular = value % 10 === 1 ? frAndOne(Math.floor(value / 10)) : FR_REGULAR(value);
  if (value < 70) return regular;
  const base = value < 80 ? ['soixante'] : FR_EIGHTY;
  const rest = value - (value < 80 ? 60 : 80);
  if (rest === 0) return [...[...FR_EIGHTY].reverse(), ...regular];
  const tails = FR_SMALL[rest] ?? [];
  const joins = rest === 11 && value < 80 ? [' et ', '-et-', '-', ' '] : ['-', ' '];
  return [...base.flatMap((head) => joins.flatMap((join) => tails.map((tail) => head + join + tail))), ...regular];
}

function frAndOne(ten: number): readonly string[] {
  const heads = ten === 9 ? ['nonante'] : (FR_TENS[ten] ?? []);
  return heads.flatMap((head) =>
    [' et ', '-et-', '-', ' '].flatMap((join) => [`${head}${join}un`, `${head}${join}une`]),
  );
}

export const FRENCH: NumberWords = {
  below100: frBelow100,
  hundreds: (count) =>
    count === 1 ? ['cent'] : frBelow100(count).flatMap((w) => [`${w} cents`, `${w} cent`, `${w}-cents`]),
  thousands: (count) => (count === 1 ? ['mille'] : frBelow100(count).flatMap((w) => [`${w} mille`, `${w}-mille`])),
  hundredJoins: [' ', '-'],
  thousandJoins: [' ', '-'],
  points: ['virgule', 'point'],
  halves: [' et demi', ' et demie'],
  articles: ['un', 'une'],
  percent: /(\d)\s*pour ?(?:cents?|100)(?![\p{L}])/giu,
};

const ES_SMALL = spellings(
  'cero uno/un/una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis/dieciseis diecisiete dieciocho diecinueve veinte veintiuno/veintiún/veintiuna/veintiun veintidós/veintidos veintitrés/veintitres veinticuatro veinticinco veintiséis/veintiseis veintisiete veintiocho veintinueve',
);
const ES_BELOW_100 = tensThenOnes(
  ES_SMALL,
  tensTable('treinta cuarenta cincuenta sesenta setenta ochenta noventa', 3),
  [' y ', ' '],
);
const ES_HUNDREDS = spellings(
  'cien/ciento doscientos/doscientas trescientos/trescientas cuatrocientos/cuatrocientas quinientos/quinientas seiscientos/seiscientas setecientos/setecientas ochocientos/ochocientas novecientos/novecientas',
);

export const SPANISH: NumberWords = {
  below100: ES_BELOW_100,
  hundreds: (count) => ES_HUNDREDS[count - 1] ?? [],
  thousands: (count) => (count === 1 ? ['mil', 'un mil'] : ES_BELOW_100(count).map((word) => `${word} mil`)),
  hundredJoins: [' '],
  thousandJoins: [' '],
  points: ['coma', 'punto'],
  halves: [' y medio', ' y media'],
  articles: ['un', 'una', 'uno'],
  percent: /(\d)\s*por ?(?:ciento|cien|100)(?![\p{L}])/giu,
};

const IT_SMALL = spellings(
  'zero uno/un/una due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove',
);
const IT_TENS = ['venti', 'trenta', 'quaranta', 'cinquanta', 'sessanta', 'settanta', 'ottanta', 'novanta'];

/** The ten loses its vowel before "uno" and "otto"; "tre" at the end is accented. */
function itBelow100(value: number): readonly string[] {
  const own = IT_SMALL[value];
  if (own !== undefined) return own;
  const ten = IT_TENS[Math.floor(value / 10) - 2] ?? '';
  const one = value % 10;
  if (one === 0) return [ten];
  const short = ten.slice(0, -1);
  if (one === 1) return [`${short}uno`, `${short}un`, `${short}una`, `${ten} uno`];
  if (one === 8) return [`${short}otto`, `${ten} otto`];
  if (one === 3) return [`${ten}tré`, `${ten}tre`, `${ten} tre`];
  return (IT_SMALL[one] ?? []).flatMap((word) => [ten + word, `${ten} ${word}`]);
}

export const ITALIAN: NumberWords = {
  below100: itBelow100,
  hundreds: (count) => (count === 1 ? ['cento'] : itBelow100(count).flatMap((w) => [`${w}cento`, `${w} cento`])),
  thousands: (count) => (count === 1 ? ['mille'] : itBelow100(count).flatMap((w) => [`${w}mila`, `${w} mila`])),
  hundredJoins: ['', ' '],
  thousandJoins: ['', ' '],
  points: ['virgola', 'punto'],
  halves: [' e mezzo', ' e mezza', ' e mezz'],
  articles: ['un', 'una', 'uno'],
  percent: /(\d)\s*per ?(?:cento|100)(?![\p{L}])/giu,
};

const PT_SMALL = spellings(
  'zero um/uma dois/duas três/tres quatro cinco seis sete oito nove dez onze doze treze catorze/quatorze quinze dezesseis/dezasseis dezessete/dezassete dezoito dezenove/dezanove',
);
const PT_BELOW_100 = tensThenOnes(
  PT_SMALL,
  tensTable('vinte trinta quarenta cinquenta sessenta setenta oitenta noventa'),
  [' e ', ' '],
);
const PT_HUNDREDS = spellings(
  'cem/cento duzentos/duzentas trezentos/trezentas quatrocentos/quatrocentas quinhentos/quinhentas seiscentos/seiscentas setecentos/setecentas oitocentos/oitocentas novecentos/novecentas',
);

export const PORTUGUESE: NumberWords = {
  below100: PT_BELOW_100,
  hundreds: (count) => PT_HUNDREDS[count - 1] ?? [],
  thousands: (count) => (count === 1 ? ['mil', 'um mil'] : PT_BELOW_100(count).map((word) => `${word} mil`)),
  hundredJoins: [' e ', ' '],
  thousandJoins: [' ', ' e '],
  points: ['vírgula', 'virgula', 'ponto'],
  halves: [' e meio', ' e meia'],
  articles: ['um', 'uma'],
  percent: /(\d)\s*por ?(?:cento|100)(?![\p{L}])/giu,
};
