// The house of the demo, as a snapshot.
import type { Area, Entity, HouseSnapshot } from '../../../appliance/home/house.ts';

const area = (id: string, name: string): Area => ({ id, name, aliases: [], floor: null });

export function entity(id: string, name: string, inArea: string | null, more: Partial<Entity> = {}): Entity {
  const domain = id.split('.')[0] ?? '';
  return {
    id,
    domain,
    name,
    aliases: [],
    area: inArea,
    deviceClass: null,
    unit: null,
    features: [],
    source: 'mqtt',
    ...more,
  };
}

export function houseOf(entities: readonly Entity[], areas: readonly Area[] = AREAS): HouseSnapshot {
  return { version: 1, floors: [], areas, entities };
}

export const AREAS: readonly Area[] = [
  area('kitchen', 'Kitchen'),
  area('living_room', 'Living Room'),
  area('bedroom', 'Bedroom'),
  area('hallway', 'Hallway'),
  area('outside', 'Outside'),
];

export const DEMO_HOUSE: HouseSnapshot = houseOf([
  entity('light.kitchen', 'Kitchen Light', 'kitchen'),
  entity('light.living_room_lamp', 'Living Room Lamp', 'living_room'),
  entity('light.bedroom', 'Bedroom Light', 'bedroom'),
  entity('light.hallway', 'Hallway Light', 'hallway'),
  entity('cover.bedroom_blinds', 'Bedroom Blinds', 'bedroom', { deviceClass: 'blind' }),
  entity('lock.front_door', 'Front Door', 'hallway'),
  entity('climate.living_room', 'Living Room Thermostat', 'living_room'),
  entity('sensor.outdoor_temperature', 'Outdoor Temperature', 'outside', { deviceClass: 'temperature', unit: '°C' }),
]);
