import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { moonshineTokens, piperMetadata, piperTokens } from '../../appliance/models/conversions.ts';
import { modelFiles } from '../support/models.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function tokenTable(tokens: readonly Uint8Array[]): Buffer {
  const records = tokens.map((token) =>
    token.length < 128
      ? Buffer.from([token.length, ...token])
      : Buffer.from([(token.length % 128) + 128, Math.floor(token.length / 128), ...token]),
  );
  return Buffer.concat(records);
}

const config = {
  audio: { sample_rate: 22_050 },
  espeak: { voice: 'en-us' },
  num_speakers: 1,
  phoneme_id_map: { _: [0], '^': [1], ' ': [3], '\n': [9], a: [14, 15] },
  language: { name_english: 'English' },
};
const configBytes = Buffer.from(JSON.stringify(config));

test('every token of a table comes out as base64 with its number', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 20 }), (tokens) => {
      const lines = Buffer.from(moonshineTokens(tokenTable(tokens)))
        .toString()
        .split('\n')
        .slice(0, -1);
      expect(lines).toEqual(tokens.map((token, i) => `${Buffer.from(token).toString('base64')} ${i}`));
    }),
  );
});

test('a token table that was cut in the middle of a record is refused', () => {
  const table = tokenTable([Buffer.from('kitchen'), Buffer.alloc(200, 'x')]);
  expect(() => moonshineTokens(table.subarray(0, 5))).toThrow(/model\.corrupt/);
  expect(() => moonshineTokens(table.subarray(0, 9))).toThrow(/model\.corrupt/);
  expect(() => moonshineTokens(table.subarray(0, table.length - 1))).toThrow(/model\.corrupt/);
});

test('any bytes give a token table or an error of ours', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      try {
        moonshineTokens(bytes);
      } catch (error) {
        expect(error).toMatchObject({ code: 'model.corrupt' });
      }
    }),
  );
});

test("a voice's metadata are protobuf entries of field 14, each with a key and a value", () => {
  const bytes = Buffer.from(piperMetadata(configBytes));
  const entries = new Map<string, string>();
  for (let at = 0; at < bytes.length; ) {
    expect(bytes[at]).toBe((14 << 3) | 2);
    const length = bytes[at + 1]!;
    const entry = bytes.subarray(at + 2, at + 2 + length);
    const keyLength = entry[1]!;
    expect(entry[0]).toBe(0x0a);
    expect(entry[2 + keyLength]).toBe(0x12);
    entries.set(entry.toString('utf8', 2, 2 + keyLength), entry.toString('utf8', 4 + keyLength));
    at += 2 + length;
  }
  expect(Object.fromEntries(entries)).toEqual({
    model_type: 'vits',
    comment: 'piper',
    language: 'English',
    voice: 'en-us',
    has_espeak: '1',
    n_speakers: '1',
    sample_rate: '22050',
  });
});

test('the phoneme table has a line for each symbol but the line feed, with its first number', () => {
  expect(Buffer.from(piperTokens(configBytes)).toString()).toBe('_ 0\n^ 1\n  3\na 14\n');
});

test('a description that is no Piper voice is refused', () => {
  for (const text of ['', '{}', '[1]', '{"audio":{"sample_rate":"fast"}}', '\u0000']) {
    expect(() => piperTokens(Buffer.from(text))).toThrow(/Piper voice/);
  }
});

test('the real voice and the real token table convert to the bytes that were recorded', async () => {
  const voice = await modelFiles('tts-en-us-joe-medium');
  const json = await readFile(voice['voice.json']!);
  expect(sha256(piperTokens(json))).toBe('969ac33a912189b8d056e8b4c25d5516630c89b9f6c9540a12ce1d7781af5515');
  const metadata = Buffer.from(piperMetadata(json));
  const whole = await readFile(voice['voice.onnx']!);
  expect(whole.subarray(whole.length - metadata.length)).toEqual(metadata);
  const recogniser = await modelFiles('stt-moonshine-tiny-en');
  const tokens = moonshineTokens(await readFile(recogniser['tokenizer.bin']!));
  expect(sha256(tokens)).toBe('2870d843e14c1e187bf1913a521562a63b53933814bd7f2145120468f494a049');
});
