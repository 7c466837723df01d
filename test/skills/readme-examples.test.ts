// What the README says that one can say is understood, with our own sentences alone and with the fetched ones.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sentenceFiles } from '../intents/support/fetched.ts';
import { askedAreas, askedThings } from './support/asked-house.ts';
import { ScriptedHouse } from './support/scripted-house.ts';
import { SpokenHouse } from './support/spoken-house.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const table = /\| about \| for example \|\n\| --- \| --- \|\n((?:\|.*\n)+)/.exec(readme)?.[1] ?? '';
const rows = table
  .trim()
  .split('\n')
  .map((row) => [...row.matchAll(/"([^"]+)"/g)].map(([, text = '']) => text));

const FEATURES: Readonly<Record<string, readonly string[]>> = {
  light: ['brightness', 'color', 'color_temp'],
  cover: ['position', 'stop'],
  fan: ['speed'],
};
const MODES = { hvac_modes: ['off', 'heat'], preset_modes: ['none', 'eco'], min_temp: 7, max_temp: 30 };

const things = askedThings().map((thing) => {
  const [domain = ''] = thing.entity.id.split('.');
  const features = FEATURES[domain] ?? thing.entity.features;
  const attributes = { ...thing.attributes, ...(domain === 'climate' ? MODES : {}) };
  return { ...thing, entity: { ...thing.entity, features }, attributes };
});

test.each(sentenceFiles === null ? (['own'] as const) : (['own', 'fetched'] as const))(
  'every example is understood, in its order, with the %s sentences',
  async (sentences) => {
    expect(rows.flat().length).toBeGreaterThan(30);
    const house = new ScriptedHouse(things, askedAreas());
    house.lists['todo.shopping'] = [];
    const spoken = await SpokenHouse.open({ sentences, house, area: 'Living Room' });
    const answers: string[] = [];
    for (const text of rows.flat()) answers.push(`${text}: ${(await spoken.ask(text)).outcome}`);
    spoken.close();
    const bad = answers.filter((answer) => !/: (?:done|asked|cancelled)$/.test(answer));
    expect(bad).toEqual([]);
  },
);
