import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClauseSplitter, splitClauses } from '../../appliance/speech/clauses.ts';

const english = { language: 'en-US' };

/** What comes when `text` arrives in pieces of `sizes` characters, round and round. */
function streamed(text: string, sizes: readonly number[], options = english): string[] {
  const splitter = createClauseSplitter(options);
  const clauses: string[] = [];
  for (let at = 0, turn = 0; at < text.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    clauses.push(...splitter.push(text.slice(at, at + size)));
    at += size;
  }
  return [...clauses, ...splitter.flush()];
}

const squeezed = (text: string): string => text.replace(/\s+/g, '');

describe('the clauses of a reply', () => {
  const rows: ReadonlyArray<readonly [text: string, clauses: readonly string[]]> = [
    ['Turned on the kitchen light.', ['Turned on the kitchen light.']],
    ['Done. The lamp is on! Is that all?', ['Done.', 'The lamp is on!', 'Is that all?']],
    [
      'The kitchen light is on now, and the blinds in the bedroom are closed as well.',
      ['The kitchen light is on now,', 'and the blinds in the bedroom are closed as well.'],
    ],
    [
      'Turned on the kitchen light and the bedroom light and the hallway light.',
      ['Turned on the kitchen light', 'and the bedroom light and the hallway light.'],
    ],
    ['Well, it is on.', ['Well, it is on.']],
    [
      'Well, yes, the light in the kitchen is already on, as you asked.',
      ['Well, yes, the light in the kitchen is already on, as you asked.'],
    ],
    [
      'It is on. The second sentence stays whole, whatever commas, or conjunctions it has in it.',
      ['It is on.', 'The second sentence stays whole, whatever commas, or conjunctions it has in it.'],
    ],
    [
      'It costs 1,000.50 in total for everything you asked of me today.',
      ['It costs 1,000.50 in total for everything you asked of me today.'],
    ],
    ['It is 19:45 now. Good evening.', ['It is 19:45 now.', 'Good evening.']],
    ['Dr. Smith and Mr. Jones called. Twice.', ['Dr. Smith and Mr. Jones called.', 'Twice.']],
    ['Lamps, e.g. the red one, work. Others, etc. too.', ['Lamps, e.g. the red one, work.', 'Others, etc. too.']],
    [
      'At 7 p.m. the light goes on. At 8 p.m. It goes off.',
      ['At 7 p.m. the light goes on.', 'At 8 p.m.', 'It goes off.'],
    ],
    ['J. R. Smith is here. Hello.', ['J. R. Smith is here.', 'Hello.']],
    ['He said "Stop." Then he left.', ['He said "Stop."', 'Then he left.']],
    ['Really?! Yes... Fine.', ['Really?!', 'Yes...', 'Fine.']],
    ['# Weather\nIt is sunny.', ['# Weather', 'It is sunny.']],
    ['A wrapped\nline goes on.', ['A wrapped\nline goes on.']],
    ['1. Boil water\n2. Add pasta', ['1. Boil water', '2. Add pasta']],
    ['- milk\n- eggs', ['- milk', '- eggs']],
    ['Run this:\n```sh\nrm -rf. Now!\n```\nThat is all.', ['Run this:', 'That is all.']],
    ['Only the start ```and code without end. Really. ', ['Only the start']],
    ['', []],
    [' \n ', []],
  ];
  it.each(rows)('%j', (text, clauses) => expect(splitClauses(text, english)).toEqual(clauses));

  it('do not end at a German ordinal, but at a German sentence', () => {
    const text = 'Heute ist Samstag, der 21. November. Es ist z. B. warm. Ja.';
    expect(splitClauses(text, { language: 'de' })).toEqual([
      'Heute ist Samstag, der 21. November.',
      'Es ist z. B. warm.',
      'Ja.',
    ]);
  });

  it('are cut at a pause where a sentence is too long, else at a space, else anywhere', () => {
    const options = { ...english, maxLength: 40 };
    expect(splitClauses('Ok. aaaa bbbb cccc dddd eeee, ffff gggg hhhh iiii jjjj', options)).toEqual([
      'Ok.',
      'aaaa bbbb cccc dddd eeee,',
      'ffff gggg hhhh iiii jjjj',
    ]);
    expect(splitClauses(`Ok. ${'aaaa '.repeat(12)}`, options)[1]).toBe('aaaa aaaa aaaa aaaa aaaa aaaa aaaa aaaa');
    expect(splitClauses('a'.repeat(100), options).map((clause) => clause.length)).toEqual([40, 40, 20]);
  });

  it('never cut a character in two', () => {
    expect(splitClauses(`a${'😀'.repeat(60)}`, { ...english, maxLength: 40 }).join('')).toBe(`a${'😀'.repeat(60)}`);
    for (const clause of splitClauses('😀'.repeat(60), { ...english, maxLength: 41 })) {
      expect(clause).not.toMatch(/^[\udc00-\udfff]|[\ud800-\udbff]$/);
    }
  });
});

describe('a reply that is still being written', () => {
  it('gives its first clause as soon as it is certain, before the sentence is complete', () => {
    const splitter = createClauseSplitter(english);
    expect(splitter.push('The kitchen light is on, ')).toEqual([]);
    expect(splitter.push('and I have also closed the ')).toEqual(['The kitchen light is on,']);
    expect(splitter.push('blinds. The')).toEqual(['and I have also closed the blinds.']);
    expect(splitter.flush()).toEqual(['The']);
    expect(splitter.flush()).toEqual([]);
  });

  it('waits where the next letter decides', () => {
    const splitter = createClauseSplitter(english);
    expect(splitter.push('It is 3')).toEqual([]);
    expect(splitter.push('.')).toEqual([]);
    expect(splitter.push('5 degrees. ')).toEqual(['It is 3.5 degrees.']);
    expect(splitter.push('Until 7 p.m. ')).toEqual([]);
    expect(splitter.push('Then')).toEqual(['Until 7 p.m.']);
  });

  it('holds a fence that arrives in pieces', () => {
    const splitter = createClauseSplitter(english);
    const pieces = ['Look: `', '`', '`js\nx. ', '``', '`', '\nDone. ', 'A `b` c.'];
    expect([...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.flush()]).toEqual([
      'Look:',
      'Done.',
      'A `b` c.',
    ]);
  });

  const words = fc.constantFrom(
    ...[
      'The',
      'light',
      'is',
      'on,',
      'and',
      'e.g.',
      'Dr.',
      '7',
      'p.m.',
      '3.5',
      '1,000',
      'etc.',
      'off.',
      'Why?',
      '-',
      '—',
    ],
    ...['J.', '"Stop."', '(or', 'not)', '\n', '\n\n', '2.', 'so;', 'und', 'z.', 'B.', '…', 'No!', '**bold**'],
  );
  const texts = fc.array(words, { maxLength: 60 }).map((all) => all.join(' '));

  it('gives the same clauses however it is cut into pieces', () => {
    fc.assert(
      fc.property(
        texts,
        fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 5 }),
        fc.constantFrom('en', 'de'),
        (text, sizes, language) => {
          expect(streamed(text, sizes, { language })).toEqual(splitClauses(text, { language }));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('loses nothing, invents nothing, and keeps within the longest clause', () => {
    const any = fc
      .oneof(texts, fc.string({ unit: 'grapheme', maxLength: 300 }))
      .filter((text) => !text.includes('```'));
    fc.assert(
      fc.property(any, fc.integer({ min: 30, max: 240 }), (text, maxLength) => {
        const clauses = splitClauses(text, { language: 'en', maxLength });
        expect(squeezed(clauses.join(''))).toBe(squeezed(text));
        for (const clause of clauses) expect(clause.length).toBeLessThanOrEqual(maxLength);
      }),
      { numRuns: 500 },
    );
  });
});
