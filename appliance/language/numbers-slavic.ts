// Polish, Russian, Czech. Numbers decline; the forms that commands use are here: "na dwadzieścia", "do dwudziestu".
import { type NumberWords, spellings, tensTable, tensThenOnes } from './numbers-words.ts';

const PL_SMALL = spellings(
  'zero/zera jeden/jedna/jedno/jedną/jednej/jednego dwa/dwie/dwóch/dwu trzy/trzech cztery/czterech pięć/pięciu sześć/sześciu siedem/siedmiu osiem/ośmiu dziewięć/dziewięciu dziesięć/dziesięciu jedenaście/jedenastu dwanaście/dwunastu trzynaście/trzynastu czternaście/czternastu piętnaście/piętnastu szesnaście/szesnastu siedemnaście/siedemnastu osiemnaście/osiemnastu dziewiętnaście/dziewiętnastu',
);
const PL_BELOW_100 = tensThenOnes(
  PL_SMALL,
  tensTable(
    'dwadzieścia/dwudziestu trzydzieści/trzydziestu czterdzieści/czterdziestu pięćdziesiąt/pięćdziesięciu sześćdziesiąt/sześćdziesięciu siedemdziesiąt/siedemdziesięciu osiemdziesiąt/osiemdziesięciu dziewięćdziesiąt/dziewięćdziesięciu',
  ),
  [' '],
);
const PL_HUNDREDS = spellings(
  'sto/stu dwieście/dwustu trzysta/trzystu czterysta/czterystu pięćset/pięciuset sześćset/sześciuset siedemset/siedmiuset osiemset/ośmiuset dziewięćset/dziewięciuset',
);

export const POLISH: NumberWords = {
  below100: PL_BELOW_100,
  hundreds: (count) => PL_HUNDREDS[count - 1] ?? [],
  thousands: (count) =>
    count === 1
      ? ['tysiąc', 'jeden tysiąc', 'tysiąca']
      : PL_BELOW_100(count).flatMap((word) => [`${word} tysięcy`, `${word} tysiące`]),
  hundredJoins: [' '],
  thousandJoins: [' '],
  points: ['przecinek', 'kropka'],
  halves: [' i pół'],
  irregularHalves: { 1: ['półtora', 'półtorej'] },
  articles: [],
  percent: /(\d)\s*procent(?:ach|ami|om|u|y|ów)?(?![\p{L}])/giu,
};

const RU_SMALL = spellings(
  'ноль/нуль/нуля один/одна/одну/одно/одного/одной два/две/двух три/трёх/трех четыре/четырёх/четырех пять/пяти шесть/шести семь/семи восемь/восьми девять/девяти десять/десяти одиннадцать/одиннадцати двенадцать/двенадцати тринадцать/тринадцати четырнадцать/четырнадцати пятнадцать/пятнадцати шестнадцать/шестнадцати семнадцать/семнадцати восемнадцать/восемнадцати девятнадцать/девятнадцати',
);
const RU_BELOW_100 = tensThenOnes(
  RU_SMALL,
  tensTable(
    'двадцать/двадцати тридцать/тридцати сорок/сорока пятьдесят/пятидесяти шестьдесят/шестидесяти семьдесят/семидесяти восемьдесят/восьмидесяти девяносто/девяноста',
  ),
  [' '],
);
const RU_HUNDREDS = spellings(
  'сто/ста двести/двухсот триста/трёхсот/трехсот четыреста/четырёхсот/четырехсот пятьсот/пятисот шестьсот/шестисот семьсот/семисот восемьсот/восьмисот девятьсот/девятисот',
);

export const RUSSIAN: NumberWords = {
  below100: RU_BELOW_100,
  hundreds: (count) => RU_HUNDREDS[count - 1] ?? [],
  thousands: (count) =>
    count === 1
      ? ['тысяча', 'одна тысяча', 'тысячу', 'одну тысячу', 'тысячи']
      : RU_BELOW_100(count).flatMap((word) => [`${word} тысяч`, `${word} тысячи`]),
  hundredJoins: [' '],
  thousandJoins: [' '],
  points: ['запятая', 'точка', 'целых', 'целая'],
  halves: [' с половиной', ' и пять десятых', ' целых пять десятых'],
  irregularHalves: { 1: ['полтора', 'полторы', 'полутора'] },
  articles: [],
  percent: /(\d)\s*процент(?:а|ов|ам|ах|у)?(?![\p{L}])/giu,
};

const CS_SMALL = spellings(
  'nula/nuly jedna/jeden/jedno/jednu/jedné/jednoho dva/dvě/dvou tři/tří čtyři/čtyř pět/pěti šest/šesti sedm/sedmi osm/osmi devět/devíti deset/deseti jedenáct/jedenácti dvanáct/dvanácti třináct/třinácti čtrnáct/čtrnácti patnáct/patnácti šestnáct/šestnácti sedmnáct/sedmnácti osmnáct/osmnácti devatenáct/devatenácti',
);
const CS_TENS = tensTable(
  'dvacet/dvaceti třicet/třiceti čtyřicet/čtyřiceti padesát/padesáti šedesát/šedesáti sedmdesát/sedmdesáti osmdesát/osmdesáti devadesát/devadesáti',
);
const CS_PLAIN = tensThenOnes(CS_SMALL, CS_TENS, [' ', '']);
const CS_INVERTED: readonly string[] = ['', 'jedna', 'dva', 'tři', 'čtyři', 'pěta', 'šesta', 'sedma', 'osma', 'devěta'];

/** "dvacet pět" and "pětadvacet". */
function csBelow100(value: number): readonly string[] {
  const one = value % 10;
  if (value < 20 || one === 0) return CS_PLAIN(value);
  const ones = one < 5 ? `${CS_INVERTED[one] ?? ''}a` : (CS_INVERTED[one] ?? '');
  const inverted = (CS_TENS[Math.floor(value / 10)] ?? []).map((ten) => (one === 1 ? 'jedna' : ones) + ten);
  return [
    ...CS_PLAIN(value),
    ...inverted,
    ...(one === 1 ? inverted.map((word) => word.replace('jedna', 'jedena')) : []),
  ];
}

export const CZECH: NumberWords = {
  below100: csBelow100,
  hundreds: (count) =>
    count === 1
      ? ['sto', 'jedno sto', 'sta']
      : (CS_SMALL[count] ?? []).flatMap((word) => [`${word} sta`, `${word} set`, `${word} stě`]),
  thousands: (count) =>
    count === 1 ? ['tisíc', 'jeden tisíc'] : csBelow100(count).flatMap((word) => [`${word} tisíc`, `${word} tisíce`]),
  hundredJoins: [' '],
  thousandJoins: [' '],
  points: ['celá', 'celé', 'celých', 'čárka', 'tečka'],
  halves: [' a půl'],
  irregularHalves: { 1: ['půldruhého', 'půldruhé', 'půl druhé'] },
  articles: [],
  percent: /(\d)\s*procent(?:a|o|u|ech|ům|y)?(?![\p{L}])/giu,
};
