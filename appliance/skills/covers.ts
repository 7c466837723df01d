// Blinds, curtains, garage doors and valves: positions, and stopping them on their way.
import { act, hasFeature, switched } from './acting.ts';
import { failed, numberSlot, type Skill, textSlot } from './skill.ts';
import { nothingMeant, switchingSkill } from './switching.ts';

export const coversSkill: Skill = {
  intents: ['HassOpenCover', 'HassCloseCover', 'HassSetPosition', 'HassStopMoving'],
  handle(call, context) {
    const { say } = context;
    if (call.intent === 'HassOpenCover') return switchingSkill.handle({ ...call, intent: 'HassTurnOn' }, context);
    if (call.intent === 'HassCloseCover') return switchingSkill.handle({ ...call, intent: 'HassTurnOff' }, context);
    const movable = call.targets.filter((entity) => entity.domain === 'cover' || entity.domain === 'valve');
    if (movable.length === 0) return Promise.resolve(nothingMeant(call, context));
    if (call.intent === 'HassStopMoving') {
      return act(
        movable,
        (entity) => ({ service: `stop_${entity.domain}` }),
        (all) => say.stopped(switched(all, textSlot(call, 'area'))),
        context,
      );
    }
    const percent = numberSlot(call, 'position');
    if (percent === null) return Promise.resolve(failed(say.notUnderstood()));
    return act(
      movable,
      (entity) =>
        hasFeature(entity, 'position')
          ? { service: `set_${entity.domain}_position`, data: { position: percent } }
          : null,
      (all) => say.positionSet({ name: all.map((entity) => entity.name).join(', '), percent }),
      context,
    );
  },
};
