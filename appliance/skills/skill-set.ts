// All skills, by the intent they answer.
import { LinnetError } from '../kernel/errors.ts';
import { climateSkill } from './climate.ts';
import { coversSkill } from './covers.ts';
import { lightsSkill } from './lights.ts';
import { neverMindSkill } from './never-mind.ts';
import { questionsSkill } from './questions.ts';
import type { Skill } from './skill.ts';
import { switchingSkill } from './switching.ts';
import { clockSkill } from './time-and-date.ts';
import { timersSkill } from './timers.ts';

export const SKILLS: readonly Skill[] = [
  switchingSkill,
  lightsSkill,
  coversSkill,
  climateSkill,
  questionsSkill,
  clockSkill,
  timersSkill,
  neverMindSkill,
];

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
