// A whole box, children and all, whose sentences were chosen and not fetched: it starts, says what brings them, and has them as soon as
// they are there.
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Scope } from '../../appliance/kernel/scope.ts';
import { sentenceFiles } from '../intents/support/fetched.ts';
import { copyModels, type ModelCopies } from '../support/model-copies.ts';
import { type RunningBox, startBox, temporaryFolder } from '../support/running-box.ts';

const MODEL = 'intents-home-assistant';
const actor = { kind: 'console', id: 'test', person: null } as const;

let scope: Scope;
let models: ModelCopies;
beforeEach(() => {
  scope = new Scope();
  models = copyModels(join(temporaryFolder(scope), 'models'));
});
afterEach(() => scope.close());

async function start(language: string): Promise<RunningBox> {
  const flags = [`language.sentences=${language}`];
  const box = await startBox({ modelsRoot: models.root, flags, untilListening: false });
  scope.defer(() => box.close());
  await box.until(() => box.hub.house.state('light.kitchen') !== null, 'the house to be there');
  return box;
}

const problemsOf = ({ hub }: RunningBox): readonly string[] =>
  hub.box.read().problems.filter((problem) => problem.includes('understood'));

test.runIf(sentenceFiles !== null)(
  'a German box without German sentences has its alarms, and the rest when they were fetched',
  async () => {
    models.remove(MODEL, 'data/de.json');
    const box = await start('de');
    const ask = (text: string) => box.hub.box.ask(text, actor);
    expect(problemsOf(box)).toEqual([expect.stringMatching(/"de".*data\/de\.json.*"linnet models fetch/)]);
    expect(await ask('stell einen Wecker für morgen um sieben')).toMatchObject({ outcome: 'done' });
    expect(await ask('schalte Kitchen Light ein')).toMatchObject({
      outcome: 'notUnderstood',
      text: 'Das habe ich leider nicht verstanden.', // and nothing of lights and timers, which it does not understand yet
    });
    models.restore(MODEL, 'data/de.json');
    await box.until(() => problemsOf(box).length === 0, 'the sentences to be taken up');
    expect(await ask('schalte Kitchen Light ein')).toMatchObject({ outcome: 'done', intent: 'HassTurnOn' });
    expect((await ask('bestell eine Pizza')).text).toContain('Ich kann Lichter schalten');
  },
  120_000,
);

test.runIf(sentenceFiles !== null)(
  'a box in a language that it has no words for starts too, and one in English needs no others than its own',
  async () => {
    models.remove(MODEL, 'data/nb.json');
    const foreign = await start('nb');
    expect(problemsOf(foreign)).toEqual([expect.stringContaining('data/nb.json')]);
    expect(await foreign.hub.box.ask('slå på Kitchen Light', actor)).toMatchObject({ outcome: 'notUnderstood' });
    models.remove(MODEL, 'data/en.json');
    const english = await start('en');
    expect(problemsOf(english)).toEqual([]);
    expect(await english.hub.box.ask('turn on the kitchen light', actor)).toMatchObject({ outcome: 'done' });
  },
  120_000,
);
