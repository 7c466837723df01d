// Alarms as replies say them.
import type { AlarmWords } from '../language/when-text.ts';
import type { HouseAlarm } from './alarm.ts';
import { repeatsOf } from './recurrence.ts';
import { localTime } from './zoned-time.ts';

/** `now`: wall clock, milliseconds. */
export function alarmWords({ name, dueAt, zone, rule, firstLocal }: HouseAlarm, now: number): AlarmWords {
  const repeats = repeatsOf(rule, firstLocal, localTime(dueAt, zone));
  return { name, date: new Date(dueAt), timeZone: zone, now: new Date(now), repeats };
}
