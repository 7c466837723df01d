// Small files of sentences, compiled for a test.
import { compileSentences } from '../../../appliance/intents/compile.ts';
import { Grammar, HouseGrammar } from '../../../appliance/intents/grammar.ts';
import type { Match } from '../../../appliance/intents/match.ts';
import type { HouseLists } from '../../../appliance/intents/match-lists.ts';
import type { SentenceProgram } from '../../../appliance/intents/program.ts';
import { type Context, parseSentenceFile, type SentenceFileInput } from '../../../appliance/intents/sentence-file.ts';

export const EMPTY_HOUSE: HouseLists = { name: [], area: [], floor: [] };

export function program(file: Partial<SentenceFileInput>): SentenceProgram {
  return compileSentences(parseSentenceFile({ language: 'en', ...file }, 'test.json'), 'test.json');
}

export function matcher(
  file: Partial<SentenceFileInput>,
  house: HouseLists = EMPTY_HOUSE,
): (text: string, context?: Context) => Match | null {
  const grammar = new HouseGrammar(new Grammar('en', [program(file)]), house);
  return (text, context = {}) => grammar.match(text, { context })?.match ?? null;
}

/** One intent "Test" with these sentences. */
export function matching(sentences: string[], more: Partial<SentenceFileInput> = {}, house = EMPTY_HOUSE) {
  return matcher({ intents: { Test: { data: [{ sentences }] } }, ...more }, house);
}

export function named(...names: string[]): HouseLists {
  return { ...EMPTY_HOUSE, name: names.map((name) => ({ words: name, out: name, context: { domain: 'light' } })) };
}
