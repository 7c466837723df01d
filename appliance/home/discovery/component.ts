// What a discovery document becomes: topics to read, and services that become messages.
import type { EntityState } from '../house.ts';
import type { Template } from '../template/template.ts';
import type { OutgoingMessage } from '../transport.ts';
import type { DiscoveryDocument } from './document.ts';

/** The state of an entity while a message is applied to it. `value` null: unknown. */
export interface Draft {
  value: string | null;
  readonly attributes: Record<string, unknown>;
  /** What the device tells beside: shown where the component has no attribute of that name. */
  beside: Readonly<Record<string, unknown>>;
}

/** Steps that all templates of one message share: about 25 ms at the worst, whoever announced whatever. */
const STEPS_A_MESSAGE = 50_000;
/** A value template has some 10 nodes; this is far above any real one. */
const STEPS_A_TEMPLATE = 5000;

/** One message, as templates see it. Its JSON is parsed once, whoever asks. */
export class Payload {
  readonly text: string;
  readonly #meter = { left: STEPS_A_MESSAGE };
  #json: { readonly value: unknown } | null = null;

  constructor(text: string) {
    this.text = text;
  }

  /** undefined where the payload is no JSON. */
  get json(): unknown {
    this.#json ??= { value: parsed(this.text) };
    return this.#json.value;
  }

  /** Whether all templates of this message together took what they may: then a failure is not the fault of the one that failed. */
  get exhausted(): boolean {
    return this.#meter.left <= 0;
  }

  /** What `template` makes of it; the payload itself where there is none. Throws `template.*`. */
  render(template: Template | null, more: Readonly<Record<string, unknown>> = {}): string {
    if (template === null) return this.text;
    const variables = { value: this.text, value_json: this.json, ...more };
    return template.render(variables, { steps: STEPS_A_TEMPLATE, meter: this.#meter });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined; // most payloads are not JSON
  }
}

export interface Reading {
  readonly topic: string;
  /** Changes `draft` by what the message says. Throws `template.*` where a template fails: the state then stays. */
  apply(payload: Payload, draft: Draft): void;
}

/** How it is known that a command was carried out. */
export interface Goal {
  /** Whether the device has become what was asked, as exactly as it tells. null: it never reports, so nothing can be waited for. */
  readonly reached: ((state: EntityState) => boolean) | null;
  /** Whether it already is what was asked, so exactly that there is nothing to send. Default: as `reached`. */
  readonly already?: (state: EntityState) => boolean;
  /** Whether a report that came after the command answers it, although it is not there yet ("opening"). */
  readonly answered?: (state: EntityState, before: EntityState | null) => boolean;
  /** How many times longer than usual this may take. Default 1. */
  readonly patience?: number;
  /** What is taken for true as soon as it is sent, since the device does not tell it. */
  readonly assumes?: Assumption;
}

export interface Plan extends Goal {
  readonly messages: readonly OutgoingMessage[];
}

export interface Assumption {
  readonly value?: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

/** Waits for the report of a device that reports; of another it takes for true what was asked. */
export function goalOf(reports: boolean, goal: Goal, assumes: Assumption): Goal {
  return reports ? goal : { reached: null, assumes };
}

export interface Refusal {
  readonly refused: string;
  /** What it would do it with. */
  readonly wants?: 'code';
}

export interface Component {
  readonly domain: string;
  readonly features: readonly string[];
  readonly readings: readonly Reading[];
  /** Attributes that are so from the start, such as the limits of a slider. */
  readonly fixed?: Readonly<Record<string, unknown>>;
  /** It does not tell its state: that is what was last asked of it. */
  readonly assumed?: boolean;
  /** What the state is before any message: most are unknown, a button never has any. */
  readonly initial?: string;
  plan(service: string, data: Readonly<Record<string, unknown>>, state: EntityState | null): Plan | Refusal;
}

export type ComponentReader = (document: DiscoveryDocument) => Component;

export function refuse(reason: string): Refusal {
  return { refused: reason };
}

export function cannot(service: string): Refusal {
  return refuse(`it cannot do "${service}"`);
}

/**
 * Reads `topicKey` through `templateKeys`; none where the document has no such topic. A message of which nothing is left says
 * nothing (a template that looks for a key which this message does not have): it changes nothing.
 */
export function reading(
  document: DiscoveryDocument,
  topicKey: string,
  templateKeys: readonly string[],
  apply: (text: string, draft: Draft) => void,
): Reading[] {
  return verbatimReading(document, topicKey, templateKeys, (text, draft) => {
    if (text.trim() !== '') apply(text, draft);
  });
}

/** The same for what may be an empty text. */
export function verbatimReading(
  document: DiscoveryDocument,
  topicKey: string,
  templateKeys: readonly string[],
  apply: (text: string, draft: Draft) => void,
): Reading[] {
  const topics = document.stateTopics(topicKey);
  if (topics.length === 0) return [];
  const template = document.template(...templateKeys);
  return topics.map((topic) => ({ topic, apply: (payload, draft) => apply(payload.render(template), draft) }));
}

/** Writes to `topicKey` through `templateKey`; null where the document has no such topic. */
export type Writer = (value: string | number, more?: Readonly<Record<string, unknown>>) => OutgoingMessage;

export function writer(document: DiscoveryDocument, topicKey: string, templateKey: string | null): Writer | null {
  const topic = document.commandTopic(topicKey);
  if (topic === null) return null;
  const template = templateKey === null ? null : document.template(templateKey);
  return (value, more = {}) => {
    const payload = template === null ? String(value) : template.render({ value, ...more });
    return message(document, topic, payload);
  };
}

/** A command as the document wants it sent. One that waited for a broker would come as a surprise, so it never waits. */
export function message(document: DiscoveryDocument, topic: string, payload: string): OutgoingMessage {
  return {
    topic,
    payload,
    qos: document.numberOr('qos', 0) > 0 ? 1 : 0,
    retain: document.flag('retain'),
    whileAway: 'drop',
  };
}

/** The number in `text`; null where it is none. */
export function numberIn(text: string): number | null {
  const plain = text.trim();
  const number = plain === '' ? Number.NaN : Number(plain);
  return Number.isFinite(number) ? number : null;
}

/** What "no value" looks like: Python's None, or that of JSON. */
export function isNothing(text: string): boolean {
  return text === 'None' || text === 'null';
}

/** Sets an attribute, or takes it away where `value` is null. */
export function setAttribute(draft: Draft, name: string, value: unknown): void {
  if (value === null || value === undefined) delete draft.attributes[name];
  else draft.attributes[name] = value;
}

/** A reading of a number into an attribute. */
export function numberReading(
  document: DiscoveryDocument,
  topicKey: string,
  templateKeys: readonly string[],
  attribute: string,
): Reading[] {
  return reading(document, topicKey, templateKeys, (text, draft) => {
    const number = numberIn(text);
    if (number !== null || isReset(document, text, attribute)) setAttribute(draft, attribute, number);
  });
}

/** A reading of a text into an attribute. */
export function textReading(
  document: DiscoveryDocument,
  topicKey: string,
  templateKeys: readonly string[],
  attribute: string,
): Reading[] {
  return reading(document, topicKey, templateKeys, (text, draft) =>
    setAttribute(draft, attribute, isReset(document, text, attribute) ? null : text),
  );
}

/** Whether `text` takes the attribute away: no value, or the word that the document has for it ("payload_reset_humidity"). */
export function isReset(document: DiscoveryDocument, text: string, attribute: string): boolean {
  return isNothing(text) || text === document.text(`payload_reset_${attribute}`);
}

/** A number among the data of a service; null where it is missing or none. */
export function numberFrom(data: Readonly<Record<string, unknown>>, key: string): number | null {
  const value = data[key];
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

export function textFrom(data: Readonly<Record<string, unknown>>, key: string): string | null {
  const value = data[key];
  return typeof value === 'string' ? value : null;
}

/** "toggle" as the service that it means now. */
export function untoggled(
  service: string,
  state: EntityState | null,
  on: string,
  off: string,
  isOn: (value: string) => boolean,
): string {
  if (service !== 'toggle') return service;
  return state !== null && isOn(state.value) ? off : on;
}
