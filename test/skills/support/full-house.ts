// A house with one of everything that the sentences speak of.
import type { Entity } from '../../../appliance/home/house.ts';
import { entity } from '../../intents/support/demo-house.ts';
import type { ScriptedThing } from './scripted-house.ts';

export const LIVING_ROOM = { id: 'living_room', name: 'Living Room', aliases: [], floor: null };
const thing = (
  id: string,
  name: string,
  state: string | null,
  attributes: Record<string, unknown> = {},
  more: Partial<Entity> = {},
): ScriptedThing => ({ entity: entity(id, name, 'living_room', more), state, attributes });

export const FULL_HOUSE: readonly ScriptedThing[] = [
  thing('light.lamp', 'Lamp', 'on', { brightness: 128 }, { features: ['brightness', 'color', 'color_temp'] }),
  thing('switch.kettle', 'Kettle', 'off'),
  thing('fan.ceiling', 'Ceiling Fan', 'on', { percentage: 50 }, { features: ['speed'] }),
  thing(
    'cover.blinds',
    'Blinds',
    'open',
    { current_position: 100 },
    { deviceClass: 'blind', features: ['position', 'stop'] },
  ),
  thing('lock.door', 'Front Door', 'locked'),
  thing('valve.garden', 'Garden Valve', 'closed'),
  thing(
    'climate.heating',
    'Heating',
    'heat',
    { current_temperature: 19.5, temperature: 20, min_temp: 7, max_temp: 30 },
    { unit: '°C' },
  ),
  thing('media_player.tv', 'TV', 'playing', { volume_level: 0.4 }),
  thing('vacuum.rover', 'Rover', 'docked'),
  thing('lawn_mower.mower', 'Mower', 'docked'),
  thing('todo.shopping_list', 'Shopping List', '2'),
  thing('todo.chores', 'Chores', '3'),
  thing('weather.home', 'Home Weather', 'sunny', { temperature: 21, temperature_unit: '°C' }),
  thing('person.ada', 'Ada', 'home'),
  thing('scene.party', 'Party', 'unknown'),
  thing('script.bedtime', 'Bedtime', 'off'),
  thing('button.bell', 'Bell', 'unknown'),
  thing('sensor.outside', 'Outside Temperature', '12.5', {}, { deviceClass: 'temperature', unit: '°C' }),
  thing('binary_sensor.window', 'Window', 'off', {}, { deviceClass: 'window' }),
];
