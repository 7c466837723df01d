import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeWav, parseWav, readSpeechWav, readWav } from '../../appliance/audio/wav.ts';
import { LinnetError } from '../../appliance/kernel/errors.ts';
import { chunk, makeWav, type WavShape } from '../support/wav-shapes.ts';

const plain: WavShape = { encoding: 'integer', bits: 16, channels: 1, sampleRate: 16_000 };
const values = Array.from({ length: 480 }, (_, i) => Math.sin(i / 7) * 0.5);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wav-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, content: Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

describe('a WAV file', () => {
  const kinds: Array<[WavShape['encoding'], number]> = [
    ['integer', 16],
    ['integer', 24],
    ['integer', 32],
    ['float', 32],
    ['float', 64],
  ];
  const shapes = kinds.flatMap(([encoding, bits]) =>
    [false, true].map((extensible): WavShape => ({ ...plain, encoding, bits, extensible, extraChunk: extensible })),
  );

  it.each(shapes)('is read as $encoding of $bits bits, extensible $extensible, to within one step', (shape) => {
    const audio = parseWav(makeWav(shape, values), 'x');
    expect(audio).toMatchObject({ sampleRate: 16_000, channels: 1, notANumber: 0 });
    for (const [i, value] of values.entries())
      expect(Math.abs(audio.samples[i]! - value * 32_768)).toBeLessThanOrEqual(1);
  });

  it.each([1, 2, 3, 6, 8])('is read with %i channels, of which speech takes the loudest', async (channels) => {
    const loud = channels - 1;
    const interleaved = values.flatMap((value) =>
      Array.from({ length: channels }, (_, channel) => (channel === loud ? value : 0.9 - value * 0.01)),
    );
    const path = await file(`${channels}.wav`, makeWav({ ...plain, channels }, interleaved));
    const speech = await readSpeechWav(path);
    expect(speech.length).toBe(values.length);
    expect(Math.abs(speech[100]! - values[100]! * 32_768)).toBeLessThanOrEqual(1);
  });

  it.each([8000, 11_025, 22_050, 44_100, 48_000, 96_000])(
    'of %i Hz becomes 16 kHz with its duration kept',
    async (rate) => {
      const second = Array.from({ length: rate }, (_, i) => Math.sin((i * 2 * Math.PI * 300) / rate) / 2);
      const path = await file(`${rate}.wav`, makeWav({ ...plain, sampleRate: rate }, second));
      expect((await readSpeechWav(path)).length).toBe(16_000);
    },
  );

  it('round-trips through our own writer', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -32768, max: 32767 }), { minLength: 1 }), (samples) => {
        const audio = parseWav(encodeWav(Int16Array.from(samples), 22_050), 'x');
        expect([...audio.samples]).toEqual(samples);
        expect(audio.sampleRate).toBe(22_050);
      }),
    );
  });

  it('has its NaN samples turned into 0 and counted, and its infinities clipped', () => {
    const audio = parseWav(
      makeWav({ ...plain, encoding: 'float', bits: 32 }, [Number.NaN, 0.5, Infinity, -Infinity, Number.NaN]),
      'x',
    );
    expect([...audio.samples]).toEqual([0, 16_384, 32_767, -32_768, 0]);
    expect(audio.notANumber).toBe(2);
  });

  it.each([0, 0xffffffff])('from a writer that could not seek (length %i) is read to its end', (length) => {
    const bytes = makeWav(plain, values);
    bytes.writeUInt32LE(length, 40);
    expect(parseWav(bytes, 'x').samples.length).toBe(values.length);
  });

  it('meets any bytes with sound or with an error of its own', () => {
    const header = makeWav(plain, values);
    const damaged = fc.record({ at: fc.nat(header.length - 1), byte: fc.nat(255), cut: fc.nat(header.length) });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 100 }),
          damaged.map(({ at, byte, cut }) => {
            const copy = Buffer.from(header);
            copy[at] = byte;
            return copy.subarray(0, cut);
          }),
        ),
        (bytes) => {
          try {
            expect(parseWav(bytes, 'x').samples.length).toBeGreaterThan(0);
          } catch (error) {
            expect(error).toBeInstanceOf(LinnetError);
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('a sound file that is none', () => {
  const whole = makeWav(plain, values);
  it.each<[string, Uint8Array, RegExp]>([
    ['that is empty', new Uint8Array(0), /the file is empty.*audio\.malformed/s],
    [
      'cut inside its sound',
      whole.subarray(0, 500),
      /960 bytes of sound were announced and 456 came.*audio\.malformed/s,
    ],
    ['cut inside its header', whole.subarray(0, 9), /ends after 9 bytes.*audio\.malformed/s],
    ['cut before its sound', whole.subarray(0, 36), /no "data" chunk.*audio\.malformed/s],
    ['without a sample', makeWav(plain, []), /holds no sound.*audio\.malformed/s],
    ['that is an MP3', Buffer.from('ID3\x04rest'), /an MP3 tag.*audio\.unsupported/s],
    ['that is FLAC', Buffer.from('fLaCrest'), /FLAC.*audio\.unsupported/s],
    ['that is text', Buffer.from('hello world, this is text'), /the bytes 68 65 6c 6c.*audio\.unsupported/s],
    ['that is a RIFF of another type', chunk('RIFF', Buffer.from('AVI ')), /type "AVI ".*audio\.unsupported/s],
    ['with 8 bits a sample', makeWav({ ...plain, bits: 8 }, values), /8 bits, not 16, 24, 32.*audio\.unsupported/s],
    ['with 9 channels', makeWav({ ...plain, channels: 9 }, values), /9 channels, not 1 to 8.*audio\.unsupported/s],
    ['of 4 kHz', makeWav({ ...plain, sampleRate: 4000 }, values), /4000 Hz.*audio\.unsupported/s],
  ])('%s is refused with what was expected and what came', async (name, bytes, message) => {
    const path = await file(`${name.replaceAll(' ', '-')}.wav`, bytes);
    await expect(readWav(path)).rejects.toThrow(message);
    await expect(readWav(path)).rejects.toThrow(path);
  });

  it('compressed inside WAV is refused by the number of its encoding', () => {
    const bytes = makeWav(plain, values);
    bytes.writeUInt16LE(0x11, 20);
    expect(() => parseWav(bytes, 'x')).toThrow(/encoding is number 17.*audio\.unsupported/);
  });

  it('that is huge is refused before it is read', async () => {
    const path = await file('huge.wav', whole);
    await truncate(path, 5 * 2 ** 30);
    await expect(readWav(path)).rejects.toThrow(/input\.tooLarge/);
  });

  it('that is missing, or a folder, says so', async () => {
    await expect(readWav(join(folder, 'none.wav'))).rejects.toThrow(/does not exist.*data\.unreadable/);
    await expect(readWav(folder)).rejects.toThrow(/not a file.*data\.unreadable/);
  });
});
