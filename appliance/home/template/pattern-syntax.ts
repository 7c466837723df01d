// Regular expressions of templates, first half: Python's syntax ▸ a program for the matcher in pattern.ts. The platform's own
// RegExp has no time limit, and a pattern comes from whoever can publish to the broker.
import {
  ASSERTIONS,
  type CharacterTest,
  CLASSES,
  CONTROLS,
  choice,
  DEEPEST,
  type Instruction,
  LARGEST_PROGRAM,
  LONGEST_PATTERN,
  MOST_GROUPS,
  moved,
  not,
  otherCase,
  type Program,
  withLoopSlot,
} from './pattern-program.ts';
import { invalid, overBudget } from './value.ts';

/** Throws `template.invalid` for what is no pattern or uses what is not offered (look-behind, flags inside). */
export function compilePattern(source: string, ignoreCase: boolean): Program {
  if (source.length > LONGEST_PATTERN) throw overBudget(`A pattern has more than ${LONGEST_PATTERN} characters.`);
  const inlineFlag = source.startsWith('(?i)');
  const compiler = new Compiler(inlineFlag ? source.slice(4) : source, ignoreCase || inlineFlag);
  return compiler.compile();
}

class Compiler {
  readonly #source: string;
  readonly #ignoreCase: boolean;
  readonly #code: Instruction[] = [];
  readonly #names = new Map<string, number>();
  #position = 0;
  #groups = 0;
  #loops = 0;
  #depth = 0;

  constructor(source: string, ignoreCase: boolean) {
    this.#source = source;
    this.#ignoreCase = ignoreCase;
  }

  compile(): Program {
    this.#alternatives();
    if (this.#position < this.#source.length) throw this.#wrong('a ")" that closes nothing');
    this.#emit({ op: 'match' });
    const groups = this.#groups + 1;
    // Loops keep their starting positions behind the groups' slots.
    const instructions = this.#code.map((instruction) => withLoopSlot(instruction, groups * 2));
    return { instructions, groups, slots: groups * 2 + this.#loops, names: this.#names, ignoreCase: this.#ignoreCase };
  }

  #wrong(what: string): Error {
    return invalid(`A pattern in a template has ${what}.`);
  }

  #emit(instruction: Instruction): number {
    if (this.#code.length >= LARGEST_PROGRAM) throw overBudget('A pattern in a template is too large.');
    return this.#code.push(instruction) - 1;
  }

  #accept(text: string): boolean {
    if (!this.#source.startsWith(text, this.#position)) return false;
    this.#position += text.length;
    return true;
  }

  #alternatives(): void {
    if (++this.#depth > DEEPEST) throw overBudget('A pattern in a template is nested too deeply.');
    const start = this.#code.length;
    const bodies: Instruction[][] = [];
    do {
      this.#sequence();
      bodies.push(this.#code.splice(start));
    } while (this.#accept('|'));
    this.#emitChoice(bodies, start);
    this.#depth--;
  }

  /** The first body that leads to a match, in order. Each was compiled as if it stood at `madeFor`. */
  #emitChoice(bodies: readonly (readonly Instruction[])[], madeFor: number): void {
    const exits: number[] = [];
    for (const body of bodies.slice(0, -1)) {
      const split = this.#emit({ op: 'split', first: -1, second: -1 });
      this.#copy(body, madeFor);
      exits.push(this.#emit({ op: 'jump', to: -1 }));
      this.#code[split] = { op: 'split', first: split + 1, second: this.#code.length };
    }
    this.#copy(bodies.at(-1) ?? [], madeFor);
    for (const exit of exits) this.#code[exit] = { op: 'jump', to: this.#code.length };
  }

  #sequence(): void {
    while (this.#position < this.#source.length && !this.#at('|') && !this.#at(')')) {
      const start = this.#code.length;
      const groupsBefore = this.#groups;
      const repeatable = this.#atom();
      if (repeatable) this.#quantifier(start, groupsBefore);
    }
  }

  #at(text: string): boolean {
    return this.#source.startsWith(text, this.#position);
  }

  /** One thing; false where it takes no room (an assertion), which cannot be repeated. */
  #atom(): boolean {
    const character = this.#source[this.#position++] as string;
    switch (character) {
      case '(':
        return this.#group();
      case '[':
        return this.#character(this.#set());
      case '.':
        return this.#character((code) => code !== 10);
      case '^':
        return this.#assert('start');
      case '$':
        return this.#assert('lineEnd');
      case '\\':
        return this.#escape();
      case '*':
      case '+':
      case '?':
        throw this.#wrong(`a "${character}" with nothing to repeat`);
      default:
        return this.#character(this.#literal(character));
    }
  }

  #character(test: CharacterTest): true {
    this.#emit({ op: 'character', test });
    return true;
  }

  #literal(character: string): CharacterTest {
    const wanted = character.charCodeAt(0);
    const other = otherCase(wanted);
    return this.#ignoreCase ? (code) => code === wanted || code === other : (code) => code === wanted;
  }

  #assert(kind: Extract<Instruction, { op: 'assert' }>['kind']): false {
    this.#emit({ op: 'assert', kind });
    return false;
  }

  #escape(): boolean {
    const character = this.#source[this.#position++];
    if (character === undefined) throw this.#wrong('a "\\" at its end');
    if (Object.hasOwn(CLASSES, character)) return this.#character(CLASSES[character] as CharacterTest);
    if (Object.hasOwn(ASSERTIONS, character)) return this.#assert(ASSERTIONS[character as keyof typeof ASSERTIONS]);
    if (/[1-9]/.test(character)) {
      this.#emit({ op: 'reference', group: Number(character) });
      return true;
    }
    return this.#character(this.#literal(this.#escaped(character)));
  }

  #escaped(character: string): string {
    if (Object.hasOwn(CONTROLS, character)) return CONTROLS[character] as string;
    const digits = character === 'x' ? 2 : character === 'u' ? 4 : 0;
    if (digits === 0) {
      if (/[A-Za-z]/.test(character)) throw this.#wrong(`the unknown escape "\\${character}"`);
      return character;
    }
    const code = this.#source.slice(this.#position, this.#position + digits);
    if (!/^[0-9a-fA-F]+$/.test(code) || code.length < digits) throw this.#wrong('a broken escape');
    this.#position += digits;
    return String.fromCharCode(Number.parseInt(code, 16));
  }

  #group(): boolean {
    if (this.#accept('?=')) return this.#look(false);
    if (this.#accept('?!')) return this.#look(true);
    const slot = this.#accept('?:') ? null : this.#openGroup();
    if (slot !== null) this.#emit({ op: 'save', slot: slot * 2 });
    this.#alternatives();
    if (!this.#accept(')')) throw this.#wrong('a "(" that is never closed');
    if (slot !== null) this.#emit({ op: 'save', slot: slot * 2 + 1 });
    return true;
  }

  #openGroup(): number {
    if (++this.#groups > MOST_GROUPS) throw overBudget(`A pattern in a template has more than ${MOST_GROUPS} groups.`);
    if (!this.#accept('?')) return this.#groups;
    const name = /^P?<([A-Za-z_]\w*)>/.exec(this.#source.slice(this.#position));
    if (name === null) throw this.#wrong('a kind of group that is not offered here');
    this.#position += name[0].length;
    this.#names.set(name[1] as string, this.#groups);
    return this.#groups;
  }

  #look(negated: boolean): false {
    const look = this.#emit({ op: 'look', negated, end: -1 });
    this.#alternatives();
    if (!this.#accept(')')) throw this.#wrong('a "(" that is never closed');
    const end = this.#emit({ op: 'match' }) + 1;
    this.#code[look] = { op: 'look', negated, end };
    return false;
  }

  #set(): CharacterTest {
    const negated = this.#accept('^');
    const tests: CharacterTest[] = [];
    for (let first = true; first || !this.#at(']'); first = false) {
      if (this.#position >= this.#source.length) throw this.#wrong('a "[" that is never closed');
      tests.push(this.#setMember());
    }
    this.#position++;
    const any: CharacterTest = this.#ignoreCase
      ? (code) => tests.some((test) => test(code) || test(otherCase(code)))
      : (code) => tests.some((test) => test(code));
    return negated ? not(any) : any;
  }

  #setMember(): CharacterTest {
    const low = this.#setCharacter();
    if (typeof low !== 'string') return low;
    const isRange =
      this.#at('-') && this.#source[this.#position + 1] !== ']' && this.#position + 1 < this.#source.length;
    const from = low.charCodeAt(0);
    if (!isRange) return (code) => code === from;
    this.#position++;
    const high = this.#setCharacter();
    if (typeof high !== 'string') throw this.#wrong('a range that ends in a class');
    const to = high.charCodeAt(0);
    return (code) => code >= from && code <= to;
  }

  #setCharacter(): string | CharacterTest {
    const character = this.#source[this.#position++] as string;
    if (character !== '\\') return character;
    const escaped = this.#source[this.#position++];
    if (escaped === undefined) throw this.#wrong('a "[" that is never closed');
    if (escaped === 'b') return '\b';
    return Object.hasOwn(CLASSES, escaped) ? (CLASSES[escaped] as CharacterTest) : this.#escaped(escaped);
  }

  #quantifier(start: number, groupsBefore: number): void {
    const range = this.#range();
    if (range === null) return;
    const lazy = this.#accept('?');
    const [least, most] = range;
    const body = this.#code.splice(start);
    if (this.#groups > groupsBefore && least + (most ?? 0) > 50)
      throw overBudget('A pattern repeats a group too often.');
    for (let index = 0; index < least; index++) this.#copy(body, start);
    if (most === null) this.#star(body, start, lazy);
    else for (let index = least; index < most; index++) this.#optional(body, start, lazy);
  }

  #range(): readonly [least: number, most: number | null] | null {
    if (this.#accept('*')) return [0, null];
    if (this.#accept('+')) return [1, null];
    if (this.#accept('?')) return [0, 1];
    const counted = /^\{(\d{0,4})(,?)(\d{0,4})\}/.exec(this.#source.slice(this.#position));
    if (counted === null || (counted[1] === '' && counted[3] === '')) return null;
    this.#position += counted[0].length;
    const least = Number(counted[1]);
    if (counted[2] === '') return [least, least];
    return [least, counted[3] === '' ? null : Math.max(least, Number(counted[3]))];
  }

  #copy(body: readonly Instruction[], madeFor: number): void {
    const offset = this.#code.length - madeFor;
    for (const instruction of body) this.#emit(moved(instruction, madeFor, offset));
  }

  /** Zero or more: split, body, back. The saved position ends a loop whose body consumed nothing. */
  #star(body: readonly Instruction[], madeFor: number, lazy: boolean): void {
    const slot = -1 - this.#loops++;
    const split = this.#emit({ op: 'split', first: -1, second: -1 });
    this.#emit({ op: 'save', slot });
    this.#copy(body, madeFor);
    this.#emit({ op: 'progress', slot });
    this.#emit({ op: 'jump', to: split });
    this.#code[split] = choice(split + 1, this.#code.length, lazy);
  }

  #optional(body: readonly Instruction[], madeFor: number, lazy: boolean): void {
    const split = this.#emit({ op: 'split', first: -1, second: -1 });
    this.#copy(body, madeFor);
    this.#code[split] = choice(split + 1, this.#code.length, lazy);
  }
}
