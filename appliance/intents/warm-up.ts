// The first texts after a start would be slow, since nothing has been optimised yet: a few hundred sentences made from the
// templates go through the matcher before anybody speaks.
import type { HouseGrammar } from './grammar.ts';
import type { ProgramNode, SentenceProgram } from './program.ts';
import { strictMatch } from './strict-match.ts';

/** Sentences matched for each layer. */
const SENTENCES = 400;
const SAMPLE = 'thing';

/** Takes a few hundred milliseconds, once. */
export function warmUp(grammar: HouseGrammar, sentences = SENTENCES): void {
  for (const { loaded } of grammar.grammar.layers) {
    const { program } = loaded;
    const step = Math.max(1, Math.floor(program.sentences.length / sentences));
    for (let i = 0; i < program.sentences.length; i += step) {
      const text = sentenceText(program, program.sentences[i]?.items ?? [], i);
      strictMatch(text, grammar, { context: {} });
    }
  }
}

/** One sentence that the items allow; `turn` chooses among branches and values. */
function sentenceText(program: SentenceProgram, items: readonly number[], turn: number): string {
  return items.map((item) => nodeText(program, program.nodes[item], turn)).join('');
}

function nodeText(program: SentenceProgram, node: ProgramNode | undefined, turn: number): string {
  if (node === undefined) return '';
  if (node.op === 'text') return node.text;
  if (node.op === 'sequence') return sentenceText(program, node.items, turn);
  if (node.op === 'alternative')
    return nodeText(program, program.nodes[node.items[turn % node.items.length] ?? -1], turn);
  const list = program.lists[node.list];
  if (list?.kind === 'range') return String(list.range.from);
  if (list?.kind !== 'values') return SAMPLE;
  const value = list.values[turn % Math.max(1, list.values.length)];
  return value?.words ?? nodeText(program, program.nodes[value?.node ?? -1], turn);
}
