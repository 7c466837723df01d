// "Play" takes any words for a title. Those that put it off, say how loud it should be, where, or only "it", and those that name a thing
// of the house, are none; what they ask for instead is for other sentences.
import { foldCase, foldForMatching, foldLoose } from '../language/fold.ts';
import { baseLanguage } from '../language/language-tag.ts';
import { digitsForWords } from '../language/numbers.ts';
import { namesOccasion } from '../language/occasion-reading.ts';
import { namesOf } from './house-lists.ts';
import { isMode, isTurnedOn, putsOn } from './household.ts';
import { linkingWords } from './linking-words.ts';
import type { UnderstandContext, UnderstoodIntent } from './understanding.ts';

export const TIMER = /timer|minuteur|temporizador|minutnik|таймер|časovač/iu;

/** What people have in a house, which is not what they listen to. */
const NOT_PLAYED = new Set(['climate', 'cover', 'fan', 'light', 'lock', 'switch', 'vacuum', 'water_heater']);
/** They may be called as a song is ("Cinéma"), so that only the whole name counts. */
const SELDOM_PLAYED = new Set(['media_player', 'scene', 'script', 'input_boolean']);
/** Beginnings of degrees, percent and minutes in the tested languages. */
const MEASURE =
  /\d\s*(?:%|°|deg|grad|grau|град|stop|stup|per ?cent|pro[cz]|проц|pour cent|por cento|por ciento|min|мин|heure|ora|hora)/iu;
/** English has a word for playing alone: numbers may stand in the title, but for a level behind it. */
const LEVEL = /\s(?:at|to|with) \d+\s*(?:%|per ?cent)(?: volume)?$/iu;
const POLITE =
  /(?<!^) (?:please|bitte|s'il (?:te|vous) plaît|por favor|per (?:favore|piacere)|al(?:stu|sje)blieft|tack|proszę|prosím|пожалуйста)$/iu;

interface NoTitle {
  /** All of it, or its end: louder and quieter. */
  readonly loudness: string;
  /** All of it: what was played before, and again. */
  readonly same: string;
  /** Before a time of day at the end. */
  readonly at: string;
  /** Before a player or a room at the beginning. */
  readonly on: string;
}

const WORDS: Readonly<Record<string, NoTitle>> = {
  en: {
    loudness: 'louder|quieter|softer|(?:more )?(?:loudly|quietly)',
    same: '(?:it|this|that|them)(?: song| one| track| album)?(?: again| once more| now)?|again',
    at: 'at|by|around',
    on: '(?:on|in|from|over) (?:the |my |our )?',
  },
  de: {
    loudness: 'lauter|leiser',
    same: '(?:es|das|sie|ihn)(?: lied)?(?: bitte)?(?: noch ?mal| noch einmal| wieder| nochmals)?|(?:noch ?mal|weiter)',
    at: 'um|ab|gegen',
    on: '(?:auf|über|am|im|in|an) (?:der |dem |den |die |das )?',
  },
  fr: {
    loudness: '(?:plus|moins) (?:fort|haut|bas|doucement)',
    same: '(?:ça|cela|celle-ci|celui-ci)(?: encore)?(?: une fois)?|encore(?: une fois)?',
    at: 'à|vers',
    on: "(?:sur|dans|à|au) (?:la |le |les |l')?",
  },
  es: {
    loudness: '(?:más|menos) (?:alt[oa]|baj[oa]|fuerte|suave|flojo)',
    same: '(?:eso|esto|esa|ese|esta|este)(?: canción)?(?: otra vez| de nuevo)?|otra vez|de nuevo',
    at: 'a las?|sobre las?',
    on: '(?:en|por) (?:la |el |los |las )?',
  },
  it: {
    loudness: '(?:più|meno) (?:forte|alt[oa]|bass[oa]|piano)',
    same: '(?:questo|quello|questa|quella)(?: canzone)?(?: di nuovo| ancora)?|(?:di nuovo|ancora)',
    at: "alle|all'|verso le",
    on: "(?:su|sul|sulla|sullo|in|nel|nella|nello|sull'|nell') ?(?:la |il |lo |l')?",
  },
  nl: {
    loudness: 'harder|zachter|luider|stiller',
    same: '(?:het|dit|dat|die|deze)(?: nummer| liedje)?(?: nog eens| nog een keer| opnieuw| weer)?|(?:opnieuw|nog eens)',
    at: 'om|rond',
    on: '(?:op|in|via) (?:de |het )?',
  },
};

interface Patterns {
  readonly none: RegExp;
  readonly at: RegExp;
  readonly on: RegExp;
}

const PATTERNS = new Map(
  Object.entries(WORDS).map(([language, { loudness, same, at, on }]): [string, Patterns] => [
    language,
    {
      none: new RegExp(`(?:^|\\s)(?:${loudness})$|^(?:${same})$`, 'u'),
      at: new RegExp(`(?:^|\\s)(?:${at})(?:(?<=')|\\s)(.+)$`, 'u'),
      on: new RegExp(`^(?:${on})(.+)$`, 'u'),
    },
  ]),
);

/** What `meaning` has played, without "please"; null where that is no title. */
export function titleOf(meaning: UnderstoodIntent, context: UnderstandContext): string | null {
  const { search_query: said, media_class: kind } = meaning.slots;
  if (typeof said !== 'string') return null;
  const title = said.replace(POLITE, '');
  if (isMeasured(title, context.language) || isOtherThing(title, kind, meaning.text, context)) return null;
  return kind === undefined && isNone(title, context) ? null : title; // "the song It" is a title
}

function isMeasured(title: string, language: string): boolean {
  const digits = digitsForWords(title, language);
  return language.startsWith('en') ? LEVEL.test(digits) : TIMER.test(title) || MEASURE.test(digits);
}

function isNone(title: string, { language, snapshot }: UnderstandContext): boolean {
  const patterns = PATTERNS.get(baseLanguage(language));
  if (patterns === undefined) return false;
  const folded = foldForMatching(title);
  if (patterns.none.test(folded)) return true;
  const [, when] = patterns.at.exec(folded) ?? [];
  if (when !== undefined && namesOccasion(when, 'alarm', language)) return true;
  const [, where] = patterns.on.exec(folded) ?? [];
  const places = [...snapshot.areas, ...snapshot.entities.filter(({ domain }) => domain === 'media_player')];
  return where !== undefined && isCalled(where, places.flatMap(namesOf));
}

/** "Mets", "pon" and "metti" put on a song, and a thermostat to 21 degrees too. */
function isOtherThing(title: string, kind: unknown, text: string, { language, snapshot }: UnderstandContext): boolean {
  const bare = foldCase(title).replace(linkingWords(language).articles, '');
  const namesIn = (domains: ReadonlySet<string>): string[] =>
    snapshot.entities.filter(({ domain }) => domains.has(domain)).flatMap(namesOf);
  if (language.startsWith('en')) return kind === undefined && isCalled(bare, namesIn(new Set(['media_player'])));
  if (isMode(title, text, language) || (kind === undefined && isTurnedOn(title, text, language))) return true;
  if (putsOn(text, language) && kind === undefined && isCalled(bare, namesIn(SELDOM_PLAYED))) return true;
  const words = `${foldLoose(bare)} `;
  return namesIn(NOT_PLAYED).some((name) => words.startsWith(`${foldLoose(name)} `));
}

function isCalled(words: string, names: readonly string[]): boolean {
  const loose = foldLoose(words);
  return names.some((name) => foldLoose(name) === loose);
}
