// "Stop" alone, said while something moves that the turn before set going: that is stopped. Home Assistant's sentences take the word for
// what plays.
import type { Entity } from '../home/house.ts';
import { foldCase, foldForMatching } from '../language/fold.ts';
import { baseLanguage } from '../language/language-tag.ts';
import type { LastTurn, UnderstandContext, UnderstoodIntent } from './understanding.ts';

const STOP = 'HassStopMoving';
const SETS_GOING: ReadonlySet<string> = new Set([
  'HassTurnOn',
  'HassTurnOff',
  'HassToggle',
  'HassOpenCover',
  'HassCloseCover',
  'HassSetPosition',
  'HassVacuumStart',
  'HassVacuumCleanArea',
  'HassVacuumReturnToBase',
  'HassLawnMowerStartMowing',
  'HassLawnMowerDock',
  STOP,
]);

/** How long something may move by itself. A long awning takes about a minute; a machine that drives about takes longer than any turn counts. */
const MOVES_MS: Readonly<Record<string, number>> = {
  cover: 120_000,
  valve: 120_000,
  vacuum: Number.POSITIVE_INFINITY,
  lawn_mower: Number.POSITIVE_INFINITY,
};

const POLITE = [
  "please|now|okay|ok|bitte|jetzt|s'il te plaît|s'il vous plaît|por favor|ya|per favore|alsjeblieft|alstublieft|nu",
  'tack|proszę|пожалуйста|prosím',
].join('|');
const WORDS: Readonly<Record<string, string>> = {
  cs: 'stop|stůj|zastav(?: se| ji| ho| to)?',
  da: 'stop|stop (?:den|det|dem)|stands',
  de: 'stopp?|halt|anhalten|halt an|stopp? (?:ihn|sie|es|das)|halt (?:ihn|sie|es|das) an|hör auf',
  en: 'stop|halt|stop (?:it|that|them|there|moving)',
  es: 'para|pare|stop|alto|basta|detente|para ya|páral[oa]s?|detenl[oa]s?|detén',
  fr: 'stop|arrête|arrêtez|arrête(?:-toi|-le|-la|-les)|arrête ça|stoppe',
  it: 'stop|ferma|fermati|fermal[oaie]|basta',
  nl: 'stop|halt|hou op|stoppen|stop (?:hem|het|die|dat|ze)',
  pl: 'stop|stój|zatrzymaj(?: się| to| ją| go)?',
  pt: 'para|pare|stop|chega|para (?:isso|ele|ela)|pare (?:isso|ele|ela)|para já',
  ru: 'стоп|стой|остановись|останови(?: его| её| ее| их)?|хватит',
  sv: 'stopp|stanna|stoppa(?: den| det| dem)?|stop',
};
const PATTERNS = new Map(
  Object.entries(WORDS).map(([language, words]) => [
    language,
    new RegExp(`^(?:(?:${POLITE}) )?(?:${foldCase(words)})(?: (?:${POLITE}))?$`, 'u'),
  ]),
);

/** What `text` stops; null where it is no "stop", or nothing may move. */
export function readStop(text: string, { language, lastTurn }: UnderstandContext): UnderstoodIntent | null {
  const moving = lastTurn === null ? [] : movedBy(lastTurn);
  const isStop = PATTERNS.get(baseLanguage(language))?.test(foldForMatching(text)) === true;
  if (moving.length === 0 || !isStop) return null;
  const about = { intent: STOP, slots: {}, response: 'default', entities: moving };
  return { kind: 'intent', ...about, area: null, text, certainty: 'followUp' };
}

function movedBy({ intent, entities, ageMs = 0 }: LastTurn): readonly Entity[] {
  return SETS_GOING.has(intent) ? entities.filter(({ domain }) => ageMs <= (MOVES_MS[domain] ?? -1)) : [];
}
