import { describe, expect, test } from 'vitest';
import { sentenceFiles } from '../intents/support/fetched.ts';
import { SpokenHouse } from './support/spoken-house.ts';

describe.runIf(sentenceFiles !== null)('a timer without a length', () => {
  test.each([
    ['en', 'set a timer', 'five minutes'],
    ['de', 'stelle einen Timer', 'fünf Minuten'],
    ['de', 'starte einen neuen Timer', '5 Minuten'],
    ['fr', 'mets un minuteur', 'cinq minutes'],
    ['es', 'pon un temporizador', 'cinco minutos'],
    ['it', 'imposta un timer', 'cinque minuti'],
    ['nl', 'zet een timer', 'vijf minuten'],
    ['pt', 'define um temporizador', 'cinco minutos'],
    ['pl', 'ustaw minutnik', 'pięć minut'],
    ['sv', 'ställ en timer', 'fem minuter'],
    ['ru', 'поставь таймер', 'пять минут'],
    ['da', 'sæt en timer', 'fem minutter'],
    ['cs', 'nastav časovač', 'pět minut'],
  ])('is asked for it in %s: "%s" ▸ "%s"', async (language, text, length) => {
    const spoken = await SpokenHouse.open({ language, sentences: 'fetched' });
    expect(await spoken.ask(text)).toMatchObject({ intent: 'HassStartTimer', outcome: 'asked', listens: true });
    expect(spoken.timers.list()).toEqual([]);
    expect((await spoken.ask(length)).outcome).toBe('done');
    expect(spoken.timers.list()).toMatchObject([{ totalMs: 300_000, name: null }]);
    spoken.close();
  });

  test.each([
    ['de', 'der Timer'],
    ['de', 'stelle den Timer aus'],
    ['de', 'stelle einen Timer auf'],
    ['fr', 'mets un minuteur de'],
    ['es', 'pon un temporizador de'],
    ['nl', 'zet de timer uit'],
    ['it', 'spegni il timer'],
    ['sv', 'stäng av timern'],
  ])('is not begun by other words in %s: "%s"', async (language, text) => {
    const spoken = await SpokenHouse.open({ language, sentences: 'fetched' });
    expect((await spoken.ask(text)).intent).not.toBe('HassStartTimer');
    expect(spoken.timers.list()).toEqual([]);
    spoken.close();
  });
});
