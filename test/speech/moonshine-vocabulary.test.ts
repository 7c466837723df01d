import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasCode } from '../../appliance/kernel/errors.ts';
import { parseVocabulary } from '../../appliance/speech/engines/moonshine/vocabulary.ts';
import { modelFiles } from '../support/models.ts';

/** 259 tokens that no text is made of, then `pieces`. */
function table(pieces: readonly string[]): Uint8Array {
  const fillers = Array.from({ length: 259 }, (_, i) => `#${i}`);
  return Buffer.concat([...fillers, ...pieces].map(record));
}

function record(piece: string): Buffer {
  const bytes = Buffer.from(piece.replaceAll(' ', '\u2581'));
  const { length } = bytes;
  const prefix = length < 128 ? [length] : [128 + (length % 128), Math.floor(length / 128)];
  return Buffer.concat([Buffer.from(prefix), bytes]);
}

describe('the token table', () => {
  it('reads short and long records, and shows the space sign as a space', () => {
    const long = 'x'.repeat(300);
    const vocabulary = parseVocabulary(table([' turn', ' on', long]));
    expect(vocabulary.size).toBe(262);
    expect(vocabulary.textOf(259)).toBe(' turn');
    expect(vocabulary.textOf(261)).toBe(long);
    expect(vocabulary.textOf(9999)).toBe('');
    expect(vocabulary.decode([1, 259, 260, 2])).toBe('turn on');
  });

  it('joins the bytes of a character that is spread over tokens', () => {
    const bytes = Buffer.concat([table([]), Buffer.from([1, 0xc3]), Buffer.from([1, 0xa9])]);
    const vocabulary = parseVocabulary(bytes);
    expect(vocabulary.decode([259, 260])).toBe('é');
  });

  it('writes a text in as few tokens as possible, and says when it cannot', () => {
    const vocabulary = parseVocabulary(table([' a', ' ab', 'bc', 'c', 'b', ' abx']));
    expect(vocabulary.segment(' abc')?.map(vocabulary.textOf)).toEqual([' ab', 'c']);
    expect(vocabulary.segment(' abz')).toBeNull();
    expect(vocabulary.segment('')).toEqual([]);
  });

  it('takes tokens that differ only in case for one word', () => {
    const vocabulary = parseVocabulary(table([' music', ' Music', ' MUSIC', ' note']));
    expect(new Set([259, 260, 261].map(vocabulary.foldCase)).size).toBe(1);
    expect(vocabulary.foldCase(262)).toBe(262);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['too few tokens', Buffer.concat(['a', 'b'].map(record))],
    ['a record that reaches beyond the end', Buffer.concat([table([' a']), Buffer.from([5, 1])])],
    ['an end inside a length', Buffer.concat([table([' a']), Buffer.from([200])])],
    ['more than any table has', new Uint8Array(5 * 1024 * 1024)],
    ['zeros', new Uint8Array(1024 * 1024)],
  ])('refuses %s', (_, bytes) => {
    expect(() => parseVocabulary(bytes, 'some.bin')).toThrow(/some\.bin.*\[model\.corrupt\]/s);
  });

  it('reads any bytes or refuses them as corrupt, and what it reads covers all bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4000 }), (bytes) => {
        try {
          const vocabulary = parseVocabulary(Buffer.concat([table([' a']), bytes]));
          expect(vocabulary.size).toBeGreaterThanOrEqual(260);
        } catch (thrown) {
          expect(hasCode(thrown, 'model.corrupt')).toBe(true);
        }
      }),
    );
  });

  it('gives back every table that it was made from', () => {
    const pieces = fc.array(fc.string({ maxLength: 200 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(pieces, (written) => {
        const vocabulary = parseVocabulary(table(written));
        const expected = written.map((piece) => Buffer.from(piece.replaceAll('\u2581', ' ')).toString());
        expect(written.map((_, i) => vocabulary.textOf(259 + i))).toEqual(expected);
      }),
    );
  });

  it('writes wake phrases as the model does', async () => {
    const files = await modelFiles('stt-moonshine-tiny-en');
    const vocabulary = parseVocabulary(await readFile(files['tokenizer.bin'] as string));
    expect(vocabulary.size).toBe(32_768);
    expect(vocabulary.segment(' Alexa')?.map(vocabulary.textOf)).toEqual([' Alex', 'a']);
    expect(vocabulary.segment(' Hey Jarvis')?.map(vocabulary.textOf)).toEqual([' Hey', ' Jar', 'vis']);
  });
});
