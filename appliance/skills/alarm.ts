// An alarm, a reminder or a plan, as others see it.
import type { OccasionSaid } from '../language/occasion-said.ts';
import type { AlarmKind, AlarmState } from './alarm-store.ts';

export interface HouseAlarm {
  readonly id: number;
  readonly kind: AlarmKind;
  /** What an alarm is called; what a reminder is about; what is planned, in the words that were said. */
  readonly name: string | null;
  readonly station: string;
  readonly state: AlarmState;
  readonly zone: string;
  readonly rule: string | null;
  /** Floating milliseconds from which the rule counts. */
  readonly firstLocal: number;
  /** Wall clock: when it rings next, or since when it rings. */
  readonly dueAt: number;
}

export interface NewAlarm {
  readonly kind: AlarmKind;
  readonly name: string | null;
  readonly station: string;
  readonly zone: string;
  /** Floating milliseconds in `zone`; with a rule, the time from which it counts. */
  readonly local: number;
  /** RRULE; null for once. */
  readonly rule: string | null;
  /** Wall clock, where a length of time was said: it holds whatever `local` says. */
  readonly dueAt?: number | null;
  /** What was said, for a clock that turns out to have been wrong when it was. */
  readonly said?: OccasionSaid;
}

export interface AlarmEvents {
  /** An alarm, or the list of them, is not as it was. */
  changed: [];
  /** `lateMs` is 0, or how long ago its time was while the box was off, had no loudspeaker or its clock was wrong. */
  rang: [alarm: HouseAlarm, lateMs: number];
  /** A reminder's time has come. This comes again after each start until `told`. */
  reminded: [reminder: HouseAlarm];
  /** The time of a plan has come; one that does not come back is gone. `lateMs` as for "rang". */
  due: [plan: HouseAlarm, lateMs: number];
  /** Its time passed too long ago to ring, or to be told as if it were now. This comes again after each start until `told`. */
  missed: [alarm: HouseAlarm];
  /** Nothing rings any more. */
  fellSilent: [];
}
