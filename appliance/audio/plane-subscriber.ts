// One subscriber of the microphone's frames, as the server sees it.
import type { Socket } from 'node:net';
import { encodeMessage, HEADER_BYTES, PLANE_KINDS } from './plane-frames.ts';

/** A ring of encoded frames in front of a socket, of which one is being written. Nothing is allocated for a frame. */
export class Subscriber {
  readonly #socket: Socket;
  readonly #slots: Buffer[];
  readonly #lengths: Uint32Array;
  readonly #onWritten = (): void => this.#written();
  #sending: Buffer;
  #busy = false;
  #head = 0;
  #count = 0;
  dropped = 0;

  constructor(socket: Socket, backlog: number, longestFrame: number) {
    const slotBytes = HEADER_BYTES + 2 * longestFrame;
    this.#socket = socket;
    this.#slots = Array.from({ length: backlog }, () => Buffer.alloc(slotBytes));
    this.#lengths = new Uint32Array(backlog);
    this.#sending = Buffer.alloc(slotBytes);
  }

  offer(samples: Int16Array, firstSample: number, capturedAtMs: number): void {
    if (this.#count === this.#slots.length) this.#dropOldest();
    const slot = (this.#head + this.#count) % this.#slots.length;
    const target = this.#slots[slot] as Buffer;
    this.#lengths[slot] = encodeMessage(target, PLANE_KINDS.frame, firstSample, capturedAtMs, samples);
    this.#count++;
    this.#send();
  }

  #dropOldest(): void {
    this.#head = (this.#head + 1) % this.#slots.length;
    this.#count--;
    this.dropped++;
  }

  #send(): void {
    if (this.#busy || this.#count === 0 || this.#socket.destroyed) return;
    const slot = this.#head;
    const full = this.#slots[slot] as Buffer;
    this.#slots[slot] = this.#sending;
    this.#sending = full;
    this.#head = (slot + 1) % this.#slots.length;
    this.#count--;
    this.#busy = true;
    this.#socket.write(full.subarray(0, this.#lengths[slot]), this.#onWritten);
  }

  #written(): void {
    this.#busy = false;
    this.#send();
  }
}
