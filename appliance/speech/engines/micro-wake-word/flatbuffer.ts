// Reads FlatBuffers, the container of .tflite files, without trusting them: every offset is checked against the end of the
// file, and nothing recurses. Format: https://flatbuffers.dev/internals (tables point back to a table of field offsets,
// vectors begin with their length, everything is little endian).
import { LinnetError } from '../../../kernel/errors.ts';

/** The longest vector of tables that a model may have: the largest known has 97 operators. */
const MOST_TABLES = 4096;
const LONGEST_TEXT = 200;

export class FlatBuffer {
  /** What messages call this file. */
  readonly name: string;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;

  constructor(bytes: Uint8Array, name: string) {
    this.name = name;
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** The table that the file begins with. */
  root(): FlatTable {
    return this.table(0);
  }

  /** The table that the offset at `at` points to. */
  table(at: number): FlatTable {
    return new FlatTable(this, at + this.uint32(at));
  }

  int8(at: number): number {
    this.check(at, 1);
    return this.#view.getInt8(at);
  }

  uint16(at: number): number {
    this.check(at, 2);
    return this.#view.getUint16(at, true);
  }

  int32(at: number): number {
    this.check(at, 4);
    return this.#view.getInt32(at, true);
  }

  uint32(at: number): number {
    this.check(at, 4);
    return this.#view.getUint32(at, true);
  }

  float32(at: number): number {
    this.check(at, 4);
    return this.#view.getFloat32(at, true);
  }

  /** A view, not a copy: a hostile file may name the same bytes thousands of times. */
  bytes(at: number, length: number): Uint8Array {
    this.check(at, length);
    return this.#bytes.subarray(at, at + length);
  }

  check(at: number, length: number): void {
    if (at < 0 || at + length > this.#bytes.length) {
      throw this.corrupt(`it refers to byte ${at + length} and has ${this.#bytes.length}`);
    }
  }

  corrupt(what: string): LinnetError {
    const text = `Model "${this.name}" is not a whole TensorFlow Lite file: ${what}. Fetch it again.`;
    return new LinnetError('model.corrupt', text);
  }
}

/** One table. Fields are asked for by their number in the schema; an absent one has its default. */
export class FlatTable {
  readonly #buffer: FlatBuffer;
  readonly #at: number;
  readonly #fields: number;
  readonly #fieldsLength: number;

  constructor(buffer: FlatBuffer, at: number) {
    this.#buffer = buffer;
    this.#at = at;
    this.#fields = at - buffer.int32(at);
    this.#fieldsLength = buffer.uint16(this.#fields);
  }

  int32(field: number, otherwise = 0): number {
    const at = this.#find(field);
    return at === null ? otherwise : this.#buffer.int32(at);
  }

  int8(field: number, otherwise = 0): number {
    const at = this.#find(field);
    return at === null ? otherwise : this.#buffer.int8(at);
  }

  /** The first `LONGEST_TEXT` bytes of a text. */
  text(field: number): string {
    return Buffer.from(this.bytes(field).subarray(0, LONGEST_TEXT)).toString('utf8');
  }

  bytes(field: number): Uint8Array {
    const { at, length } = this.#vector(field, 1);
    return this.#buffer.bytes(at, length);
  }

  /** A vector of 32-bit integers, of `most` at the most. */
  int32s(field: number, most: number): number[] {
    const { at, length } = this.#vector(field, 4, most);
    return Array.from({ length }, (_, i) => this.#buffer.int32(at + 4 * i));
  }

  float32s(field: number, most: number): number[] {
    const { at, length } = this.#vector(field, 4, most);
    return Array.from({ length }, (_, i) => this.#buffer.float32(at + 4 * i));
  }

  /** A vector of 64-bit integers that must fit into 32. */
  int64s(field: number, most: number): number[] {
    const { at, length } = this.#vector(field, 8, most);
    return Array.from({ length }, (_, i) => {
      const low = this.#buffer.int32(at + 8 * i);
      if (this.#buffer.int32(at + 8 * i + 4) !== low >> 31) throw this.#buffer.corrupt('a number is out of range');
      return low;
    });
  }

  table(field: number): FlatTable | null {
    const at = this.#find(field);
    return at === null ? null : this.#buffer.table(at);
  }

  tables(field: number): FlatTable[] {
    const { at, length } = this.#vector(field, 4, MOST_TABLES);
    return Array.from({ length }, (_, i) => this.#buffer.table(at + 4 * i));
  }

  #vector(field: number, size: number, most = Number.POSITIVE_INFINITY): { at: number; length: number } {
    const pointer = this.#find(field);
    if (pointer === null) return { at: 0, length: 0 };
    const start = pointer + this.#buffer.uint32(pointer);
    const length = this.#buffer.uint32(start);
    if (length > most) throw this.#buffer.corrupt(`a list has ${length} entries where ${most} are the limit`);
    this.#buffer.check(start + 4, length * size);
    return { at: start + 4, length };
  }

  #find(field: number): number | null {
    const slot = 4 + 2 * field;
    if (slot + 2 > this.#fieldsLength) return null;
    const offset = this.#buffer.uint16(this.#fields + slot);
    return offset === 0 ? null : this.#at + offset;
  }
}
