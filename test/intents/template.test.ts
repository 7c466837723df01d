import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTemplate } from '../../appliance/intents/template.ts';
import { LinnetError } from '../../appliance/kernel/errors.ts';

const origin = { file: 'user.json', owner: 'HassTurnOn' };
const parse = (text: string) => parseTemplate(text, origin);
const text = (word: string) => ({ kind: 'text', text: word });

describe('a sentence template', () => {
  it('keeps each word with the space behind it', () => {
    expect(parse('turn on now')).toEqual({ kind: 'sequence', items: [text('turn '), text('on '), text('now')] });
  });

  it('reads alternatives, and an optional part as one that may be empty', () => {
    expect(parse('(on|off)')).toMatchObject({ kind: 'alternative', optional: false, items: [{}, {}] });
    expect(parse('[the]')).toMatchObject({ kind: 'alternative', optional: true, items: [{}, text('')] });
    expect(parse('[a|b]')).toMatchObject({ optional: true, items: [{}, {}, text('')] });
  });

  it('reads permutations, whose items are apart from their neighbours', () => {
    const permutation = parse('(a;b)');
    expect(permutation).toMatchObject({ kind: 'permutation' });
    expect(permutation).toHaveProperty('items.0.items', [text(' '), text('a'), text(' ')]);
  });

  it('reads lists with slots, captures and inline ranges, and whether a space follows', () => {
    expect(parse('{name} on')).toHaveProperty('items.0', {
      kind: 'list',
      list: 'name',
      slot: 'name',
      capture: false,
      endOfWord: true,
    });
    expect(parse('{level:brightness}%')).toHaveProperty('items.0', {
      kind: 'list',
      list: 'level',
      slot: 'brightness',
      capture: false,
      endOfWord: false,
    });
    expect(parse('{level:@said}')).toMatchObject({ items: [{ slot: 'said', capture: true }] });
    expect(parse('{@level}')).toMatchObject({ items: [{ list: 'level', slot: 'level', capture: true }] });
    expect(parse('{0..100:percent}')).toMatchObject({ items: [{ list: '0..100', slot: 'percent' }] });
  });

  it('takes a character behind a backslash as itself', () => {
    expect(parse('a \\(b\\)')).toEqual({ kind: 'sequence', items: [text('a '), text('(b)')] });
  });

  it.each([
    ['turn (on', '")"', 8],
    ['turn on)', 'opens', 7],
    ['[on|off', '"]"', 7],
    ['turn {name', '"}"', 5],
    ['turn <the', '">"', 5],
    ['turn {}', 'a name', 5],
    ['turn () on', 'something', 6],
    ['{a:}', 'slot', 0],
    ['turn } on', 'opening bracket', 5],
  ])('says what is wrong with "%s" and where', (template, expected, position) => {
    expect(() => parse(template)).toThrow(LinnetError);
    expect(() => parse(template)).toThrow('[intents.template]');
    expect(() => parse(template)).toThrow('user.json, HassTurnOn');
    expect(() => parse(template)).toThrow(expected);
    expect(() => parse(template)).toThrow(`position ${position}`);
  });

  it('refuses what is nested too deeply or too long', () => {
    expect(() => parse(`${'('.repeat(30)}a${')'.repeat(30)}`)).toThrow('[intents.template]');
    expect(() => parse('a '.repeat(4000))).toThrow('[intents.template]');
  });

  it('parses any text or says why not, and never anything else', () => {
    const noise = fc.string({ unit: fc.constantFrom(...'ab (|)[;]{:}<>\\@ .'.split('')), maxLength: 60 });
    fc.assert(
      fc.property(noise, (template) => {
        try {
          parse(template);
        } catch (error) {
          expect(error).toBeInstanceOf(LinnetError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
