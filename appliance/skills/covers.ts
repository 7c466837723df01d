// Blinds, curtains, garage doors and valves: positions, and stopping them on their way. Machines that drive about are stopped alike.
import type { Entity } from '../home/house.ts';
import { act, hasFeature, nameFor, namesOf } from './acting.ts';
import { nothingMeant } from './answering.ts';
import { asksToOpen, withConsent } from './guarded.ts';
import { dismissRinging, NEVER_MIND } from './never-mind.ts';
import { failed, type IntentCall, numberSlot, type Skill, type SkillContext, type SkillReply } from './skill.ts';

const MOVING: ReadonlySet<string> = new Set(['cover', 'valve', 'vacuum', 'lawn_mower']);

export const coversSkill: Skill = {
  intents: ['HassSetPosition', 'HassStopMoving'],
  handle(call, context) {
    if (call.intent === 'HassStopMoving') return stop(call, context);
    const movable = call.targets.filter((entity) => entity.domain === 'cover' || entity.domain === 'valve');
    if (movable.length === 0) return Promise.resolve(nothingMeant(call, context, 'cover'));
    const percent = numberSlot(call, 'position');
    if (percent === null) return Promise.resolve(failed(context.say.notUnderstood()));
    return withConsent(
      movable,
      (entity) => asksToOpen(entity, percent, context.house),
      (targets, later) => moveTo(call, percent, targets, later),
      context,
    );
  },
};

/** Said without a word for what is to stop, it ends what rings first. */
function stop(call: IntentCall, context: SkillContext): Promise<SkillReply> {
  const moving = call.targets.filter(({ domain }) => MOVING.has(domain));
  if (moving.length === 0) return Promise.resolve(nothingMeant(call, context, 'cover'));
  if (Object.keys(call.slots).length === 0 && dismissRinging(context)) return Promise.resolve(NEVER_MIND);
  const deed = {
    order: stopOrder,
    words: (stopped: readonly Entity[]) => context.say.stopped({ names: namesOf(stopped) }),
  };
  return act(call, deed, context, moving);
}

function stopOrder(entity: Entity) {
  const { domain } = entity;
  if (domain === 'cover' || domain === 'valve') return { service: `stop_${domain}` };
  return { service: domain === 'vacuum' && hasFeature(entity, 'stop') ? 'stop' : 'pause' };
}

function moveTo(
  call: IntentCall,
  percent: number,
  targets: readonly Entity[],
  context: SkillContext,
): Promise<SkillReply> {
  const deed = {
    order: (entity: Entity) => orderFor(entity, percent),
    words: (moved: readonly Entity[]) => context.say.positionSet({ name: nameFor(moved, call, context), percent }),
  };
  return act(call, deed, context, targets);
}

/** What has no positions can still be at both ends. */
function orderFor(entity: Entity, percent: number) {
  const { domain } = entity;
  if (hasFeature(entity, 'position')) return { service: `set_${domain}_position`, data: { position: percent } };
  if (percent === 100) return { service: `open_${domain}` };
  return percent === 0 ? { service: `close_${domain}` } : null;
}
