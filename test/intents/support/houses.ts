// One house in four languages, as files of `linnet intents match --house` have it, and as snapshots.
import type { Entity, HouseSnapshot } from '../../../appliance/home/house.ts';
import { parseHouseFile } from '../../../appliance/intents/house-file.ts';
import type { HouseLists } from '../../../appliance/intents/match-lists.ts';
import { entity } from './demo-house.ts';

interface WrittenHouse {
  readonly areas: readonly string[];
  readonly floors: readonly string[];
  /** id and name. */
  readonly things: readonly (readonly [id: string, name: string])[];
}

const HOUSES: Readonly<Record<string, WrittenHouse>> = {
  en: {
    areas: ['Kitchen', 'Living Room', 'Bedroom', 'Office', 'Garage', 'Outside'],
    floors: ['Ground Floor', 'Upstairs'],
    things: [
      ['light.bedroom_lamp', 'Bedroom Lamp'],
      ['light.living_room_lamp', 'Living Room Lamp'],
      ['light.kitchen_ceiling', 'Kitchen Ceiling'],
      ['switch.kitchen', 'Kitchen Switch'],
      ['fan.ceiling', 'Ceiling Fan'],
      ['cover.curtain_left', 'Left Curtain'],
      ['cover.garage', 'Garage Door'],
      ['lock.front_door', 'Front Door'],
      ['climate.thermostat', 'Thermostat'],
      ['sensor.outside', 'Outside Temperature'],
      ['binary_sensor.phone', 'Phone'],
      ['scene.party', 'Party Mode'],
      ['person.ada', 'Ada'],
      ['person.john', 'John'],
      ['weather.london', 'London'],
      ['media_player.tv', 'TV'],
      ['todo.chores', 'Chores'],
      ['vacuum.rover', 'Rover'],
    ],
  },
  de: {
    areas: ['Küche', 'Wohnzimmer', 'Schlafzimmer', 'Büro', 'Garage', 'Garten'],
    floors: ['Erdgeschoss', 'Obergeschoss'],
    things: [
      ['light.schlafzimmer', 'Schlafzimmerlampe'],
      ['light.licht', 'Licht'],
      ['switch.kueche', 'Küchenschalter'],
      ['fan.decke', 'Deckenventilator'],
      ['cover.rollladen', 'Rollladen links'],
      ['cover.garage', 'Garagentor'],
      ['lock.haustuer', 'Haustür'],
      ['climate.wohnzimmer', 'Wohnzimmerthermostat'],
      ['sensor.aussen', 'Außentemperatur'],
      ['binary_sensor.handy', 'Handy'],
      ['scene.party', 'Partymodus'],
      ['person.thomas', 'Thomas'],
      ['person.madlen', 'Madlen'],
      ['weather.berlin', 'Berlin'],
      ['media_player.tv', 'TV'],
      ['todo.haushalt', 'Haushalt'],
      ['vacuum.rover', 'Rover'],
    ],
  },
  fr: {
    areas: ['cuisine', 'salon', 'chambre', 'bureau', 'garage', 'jardin'],
    floors: ['rez-de-chaussée', 'premier étage'],
    things: [
      ['light.chevet', 'lampe de chevet'],
      ['light.plafond', 'lumière du plafond'],
      ['switch.cuisine', 'interrupteur de la cuisine'],
      ['fan.plafond', 'ventilateur de plafond'],
      ['cover.volet', 'volet gauche'],
      ['cover.garage', 'porte de garage'],
      ['lock.porte', "porte d'entrée"],
      ['climate.salon', 'thermostat du salon'],
      ['sensor.dehors', 'température extérieure'],
      ['binary_sensor.telephone', 'téléphone'],
      ['scene.fete', 'mode fête'],
      ['person.pierre', 'Pierre'],
      ['person.marie', 'Marie'],
      ['weather.paris', 'Paris'],
      ['media_player.tele', 'télé'],
      ['todo.menage', 'ménage'],
      ['vacuum.rover', 'Rover'],
    ],
  },
  es: {
    areas: ['Cocina', 'Salón', 'Dormitorio', 'Oficina', 'Garaje', 'Fuera'],
    floors: ['Planta baja', 'Primera planta'],
    things: [
      ['light.dormitorio', 'Lámpara del dormitorio'],
      ['light.techo', 'Luz del techo'],
      ['switch.cocina', 'Interruptor'],
      ['fan.techo', 'Ventilador de techo'],
      ['cover.cortina', 'Cortina izquierda'],
      ['cover.garaje', 'Puerta del garaje'],
      ['lock.puerta', 'Puerta principal'],
      ['climate.salon', 'Termostato'],
      ['sensor.fuera', 'Temperatura exterior'],
      ['binary_sensor.telefono', 'Teléfono'],
      ['scene.fiesta', 'Modo fiesta'],
      ['person.pedro', 'Pedro'],
      ['person.maria', 'María'],
      ['weather.madrid', 'Madrid'],
      ['media_player.tele', 'Tele'],
      ['todo.tareas', 'Tareas'],
      ['vacuum.rover', 'Rover'],
    ],
  },
};

export function houseListsIn(language: string): HouseLists {
  const { areas, floors, things } = HOUSES[language]!;
  const entities = things.map(([id, name]) => ({ id, names: [name], context: { domain: id.split('.')[0] } }));
  return parseHouseFile({ areas, floors, entities }, `${language} house`);
}

export function snapshotIn(language: string): HouseSnapshot {
  const { areas, floors, things } = HOUSES[language]!;
  const entities: Entity[] = things.map(([id, name]) => entity(id, name, null));
  return {
    version: 1,
    floors: floors.map((name) => ({ id: name, name, aliases: [] })),
    areas: areas.map((name) => ({ id: name, name, aliases: [], floor: null })),
    entities,
  };
}

export function areaIn(language: string): string {
  return HOUSES[language]!.areas[1]!;
}
