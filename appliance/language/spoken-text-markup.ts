// What is only for the eye goes: Markdown, HTML, emoji, addresses of pages. Scripts that the voice cannot read are named instead
// of being spelled out character by character.
import type { ScriptName, SpokenLanguage, SpokenRule, SpokenWords } from './spoken-text-language.ts';
import { applyRules } from './spoken-text-rules.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  '#39': "'",
  nbsp: ' ',
  deg: '°',
  euro: '€',
  hellip: '…',
  ndash: '–',
  mdash: '—',
};

const LIST_NUMBER: SpokenRule = { pattern: /^[ \t]*(\d{1,3})[.)][ \t]+(?=\S)/gm, say: '$1, ' };

/** Line by line: fences, rules, tables, headings, quotes, lists. */
const BLOCK_RULES: readonly SpokenRule[] = [
  { pattern: /```[^`]*(?:`{1,2}[^`]+)*(?:```|$)/g, say: ' ' },
  { pattern: /<!--[^>]*-->/g, say: ' ' },
  { pattern: /^[ \t]*[-*_=](?:[ \t]?[-*_=]){2,}[ \t]*$/gm, say: '' },
  { pattern: /^[ \t]*[|:-][-|: \t]{2,}$/gm, say: '' },
  { pattern: /^[ \t]{0,3}#{1,6}[ \t]+/gm, say: '' },
  { pattern: /^[ \t]*(?:>[ \t]?)+/gm, say: '' },
  { pattern: /^[ \t]*[-*+•‣◦–][ \t]+(?:\[[ xX]\][ \t])?/gm, say: '' },
  LIST_NUMBER,
  { pattern: /^[ \t]*\|/gm, say: '' },
  { pattern: /\|[ \t]*$/gm, say: '' },
];

const INLINE_RULES: readonly SpokenRule[] = [
  { pattern: /!?\[([^\][\n]{0,300})\]\([^()\n]{0,1000}(?:\([^()\n]{0,200}\)[^()\n]{0,500})?\)/g, say: '$1' },
  { pattern: /\[\^?\d{1,3}\]|【[^】\n]{0,100}】/g, say: '' },
  { pattern: /<((?:https?|mailto):[^<>\s]{1,1000})>/g, say: '$1' },
  { pattern: /<\/?[a-zA-Z][^<>]{0,300}>/g, say: ' ' },
  { pattern: /&(#?\w{2,6});/g, say: (match, name = '') => ENTITIES[name] ?? (match.startsWith('&#') ? ' ' : match) },
  { pattern: /\\(?=[!-/:-@[-`{-~])/g, say: '' },
  { pattern: /(?<=\d\s?)\*(?=\s?\d)/g, say: ' × ' },
  { pattern: /[*`]+|~~/g, say: '' },
  { pattern: /(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, say: '' },
  { pattern: /_+/g, say: ' ' },
];

/** Emoji with their joiners, skin tones, flags and keycaps; "5️⃣" keeps its digit. Typed smileys too. */
const EMOJI_RULES: readonly SpokenRule[] = [
  { pattern: /([\d#*])\ufe0f?\u20e3/g, say: '$1 ' },
  {
    pattern: /(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\p{Variation_Selector}|\p{Me})+/gu,
    say: ' ',
  },
  { pattern: /[\u{e0020}-\u{e007f}]+/gu, say: '' },
  { pattern: /(?<=^|\s)[:;=8][-']?[()DPpO3|/](?=$|[\s.,!?])/g, say: '' },
];

/** One spelling for what looks alike: full-width and decorative letters, quotes, spaces, minus signs. */
const LOOKALIKE_RULES: readonly SpokenRule[] = [
  { pattern: /[\uff01-\uff5e\ufb00-\ufb06\u{1d400}-\u{1d7ff}℃℉]/gu, say: (match) => match.normalize('NFKC') },
  { pattern: /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t]/g, say: ' ' },
  { pattern: /[\p{Cf}\p{Co}\p{Cs}]/gu, say: '' },
  { pattern: /(?!\n)\p{Cc}/gu, say: ' ' },
  { pattern: /[“”„«»‹›"]/g, say: '' },
  { pattern: /[‘’‚´]/g, say: "'" },
  { pattern: /[−‒]/g, say: '-' },
  { pattern: /[。．]/g, say: '. ' },
  { pattern: /[、，]/g, say: ', ' },
  { pattern: /…|\.{3,}/g, say: '… ' },
  { pattern: /μ/g, say: 'µ' },
  { pattern: /º(?=\s?[CF]\b)/g, say: '°' },
  { pattern: /°\s(?=[CF]\b)/g, say: '°' },
  { pattern: /(?<=\b[kcm]?m)(?:\^2|2)\b/g, say: '²' },
  { pattern: /(?<=\b[kcm]?m)(?:\^3|3)\b/g, say: '³' },
];

/** `text` without anything that is only for the eye. Lines become sentences. */
export function plainText(text: string, language: SpokenLanguage): string {
  const { words, dotMakesOrdinal } = language;
  const shown = applyRules(text.replace(/\r\n?/g, '\n'), LOOKALIKE_RULES.slice(0, 4));
  // "2. Stock" is the second floor and no list of one line.
  const isOrdinal = dotMakesOrdinal && !shown.includes('\n');
  const blocks = isOrdinal ? BLOCK_RULES.filter((rule) => rule !== LIST_NUMBER) : BLOCK_RULES;
  const unmarked = applyRules(applyRules(shown, blocks), [...addressRules(words), ...INLINE_RULES]);
  const named = applyRules(applyRules(unmarked, EMOJI_RULES), LOOKALIKE_RULES);
  return joinLines(nameForeignText(named, language));
}

/** A page's address is said as its host; the rest of it nobody remembers anyway. */
function addressRules(words: SpokenWords): readonly SpokenRule[] {
  const dotted = (host: string): string => host.replace(/\.+$/, '').replaceAll('.', ` ${words.dot} `);
  return [
    {
      pattern: /(?<=\]\()(?:[a-z]{2,10}:\/\/|\/|#)[^\s()]{0,1000}(?=\))/gi, // the target of a link: its text is said
      say: '',
    },
    {
      pattern:
        /\b(?:https?|ftps?|wss?|mqtts?|file):\/\/(?:[^\s/@]{1,100}@)?(?:www\.)?([\w.-]{1,253})(?::\d{1,5})?(?:[/?#][^\s<>()"'`*]{0,1000}[^\s<>()"'`*.,!?;:])?\/?/gi,
      say: (_, host = '') => dotted(host),
    },
    {
      pattern: /\bwww\.([\w-]{1,63}(?:\.[\w-]{1,63}){1,4})(?:\/[^\s<>()]{0,500})?/gi,
      say: (_, host = '') => dotted(host),
    },
    {
      pattern: /\b([\w.+-]{1,64})@([\w-]{1,63}(?:\.[\w-]{1,63}){1,4})\b/g,
      say: (_, name = '', host = '') => `${dotted(name)} ${words.at} ${dotted(host)}`,
    },
    { pattern: /(?<=\p{Ll}{2})\.(?=\p{Ll}{2})/gu, say: ` ${words.dot} ` }, // "linnet.local", "light.kitchen"
  ];
}

const GREEK_LETTERS: Readonly<Record<string, string>> = {
  α: 'alpha',
  β: 'beta',
  γ: 'gamma',
  δ: 'delta',
  Δ: 'delta',
  θ: 'theta',
  λ: 'lambda',
  π: 'pi',
  σ: 'sigma',
  Ω: 'ohm',
};

const FOREIGN_LETTER = String.raw`(?:(?!\p{Script=Latin}|[ªºµ])\p{L}\p{M}*|(?![0-9])\p{Nd})`;
const FOREIGN_TEXT = new RegExp(`${FOREIGN_LETTER}(?:[\\s\\p{P}]*${FOREIGN_LETTER})*`, 'gu');

const SCRIPTS: readonly (readonly [ScriptName, RegExp])[] = [
  ['Kana', /[\p{Script=Hiragana}\p{Script=Katakana}]/u], // before Han: Japanese has both
  ['Han', /\p{Script=Han}/u],
  ['Hangul', /\p{Script=Hangul}/u],
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['Greek', /\p{Script=Greek}/u],
  ['Arabic', /\p{Script=Arabic}/u],
  ['Hebrew', /\p{Script=Hebrew}/u],
  ['Thai', /\p{Script=Thai}/u],
  ['Devanagari', /\p{Script=Devanagari}/u],
];

function nameForeignText(text: string, { words, script: own }: SpokenLanguage): string {
  return text.replace(FOREIGN_TEXT, (stretch) => {
    const letter = GREEK_LETTERS[stretch];
    if (letter !== undefined) return ` ${letter} `;
    const script = SCRIPTS.find(([, pattern]) => pattern.test(stretch))?.[0] ?? 'other';
    return script === own ? stretch : ` ${words.foreignText(words.scripts[script])} `;
  });
}

/** Each line that does not end in a mark gets one, so that headings and list items do not run into each other. */
function joinLines(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  const spoken = lines.filter((line) => /[\p{L}\p{N}]/u.test(line));
  return spoken
    .map((line, at) => (at < spoken.length - 1 && /[\p{L}\p{N})%]$/u.test(line) ? `${line}.` : line))
    .join(' ');
}
