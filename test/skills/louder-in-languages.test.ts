// Louder and quieter without the word for volume.
import { afterEach, describe, expect, test } from 'vitest';
import { sentenceFiles } from '../intents/support/fetched.ts';
import { SpokenHouse } from './support/spoken-house.ts';

let spoken: SpokenHouse;
afterEach(() => spoken.close());

const volumeAfter = async (language: string, text: string): Promise<number> => {
  spoken = await SpokenHouse.open({ language, sentences: 'fetched' });
  await spoken.ask(text);
  return spoken.volume;
};

describe.runIf(sentenceFiles !== null)('the box', () => {
  test.each([
    ['de', 'mach die Musik lauter', 60],
    ['de', 'spiel lauter', 60],
    ['de', 'spiel etwas leiser', 40],
    ['fr', 'mets la musique plus fort', 60],
    ['fr', 'monte la musique', 60],
    ['fr', 'baisse la musique', 40],
    ['es', 'sube la música', 60],
    ['es', 'toca más alto', 60],
    ['es', 'pon la música más baja', 40],
    ['it', 'alza la musica', 60],
    ['it', 'suona più forte', 60],
    ['it', 'abbassa la musica', 40],
    ['nl', 'zet de muziek harder', 60],
    ['nl', 'speel harder', 60],
    ['nl', 'muziek zachter', 40],
    ['pt', 'aumenta o volume', 60],
    ['pt', 'põe a música mais baixo', 40],
    ['sv', 'höj volymen', 60],
    ['sv', 'sänk ljudet', 40],
    ['da', 'skru op for lyden', 60],
    ['da', 'skru ned for musikken', 40],
    ['pl', 'głośniej', 60],
    ['ru', 'громче', 60],
    ['cs', 'hlasitěji', 60],
    ['cs', 'ztiš hudbu', 40],
  ])('%s: "%s" is at %i percent', async (language, text, percent) => {
    expect(await volumeAfter(language, text)).toBe(percent);
  });

  test.each([
    ['de', 'die Musik war gestern lauter'],
    ['fr', 'la musique monte'],
    ['es', 'la música está alta'],
    ['it', 'la musica è più forte'],
    ['nl', 'de muziek stond harder'],
    ['nl', 'zachter'],
    ['pt', 'o volume está mais alto'],
    ['sv', 'volymen är högre'],
    ['da', 'musikken er højere'],
    ['cs', 'hudba hrála hlasitěji'],
  ])('%s: "%s" changes nothing', async (language, text) => {
    expect(await volumeAfter(language, text)).toBe(50);
  });
});
