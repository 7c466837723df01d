// What time it is, and what day.
import type { ReplyFacts } from '../intents/reply.ts';
import { answer } from './answering.ts';
import { done, type Skill } from './skill.ts';
import { localTime, zoneOf } from './zoned-time.ts';

export const clockSkill: Skill = {
  intents: ['HassGetCurrentTime', 'HassGetCurrentDate'],
  handle(call, context) {
    const { clock, say, timeZone } = context;
    const wall = clock.wall();
    const moment = { date: new Date(wall), ...(timeZone === undefined ? {} : { timeZone }) };
    const isTime = call.intent === 'HassGetCurrentTime';
    const words = (): string => (isTime ? say.timeIs(moment) : say.dateIs(moment));
    return Promise.resolve(done(answer(call, { facts: factsOf(wall, zoneOf(timeZone)), words }, context)));
  },
};

function factsOf(wall: number, zone: string): ReplyFacts {
  const local = new Date(localTime(wall, zone));
  return {
    time: { hour: local.getUTCHours(), minute: local.getUTCMinutes() },
    date: {
      year: local.getUTCFullYear(),
      month: local.getUTCMonth() + 1,
      day: local.getUTCDate(),
      weekday: (local.getUTCDay() + 6) % 7, // templates count from Monday
    },
  };
}
