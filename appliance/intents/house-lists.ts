// The house as lists: what can be said at {name}, {area} and {floor}.
import type { Area, Entity, Floor, HouseSnapshot } from '../home/house.ts';
import type { HouseLists, HouseValue } from './match-lists.ts';
import type { Context } from './sentence-file.ts';

/** Names in the order of the house; of one thing, its name before its aliases. */
export function houseLists(snapshot: HouseSnapshot): HouseLists {
  return {
    name: snapshot.entities.flatMap((entity) =>
      namesOf(entity).map((words) => ({ words, out: words, context: entityContext(entity) })),
    ),
    area: snapshot.areas.flatMap(placeValues),
    floor: snapshot.floors.flatMap(placeValues),
  };
}

/** What sentences may ask of a named thing. */
export function entityContext(entity: Entity): Context {
  return {
    domain: entity.domain,
    ...(entity.deviceClass === null ? {} : { device_class: entity.deviceClass }),
    ...(entity.unit === null ? {} : { unit_of_measurement: entity.unit }),
  };
}

/** What people ask of a thing's own health; its device calls all of these diagnostics. */
const HEALTH = new Set(['battery', 'battery_charging', 'connectivity', 'problem', 'tamper', 'update']);

/**
 * What is meant by a kind, a room, "everything" or a name that was only nearly said. A plug's child lock and the temperature of its chip
 * are not: who wants those says their names.
 */
export function isEveryday({ category, deviceClass }: Entity): boolean {
  return category === undefined || (category === 'diagnostic' && deviceClass !== null && HEALTH.has(deviceClass));
}

export function namesOf(thing: Entity | Area | Floor): readonly string[] {
  return [...new Set([thing.name, ...thing.aliases])].filter((name) => name.trim() !== '');
}

/** An alias of a place gives the place's name. */
function placeValues(place: Area | Floor): HouseValue[] {
  return namesOf(place).map((words) => ({ words, out: place.name, context: null }));
}
