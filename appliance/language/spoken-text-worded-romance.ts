// Italian, Portuguese as they are spoken.
import { wordedSpeech } from './spoken-text-worded.ts';

export const italian = wordedSpeech({
  months: 'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre',
  words:
    'meno|più|più o meno|circa|a|e|o|chiocciola|punto|punto|barra|numero|per cento|per|diviso|uguale a|meno di|più di|al massimo|almeno|su|per|paragrafo',
  scripts: 'cinese|giapponese|coreano|cirillico|greco|arabo|ebraico|thailandese|hindi|un’altra scrittura',
  foreignText: (script) => `un testo in ${script}`,
  units:
    'grado Celsius/gradi Celsius|grado Fahrenheit/gradi Fahrenheit|grado/gradi|per cento|chilometro/chilometri|metro/metri|centimetro/centimetri|millimetro/millimetri|metro quadrato/metri quadrati|metro cubo/metri cubi|chilogrammo/chilogrammi|grammo/grammi|milligrammo/milligrammi|microgrammo/microgrammi|litro/litri|millilitro/millilitri|wattora|chilowattora|watt|chilowatt|volt|ampere|hertz|lux|lumen|ettopascal|bar|decibel|megabyte|gigabyte|millisecondo/millisecondi|secondo/secondi|minuto/minuti|ora/ore|euro|dollaro/dollari|sterlina/sterline',
  perUnits: {
    ...{ h: "all'ora", min: 'al minuto', s: 'al secondo', 'm²': 'al metro quadrato', 'm³': 'al metro cubo' },
    ...{ l: 'al litro', L: 'al litro', kWh: 'al chilowattora', kg: 'al chilo', km: 'al chilometro' },
  },
  abbreviations: { 'ecc.': 'eccetera', 'es.': 'esempio', 'ca.': 'circa', 'max.': 'massimo', 'min.': 'minimo' },
  clock: (hour, minute) => `${hour}${minute === 0 ? '' : ` e ${minute}`}`,
  yearContext: 'anno|dal|nel',
  ordinalSuffixes: 'º|ª|°(?= [a-z])',
  groupMarks: '.',
  fractions: 'mezzo|un terzo|due terzi|un quarto|tre quarti',
});

/** Hours are feminine, which an engine does not know of a digit. */
const HOURS: Readonly<Record<number, string>> = { 1: 'uma hora', 2: 'duas horas' };

export const portuguese = wordedSpeech({
  months: 'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro',
  words:
    'menos|mais|mais ou menos|cerca de|a|e|ou|arroba|ponto|ponto|barra|número|por cento|vezes|a dividir por|igual a|menos de|mais de|no máximo|pelo menos|em|por|parágrafo',
  scripts: 'chinês|japonês|coreano|cirílico|grego|árabe|hebraico|tailandês|hindi|outra escrita',
  foreignText: (script) => `um texto em ${script}`,
  units:
    'grau Celsius/graus Celsius|grau Fahrenheit/graus Fahrenheit|grau/graus|por cento|quilómetro/quilómetros|metro/metros|centímetro/centímetros|milímetro/milímetros|metro quadrado/metros quadrados|metro cúbico/metros cúbicos|quilograma/quilogramas|grama/gramas|miligrama/miligramas|micrograma/microgramas|litro/litros|mililitro/mililitros|watt-hora/watts-hora|quilowatt-hora/quilowatts-hora|watt/watts|quilowatt/quilowatts|volt/volts|ampere/amperes|hertz|lux|lúmen/lúmenes|hectopascal/hectopascais|bar/bares|decibel/decibéis|megabyte/megabytes|gigabyte/gigabytes|milissegundo/milissegundos|segundo/segundos|minuto/minutos|hora/horas|euro/euros|dólar/dólares|libra/libras',
  abbreviations: { 'etc.': 'etecetera', 'aprox.': 'aproximadamente', 'máx.': 'máximo', 'mín.': 'mínimo' },
  clock: (hour, minute) => {
    const hours = HOURS[hour] ?? `${hour} horas`;
    return minute === 0 ? hours : `${hours} e ${minute}`;
  },
  yearContext: 'ano|desde',
  ordinalSuffixes: 'º|ª',
  groupMarks: '.',
  fractions: 'meio|um terço|dois terços|um quarto|três quartos',
});
