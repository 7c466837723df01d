// Random sentences that a template allows: what a matcher must then understand.
import type { Grammar } from '../../../appliance/intents/grammar.ts';
import type { ProgramList, SentenceProgram } from '../../../appliance/intents/program.ts';
import { ownStepFile } from '../../../appliance/intents/sentences/own.ts';
import { numberSpellings } from '../../../appliance/language/numbers.ts';

/** A number from 0 to 1, repeatable. */
export type Random = () => number;

export function seededRandom(seed: number): Random {
  let state = seed >>> 0 || 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** One sentence of `program`, by its index. Names of the house come from `house`; null where it needs one that is not there. */
export function sampleSentence(
  program: SentenceProgram,
  sentence: number,
  house: Readonly<Record<string, readonly string[]>>,
  random: Random,
): string | null {
  let missing = false;
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
  const expand = (id: number): string => {
    const node = program.nodes[id]!;
    if (node.op === 'text') return node.text;
    if (node.op === 'sequence') return node.items.map(expand).join('');
    if (node.op === 'alternative') return expand(pick(node.items)!);
    const words = listWords(node.list);
    if (words === undefined) missing = true;
    return words ?? '';
  };
  const listWords = (name: string): string | undefined => {
    const list: ProgramList | undefined = program.lists[name];
    if (list === undefined) return pick(house[name] ?? []);
    if (list.kind === 'wildcard') return pick(['pizza', 'grandma and grandpa', 'bohemian rhapsody']);
    if (list.kind === 'values') {
      const value = pick(list.values)!;
      return value.words ?? expand(value.node);
    }
    const { from, to, step } = list.range;
    const number = from + step * Math.floor(random() * ((to - from) / step + 1));
    return random() < 0.5 ? String(number) : (pick(numberSpellings(program.language, number)) ?? String(number));
  };
  const text = program.sentences[sentence]!.items.map(expand).join('');
  return missing ? null : text.replace(/\s+/g, ' ').trim();
}

/** The sentences that were fetched, in a grammar of them and ours: our steps are read before them. */
export function fetchedProgram(grammar: Grammar): SentenceProgram {
  const before = ownStepFile(grammar.language) === null ? 0 : 1;
  return grammar.layers[before]!.loaded.program;
}
