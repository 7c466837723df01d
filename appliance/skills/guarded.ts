// What lets people into the house asks first: unlocking, opening doors, garages and gates, disarming. Locking and closing do not.
import type { Entity, House } from '../home/house.ts';
import { listAll } from '../language/replies-words.ts';
import { namesOf, wantsCode } from './acting.ts';
import { asked, done, type SkillContext, type SkillReply } from './skill.ts';

export type Direction = 'on' | 'off' | 'toggle';

const ENTRANCES: ReadonlySet<string> = new Set(['door', 'garage', 'gate']);
/** A cover that does not say what it is may say so by its name; to ask once too often does no harm. */
const ENTRANCE_NAME =
  /garage|garaje|gate\b|door|tor\b|tür|portail|porte\b|puerta|portón|cancello|porta\b|brama|dörr|garaż/iu;

/** How each kind of guarded thing calls the state in which it lets people in. */
const OPEN_STATES: Readonly<Record<string, string>> = {
  lock: 'unlocked',
  alarm_control_panel: 'disarmed',
  cover: 'open',
};

/** With what each kind that may want a code lets people in. */
const OPENING_SERVICES: Readonly<Record<string, string>> = { lock: 'unlock', alarm_control_panel: 'alarm_disarm' };

/**
 * Whether to ask before moving `entity` in this direction: it lets people in, and does not yet, as far as it tells. What will not do
 * it without a code is not asked about: it is not told to either.
 */
export function asksFirst(entity: Entity, direction: Direction, house: House): boolean {
  if (entity.domain === 'cover' && direction === 'on') return asksToOpen(entity, 100, house);
  const service = OPENING_SERVICES[entity.domain];
  if (service !== undefined && wantsCode(entity, service)) return false;
  return letsIn(entity, direction) && !standsOpen(entity, house);
}

/** "Open" may be a hand's breadth: only an entrance that tells that it already is so far open, in percent, needs no asking. */
export function asksToOpen(entity: Entity, percent: number, house: House): boolean {
  const position = house.state(entity.id)?.attributes.current_position;
  const isSoFarOpen = standsOpen(entity, house) && typeof position === 'number' && position >= percent;
  return isEntrance(entity) && percent > 0 && !isSoFarOpen;
}

/** Whether it tells that it lets people in now; what is only assumed is not told. */
export function standsOpen(entity: Entity, house: House): boolean {
  const state = house.state(entity.id);
  return state?.value === OPEN_STATES[entity.domain] && state?.attributes.assumed_state !== true;
}

/** Whether moving `entity` in this direction lets people in. Home Assistant's "on" opens a cover, and locks a lock. */
export function letsIn(entity: Entity, direction: Direction): boolean {
  if (entity.domain === 'lock' || entity.domain === 'alarm_control_panel') return direction !== 'on';
  return isEntrance(entity) && direction !== 'off';
}

function isEntrance({ domain, deviceClass, name }: Entity): boolean {
  if (domain !== 'cover') return false;
  return deviceClass === null ? ENTRANCE_NAME.test(name) : ENTRANCES.has(deviceClass);
}

/**
 * Does what needs no asking at once, and asks about the rest. `run` is called with the devices and the context of the turn in which
 * that is settled.
 */
export async function withConsent(
  targets: readonly Entity[],
  guarded: (entity: Entity) => boolean,
  run: (targets: readonly Entity[], context: SkillContext) => Promise<SkillReply>,
  context: SkillContext,
): Promise<SkillReply> {
  const careful = targets.filter(guarded);
  if (careful.length === 0) return run(targets, context);
  const free = targets.filter((entity) => !careful.includes(entity));
  const first = free.length === 0 ? null : await run(free, context);
  const question = questionFor(careful, context);
  return asked(first === null ? question : `${first.text} ${question}`, {
    kind: 'yesNo',
    answered: (yes, later) => (yes ? run(careful, later) : Promise.resolve(refrained(later))),
  });
}

function refrained({ say }: SkillContext): SkillReply {
  return { ...done(say.cancelled()), outcome: 'cancelled' };
}

function questionFor(entities: readonly Entity[], { say }: SkillContext): string {
  const name = listAll(say.locale, namesOf(entities));
  const [first] = entities;
  if (first?.domain === 'lock') return say.askUnlock({ name });
  return first?.domain === 'alarm_control_panel' ? say.askDisarm({ name }) : say.askOpen({ name });
}
