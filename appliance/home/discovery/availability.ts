// Whether a device says that it is there: one topic or several, with a rule how they count together.
import { z } from 'zod';
import type { Template } from '../template/template.ts';
import type { Payload } from './component.ts';
import type { DiscoveryDocument } from './document.ts';

interface Source {
  readonly topic: string;
  readonly template: Template | null;
  readonly available: string;
  readonly notAvailable: string;
}

/** Follows the availability of one entity. Without any topic it is always there; with one, not before it says so. */
export class Availability {
  readonly #sources: readonly Source[];
  readonly #mode: 'all' | 'any' | 'latest';
  readonly #known = new Map<string, boolean>();
  #latest = false;

  /** `restored`: of what this takes the place of. */
  constructor(document: DiscoveryDocument, restored: Availability | null = null) {
    this.#sources = sourcesOf(document);
    const mode = document.text('availability_mode');
    this.#mode = mode === 'all' || mode === 'any' ? mode : 'latest';
    if (restored !== null) this.#takeUp(restored);
  }

  get topics(): readonly string[] {
    return this.#sources.map(({ topic }) => topic);
  }

  get unheard(): readonly string[] {
    return this.topics.filter((topic) => !this.#known.has(topic));
  }

  get available(): boolean {
    if (this.#sources.length === 0) return true;
    const says = (topic: string): boolean => this.#known.get(topic) ?? false;
    if (this.#mode === 'all') return this.topics.every(says);
    return this.#mode === 'any' ? this.topics.some(says) : this.#latest;
  }

  #takeUp(before: Availability): void {
    for (const topic of this.topics) {
      const known = before.#known.get(topic);
      if (known !== undefined) this.#known.set(topic, known);
    }
    if (this.#known.size > 0) this.#latest = before.#latest;
  }

  /** Returns whether `available` changed. Throws `template.*`. */
  accept(topic: string, payload: Payload): boolean {
    const before = this.available;
    for (const source of this.#sources) {
      if (source.topic !== topic) continue;
      const text = payload.render(source.template);
      if (text !== source.available && text !== source.notAvailable) continue;
      this.#latest = text === source.available;
      this.#known.set(topic, this.#latest);
    }
    return before !== this.available;
  }
}

const entries = z.array(z.record(z.string(), z.unknown())).max(20);

function sourcesOf(document: DiscoveryDocument): Source[] {
  const listed = entries.safeParse(document.raw('availability'));
  if (listed.success) {
    return listed.data.flatMap((entry) => {
      const own = document.part(entry);
      return source(own.stateTopic('topic'), own.template('value_template'), own);
    });
  }
  return source(document.stateTopic('availability_topic'), document.template('availability_template'), document);
}

function source(topic: string | null, template: Template | null, document: DiscoveryDocument): Source[] {
  if (topic === null) return [];
  const available = document.textOr('payload_available', 'online');
  return [{ topic, template, available, notAvailable: document.textOr('payload_not_available', 'offline') }];
}
