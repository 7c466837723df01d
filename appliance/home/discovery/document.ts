// One component's discovery document, read with care: everything in it was written by whoever can publish to the broker. Keys of
// the wrong type count as missing; a template that is none refuses the component.

import { LinnetError } from '../../kernel/errors.ts';
import { compileTemplate, type Template } from '../template/template.ts';
import { isTopicFilter, isTopicName } from '../topics.ts';

const MOST_TEMPLATES = 2000;
const templates = new Map<string, Template>();

/** Devices of one make send the same templates hundreds of times. */
function compiled(source: string): Template {
  const known = templates.get(source);
  if (known !== undefined) return known;
  if (templates.size >= MOST_TEMPLATES) templates.clear();
  const template = compileTemplate(source);
  templates.set(source, template);
  return template;
}

const YES: ReadonlySet<string> = new Set(['1', 'true', 'yes', 'on', 'enable']);
const NO: ReadonlySet<string> = new Set(['0', 'false', 'no', 'off', 'disable']);

/** A yes or no in the ways in which Home Assistant takes it; null for what is none. */
export function booleanOf(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0;
  const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
  if (YES.has(word)) return true;
  return NO.has(word) ? false : null;
}

/** What templates know beside what a message or a command gives them, asked for at each rendering. */
export type TemplateSurroundings = () => Readonly<Record<string, unknown>>;

export class DiscoveryDocument {
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #surroundings: TemplateSurroundings;

  /** `values` with long keys and full topics. */
  constructor(values: Readonly<Record<string, unknown>>, surroundings: TemplateSurroundings) {
    this.#values = values;
    this.#surroundings = surroundings;
  }

  /** An entry of a list in this document, read alike. */
  part(values: Readonly<Record<string, unknown>>): DiscoveryDocument {
    return new DiscoveryDocument(values, this.#surroundings);
  }

  has(key: string): boolean {
    return Object.hasOwn(this.#values, key) && this.#values[key] !== undefined;
  }

  raw(key: string): unknown {
    return this.has(key) ? this.#values[key] : undefined;
  }

  /** A text; numbers and booleans are written as text, since payloads like `1` come as either. */
  text(key: string): string | null {
    const value = this.raw(key);
    if (typeof value === 'string') return value;
    if (typeof value === 'boolean') return value ? 'True' : 'False';
    return typeof value === 'number' ? String(value) : null;
  }

  textOr(key: string, fallback: string): string {
    return this.text(key) ?? fallback;
  }

  number(key: string): number | null {
    const value = this.raw(key);
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    return typeof number === 'number' && Number.isFinite(number) ? number : null;
  }

  numberOr(key: string, fallback: number): number {
    return this.number(key) ?? fallback;
  }

  flag(key: string): boolean {
    return this.flagOr(key, false);
  }

  flagOr(key: string, fallback: boolean): boolean {
    return booleanOf(this.raw(key)) ?? fallback;
  }

  /** A list of texts; null where there is none. */
  list(key: string): readonly string[] | null {
    const value = this.raw(key);
    if (!Array.isArray(value)) return null;
    return value.filter((item): item is string => typeof item === 'string').slice(0, 200);
  }

  /** A topic that may be published to. */
  commandTopic(key: string): string | null {
    const topic = this.raw(key);
    return typeof topic === 'string' && isTopicName(topic) ? topic : null;
  }

  /** A topic that may be subscribed to. */
  stateTopic(key: string): string | null {
    return this.stateTopics(key)[0] ?? null;
  }

  /** The topics on which the same is told. Discovery names one; a device that we describe ourselves may answer elsewhere than it reports. */
  stateTopics(key: string): readonly string[] {
    const topics = [this.raw(key)].flat();
    return topics.slice(0, 5).filter((topic): topic is string => typeof topic === 'string' && isTopicFilter(topic));
  }

  /** Whether the device tells what becomes of a command, in `topicKey`. One that calls itself optimistic is not waited for. */
  reports(topicKey: string): boolean {
    return this.stateTopic(topicKey) !== null && !this.flag('optimistic');
  }

  /** Throws `template.invalid` where the text is no template. */
  template(...keys: readonly string[]): Template | null {
    for (const key of keys) {
      const source = this.text(key);
      if (source !== null && source !== '') return this.#inPlace(compiled(source));
    }
    return null;
  }

  #inPlace({ source, render }: Template): Template {
    return {
      source,
      render: (variables, options) => render({ ...this.#surroundings(), ...variables }, options),
    };
  }

  /** `command_topic`, without which this component is nothing. Throws `template.invalid` where it is missing. */
  requiredCommandTopic(key = 'command_topic'): string {
    const topic = this.commandTopic(key);
    if (topic === null)
      throw new LinnetError('input.invalid', `Expected "${key}" in a discovery document; there is none.`);
    return topic;
  }
}
