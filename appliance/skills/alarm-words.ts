// Alarms as replies say them.
import type { AlarmWords } from '../language/when-text.ts';
import type { HouseAlarm } from './alarm.ts';
import { repeatsOf } from './recurrence.ts';

/** `now`: wall clock, milliseconds. */
export function alarmWords({ name, dueAt, zone, rule }: HouseAlarm, now: number): AlarmWords {
  return { name, date: new Date(dueAt), timeZone: zone, now: new Date(now), repeats: repeatsOf(rule) };
}
