// Areas and aliases that the owner added here, where the source of a thing says nothing: kept in one small file, laid over the house.
import { readFile, rename } from 'node:fs/promises';
import { z } from 'zod';
import { writeFileAtomic } from '../kernel/atomic-file.ts';
import { LinnetError } from '../kernel/errors.ts';
import { Emitter } from '../kernel/events.ts';
import type { Log } from '../kernel/log.ts';
import type {
  Area,
  Command,
  CommandOutcome,
  Entity,
  EntityState,
  House,
  HouseEvents,
  HouseSnapshot,
  ListItem,
  PlayableMedia,
} from './house.ts';
import { slugify } from './template/filters-text.ts';

const name = z.string().trim().min(1).max(100);
const aliases = z.array(name).max(20);
const id = z.string().min(1).max(200);

const editsSchema = z.object({
  areas: z.array(z.object({ id, name, aliases })).max(200).default([]),
  /** Aliases for areas that come from the source. */
  areaAliases: z.record(id, aliases).default({}),
  entities: z.record(id, z.object({ area: id.optional(), aliases: aliases.optional() })).default({}),
});
export type HouseEdits = z.infer<typeof editsSchema>;

export interface HouseEditsFile {
  read(): HouseEdits;
  /** Resolves when it is on the disk. */
  write(edits: HouseEdits): Promise<void>;
}

/** Opens (or begins) the edits at `path`. A file that cannot be read is set aside: a house without edits still works. */
export async function openHouseEdits(path: string, deps: { readonly log: Log }): Promise<HouseEditsFile> {
  let edits = await readEdits(path, deps.log);
  let writing: Promise<void> = Promise.resolve();
  return {
    read: () => edits,
    write: (changed) => {
      edits = editsSchema.parse(changed);
      const content = JSON.stringify(edits, null, 2);
      writing = writing.catch(() => {}).then(() => writeFileAtomic(path, content)); // the earlier caller has its own rejection
      return writing;
    },
  };
}

async function readEdits(path: string, log: Log): Promise<HouseEdits> {
  try {
    return editsSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'ENOENT') {
      log.warn({ path }, 'the edits of the house cannot be read, set aside and begun anew');
      await rename(path, `${path}.unreadable`);
    }
    return editsSchema.parse({});
  }
}

/** A house whose owner may add what its source does not say. Everything rejects with `input.invalid` where the source says it. */
export interface EditableHouse extends House {
  /** Makes an area; rejects where one of that name is there. */
  addArea(name: string): Promise<Area>;
  /** Takes away an area that was made here; its entities are in none then. */
  removeArea(area: string): Promise<void>;
  setAreaAliases(area: string, aliases: readonly string[]): Promise<void>;
  /** null: in none. */
  setEntityArea(entity: string, area: string | null): Promise<void>;
  setEntityAliases(entity: string, aliases: readonly string[]): Promise<void>;
  close(): void;
}

export function withEdits(house: House, file: HouseEditsFile, deps: { readonly log: Log }): EditableHouse {
  return new EditedHouse(house, file, deps.log);
}

class EditedHouse implements EditableHouse {
  readonly #house: House;
  readonly #file: HouseEditsFile;
  readonly #events: Emitter<HouseEvents>;
  readonly #ends: Array<() => void>;
  #edited: HouseSnapshot | null = null;
  #editedFrom: HouseSnapshot | null = null;
  #version = 0;

  constructor(house: House, file: HouseEditsFile, log: Log) {
    this.#house = house;
    this.#file = file;
    this.#events = new Emitter((error, event, owner) =>
      log.error({ error: error.message, event, owner }, 'a listener of the house failed'),
    );
    this.#ends = [
      house.on('changed', () => this.#events.emit('changed', this.snapshot()), 'edited house'),
      house.on(
        'stateChanged',
        (entity, now, before) => this.#events.emit('stateChanged', this.#entity(entity.id) ?? entity, now, before),
        'edited house',
      ),
    ];
  }

  close(): void {
    for (const end of this.#ends.splice(0)) end();
  }

  snapshot(): HouseSnapshot {
    const source = this.#house.snapshot();
    if (this.#edited === null || this.#editedFrom !== source) {
      this.#editedFrom = source;
      this.#edited = laidOver(source, this.#file.read(), ++this.#version);
    }
    return this.#edited;
  }

  state(entity: string): EntityState | null {
    return this.#house.state(entity);
  }

  isAvailable(entity: string): boolean {
    return this.#house.isAvailable(entity);
  }

  execute(command: Command, signal?: AbortSignal): Promise<CommandOutcome> {
    return this.#house.execute(command, signal);
  }

  listItems(entity: string): Promise<readonly ListItem[]> {
    return this.#house.listItems(entity);
  }

  searchMedia(player: string, query: string, kind: string | null): Promise<PlayableMedia | null> {
    return this.#house.searchMedia(player, query, kind);
  }

  on<Name extends keyof HouseEvents>(
    event: Name,
    listener: (...args: HouseEvents[Name]) => void,
    owner?: string,
  ): () => void {
    return this.#events.on(event, listener, owner);
  }

  async addArea(wanted: string): Promise<Area> {
    const known = this.snapshot().areas;
    const plain = checked(name, wanted, 'the name of an area');
    if (
      known.some((area) => [area.name, ...area.aliases].some((other) => other.toLowerCase() === plain.toLowerCase()))
    ) {
      throw invalid(`There is an area "${plain}" already.`);
    }
    const made: Area = { id: freeAreaId(plain, known), name: plain, aliases: [], floor: null };
    await this.#write((edits) => ({
      ...edits,
      areas: [...edits.areas, { id: made.id, name: made.name, aliases: [] }],
    }));
    return made;
  }

  async removeArea(area: string): Promise<void> {
    if (!this.#file.read().areas.some((own) => own.id === area))
      throw invalid('Expected an area that was made here; this one was not.');
    await this.#write((edits) => ({
      ...edits,
      areas: edits.areas.filter((own) => own.id !== area),
      entities: Object.fromEntries(
        Object.entries(edits.entities).map(([entity, { area: where, ...rest }]) => [
          entity,
          where === undefined || where === area ? rest : { ...rest, area: where },
        ]),
      ),
    }));
  }

  async setAreaAliases(area: string, wanted: readonly string[]): Promise<void> {
    const source = this.#house.snapshot().areas.find((one) => one.id === area);
    const own = this.#file.read().areas.some((one) => one.id === area);
    if (source === undefined && !own) throw invalid('There is no such area.');
    if ((source?.aliases.length ?? 0) > 0)
      throw invalid('This area has its aliases from where it comes from; change them there.');
    const list = checked(aliases, wanted, 'a list of aliases');
    await this.#write((edits) =>
      own
        ? { ...edits, areas: edits.areas.map((one) => (one.id === area ? { ...one, aliases: list } : one)) }
        : { ...edits, areaAliases: { ...edits.areaAliases, [area]: list } },
    );
  }

  async setEntityArea(entity: string, area: string | null): Promise<void> {
    if (this.#source(entity).area !== null)
      throw invalid('This thing has its area from where it comes from; change it there.');
    if (area !== null && !this.snapshot().areas.some((one) => one.id === area)) throw invalid('There is no such area.');
    await this.#writeEntity(entity, area === null ? { area: undefined } : { area });
  }

  async setEntityAliases(entity: string, wanted: readonly string[]): Promise<void> {
    if (this.#source(entity).aliases.length > 0)
      throw invalid('This thing has its aliases from where it comes from; change them there.');
    await this.#writeEntity(entity, { aliases: checked(aliases, wanted, 'a list of aliases') });
  }

  #entity(entity: string): Entity | undefined {
    return this.snapshot().entities.find((one) => one.id === entity);
  }

  #source(entity: string): Entity {
    const found = this.#house.snapshot().entities.find((one) => one.id === entity);
    if (found === undefined) throw invalid('There is no such thing in this house.');
    return found;
  }

  #writeEntity(
    entity: string,
    change: { readonly area?: string | undefined; readonly aliases?: string[] },
  ): Promise<void> {
    return this.#write((edits) => ({
      ...edits,
      entities: { ...edits.entities, [entity]: { ...edits.entities[entity], ...change } },
    }));
  }

  async #write(change: (edits: HouseEdits) => HouseEdits): Promise<void> {
    const written = this.#file.write(change(this.#file.read()));
    this.#edited = null;
    this.#events.emit('changed', this.snapshot());
    await written;
  }
}

function invalid(text: string): LinnetError {
  return new LinnetError('input.invalid', text);
}

function checked<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalid(`Expected ${what}: ${parsed.error.issues[0]?.message ?? 'something else came'}.`);
}

function freeAreaId(wanted: string, known: readonly Area[]): string {
  const slug = slugify(wanted) || 'area';
  let free = slug;
  for (let number = 2; known.some((area) => area.id === free); number++) free = `${slug}_${number}`;
  return free;
}

/** What the source says stays; edits fill what it leaves open. */
function laidOver(source: HouseSnapshot, edits: HouseEdits, version: number): HouseSnapshot {
  const sourceIds = new Set(source.areas.map((area) => area.id));
  const added = edits.areas.filter((area) => !sourceIds.has(area.id)).map((area): Area => ({ ...area, floor: null }));
  const areas = [
    ...source.areas.map((area) =>
      area.aliases.length === 0 && Object.hasOwn(edits.areaAliases, area.id)
        ? { ...area, aliases: edits.areaAliases[area.id] ?? [] }
        : area,
    ),
    ...added,
  ];
  const known = new Set(areas.map((area) => area.id));
  const entities = source.entities.map((entity) => {
    const edit = Object.hasOwn(edits.entities, entity.id) ? edits.entities[entity.id] : undefined;
    if (edit === undefined) return entity;
    const area = entity.area ?? (edit.area !== undefined && known.has(edit.area) ? edit.area : null);
    return { ...entity, area, aliases: entity.aliases.length > 0 ? entity.aliases : (edit.aliases ?? []) };
  });
  return { ...source, version, areas, entities };
}
