// Finds every known string that begins at a place of a text, shortest first.

interface TrieNode<V> {
  readonly next: Map<number, TrieNode<V>>;
  values: V[] | null;
}

export class PrefixTrie<V> {
  readonly #root: TrieNode<V> = { next: new Map(), values: null };

  insert(text: string, value: V): void {
    let node = this.#root;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      let next = node.next.get(code);
      if (next === undefined) {
        next = { next: new Map(), values: null };
        node.next.set(code, next);
      }
      node = next;
    }
    if (node.values === null) node.values = [value];
    else node.values.push(value);
  }

  /** Calls `found` with the end and the values (in the order of insertion) of each string that begins at `start`. */
  find(text: string, start: number, found: (end: number, values: readonly V[]) => void): void {
    let node: TrieNode<V> | undefined = this.#root;
    for (let i = start; i < text.length; i++) {
      node = node.next.get(text.charCodeAt(i));
      if (node === undefined) return;
      if (node.values !== null) found(i + 1, node.values);
    }
  }

  /** Whether a known string begins with `text` and goes on. */
  hasLonger(text: string): boolean {
    let node: TrieNode<V> | undefined = this.#root;
    for (let i = 0; i < text.length && node !== undefined; i++) node = node.next.get(text.charCodeAt(i));
    return node !== undefined && node.next.size > 0;
  }
}
