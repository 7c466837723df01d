import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  encodeMessage,
  HEADER_BYTES,
  LARGEST_PAYLOAD,
  MessageParser,
  PLANE_KINDS,
} from '../../appliance/audio/plane-frames.ts';
import { LinnetError } from '../../appliance/kernel/errors.ts';

interface Message {
  kind: number;
  first: number;
  second: number;
  samples: number[];
}

const message = fc.record({
  kind: fc.integer({ min: 1, max: PLANE_KINDS.closed }),
  first: fc.integer(),
  second: fc.double({ noNaN: true }),
  samples: fc.array(fc.integer({ min: -32768, max: 32767 }), { maxLength: 700 }),
});

function encode(messages: readonly Message[]): Buffer {
  const parts = messages.map(({ kind, first, second, samples }) => {
    const bytes = Buffer.alloc(HEADER_BYTES + samples.length * 2);
    encodeMessage(bytes, kind as 1, first, second, Int16Array.from(samples));
    return bytes;
  });
  return Buffer.concat(parts);
}

function collecting(): { parser: MessageParser; messages: Message[] } {
  const messages: Message[] = [];
  const parser = new MessageParser((kind, first, second, samples) => {
    messages.push({ kind, first, second, samples: [...samples] });
  });
  return { parser, messages };
}

describe('the data plane framing', () => {
  it('gives back every message, however the bytes were torn', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 8 }), fc.array(fc.integer({ min: 1, max: 900 })), (sent, cuts) => {
        const bytes = encode(sent);
        const { parser, messages } = collecting();
        let at = 0;
        for (const cut of cuts) {
          parser.push(bytes.subarray(at, at + cut));
          at = Math.min(bytes.length, at + cut);
        }
        parser.push(bytes.subarray(at));
        expect(messages).toEqual(sent);
      }),
    );
  });

  it('meets any bytes with messages or with an error of its own, never with anything else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const { parser } = collecting();
        try {
          parser.push(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(LinnetError);
        }
      }),
    );
  });

  it('refuses a message longer than the largest before it waits for it', () => {
    const header = Buffer.alloc(HEADER_BYTES);
    header.writeUInt32LE(1, 0);
    header.writeUInt32LE(LARGEST_PAYLOAD + 2, 4);
    expect(() => collecting().parser.push(header)).toThrow(/input\.tooLarge/);
  });

  it('refuses half a sample', () => {
    const header = Buffer.alloc(HEADER_BYTES);
    header.writeUInt32LE(1, 0);
    header.writeUInt32LE(3, 4);
    expect(() => collecting().parser.push(header)).toThrow(/child\.protocol/);
  });

  it('refuses to encode what does not fit the buffer it was given', () => {
    const bytes = Buffer.alloc(HEADER_BYTES + 2);
    expect(() => encodeMessage(bytes, 1, 0, 0, new Int16Array(2))).toThrow(/input\.tooLarge/);
  });
});
