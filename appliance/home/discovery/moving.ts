// Covers and valves: they open, close, stop, and take their time.
import type { EntityState } from '../house.ts';
import {
  type Component,
  type ComponentReader,
  cannot,
  type Draft,
  isNothing,
  message,
  numberFrom,
  numberIn,
  Payload,
  type Plan,
  type Reading,
  type Refusal,
  reading,
  refuse,
  setAttribute,
  writer,
} from './component.ts';
import type { DiscoveryDocument } from './document.ts';

/** Motors stop near a position, not on it. */
const POSITION_TOLERANCE = 2;

interface Range {
  readonly closed: number;
  readonly open: number;
}

/** 0 (closed) to 100 (open), whatever the device counts, also backwards. */
function percentOf(value: number, { closed, open }: Range): number {
  return Math.round(Math.max(0, Math.min(100, ((value - closed) / (open - closed)) * 100)));
}

function fromPercent(percent: number, { closed, open }: Range): number {
  return Math.round(closed + (percent / 100) * (open - closed));
}

function rangeOf(document: DiscoveryDocument, closedKey: string, openKey: string): Range {
  const range = { closed: document.numberOr(closedKey, 0), open: document.numberOr(openKey, 100) };
  return range.closed === range.open ? { closed: 0, open: 100 } : range;
}

export const readCover: ComponentReader = (document) => {
  const range = rangeOf(document, 'position_closed', 'position_open');
  const tilt = tiltOf(document);
  const body = movingPart(document, 'cover', range, {
    setPosition: writer(document, 'set_position_topic', 'set_position_template'),
    readings: [...stateReading(document), ...positionReading(document, range)],
    reports: document.stateTopic('state_topic') !== null || document.stateTopic('position_topic') !== null,
  });
  return {
    ...body,
    features: [...body.features, ...tilt.features],
    readings: [...body.readings, ...tilt.readings],
    plan: (service, data, state) => tilt.plan(service, data) ?? body.plan(service, data, state),
  };
};

export const readValve: ComponentReader = (document) => {
  const range = rangeOf(document, 'position_closed', 'position_open');
  const reportsPosition = document.flag('reports_position');
  const write = writer(document, 'command_topic', 'command_template');
  return movingPart(document, 'valve', range, {
    setPosition: reportsPosition ? write : null,
    readings: reportsPosition ? valvePosition(document, range) : stateReading(document),
    reports: document.stateTopic('state_topic') !== null,
  });
};

interface MovingPart {
  readonly setPosition: ReturnType<typeof writer>;
  readonly readings: readonly Reading[];
  readonly reports: boolean;
}

function movingPart(document: DiscoveryDocument, domain: 'cover' | 'valve', range: Range, part: MovingPart): Component {
  const topic = document.commandTopic('command_topic');
  const payload = (key: string, fallback: string): string | null =>
    document.raw(key) === null ? null : document.textOr(key, fallback); // null says that the device cannot do this
  const payloads = {
    open: payload('payload_open', 'OPEN'),
    close: payload('payload_close', 'CLOSE'),
    stop: payload('payload_stop', 'STOP'),
  };

  function move(to: 'open' | 'close', percent: number): Plan | Refusal {
    const word = payloads[to];
    const byPosition = domain === 'valve' && part.setPosition !== null;
    if (topic !== null && word !== null && !byPosition) {
      return { messages: [message(document, topic, word)], ...moveGoal(percent, part.reports) };
    }
    return setPosition(percent);
  }

  function setPosition(percent: number): Plan | Refusal {
    if (part.setPosition === null) return cannot('set a position');
    if (!(percent >= 0 && percent <= 100)) return refuse('its position goes from 0 to 100');
    const position = fromPercent(percent, range);
    const made = part.setPosition(position, { position, position_open: range.open, position_closed: range.closed });
    return { messages: [made], ...moveGoal(percent, part.reports) };
  }

  return {
    domain,
    features: [
      'open_close',
      ...(part.setPosition === null ? [] : ['position']),
      ...(topic === null || payloads.stop === null ? [] : ['stop']),
    ],
    readings: part.readings,
    plan(service, data, state) {
      switch (service === 'toggle' ? toggled(domain, state) : service) {
        case `open_${domain}`:
          return move('open', 100);
        case `close_${domain}`:
          return move('close', 0);
        case `set_${domain}_position`:
          return setPosition(numberFrom(data, 'position') ?? Number.NaN);
        case `stop_${domain}`:
          if (topic === null || payloads.stop === null) return cannot(service);
          return { messages: [message(document, topic, payloads.stop)], ...stopGoal(part.reports) };
        default:
          return cannot(service);
      }
    },
  };
}

function toggled(domain: string, state: EntityState | null): string {
  return state?.value === 'closed' || state?.value === 'closing' ? `open_${domain}` : `close_${domain}`;
}

/** Reached at the position; answered as soon as it moves there. */
export function moveGoal(percent: number, reports: boolean): Pick<Plan, 'reached' | 'answered'> {
  if (!reports) return { reached: null };
  const goesTo = (state: EntityState, before: EntityState | null): boolean => {
    const from = positionOf(before);
    if (state.value === 'opening') return from === null || percent >= from - POSITION_TOLERANCE;
    if (state.value === 'closing') return from === null || percent <= from + POSITION_TOLERANCE;
    const now = positionOf(state);
    return now !== null && from !== null && now !== from && Math.sign(now - from) === Math.sign(percent - from);
  };
  return { reached: (state) => isAt(percent, state), answered: goesTo };
}

function isAt(percent: number, state: EntityState): boolean {
  const position = positionOf(state);
  if (state.value === 'opening' || state.value === 'closing') return false;
  if (position !== null)
    return Math.abs(position - percent) <= (percent === 0 || percent === 100 ? 0 : POSITION_TOLERANCE);
  return (percent === 100 && state.value === 'open') || (percent === 0 && state.value === 'closed');
}

export function stopGoal(reports: boolean): Pick<Plan, 'reached' | 'answered'> {
  const rests = (state: EntityState): boolean => state.value !== 'opening' && state.value !== 'closing';
  // Standing still already is no reason not to send it: the report of a movement may be on its way.
  return reports ? { reached: () => false, answered: rests } : { reached: null };
}

function positionOf(state: EntityState | null): number | null {
  const position = state?.attributes.current_position;
  return typeof position === 'number' ? position : null;
}

function stateWords(document: DiscoveryDocument): ReadonlyMap<string, string> {
  return new Map([
    [document.textOr('state_open', 'open'), 'open'],
    [document.textOr('state_closed', 'closed'), 'closed'],
    [document.textOr('state_opening', 'opening'), 'opening'],
    [document.textOr('state_closing', 'closing'), 'closing'],
    [document.textOr('state_stopped', 'stopped'), 'stopped'],
  ]);
}

/** "stopped" says nothing of open or closed: the position does, else what it was before. */
function applyWord(word: string, draft: Draft): void {
  const position = draft.attributes.current_position;
  if (word !== 'stopped') draft.value = word;
  else if (typeof position === 'number') draft.value = position > 0 ? 'open' : 'closed';
  else if (draft.value === 'closing' || draft.value === 'opening') draft.value = 'open';
}

function stateReading(document: DiscoveryDocument): Reading[] {
  const words = stateWords(document);
  return reading(document, 'state_topic', ['value_template'], (text, draft) => {
    const word = words.get(text);
    if (word !== undefined) applyWord(word, draft);
    else if (isNothing(text)) draft.value = null;
  });
}

function positionReading(document: DiscoveryDocument, range: Range): Reading[] {
  const hasState = document.stateTopic('state_topic') !== null;
  return reading(document, 'position_topic', ['position_template'], (text, draft) => {
    const value = numberIn(text);
    if (value === null) return;
    const percent = percentOf(value, range);
    setAttribute(draft, 'current_position', percent);
    if (!hasState || draft.value === null) draft.value = percent > 0 ? 'open' : 'closed';
  });
}

/** A valve that reports its position sends a number, or {"state": "opening", "position": 20}. */
function valvePosition(document: DiscoveryDocument, range: Range): Reading[] {
  const topic = document.stateTopic('state_topic');
  const template = document.template('value_template');
  if (topic === null) return [];
  const words = stateWords(document);
  const apply = (payload: Payload, draft: Draft): void => {
    const rendered = new Payload(payload.render(template));
    const json = rendered.json;
    const both =
      typeof json === 'object' && json !== null
        ? (json as { position?: unknown; state?: unknown })
        : { position: json };
    const position = typeof both.position === 'number' ? percentOf(both.position, range) : null;
    if (position !== null) setAttribute(draft, 'current_position', position);
    const word = words.get(String(both.state ?? rendered.text));
    if (word !== undefined && word !== 'open' && word !== 'closed') applyWord(word, draft);
    else if (position !== null) draft.value = position > 0 ? 'open' : 'closed';
  };
  return [{ topic, apply }];
}

interface Tilt {
  readonly features: readonly string[];
  readonly readings: readonly Reading[];
  plan(service: string, data: Readonly<Record<string, unknown>>): Plan | Refusal | null;
}

function tiltOf(document: DiscoveryDocument): Tilt {
  const write = writer(document, 'tilt_command_topic', 'tilt_command_template');
  const range = rangeOf(document, 'tilt_min', 'tilt_max');
  const values = {
    open: document.numberOr('tilt_opened_value', 100),
    closed: document.numberOr('tilt_closed_value', 0),
  };
  const reports = document.stateTopic('tilt_status_topic') !== null;
  const to = (value: number): Plan | Refusal => {
    if (write === null) return cannot('tilt');
    const percent = percentOf(value, range);
    const reached = (state: EntityState): boolean =>
      Math.abs(Number(state.attributes.current_tilt_position) - percent) <= POSITION_TOLERANCE;
    return { messages: [write(value, { tilt_position: value })], reached: reports ? reached : null };
  };
  return {
    features: write === null ? [] : ['tilt'],
    readings: reading(document, 'tilt_status_topic', ['tilt_status_template'], (text, draft) => {
      const value = numberIn(text);
      if (value !== null) setAttribute(draft, 'current_tilt_position', percentOf(value, range));
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
