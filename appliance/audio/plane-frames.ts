// The framing of the data plane: a header of 24 bytes, then samples. One shape for every message keeps the parser small. Both
// ends are processes of one machine, so numbers stand in that machine's byte order (little-endian wherever Node runs here).
//
//   byte 0       kind          bytes 4–7    bytes of samples that follow (an even number, at most 65,536)
//   bytes 1–3    zero          bytes 8–23   two doubles, `first` and `second`, whose meaning is the kind's
import { LinnetError } from '../kernel/errors.ts';

export const PLANE_KINDS = {
  /** first = index of the first sample, second = the monotonic time of capture. */
  frame: 1,
  /** From here on first = stream. second = sample rate. */
  open: 2,
  /** second = clause index. */
  clause: 3,
  push: 4,
  end: 5,
  cancel: 6,
  /** Sink ▸ writer. second = samples. */
  consumed: 7,
  /** Sink ▸ writer. second = 0 cancelled, 1 lost, 2 played. */
  closed: 8,
} as const;

export type PlaneKind = (typeof PLANE_KINDS)[keyof typeof PLANE_KINDS];

export const HEADER_BYTES = 24;
export const LARGEST_PAYLOAD = 65_536;
const HIGHEST_KIND = PLANE_KINDS.closed;

/** `samples` is a view that is only valid during the call. */
export type MessageSink = (kind: PlaneKind, first: number, second: number, samples: Int16Array) => void;

/** Writes one message to the start of `target`, which has HEADER_BYTES and room for the samples; returns its length in bytes. */
export function encodeMessage(
  target: Buffer,
  kind: PlaneKind,
  first: number,
  second: number,
  samples: Int16Array,
): number {
  if (samples.byteLength > Math.min(LARGEST_PAYLOAD, target.length - HEADER_BYTES)) throw tooLarge(samples.byteLength);
  target.writeUInt32LE(kind, 0);
  target.writeUInt32LE(samples.byteLength, 4);
  target.writeDoubleLE(first, 8);
  target.writeDoubleLE(second, 16);
  target.set(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength), HEADER_BYTES);
  return HEADER_BYTES + samples.byteLength;
}

/** Cuts a byte stream into messages, however it was torn. A broken stream cannot be mended: the connection is to be closed. */
export class MessageParser {
  readonly #onMessage: MessageSink;
  readonly #header = Buffer.alloc(HEADER_BYTES);
  readonly #payload = new ArrayBuffer(LARGEST_PAYLOAD);
  readonly #payloadBytes = new Uint8Array(this.#payload);
  #view = new Int16Array(this.#payload, 0, 0);
  #headerFilled = 0;
  #payloadFilled = 0;
  #payloadLength = 0;

  constructor(onMessage: MessageSink) {
    this.#onMessage = onMessage;
  }

  /** Throws `child.protocol` or `input.tooLarge` at the first byte that cannot belong to a message. */
  push(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; ) {
      at = this.#headerFilled < HEADER_BYTES ? this.#takeHeader(chunk, at) : this.#takePayload(chunk, at);
      if (this.#headerFilled === HEADER_BYTES && this.#payloadFilled === this.#payloadLength) this.#deliver();
    }
  }

  #takeHeader(chunk: Uint8Array, at: number): number {
    const count = Math.min(HEADER_BYTES - this.#headerFilled, chunk.length - at);
    for (let i = 0; i < count; i++) this.#header[this.#headerFilled + i] = chunk[at + i] as number;
    this.#headerFilled += count;
    if (this.#headerFilled === HEADER_BYTES) this.#checkHeader();
    return at + count;
  }

  #checkHeader(): void {
    const kind = this.#header.readUInt32LE(0);
    if (kind < 1 || kind > HIGHEST_KIND) {
      throw new LinnetError(
        'child.protocol',
        `Expected a data plane message of kind 1 to ${HIGHEST_KIND}; ${kind} came.`,
      );
    }
    const length = this.#header.readUInt32LE(4);
    if (length > LARGEST_PAYLOAD) throw tooLarge(length);
    if (length % 2 !== 0)
      throw new LinnetError('child.protocol', `Expected whole 16-bit samples; ${length} bytes came.`);
    this.#payloadLength = length;
    this.#payloadFilled = 0;
  }

  #takePayload(chunk: Uint8Array, at: number): number {
    const count = Math.min(this.#payloadLength - this.#payloadFilled, chunk.length - at);
    for (let i = 0; i < count; i++) this.#payloadBytes[this.#payloadFilled + i] = chunk[at + i] as number;
    this.#payloadFilled += count;
    return at + count;
  }

  #deliver(): void {
    const samples = this.#payloadLength / 2;
    if (this.#view.length !== samples) this.#view = new Int16Array(this.#payload, 0, samples);
    this.#headerFilled = 0;
    const kind = this.#header[0] as PlaneKind;
    this.#onMessage(kind, this.#header.readDoubleLE(8), this.#header.readDoubleLE(16), this.#view);
  }
}

function tooLarge(bytes: number): LinnetError {
  return new LinnetError(
    'input.tooLarge',
    `A data plane message of ${bytes} bytes is longer than its ${LARGEST_PAYLOAD} or its buffer allow.`,
  );
}
