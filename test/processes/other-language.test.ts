// A whole box, children and all, in a language that its ear and its voice do not speak: what is typed works.
import { afterEach, expect, test } from 'vitest';
import { sentenceFiles } from '../intents/support/fetched.ts';
import { type RunningBox, startBox } from '../support/running-box.ts';

let box: RunningBox | undefined;
afterEach(async () => {
  await box?.close();
  box = undefined;
});

test.runIf(sentenceFiles !== null)(
  'a German box with an English ear starts, and answers typed German',
  async () => {
    box = await startBox({ flags: ['language.sentences=de-AT'] });
    const actor = { kind: 'console', id: 'test', person: null } as const;
    const switched = await box.hub.box.ask('schalte Kitchen Light ein', actor);
    expect(switched).toMatchObject({ outcome: 'done', intent: 'HassTurnOn' });
    expect(box.hub.house.state('light.kitchen')?.value).toBe('on');
    const woken = await box.hub.box.ask('stell einen Wecker für morgen um sieben', actor);
    expect(woken).toMatchObject({
      outcome: 'done',
      text: expect.stringMatching(/^Wecker gestellt: morgen um 0?7:00 Uhr\.$/),
    });
  },
  120_000,
);
