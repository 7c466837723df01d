// A Home Assistant as a House: what its owner shows to voice assistants, by its areas, floors and aliases, followed live. It comes
// and goes with the connection, and comes back by itself.
import { z } from 'zod';
import type { Clock, Timer } from '../../kernel/clock.ts';
import { LinnetError, toError } from '../../kernel/errors.ts';
import { Emitter } from '../../kernel/events.ts';
import type { Log } from '../../kernel/log.ts';
import { refusedOutcome, runCommand } from '../command-runner.ts';
import type { Plan, Refusal } from '../discovery/component.ts';
import type {
  Command,
  CommandOutcome,
  Entity,
  EntityState,
  House,
  HouseEvents,
  HouseSnapshot,
  ListItem,
  PlayableMedia,
} from '../house.ts';
import type { EntityIdentity } from '../house-model.ts';
import { parseHomeAssistantUrl } from './ha-address.ts';
import type { HaConnection } from './ha-connection.ts';
import { deviceIdentities, type Registries } from './ha-entities.ts';
import { HaEntityBook } from './ha-entity-book.ts';
import { asLinkError, type HaLinkOptions, keepConnected } from './ha-link.ts';
import { loadRegistries, NO_REGISTRIES, REGISTRY_EVENTS } from './ha-registries.ts';
import { requestListItems, requestMedia } from './ha-requests.ts';
import { type EntitiesEvent, entitiesEventSchema } from './messages.ts';
import { resolveService, serviceGoal } from './service-goal.ts';

export interface HomeAssistantOptions extends HaLinkOptions {
  /** How long a device may take to report what was asked of it. Default 3,000 ms: there is one more between us and it. */
  readonly confirmMs?: number | undefined;
  /** Only what the owner shows to voice assistants. Default true. */
  readonly exposedOnly?: boolean | undefined;
  /** Devices that are not part of the house, by identifier: this box itself. */
  readonly ignoreIdentities?: readonly string[] | undefined;
}

export interface HomeAssistantEvents {
  connected: [version: string];
  /** `homeAssistant.unreachable` or `homeAssistant.refused`; told again only when the reason changes. */
  away: [error: LinnetError];
  /** Connected all the while, it began or ceased to keep from us what its owner shows. */
  limited: [problem: LinnetError | null];
}

export interface HomeAssistantHouse extends House {
  /** "2026.3.1"; null while there is no connection. */
  readonly version: string | null;
  /** Why there is no connection, or why nothing is shown over it; null where all is well, and before the first try has ended. */
  readonly problem: LinnetError | null;
  identityOf(entity: string): EntityIdentity | null;
  /** Whether it knows the MQTT entity `uniqueId` and its owner hides it from voice assistants. */
  hides(domain: string, uniqueId: string): boolean;
  onLink<Name extends keyof HomeAssistantEvents>(
    name: Name,
    listener: (...args: HomeAssistantEvents[Name]) => void,
  ): () => void;
  close(): void;
}

/** Its integrations whose unique ids are those of the devices that we read over MQTT ourselves; others number their things in their own ways. */
const OVER_MQTT: ReadonlySet<string> = new Set(['mqtt', 'tasmota']);
const SETTLE_MS = 100;
/** Several registries change at once when a device joins. */
const REGISTRY_SETTLE_MS = 500;

/** Connects, and goes on trying. Throws `config.invalid` for an address that is none. */
export function openHomeAssistant(
  options: HomeAssistantOptions,
  deps: { readonly clock: Clock; readonly log: Log },
): HomeAssistantHouse {
  parseHomeAssistantUrl(options.url);
  const house = new ConnectedHouse(options, deps);
  house.start();
  return house;
}

class ConnectedHouse implements HomeAssistantHouse {
  readonly #options: HomeAssistantOptions;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #ignored: ReadonlySet<string>;
  readonly #events: Emitter<HouseEvents>;
  readonly #link: Emitter<HomeAssistantEvents>;
  readonly #reports: Emitter<Record<string, []>>;
  readonly #ending = new AbortController();
  /** What the present connection told, or the last one while there is none. */
  #book: HaEntityBook;
  #connection: HaConnection | null = null;
  #error: LinnetError | null = null;
  #version = 0;
  #snapshot: HouseSnapshot | null = null;
  #settling: Timer | null = null;
  #reloading: Timer | null = null;

  constructor(options: HomeAssistantOptions, deps: { readonly clock: Clock; readonly log: Log }) {
    this.#options = options;
    this.#clock = deps.clock;
    this.#log = deps.log;
    this.#ignored = new Set((options.ignoreIdentities ?? []).map((identity) => identity.toLowerCase()));
    this.#book = this.#newBook(NO_REGISTRIES);
    const onFailure = (error: Error, event: string, owner: string): void =>
      deps.log.error({ error: error.message, event, owner }, 'a listener of the house failed');
    this.#events = new Emitter(onFailure);
    this.#link = new Emitter(onFailure);
    this.#reports = new Emitter(onFailure);
  }

  get version(): string | null {
    return this.#connection?.version ?? null;
  }

  get problem(): LinnetError | null {
    return this.#error ?? this.#book.registries.problem;
  }

  start(): void {
    const user = {
      follow: (connection: HaConnection) => this.#follow(connection),
      lost: (reason: LinnetError) => this.#lost(reason),
    };
    void keepConnected(this.#options, user, { clock: this.#clock }, this.#ending.signal);
  }

  close(): void {
    this.#ending.abort(new LinnetError('operation.cancelled', 'The connection to Home Assistant was closed.'));
    this.#connection?.close();
    this.#settling?.cancel();
    this.#reloading?.cancel();
  }

  snapshot(): HouseSnapshot {
    this.#snapshot ??= {
      version: this.#version,
      floors: this.#book.registries.floors,
      areas: this.#book.registries.areas,
      entities: this.#book.entities(),
    };
    return this.#snapshot;
  }

  state(id: string): EntityState | null {
    return this.#connection === null ? null : this.#book.state(id);
  }

  isAvailable(id: string): boolean {
    return this.#connection !== null && this.#book.isAvailable(id);
  }

  identityOf(id: string): EntityIdentity | null {
    const { entries, devices } = this.#book.registries;
    const entry = entries.get(id);
    if (entry === undefined) return null;
    const device = entry.device_id == null ? undefined : devices.get(entry.device_id);
    const uniqueId = OVER_MQTT.has(entry.platform ?? '') ? (entry.unique_id ?? null) : null;
    return { uniqueId, device: device === undefined ? [] : deviceIdentities(device) };
  }

  on<Name extends keyof HouseEvents>(
    name: Name,
    listener: (...args: HouseEvents[Name]) => void,
    owner?: string,
  ): () => void {
    return this.#events.on(name, listener, owner);
  }

  onLink<Name extends keyof HomeAssistantEvents>(
    name: Name,
    listener: (...args: HomeAssistantEvents[Name]) => void,
  ): () => void {
    return this.#link.on(name, listener);
  }

  hides(domain: string, uniqueId: string): boolean {
    for (const { entity_id: id, platform, unique_id } of this.#book.registries.entries.values()) {
      if (OVER_MQTT.has(platform ?? '') && unique_id === uniqueId && id.startsWith(`${domain}.`))
        return this.#book.entity(id) === undefined;
    }
    return false;
  }

  async listItems(entity: string): Promise<readonly ListItem[]> {
    return requestListItems(this.#connectionTo(entity, 'todo'), entity);
  }

  async searchMedia(player: string, query: string, kind: string | null): Promise<PlayableMedia | null> {
    return requestMedia(this.#connectionTo(player, 'media_player'), player, query, kind);
  }

  execute(command: Command, signal?: AbortSignal): Promise<CommandOutcome> {
    const entity = this.#book.entity(command.entity);
    if (entity === undefined)
      return Promise.resolve(refusedOutcome(command.entity, 'there is no such thing in this house'));
    const call = { ...command, service: resolveService(entity, command.service, this.state(command.entity)) };
    const target = {
      id: command.entity,
      isAvailable: () => this.isAvailable(command.entity),
      state: () => this.state(command.entity),
      plan: (state: EntityState | null): Plan | Refusal => ({
        messages: [],
        ...serviceGoal(entity.domain, call.service, call.data, state),
      }),
      send: () => this.#call(entity, call),
      onReport: (listener: () => void) => this.#reports.on(command.entity, listener, 'a command'),
    };
    return runCommand(target, { confirmMs: this.#options.confirmMs ?? 3000 }, { clock: this.#clock }, signal);
  }

  async #call({ id, domain }: Entity, { service, data }: Command): Promise<LinnetError | null> {
    try {
      const request = { domain, service, service_data: data, target: { entity_id: id } };
      await this.#connection?.request(z.unknown(), 'call_service', request);
      return null;
    } catch (thrown) {
      return asLinkError(thrown);
    }
  }

  /** Throws `home.unknown` where it shows no such thing of `domain`, and why there is no connection. */
  #connectionTo(entity: string, domain: string): HaConnection {
    if (this.#book.entity(entity)?.domain !== domain)
      throw new LinnetError('home.unknown', `Home Assistant shows no "${entity}".`);
    if (this.#connection !== null) return this.#connection;
    throw this.#error ?? new LinnetError('homeAssistant.unreachable', 'There is no connection to Home Assistant yet.');
  }

  #newBook(registries: Registries): HaEntityBook {
    return new HaEntityBook(registries, { clock: this.#clock, ignored: this.#ignored });
  }

  /** The house stays what it was until the new book is complete. */
  async #follow(connection: HaConnection): Promise<void> {
    const exposedOnly = this.#options.exposedOnly ?? true;
    const book = this.#newBook(await loadRegistries(connection, exposedOnly));
    await connection.subscribe('subscribe_entities', {}, (event) => {
      const parsed = entitiesEventSchema.safeParse(event);
      if (parsed.success) this.#told(book, parsed.data);
    });
    for (const event of REGISTRY_EVENTS) {
      await connection.subscribe('subscribe_events', { event_type: event }, () => this.#reloadSoon(connection, book));
    }
    this.#book = book;
    this.#connection = connection;
    this.#error = null;
    this.#log.info({ version: connection.version }, 'connected to Home Assistant');
    if (this.problem !== null) this.#log.warn({ error: this.problem.message }, 'Home Assistant shows nothing');
    this.#changed();
    this.#link.emit('connected', connection.version);
  }

  #told(book: HaEntityBook, event: EntitiesEvent): void {
    const { states, described } = book.apply(event);
    if (book !== this.#book) return; // it is still being filled
    if (described) this.#changed();
    for (const { entity, now, before } of states) {
      this.#events.emit('stateChanged', entity, now, before);
      this.#reports.emit(entity.id);
    }
  }

  #lost(reason: LinnetError): void {
    const before = this.#connection;
    this.#connection = null;
    this.#reloading?.cancel();
    if (before !== null)
      for (const entity of this.#book.entities())
        this.#events.emit('stateChanged', entity, null, this.#book.state(entity.id));
    if (this.#error?.message === reason.message) return;
    this.#error = reason;
    this.#log.warn({ error: reason.message }, 'no connection to Home Assistant');
    this.#link.emit('away', reason);
  }

  #reloadSoon(connection: HaConnection, book: HaEntityBook): void {
    this.#reloading?.cancel();
    this.#reloading = this.#clock.after(REGISTRY_SETTLE_MS, () => {
      loadRegistries(connection, this.#options.exposedOnly ?? true).then(
        (registries) => {
          const before = book.registries.problem?.message;
          book.describeBy(registries);
          this.#changed();
          if (registries.problem?.message !== before) this.#link.emit('limited', registries.problem);
        },
        (error: unknown) =>
          this.#log.warn({ error: toError(error).message }, 'the registries of Home Assistant could not be read again'),
      );
    });
  }

  #changed(): void {
    this.#version++;
    this.#snapshot = null;
    this.#settling?.cancel();
    this.#settling = this.#clock.after(SETTLE_MS, () => this.#events.emit('changed', this.snapshot()));
  }
}
