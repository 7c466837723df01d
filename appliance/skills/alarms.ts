// Alarms by voice. The words of a time are read here and not by the sentences, since "tomorrow at half past seven" has a thousand forms.
import { firstGroup, linkingWords } from '../intents/linking-words.ts';
import { foldForMatching } from '../language/fold.ts';
import { digitsForTimes } from '../language/numbers-times.ts';
import { type Occasion, type OccasionReading, readAnew, readOccasion } from '../language/occasion-reading.ts';
import type { OccasionStyle } from '../language/occasion-said.ts';
import type { HouseAlarm, NewAlarm } from './alarm.ts';
import { alarmWords } from './alarm-words.ts';
import { dismissRinging, NEVER_MIND } from './never-mind.ts';
import {
  asked,
  correctedOf,
  done,
  failed,
  type IntentCall,
  numberSlot,
  type Skill,
  type SkillContext,
  type SkillReply,
  textSlot,
} from './skill.ts';
import { localTime, zoneOf } from './zoned-time.ts';

/** As long as the clocks of grandparents let one sleep on. */
const SNOOZE_MINUTES = 9;

export const alarmsSkill: Skill = {
  intents: ['LinnetSetAlarm', 'LinnetCancelAlarm', 'LinnetCancelAllAlarms', 'LinnetAlarmStatus', 'LinnetSnooze'],
  handle: (call, context) => Promise.resolve(reply(call, context)),
};

function reply(call: IntentCall, context: SkillContext): SkillReply {
  switch (call.intent) {
    case 'LinnetSetAlarm':
      return set(call, context);
    case 'LinnetCancelAlarm':
      return cancel(call, context);
    case 'LinnetCancelAllAlarms':
      return cancelAll('alarm', context);
    case 'LinnetSnooze':
      return snooze(call, context);
    default: {
      const all = context.alarms.list('alarm');
      const told = call.response === 'next' ? all.slice(0, 1) : all;
      const panel = call.response === 'is_set' && all.length === 0 ? panelState(context) : null;
      if (panel !== null) return done(panel);
      const words = told.map((alarm) => alarmWords(alarm, context.clock.wall()));
      return { ...done(context.say.alarmsAre(words)), ...spokenOf(told, 'LinnetSetAlarm') };
    }
  }
}

/** Where none is set, "the alarm" that is on or off is the one that guards the house; null where nothing does. */
function panelState({ house, say }: SkillContext): string | null {
  const panel = house.snapshot().entities.find(({ domain }) => domain === 'alarm_control_panel');
  const state = panel === undefined ? null : house.state(panel.id);
  return panel === undefined || state === null ? null : say.stateIs({ name: panel.name, state: state.value });
}

/** The only one of them, which the next turn may be about. */
export function spokenOf(told: readonly HouseAlarm[], intent: string): Pick<SkillReply, 'bell'> {
  const [first, ...more] = told;
  if (first === undefined || more.length > 0) return {};
  return { bell: { keptIn: 'alarms', id: first.id, spokenOf: { intent, slots: {} } } };
}

/** How a time is read that was said now, in the house and its language. */
export function readingNow(style: OccasionStyle, { clock, timeZone, language }: SkillContext): OccasionReading {
  return { now: localTime(clock.wall(), zoneOf(timeZone)), style, language };
}

function set(call: IntentCall, context: SkillContext): SkillReply {
  const when = [textSlot(call, 'day'), textSlot(call, 'when')].filter((part) => part !== null).join(' ');
  const corrected = correctedOf(call, 'alarms', context.alarms.list('alarm'));
  if (corrected !== null) return move(corrected, when, context);
  const occasion = when === '' ? null : readOccasion(when, readingNow('alarm', context));
  const name = textSlot(call, 'name');
  return occasion === null ? askWhen(name, context) : setAt(occasion, name, context);
}

/** The answer to "for when?": "at nine", and "no, at nine" too. */
export function occasionAnswered(text: string, style: OccasionStyle, context: SkillContext): Occasion | null {
  const reading = { ...readingNow(style, context), isAnswer: true };
  const { correction } = linkingWords(context.language);
  const corrected = firstGroup(correction, foldForMatching(text));
  return readOccasion(text, reading) ?? (corrected === null ? null : readOccasion(corrected, reading));
}

function askWhen(name: string | null, { say }: SkillContext): SkillReply {
  return asked(say.whenAlarm(), {
    kind: 'open',
    answered: (text, later) => {
      const occasion = occasionAnswered(text, 'alarm', later);
      return occasion === null ? null : Promise.resolve(setAt(occasion, name, later));
    },
  });
}

export type Planned = Pick<NewAlarm, 'local' | 'rule' | 'dueAt' | 'said'>;

/** An occasion for the keeper; a length of time begins to pass now. */
export function planned({ local, rule, aheadMs, said }: Occasion, { clock }: SkillContext): Planned {
  return { local, rule, said, dueAt: aheadMs === null ? null : clock.wall() + aheadMs };
}

function setAt(occasion: Occasion, name: string | null, context: SkillContext): SkillReply {
  const { station, timeZone } = context;
  return keep({ kind: 'alarm', name, station, zone: zoneOf(timeZone), ...planned(occasion, context) }, context);
}

/** Sets an alarm or a reminder, and says when it is. */
export function keep(alarm: NewAlarm, { alarms, say, clock }: SkillContext): SkillReply {
  const kept = alarms.set(alarm);
  const words = alarmWords(kept, clock.wall());
  const text = alarm.kind === 'alarm' ? say.alarmSet(words) : say.reminderSet(words);
  return { ...done(text), bell: { keptIn: 'alarms', id: kept.id } };
}

function cancel(call: IntentCall, context: SkillContext): SkillReply {
  const { alarms, say } = context;
  const all = alarms.list('alarm');
  const corrected = correctedOf(call, 'alarms', all);
  // "stop it", while one rings, is said to that; one that comes again stays set
  if (corrected !== null) return dismissRinging(context) ? NEVER_MIND : remove(corrected, context);
  if (alarms.dismiss() > 0) return done(say.alarmCancelled({ count: 1 }));
  if (all.length === 0) return done(say.noAlarms());
  const which = textSlot(call, 'which');
  const possible = which === null ? all : all.filter((alarm) => isMeant(alarm, which, context));
  const [first, second] = possible;
  if (first === undefined) return failed(say.unknownAlarm());
  return second === undefined ? remove(first, context) : askWhich(possible, context);
}

export function remove({ id, kind }: HouseAlarm, { alarms, say }: SkillContext): SkillReply {
  alarms.cancel(id);
  return done(kind === 'alarm' ? say.alarmCancelled({ count: 1 }) : say.reminderCancelled({ count: 1 }));
}

function askWhich(possible: readonly HouseAlarm[], { say, clock }: SkillContext): SkillReply {
  const label = (alarm: HouseAlarm): string => alarm.name ?? say.alarmLabel(alarmWords(alarm, clock.wall()));
  const choices = possible.map(label);
  return asked(say.whichAlarm({ names: choices }), {
    kind: 'open',
    answered: (text, later) => {
      const meant = possible.filter((alarm) => isMeant(alarm, text.replace(/^the | (one|alarm)$/giu, ''), later));
      const [only, more] = meant;
      if (only === undefined || more !== undefined) return null;
      const isThere = later.alarms.list('alarm').some(({ id }) => id === only.id);
      return Promise.resolve(isThere ? remove(only, later) : failed(later.say.unknownAlarm()));
    },
  });
}

/** By name, by the time it rings at ("the 7 o'clock", "half past six"), or by a day and a time. */
function isMeant({ name, dueAt, zone }: HouseAlarm, words: string, context: SkillContext): boolean {
  const said = words.toLowerCase().trim();
  if (name !== null && name.toLowerCase() === said) return true;
  const local = localTime(dueAt, zone);
  if (readOccasion(words, readingNow('alarm', context))?.local === local) return true;
  const time = /(\d{1,2})(?:[:. ]([0-5]\d))?(?: ?([ap])\.? ?m)?/iu.exec(digitsForTimes(said, context.language));
  if (time === null) return said === 'next';
  const hour = new Date(local).getUTCHours();
  const isHour = time[3] === undefined ? hour % 12 === Number(time[1]) % 12 : hour === to24(Number(time[1]), time[3]);
  return isHour && new Date(local).getUTCMinutes() === Number(time[2] ?? 0);
}

function to24(hour: number, letter: string): number {
  return (hour % 12) + (letter.toLowerCase() === 'p' ? 12 : 0);
}

/** When `alarm` is instead: on its day, and coming back as it does, where `when` names none. */
export function movedTo(when: string, { kind, dueAt, zone, rule }: HouseAlarm, context: SkillContext): Occasion | null {
  const before = { local: localTime(dueAt, zone), rule };
  const style = kind === 'reminder' ? 'reminder' : 'alarm';
  return readAnew(when, before, { ...readingNow(style, context), isAnswer: true });
}

/** The same alarm or reminder at another time: on its day where `when` names none. */
export function move(alarm: HouseAlarm, when: string, context: SkillContext): SkillReply {
  const { alarms, say } = context;
  const { id, kind, name, station, zone } = alarm;
  const occasion = movedTo(when, alarm, context);
  if (occasion === null) return failed(say.notUnderstood());
  const moved = keep({ kind, name, station, zone, ...planned(occasion, context) }, context);
  alarms.cancel(id); // after that: where the new one cannot be kept, there is still the old one
  return moved;
}

export function cancelAll(kind: 'alarm' | 'reminder', { alarms, say }: SkillContext): SkillReply {
  const all = alarms.list(kind);
  for (const { id } of all) alarms.cancel(id);
  if (all.length === 0) return done(kind === 'alarm' ? say.noAlarms() : say.noReminders());
  const count = all.length;
  return done(kind === 'alarm' ? say.alarmCancelled({ count }) : say.reminderCancelled({ count }));
}

/** A timer that rings is let run for so much longer. */
function snooze(call: IntentCall, { alarms, timers, say }: SkillContext): SkillReply {
  const seconds = 60 * (numberSlot(call, 'minutes') ?? SNOOZE_MINUTES);
  const ringing = timers.list().filter(({ state }) => state === 'ringing');
  for (const { id } of ringing) timers.add(id, seconds * 1000);
  const count = alarms.snooze(seconds * 1000) + ringing.length;
  return count === 0 ? failed(say.nothingRings()) : done(say.snoozed({ seconds }));
}
