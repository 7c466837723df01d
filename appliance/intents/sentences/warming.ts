// "Make it two degrees warmer", "turn the heating down a bit": steps of temperature, of which the fetched sentences know none. ROOM
// stands for what is warmed, STEP for by how much. "Turn it up" and "mach das Schlafzimmer runter" are as well said of music and of
// blinds: "up" and "down" want the heating named, or degrees.
import type { SentenceFileInput } from '../sentence-file.ts';

interface WarmingSentences {
  readonly articles: string;
  /** What the room's own thermostat is called. */
  readonly heating: string;
  /** "It", where a language says so with the words below. */
  readonly it?: string;
  readonly here: string;
  /** "A little". */
  readonly few: string;
  /** With N where the number stands. */
  readonly degrees: string;
  /** The same without the word for degrees, where the fetched sentences set the heating, so named, to N. */
  readonly bareDegrees?: string;
  /** More degrees than this are no step, where a language says "by" and "to" with one word and the fetched sentences set to N. */
  readonly largestStep?: number;
  /** With N: the temperature itself, where the fetched sentences know it only as "the temperature". */
  readonly set?: readonly string[];
  /** What follows N in `set`. */
  readonly unit?: string;
  /** With words of warmth, which only heating can be meant by. */
  readonly warmer?: readonly string[];
  readonly cooler?: readonly string[];
  readonly up: readonly string[];
  readonly down: readonly string[];
}

type Block = NonNullable<SentenceFileInput['intents']>[string]['data'][number];

/** What can stand for ROOM. */
interface Room {
  readonly room: string;
  readonly context: Block['requires_context'];
  readonly isHeating: boolean;
}

const LIST = 'warming_degrees';
const SET = 'warming_temperature';
/** Of Fahrenheit, too. */
const LARGEST_STEP = 20;

type Sentences = Required<Pick<SentenceFileInput, 'lists' | 'intents'>>;

/** Warmer or cooler by so many degrees. */
export function warmingSteps(words: WarmingSentences): Sentences {
  const data = roomsOf(words).flatMap((room) => {
    const said = room.isHeating ? (words.bareDegrees ?? words.degrees) : words.degrees;
    const degrees = said.replace('N', `{${LIST}:degrees}`);
    return [
      block(room, [...(words.warmer ?? []), ...words.up], degrees, 1),
      block(room, [...(words.cooler ?? []), ...words.down], degrees, -1),
    ];
  });
  return {
    lists: { [LIST]: { range: { from: 1, to: words.largestStep ?? LARGEST_STEP, fractions: 'halves' } } },
    intents: { HassClimateSetTemperature: { data } },
  };
}

/** A little warmer or cooler, and the temperature itself. */
export function warmingSentences(words: WarmingSentences): Sentences {
  const few = `[${words.few}]`;
  const data = roomsOf(words).flatMap((room) => [
    block(room, vague(room, words.warmer ?? [], words.up), few, 1),
    block(room, vague(room, words.cooler ?? [], words.down), few, -1),
    ...settings(room, words),
  ]);
  return {
    lists: { [SET]: { range: { from: 5, to: 95, type: 'temperature', fractions: 'halves' } } },
    intents: { HassClimateSetTemperature: { data } },
  };
}

function roomsOf({ articles, heating, it, here }: WarmingSentences): readonly Room[] {
  const article = articles === '' ? '' : `[${articles}] `;
  const inRoom = { area: { slot: true } };
  return [
    { room: `${heating} [${here}]`, context: inRoom, isHeating: true },
    { room: `${article}{name}`, context: { domain: ['climate', 'water_heater'] }, isHeating: true },
    { room: `${article}{area}`, context: {}, isHeating: false },
    ...(it === undefined ? [] : [{ room: `${it} [${here}]`, context: inRoom, isHeating: false }]),
  ];
}

/** Without degrees, "up" and "down" want the heating named. */
function vague({ isHeating }: Room, warmth: readonly string[], direction: readonly string[]): readonly string[] {
  return isHeating ? [...warmth, ...direction] : warmth;
}

function block({ room, context }: Room, sentences: readonly string[], step: string, temperature_step: number): Block {
  const said = sentences.map((one) => one.replace('ROOM', room).replace('STEP', step));
  return { sentences: said, slots: { temperature_step }, requires_context: context };
}

/** A bare number is as well one of percent where no heating is named. */
function settings({ room, context, isHeating }: Room, { set = [], unit = '' }: WarmingSentences): Block[] {
  if (set.length === 0) return [];
  const value = `{${SET}:temperature}${isHeating ? `[${unit}]` : unit}`;
  return [{ sentences: set.map((one) => one.replace('ROOM', room).replace('N', value)), requires_context: context }];
}

export const WARMING: Readonly<Record<string, WarmingSentences>> = {
  en: {
    articles: '(the|my)',
    heating: '(the temperature|the heating|the heat|the thermostat)',
    it: 'it',
    here: 'in here|here',
    few: '(a (bit|little)|slightly|some)',
    degrees: '[by] N degree[s]',
    warmer: ['make ROOM STEP (warmer|hotter)', 'warm ROOM up STEP'],
    cooler: ['make ROOM STEP (cooler|colder)', 'cool ROOM down STEP'],
    up: ['(turn|put) ROOM up STEP', 'turn up ROOM STEP', '(raise|increase) ROOM STEP'],
    down: ['(turn|put) ROOM down STEP', 'turn down ROOM STEP', '(lower|decrease|reduce) ROOM STEP'],
  },
  de: {
    articles: '(der|die|das|den)',
    heating: '(die Heizung|die Temperatur|das Thermostat)',
    it: 'es',
    here: 'hier',
    few: '[noch] (etwas|ein bisschen|ein wenig)',
    degrees: '[um] N Grad',
    set: ['(stell|stelle|setz|setze|dreh|drehe|mach|mache) ROOM auf N'],
    unit: '([ ]°| Grad)',
    warmer: ['(mach|mache|stell|stelle|dreh|drehe) ROOM STEP wärmer', 'ROOM STEP wärmer [machen|stellen]'],
    cooler: [
      '(mach|mache|stell|stelle|dreh|drehe) ROOM STEP (kälter|kühler)',
      'ROOM STEP (kälter|kühler) [machen|stellen]',
    ],
    up: ['(mach|mache|stell|stelle|dreh|drehe) ROOM STEP (höher|hoch|auf)', '(erhöh|erhöhe) ROOM STEP'],
    down: [
      '(mach|mache|stell|stelle|dreh|drehe) ROOM STEP (niedriger|runter|herunter|zurück)',
      '(senk|senke|verringere) ROOM STEP',
    ],
  },
  nl: {
    articles: '(de|het)',
    heating: '(de verwarming|de temperatuur|de thermostaat)',
    it: 'het',
    here: 'hier',
    few: '(iets|een beetje|wat)',
    degrees: '[met] N (graad|graden)',
    warmer: ['(maak|zet|draai) ROOM STEP warmer'],
    cooler: ['(maak|zet|draai) ROOM STEP (kouder|koeler)'],
    up: ['(zet|draai|maak) ROOM STEP (hoger|omhoog)', 'verhoog ROOM STEP'],
    down: ['(zet|draai|maak) ROOM STEP (lager|omlaag)', 'verlaag ROOM STEP'],
  },
  sv: {
    articles: '',
    heating: '(värmen|temperaturen|termostaten)',
    it: 'det',
    here: 'här',
    few: '(lite|något)',
    degrees: '[med] N (grad|grader)',
    set: ['(ställ in|ställ|sätt) ROOM (på|till) N', '(höj|öka|sänk|minska) ROOM till N'],
    unit: '([ ]°| grader| grad)',
    warmer: ['(gör|ställ) ROOM STEP varmare'],
    cooler: ['(gör|ställ) ROOM STEP (kallare|svalare)'],
    up: ['(höj|öka) ROOM STEP'],
    down: ['(sänk|minska) ROOM STEP'],
  },
  da: {
    articles: '',
    heating: '(varmen|temperaturen|termostaten)',
    it: 'det',
    here: 'her',
    few: '(lidt|en smule)',
    degrees: '[med] N (grad|grader)',
    set: ['(hæv|øg|sænk) ROOM til N'],
    unit: '([ ]°| grader| grad)',
    warmer: ['(gør|sæt) ROOM STEP varmere'],
    cooler: ['(gør|sæt) ROOM STEP (koldere|køligere)'],
    up: ['(gør|sæt) ROOM STEP højere', '(hæv|øg|skru op for) ROOM STEP'],
    down: ['(gør|sæt) ROOM STEP lavere', '(sænk|skru ned for) ROOM STEP'],
  },
  fr: {
    articles: "(le|la|les|l')",
    heating: '(le chauffage|la température|le thermostat)',
    here: 'ici',
    few: 'un peu',
    degrees: '(de|par) N degré[s]',
    set: ["(mets|règle|monte|augmente|baisse|diminue) ROOM (à|sur|jusqu'à) N"],
    unit: '([ ]°| degré| degrés)',
    up: ['(monte|augmente|hausse) ROOM STEP'],
    down: ['(baisse|diminue|réduis) ROOM STEP'],
  },
  es: {
    articles: '(el|la|los|las)',
    heating: '(la calefacción|la temperatura|el termostato)',
    here: 'aquí',
    few: 'un poco',
    degrees: '[en] N grado[s]',
    set: ['(pon|ajusta|sube|baja|establece) ROOM a N'],
    unit: '([ ]°| grado| grados)',
    up: ['(sube|aumenta) ROOM STEP'],
    down: ['(baja|reduce|disminuye) ROOM STEP'],
  },
  it: {
    articles: "(il|lo|la|i|gli|le|l')",
    heating: '(il riscaldamento|la temperatura|il termostato)',
    here: 'qui',
    few: "(un po'|un po|leggermente)",
    degrees: '[di] N (grado|gradi)',
    set: ['(metti|imposta|alza|abbassa) ROOM a N'],
    unit: '([ ]°| grado| gradi)',
    up: ['(alza|aumenta) ROOM STEP'],
    down: ['(abbassa|riduci|diminuisci) ROOM STEP'],
  },
  pt: {
    articles: '(o|a|os|as)',
    heating: '(o aquecimento|a temperatura|o termostato|o termóstato)',
    here: 'aqui',
    few: 'um pouco',
    degrees: '[em] N (grau|graus)',
    set: ['(põe|ponha|define|defina|ajusta|ajuste|coloca|coloque) ROOM (a|em|para) N'],
    unit: '([ ]°| grau| graus)',
    up: ['(aumenta|aumente|sobe|suba) ROOM STEP'],
    down: ['(baixa|baixe|diminui|diminua|reduz|reduza) ROOM STEP'],
  },
  pl: {
    articles: '',
    heating: '(ogrzewanie|temperaturę|termostat)',
    here: 'tutaj',
    few: '(trochę|nieco)',
    degrees: 'o N (stopień|stopnie|stopni|stopnia)',
    set: ['(ustaw|nastaw) ROOM na N', '(zwiększ|podnieś|zmniejsz|obniż) ROOM do N'],
    unit: '([ ]°| stopień| stopnie| stopni| stopnia)',
    up: ['(zwiększ|podnieś|podkręć) ROOM STEP'],
    down: ['(zmniejsz|obniż|przykręć) ROOM STEP'],
  },
  ru: {
    articles: '',
    heating: '(температуру|отопление|термостат)',
    here: 'здесь|тут',
    few: '(немного|чуть)',
    degrees: 'на N (градус|градуса|градусов)',
    bareDegrees: 'на N [(градус|градуса|градусов)]',
    largestStep: 10, // no room is meant to be as cold, and nobody wants it warmer by more
    set: ['(установи|поставь|сделай) ROOM на N'],
    unit: '([ ]°| градус| градуса| градусов)',
    warmer: ['сделай ROOM (теплее STEP|STEP теплее)'],
    cooler: ['сделай ROOM (холоднее|прохладнее) STEP', 'сделай ROOM STEP (холоднее|прохладнее)'],
    up: ['(повысь|повысить|увеличь|увеличить|подними|поднять|прибавь|прибавить) [температуру (в|во|на|у)] ROOM STEP'],
    down: [
      '(понизь|понизить|уменьши|уменьшить|снизь|снизить|опусти|опустить|убавь|убавить) [температуру (в|во|на|у)] ROOM STEP',
    ],
  },
  cs: {
    articles: '',
    heating: '(topení|teplotu|termostat)',
    here: 'tady',
    few: '(trochu|malinko)',
    degrees: 'o N (stupeň|stupně|stupňů)',
    set: ['(nastav|dej) ROOM na N'],
    unit: '([ ]°| stupeň| stupně| stupňů)',
    up: ['(zvyš|přidej|zvedni) ROOM STEP'],
    down: ['(sniž|uber) ROOM STEP'],
  },
};
