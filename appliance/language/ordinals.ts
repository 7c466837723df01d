// "The second one", "der letzte": which of several is meant, by its place.
import { baseLanguage } from './language-tag.ts';

/** First, second, third, last, as sources of regular expressions. */
const WORDS: Readonly<Record<string, readonly [string, string, string, string]>> = {
  cs: ['prvn[íi](?:ho|mu|m)?', 'druh(?:ý|á|é|ou|ého)', 'třet[íi](?:ho)?', 'posledn[íi](?:ho)?'],
  da: ['første', 'and(?:en|et)', 'tredje', 'sidste'],
  de: ['erste[rns]?', 'zweite[rns]?', 'dritte[rns]?', 'letzte[rns]?'],
  en: ['first', 'second', 'third', 'last'],
  es: ['primer[oa]?', 'segund[oa]', 'tercer[oa]?', 'últim[oa]'],
  fr: ['premi[eè]re?', 'deuxi[eè]me|seconde?', 'troisi[eè]me', 'derni[eè]re?'],
  it: ['prim[oa]', 'second[oa]', 'terz[oa]', 'ultim[oa]'],
  nl: ['eerste', 'tweede', 'derde', 'laatste'],
  pl: ['pierwsz(?:y|a|e|ą|ego)', 'drug(?:i|a|ie|ą|iego)', 'trzeci(?:a|e|ą|ego)?', 'ostatni(?:a|e|ą|ego)?'],
  pt: ['primeir[oa]', 'segund[oa]', 'terceir[oa]', 'últim[oa]'],
  ru: ['перв(?:ый|ая|ое|ую|ого)', 'втор(?:ой|ая|ое|ую|ого)', 'трет(?:ий|ья|ье|ью|ьего)', 'последн(?:ий|яя|ее|юю|его)'],
  sv: ['första', 'andra', 'tredje', 'sista'],
};

const PLACES = [0, 1, 2, -1] as const;

/** The place that `text` names, from 0; -1 for the last; null for none. A language without a table understands English. */
export function ordinalIn(text: string, language: string): number | null {
  const words = WORDS[baseLanguage(language)] ?? WORDS.en ?? [];
  const index = words.findIndex((source) => new RegExp(`(?<!\\p{L})(?:${source})(?!\\p{L})`, 'iu').test(text));
  return PLACES[index] ?? null;
}
