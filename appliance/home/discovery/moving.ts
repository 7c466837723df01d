// Covers and valves: they open, close, stop, and take their time.
import type { EntityState } from '../house.ts';
import {
  type Component,
  type ComponentReader,
  cannot,
  type Draft,
  type Goal,
  goalOf,
  isNothing,
  numberFrom,
  numberIn,
  Payload,
  type Plan,
  type Reading,
  type Refusal,
  reading,
  refuse,
  setAttribute,
  type Writer,
  writer,
} from './component.ts';
import type { DiscoveryDocument } from './document.ts';
import { fromPercent, POSITION_TOLERANCE, percentOf, type Range, rangeOf } from './position-range.ts';
import { showTilt, tiltOf, tiltRange } from './tilt.ts';

export const readCover: ComponentReader = (document) => {
  const range = rangeOf(document, 'position_closed', 'position_open');
  const slats = tiltRange(document);
  const body = movingPart(document, 'cover', range, {
    setPosition: writer(document, 'set_position_topic', 'set_position_template'),
    // Both may come in one message, and "stopped" is open or closed by where it stopped.
    readings: [...positionReading(document, range, slats), ...stateReading(document)],
    reports: document.reports('state_topic') || document.reports('position_topic'),
    templateValues: { tilt_min: slats.closed, tilt_max: slats.open },
  });
  const isOnlySlats = !body.features.includes('open_close');
  const tilt = tiltOf(document, range, isOnlySlats && body.readings.length === 0);
  return {
    ...body,
    assumed: body.readings.length > 0 || !isOnlySlats ? body.assumed === true : !tilt.reports,
    features: [...body.features, ...tilt.features],
    readings: [...body.readings, ...tilt.readings],
    plan(service, data, state) {
      const meant = isOnlySlats && tilt.features.length > 0 ? tiltService(service, state) : service;
      return tilt.plan(meant, data) ?? body.plan(meant, data, state);
    },
  };
};

/** What opening and closing means for what has nothing but slats. */
export function tiltService(service: string, state: EntityState | null): string {
  const meant = service === 'toggle' ? toggled('cover', state) : service;
  return meant === 'open_cover' || meant === 'close_cover' ? `${meant}_tilt` : meant;
}

export const readValve: ComponentReader = (document) => {
  const range = rangeOf(document, 'position_closed', 'position_open');
  const reportsPosition = document.flag('reports_position');
  const write = writer(document, 'command_topic', 'command_template');
  return movingPart(document, 'valve', range, {
    setPosition: reportsPosition ? write : null,
    readings: reportsPosition ? valvePosition(document, range) : stateReading(document),
    reports: document.reports('state_topic'),
  });
};

interface MovingPart {
  readonly setPosition: ReturnType<typeof writer>;
  readonly readings: readonly Reading[];
  readonly reports: boolean;
  /** What the template of a position may ask for besides. */
  readonly templateValues?: Readonly<Record<string, number>>;
}

function movingPart(document: DiscoveryDocument, domain: 'cover' | 'valve', range: Range, part: MovingPart): Component {
  const words = wordsOf(document, domain);
  const { move, setPosition, stop } = movesOf(domain, range, part, words);
  const canMove = part.setPosition !== null || (words.say !== null && (words.open !== null || words.close !== null));
  return {
    domain,
    assumed: !part.reports,
    features: [
      ...(canMove ? ['open_close'] : []),
      ...(part.setPosition === null ? [] : ['position']),
      ...(words.say === null || words.stop === null ? [] : ['stop']),
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
          return stop();
        default:
          return cannot(service);
      }
    },
  };
}

interface Words {
  readonly say: Writer | null;
  readonly open: string | null;
  readonly close: string | null;
  readonly stop: string | null;
}

function wordsOf(document: DiscoveryDocument, domain: 'cover' | 'valve'): Words {
  const payload = (key: string, fallback: string): string | null =>
    document.raw(key) === null ? null : document.textOr(key, fallback); // null says that the device cannot do this
  return {
    say: writer(document, 'command_topic', domain === 'valve' ? 'command_template' : null),
    open: payload('payload_open', 'OPEN'),
    close: payload('payload_close', 'CLOSE'),
    stop: domain === 'valve' ? document.text('payload_stop') : payload('payload_stop', 'STOP'), // only some valves can
  };
}

interface Moves {
  move(to: 'open' | 'close', percent: number): Plan | Refusal;
  setPosition(percent: number): Plan | Refusal;
  stop(): Plan | Refusal;
}

function movesOf(domain: 'cover' | 'valve', range: Range, part: MovingPart, words: Words): Moves {
  /** `shown`: what the device will tell, which counts in steps of its own. */
  const goal = (percent: number, shown = percent): Goal =>
    goalOf(part.reports, moveGoal(shown), {
      value: percent > 0 ? 'open' : 'closed',
      ...(part.setPosition === null ? {} : { attributes: { current_position: percent } }),
    });
  const setPosition = (percent: number): Plan | Refusal => {
    if (part.setPosition === null) return cannot('set a position');
    if (!(percent >= 0 && percent <= 100)) return refuse('its position goes from 0 to 100');
    const position = fromPercent(percent, range);
    const limits = { position_open: range.open, position_closed: range.closed };
    const made = part.setPosition(position, { ...part.templateValues, ...limits, position: percent });
    return { messages: [made], ...goal(percent, percentOf(position, range)) };
  };
  return {
    setPosition,
    move(to, percent) {
      const { say, [to]: word } = words;
      const byPosition = domain === 'valve' && part.setPosition !== null;
      if (say !== null && word !== null && !byPosition) return { messages: [say(word)], ...goal(percent) };
      return setPosition(percent);
    },
    stop() {
      if (words.say === null || words.stop === null) return cannot(`stop_${domain}`);
      return { messages: [words.say(words.stop)], ...goalOf(part.reports, stopGoal, {}) };
    },
  };
}

/** The service that turns round how a cover or a valve stands or moves. */
export function toggled(domain: string, state: EntityState | null): string {
  return state?.value === 'closed' || state?.value === 'closing' ? `open_${domain}` : `close_${domain}`;
}

/** Reached at the position; answered as soon as it moves there. */
export function moveGoal(percent: number): Goal {
  const goesTo = (state: EntityState, before: EntityState | null): boolean => {
    const from = positionOf(before);
    if (state.value === 'opening') return from === null || percent >= from - POSITION_TOLERANCE;
    if (state.value === 'closing') return from === null || percent <= from + POSITION_TOLERANCE;
    const now = positionOf(state);
    return now !== null && from !== null && now !== from && Math.sign(now - from) === Math.sign(percent - from);
  };
  return { reached: (state) => isAt(percent, state), already: (state) => rests(percent, state), answered: goesTo };
}

/** Exactly there. One that tells no position calls itself open as soon as it is not closed: it may open further. */
function rests(percent: number, state: EntityState): boolean {
  const position = positionOf(state);
  if (state.value === 'opening' || state.value === 'closing') return false;
  return position === null ? percent === 0 && state.value === 'closed' : position === percent;
}

function isAt(percent: number, state: EntityState): boolean {
  const position = positionOf(state);
  if (state.value === 'opening' || state.value === 'closing') return false;
  if (position !== null)
    return Math.abs(position - percent) <= (percent === 0 || percent === 100 ? 0 : POSITION_TOLERANCE);
  return (percent === 100 && state.value === 'open') || (percent === 0 && state.value === 'closed');
}

/** Standing still already is no reason not to send it: the report of a movement may be on its way. */
export const stopGoal: Goal = {
  reached: () => false,
  answered: (state) => state.value !== 'opening' && state.value !== 'closing',
};

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

/**
 * "stopped" says nothing of open or closed: the position does. Without one, Home Assistant takes a cover that was closing for closed
 * and any other for open; one that was moving may stand half-way, so that is assumed, and nothing is left unsent or unasked for it.
 */
function applyWord(word: string, draft: Draft): void {
  const position = draft.attributes.current_position;
  const isGuess = word === 'stopped' && typeof position !== 'number' && !isEnd(draft.value);
  if (word !== 'stopped') draft.value = word;
  else if (typeof position === 'number') draft.value = position > 0 ? 'open' : 'closed';
  else if (!isEnd(draft.value)) draft.value = draft.value === 'closing' ? 'closed' : 'open';
  if (word !== 'stopped' || isGuess) setAttribute(draft, 'assumed_state', isGuess ? true : null);
}

function isEnd(value: string | null): boolean {
  return value === 'open' || value === 'closed';
}

function stateReading(document: DiscoveryDocument): Reading[] {
  const words = stateWords(document);
  return reading(document, 'state_topic', ['value_template'], (text, draft) => {
    const word = words.get(text);
    if (word !== undefined) applyWord(word, draft);
    else if (isNothing(text)) draft.value = null;
  });
}

/** A number, or {"position": 20, "tilt_position": 50}. */
function positionReading(document: DiscoveryDocument, range: Range, slats: Range): Reading[] {
  const hasState = document.stateTopic('state_topic') !== null;
  return reading(document, 'position_topic', ['position_template'], (text, draft) => {
    const { position, tilt } = positionsIn(text);
    if (position === null) return;
    if (tilt !== null) showTilt(draft, tilt, slats);
    const percent = percentOf(position, range);
    setAttribute(draft, 'current_position', percent);
    if (!hasState || draft.value === null) draft.value = percent > 0 ? 'open' : 'closed';
  });
}

function positionsIn(text: string): { readonly position: number | null; readonly tilt: number | null } {
  const { json } = new Payload(text);
  if (typeof json !== 'object' || json === null) return { position: numberIn(text), tilt: null };
  const { position, tilt_position: tilt } = json as { position?: unknown; tilt_position?: unknown };
  const number = (value: unknown): number | null => (value === undefined ? null : numberIn(String(value)));
  return { position: number(position), tilt: number(tilt) };
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
