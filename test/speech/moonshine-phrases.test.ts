import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CommandRivals } from '../../appliance/speech/engines/moonshine/command-rivals.ts';
import { advanceBias, NO_BIAS, worthAtEnd, worthSoFar } from '../../appliance/speech/engines/moonshine/phrase-bias.ts';
import { normalisePhrase, PhraseTrie } from '../../appliance/speech/engines/moonshine/phrase-trie.ts';
import { repeatsItself, tokenBudget } from '../../appliance/speech/engines/moonshine/run-away.ts';

function trieOf(...phrases: ReadonlyArray<string | readonly [string, number]>): PhraseTrie {
  return new PhraseTrie(
    phrases.map((phrase) =>
      typeof phrase === 'string' ? { text: phrase, weight: 1 } : { text: phrase[0], weight: phrase[1] },
    ),
  );
}

/** Weighted characters of ` ${text}` read as one token a word. */
function worthOf(trie: PhraseTrie, text: string): number {
  const state = text
    .split(/(?= )/)
    .reduce((at, token) => advanceBias(trie, at, token), advanceBias(trie, NO_BIAS, ' '));
  return worthAtEnd(trie, state);
}

describe('phrases as a tree', () => {
  it('ignores phrases of fewer than four letters, without weight, or without letters', () => {
    expect(trieOf('add', 'tv', '42', '   ', ['kitchen', 0]).isEmpty).toBe(true);
    expect(trieOf('lock').isEmpty).toBe(false);
    expect(trieOf('tv on').isEmpty).toBe(false);
  });

  it('writes phrases in lower case, each word after one space, without punctuation', () => {
    expect(normalisePhrase('  Grandma’s  Café-Lamp, 2!')).toBe(' grandma s café lamp 2');
    expect(normalisePhrase("what's up")).toBe(" what's up");
  });

  it('holds a house of five thousand names', () => {
    const names = Array.from({ length: 5000 }, (_, i) => `device number ${i} in room ${i % 40}`);
    const trie = trieOf(...names);
    expect(worthOf(trie, 'turn on device number 4999 in room 39')).toBe(' device number 4999 in room 39'.length);
  });
});

describe('what phrases are worth', () => {
  it('counts the characters of a phrase, its first space included, wherever a word begins', () => {
    const trie = trieOf('kitchen light');
    expect(worthOf(trie, 'kitchen light')).toBe(14);
    expect(worthOf(trie, 'turn on the Kitchen  light, please')).toBe(14);
    expect(worthOf(trie, 'kitchen, light')).toBe(14);
  });

  it('counts nothing where the phrase is only the beginning or the end of words', () => {
    const trie = trieOf('light');
    expect(worthOf(trie, 'lights')).toBe(0);
    expect(worthOf(trie, 'delight')).toBe(0);
    expect(worthOf(trie, 'turn on the ligh')).toBe(0);
  });

  it('counts a phrase in progress as long as it may still be completed', () => {
    const trie = trieOf('kitchen light');
    const started = advanceBias(trie, NO_BIAS, ' kitchen li');
    expect(worthSoFar(started)).toBe(' kitchen li'.length);
    expect(worthSoFar(advanceBias(trie, started, 'st'))).toBe(0);
  });

  it('keeps the shorter phrase where the longer one is not completed', () => {
    const trie = trieOf('kitchen', 'kitchen light switch');
    expect(worthOf(trie, 'kitchen light on')).toBe(8);
    expect(worthOf(trie, 'kitchen light switch')).toBe(21);
    expect(worthOf(trie, 'kitchen lights')).toBe(8);
  });

  it('finds a phrase that begins inside one that is not completed', () => {
    const trie = trieOf('living room lamp', 'room heater');
    expect(worthOf(trie, 'living room heater')).toBe(' room heater'.length);
  });

  it('counts the first of two phrases that overlap, and both where they do not', () => {
    const trie = trieOf('front door', 'door bell', 'bell tower');
    expect(worthOf(trie, 'front door bell')).toBe(' front door'.length);
    expect(worthOf(trie, 'front door bell tower')).toBe(' front door bell tower'.length);
  });

  it('weighs phrases, the heaviest where several share their beginning', () => {
    const trie = trieOf(['garage door', 0.5], ['garage light', 1]);
    expect(worthOf(trie, 'garage door')).toBe(6);
    expect(worthOf(trie, 'garage light')).toBe(13);
    expect(worthSoFar(advanceBias(trie, NO_BIAS, ' garage'))).toBe(7);
  });

  it('is the same however the text is cut into tokens, and never more than the text', () => {
    const word = fc.constantFrom('kitchen', 'light', 'front', 'door', 'the', 'on', 'lights', 'bell');
    const trie = trieOf('kitchen light', 'front door', 'door bell', 'light on the front');
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), fc.array(fc.nat(30), { maxLength: 6 }), (words, cuts) => {
        const text = words.map((each) => ` ${each}`).join('');
        const whole = worthAtEnd(trie, advanceBias(trie, NO_BIAS, text));
        let state = NO_BIAS;
        let from = 0;
        for (const cut of [...cuts].sort((a, b) => a - b)) {
          const to = Math.min(text.length, Math.max(from, cut));
          state = advanceBias(trie, state, text.slice(from, to));
          from = to;
        }
        expect(worthAtEnd(trie, advanceBias(trie, state, text.slice(from)))).toBe(whole);
        expect(whole).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe('a decoder that ran away', () => {
  it('is known by three rounds of one to twelve tokens, eight tokens in all', () => {
    expect(repeatsItself([9, 9, 9, 9, 9, 9, 9, 9])).toBe(true);
    expect(repeatsItself([5, 1, 2, 3, 1, 2, 3, 1, 2, 3])).toBe(true);
    expect(repeatsItself([1, 2, 1, 2, 1, 2, 1, 2])).toBe(true);
  });

  it('is not known by what people say', () => {
    expect(repeatsItself([])).toBe(false);
    expect(repeatsItself([7, 7, 7])).toBe(false);
    expect(repeatsItself([5, 5, 5, 5, 5, 5, 5])).toBe(false);
    expect(repeatsItself([1, 2, 3, 1, 2, 3])).toBe(false);
    expect(repeatsItself([1, 2, 3, 4, 5, 6, 7, 8, 9])).toBe(false);
  });

  it('has a budget by the length of the audio', () => {
    expect(tokenBudget(2)).toBe(15);
  });
});

describe('commands that may have been said instead', () => {
  const rivals = new CommandRivals([
    { text: 'lock the front door', weight: 1, verbWords: 1 },
    { text: 'unlock the front door', weight: 1, verbWords: 1 },
    { text: 'turn on the kitchen light', weight: 1, verbWords: 2 },
    { text: 'turn off the kitchen light', weight: 1, verbWords: 2 },
    { text: 'front door', weight: 1 },
  ]);

  it('are those about the same thing, with what was said before them', () => {
    expect(rivals.of(['Please, turn on the kitchen light.'])).toEqual([
      'Please turn off the kitchen light',
      'Turn on the kitchen light',
      'Turn off the kitchen light',
    ]);
  });

  it('are told from what only ends in the name of the thing', () => {
    const texts = ['Please unlock the front door.', "I'm off the front door.", 'front door'];
    expect(texts.map((text) => rivals.hasCommand(text))).toEqual([true, false, false]);
  });

  it('are all of them where the verb is none', () => {
    expect(rivals.of(['Embark the front door.'])).toEqual(['Lock the front door', 'Unlock the front door']);
  });

  it('are written both ways where the beginning does not tell whether it is one', () => {
    expect(rivals.of(["I'm off the front door."])).toEqual([
      ...['lock the front door', 'Lock the front door'],
      ...['unlock the front door', 'Unlock the front door'],
    ]);
  });

  it('are written as what was heard: in the middle of a sentence small', () => {
    expect(rivals.of(['lock the front door'])).toEqual(['unlock the front door']);
  });

  it('are none that were heard as well, and none of another thing', () => {
    expect(rivals.of(['Lock the front door.', 'Unlock the front door!'])).toEqual([]);
    expect(rivals.of(['Where is the front entrance?', 'door', ''])).toEqual([]);
  });

  it('are eight at the most', () => {
    const many = Array.from({ length: 40 }, (_, i) => ({ text: `verb${i} the lamp`, weight: 1, verbWords: 1 }));
    expect(new CommandRivals(many).of(['Light the lamp.'])).toHaveLength(8);
  });
});
