// Replies from the templates that come with the sentences, in the language that was asked in. They say only what `facts` hold: the
// caller has acted already, and knows what the devices reported.
import type { Entity, EntityState, House } from '../home/house.ts';
import { compileTemplate, type Template } from '../home/template/template.ts';
import { templateFunction } from '../home/template/value.ts';
import { LinnetError } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import { canonicalLocale } from '../language/replies.ts';
import { numberText, stateText } from '../language/replies-words.ts';
import { stateWords } from '../language/state-words.ts';
import type { Grammar } from './grammar.ts';
import { type ReplyClock, shownAttribute, shownMoment, shownNumber } from './shown-state.ts';
import { isInState, isNumber, stateKey } from './state-words.ts';
import type { UnderstoodIntent } from './understanding.ts';

/** A timer as reply templates see it. */
export interface TimerFacts {
  readonly name: string | null;
  readonly area: string | null;
  readonly isActive: boolean;
  readonly secondsLeft: number;
  readonly startSeconds: number;
}

/** What is true after the command or question; what is absent is not asked for by its template. */
export interface ReplyFacts {
  /** What was acted on or asked about; default: the entities of the understanding. */
  readonly entities?: readonly Entity[];
  /** To tell the moments that are states. */
  readonly clock?: ReplyClock;
  /** Now, in the zone of the house. */
  readonly time?: { readonly hour: number; readonly minute: number };
  /** `weekday` counts from Monday, 0. */
  readonly date?: { readonly year: number; readonly month: number; readonly day: number; readonly weekday: number };
  readonly timers?: readonly TimerFacts[];
  /** How many timers were cancelled. */
  readonly cancelled?: number;
  /** Whether something was found to play. */
  readonly media?: boolean;
}

export interface ReplyRenderer {
  /** Written text; null where there is no template for it, or it does not work with these facts. "" is a reply: silence. */
  render(understood: UnderstoodIntent, facts: ReplyFacts, house: Pick<House, 'state'>, language: string): string | null;
  /** What the language says of a failure, such as "no_entity" with `entity`; null where it has no template for it. */
  renderError(key: string, values: Readonly<Record<string, string>>, language: string): string | null;
}

/** Compiled templates kept: all of one language. */
const TEMPLATES_KEPT = 500;

export function createReplyRenderer(deps: { readonly grammars: readonly Grammar[]; readonly log: Log }): ReplyRenderer {
  const compiled = new Map<string, Template | null>();
  const grammarOf = (language: string): Grammar | undefined =>
    deps.grammars.find((one) => one.language === language) ??
    deps.grammars.find((one) => one.language === language.split('-')[0]);
  const renderSource = (source: string, values: Readonly<Record<string, unknown>>, about: object): string | null => {
    try {
      const template = compiled.get(source) ?? compileTemplate(source);
      if (compiled.size < TEMPLATES_KEPT) compiled.set(source, template);
      return oneLine(template.render(values));
    } catch (thrown) {
      if (!(thrown instanceof LinnetError)) throw thrown;
      deps.log.warn({ err: thrown, ...about }, 'reply template failed');
      return null;
    }
  };
  return {
    render(understood, facts, house, language) {
      const source = findTemplate(grammarOf(language), understood);
      const { intent, response } = understood;
      if (source === null) return null;
      const text = renderSource(source, variables(understood, facts, house, language), { intent, response });
      return text === null ? null : withLocalNumbers(text, numbersIn(understood, facts, house), language);
    },
    renderError(key, values, language) {
      const sources = (grammarOf(language)?.layers ?? []).map(({ loaded }) => loaded.program.errorResponses[key]);
      const source = sources.find((one) => one !== undefined);
      return source === undefined ? null : renderSource(source, values, { error: key });
    },
  };
}

/** Everything with a decimal that a template may have been given to say. */
function numbersIn(understood: UnderstoodIntent, facts: ReplyFacts, house: Pick<House, 'state'>): readonly string[] {
  const values = (facts.entities ?? understood.entities).flatMap((entity) => {
    const state = house.state(entity.id);
    return state === null ? [] : [shownNumber(entity, state.value), ...Object.values(shownAttributes(state))];
  });
  return [...values, ...Object.values(understood.slots)].map(String).filter((text) => /^-?\d+\.\d+$/.test(text));
}

/** Templates print a number with a point: "19.5" becomes "19,5" where the language writes it so. */
function withLocalNumbers(text: string, numbers: readonly string[], language: string): string {
  const mark = numberText(canonicalLocale(language), 0.5).replace(/\d/g, '');
  return numbers.reduce((said, number) => {
    const written = new RegExp(`(?<![\\d.])${number.replace('.', '\\.')}(?!\\d|\\.\\d)`, 'g');
    return said.replace(written, number.replace('.', mark));
  }, text);
}

function findTemplate(grammar: Grammar | undefined, understood: UnderstoodIntent): string | null {
  for (const layer of grammar?.layers ?? []) {
    const template = layer.loaded.program.responses[understood.intent]?.[understood.response];
    if (template !== undefined) return template;
  }
  return null;
}

function variables(
  understood: UnderstoodIntent,
  facts: ReplyFacts,
  house: Pick<House, 'state'>,
  language: string,
): Readonly<Record<string, unknown>> {
  const entities = facts.entities ?? understood.entities;
  const states = entities.map((entity) => ({
    entity,
    view: stateView(entity, house.state(entity.id), language, facts),
  }));
  const asked = understood.slots.state;
  const isMatched = (entity: Entity): boolean =>
    typeof asked !== 'string' || isInState(entity, house.state(entity.id), asked);
  const attribute = (id: unknown, name: unknown): unknown =>
    typeof id === 'string' ? shownAttribute(house.state(id)?.attributes[String(name)] ?? null) : null;
  return {
    slots: slotWords(understood, facts),
    state: states[0]?.view,
    query: {
      matched: states.filter(({ entity }) => isMatched(entity)).map(({ view }) => view),
      unmatched: states.filter(({ entity }) => !isMatched(entity)).map(({ view }) => view),
    },
    state_attr: templateFunction(([id, name]) => attribute(id, name)),
  };
}

/** Templates compare slots with words ("1", "one"): numbers are texts here, as they were said. */
function slotWords(understood: UnderstoodIntent, facts: ReplyFacts): Record<string, unknown> {
  const words = Object.entries(understood.slots).map(([slot, value]) => [
    slot,
    typeof value === 'number' ? String(value) : value,
  ]);
  return {
    ...Object.fromEntries(words),
    ...(facts.time === undefined ? {} : { time: facts.time }),
    ...(facts.date === undefined ? {} : { date: dateView(facts.date) }),
    ...(facts.timers === undefined ? {} : { timers: facts.timers.map(timerView) }),
    ...(facts.cancelled === undefined ? {} : { canceled: facts.cancelled }),
    ...(facts.media === undefined ? {} : { media: facts.media }),
  };
}

function dateView(date: NonNullable<ReplyFacts['date']>): Record<string, unknown> {
  return { ...date, weekday: templateFunction(() => date.weekday) };
}

function stateView(
  entity: Entity,
  state: EntityState | null,
  language: string,
  { clock }: ReplyFacts,
): Record<string, unknown> {
  const told = state?.value ?? 'unknown';
  const moment = clock === undefined ? null : shownMoment(entity, told, language, clock);
  const value = moment ?? shownNumber(entity, told);
  const own = state?.attributes.unit_of_measurement;
  const unit = entity.unit ?? (typeof own === 'string' ? own : null);
  return {
    entity_id: entity.id,
    domain: entity.domain,
    name: entity.name,
    state: value,
    state_with_unit:
      unit === null || !isNumber(value) ? stateText(stateWords(language), stateKey(entity, value)) : `${value} ${unit}`,
    attributes: {
      ...shownAttributes(state),
      ...(entity.deviceClass === null ? {} : { device_class: entity.deviceClass }),
    },
  };
}

function shownAttributes(state: EntityState | null): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(state?.attributes ?? {}).map(([name, value]) => [name, shownAttribute(value)]),
  );
}

function timerView(timer: TimerFacts): Record<string, unknown> {
  const left = clockParts(timer.secondsLeft);
  const start = clockParts(timer.startSeconds);
  return {
    name: timer.name ?? '',
    area: timer.area ?? '',
    is_active: timer.isActive,
    total_seconds_left: timer.secondsLeft,
    rounded_hours_left: left.hours,
    rounded_minutes_left: left.minutes,
    rounded_seconds_left: left.hours > 0 ? 0 : left.seconds,
    start_hours: start.hours,
    start_minutes: start.minutes,
    start_seconds: start.seconds,
  };
}

function clockParts(seconds: number): { hours: number; minutes: number; seconds: number } {
  const whole = Math.max(0, Math.round(seconds));
  return { hours: Math.floor(whole / 3600), minutes: Math.floor(whole / 60) % 60, seconds: whole % 60 };
}

/** Templates are laid out over many lines; a reply is one. */
function oneLine(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(/ ([,.!?])/g, '$1')
    .trim();
}
