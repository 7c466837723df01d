// How humid a humidifier or an air conditioner is to make it.
import type { EntityState } from '../house.ts';
import {
  cannot,
  goalOf,
  numberFrom,
  numberReading,
  type Plan,
  type Reading,
  type Refusal,
  refuse,
  writer,
} from './component.ts';
import type { DiscoveryDocument } from './document.ts';

export interface TargetHumidity {
  readonly isSettable: boolean;
  readonly limits: { readonly min_humidity: number; readonly max_humidity: number };
  readonly readings: readonly Reading[];
  /** Of "set_humidity". */
  plan(data: Readonly<Record<string, unknown>>): Plan | Refusal;
}

/** `min` and `max` where the document has none. */
export function targetHumidity(document: DiscoveryDocument, min: number, max: number): TargetHumidity {
  const write = writer(document, 'target_humidity_command_topic', 'target_humidity_command_template');
  const limits = {
    min_humidity: document.numberOr('min_humidity', min),
    max_humidity: document.numberOr('max_humidity', max),
  };
  return {
    isSettable: write !== null,
    limits,
    readings: [
      ...numberReading(document, 'target_humidity_state_topic', ['target_humidity_state_template'], 'humidity'),
      ...numberReading(document, 'current_humidity_topic', ['current_humidity_template'], 'current_humidity'),
    ],
    plan(data) {
      const percent = numberFrom(data, 'humidity');
      if (write === null || percent === null) return cannot('set_humidity');
      if (percent < limits.min_humidity || percent > limits.max_humidity)
        return refuse(`its humidity goes from ${limits.min_humidity} to ${limits.max_humidity}`);
      const reached = (state: EntityState): boolean => state.attributes.humidity === percent;
      const assumes = { attributes: { humidity: percent } };
      return {
        messages: [write(percent)],
        ...goalOf(document.reports('target_humidity_state_topic'), { reached }, assumes),
      };
    },
  };
}
