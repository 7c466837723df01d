// All skills, by the intent they answer, and the tables that they bring.
import { RUN_INTENT } from '../intents/understander.ts';
import { LinnetError } from '../kernel/errors.ts';
import type { Migration } from '../storage/database.ts';
import { ALARM_MIGRATIONS } from './alarm-store.ts';
import { alarmsSkill } from './alarms.ts';
import { broadcastSkill } from './broadcast.ts';
import { cleaningSkill } from './cleaning.ts';
import { climateSkill } from './climate.ts';
import { coversSkill } from './covers.ts';
import { fansSkill } from './fans.ts';
import { lightsSkill } from './lights.ts';
import { listsSkill } from './lists.ts';
import { mediaSkill, volumeSkill } from './media.ts';
import { modesSkill } from './modes.ts';
import { neverMindSkill } from './never-mind.ts';
import { ownAnswersSkill } from './own-answers.ts';
import { panelsSkill } from './panels.ts';
import { plansSkill } from './plans.ts';
import { questionsSkill } from './questions.ts';
import { remindersSkill } from './reminders.ts';
import type { Skill } from './skill.ts';
import { smallTalkSkill } from './small-talk.ts';
import { switchingSkill } from './switching.ts';
import { thingValuesSkill } from './thing-values.ts';
import { clockSkill } from './time-and-date.ts';
import { TIMER_MIGRATIONS } from './timer-store.ts';
import { timersSkill } from './timers.ts';
import { weatherSkill } from './weather.ts';

export const SKILLS: readonly Skill[] = [
  switchingSkill,
  lightsSkill,
  coversSkill,
  climateSkill,
  fansSkill,
  cleaningSkill,
  panelsSkill,
  thingValuesSkill,
  modesSkill,
  mediaSkill,
  volumeSkill,
  listsSkill,
  questionsSkill,
  weatherSkill,
  clockSkill,
  timersSkill,
  plansSkill,
  alarmsSkill,
  remindersSkill,
  broadcastSkill,
  smallTalkSkill,
  neverMindSkill,
  ownAnswersSkill,
];

/** What sentences may mean here. */
export const SKILL_INTENTS: readonly string[] = [...SKILLS.flatMap(({ intents }) => intents), RUN_INTENT];

export const SKILL_MIGRATIONS: readonly Migration[] = [...TIMER_MIGRATIONS, ...ALARM_MIGRATIONS];

export type SkillSet = ReadonlyMap<string, Skill>;

/** Throws where two skills claim one intent. */
export function skillSet(skills: readonly Skill[] = SKILLS): SkillSet {
  const byIntent = new Map<string, Skill>();
  for (const skill of skills) {
    for (const intent of skill.intents) {
      if (byIntent.has(intent))
        throw new LinnetError('input.invalid', `Two skills answer the intent "${intent}"; each needs one.`);
      byIntent.set(intent, skill);
    }
  }
  return byIntent;
}
