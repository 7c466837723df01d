// Commands for later, whenever they are: those for a time of day are kept beside alarms, by local time and perhaps coming back; those
// that wait for a length of time beside timers.
import type { BellRef } from '../intents/understanding.ts';
import { foldLoose } from '../language/fold.ts';
import { readOccasion } from '../language/occasion-reading.ts';
import { canonicalLocale } from '../language/replies.ts';
import { remainingText, sentenceCase } from '../language/replies-words.ts';
import type { AlarmWords } from '../language/when-text.ts';
import { alarmWords } from './alarm-words.ts';
import { movedTo, planned, readingNow } from './alarms.ts';
import { dismissRinging, NEVER_MIND } from './never-mind.ts';
import {
  asked,
  type Bell,
  correctedOf,
  done,
  failed,
  type IntentCall,
  type Skill,
  type SkillContext,
  type SkillReply,
  textSlot,
} from './skill.ts';
import { zoneOf } from './zoned-time.ts';

interface Plan {
  readonly ref: BellRef;
  readonly command: string;
  readonly when: AlarmWords;
}

export const plansSkill: Skill = {
  intents: ['LinnetPlanStatus', 'LinnetCancelPlan', 'LinnetCancelAllPlans'],
  handle: (call, context) => Promise.resolve(reply(call, context)),
};

function reply(call: IntentCall, context: SkillContext): SkillReply {
  const { say } = context;
  const all = plansOf(context);
  if (all.length === 0) return done(say.noPlans());
  if (call.intent === 'LinnetCancelAllPlans')
    return cancelled(
      all.map(({ ref }) => ref),
      context,
    );
  if (call.intent === 'LinnetPlanStatus') return status(all, context);
  const which = textSlot(call, 'which');
  const possible = which === null ? all : all.filter(({ command }) => isSaid(which, command));
  const [first, second] = possible;
  if (first === undefined) return failed(say.unknownAlarm());
  return second === undefined ? cancelled([first.ref], context) : askWhich(possible, context);
}

/** Of both keepers, the next first. */
function plansOf({ timers, alarms, clock, timeZone }: SkillContext): readonly Plan[] {
  const now = clock.wall();
  const zone = zoneOf(timeZone);
  const counted = timers.list().flatMap(({ id, command, remainingMs }): Plan[] => {
    const when = { name: null, date: new Date(now + remainingMs), timeZone: zone, now: new Date(now), repeats: null };
    return command === undefined ? [] : [{ ref: { keptIn: 'timers', id }, command, when }];
  });
  const dated = alarms.list('plan').map(
    (plan): Plan => ({
      ref: { keptIn: 'alarms', id: plan.id },
      command: plan.name ?? '',
      when: alarmWords(plan, now),
    }),
  );
  return [...counted, ...dated].sort((a, b) => a.when.date.getTime() - b.when.date.getTime());
}

function isSaid(which: string, command: string): boolean {
  const words = foldLoose(command).split(' ');
  return foldLoose(which)
    .split(' ')
    .every((word) => words.includes(word));
}

/** "Every day at 7:00 AM: turn on the kitchen light". */
function label({ when, command }: Plan, { say }: SkillContext): string {
  return `${sentenceCase(say.alarmLabel(when))}: ${command}`;
}

function status(all: readonly Plan[], context: SkillContext): SkillReply {
  const told = done(`${all.map((plan) => label(plan, context)).join('; ')}.`);
  const [only, more] = all;
  if (only === undefined || more !== undefined) return told;
  const slots = { conversation_command: only.command, ...(only.ref.keptIn === 'alarms' ? { when: '' } : {}) };
  return { ...told, bell: { ...only.ref, isPlan: true, spokenOf: { intent: 'HassStartTimer', slots } } };
}

function cancelled(refs: readonly BellRef[], context: SkillContext): SkillReply {
  for (const ref of refs) takeBack(ref, context);
  return done(context.say.cancelled());
}

function askWhich(possible: readonly Plan[], context: SkillContext): SkillReply {
  const labels = possible.map((plan) => label(plan, context));
  return asked(context.say.whichOne({ names: labels }), {
    kind: 'which',
    choices: labels,
    chosen: (choice, later) => {
      const plan = possible[labels.indexOf(choice)];
      return Promise.resolve(plan === undefined ? failed(later.say.unknownAlarm()) : cancelled([plan.ref], later));
    },
  });
}

/** What is to be done at the time of day that `when` names; a plan that it corrects keeps its day, and how it comes back. */
export function planAt(when: string, call: IntentCall, context: SkillContext): SkillReply {
  const { alarms, say, station, timeZone, clock } = context;
  const before = correctedOf(call, 'alarms', alarms.list('plan'));
  const occasion = before === null ? readOccasion(when, readingNow('alarm', context)) : movedTo(when, before, context);
  if (occasion === null) return failed(say.notUnderstood());
  const name = textSlot(call, 'conversation_command');
  const plan = alarms.set({ kind: 'plan', name, station, zone: zoneOf(timeZone), ...planned(occasion, context) });
  takeBack(call.corrects, context); // where the new one cannot be kept, there is still the old one
  const now = clock.wall();
  const duration = remainingText(canonicalLocale(context.language), (plan.dueAt - now) / 1000);
  const bell: Bell = { keptIn: 'alarms', id: plan.id, isPlan: true };
  if (call.asksLater === true) return { ...done(say.plannedWillAsk({ duration })), bell };
  const told = { ref: bell, command: name ?? '', when: alarmWords(plan, now) };
  return { ...done(plan.rule === null ? say.planned({ duration }) : `${label(told, context)}.`), bell };
}

/** Whether a correction is of something that is no single timer. */
export function isOfPlans(corrects: BellRef | undefined): corrects is BellRef {
  return corrects !== undefined && (corrects.keptIn === 'alarms' || corrects.also !== undefined);
}

/** "Cancel it", of all that was planned in one breath; while something rings, it is said to that. */
export function cancelPlans(corrects: BellRef, context: SkillContext): SkillReply {
  if (dismissRinging(context)) return NEVER_MIND;
  return cancelled([corrects, ...(corrects.also ?? [])], context);
}

/** It is gone, if it was still there. */
export function takeBack(ref: BellRef | undefined, context: SkillContext): void {
  if (ref === undefined) return;
  const keeper = context[ref.keptIn];
  if (keeper.list().some(({ id }) => id === ref.id)) keeper.cancel(ref.id);
}
