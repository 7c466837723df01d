// "Never mind" and "stop": ends what rings, and otherwise the turn.
import type { Skill, SkillReply } from './skill.ts';

export const neverMindSkill: Skill = {
  intents: ['HassNevermind'],
  handle(_call, { timers, alarms }) {
    timers.dismiss();
    alarms.dismiss();
    const reply: SkillReply = { text: '', outcome: 'cancelled' };
    return Promise.resolve(reply);
  },
};
