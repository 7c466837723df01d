import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type EndpointEffect,
  type EndpointInput,
  type EndpointState,
  startEndpointing,
  stepEndpointing,
} from '../../appliance/speech/endpointing.ts';
import { type EndpointingOptions, endpointingRules } from '../../appliance/speech/endpointing-rules.ts';

const WINDOW = 512;
const windows = (count: number): number => count * WINDOW;
const ms = (count: number): number => count * 16;

/** One utterance under test: feeds windows drawn as '#' (voice) and '.' (silence), and records what came of them. */
class Utterance {
  readonly effects: EndpointEffect[] = [];
  state: EndpointState;
  readonly #rules;

  /** Listening begins at window 0; what is drawn begins `before` windows earlier. */
  constructor(
    setup: { before?: number; noSpeechMs?: number; isAfterWake?: boolean; options?: EndpointingOptions } = {},
  ) {
    const { before = 0, noSpeechMs = 5000, isAfterWake = false, options = {} } = setup;
    this.#rules = endpointingRules(options, { from: windows(before), noSpeechMs, isAfterWake });
    this.state = startEndpointing(0);
  }

  feed(pattern: string): this {
    for (const mark of pattern) {
      this.input({ kind: 'window', end: this.state.at + WINDOW, length: WINDOW, speech: mark === '#' });
      if (this.ended) break;
    }
    return this;
  }

  input(input: EndpointInput): this {
    const { state, effects } = stepEndpointing(this.#rules, this.state, input);
    this.state = state;
    this.effects.push(...effects);
    return this;
  }

  /** The words so far became partial transcript `sequence`, and this is what they mean. */
  hint(sequence: number, hint: 'complete' | 'mayContinue' | 'unfinished' | 'unknown', covers = this.state.at): this {
    return this.input({ kind: 'partial', sequence, covers }).input({ kind: 'hint', partial: sequence, hint });
  }

  get ended(): boolean {
    return this.state.phase === 'committed' || this.state.phase === 'ended';
  }

  get kinds(): string[] {
    return this.effects.map((effect) => effect.kind);
  }

  only<Kind extends EndpointEffect['kind']>(kind: Kind): Extract<EndpointEffect, { kind: Kind }> {
    const [found, ...others] = this.effects.filter((effect) => effect.kind === kind);
    expect(others).toEqual([]);
    return found as Extract<EndpointEffect, { kind: Kind }>;
  }
}

const silence = (count: number): string => '.'.repeat(count);
const voice = (count: number): string => '#'.repeat(count);

describe('the beginning of an utterance', () => {
  it('is speech of a minimal length, taken from 300 ms before its first window', () => {
    const utterance = new Utterance().feed(silence(20) + voice(3));
    expect(utterance.effects).toEqual([]);
    utterance.feed('#');
    expect(utterance.only('begin')).toEqual({
      kind: 'begin',
      at: windows(20),
      from: windows(20) - ms(300),
      tail: false,
    });
  });

  it('never reaches back before the start of listening', () => {
    expect(new Utterance().feed(`..${voice(10)}`).only('begin').from).toBe(0);
  });

  it('is not a click, not several, and not a burst, and listening goes on', () => {
    const utterance = new Utterance().feed(`....#........##........###........${voice(10)}`);
    expect(utterance.only('begin').at).toBe(windows(34));
  });

  it('does not take what was dismissed into the audio', () => {
    const utterance = new Utterance().feed(`....###.......${voice(10)}`);
    expect(utterance.only('begin').from).toBe(windows(7));
  });

  it('after a wake word may be in the same breath', () => {
    const utterance = new Utterance({ before: 28 }).feed(`...${voice(40)}`);
    expect(utterance.only('begin')).toEqual({ kind: 'begin', at: windows(28), from: 0, tail: true });
  });

  it('is not the tail of the wake word', () => {
    const utterance = new Utterance({ before: 28, noSpeechMs: 2000 }).feed(`...${voice(30)}${silence(30)}`);
    expect(utterance.effects).toEqual([]);
    utterance.feed(voice(10));
    expect(utterance.only('begin')).toEqual({
      kind: 'begin',
      at: windows(63),
      from: windows(63) - ms(300),
      tail: false,
    });
  });

  it('soon after the wake word is decoded together with it', () => {
    const utterance = new Utterance({ before: 28, noSpeechMs: 2000 }).feed(`...${voice(30)}${silence(15)}${voice(10)}`);
    expect(utterance.only('begin')).toEqual({ kind: 'begin', at: windows(48), from: 0, tail: true });
  });
});

describe('no speech', () => {
  it('ends listening after its limit, counted from the start of listening', () => {
    const utterance = new Utterance({ before: 28, noSpeechMs: 2000 }).feed(silence(200));
    expect(utterance.only('giveUp').reason).toBe('noSpeech');
    expect(utterance.only('giveUp').at - windows(28)).toBeGreaterThanOrEqual(ms(2000));
    expect(utterance.only('giveUp').at - windows(28)).toBeLessThan(ms(2000) + WINDOW);
  });

  it('is told from noise, and the tail of a wake word is no noise', () => {
    expect(new Utterance().feed(`..##${silence(200)}`).only('giveUp').reason).toBe('noise');
    expect(new Utterance({ before: 4 }).feed(`#####.${silence(200)}`).only('giveUp').reason).toBe('noSpeech');
  });

  it('does not count frames that were lost', () => {
    const utterance = new Utterance({ noSpeechMs: 1000 }).feed(silence(30));
    utterance.input({ kind: 'gap', length: ms(5000) }).feed('.');
    expect(utterance.effects).toEqual([]);
    expect(utterance.feed('.').only('giveUp').at).toBe(windows(32) + ms(5000));
  });

  it('waits for a voice that has just begun', () => {
    const utterance = new Utterance({ noSpeechMs: 640 }).feed(`${silence(18)}${voice(10)}`);
    expect(utterance.kinds).toEqual(['begin']);
  });
});

describe('the end of an utterance', () => {
  it('comes after half a second of silence when nothing is known about the words', () => {
    const { reason, at, speechEnd } = new Utterance().feed(`${voice(30)}${silence(50)}`).only('commit');
    expect({ reason, at, speechEnd }).toEqual({ reason: 'silence', at: windows(46), speechEnd: windows(30) });
  });

  it('after a wake word waits longer where little was said that means nothing: a clatter before the command', () => {
    const clatter = voice(10) + silence(7);
    const heard = (setup: { isAfterWake: boolean }, hint: 'unknown' | 'complete') =>
      new Utterance(setup).feed(clatter).hint(1, hint).feed(silence(60));
    expect(heard({ isAfterWake: true }, 'unknown').only('commit').at).toBe(windows(42));
    expect(heard({ isAfterWake: false }, 'unknown').only('commit').at).toBe(windows(26));
    expect(heard({ isAfterWake: true }, 'complete').only('commit').reason).toBe('hint');
    const command = new Utterance({ isAfterWake: true }).feed(clatter).hint(1, 'unknown');
    expect(command.feed(silence(12) + voice(30) + silence(50)).only('commit').speechEnd).toBe(windows(59));
  });

  it('is decoded ahead, at the first 200 ms of silence', () => {
    const utterance = new Utterance().feed(`${voice(30)}${silence(50)}`);
    expect(utterance.kinds).toEqual(['begin', 'speculate', 'commit']);
    expect(utterance.only('speculate').to).toBe(windows(37));
  });

  it('comes sooner when the words are complete, and says so', () => {
    const utterance = new Utterance()
      .feed(voice(30) + silence(7))
      .hint(1, 'complete')
      .feed(silence(50));
    expect(utterance.only('commit')).toMatchObject({ reason: 'hint', at: windows(40) });
  });

  it.each([
    ['mayContinue', 45],
    ['unfinished', 62],
    ['unknown', 46],
  ] as const)('with words that are %s comes at window %i', (hint, at) => {
    const utterance = new Utterance()
      .feed(voice(30) + silence(7))
      .hint(1, hint)
      .feed(silence(50));
    expect(utterance.only('commit')).toMatchObject({ reason: 'silence', at: windows(at) });
  });

  it('comes at once when a late hint says that the words were complete', () => {
    const utterance = new Utterance().feed(voice(30) + silence(12)).hint(1, 'complete');
    expect(utterance.only('commit').at).toBe(windows(42));
  });

  it('ignores what is said about words before the last ones', () => {
    const utterance = new Utterance()
      .feed(voice(30))
      .hint(1, 'complete')
      .feed(voice(10) + silence(50));
    expect(utterance.only('commit').at).toBe(windows(56));
  });

  it('ignores what is said about another partial transcript', () => {
    const utterance = new Utterance()
      .feed(voice(30) + silence(7))
      .input({ kind: 'partial', sequence: 2, covers: windows(37) });
    utterance.input({ kind: 'hint', partial: 1, hint: 'complete' }).feed(silence(50));
    expect(utterance.only('commit').at).toBe(windows(46));
  });

  it('keeps the hint when a later decode gives the same words', () => {
    const utterance = new Utterance()
      .feed(voice(30))
      .hint(1, 'complete')
      .feed(voice(10) + silence(7));
    utterance.input({ kind: 'partial', sequence: 1, covers: windows(47) }).feed(silence(50));
    expect(utterance.only('commit')).toMatchObject({ reason: 'hint', at: windows(50) });
  });

  it('is put off when somebody speaks on, and what was decoded ahead is dropped', () => {
    const utterance = new Utterance().feed(voice(30) + silence(9) + voice(20) + silence(50));
    expect(utterance.kinds).toEqual(['begin', 'speculate', 'resume', 'speculate', 'commit']);
    expect(utterance.only('commit')).toMatchObject({ at: windows(75), speechEnd: windows(59) });
  });

  it('is not put off by clicks in the silence', () => {
    const utterance = new Utterance().feed(`${voice(30)}${silence(8)}#${silence(4)}#${silence(50)}`);
    expect(utterance.only('commit')).toMatchObject({ at: windows(46), speechEnd: windows(30) });
  });

  it('comes at the longest utterance, in the middle of speech', () => {
    const { reason, at } = new Utterance().feed(voice(1000)).only('commit');
    expect(reason).toBe('tooLong');
    expect(at).toBeLessThan(ms(15_000) + WINDOW);
  });

  it('is not brought about by lost frames', () => {
    const utterance = new Utterance()
      .feed(voice(30))
      .input({ kind: 'gap', length: ms(900) })
      .feed(voice(20) + silence(50));
    expect(utterance.kinds).toEqual(['begin', 'speculate', 'commit']);
    expect(utterance.only('commit').speechEnd).toBe(windows(50) + ms(900));
  });
});

describe('an utterance without words', () => {
  it('lets listening go on for the time that is left', () => {
    const utterance = new Utterance().feed(voice(10) + silence(50)).input({ kind: 'wordless' });
    expect(utterance.state.phase).toBe('waiting');
    utterance.feed(silence(20) + voice(30) + silence(50));
    expect(utterance.kinds).toEqual(['begin', 'speculate', 'commit', 'begin', 'speculate', 'commit']);
  });

  it('ends it when none is left', () => {
    const utterance = new Utterance({ noSpeechMs: 500 }).feed(voice(10) + silence(50)).input({ kind: 'wordless' });
    expect(utterance.only('giveUp').reason).toBe('noWords');
  });
});

describe('whatever is heard', () => {
  const input: fc.Arbitrary<EndpointInput> = fc.oneof(
    {
      weight: 20,
      arbitrary: fc.boolean().map((speech) => ({ kind: 'window', end: 0, length: WINDOW, speech }) as const),
    },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 50_000 }).map((length) => ({ kind: 'gap', length }) as const) },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('partial' as const), sequence: fc.nat(5), covers: fc.nat(100_000) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('hint' as const),
        partial: fc.nat(5),
        hint: fc.constantFrom('complete' as const, 'unfinished' as const),
      }),
    },
    { weight: 1, arbitrary: fc.constant({ kind: 'wordless' } as const) },
  );

  it('every utterance that begins ends once, and nothing follows an end', () => {
    fc.assert(
      fc.property(fc.array(input, { maxLength: 400 }), (inputs) => {
        const utterance = new Utterance();
        for (const each of inputs) {
          utterance.input(each.kind === 'window' ? { ...each, end: utterance.state.at + WINDOW } : each);
        }
        const marks = utterance.kinds.filter((kind) => kind !== 'speculate' && kind !== 'resume').join(' ');
        expect(marks).toMatch(/^(begin commit ?)*(begin|giveUp)?$/);
      }),
    );
  });

  it('listening ends in bounded time', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1200, maxLength: 1200 }), (speech) => {
        const utterance = new Utterance({ noSpeechMs: 3000 });
        for (const each of speech) {
          utterance.feed(each ? '#' : '.');
          if (utterance.state.phase === 'committed') utterance.input({ kind: 'wordless' });
          if (utterance.state.phase === 'ended') break;
        }
        expect(utterance.state.phase).toBe('ended');
      }),
    );
  });
});
