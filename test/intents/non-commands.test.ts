import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Grammar, HouseGrammar, HouseGrammars, ownSentences } from '../../appliance/intents/grammar.ts';
import { strictMatch } from '../../appliance/intents/strict-match.ts';
import { createUnderstander } from '../../appliance/intents/understander.ts';
import { FETCHED_LANGUAGES, fetchedGrammar, sentenceFiles } from './support/fetched.ts';
import { areaIn, houseListsIn, snapshotIn } from './support/houses.ts';

/** Those that match a sentence of the data, and why that is right or cannot be helped. */
const ARGUED: Readonly<Record<string, string>> = {
  'play nicely with the others': '"play" takes any words for a title; nobody can tell from the text',
  'mets la table pour six': '"mets" is also "play": any words are a title',
  'mets tes chaussures': '"mets" is also "play": any words are a title',
  'démarre la voiture': '"démarre" is also "play": any words are a title',
  'pon la cocina': '"pon" is also "play": any words are a title',
  spegni: '"spegni" alone is "mute what plays here" in the data',
  'metti un': '"metti" is also "play": any words are a title',
  'pokaż mi to': '"pokaż" is also "play": any words are a title',
  'skicka saltet': '"skicka" is also "tell the other boxes": any words are a message',
  ztlum: '"ztlum" alone is "mute what plays here" in the data',
  'pon la mesa para seis': '"pon" is also "play": any words are a title',
};

function written(language: string): string[] {
  const path = new URL(`./non-commands/${language}.txt`, import.meta.url);
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}

function understood(language: string, grammar: Grammar): string[] {
  const house = new HouseGrammar(grammar, houseListsIn(language));
  const understander = createUnderstander({}, { grammars: new HouseGrammars([grammar]) });
  const context = { language, area: areaIn(language), snapshot: snapshotIn(language), lastTurn: null };
  return written(language).filter((text) => {
    const strict =
      strictMatch(text, house, { context: { area: areaIn(language) } }) ?? strictMatch(text, house, { context: {} });
    return strict !== null || understander.understand(text, context).kind !== 'unknown';
  });
}

describe('sentences that are no command', () => {
  it.each(FETCHED_LANGUAGES)('%s: there are a hundred at least', (language) => {
    expect(new Set(written(language)).size).toBeGreaterThanOrEqual(100);
  });

  it('match none of our own English sentences', () => {
    expect(understood('en', new Grammar('en', ownSentences('en')))).toEqual([]);
  });

  it.runIf(sentenceFiles !== null).each(FETCHED_LANGUAGES)(
    '%s: match none of all sentences but those argued here',
    async (language) => {
      const matched = understood(language, await fetchedGrammar(language));
      expect(matched.filter((text) => ARGUED[text] === undefined)).toEqual([]);
    },
  );
});
