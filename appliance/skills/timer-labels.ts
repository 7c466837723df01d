// How timers are told apart when it must be asked which one is meant.
import { durationText, remainingText } from '../language/replies-words.ts';
import type { HouseTimer } from './timer-keeper.ts';

export interface TimerLabel {
  readonly id: number;
  readonly label: string;
}

/** By name; without one by length; by what is left where several have the same; and by a number where even that is the same. */
export function timerLabels(timers: readonly HouseTimer[], locale: string): readonly TimerLabel[] {
  const length = ({ totalMs }: HouseTimer): string => durationText(locale, totalMs / 1000);
  const left = ({ remainingMs }: HouseTimer): string => remainingText(locale, remainingMs / 1000);
  const simple = timers.map((timer) => timer.name ?? length(timer));
  const labels = timers.map((timer, index) => (isUnique(simple, simple[index]) ? simple[index] : left(timer)));
  return timers.map(({ id }, index) => {
    const label = labels[index] ?? '';
    return { id, label: isUnique(labels, label) ? label : `${label} (${index + 1})` };
  });
}

function isUnique(labels: readonly (string | undefined)[], label: string | undefined): boolean {
  return labels.filter((each) => each === label).length === 1;
}
