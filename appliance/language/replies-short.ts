// Alarms and reminders, questions, and what is said of commands, in languages whose sentences are a table of words; the rest of them is
// replies-worded.ts. Words in braces are filled in.
import { baseLanguage } from './language-tag.ts';
import type { Replies } from './replies.ts';
import { type AlarmReplies, enumerate } from './replies-alarms.ts';
import { SHORT_GERMANIC } from './replies-short-germanic.ts';
import { SHORT_ROMANCE } from './replies-short-romance.ts';
import { SHORT_SLAVIC } from './replies-short-slavic.ts';
import { inSpan, listAll, listAny, spanText } from './replies-words.ts';
import { type AlarmWords, type WhenWords, whenText } from './when-text.ts';

/** The same moments as `WhenWords`, as texts. */
interface ShortWhen {
  readonly tomorrow: string;
  readonly onWeekday: string;
  readonly onDate: string;
  readonly everyDay: string;
  readonly everyWorkday: string;
  readonly everyWeekend: string;
  readonly every: string;
  readonly hourly: string;
  readonly everyOther: string;
  readonly monthly: string;
  readonly yearly: string;
  readonly again: string;
  readonly at: string;
  readonly join: string;
}

/** {when} a moment, {name} a name, {count} a number, {length} a length of time, {names} several or one of several. */
export interface ShortWords {
  readonly when: ShortWhen;
  readonly alarmSet: string;
  readonly namedAlarmSet: string;
  readonly noAlarms: string;
  readonly nextAlarm: string;
  readonly alarms: string;
  readonly alarmCancelled: string;
  readonly alarmsCancelled: string;
  readonly unknownAlarm: string;
  readonly whichAlarm: string;
  readonly whenAlarm: string;
  readonly snoozed: string;
  readonly nothingRings: string;
  readonly missedAlarm: string;
  readonly reminderSet: string;
  readonly noReminders: string;
  readonly oneReminder: string;
  readonly reminders: string;
  readonly reminderCancelled: string;
  readonly remindersCancelled: string;
  readonly whatReminder: string;
  readonly reminder: string;
  readonly missedReminder: string;
  readonly nothingHeard: string;
  readonly didNotAnswer: string;
  readonly unavailable: string;
  readonly whichOne: string;
  readonly whichTimer: string;
  readonly howLong: string;
  readonly askUnlock: string;
  readonly askOpen: string;
  readonly confirmYesNo: string;
  readonly done: string;
  readonly welcome: string;
  readonly cancelled: string;
  readonly neverMind: string;
  readonly timerRinging: string;
  readonly namedTimerRinging: string;
  readonly missedTimer: string;
  readonly timerRange: string;
  readonly noOtherBox: string;
  readonly broadcastSent: string;
  readonly nothingPlays: string;
  /** {query} */
  readonly nothingFound: string;
  readonly noPlans: string;
  readonly planned: string;
  readonly plannedOff: string;
  /** {command} */
  readonly plannedNeedsYou: string;
  /** {length} */
  readonly plannedWillAsk: string;
  readonly plannedMissed: string;
  readonly wantsCode: string;
  readonly askDisarm: string;
  readonly sent: string;
  readonly setUpHold: string;
  readonly setUpOn: string;
  readonly setUpOff: string;
  readonly setUpMissing: string;
}

const SHORT: Readonly<Record<string, ShortWords>> = { ...SHORT_GERMANIC, ...SHORT_ROMANCE, ...SHORT_SLAVIC };

/** Languages whose sentences are a table of words. */
export const SHORT_LANGUAGES: readonly string[] = Object.keys(SHORT);

export type ShortReplies = AlarmReplies & ReturnType<typeof turnReplies>;

/** null for a language without such a table. */
export function shortReplies(locale: string): ShortReplies | null {
  const words = SHORT[baseLanguage(locale)];
  return words === undefined ? null : { ...alarmReplies(locale, words), ...turnReplies(locale, words) };
}

type Values = Readonly<Record<string, string | number>>;

function fill(template: string, values: Values): string {
  return template.replace(/\{(\w+)\}/g, (_, key: string) => String(values[key] ?? ''));
}

function alarmReplies(locale: string, words: ShortWords): AlarmReplies {
  const moments = whenWords(locale, words.when);
  const label = (what: AlarmWords): string => whenText(locale, moments, what);
  const of = (template: string, what: AlarmWords): string =>
    fill(template, { when: label(what), name: what.name ?? '' });
  const each = (what: AlarmWords): string => (what.name === null ? label(what) : `${what.name}, ${label(what)}`);
  const counted = (one: string, many: string, count: number): string => (count > 1 ? fill(many, { count }) : one);
  return {
    alarmSet: (what) => of(what.name === null ? words.alarmSet : words.namedAlarmSet, what),
    alarmsAre: (all) => enumerate(all, words.noAlarms, words.nextAlarm, words.alarms, each),
    alarmCancelled: ({ count }) => counted(words.alarmCancelled, words.alarmsCancelled, count),
    noAlarms: () => words.noAlarms,
    unknownAlarm: () => words.unknownAlarm,
    whichAlarm: ({ names }) => fill(words.whichAlarm, { names: listAny(locale, names) }),
    whenAlarm: () => words.whenAlarm,
    alarmLabel: label,
    snoozed: ({ seconds }) => fill(words.snoozed, { length: spanText(locale, seconds) }),
    nothingRings: () => words.nothingRings,
    missedAlarm: (what) => of(words.missedAlarm, what),
    reminderSet: (what) => of(words.reminderSet, what),
    remindersAre: (all) => enumerate(all, words.noReminders, words.oneReminder, words.reminders, each),
    reminderCancelled: ({ count }) => counted(words.reminderCancelled, words.remindersCancelled, count),
    noReminders: () => words.noReminders,
    whatReminder: () => words.whatReminder,
    reminder: ({ name }) => fill(words.reminder, { name: name ?? '' }),
    missedReminder: (what) => of(words.missedReminder, what),
  };
}

function whenWords(locale: string, words: ShortWhen): WhenWords {
  return {
    ...words,
    onWeekday: (weekday) => fill(words.onWeekday, { weekday }),
    onDate: (weekday, day, month) => fill(words.onDate, { weekday, day, month }),
    every: (weekdays) => fill(words.every, { weekdays: listAll(locale, weekdays) }),
    rarely: {
      hourly: words.hourly,
      everyOther: (weekday) => fill(words.everyOther, { weekday }),
      monthly: (day) => fill(words.monthly, { day }),
      yearly: (day, month) => fill(words.yearly, { day, month }),
    },
    at: (clock) => fill(words.at, { clock }),
    join: (day, time) => fill(words.join, { day, time }),
  };
}

function turnReplies(locale: string, words: ShortWords) {
  const all = (names: readonly string[]): string => listAll(locale, names);
  const any = (names: readonly string[]): string => listAny(locale, names);
  return {
    nothingHeard: () => words.nothingHeard,
    deviceDidNotAnswer: ({ names }) => fill(words.didNotAnswer, { names: all(names) }),
    deviceUnavailable: ({ names }) => fill(words.unavailable, { names: all(names) }),
    whichOne: ({ names }) => fill(words.whichOne, { names: any(names) }),
    whichTimer: ({ names }) => fill(words.whichTimer, { names: any(names) }),
    howLong: () => words.howLong,
    askUnlock: ({ name }) => fill(words.askUnlock, { name }),
    askOpen: ({ name }) => fill(words.askOpen, { name }),
    confirmYesNo: () => words.confirmYesNo,
    done: () => words.done,
    welcome: () => words.welcome,
    cancelled: () => words.cancelled,
    neverMind: () => words.neverMind,
    timerRinging: ({ name }) => (name === null ? words.timerRinging : fill(words.namedTimerRinging, { name })),
    missedTimer: ({ lateSeconds }) => fill(words.missedTimer, { length: spanText(locale, lateSeconds) }),
    timerRange: () => words.timerRange,
    setUpHold: () => words.setUpHold,
    setUpOn: () => words.setUpOn,
    setUpOff: () => words.setUpOff,
    setUpMissing: () => words.setUpMissing,
    ...houseReplies(locale, words),
  } satisfies Partial<Replies>;
}

function houseReplies(locale: string, words: ShortWords) {
  return {
    noOtherBox: () => words.noOtherBox,
    broadcastSent: () => words.broadcastSent,
    nothingFound: ({ query }) => fill(words.nothingFound, { query }),
    nothingPlays: () => words.nothingPlays,
    noPlans: () => words.noPlans,
    planned: ({ duration }) => fill(words.planned, { length: inSpan(locale, duration) }),
    plannedOff: ({ duration }) => fill(words.plannedOff, { length: inSpan(locale, duration) }),
    plannedNeedsYou: ({ command }) => fill(words.plannedNeedsYou, { command }),
    plannedWillAsk: ({ duration }) => fill(words.plannedWillAsk, { length: inSpan(locale, duration) }),
    plannedMissed: ({ command }) => fill(words.plannedMissed, { command }),
    wantsCode: ({ names }) => fill(words.wantsCode, { names: listAll(locale, names) }),
    askDisarm: ({ name }) => fill(words.askDisarm, { name }),
    sent: ({ names }) => fill(words.sent, { names: listAll(locale, names) }),
  } satisfies Partial<Replies>;
}
