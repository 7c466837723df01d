// What people ask of a house every day, in the other languages: answered in words, with nothing done.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FETCHED_LANGUAGES, sentenceFiles } from '../intents/support/fetched.ts';
import { type AskedNames, askedAreas, askedThings } from './support/asked-house.ts';
import { ScriptedHouse } from './support/scripted-house.ts';
import { SpokenHouse } from './support/spoken-house.ts';

interface Asked {
  readonly names: AskedNames;
  /** What is answered, by question. */
  readonly asked: Readonly<Record<string, string>>;
}

function read(language: string): Asked {
  return JSON.parse(readFileSync(new URL(`./house-questions/${language}.json`, import.meta.url), 'utf8')) as Asked;
}

const OTHERS = FETCHED_LANGUAGES.filter((language) => language !== 'en');

/** What is told, not asked. */
const STATEMENTS = [
  ['de', 'die Jalousien sind zu glaube ich'],
  ['nl', 'de rolluiken zijn dicht denk ik'],
  ['sv', 'persiennerna är nere tror jag'],
  ['da', 'persiennerne er nede tror jeg'],
  ['fr', 'il y a de la fumée dans la cuisine'],
  ['fr', 'les volets sont fermés je crois'],
  ['es', 'las persianas están cerradas creo'],
  ['it', 'il robot sta pulendo'],
  ['pt', 'todas as janelas estão fechadas'],
  ['pl', 'okna są zamknięte'],
  ['ru', 'отопление включено'],
  ['ru', 'что-то включено на кухне'],
  ['cs', 'myslím že okna jsou zavřená'],
] as const;

test.runIf(sentenceFiles !== null).each(STATEMENTS)('%s: "%s" is no question', async (language, text) => {
  const { names } = read(language);
  const house = new ScriptedHouse(askedThings(names), askedAreas(names));
  const spoken = await SpokenHouse.open({ language, sentences: 'fetched', house, area: names.living ?? '' });
  expect((await spoken.ask(text)).outcome).toBe('notUnderstood');
  spoken.close();
});

describe.runIf(sentenceFiles !== null).each(OTHERS)('%s', (language) => {
  const { names, asked } = read(language);
  const house = new ScriptedHouse(askedThings(names), askedAreas(names));

  test('at least forty forms are here', () => {
    expect(Object.keys(asked).length).toBeGreaterThanOrEqual(40);
  });

  test.each(Object.entries(asked))('"%s": %s', async (text, answer) => {
    const spoken = await SpokenHouse.open({ language, sentences: 'fetched', house, area: names.living ?? '' });
    expect(await spoken.ask(text)).toMatchObject({ outcome: 'done', text: answer });
    expect(house.commands).toEqual([]);
    spoken.close();
  });
});
