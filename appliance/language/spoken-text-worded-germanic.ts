// Dutch, Swedish, Danish as they are spoken.
import { wordedSpeech } from './spoken-text-worded.ts';

/** "7 05" is read "seven zero five". */
const digitsOf = (minute: number): string => (minute < 10 ? `0 ${minute}` : String(minute));

export const dutch = wordedSpeech({
  months: 'januari februari maart april mei juni juli augustus september oktober november december',
  words:
    'min|plus|plus of min|ongeveer|tot|en|of|apenstaartje|punt|punt|schuine streep|nummer|procent|keer|gedeeld door|is|minder dan|meer dan|hoogstens|minstens|van de|per|paragraaf',
  scripts: 'Chinees|Japans|Koreaans|Cyrillisch|Grieks|Arabisch|Hebreeuws|Thai|Hindi|een ander schrift',
  foreignText: (script) => `tekst in het ${script}`.replace('het een', 'een'),
  units:
    'graad Celsius/graden Celsius|graad Fahrenheit/graden Fahrenheit|graad/graden|procent|kilometer|meter|centimeter|millimeter|vierkante meter|kubieke meter|kilogram|gram|milligram|microgram|liter|milliliter|wattuur|kilowattuur|watt|kilowatt|volt|ampère|hertz|lux|lumen|hectopascal|bar|decibel|megabyte|gigabyte|milliseconde/milliseconden|seconde/seconden|minuut/minuten|uur|euro|dollar|pond',
  abbreviations: { 'bijv.': 'bijvoorbeeld', 'enz.': 'enzovoort', 'ca.': 'circa', 'nr.': 'nummer', 'max.': 'maximaal' },
  clock: (hour, minute) => `${hour} uur${minute === 0 ? '' : ` ${minute}`}`,
  yearContext: 'jaar|sinds|in',
  ordinalSuffixes: 'ste|de|e',
  groupMarks: '.',
  fractions: 'een half|een derde|twee derde|een kwart|drie kwart',
  rules: [{ pattern: /\b(\d{1,2}:\d{2}) uur\b/g, say: '$1' }],
});

export const swedish = wordedSpeech({
  months: 'januari februari mars april maj juni juli augusti september oktober november december',
  words:
    'minus|plus|plus minus|ungefär|till|och|eller|snabel-a|punkt|punkt|snedstreck|nummer|procent|gånger|delat med|är lika med|mindre än|mer än|högst|minst|av|per|paragraf',
  scripts: 'kinesiska|japanska|koreanska|kyrilliska|grekiska|arabiska|hebreiska|thailändska|hindi|en annan skrift',
  foreignText: (script) => `text på ${script}`,
  units:
    'grad Celsius/grader Celsius|grad Fahrenheit/grader Fahrenheit|grad/grader|procent|kilometer|meter|centimeter|millimeter|kvadratmeter|kubikmeter|kilogram|gram|milligram|mikrogram|liter|milliliter|wattimme/wattimmar|kilowattimme/kilowattimmar|watt|kilowatt|volt|ampere|hertz|lux|lumen|hektopascal|bar|decibel|megabyte|gigabyte|millisekund/millisekunder|sekund/sekunder|minut/minuter|timme/timmar|euro|dollar|pund',
  currencies: { kr: 'krona/kronor', SEK: 'krona/kronor' },
  abbreviations: {
    't.ex.': 'till exempel',
    'osv.': 'och så vidare',
    'ca.': 'cirka',
    'nr.': 'nummer',
    'kl.': 'klockan',
  },
  clock: (hour, minute) => `${hour}${minute === 0 ? '' : ` ${digitsOf(minute)}`}`,
  yearContext: 'år|sedan',
  ordinalSuffixes: ':e|:a',
  groupMarks: '\u00a0\u202f',
  fractions: 'en halv|en tredjedel|två tredjedelar|en fjärdedel|tre fjärdedelar',
});

export const danish = wordedSpeech({
  months: 'januar februar marts april maj juni juli august september oktober november december',
  words:
    'minus|plus|plus minus|cirka|til|og|eller|snabel-a|punktum|punktum|skråstreg|nummer|procent|gange|divideret med|er lig med|mindre end|mere end|højst|mindst|ud af|per|paragraf',
  scripts: 'kinesisk|japansk|koreansk|kyrillisk|græsk|arabisk|hebraisk|thai|hindi|en anden skrift',
  foreignText: (script) => `tekst på ${script}`,
  units:
    'grad Celsius/grader Celsius|grad Fahrenheit/grader Fahrenheit|grad/grader|procent|kilometer|meter|centimeter|millimeter|kvadratmeter|kubikmeter|kilogram|gram|milligram|mikrogram|liter|milliliter|watttime/watttimer|kilowatttime/kilowatttimer|watt|kilowatt|volt|ampere|hertz|lux|lumen|hektopascal|bar|decibel|megabyte|gigabyte|millisekund/millisekunder|sekund/sekunder|minut/minutter|time/timer|euro|dollar|pund',
  currencies: { kr: 'krone/kroner', DKK: 'krone/kroner' },
  perUnits: { h: 'i timen', s: 'i sekundet', min: 'i minuttet' },
  abbreviations: {
    'f.eks.': 'for eksempel',
    'osv.': 'og så videre',
    'ca.': 'cirka',
    'nr.': 'nummer',
    'kl.': 'klokken',
  },
  clock: (hour, minute) => `${hour}${minute === 0 ? '' : ` ${digitsOf(minute)}`}`,
  yearContext: 'år|siden',
  ordinalSuffixes: '\\.(?= [a-zæøå])',
  groupMarks: '.',
  dotMakesOrdinal: true,
  fractions: 'en halv|en tredjedel|to tredjedele|en fjerdedel|tre fjerdedele',
  rules: [{ pattern: /(?<=\b[Kk]lokken (?:er )?)(\d{1,2})\.(\d{2})(?!\d)/g, say: '$1:$2' }],
});
