// Alarms and reminders. When, and of what, are any words here: the skills read them.
import type { SentenceFileInput } from '../sentence-file.ts';

const SET = '(set|make|create|add|give me|put|start|schedule)';
const END = '(cancel|delete|remove|clear|stop|turn off|switch off|disable|get rid of|end|kill)';
const ANY_OF_MINE = '[any|all] [of] [<the>]';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
/** Words with which a day or a length of time begins. */
const DAY_WORDS = ['tomorrow', 'tonight', 'today', 'every', 'each', 'daily', 'in', 'on', 'this', 'next', ...WEEKDAYS];

export const ENGLISH_ALARM_LISTS: NonNullable<SentenceFileInput['lists']> = {
  alarm_when: { wildcard: true },
  alarm_name: { wildcard: true },
  alarm_which: { wildcard: true },
  alarm_day: { values: DAY_WORDS },
  reminder_lead: { values: ['to', 'about', 'that', 'for', 'at', 'by', ...DAY_WORDS] },
  reminder_rest: { wildcard: true },
  reminder_which: { wildcard: true },
  snooze_minutes: { range: { from: 1, to: 60 } },
};

export const ENGLISH_ALARMS: NonNullable<SentenceFileInput['intents']> = {
  LinnetSetAlarm: {
    data: [
      {
        sentences: [
          `${SET} [me] [a|an|the|my|another] [new] alarm [clock] (for|at) {alarm_when:when}`,
          '(alarm|alarm clock) (for|at) {alarm_when:when}',
          'wake me [up] (at|by) {alarm_when:when}',
          'wake me [up] {alarm_day:day} {alarm_when:when}',
          `${SET} [me] [a|an|the|my|another] [new] alarm [clock] {alarm_day:day} {alarm_when:when}`,
        ],
      },
      {
        sentences: [
          `${SET} [me] (a|an|the|my|another) [new] alarm [clock] (called|named) {alarm_name:name} (for|at) {alarm_when:when}`,
          `${SET} [me] (a|an|the|my|another) [new] alarm [clock] (for|at) {alarm_when:when} (called|named) {alarm_name:name}`,
        ],
      },
      { sentences: [`${SET} [me] (a|an|the|my|another) [new] alarm [clock]`, 'wake me [up]'] },
    ],
  },
  LinnetCancelAlarm: {
    data: [
      {
        sentences: [
          `${END} [<the>] alarm [clock]`,
          `${END} [<the>] next alarm`,
          'alarm off',
          'turn [<the>] alarm [clock] off',
        ],
      },
      {
        sentences: [
          `${END} [<the>] {alarm_which:which} alarm`,
          `${END} [<the>] alarm (for|at|called|named) {alarm_which:which}`,
        ],
      },
    ],
  },
  LinnetCancelAllAlarms: {
    data: [
      {
        sentences: [`${END} <all> [<the>] alarms`, `${END} [<the>] alarms`, `${END} every alarm`],
      },
    ],
  },
  LinnetAlarmStatus: {
    data: [
      {
        sentences: [
          '(what|which) alarms (are (set|there|on)|do i have|have i [got] [set])',
          "(what are|what're|list|show [me]|tell me|read [me]) [<all>] [<the>] alarms",
          'how many alarms (are (set|there)|do i have)',
          `(do i have|are there|have i [got] [set]) ${ANY_OF_MINE} alarms [set]`,
          '(do i have|is there) an alarm [set]',
        ],
      },
      { sentences: ['(is|do i have) (an|my|the) alarm (set|on|off)'], response: 'is_set' },
      {
        sentences: [
          "(when is|when's|what time is|what is|what's) [<the>] [next] alarm [set (for|to)]",
          '(when|what time) (does|will|is) [<the>] [next] alarm (ring|go off|going off|set (for|to))',
          '(when|what time) (do you|will you|are you going to) wake me [up]',
        ],
        response: 'next',
      },
    ],
  },
  LinnetSnooze: {
    data: [
      {
        sentences: [
          'snooze [it|<the> alarm]',
          '[just] (a few|some) more minutes',
          'let me sleep [a (bit|little) (longer|more)]',
        ],
      },
      {
        sentences: [
          'snooze [it|<the> alarm] [for] {snooze_minutes:minutes} minute[s]',
          '{snooze_minutes:minutes} more minutes',
        ],
      },
    ],
  },
  LinnetSetReminder: {
    data: [
      {
        sentences: [
          'remind me {reminder_lead:lead} {reminder_rest:rest}',
          '(set|make|create|add|give me) [me] (a|another) [new] reminder {reminder_lead:lead} {reminder_rest:rest}',
          "don't let me forget {reminder_lead:lead} {reminder_rest:rest}",
        ],
      },
      { sentences: ['(set|make|create|add|give me) [me] (a|another) [new] reminder'] },
    ],
  },
  LinnetReminderStatus: {
    data: [
      {
        sentences: [
          '(what|which) reminders (are (set|there)|do i have|have i [got] [set])',
          "(what are|what're|list|show [me]|tell me|read [me]) [<all>] [<the>] reminders",
          'how many reminders (are (set|there)|do i have)',
          `(do i have|are there|have i [got]) ${ANY_OF_MINE} reminders [set]`,
        ],
      },
    ],
  },
  LinnetCancelReminder: {
    data: [
      { sentences: ['(cancel|delete|remove|clear|forget) [<the>] reminder'] },
      {
        sentences: [
          '(cancel|delete|remove|clear|forget) [<the>] reminder (to|about|of|for) {reminder_which:which}',
          '(cancel|delete|remove|clear|forget) [<the>] {reminder_which:which} reminder',
        ],
      },
    ],
  },
  LinnetCancelAllReminders: {
    data: [
      {
        sentences: [
          '(cancel|delete|remove|clear|forget) <all> [<the>] reminders',
          '(cancel|delete|remove|clear) [<the>] reminders',
        ],
      },
    ],
  },
};
