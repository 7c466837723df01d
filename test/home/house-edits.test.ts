import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EditableHouse, openHouseEdits, withEdits } from '../../appliance/home/house-edits.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { TestHouse } from './support/house.ts';

let folder: string;
let path: string;
let home: TestHouse;
let house: EditableHouse;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linnet-edits-'));
  path = join(folder, 'house.json');
  home = new TestHouse();
  await home.announce('homeassistant/light/a/config', {
    name: 'Lamp',
    command_topic: 'a/set',
    state_topic: 'a',
    unique_id: 'a',
  });
  await home.announce('homeassistant/light/b/config', {
    name: 'B',
    command_topic: 'b',
    unique_id: 'b',
    device: { name: 'Placed', ids: 'b', sa: 'Kitchen' },
  });
  house = withEdits(home.house, await openHouseEdits(path, { log: silentLog }), { log: silentLog });
});
afterEach(async () => {
  house.close();
  await rm(folder, { recursive: true });
});

const lamp = () => house.snapshot().entities.find(({ id }) => id === 'light.lamp');

describe('edits of the house', () => {
  it('give a thing without an area one, and names to call it by', async () => {
    const area = await house.addArea('Reading Corner');
    await house.setEntityArea('light.lamp', area.id);
    await house.setEntityAliases('light.lamp', ['reading lamp']);
    expect(area).toEqual({ id: 'reading_corner', name: 'Reading Corner', aliases: [], floor: null });
    expect(lamp()).toMatchObject({ area: 'reading_corner', aliases: ['reading lamp'] });
  });

  it('are there after a restart', async () => {
    await house.addArea('Attic');
    await house.setEntityArea('light.lamp', 'attic');
    await house.setAreaAliases('attic', ['loft']);
    const again = withEdits(home.house, await openHouseEdits(path, { log: silentLog }), { log: silentLog });
    expect(again.snapshot().areas.find(({ id }) => id === 'attic')?.aliases).toEqual(['loft']);
    expect(again.snapshot().entities.find(({ id }) => id === 'light.lamp')?.area).toBe('attic');
    again.close();
  });

  it('do not change what the source says', async () => {
    await expect(house.setEntityArea('light.placed_b', null)).rejects.toMatchObject({ code: 'input.invalid' });
    await home.announce('homeassistant/light/a/config', {
      name: 'Lamp',
      command_topic: 'a/set',
      unique_id: 'a',
      device: { name: 'Lamp', ids: 'a', sa: 'Hall' },
    });
    expect(lamp()?.area).toBe('hall');
  });

  it('give an area of the source aliases that it lacks', async () => {
    await house.setAreaAliases('kitchen', ['galley']);
    expect(house.snapshot().areas.find(({ id }) => id === 'kitchen')?.aliases).toEqual(['galley']);
  });

  it('give nothing to an area whose name every object knows', async () => {
    await home.announce('homeassistant/light/c/config', {
      name: 'C',
      command_topic: 'c',
      unique_id: 'c',
      device: { name: 'Built', ids: 'c', sa: 'Constructor' },
    });
    expect(house.snapshot().areas.find(({ id }) => id === 'constructor')?.aliases).toEqual([]);
  });

  it('can be taken back', async () => {
    await house.addArea('Attic');
    await house.setEntityArea('light.lamp', 'attic');
    await house.setEntityArea('light.lamp', null);
    expect(lamp()?.area).toBeNull();
    await house.setEntityArea('light.lamp', 'attic');
    await house.removeArea('attic');
    expect(lamp()?.area).toBeNull();
    expect(house.snapshot().areas.map(({ name }) => name)).toEqual(['Kitchen']);
  });

  it.each([
    ['an area of a name that is there', () => house.addArea('kitchen')],
    ['an area without a name', () => house.addArea('  ')],
    ['an area for a thing that is not there', () => house.setEntityArea('light.none', 'kitchen')],
    ['an area that is not there', () => house.setEntityArea('light.lamp', 'nowhere')],
    [
      'too many aliases',
      () =>
        house.setEntityAliases(
          'light.lamp',
          Array.from({ length: 30 }, (_, number) => `a${number}`),
        ),
    ],
    ['aliases for an area that is not there', () => house.setAreaAliases('nowhere', ['x'])],
    ['the end of an area of the source', () => house.removeArea('kitchen')],
  ])('refuse %s', async (_what, edit) => {
    await expect(edit()).rejects.toMatchObject({ code: 'input.invalid' });
  });

  it('are told as a change of the house', async () => {
    const versions: number[] = [];
    house.on('changed', ({ version }) => versions.push(version));
    await house.addArea('Attic');
    expect(versions).toHaveLength(1);
  });

  it('begin anew where their file cannot be read, which is kept', async () => {
    await writeFile(path, '{ not json');
    const fresh = await openHouseEdits(path, { log: silentLog });
    expect(fresh.read().areas).toEqual([]);
    expect(await readFile(`${path}.unreadable`, 'utf8')).toBe('{ not json');
  });

  it('leave states and commands as they are', async () => {
    await home.tell('a', 'ON');
    expect(house.state('light.lamp')?.value).toBe('on');
    expect(house.isAvailable('light.lamp')).toBe(true);
  });
});
