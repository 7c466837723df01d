// Reminders by voice: what to be reminded of, and when, in whatever order they are said.
import { splitOccasion } from '../language/occasion-reading.ts';
import { occasionWords } from '../language/occasions.ts';
import { alarmWords } from './alarm-words.ts';
import {
  cancelAll,
  keep,
  move,
  occasionAnswered,
  type Planned,
  planned,
  readingNow,
  remove,
  spokenOf,
} from './alarms.ts';
import { dismissRinging, NEVER_MIND } from './never-mind.ts';
import {
  asked,
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

export const remindersSkill: Skill = {
  intents: ['LinnetSetReminder', 'LinnetReminderStatus', 'LinnetCancelReminder', 'LinnetCancelAllReminders'],
  handle: (call, context) => Promise.resolve(reply(call, context)),
};

function reply(call: IntentCall, context: SkillContext): SkillReply {
  switch (call.intent) {
    case 'LinnetSetReminder':
      return set(call, context);
    case 'LinnetCancelReminder':
      return cancel(call, context);
    case 'LinnetCancelAllReminders':
      return cancelAll('reminder', context);
    default: {
      const all = context.alarms.list('reminder');
      const words = all.map((reminder) => alarmWords(reminder, context.clock.wall()));
      return { ...done(context.say.remindersAre(words)), ...spokenOf(all, 'LinnetSetReminder') };
    }
  }
}

function set(call: IntentCall, context: SkillContext): SkillReply {
  const when = textSlot(call, 'when');
  const corrected = correctedOf(call, 'alarms', context.alarms.list('reminder'));
  if (when !== null && corrected !== null) return move(corrected, when, context);
  return setAnew(call, context);
}

function setAnew(call: IntentCall, context: SkillContext): SkillReply {
  const words = [textSlot(call, 'lead'), textSlot(call, 'rest')].filter((part) => part !== null).join(' ');
  const { occasion, rest } = splitOccasion(words, readingNow('reminder', context));
  const when = occasion === null ? null : planned(occasion, context);
  const what = subject(rest, context);
  if (what === '') return askWhat(when, context);
  return when === null ? askWhen(what, context) : setAt(when, what, context);
}

/** "to call mum" ▸ "call mum". */
function subject(words: string, { language }: SkillContext): string {
  const { about, dangling } = occasionWords(language);
  return words
    .replace(new RegExp(`^[,\\s]*(?:${about})(?:\\s+|(?<=')|,\\s*)`, 'iu'), '')
    .replace(new RegExp(`[,\\s]+(?:${dangling})?$`, 'iu'), '')
    .trim();
}

function askWhat(when: Planned | null, { say }: SkillContext): SkillReply {
  return asked(say.whatReminder(), {
    kind: 'open',
    answered: (text, later) => {
      const what = subject(text.replace(/[.!?]+$/u, ''), later);
      if (what === '') return null;
      return Promise.resolve(when === null ? askWhen(what, later) : setAt(when, what, later));
    },
  });
}

function askWhen(what: string, { say }: SkillContext): SkillReply {
  return asked(say.whenAlarm(), {
    kind: 'open',
    answered: (text, later) => {
      const occasion = occasionAnswered(text, 'reminder', later);
      return occasion === null ? null : Promise.resolve(setAt(planned(occasion, later), what, later));
    },
  });
}

function setAt(when: Planned, name: string, context: SkillContext): SkillReply {
  const { station, timeZone } = context;
  return keep({ kind: 'reminder', name, station, zone: zoneOf(timeZone), ...when }, context);
}

/** By what it is about; the only one needs no words. */
function cancel(call: IntentCall, context: SkillContext): SkillReply {
  const { alarms, say } = context;
  const all = alarms.list('reminder');
  if (all.length === 0) return done(say.noReminders());
  const corrected = correctedOf(call, 'alarms', all);
  if (corrected !== null) return dismissRinging(context) ? NEVER_MIND : remove(corrected, context);
  const which = subject(textSlot(call, 'which') ?? '', context).toLowerCase();
  const possible = which === '' ? all : all.filter(({ name }) => (name ?? '').toLowerCase().includes(which));
  const [first, second] = possible;
  if (first === undefined) return failed(say.unknownAlarm());
  if (second !== undefined)
    return askWhich(
      possible.map(({ id, name }) => ({ id, label: name ?? '' })),
      say,
    );
  return remove(first, context);
}

function askWhich(
  possible: ReadonlyArray<{ readonly id: number; readonly label: string }>,
  say: SkillContext['say'],
): SkillReply {
  const choices = possible.map(({ label }) => label);
  return asked(say.whichOne({ names: choices }), {
    kind: 'which',
    choices,
    chosen: (choice, later) => {
      const id = possible.find(({ label }) => label === choice)?.id;
      const reminder = later.alarms.list('reminder').find((each) => each.id === id);
      return Promise.resolve(reminder === undefined ? failed(later.say.unknownAlarm()) : remove(reminder, later));
    },
  });
}
