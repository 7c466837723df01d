// Polish, Russian, Czech as they are spoken. Units have a form for one, for many, for few, and for a broken number.
import { pluralForm, wordedSpeech } from './spoken-text-worded.ts';

const polishForm = pluralForm('pl', ['one', 'many', 'few', 'other']);
const russianForm = pluralForm('ru', ['one', 'many', 'few', 'other']);
const czechForm = pluralForm('cs', ['one', 'other', 'few', 'many']);

const POLISH_HOURS = [
  ...['zero', 'pierwsza', 'druga', 'trzecia', 'czwarta', 'piąta', 'szósta', 'siódma', 'ósma', 'dziewiąta', 'dziesiąta'],
  ...['jedenasta', 'dwunasta', 'trzynasta', 'czternasta', 'piętnasta', 'szesnasta', 'siedemnasta', 'osiemnasta'],
  ...['dziewiętnasta', 'dwudziesta', 'dwudziesta pierwsza', 'dwudziesta druga', 'dwudziesta trzecia', 'zero'],
];

/** "7 05" is read "seven zero five". */
const digitsOf = (minute: number): string => (minute < 10 ? `0 ${minute}` : String(minute));

export const polish = wordedSpeech({
  months: 'stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia',
  words:
    'minus|plus|plus minus|około|do|i|lub|małpa|kropka|kropka|ukośnik|numer|procent|razy|podzielić przez|równa się|mniej niż|więcej niż|najwyżej|co najmniej|na|na|paragraf',
  scripts: 'chińskim|japońskim|koreańskim|cyrylicą|greckim|arabskim|hebrajskim|tajskim|hindi|innym piśmie',
  foreignText: (script) => (script === 'cyrylicą' ? 'tekst pisany cyrylicą' : `tekst w języku ${script}`),
  units:
    'stopień Celsjusza/stopni Celsjusza/stopnie Celsjusza/stopnia Celsjusza|stopień Fahrenheita/stopni Fahrenheita/stopnie Fahrenheita/stopnia Fahrenheita|stopień/stopni/stopnie/stopnia|procent|kilometr/kilometrów/kilometry/kilometra|metr/metrów/metry/metra|centymetr/centymetrów/centymetry/centymetra|milimetr/milimetrów/milimetry/milimetra|metr kwadratowy/metrów kwadratowych/metry kwadratowe/metra kwadratowego|metr sześcienny/metrów sześciennych/metry sześcienne/metra sześciennego|kilogram/kilogramów/kilogramy/kilograma|gram/gramów/gramy/grama|miligram/miligramów/miligramy/miligrama|mikrogram/mikrogramów/mikrogramy/mikrograma|litr/litrów/litry/litra|mililitr/mililitrów/mililitry/mililitra|watogodzina/watogodzin/watogodziny/watogodziny|kilowatogodzina/kilowatogodzin/kilowatogodziny/kilowatogodziny|wat/watów/waty/wata|kilowat/kilowatów/kilowaty/kilowata|wolt/woltów/wolty/wolta|amper/amperów/ampery/ampera|herc/herców/herce/herca|luks/luksów/luksy/luksa|lumen/lumenów/lumeny/lumena|hektopaskal/hektopaskali/hektopaskale/hektopaskala|bar/barów/bary/bara|decybel/decybeli/decybele/decybela|megabajt/megabajtów/megabajty/megabajta|gigabajt/gigabajtów/gigabajty/gigabajta|milisekunda/milisekund/milisekundy/milisekundy|sekunda/sekund/sekundy/sekundy|minuta/minut/minuty/minuty|godzina/godzin/godziny/godziny|euro|dolar/dolarów/dolary/dolara|funt/funtów/funty/funta',
  currencies: { zł: 'złoty/złotych/złote/złotego', PLN: 'złoty/złotych/złote/złotego' },
  perUnits: { h: 'na godzinę', min: 'na minutę', s: 'na sekundę', kWh: 'za kilowatogodzinę' },
  abbreviations: {
    'np.': 'na przykład',
    'itd.': 'i tak dalej',
    'ok.': 'około',
    'nr.': 'numer',
    'maks.': 'maksymalnie',
  },
  clock: (hour, minute) =>
    hour % 24 === 0 && minute === 0
      ? 'północ'
      : `${POLISH_HOURS[hour] ?? hour}${minute === 0 ? '' : ` ${digitsOf(minute)}`}`,
  yearContext: 'roku|rok|od',
  ordinalSuffixes: '-ty|-ego',
  groupMarks: '\u00a0\u202f',
  fractions: 'pół|jedna trzecia|dwie trzecie|jedna czwarta|trzy czwarte',
  form: polishForm,
});

const hours = ['час', 'часов', 'часа'] as const;
const minutes = ['минута', 'минут', 'минуты'] as const;

export const russian = wordedSpeech({
  months: 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря',
  words:
    'минус|плюс|плюс-минус|примерно|до|и|или|собака|точка|точка|дробь|номер|процентов|умножить на|разделить на|равно|меньше|больше|не больше|не меньше|из|в|параграф',
  scripts: 'китайском|японском|корейском|русском|греческом|арабском|иврите|тайском|хинди|другом языке',
  foreignText: (script) => `текст на ${script}`,
  units:
    'градус Цельсия/градусов Цельсия/градуса Цельсия/градуса Цельсия|градус Фаренгейта/градусов Фаренгейта/градуса Фаренгейта/градуса Фаренгейта|градус/градусов/градуса/градуса|процент/процентов/процента/процента|километр/километров/километра/километра|метр/метров/метра/метра|сантиметр/сантиметров/сантиметра/сантиметра|миллиметр/миллиметров/миллиметра/миллиметра|квадратный метр/квадратных метров/квадратных метра/квадратного метра|кубический метр/кубических метров/кубических метра/кубического метра|килограмм/килограммов/килограмма/килограмма|грамм/граммов/грамма/грамма|миллиграмм/миллиграммов/миллиграмма/миллиграмма|микрограмм/микрограммов/микрограмма/микрограмма|литр/литров/литра/литра|миллилитр/миллилитров/миллилитра/миллилитра|ватт-час/ватт-часов/ватт-часа/ватт-часа|киловатт-час/киловатт-часов/киловатт-часа/киловатт-часа|ватт/ватт/ватта/ватта|киловатт/киловатт/киловатта/киловатта|вольт/вольт/вольта/вольта|ампер/ампер/ампера/ампера|герц/герц/герца/герца|люкс/люкс/люкса/люкса|люмен/люмен/люмена/люмена|гектопаскаль/гектопаскалей/гектопаскаля/гектопаскаля|бар/бар/бара/бара|децибел/децибел/децибела/децибела|мегабайт/мегабайт/мегабайта/мегабайта|гигабайт/гигабайт/гигабайта/гигабайта|миллисекунда/миллисекунд/миллисекунды/миллисекунды|секунда/секунд/секунды/секунды|минута/минут/минуты/минуты|час/часов/часа/часа|евро|доллар/долларов/доллара/доллара|фунт/фунтов/фунта/фунта',
  currencies: { '₽': 'рубль/рублей/рубля/рубля', RUB: 'рубль/рублей/рубля/рубля' },
  perUnits: {
    ...{ h: 'в час', min: 'в минуту', s: 'в секунду', kWh: 'за киловатт-час', 'm²': 'на квадратный метр' },
    ...{ 'm³': 'на кубический метр', l: 'на литр', L: 'на литр', kg: 'на килограмм', km: 'на километр' },
  },
  abbreviations: { 'напр.': 'например', 'т.д.': 'так далее', 'т.е.': 'то есть', 'макс.': 'максимум' },
  clock: (hour, minute) => {
    const whole = `${hour} ${hours[russianForm(String(hour))] ?? hours[1]}`;
    return minute === 0 ? whole : `${whole} ${minute} ${minutes[russianForm(String(minute))] ?? minutes[1]}`;
  },
  yearContext: 'году|год|года',
  ordinalSuffixes: '-й|-го',
  groupMarks: '\u00a0\u202f',
  fractions: 'половина|одна треть|две трети|одна четверть|три четверти',
  form: russianForm,
  script: 'Cyrillic',
});

const hodiny = ['hodina', 'hodin', 'hodiny'] as const;

export const czech = wordedSpeech({
  months: 'ledna února března dubna května června července srpna září října listopadu prosince',
  words:
    'minus|plus|plus minus|asi|až|a|nebo|zavináč|tečka|tečka|lomeno|číslo|procent|krát|děleno|rovná se|méně než|více než|nejvýše|nejméně|z|na|paragraf',
  scripts: 'čínsky|japonsky|korejsky|azbukou|řecky|arabsky|hebrejsky|thajsky|hindsky|jiným písmem',
  foreignText: (script) => `text ${script}`,
  units:
    'stupeň Celsia/stupňů Celsia/stupně Celsia/stupně Celsia|stupeň Fahrenheita/stupňů Fahrenheita/stupně Fahrenheita/stupně Fahrenheita|stupeň/stupňů/stupně/stupně|procento/procent/procenta/procenta|kilometr/kilometrů/kilometry/kilometru|metr/metrů/metry/metru|centimetr/centimetrů/centimetry/centimetru|milimetr/milimetrů/milimetry/milimetru|metr čtvereční/metrů čtverečních/metry čtvereční/metru čtverečního|metr krychlový/metrů krychlových/metry krychlové/metru krychlového|kilogram/kilogramů/kilogramy/kilogramu|gram/gramů/gramy/gramu|miligram/miligramů/miligramy/miligramu|mikrogram/mikrogramů/mikrogramy/mikrogramu|litr/litrů/litry/litru|mililitr/mililitrů/mililitry/mililitru|watthodina/watthodin/watthodiny/watthodiny|kilowatthodina/kilowatthodin/kilowatthodiny/kilowatthodiny|watt/wattů/watty/wattu|kilowatt/kilowattů/kilowatty/kilowattu|volt/voltů/volty/voltu|ampér/ampérů/ampéry/ampéru|hertz/hertzů/hertzy/hertzu|lux/luxů/luxy/luxu|lumen/lumenů/lumeny/lumenu|hektopascal/hektopascalů/hektopascaly/hektopascalu|bar/barů/bary/baru|decibel/decibelů/decibely/decibelu|megabajt/megabajtů/megabajty/megabajtu|gigabajt/gigabajtů/gigabajty/gigabajtu|milisekunda/milisekund/milisekundy/milisekundy|sekunda/sekund/sekundy/sekundy|minuta/minut/minuty/minuty|hodina/hodin/hodiny/hodiny|euro/eur/eura/eura|dolar/dolarů/dolary/dolaru|libra/liber/libry/libry',
  currencies: { Kč: 'koruna/korun/koruny/koruny', CZK: 'koruna/korun/koruny/koruny' },
  perUnits: { h: 'za hodinu', min: 'za minutu', s: 'za sekundu', kWh: 'za kilowatthodinu' },
  abbreviations: { 'např.': 'například', 'atd.': 'a tak dále', 'cca.': 'zhruba', 'č.': 'číslo', 'max.': 'nejvýše' },
  clock: (hour, minute) =>
    `${hour} ${hodiny[czechForm(String(hour))] ?? hodiny[1]}${minute === 0 ? '' : ` ${digitsOf(minute)}`}`,
  yearContext: 'roku|rok|od',
  ordinalSuffixes: '-tý|-ého',
  groupMarks: '\u00a0\u202f',
  dotMakesOrdinal: true,
  fractions: 'půl|jedna třetina|dvě třetiny|jedna čtvrtina|tři čtvrtiny',
  form: czechForm,
  lastRules: [{ pattern: /(?<!\p{L})(v|ve) 1 hodina(?!\p{L})/giu, say: '$1 1 hodinu' }],
});
