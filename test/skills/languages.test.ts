// The language that was asked in is the language of the answer, of failures too.
import { afterEach, describe, expect, test } from 'vitest';
import { sentenceFiles } from '../intents/support/fetched.ts';
import { SpokenHouse } from './support/spoken-house.ts';

let spoken: SpokenHouse;
afterEach(() => spoken.close());

describe.runIf(sentenceFiles !== null)('the demo house', () => {
  test.each([
    [
      'de',
      'schalte Kitchen Light ein',
      /^Licht eingeschaltet\.$|^Kitchen Light eingeschaltet\.$/,
      /nicht geantwortet\.$/,
    ],
    ['fr', 'allume Kitchen Light', /allumé/i, /pas répondu\.$/],
    ['es', 'enciende Kitchen Light', /activado|encendid/i, /no ha respondido\.$/],
    ['it', 'accendi Kitchen Light', /^Ho acceso/, /^(?!.*did not answer).+\.$/],
    ['nl', 'zet Kitchen Light aan', /aan/i, /^(?!.*did not answer).+\.$/],
  ])('answers in %s: "%s"', async (language, text, done, silent) => {
    spoken = await SpokenHouse.open({ language, sentences: 'fetched' });
    const said = await spoken.ask(text);
    expect(said).toMatchObject({ outcome: 'done', text: expect.stringMatching(done) });
    expect(spoken.state('light.kitchen')).toBe('on');
    await spoken.report('demo/kitchen/state', '{"state":"OFF","brightness":255}');
    spoken.devices?.behave('light.kitchen', { kind: 'silent' });
    expect(await spoken.ask(text)).toMatchObject({ outcome: 'notConfirmed', text: expect.stringMatching(silent) });
  });
});
