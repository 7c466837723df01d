// Reads what Home Assistant knows of areas, floors, devices and names. Releases before 2024.4 have no floors. What is shown to voice
// assistants is told to administrators only: where it is asked for and not told, nothing is shown.
import type { z } from 'zod';
import { hasCode, LinnetError } from '../../kernel/errors.ts';
import { HaRefusal } from './ha-address.ts';
import type { HaConnection } from './ha-connection.ts';
import type { Registries } from './ha-entities.ts';
import {
  areasSchema,
  devicesSchema,
  exposedSchema,
  floorsSchema,
  type RegistryEntity,
  registryEntitiesSchema,
  registryEntriesSchema,
} from './messages.ts';

/** Before anything was read. */
export const NO_REGISTRIES: Registries = {
  floors: [],
  areas: [],
  devices: new Map(),
  entries: new Map(),
  exposed: new Set(),
  problem: null,
};

/** After any of these the registries are read again. */
export const REGISTRY_EVENTS = [
  'area_registry_updated',
  'floor_registry_updated',
  'device_registry_updated',
  'entity_registry_updated',
] as const;

/** Entries with aliases are asked for in pieces of this many. */
const ENTRIES_A_REQUEST = 200;

export async function loadRegistries(connection: HaConnection, exposedOnly: boolean): Promise<Registries> {
  const [areas, floors, devices, entries, { exposed, problem }] = await Promise.all([
    connection.request(areasSchema, 'config/area_registry/list'),
    orNothing(connection, floorsSchema, 'config/floor_registry/list'),
    connection.request(devicesSchema, 'config/device_registry/list'),
    connection.request(registryEntitiesSchema, 'config/entity_registry/list'),
    exposedOnly ? loadShown(connection) : EVERYTHING,
  ]);
  const named = entries.map(({ entity_id }) => entity_id).filter((id) => exposed === null || exposed.has(id));
  const withAliases = await loadEntries(connection, named);
  return {
    areas: areas.map(({ area_id: id, name, aliases, floor_id }) => ({ id, name, aliases, floor: floor_id ?? null })),
    floors: (floors ?? []).map(({ floor_id: id, name, aliases }) => ({ id, name, aliases })),
    devices: new Map(devices.map((device) => [device.id, device])),
    entries: new Map(entries.map((entry) => [entry.entity_id, withAliases.get(entry.entity_id) ?? entry])),
    exposed,
    problem,
  };
}

type Shown = Pick<Registries, 'exposed' | 'problem'>;

const EVERYTHING: Shown = { exposed: null, problem: null };

/** A release that does not know the request shows everything; any other refusal must not open what its owner keeps closed. */
async function loadShown(connection: HaConnection): Promise<Shown> {
  try {
    const { exposed_entities } = await connection.request(exposedSchema, 'homeassistant/expose_entity/list');
    return { exposed: new Set(shownIds(exposed_entities)), problem: null };
  } catch (thrown) {
    if (!(thrown instanceof HaRefusal)) throw thrown;
    return thrown.reason === 'unknown_command' ? EVERYTHING : { exposed: new Set(), problem: nothingShown(thrown) };
  }
}

function nothingShown(refusal: HaRefusal): LinnetError {
  const text =
    refusal.reason === 'unauthorized'
      ? "This token may not read what you show to voice assistants: use an administrator's, or set homeAssistant.exposedOnly: false."
      : `Home Assistant does not tell what you show to voice assistants (${refusal.reason}), so nothing of it is taken.`;
  return new LinnetError('homeAssistant.refused', text, { cause: refusal });
}

function shownIds(exposed: Readonly<Record<string, Readonly<Record<string, unknown>>>>): string[] {
  return Object.entries(exposed).flatMap(([id, assistants]) => (assistants.conversation === true ? [id] : []));
}

async function loadEntries(
  connection: HaConnection,
  ids: readonly string[],
): Promise<ReadonlyMap<string, RegistryEntity>> {
  const found = new Map<string, RegistryEntity>();
  for (let first = 0; first < ids.length; first += ENTRIES_A_REQUEST) {
    const some = ids.slice(first, first + ENTRIES_A_REQUEST);
    const entries = await orNothing(connection, registryEntriesSchema, 'config/entity_registry/get_entries', {
      entity_ids: some,
    });
    for (const [id, entry] of Object.entries(entries ?? {})) if (entry !== null) found.set(id, entry);
  }
  return found;
}

/** null where Home Assistant does not know the request, or does not allow it. */
async function orNothing<T>(
  connection: HaConnection,
  schema: z.ZodType<T>,
  type: string,
  data: Readonly<Record<string, unknown>> = {},
): Promise<T | null> {
  try {
    return await connection.request(schema, type, data);
  } catch (thrown) {
    if (hasCode(thrown, 'home.unavailable')) return null;
    throw thrown;
  }
}
