// The slats of a cover.
import type { EntityState } from '../house.ts';
import {
  cannot,
  goalOf,
  numberFrom,
  numberIn,
  type Plan,
  type Reading,
  type Refusal,
  reading,
  refuse,
  setAttribute,
  writer,
} from './component.ts';
import type { DiscoveryDocument } from './document.ts';
import { fromPercent, POSITION_TOLERANCE, percentOf, type Range, rangeOf } from './position-range.ts';

export interface Tilt {
  readonly features: readonly string[];
  readonly reports: boolean;
  readonly readings: readonly Reading[];
  plan(service: string, data: Readonly<Record<string, unknown>>): Plan | Refusal | null;
}

export function tiltRange(document: DiscoveryDocument): Range {
  return rangeOf(document, 'tilt_min', 'tilt_max');
}

/** `isAll`: the cover has nothing but slats, so that it is open or closed as they are. */
export function tiltOf(document: DiscoveryDocument, isAll: boolean): Tilt {
  const write = writer(document, 'tilt_command_topic', 'tilt_command_template');
  const range = tiltRange(document);
  const values = {
    open: document.numberOr('tilt_opened_value', 100),
    closed: document.numberOr('tilt_closed_value', 0),
  };
  const reports = document.reports('tilt_status_topic') && !document.flag('tilt_optimistic');
  const openness = (percent: number): { value?: string } =>
    isAll ? { value: percent === percentOf(values.closed, range) ? 'closed' : 'open' } : {};
  const to = (value: number): Plan | Refusal => {
    if (write === null) return cannot('tilt');
    const percent = percentOf(value, range);
    const isWithin = (tolerance: number) => (state: EntityState) =>
      Math.abs(Number(state.attributes.current_tilt_position) - percent) <= tolerance;
    const goal = goalOf(
      reports,
      { reached: isWithin(POSITION_TOLERANCE), already: isWithin(0) },
      { ...openness(percent), attributes: { current_tilt_position: percent } },
    );
    return { messages: [write(value, { tilt_position: value })], ...goal };
  };
  return {
    features: write === null ? [] : ['tilt'],
    reports,
    readings: reading(document, 'tilt_status_topic', ['tilt_status_template'], (text, draft) => {
      const value = numberIn(text);
      if (value === null) return;
      const percent = percentOf(value, range);
      setAttribute(draft, 'current_tilt_position', percent);
      draft.value = openness(percent).value ?? draft.value;
    }),
    plan(service, data) {
      if (service === 'open_cover_tilt') return to(values.open);
      if (service === 'close_cover_tilt') return to(values.closed);
      if (service !== 'set_cover_tilt_position') return null;
      const percent = numberFrom(data, 'tilt_position');
      return percent === null || percent < 0 || percent > 100
        ? refuse('its tilt goes from 0 to 100')
        : to(fromPercent(percent, range));
    },
  };
}
