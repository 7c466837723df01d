// The small words that link one command to another, or to the turn before. Patterns are tried on folded text.

export interface LinkingWords {
  /** Between two commands, longest first. */
  readonly conjunctions: readonly string[];
  /** Words for what was meant in the turn before. */
  readonly pronouns: readonly string[];
  /** A verb (first group) with the pronoun joined to it, at the start of a sentence. */
  readonly enclitic?: RegExp;
  /** The command before was wrong; the first group is what is right. */
  readonly correction: RegExp;
  /** The same again for something else; the first group is what. */
  readonly addition: RegExp;
  /** Before a name, to be left out. */
  readonly articles: RegExp;
  /** A change of the thing before without its name ("brighter"); TEXT is the words, NAME the thing. */
  readonly bareChange: ReadonlyArray<{ readonly pattern: RegExp; readonly sentence: string }>;
}

const ENGLISH: LinkingWords = {
  conjunctions: ['and then', 'and also', 'and', 'then', 'also', 'plus'],
  pronouns: ['it', 'them', 'that one', 'those', 'that', 'these'],
  correction:
    /^(?:no|nope|sorry|wait|actually|not that(?: one)?|oh)(?:,? (?:no|sorry|wait|actually|i meant?(?: to say)?|not that(?: one)?|the other one))*,? (.+?)(?: instead)?$|^i meant? (.+)$|^(.+) instead$/,
  addition:
    /^(?:and |also )?(?:what about|how about|(?:the )?same (?:for|in|with)|do the same (?:for|in|with)) (.+)$|^(?:and|also) (.+?)(?: too| as well| also)?$|^(.+?) (?:too|as well)$/,
  articles: /^(?:(?:in|on|for|at|with) )?(?:(?:the|my|our|that|this|one in the) )?/,
  bareChange: [
    { pattern: /^(?:a (?:little|bit) )?(?:more )?(?:brighter|darker|dimmer)(?: still)?$/, sentence: 'make NAME TEXT' },
    { pattern: /^(?:to )?\d/, sentence: 'set NAME to TEXT' },
  ],
};

const GERMAN: LinkingWords = {
  conjunctions: ['und dann', 'und danach', 'und auch', 'und', 'dann', 'danach'],
  pronouns: ['es', 'sie', 'ihn', 'das', 'die', 'den'],
  correction:
    /^(?:nein|nee|nö|falsch|halt|doch nicht|nicht das)(?:,? (?:nein|ich mein(?:t)?e|sondern|nicht das))*,? (.+)$|^ich mein(?:t)?e (.+)$/,
  addition:
    /^(?:und )?(?:was ist mit|wie wäre es mit|das gleiche (?:für|in)|dasselbe (?:für|in)) (.+)$|^(?:und|auch) (.+?)(?: auch)?$|^(.+?) auch$/,
  articles: /^(?:(?:in|im|für|mit|an|am|bei) )?(?:(?:der|die|das|den|dem|mein|meine|meinen) )?/,
  bareChange: [{ pattern: /^(?:auf )?\d/, sentence: 'stelle NAME auf TEXT' }],
};

const FRENCH: LinkingWords = {
  conjunctions: ['et puis', 'et ensuite', 'et aussi', 'et', 'puis', 'ensuite'],
  pronouns: ['le', 'la', 'les', 'ça', 'celui-ci', 'celle-ci'],
  correction:
    /^(?:non|pardon|attends|pas ça)(?:,? (?:non|pardon|je voulais dire|plutôt))*,? (.+)$|^je voulais dire (.+)$|^plutôt (.+)$/,
  addition:
    /^(?:et )?(?:qu'en est-il de|la même chose (?:pour|dans)|pareil (?:pour|dans)) (.+)$|^(?:et|aussi) (.+?)(?: aussi)?$|^(.+?) aussi$/,
  articles: /^(?:(?:dans|sur|pour|à|de) )?(?:(?:le|la|les|l'|mon|ma|mes) ?)?/,
  bareChange: [{ pattern: /^(?:à )?\d/, sentence: 'règle NAME à TEXT' }],
};

const SPANISH: LinkingWords = {
  conjunctions: ['y luego', 'y después', 'y también', 'y', 'luego', 'después'],
  pronouns: ['lo', 'la', 'los', 'las', 'eso', 'ese', 'esa'],
  enclitic: /^(\p{L}{2,}?)(?:l[oa]s?)(?!\p{L})/u,
  correction:
    /^(?:no|perdón|espera|eso no)(?:,? (?:no|perdón|quise decir|quería decir|mejor))*,? (.+)$|^quise decir (.+)$|^mejor (.+)$/,
  addition: /^(?:y )?(?:qué tal|lo mismo (?:para|en|con)) (.+)$|^(?:y|también) (.+?)(?: también)?$|^(.+?) también$/,
  articles: /^(?:(?:en|para|con|a|de) )?(?:(?:el|la|los|las|mi|mis) )?/,
  bareChange: [{ pattern: /^(?:al? )?\d/, sentence: 'pon NAME al TEXT' }],
};

const CONJUNCTIONS: Readonly<Record<string, readonly string[]>> = {
  it: ['e poi', 'e anche', 'e', 'poi'],
  nl: ['en dan', 'en ook', 'en daarna', 'en', 'dan'],
  pt: ['e depois', 'e também', 'e', 'depois'],
  pl: ['i potem', 'a potem', 'i', 'oraz', 'potem'],
  ru: ['и потом', 'а потом', 'и затем', 'и', 'потом', 'затем'],
  sv: ['och sedan', 'och sen', 'och', 'sedan', 'sen'],
  da: ['og så', 'og derefter', 'og', 'derefter'],
  cs: ['a pak', 'a potom', 'a', 'pak', 'potom'],
};

const NEVER = /^(?!)/;

/** The linking words of `language`; only its conjunctions where no more is known. */
export function linkingWords(language: string): LinkingWords {
  const code = language.slice(0, 2).toLowerCase();
  const full = { en: ENGLISH, de: GERMAN, fr: FRENCH, es: SPANISH }[code];
  if (full !== undefined) return full;
  const conjunctions = CONJUNCTIONS[code] ?? [];
  return { conjunctions, pronouns: [], correction: NEVER, addition: NEVER, articles: NEVER, bareChange: [] };
}
