// What a text must hold for a sentence to be worth trying: a conjunction of clauses, each a choice of fragments. Necessary, never
// sufficient: it only drops sentences that cannot match. Computed over nodes, so equal parts are looked at once.
import { isPunctuation } from '../language/fold.ts';
import type { ProgramNode } from './program.ts';

type Clauses = readonly (readonly string[])[];

const NOTHING: Clauses = [];
/** A clause of more fragments than this is true of nearly every text and costs more than it saves. */
const MAX_FRAGMENTS = 40;

export class FragmentFinder {
  readonly #nodes: readonly ProgramNode[];
  readonly #known = new Map<number, Clauses>();

  constructor(nodes: readonly ProgramNode[]) {
    this.#nodes = nodes;
  }

  /** The clauses of a sequence of nodes. */
  ofSequence(items: readonly number[]): Clauses {
    return unique(items.flatMap((item) => [...this.#of(item)]));
  }

  #of(id: number): Clauses {
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const node = this.#nodes[id];
    const clauses = node === undefined ? NOTHING : this.#compute(node);
    this.#known.set(id, clauses);
    return clauses;
  }

  #compute(node: ProgramNode): Clauses {
    switch (node.op) {
      case 'text':
        return textClauses(node.text);
      case 'sequence':
        return this.ofSequence(node.items);
      case 'alternative':
        return this.#choice(node.items);
      case 'list':
        return NOTHING;
    }
  }

  /** One branch matches: a fragment of the cheapest clause of some branch is there. */
  #choice(items: readonly number[]): Clauses {
    const merged = new Set<string>();
    for (const item of items) {
      const cheapest = [...this.#of(item)].sort((a, b) => a.length - b.length)[0];
      if (cheapest === undefined) return NOTHING;
      for (const fragment of cheapest) merged.add(fragment);
    }
    return merged.size > 0 && merged.size <= MAX_FRAGMENTS ? [[...merged]] : NOTHING;
  }
}

/** Pieces without spaces (a hyphen said as a space changes only those) and without punctuation that the text may have lost. */
function textClauses(text: string): Clauses {
  const pieces = text.split(/[\s\-_]+/u).filter((piece) => piece !== '' && ![...piece].some(isPunctuation));
  return pieces.map((piece) => [piece]);
}

function unique(clauses: Clauses): Clauses {
  const seen = new Map(clauses.map((clause) => [[...clause].sort().join('\n'), clause]));
  return [...seen.values()];
}
