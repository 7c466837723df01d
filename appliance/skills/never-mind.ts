// "Never mind" and "stop": ends what rings, and otherwise the turn.
import type { Skill, SkillContext, SkillReply } from './skill.ts';

export const neverMindSkill: Skill = {
  intents: ['HassNevermind'],
  handle(_call, context) {
    dismissRinging(context);
    return Promise.resolve(NEVER_MIND);
  },
};

/** Ends the turn without words. */
export const NEVER_MIND: SkillReply = { text: '', outcome: 'cancelled' };

/** Whether anything rang. */
export function dismissRinging({ timers, alarms }: SkillContext): boolean {
  return timers.dismiss() + alarms.dismiss() > 0;
}
