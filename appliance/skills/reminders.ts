// Reminders by voice: what to be reminded of, and when, in whatever order they are said.
import { alarmWords } from './alarm-words.ts';
import { cancelAll, localNow } from './alarms.ts';
import { type Occasion, readOccasion, splitOccasion } from './occasion.ts';
import {
  asked,
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
      const all = context.alarms.list('reminder').map((reminder) => alarmWords(reminder, context.clock.wall()));
      return done(context.say.remindersAre(all));
    }
  }
}

function set(call: IntentCall, context: SkillContext): SkillReply {
  const words = [textSlot(call, 'lead'), textSlot(call, 'rest')].filter((part) => part !== null).join(' ');
  const { occasion, rest } = splitOccasion(words, localNow(context), 'reminder');
  const what = subject(rest);
  if (what === '') return askWhat(occasion, context);
  return occasion === null ? askWhen(what, context) : setAt(occasion, what, context);
}

/** "to call mum" ▸ "call mum". */
function subject(words: string): string {
  return words
    .replace(/^[,\s]*(?:to|that|about|of)\s+/iu, '')
    .replace(/[,\s]+(?:at|on|in)?$/iu, '')
    .trim();
}

function askWhat(occasion: Occasion | null, { say }: SkillContext): SkillReply {
  return asked(say.whatReminder(), {
    kind: 'open',
    answered: (text, later) => {
      const what = subject(text.replace(/[.!?]+$/u, ''));
      if (what === '') return null;
      return Promise.resolve(occasion === null ? askWhen(what, later) : setAt(occasion, what, later));
    },
  });
}

function askWhen(what: string, { say }: SkillContext): SkillReply {
  return asked(say.whenAlarm(), {
    kind: 'open',
    answered: (text, later) => {
      const occasion =
        readOccasion(text, localNow(later), 'reminder') ?? readOccasion(`at ${text}`, localNow(later), 'reminder');
      return occasion === null ? null : Promise.resolve(setAt(occasion, what, later));
    },
  });
}

function setAt({ local, rule }: Occasion, name: string, context: SkillContext): SkillReply {
  const { alarms, say, station, timeZone, clock } = context;
  const reminder = alarms.set({ kind: 'reminder', name, station, zone: zoneOf(timeZone), local, rule });
  return done(say.reminderSet(alarmWords(reminder, clock.wall())));
}

/** By what it is about; the only one needs no words. */
function cancel(call: IntentCall, { alarms, say }: SkillContext): SkillReply {
  const all = alarms.list('reminder');
  if (all.length === 0) return done(say.noReminders());
  const which = subject(textSlot(call, 'which') ?? '').toLowerCase();
  const possible = which === '' ? all : all.filter(({ name }) => (name ?? '').toLowerCase().includes(which));
  const [first, second] = possible;
  if (first === undefined) return failed(say.unknownAlarm());
  if (second !== undefined)
    return askWhich(
      possible.map(({ id, name }) => ({ id, label: name ?? '' })),
      say,
    );
  alarms.cancel(first.id);
  return done(say.reminderCancelled({ count: 1 }));
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
      const isThere = later.alarms.list('reminder').some((reminder) => reminder.id === id);
      if (id === undefined || !isThere) return Promise.resolve(failed(later.say.unknownAlarm()));
      later.alarms.cancel(id);
      return Promise.resolve(done(later.say.reminderCancelled({ count: 1 })));
    },
  });
}
