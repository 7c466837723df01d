// When the house changes, only the lists of its names are made anew; nothing of the sentences is compiled or loaded again.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMqttHouse } from '../../appliance/home/house-model.ts';
import { LocalLoop } from '../../appliance/home/local-loop.ts';
import { HouseGrammars } from '../../appliance/intents/grammar.ts';
import { loadGrammar } from '../../appliance/intents/grammar-files.ts';
import { createUnderstander } from '../../appliance/intents/understander.ts';
import { ManualClock } from '../../appliance/kernel/clock.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { entity, houseOf } from './support/demo-house.ts';
import { sentenceFiles } from './support/fetched.ts';

let cache: string;
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'linnet-compiled-'));
});
afterEach(() => rm(cache, { recursive: true, force: true }));

const hundred = Array.from({ length: 100 }, (_, i) => entity(`light.l${i}`, `Lamp number ${i}`, 'kitchen'));
const files = sentenceFiles === null ? [] : [sentenceFiles['data/en.json']!];

describe('a house of a hundred things that gets one more', () => {
  it('is understood with the sentences compiled before, of which none is compiled again', async () => {
    const grammar = await loadGrammar({ language: 'en', files, cache });
    const compiled = await readdir(cache);
    expect(compiled).toHaveLength(files.length + 2); // with our steps and our other sentences
    const grammars = new HouseGrammars([grammar]);
    const { understand } = createUnderstander({}, { grammars });
    const before = houseOf(hundred);
    const after = { ...houseOf([...hundred, entity('light.new', 'Porch Lantern', 'hallway')]), version: 2 };
    const said = (snapshot: typeof before) =>
      understand('turn on the porch lantern', { language: 'en', area: null, snapshot, lastTurn: null });
    const programs = grammar.layers.map(({ loaded }) => [loaded, loaded.program, loaded.nodes, loaded.paths]);

    expect(said(before)).toMatchObject({ entities: [] }); // said to be missing
    expect(said(after)).toMatchObject({ kind: 'intent', intent: 'HassTurnOn', slots: { name: 'Porch Lantern' } });
    expect(said(before)).toMatchObject({ entities: [] }); // said to be missing

    const [old, young] = [grammars.of('en', before)!, grammars.of('en', after)!];
    expect(young).not.toBe(old);
    expect(young.grammar).toBe(old.grammar);
    const now = young.grammar.layers.map(({ loaded }) => [loaded, loaded.program, loaded.nodes, loaded.paths]);
    for (const [index, part] of now.flat().entries()) expect(part).toBe(programs.flat()[index]);
    expect([...young.lists[0]!.keys()]).toEqual(['name', 'area', 'floor']);
    expect(await readdir(cache)).toEqual(compiled);
  });

  it('makes no lists anew for what is no change of names: a state, a second question', async () => {
    const loop = new LocalLoop({ log: silentLog });
    const house = createMqttHouse({}, { transport: loop.connect(), clock: new ManualClock(), log: silentLog });
    const device = loop.connect();
    const config = { name: 'Desk Lamp', unique_id: 'desk', command_topic: 'desk/set', state_topic: 'desk/state' };
    device.publish({ topic: 'homeassistant/light/desk/config', payload: JSON.stringify(config), retain: true });
    await loop.idle();
    const grammars = new HouseGrammars([await loadGrammar({ language: 'en', files: [], cache: null })]);
    const first = grammars.of('en', house.snapshot());
    device.publish({ topic: 'desk/state', payload: 'ON', retain: true });
    await loop.idle();
    expect(grammars.of('en', house.snapshot())).toBe(first);
    device.publish({
      topic: 'homeassistant/light/desk/config',
      payload: JSON.stringify({ ...config, name: 'Table Lamp' }),
      retain: true,
    });
    await loop.idle();
    expect(grammars.of('en', house.snapshot())).not.toBe(first);
    house.close();
  });
});
