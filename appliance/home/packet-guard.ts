// Keeps packets of a size that nobody asked for out of the parser. A packet's length stands in its fixed header (MQTT 3.1.1 §2.2.3:
// one byte of type, then one to four of length, seven bits each), so an oversized one can be skipped without being held.
import { Duplex } from 'node:stream';
import { LinnetError } from '../kernel/errors.ts';

/** Passes packets of up to `limit` bytes, of one connection; leaves out longer ones and reports each. */
export class PacketGuard {
  readonly #limit: number;
  readonly #onSkipped: () => void;
  readonly #header: number[] = [];
  #body = 0;
  #passing = true;

  constructor(limit: number, onSkipped: () => void) {
    this.#limit = limit;
    this.#onSkipped = onSkipped;
  }

  /** The pieces of `chunk` that belong to packets within the limit. Throws for a length that no packet can have. */
  filter(chunk: Buffer): Buffer[] {
    const passed: Buffer[] = [];
    for (let position = 0; position < chunk.length; ) {
      if (this.#body === 0) position += this.#readHeader(chunk[position] as number, passed);
      else position += this.#passBody(chunk.subarray(position, position + this.#body), passed);
    }
    return passed;
  }

  #readHeader(byte: number, passed: Buffer[]): 1 {
    this.#header.push(byte);
    if (this.#header.length === 1 || byte >= 128) {
      if (this.#header.length < 5) return 1;
      throw new LinnetError('mqtt.unreachable', 'Expected an MQTT broker; what answered does not speak MQTT.');
    }
    this.#body = this.#header.slice(1).reduce((sum, digit, index) => sum + (digit & 127) * 128 ** index, 0);
    this.#passing = this.#body <= this.#limit;
    if (this.#passing) passed.push(Buffer.from(this.#header));
    else this.#onSkipped();
    this.#header.length = 0;
    return 1;
  }

  #passBody(piece: Buffer, passed: Buffer[]): number {
    if (this.#passing) passed.push(piece);
    this.#body -= piece.length;
    return piece.length;
  }
}

/** A connection whose incoming side went through a guard. */
export class GuardedStream extends Duplex {
  readonly #inner: Duplex;
  readonly #guard: PacketGuard;
  #innerEnded = false;

  constructor(inner: Duplex, guard: PacketGuard) {
    super({ allowHalfOpen: false });
    this.#inner = inner;
    this.#guard = guard;
    inner.on('data', (chunk: Buffer) => this.#accept(chunk));
    inner.on('end', () => {
      this.#innerEnded = true;
      this.push(null);
    });
    inner.on('error', (error) => this.destroy(error));
    inner.on('close', () => {
      if (!this.#innerEnded) this.destroy(); // else what was received last is still to be read
    });
    inner.pause();
  }

  override _read(): void {
    this.#inner.resume();
  }

  override _write(chunk: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#inner.write(chunk, encoding, done);
  }

  override _final(done: () => void): void {
    if (this.#inner.destroyed) done();
    else this.#inner.end(() => done());
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#inner.destroy();
    done(error);
  }

  #accept(chunk: Buffer): void {
    try {
      for (const piece of this.#guard.filter(chunk)) if (!this.push(piece)) this.#inner.pause();
    } catch (thrown) {
      this.destroy(thrown as Error);
    }
  }
}
