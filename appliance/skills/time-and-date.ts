// What time it is, and what day.
import { done, type Skill } from './skill.ts';

export const clockSkill: Skill = {
  intents: ['HassGetCurrentTime', 'HassGetCurrentDate'],
  handle(call, { clock, say, timeZone }) {
    const moment = { date: new Date(clock.wall()), ...(timeZone === undefined ? {} : { timeZone }) };
    return Promise.resolve(done(call.intent === 'HassGetCurrentTime' ? say.timeIs(moment) : say.dateIs(moment)));
  },
};
