// The slats of a cover.
import type { EntityState } from '../house.ts';
import { roundHalfEven } from '../template/numbers.ts';
import {
  cannot,
  type Draft,
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

/** Shows what the device tells of its slats; false for what is none of their positions. */
export function showTilt(draft: Draft, told: number, range: Range): boolean {
  const value = roundHalfEven(told, 0);
  if (value < Math.min(range.closed, range.open) || value > Math.max(range.closed, range.open)) return false;
  setAttribute(draft, 'current_tilt_position', percentOf(value, range));
  return true;
}

/** `isAll`: the cover has nothing but slats, so that it is open or closed as they are. `positions` are those of the rest. */
export function tiltOf(document: DiscoveryDocument, positions: Range, isAll: boolean): Tilt {
  const write = writer(document, 'tilt_command_topic', 'tilt_command_template');
  const range = tiltRange(document);
  const values = {
    open: document.numberOr('tilt_opened_value', 100),
    closed: document.numberOr('tilt_closed_value', 0),
  };
  const reports = document.reports('tilt_status_topic') && !document.flag('tilt_optimistic');
  const openness = (percent: number): { value?: string } =>
    isAll ? { value: percent === percentOf(values.closed, range) ? 'closed' : 'open' } : {};
  const limits = {
    ...{ position_open: positions.open, position_closed: positions.closed },
    ...{ tilt_min: range.closed, tilt_max: range.open },
  };
  /** `told`: what a template sees of it. */
  const to = (value: number, told = value): Plan | Refusal => {
    if (write === null) return cannot('tilt');
    const percent = percentOf(value, range);
    const isWithin = (tolerance: number) => (state: EntityState) =>
      Math.abs(Number(state.attributes.current_tilt_position) - percent) <= tolerance;
    const goal = goalOf(
      reports,
      { reached: isWithin(POSITION_TOLERANCE), already: isWithin(0) },
      { ...openness(percent), attributes: { current_tilt_position: percent } },
    );
    return { messages: [write(value, { ...limits, tilt_position: told })], ...goal };
  };
  return {
    features: write === null ? [] : ['tilt'],
    reports,
    readings: reading(document, 'tilt_status_topic', ['tilt_status_template'], (text, draft) => {
      const value = numberIn(text);
      if (value === null) return;
      if (!showTilt(draft, value, range)) return;
      draft.value = openness(Number(draft.attributes.current_tilt_position)).value ?? draft.value;
    }),
    plan(service, data) {
      if (service === 'open_cover_tilt') return to(values.open);
      if (service === 'close_cover_tilt') return to(values.closed);
      if (service !== 'set_cover_tilt_position') return null;
      const percent = numberFrom(data, 'tilt_position');
      return percent === null || percent < 0 || percent > 100
        ? refuse('its tilt goes from 0 to 100')
        : to(fromPercent(percent, range), percent);
    },
  };
}
