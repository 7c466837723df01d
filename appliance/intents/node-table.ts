// Gives every distinct node one number.
import type { ProgramNode } from './program.ts';

export class NodeTable {
  readonly nodes: ProgramNode[] = [];
  readonly #index = new Map<string, number>();

  add(node: ProgramNode): number {
    const key = JSON.stringify(node);
    const known = this.#index.get(key);
    if (known !== undefined) return known;
    this.nodes.push(node);
    this.#index.set(key, this.nodes.length - 1);
    return this.nodes.length - 1;
  }
}

/** Numbers for strings, in the order of their first use. */
export class Numbering {
  readonly values: string[] = [];
  readonly #index = new Map<string, number>();

  of(value: string): number {
    const known = this.#index.get(value);
    if (known !== undefined) return known;
    this.values.push(value);
    this.#index.set(value, this.values.length - 1);
    return this.values.length - 1;
  }
}
