// What one connection to Home Assistant has told so far: the state of every entity, and how those that count are described.
import type { Clock } from '../../kernel/clock.ts';
import type { Entity, EntityState } from '../house.ts';
import { describeHaEntity, type Registries } from './ha-entities.ts';
import type { EntitiesEvent } from './messages.ts';

const MOST_ENTITIES = 5000;

export interface StateChange {
  readonly entity: Entity;
  readonly before: EntityState | null;
  readonly now: EntityState | null;
}

export interface BookChanges {
  readonly states: readonly StateChange[];
  /** Whether names, areas, features or the list of entities changed. */
  readonly described: boolean;
}

export class HaEntityBook {
  readonly #clock: Clock;
  readonly #ignored: ReadonlySet<string>;
  readonly #states = new Map<string, EntityState>();
  readonly #entities = new Map<string, Entity>();
  #registries: Registries;

  constructor(registries: Registries, deps: { readonly clock: Clock; readonly ignored: ReadonlySet<string> }) {
    this.#registries = registries;
    this.#clock = deps.clock;
    this.#ignored = deps.ignored;
  }

  get registries(): Registries {
    return this.#registries;
  }

  entities(): readonly Entity[] {
    return [...this.#entities.values()];
  }

  entity(id: string): Entity | undefined {
    return this.#entities.get(id);
  }

  /** null where it is unknown or unavailable. */
  state(id: string): EntityState | null {
    const state = this.#states.get(id);
    return state === undefined || state.value === 'unknown' || state.value === 'unavailable' ? null : state;
  }

  isAvailable(id: string): boolean {
    const state = this.#states.get(id);
    return state !== undefined && state.value !== 'unavailable';
  }

  /** Describes everything anew. */
  describeBy(registries: Registries): void {
    this.#registries = registries;
    this.#entities.clear();
    for (const id of this.#states.keys()) this.#describe(id);
  }

  apply({ a: added = {}, c: changed = {}, r: removed = [] }: EntitiesEvent): BookChanges {
    const states: StateChange[] = [];
    let described = false;
    const become = (
      id: string,
      value: string,
      attributes: EntityState['attributes'],
      changedSeconds: number | undefined,
    ): void => {
      const before = this.state(id);
      described = this.#become(id, value, attributes, changedSeconds) || described;
      const entity = this.#entities.get(id);
      if (entity !== undefined) states.push({ entity, before, now: this.state(id) });
    };
    for (const [id, { s, a, lc }] of Object.entries(added)) {
      if (this.#states.size < MOST_ENTITIES || this.#states.has(id)) become(id, s, a, lc);
    }
    for (const [id, { '+': plus, '-': minus }] of Object.entries(changed)) {
      const known = this.#states.get(id);
      if (known === undefined) continue;
      const attributes = { ...known.attributes, ...plus?.a };
      for (const key of minus?.a ?? []) delete attributes[key];
      become(id, plus?.s ?? known.value, attributes, plus?.lc);
    }
    for (const id of removed) {
      this.#states.delete(id);
      described = this.#entities.delete(id) || described;
    }
    return { states, described };
  }

  /** Returns whether its description changed. */
  #become(
    id: string,
    value: string,
    attributes: EntityState['attributes'],
    changedSeconds: number | undefined,
  ): boolean {
    const known = this.#states.get(id);
    const isSame = known?.value === value;
    const changedAt =
      changedSeconds !== undefined ? changedSeconds * 1000 : isSame ? known.changedAt : this.#clock.wall();
    this.#states.set(id, { value, attributes, changedAt });
    return known === undefined || describesAnew(known.attributes, attributes) ? this.#describe(id) : false;
  }

  #describe(id: string): boolean {
    const state = this.#states.get(id);
    const entity = state === undefined ? null : describeHaEntity(id, state, this.#registries, this.#ignored);
    if (entity === null) return this.#entities.delete(id);
    this.#entities.set(id, entity);
    return true;
  }
}

/** Attributes that names and features are made of. */
const DESCRIBING = [
  'friendly_name',
  'supported_features',
  'supported_color_modes',
  'device_class',
  'unit_of_measurement',
] as const;

function describesAnew(before: EntityState['attributes'], now: EntityState['attributes']): boolean {
  return DESCRIBING.some((key) => JSON.stringify(before[key]) !== JSON.stringify(now[key]));
}
