// Which words of what was said a name does not account for: "the attic light" is not the hallway's, however near "light" is, and "the big
// light" may be any of the lights.
import { foldLoose } from '../language/fold.ts';
import { baseLanguage } from '../language/language-tag.ts';
import { wordLikeness } from './phonetic.ts';

/** Shorter words are articles, "in" and "my" in most languages; longer ones of that kind follow. */
const SHORTEST = 4;
const SMALL = new Set(
  [
    'this that these those your from with inside',
    'meine meinen meinem meiner unser unsere unseren diese dieser dieses dieser einen einem einer',
    'dans cette notre votre nuestra nuestro nuestros nuestras esta este',
    'della dello delle degli nella nello nelle negli dell nell questa questo nostra nostro',
    'onze deze mijn minha nossa nosso detta denna denne dette',
  ].flatMap((words) => words.split(' ')),
);
/** No single thing is meant by these, whatever is called so. */
const ALL = new Set(
  'all every each both alle sämtliche toutes tous todas todos tutte tutti allemaal alla'.split(' ').map(foldLoose),
);
/** As `nearestNames` takes words for alike. */
const ALIKE = 0.6;

/** How a thing is told from others of its kind, with no name of its own; without accents. */
const DESCRIBING: Readonly<Record<string, string>> = {
  en: 'big|bigger|biggest|large|little|small|smaller|tiny|main|other|bright|tall|long|new|old|round|left|right|nice|same|room|first|second|last',
  de: '(?:gross|klein|ander|neu|alt|hell|hoh|lang|rund|link|recht|erst|zweit|letzt)(?:e|en|er|es|em)',
  nl: 'grote?|kleine?|andere?|nieuwe?|oude?|lange?|ronde?|linker|rechter|eerste|tweede|laatste',
  fr: 'grande?|petite?|autre|nouvelle|nouveau|vieille|vieux|premiere?|deuxieme',
  es: 'gran|otra|otro|nueva|nuevo|primera|segunda',
  it: 'grande|piccol[ao]|altr[ao]|nuov[ao]|prim[ao]|second[ao]',
  sv: 'stora|lilla|andra|nya|gamla|langa|vanstra|hogra|forsta',
  da: 'store|lille|anden|andet|nye|gamle|lange|venstre|højre|første',
};
const PATTERNS = new Map(
  Object.entries(DESCRIBING).map(([language, words]) => [
    language,
    new RegExp(`^(?:(?:${words}|[^ ]{1,3}) )+\\S+$`, 'u'),
  ]),
);

/** Whether all that stands before the last of `words` describes, and names nothing. */
export function onlyDescribes(words: string, language: string): boolean {
  return PATTERNS.get(baseLanguage(language))?.test(foldLoose(words)) === true;
}

/** Whether each word of `said` is one of `name` or of the place that the thing is in, misheard or not, whole, cut or joined. */
export function isAccountedFor(said: string, name: string, place: string): boolean {
  const [words, known] = [wordsOf(said), wordsOf(`${name} ${place}`)];
  const others = [...known, ...pairsOf(known)];
  return words.every((word, index) => {
    if (ALL.has(word)) return known.includes(word);
    if (word.length < SHORTEST || SMALL.has(word)) return true;
    const forms = [word, ...pairsOf(words.slice(Math.max(0, index - 1), index + 2))];
    return forms.some((form) => others.some((other) => wordLikeness(form, other) >= ALIKE));
  });
}

function wordsOf(text: string): string[] {
  return foldLoose(text).split(' ');
}

function pairsOf(words: readonly string[]): string[] {
  return words.slice(1).map((word, index) => `${words[index] ?? ''}${word}`);
}
