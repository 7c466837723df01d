// What is left when numbers and markup are gone: abbreviations, capitals, single signs, and the spaces around them.
import type { SpokenLanguage, SpokenRule } from './spoken-text-language.ts';
import { anyOf } from './spoken-text-rules.ts';

export function abbreviationRules({ abbreviations }: SpokenLanguage): readonly SpokenRule[] {
  const expand = (match: string): string => {
    const lower = match.charAt(0).toLowerCase() + match.slice(1);
    return abbreviations[match] ?? abbreviations[lower] ?? match;
  };
  const either = Object.keys(abbreviations).flatMap((key) => [key, key.charAt(0).toUpperCase() + key.slice(1)]);
  return [
    // Not after a number: "5 min." are minutes. The last dot stays where it ends the text.
    { pattern: new RegExp(`(?<![\\p{L}\\p{N}.]|\\d\\s)(?:${anyOf(either)})(?![\\p{L}\\p{N}])`, 'gu'), say: expand },
  ];
}

/** After the units: the L of "L E D" is no liter. */
export function initialismRules({ initialisms }: SpokenLanguage): readonly SpokenRule[] {
  const either = anyOf(Object.keys(initialisms));
  return [
    {
      pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${either})(?![\\p{L}\\p{N}])`, 'gu'),
      say: (match) => initialisms[match] ?? match,
    },
  ];
}

/** Single signs. Those that mean nothing when spoken go. */
export function symbolRules({ words }: SpokenLanguage): readonly SpokenRule[] {
  const word = (said: string): string => ` ${said} `;
  return [
    { pattern: /\s\/\s/g, say: ', ' },
    { pattern: /\s?(?:->|=>|→|⇒|•|·|\||;\s?;)\s?/g, say: ', ' },
    { pattern: /\s(?:-{1,3}|–|—)\s|—|(?<=\p{L})–(?=\p{L})|-{2,}/gu, say: ', ' },
    { pattern: /<=|≤/g, say: word(words.atMost) },
    { pattern: />=|≥/g, say: word(words.atLeast) },
    { pattern: /<(?=\s?[\p{L}\d])/gu, say: word(words.lessThan) },
    { pattern: />(?=\s?[\p{L}\d])/gu, say: word(words.moreThan) },
    { pattern: /±|\+\/-/g, say: word(words.plusMinus) },
    { pattern: /[~≈](?=\s?[\p{L}\d])/gu, say: word(words.about) },
    { pattern: /&/g, say: word(words.and) },
    { pattern: /\+/g, say: word(words.plus) },
    { pattern: /=/g, say: word(words.equals) },
    { pattern: /×|(?<=\d )x(?= \d)/g, say: word(words.times) },
    { pattern: /÷/g, say: word(words.dividedBy) },
    { pattern: /@/g, say: word(words.at) },
    { pattern: /§+/g, say: word(words.section) },
    { pattern: /#(?=\s?\d)/g, say: word(words.number) },
    { pattern: /\b(and|und|et|y)\/(or|oder|ou|o)\b/gi, say: '$1 $2' },
    { pattern: /(?<=\p{Ll})\/(?=\p{Ll})/gu, say: word(words.or) },
  ];
}

/** One space between words, none before a mark, one mark where several met. */
export const TIDY_RULES: readonly SpokenRule[] = [
  { pattern: /…(?=\s*$)/g, say: '.' },
  { pattern: /…/g, say: ', ' },
  { pattern: /[([{]\s*/g, say: ', ' },
  { pattern: /\s*[)\]}](?=\s*[.,;:!?])/g, say: '' },
  { pattern: /\s*[)\]}](?=\s*$)/g, say: '' },
  { pattern: /\s*[)\]}]/g, say: ', ' },
  // Every sign that no voice reads: what is left of markup, mathematics, currencies without a name, technical marks.
  { pattern: /(?![.,;:!?'¿¡-])[\p{P}\p{S}\p{Cn}]+/gu, say: ' ' },
  { pattern: /[²³¹⁰-₟]/g, say: ' ' },
  { pattern: /(?<![\p{L}\p{N}])-+(?![\p{L}\p{N}])|(?<=^|\s)-+|-+(?=\s|$)/gu, say: ' ' },
  { pattern: /(?<![\p{L}\p{N}])'+(?![\p{L}\p{N}])/gu, say: ' ' },
  { pattern: /\s+/g, say: ' ' },
  { pattern: /\s+(?=[.,;:!?])/g, say: '' },
  { pattern: /([.!?])[.,;:!?]*([!?])[.,;:!?]*/g, say: '$2' },
  { pattern: /([.!?])[.,;:]+/g, say: '$1' },
  { pattern: /[,;:]+([.!?,;:])/g, say: '$1' },
  { pattern: /^[\s.,;:!?]+/g, say: '' },
  { pattern: /[,;:\s]+$/g, say: '' },
];
