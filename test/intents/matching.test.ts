import { describe, expect, it } from 'vitest';
import { SentenceMatcher } from '../../appliance/intents/sentence-matcher.ts';
import { EMPTY_HOUSE, matcher, matching, named, program } from './support/sentences.ts';

const wildcard = { lists: { anything: { wildcard: true } } };

describe('matching a text', () => {
  it('ignores case, punctuation around words and doubled spaces', () => {
    const match = matching(['turn on the light[s]']);
    for (const said of ['turn on the light', 'Turn on the lights!', '  TURN  ON, the lights. ']) {
      expect(match(said), said).toMatchObject({ intent: 'Test' });
    }
    expect(match('turn on the lightning')).toBeNull();
    expect(match('turn on the')).toBeNull();
  });

  it('takes a hyphen for a space', () => {
    expect(matching(['living room on'])('living-room on')).not.toBeNull();
  });

  it('matches permutations in any order, three items too', () => {
    const match = matching(['(set;{name};to {0..100:level})'], {}, named('Desk Lamp'));
    for (const said of ['set desk lamp to 5', 'desk lamp set to 5', 'to 5 set desk lamp', 'desk lamp to 5 set']) {
      expect(match(said)?.slots, said).toEqual({ name: 'Desk Lamp', level: 5 });
    }
  });

  it('writes names as the house does', () => {
    expect(matching(['{name} on'], {}, named('Desk Lamp'))('DESK LAMP on')?.slots).toEqual({ name: 'Desk Lamp' });
  });

  it('gives out-values of lists, also for values that are templates', () => {
    const lists = { level: { values: [{ in: '(max|full[y])', out: 100 }, 'low'] } };
    const match = matching(['{level}'], { lists });
    expect(match('fully')?.slots).toEqual({ level: 100 });
    expect(match('low')?.slots).toEqual({ level: 'low' });
  });

  it('keeps what a value brings: its context decides which block may use it', () => {
    const lists = {
      thing: {
        values: [
          { in: 'fan', out: 'fan', context: { domain: 'fan' } },
          { in: 'lamp', out: 'lamp', context: { domain: 'light' } },
        ],
      },
    };
    const match = matcher({
      lists,
      intents: {
        Light: { data: [{ sentences: ['on {thing}'], requires_context: { domain: 'light' } }] },
        Other: { data: [{ sentences: ['on {thing}'], excludes_context: { domain: 'light' } }] },
      },
    });
    expect(match('on lamp')?.intent).toBe('Light');
    expect(match('on fan')?.intent).toBe('Other');
  });

  it('needs the context that a block requires, and copies it into a slot', () => {
    const match = matcher({
      intents: { Test: { data: [{ sentences: ['lights on'], requires_context: { area: { slot: true } } }] } },
    });
    expect(match('lights on')).toBeNull();
    expect(match('lights on', { area: 'Kitchen' })?.slots).toEqual({ area: 'Kitchen' });
  });

  it('takes one of several required values, or a named slot', () => {
    const requires_context = { mode: { value: ['a', 'b'], slot: 'way' } };
    const match = matcher({ intents: { Test: { data: [{ sentences: ['go'], requires_context }] } } });
    expect(match('go', { mode: 'b' })?.slots).toEqual({ way: 'b' });
    expect(match('go', { mode: 'c' })).toBeNull();
  });

  it('adds fixed slots, which what was said overrides', () => {
    const match = matcher({
      intents: { Test: { data: [{ sentences: ['go [{0..9:level}]'], slots: { level: 3, domain: 'light' } }] } },
    });
    expect(match('go')?.slots).toEqual({ level: 3, domain: 'light' });
    expect(match('go 7')?.slots).toEqual({ level: 7, domain: 'light' });
  });

  it('asks for a keyword where a block needs one', () => {
    const match = matcher({
      intents: { Test: { data: [{ sentences: ['[please ](play|stop)'], required_keywords: ['play'] }] } },
    });
    expect(match('play')).not.toBeNull();
    expect(match('stop')).toBeNull();
  });

  it('prefers rules and lists of the block to those of the file', () => {
    const match = matcher({
      expansion_rules: { verb: 'open' },
      lists: { what: { values: ['window'] } },
      intents: {
        Test: {
          data: [
            { sentences: ['<verb> {what}'], expansion_rules: { verb: 'shut' }, lists: { what: { values: ['door'] } } },
          ],
        },
      },
    });
    expect(match('shut door')?.slots).toEqual({ what: 'door' });
    expect(match('open window')).toBeNull();
  });

  it('keeps captures out of the slots', () => {
    const match = matching(['set {tone:@said}'], { lists: { tone: { values: ['warm', 'cold'] } } });
    expect(match('set warm')).toMatchObject({ slots: {}, captures: { said: 'warm' } });
  });

  it('carries the metadata of the block', () => {
    const match = matcher({ intents: { Test: { data: [{ sentences: ['go'], metadata: { origin: 'user' } }] } } });
    expect(match('go')?.block.metadata).toEqual({ origin: 'user' });
  });
});

describe('ranges', () => {
  const range = (more: object) => matching(['{value}'], { lists: { value: { range: { from: 0, to: 100, ...more } } } });

  it('take digits and words inside their bounds only', () => {
    const match = range({});
    expect(match('25')?.slots).toEqual({ value: 25 });
    expect(match('twenty five')?.slots).toEqual({ value: 25 });
    expect(match('twenty-five')?.slots).toEqual({ value: 25 });
    expect(match('101')).toBeNull();
    expect(match('-1')).toBeNull();
    expect(match('2.5')).toBeNull();
  });

  it('have steps, fractions and a factor', () => {
    expect(range({ step: 10 })('25')).toBeNull();
    expect(range({ step: 10 })('30')?.slots).toEqual({ value: 30 });
    expect(range({ fractions: 'halves' })('20.5')?.slots).toEqual({ value: 20.5 });
    expect(range({ fractions: 'halves' })('20,5')?.slots).toEqual({ value: 20.5 });
    expect(range({ fractions: 'halves' })('twenty point five')?.slots).toEqual({ value: 20.5 });
    expect(range({ fractions: 'halves' })('20.3')).toBeNull();
    expect(range({ fractions: 'tenths' })('20.3')?.slots).toEqual({ value: 20.3 });
    expect(range({ multiplier: -1 })('7')?.slots).toEqual({ value: -7 });
  });

  it('can refuse words or digits', () => {
    expect(range({ words: false })('seven')).toBeNull();
    expect(range({ digits: false })('7')).toBeNull();
    expect(range({ digits: false })('seven')?.slots).toEqual({ value: 7 });
  });

  it('can stand in the sentence itself', () => {
    const match = matching(['{5..20,5:value} percent']);
    expect(match('15 percent')?.slots).toEqual({ value: 15 });
    expect(match('16 percent')).toBeNull();
  });
});

describe('wildcards', () => {
  it('take all up to what follows, and keep the case', () => {
    const match = matching(['add {anything} to my list'], wildcard);
    expect(match('add Milk and Eggs to my list')?.slots).toEqual({ anything: 'Milk and Eggs' });
  });

  it('are never empty', () => {
    expect(matching(['add {anything} to my list'], wildcard)('add to my list')).toBeNull();
    expect(matching(['say {anything}'], wildcard)('say')).toBeNull();
  });

  it('may hold the words that end them', () => {
    const match = matching(['add {anything} to my list'], wildcard);
    expect(match('add a letter to grandma to my list')?.slots).toEqual({ anything: 'a letter to grandma' });
  });

  it('end at a number or a name', () => {
    const lists = { ...wildcard.lists, minutes: { range: { from: 1, to: 60 } } };
    expect(matching(['{anything} {minutes} minutes'], { lists })('boil eggs 5 minutes')?.slots).toEqual({
      anything: 'boil eggs',
      minutes: 5,
    });
    expect(matching(['put {anything} {name}'], wildcard, named('Chores'))('put mow the lawn chores')?.slots).toEqual({
      anything: 'mow the lawn',
      name: 'Chores',
    });
  });

  it('keep skip words that they take in', () => {
    const match = matching(['say {anything}'], { ...wildcard, skip_words: ['please'] });
    expect(match('please say thank you please')?.slots).toEqual({ anything: 'thank you please' });
  });
});

describe('skip words', () => {
  it('are left out where they stand alone', () => {
    const match = matching(['turn on'], { skip_words: ['please', 'could you'] });
    expect(match('could you please turn on')).not.toBeNull();
    expect(match('turn pleased on')).toBeNull();
  });

  it('still count in a sentence that holds them', () => {
    expect(matching(['please stop'], { skip_words: ['please'] })('please stop')).not.toBeNull();
  });
});

describe('which of several sentences is meant', () => {
  it('is the one that names a thing, and the longer name', () => {
    const match = matcher(
      {
        intents: {
          Area: { data: [{ sentences: ['on bedroom lamp'] }] },
          Name: { data: [{ sentences: ['on {name}[ lamp]'] }] },
        },
      },
      named('Bedroom', 'Bedroom Lamp'),
    );
    expect(match('on bedroom lamp')).toMatchObject({ intent: 'Name', slots: { name: 'Bedroom Lamp' } });
  });

  it('is the one with fewer wildcards, then with more literal text', () => {
    const match = matcher({
      ...wildcard,
      intents: {
        A: { data: [{ sentences: ['play {anything}'] }] },
        B: { data: [{ sentences: ['play some music'] }] },
        C: { data: [{ sentences: ['play some {anything}'] }] },
      },
    });
    expect(match('play some music')?.intent).toBe('B');
    expect(match('play some jazz')).toMatchObject({ intent: 'C', slots: { anything: 'jazz' } });
  });

  it('is by the name of the intent where all else is equal', () => {
    const data = [{ sentences: ['go'] }];
    expect(matcher({ intents: { Zebra: { data }, Apple: { data } } })('go')?.intent).toBe('Apple');
  });
});

describe('scripts without spaces', () => {
  it('match with and without spaces between characters', () => {
    const match = matching(['打开 灯'], { language: 'zh', settings: { ignore_whitespace: true } });
    expect(match('打开灯')).not.toBeNull();
    expect(match('打 开 灯')).not.toBeNull();
  });
});

describe('hostile texts', () => {
  const nasty = matching(
    [
      '[the] [the] [the] [the] [the] [the] [the] [the] {name}',
      '({anything};{anything};the) end',
      '(a|a [a]|[a] a) (a|a [a]|[a] a) (a|a [a]|[a] a) b',
    ],
    wildcard,
    named('the', 'the the', 'the the the', 'a'),
  );

  it.each([
    ['the same word again and again', 'the '.repeat(140)],
    ['a word of one letter', 'a '.repeat(290)],
    ['only punctuation', '.,!?;:'.repeat(90)],
    ['hyphens', 'the-'.repeat(140)],
    ['digits', '1 2 3 '.repeat(90)],
    ['combining marks', 'é́́'.repeat(190)],
    ['lone surrogates', '\ud800the\udc00 '.repeat(60)],
  ])('end in few steps: %s', (_, said) => {
    expect(() => nasty(said)).not.toThrow();
  });

  it('that need more steps than the budget count as no match, and are counted', () => {
    const small = new SentenceMatcher(
      program({ intents: { Test: { data: [{ sentences: ['[a] [b] {anything} (c|d)'] }] } }, ...wildcard }),
      { stepBudget: 3 },
    );
    expect(small.match('a b x c', { context: {}, lists: new Map() })).toBeNull();
    expect(small.overBudget).toBe(1);
  });

  it('longer than any command match nothing', () => {
    expect(matching(['say {anything}'], wildcard)(`say ${'x'.repeat(700)}`)).toBeNull();
  });

  it('leave nothing behind for the next text', () => {
    const match = matching(['{name} on'], {}, named('Lamp'));
    match('the '.repeat(140));
    expect(match('lamp on')).not.toBeNull();
    expect(EMPTY_HOUSE.name).toEqual([]);
  });
});
