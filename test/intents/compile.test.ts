import { describe, expect, it } from 'vitest';
import { parseSentenceFile } from '../../appliance/intents/sentence-file.ts';
import { matching, program } from './support/sentences.ts';

const one = (sentence: string) => ({ intents: { Test: { data: [{ sentences: [sentence] }] } } });

describe('compiling sentences', () => {
  it('names the file, the sentence and the part that does not exist', () => {
    expect(() => program(one('turn <missing> on'))).toThrow('test.json, Test: expected a rule that exists (<missing>)');
    expect(() => program(one('turn <missing> on'))).toThrow('position 5');
    expect(() => program(one('turn {missing} on'))).toThrow('a list that exists');
  });

  it('refuses rules that go round in circles', () => {
    expect(() => program({ ...one('<a>'), expansion_rules: { a: 'x <b>', b: 'y <a>' } })).toThrow(
      'rules inside each other',
    );
  });

  it('refuses permutations of too many items', () => {
    expect(() => program(one('(a;b;c;d;e;f;g;h)'))).toThrow('items to permute');
    expect(() => program(one('(a;b;c;d;e;f;g)'))).not.toThrow();
  });

  it('refuses lists that are nothing, and ranges that shrink', () => {
    expect(() => program({ ...one('go'), lists: { x: {} } })).toThrow('values, a range or a wildcard');
    expect(() => program({ ...one('go'), lists: { x: { range: { from: 5, to: 1 } } } })).toThrow('a range that grows');
  });

  it('refuses a file of another shape, with every place', () => {
    expect(() => parseSentenceFile({ language: 3, intents: { A: { data: [{}] } } }, 'bad.json')).toThrow(
      /bad\.json.*language.*intents\.A\.data\.0\.sentences/s,
    );
    expect(() => parseSentenceFile('[]', 'bad.json')).toThrow('[intents.template]');
  });

  it('makes equal parts one node, whatever sentence they stand in', () => {
    const two = program({ intents: { A: { data: [{ sentences: ['(turn|switch) on', '(turn|switch) off'] }] } } });
    expect(two.nodes.filter((node) => node.op === 'alternative')).toHaveLength(1);
  });

  it('stays small for optional parts in a row', () => {
    const sentence = Array.from({ length: 30 }, (_, i) => `[w${i}]`).join(' ');
    expect(program(one(sentence)).nodes.length).toBeLessThan(150);
    expect(matching([sentence])('w1 w7 w29')).not.toBeNull();
  });

  it('survives being written as JSON', () => {
    const written = program(one('turn [it] {0..9:level}'));
    expect(JSON.parse(JSON.stringify(written))).toEqual(written);
  });
});
