// The House: what can be named, asked and commanded, whatever announced it. Snapshots are immutable, so a turn that holds one
// sees one house; a new one replaces it whenever something is added, renamed or removed. States are followed in place.

export interface Floor {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
}

export interface Area {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly floor: string | null;
}

/**
 * `value` and `attributes` as Home Assistant names them: "on", brightness 0 to 255, current_position 0 to 100, temperature in the
 * house's unit. With `assumed_state: true` it is what was last asked of a thing that never reports, or what a cover that stopped on
 * its way is taken for.
 */
export interface EntityState {
  readonly value: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Wall-clock milliseconds. */
  readonly changedAt: number;
}

export interface Entity {
  /** "light.kitchen": domain, dot, object id. */
  readonly id: string;
  readonly domain: string;
  readonly name: string;
  readonly aliases: readonly string[];
  /** The id of its area. */
  readonly area: string | null;
  readonly deviceClass: string | null;
  readonly unit: string | null;
  /** How many decimals of its state are worth telling; absent where nobody says. */
  readonly decimals?: number;
  /**
   * What it can do, as lower-case words such as "brightness", "color", "color_temp", "position", "open_close", "stop"; and
   * "code_for_unlock" where it takes that service with a code only.
   */
  readonly features: readonly string[];
  /** Which source announced it: "mqtt" or "homeassistant". */
  readonly source: string;
  /** Set where the device calls it a setting or a diagnostic: such things are not what a person means by "the light". */
  readonly category?: 'config' | 'diagnostic';
}

export interface HouseSnapshot {
  /** Grows with every change of names, areas or entities (not of states). */
  readonly version: number;
  readonly floors: readonly Floor[];
  readonly areas: readonly Area[];
  readonly entities: readonly Entity[];
}

/** Who asked: permission and audit read it. */
export interface Actor {
  readonly kind: 'station' | 'token' | 'automation' | 'console';
  readonly id: string;
  readonly person: string | null;
}

/** One service of one entity, named as Home Assistant names it: "turn_on", "set_cover_position", "lock". */
export interface Command {
  readonly entity: string;
  readonly service: string;
  /** Home Assistant's own keys: brightness_pct, rgb_color, position, temperature, … */
  readonly data: Readonly<Record<string, unknown>>;
  readonly actor: Actor;
}

/**
 * `confirmed`: the device reported the state asked for. `already`: it had it before, and nothing was sent. `notConfirmed`: sent,
 * but the device did not report within the limit. `unavailable`: it is offline, or there is no connection; nothing was sent.
 * `sent`: sent to something that never reports (a scene, a button, a device without a state topic), so there is nothing to wait for.
 */
export type CommandOutcome =
  | {
      readonly kind: 'confirmed' | 'already' | 'notConfirmed' | 'unavailable' | 'sent';
      readonly entity: string;
      readonly ms: number;
    }
  | {
      readonly kind: 'refused';
      readonly entity: string;
      readonly reason: string;
      /** Set where it would have done it with a code. */
      readonly wants?: 'code';
      readonly ms: number;
    };

/** As `Entity.decimals`; null for what is no number of decimals. */
export function decimalsOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 20 ? value : null;
}

/** The feature of an entity that takes `service` with a code only. */
export function codeFeature(service: string): string {
  return `code_for_${service}`;
}

/** One line of a shopping or to-do list. */
export interface ListItem {
  readonly uid: string | null;
  readonly summary: string | null;
  readonly status: 'needs_action' | 'completed';
}

/** What a media player can be told to play, as it names it itself. */
export interface PlayableMedia {
  readonly id: string;
  readonly type: string;
}

export interface HouseEvents {
  /** Names, areas or entities changed. */
  changed: [snapshot: HouseSnapshot];
  stateChanged: [entity: Entity, state: EntityState | null, previous: EntityState | null];
}

export interface House {
  snapshot(): HouseSnapshot;
  /** null where nothing was reported yet, or the entity is unavailable. */
  state(entity: string): EntityState | null;
  /** Whether its device says that it is online, and there is a connection to it. */
  isAvailable(entity: string): boolean;
  /** Never rejects: what went wrong is an outcome. */
  execute(command: Command, signal?: AbortSignal): Promise<CommandOutcome>;
  /** What is on a shopping or to-do list, in its order. Rejects with `home.unknown` where there is no such list, and where it cannot be read now. */
  listItems(entity: string): Promise<readonly ListItem[]>;
  /**
   * What `player` finds for `query`, of one `kind` ("album", "artist", …) or of any; null where it finds nothing. Rejects with
   * `home.unknown` or `home.unavailable` where it cannot search, and where it cannot be asked now.
   */
  searchMedia(player: string, query: string, kind: string | null): Promise<PlayableMedia | null>;
  on<Name extends keyof HouseEvents>(
    name: Name,
    listener: (...args: HouseEvents[Name]) => void,
    owner?: string,
  ): () => void;
}
