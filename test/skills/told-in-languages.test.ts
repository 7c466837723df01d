// What is told of a thing, near to a command for it: nothing is done.
import { afterEach, describe, expect, test } from 'vitest';
import { sentenceFiles } from '../intents/support/fetched.ts';
import { SpokenHouse } from './support/spoken-house.ts';

let spoken: SpokenHouse;
afterEach(() => spoken.close());

describe.runIf(sentenceFiles !== null)('with a form of "to be" before a name that was nearly said', () => {
  test.each([
    ['cs', 'zapni byla Kitchen Light'],
    ['da', 'det er Kitchen Light til'],
    ['pl', 'włącz jest Kitchen Light'],
    ['ru', 'выключи была Kitchen Light'],
    ['sv', 'släck var Kitchen Light'],
  ])('%s: "%s" is no command', async (language, text) => {
    spoken = await SpokenHouse.open({ language, sentences: 'fetched' });
    expect(await spoken.ask(text)).toMatchObject({ outcome: 'notUnderstood' });
    expect(spoken.sent).toEqual([]);
  });
});
