// "Never mind" and "stop": ends what rings, and otherwise the turn.
import { notUnderstood, type Skill, type SkillContext, type SkillReply } from './skill.ts';

export const neverMindSkill: Skill = {
  intents: ['HassNevermind'],
  handle(call, context) {
    const rang = dismissRinging(context);
    const isLeft = call.slots.of !== undefined && !rang; // "cancel it" of what was done, and cannot be taken back
    return Promise.resolve(isLeft ? notUnderstood(context) : NEVER_MIND);
  },
};

/** Ends the turn without words. */
export const NEVER_MIND: SkillReply = { text: '', outcome: 'cancelled' };

/** Whether anything rang. */
export function dismissRinging({ timers, alarms }: SkillContext): boolean {
  return timers.dismiss() + alarms.dismiss() > 0;
}
