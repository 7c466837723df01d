// A House whose devices are another system's: media players, lists, weather and people, which MQTT discovery does not bring. Every
// command is kept, and confirmed unless the test says otherwise.
import type {
  Area,
  Command,
  CommandOutcome,
  Entity,
  EntityState,
  House,
  HouseSnapshot,
  ListItem,
  PlayableMedia,
} from '../../../appliance/home/house.ts';
import { LinnetError } from '../../../appliance/kernel/errors.ts';

export interface ScriptedThing {
  readonly entity: Entity;
  readonly state: string | null;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

export class ScriptedHouse implements House {
  readonly commands: Array<Pick<Command, 'entity' | 'service' | 'data'>> = [];
  outcome: CommandOutcome['kind'] = 'confirmed';
  readonly #things: readonly ScriptedThing[];
  readonly #snapshot: HouseSnapshot;

  constructor(things: readonly ScriptedThing[], areas: readonly Area[] = []) {
    this.#things = things;
    this.#snapshot = { version: 1, floors: [], areas, entities: things.map(({ entity }) => entity) };
  }

  snapshot(): HouseSnapshot {
    return this.#snapshot;
  }

  state(id: string): EntityState | null {
    const thing = this.#things.find(({ entity }) => entity.id === id);
    if (thing === undefined || thing.state === null) return null;
    return { value: thing.state, attributes: thing.attributes ?? {}, changedAt: 0 };
  }

  isAvailable(id: string): boolean {
    return this.state(id) !== null;
  }

  execute({ entity, service, data }: Command): Promise<CommandOutcome> {
    this.commands.push({ entity, service, data });
    const { outcome } = this;
    return Promise.resolve(
      outcome === 'refused' ? { kind: outcome, entity, reason: 'scripted', ms: 0 } : { kind: outcome, entity, ms: 0 },
    );
  }

  /** What is on each list. */
  readonly lists: Record<string, readonly ListItem[]> = {};

  listItems(entity: string): Promise<readonly ListItem[]> {
    const items = this.lists[entity];
    if (items === undefined) return Promise.reject(new LinnetError('home.unknown', 'No such list.'));
    return Promise.resolve(items);
  }

  /** What each player finds: by query, or by query and kind with a space between. */
  readonly media: Record<string, PlayableMedia> = {};

  searchMedia(player: string, query: string, kind: string | null): Promise<PlayableMedia | null> {
    const isPlayer = this.#things.some(
      ({ entity }) => entity.id === player && entity.features.includes('search_media'),
    );
    if (!isPlayer) return Promise.reject(new LinnetError('home.unavailable', 'It cannot search.'));
    return Promise.resolve(this.media[kind === null ? query : `${query} ${kind}`] ?? null);
  }

  on(): () => void {
    return () => {};
  }
}
