// Alarms, reminders and "stop" in a language: what no fetched sentences have. When, and of what, are any words here: the skills read
// them.
import type { SentenceFileInput } from '../sentence-file.ts';

export interface BellSentences {
  readonly skipWords: readonly string[];
  /** Words with which a time or a day begins. */
  readonly leads: readonly string[];
  /** Each whole in itself; a time may follow. */
  readonly setAlarm: readonly string[];
  /** With WHEN where the time stands inside. */
  readonly setAlarmAt?: readonly string[];
  /** Between an alarm and its name. */
  readonly named: string;
  /** A name or a time may follow. */
  readonly cancelAlarm: readonly string[];
  /** Whole, and nothing follows: the verb is at the end. */
  readonly alarmOff: readonly string[];
  readonly cancelAllAlarms: readonly string[];
  readonly alarmStatus: readonly string[];
  readonly nextAlarm: readonly string[];
  readonly snooze: readonly string[];
  /** With {snooze_minutes:minutes}. */
  readonly snoozeFor: readonly string[];
  /** What, and when, follow. */
  readonly remind: readonly string[];
  readonly setReminder: readonly string[];
  readonly reminderStatus: readonly string[];
  /** What it is about may follow. */
  readonly cancelReminder: readonly string[];
  readonly cancelAllReminders: readonly string[];
  readonly stop: readonly string[];
  /** Ways to ask what is left of a timer that the fetched sentences lack. */
  readonly timerLeft: readonly string[];
  /** With LENGTH: ways to start one that they lack. */
  readonly startTimer?: readonly string[];
  /** Hours, minutes and seconds behind a number. */
  readonly units?: readonly [hours: string, minutes: string, seconds: string];
}

const WHEN = '{alarm_lead:day} {alarm_when:when}';
const data = (...blocks: ReadonlyArray<readonly string[]>) => ({
  data: blocks.filter((sentences) => sentences.length > 0).map((sentences) => ({ sentences: [...sentences] })),
});
const followedBy = (sentences: readonly string[], more: string): string[] => sentences.map((one) => `${one} ${more}`);

function lengths(sentences: readonly string[], units: BellSentences['units'] = ['', '', '']): string[][] {
  return (['hours', 'minutes', 'seconds'] as const).map((slot, index) =>
    sentences.map((one) => one.replace('LENGTH', `{timer_length:${slot}} ${units[index]}`)),
  );
}

export function bellSentences(language: string, words: BellSentences): SentenceFileInput {
  const { setAlarm, setAlarmAt = [], named, cancelAlarm, cancelReminder, remind, setReminder } = words;
  const name = `${named} {alarm_name:name}`;
  return {
    language,
    skip_words: [...words.skipWords],
    lists: {
      alarm_lead: { values: [...words.leads] },
      alarm_when: { wildcard: true },
      alarm_name: { wildcard: true },
      alarm_which: { wildcard: true },
      reminder_rest: { wildcard: true },
      reminder_which: { wildcard: true },
      snooze_minutes: { range: { from: 1, to: 60 } },
      timer_length: { range: { from: 1, to: 999 } },
    },
    intents: {
      LinnetSetAlarm: data(
        setAlarm,
        followedBy(setAlarm, WHEN),
        setAlarmAt.map((one) => one.replace('WHEN', WHEN)),
        followedBy(setAlarm, `${name} ${WHEN}`),
        followedBy(setAlarm, `${WHEN} ${name}`),
      ),
      LinnetCancelAlarm: data([...cancelAlarm, ...words.alarmOff], followedBy(cancelAlarm, '{alarm_which:which}')),
      LinnetCancelAllAlarms: data(words.cancelAllAlarms),
      LinnetAlarmStatus: {
        data: [{ sentences: [...words.alarmStatus] }, { sentences: [...words.nextAlarm], response: 'next' }],
      },
      LinnetSnooze: data(words.snooze, words.snoozeFor),
      LinnetSetReminder: data(followedBy(remind, '{reminder_rest:rest}'), setReminder),
      LinnetReminderStatus: data(words.reminderStatus),
      LinnetCancelReminder: data(cancelReminder, followedBy(cancelReminder, '{reminder_which:which}')),
      LinnetCancelAllReminders: data(words.cancelAllReminders),
      HassNevermind: data(words.stop),
      HassTimerStatus: data(words.timerLeft),
      ...(words.startTimer === undefined ? {} : { HassStartTimer: data(...lengths(words.startTimer, words.units)) }),
    },
  };
}
