// What a pattern is compiled to, and how pieces of it are moved.

export type CharacterTest = (code: number) => boolean;

export type Instruction =
  | { readonly op: 'character'; readonly test: CharacterTest }
  /** Tries `first`, then, on failure, `second`. */
  | { readonly op: 'split'; readonly first: number; readonly second: number }
  | { readonly op: 'jump'; readonly to: number }
  | { readonly op: 'save'; readonly slot: number }
  | { readonly op: 'reference'; readonly group: number }
  | { readonly op: 'assert'; readonly kind: 'start' | 'end' | 'lineEnd' | 'boundary' | 'notBoundary' }
  /** Fails where nothing was consumed since `slot` was saved: an empty loop body must not loop. */
  | { readonly op: 'progress'; readonly slot: number }
  | { readonly op: 'look'; readonly negated: boolean; readonly end: number }
  | { readonly op: 'match' };

export interface Program {
  readonly instructions: readonly Instruction[];
  readonly slots: number;
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
  readonly ignoreCase: boolean;
}

export const LARGEST_PROGRAM = 2000;
export const LONGEST_PATTERN = 500;
export const MOST_GROUPS = 20;
export const DEEPEST = 20;

const isDigit: CharacterTest = (code) => code >= 48 && code <= 57;
const isSpace: CharacterTest = (code) => code === 32 || (code >= 9 && code <= 13) || code === 160;
const isLetter: CharacterTest = (code) => (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
export const isWord: CharacterTest = (code) =>
  isDigit(code) || isLetter(code) || code === 95 || (code > 127 && /[\p{L}\p{N}]/u.test(String.fromCharCode(code)));
export const not =
  (test: CharacterTest): CharacterTest =>
  (code) =>
    !test(code);

export const CLASSES: Readonly<Record<string, CharacterTest>> = {
  d: isDigit,
  D: not(isDigit),
  s: isSpace,
  S: not(isSpace),
  w: isWord,
  W: not(isWord),
};
export const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v' };
export const ASSERTIONS = { A: 'start', Z: 'end', b: 'boundary', B: 'notBoundary' } as const;

export function choice(into: number, past: number, lazy: boolean): Instruction {
  return lazy ? { op: 'split', first: past, second: into } : { op: 'split', first: into, second: past };
}

/** The other case of a letter, where it is one character too. */
export function otherCase(code: number): number {
  const character = String.fromCharCode(code);
  const lower = character.toLowerCase();
  const other = lower === character ? character.toUpperCase() : lower;
  return other.length === 1 ? other.charCodeAt(0) : code;
}

/** `instruction` after what stood at `from` or later moved by `offset`. */
export function moved(instruction: Instruction, from: number, offset: number): Instruction {
  const shift = (target: number): number => (target >= from ? target + offset : target);
  switch (instruction.op) {
    case 'split':
      return { op: 'split', first: shift(instruction.first), second: shift(instruction.second) };
    case 'jump':
      return { op: 'jump', to: shift(instruction.to) };
    case 'look':
      return { ...instruction, end: shift(instruction.end) };
    default:
      return instruction;
  }
}

export function withLoopSlot(instruction: Instruction, base: number): Instruction {
  if ((instruction.op !== 'save' && instruction.op !== 'progress') || instruction.slot >= 0) return instruction;
  return { ...instruction, slot: base - 1 - instruction.slot };
}
