// On, off and toggle of whatever can be switched. Home Assistant's intents use "on" for opening a cover and for locking a lock, so
// the kind of the device decides what is meant.
import type { Entity } from '../home/house.ts';
import { act, type Order, switched } from './acting.ts';
import { nothingMeant } from './answering.ts';
import { asksFirst, type Direction, withConsent } from './guarded.ts';
import { type IntentCall, type Skill, type SkillContext, textSlot } from './skill.ts';

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  HassTurnOn: 'on',
  HassOpenCover: 'on',
  HassTurnOff: 'off',
  HassCloseCover: 'off',
  HassToggle: 'toggle',
};

const ON_SERVICES: Readonly<Record<string, string>> = {
  cover: 'open_cover',
  valve: 'open_valve',
  lock: 'lock',
  scene: 'turn_on',
  script: 'turn_on',
  button: 'press',
  input_button: 'press',
  vacuum: 'start',
  lawn_mower: 'start_mowing',
  alarm_control_panel: 'alarm_arm_away',
};
const OFF_SERVICES: Readonly<Record<string, string>> = {
  cover: 'close_cover',
  valve: 'close_valve',
  lock: 'unlock',
  script: 'turn_off',
  vacuum: 'return_to_base',
  lawn_mower: 'dock',
  alarm_control_panel: 'alarm_disarm',
};
const SWITCHABLE: ReadonlySet<string> = new Set([
  'automation',
  'camera',
  'climate',
  'fan',
  'group',
  'humidifier',
  'input_boolean',
  'light',
  'media_player',
  'remote',
  'siren',
  'switch',
  'water_heater',
]);
const AIR_CONDITIONER = 'air_conditioner';
const COOLING = ['cool', 'heat_cool'];
const TOGGLED: ReadonlySet<string> = new Set([...SWITCHABLE, 'cover', 'valve']);

export const switchingSkill: Skill = {
  intents: Object.keys(DIRECTIONS),
  handle(call, context) {
    const direction = DIRECTIONS[call.intent] ?? 'toggle';
    const meant = meantBy(call, context);
    if (meant.length === 0) return Promise.resolve(nothingMeant({ ...call, targets: [] }, context));
    return withConsent(
      meant,
      (entity) => asksFirst(entity, direction, context.house),
      (targets, later) =>
        act(
          call,
          {
            order: (entity) => orderFor(entity, direction),
            words: (entities) => words(entities, call, later, direction),
            already: ({ id, name }) => later.say.alreadyIs({ name, state: later.house.state(id)?.value ?? '' }),
          },
          later,
          targets,
        ),
      context,
    );
  },
};

/** What only heats is no air conditioning, though both are thermostats to the house. */
export function meantBy(call: IntentCall, { house }: SkillContext): readonly Entity[] {
  if (textSlot(call, 'device_class') !== AIR_CONDITIONER) return call.targets;
  const cools = ({ id }: Entity): boolean => {
    const modes = house.state(id)?.attributes.hvac_modes;
    return Array.isArray(modes) && COOLING.some((mode) => modes.includes(mode));
  };
  return call.targets.filter(cools);
}

function orderFor({ domain }: Entity, direction: Direction): Order | null {
  if (direction === 'toggle') return TOGGLED.has(domain) ? { service: 'toggle' } : null;
  const special = (direction === 'off' ? OFF_SERVICES : ON_SERVICES)[domain];
  if (special !== undefined) return { service: special };
  return SWITCHABLE.has(domain) ? { service: direction === 'on' ? 'turn_on' : 'turn_off' } : null;
}

function words(entities: readonly Entity[], call: IntentCall, context: SkillContext, direction: Direction): string {
  const { say, house } = context;
  const what = switched(entities, call);
  const [first] = entities;
  if (first === undefined) return say.done();
  if (direction === 'toggle') {
    const state = house.state(first.id)?.value;
    return entities.length > 1 || state === undefined ? say.done() : say.stateIs({ name: first.name, state });
  }
  switch (first.domain) {
    case 'cover':
    case 'valve':
      return direction === 'on' ? say.opened(what) : say.closed(what);
    case 'lock':
      return direction === 'on' ? say.locked(what) : say.unlocked(what);
    case 'alarm_control_panel':
    case 'vacuum':
    case 'lawn_mower':
      return say.stateIs({ name: first.name, state: house.state(first.id)?.value ?? direction });
    case 'scene':
    case 'script':
    case 'button':
    case 'input_button':
      return say.done();
    default:
      return direction === 'on' ? say.turnedOn(what) : say.turnedOff(what);
  }
}
