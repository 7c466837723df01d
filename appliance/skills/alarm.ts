// An alarm or a reminder, as others see it.
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
