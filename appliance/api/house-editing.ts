// What an owner may see and change of the house from outside: the same for every door. Things and areas are named by id or, where
// only one is called so, by name.
import { z } from 'zod';
import type { Area, Entity, House, HouseSnapshot } from '../home/house.ts';
import type { EditableHouse } from '../home/house-edits.ts';
import { LinnetError, unreachable } from '../kernel/errors.ts';
import { foldLoose } from '../language/fold.ts';

const name = z.string().trim().min(1).max(200);

export const houseEditSchema = z.discriminatedUnion('edit', [
  z.strictObject({ edit: z.literal('addArea'), name }),
  z.strictObject({ edit: z.literal('removeArea'), area: name }),
  /** In place of the aliases that it was given here before; none takes them away. */
  z.strictObject({ edit: z.literal('alias'), of: name, aliases: z.array(name).max(20) }),
  /** null: in none. */
  z.strictObject({ edit: z.literal('place'), thing: name, area: name.nullable() }),
]);
export type HouseEdit = z.infer<typeof houseEditSchema>;

export interface ListedArea {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  /** Its name. */
  readonly floor: string | null;
}

export interface ListedThing {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  /** Its name. */
  readonly area: string | null;
  readonly source: string;
  readonly available: boolean;
  readonly state: string | null;
}

export interface HouseListing {
  readonly areas: readonly ListedArea[];
  readonly things: readonly ListedThing[];
}

export function listHouse(house: House): HouseListing {
  const { floors, areas, entities } = house.snapshot();
  const floorNames = new Map(floors.map((floor) => [floor.id, floor.name]));
  const areaNames = new Map(areas.map((area) => [area.id, area.name]));
  return {
    areas: areas.map(({ floor, ...area }) => ({ ...area, floor: floorNames.get(floor ?? '') ?? null })),
    things: entities.map(({ id, name: called, aliases, area, source }) => ({
      id,
      name: called,
      aliases,
      area: areaNames.get(area ?? '') ?? null,
      source,
      available: house.isAvailable(id),
      state: house.state(id)?.value ?? null,
    })),
  };
}

/** Resolves when it is kept. Rejects with `home.unknown`, `home.ambiguous`, or `input.invalid` where its source says it. */
export async function editHouse(house: EditableHouse, edit: HouseEdit): Promise<void> {
  const snapshot = house.snapshot();
  switch (edit.edit) {
    case 'addArea':
      await house.addArea(edit.name);
      return;
    case 'removeArea':
      return await house.removeArea(oneCalled(edit.area, snapshot.areas, 'area').id);
    case 'alias':
      return await giveAliases(house, snapshot, edit);
    case 'place': {
      const area = edit.area === null ? null : oneCalled(edit.area, snapshot.areas, 'area').id;
      return await house.setEntityArea(oneCalled(edit.thing, snapshot.entities, 'thing').id, area);
    }
    default:
      return unreachable(edit);
  }
}

function giveAliases(
  house: EditableHouse,
  { areas, entities }: HouseSnapshot,
  { of, aliases }: Extract<HouseEdit, { edit: 'alias' }>,
): Promise<void> {
  const { id } = oneCalled(of, [...entities, ...areas], 'thing or area');
  const isThing = entities.some((entity) => entity.id === id);
  return isThing ? house.setEntityAliases(id, aliases) : house.setAreaAliases(id, aliases);
}

/** By id, else the only one of that name or alias. */
function oneCalled<Named extends Area | Entity>(wanted: string, among: readonly Named[], kind: string): Named {
  const exact = among.find(({ id }) => id === wanted);
  if (exact !== undefined) return exact;
  const folded = foldLoose(wanted);
  const called = (one: Named): boolean => [one.name, ...one.aliases].some((other) => foldLoose(other) === folded);
  const [first, ...more] = among.filter(called);
  if (first === undefined)
    throw new LinnetError(
      'home.unknown',
      `There is no ${kind} called "${wanted}" in this house; see "linnet house list".`,
    );
  if (more.length === 0) return first;
  const ids = [first, ...more].map(({ id }) => `"${id}"`).join(', ');
  throw new LinnetError('home.ambiguous', `Several are called "${wanted}"; say which one by its id: ${ids}.`);
}
