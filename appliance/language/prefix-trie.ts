// Finds every known string that begins at a place of a text, shortest first. A stretch that no other string leaves is one node, since a
// node for each character took ten times the memory.

interface TrieNode<V> {
  /** The characters from the node before to this one. */
  label: string;
  /** By the first character of their labels; null for none. */
  next: Map<number, TrieNode<V>> | null;
  values: V[] | null;
}

export class PrefixTrie<V> {
  readonly #root: TrieNode<V> = { label: '', next: null, values: null };

  insert(text: string, value: V): void {
    let node = this.#root;
    let at = 0;
    while (at < text.length) {
      const code = text.charCodeAt(at);
      node.next ??= new Map();
      let child = node.next.get(code);
      if (child === undefined) {
        child = { label: text.slice(at), next: null, values: null };
        node.next.set(code, child);
      }
      at += cutWhereItLeaves(child, text, at);
      node = child;
    }
    if (node.values === null) node.values = [value];
    else node.values.push(value);
  }

  /** Calls `found` with the end and the values (in the order of insertion) of each string that begins at `start`. */
  find(text: string, start: number, found: (end: number, values: readonly V[]) => void): void {
    let node = this.#root;
    let at = start;
    while (at < text.length) {
      const child = node.next?.get(text.charCodeAt(at));
      if (child === undefined || !text.startsWith(child.label, at)) return;
      at += child.label.length;
      if (child.values !== null) found(at, child.values);
      node = child;
    }
  }

  /** Whether a known string begins with `text` and goes on. */
  hasLonger(text: string): boolean {
    let node = this.#root;
    let at = 0;
    while (at < text.length) {
      const child = node.next?.get(text.charCodeAt(at));
      if (child === undefined) return false;
      if (child.label.length > text.length - at) return child.label.startsWith(text.slice(at));
      if (!text.startsWith(child.label, at)) return false;
      at += child.label.length;
      node = child;
    }
    return node.next !== null;
  }
}

/** Makes `node` end where `text`, which enters it at `at`, leaves it; how many characters that is. */
function cutWhereItLeaves<V>(node: TrieNode<V>, text: string, at: number): number {
  const { label } = node;
  let length = 1;
  while (length < label.length && label.charCodeAt(length) === text.charCodeAt(at + length)) length++;
  if (length < label.length) {
    const rest = { label: label.slice(length), next: node.next, values: node.values };
    node.label = label.slice(0, length);
    node.next = new Map([[label.charCodeAt(length), rest]]);
    node.values = null;
  }
  return length;
}
