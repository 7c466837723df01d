// How fast fans turn.
import { act } from './acting.ts';
import { nothingMeant } from './answering.ts';
import { failed, numberSlot, type Skill } from './skill.ts';

export const fansSkill: Skill = {
  intents: ['HassFanSetSpeed'],
  handle(call, context) {
    const fans = call.targets.filter(({ domain }) => domain === 'fan');
    if (fans.length === 0) return Promise.resolve(nothingMeant(call, context, 'fan'));
    const percent = numberSlot(call, 'percentage');
    if (percent === null) return Promise.resolve(failed(context.say.notUnderstood()));
    const deed = {
      order: () => ({ service: 'set_percentage', data: { percentage: percent } }),
      words: () => context.say.done(),
    };
    return act(call, deed, context, fans);
  },
};
