// Our entities as retained discovery messages: one a component, or one for the whole device where Home Assistant is known to be
// 2024.11 or newer, which reads that.
import { z } from 'zod';
import { type BoxAddress, deviceIdentity, topicOf } from './box-topics.ts';
import type { BoxEntity } from './entities.ts';
import { type HomeAssistantVersion, isAtLeast } from './home-assistant-version.ts';

export interface DeviceDescription {
  readonly address: BoxAddress;
  /** What a person calls this box. */
  readonly name: string;
  /** The room it stands in. */
  readonly area: string | null;
  readonly version: string;
  /** Where its page is served, if anywhere. */
  readonly configurationUrl: string | null;
}

/** Topic ▸ payload. */
export type DiscoveryDocuments = ReadonlyMap<string, string>;

export function discoveryDocuments(
  entities: readonly BoxEntity[],
  device: DeviceDescription,
  options: { readonly prefix: string; readonly homeAssistant: HomeAssistantVersion | null },
): DiscoveryDocuments {
  if (isAtLeast(options.homeAssistant, 2024, 11)) return deviceDocument(entities, device, options);
  const node = deviceIdentity(device.address);
  return new Map(
    entities.map((entity) => [
      `${options.prefix}/${entity.platform}/${node}/${entity.objectId}/config`,
      JSON.stringify({
        ...ownKeys(entity, device, options.homeAssistant),
        ...sharedKeys(entity, device),
        device: deviceKeys(device),
        origin: originKeys(device),
      }),
    ]),
  );
}

/** Every topic on which documents of this box may have been kept, for finding stale ones. */
export function discoveryFilters(prefix: string, address: BoxAddress): readonly string[] {
  const node = deviceIdentity(address);
  return [`${prefix}/+/${node}/+/config`, `${prefix}/device/${node}/config`];
}

/**
 * What tells Home Assistant, from 2024.11 on, that a thing goes on in the other form: it then keeps what its owner changed of it, where
 * an empty document would make it forget that (home-assistant.io, "MQTT discovery", on migration).
 */
export const HAND_OVER = JSON.stringify({ migrate_discovery: true });

const componentsSchema = z.object({ components: z.record(z.string(), z.looseObject({ platform: z.string() })) });

/** Whether what `topic` announced is announced by `wanted` in the other form. */
export function goesOn(topic: string, wanted: DiscoveryDocuments): boolean {
  const parts = topic.split('/');
  const [platform = '', node = '', objectId = ''] = parts.slice(-4, -1);
  if (node === 'device') return wanted.size > 0; // "<prefix>/device/<node>/config" has one level less
  const document = wanted.get([...parts.slice(0, -4), 'device', node, 'config'].join('/'));
  if (document === undefined) return false;
  return componentsSchema.parse(JSON.parse(document)).components[objectId]?.platform === platform;
}

/**
 * Home Assistant keeps what a document of a device leaves out: a component ends when it is named by its platform alone (home-assistant.io,
 * "MQTT discovery", on removing components). `wanted` with such an end for each that `kept` announced; null where none is to end.
 */
export function withEnds(kept: string, wanted: string): string | null {
  const [before, now] = [parsedDocument(kept), parsedDocument(wanted)];
  if (before === null || now === null) return null;
  const ended = Object.entries(before.components).filter(
    ([id, component]) => Object.keys(component).length > 1 && now.components[id]?.platform !== component.platform,
  );
  if (ended.length === 0) return null;
  const ends = Object.fromEntries(ended.map(([id, { platform }]) => [id, { platform }]));
  return JSON.stringify({ ...now, components: { ...now.components, ...ends } });
}

/** null for what is no document of a device; what is kept on a broker may be anybody's. */
function parsedDocument(text: string) {
  try {
    return z.looseObject(componentsSchema.shape).safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

function deviceDocument(
  entities: readonly BoxEntity[],
  device: DeviceDescription,
  { prefix, homeAssistant }: { readonly prefix: string; readonly homeAssistant: HomeAssistantVersion | null },
): DiscoveryDocuments {
  const components = Object.fromEntries(
    entities.map((entity) => [
      entity.objectId,
      {
        platform: entity.platform,
        ...ownKeys(entity, device, homeAssistant),
        ...sharedKeys(entity, device),
      },
    ]),
  );
  const document = { device: deviceKeys(device), origin: originKeys(device), components };
  return new Map([[`${prefix}/device/${deviceIdentity(device.address)}/config`, JSON.stringify(document)]]);
}

/** Device triggers are no entities: they have neither a unique id nor availability. */
function isTrigger({ platform }: BoxEntity): boolean {
  return platform === 'device_automation';
}

function ownKeys(
  entity: BoxEntity,
  { address }: DeviceDescription,
  homeAssistant: HomeAssistantVersion | null,
): Record<string, unknown> {
  if (isTrigger(entity)) return { ...entity.document };
  const objectId = `${deviceIdentity(address)}_${entity.objectId}`.replaceAll('-', '_');
  // `default_entity_id` took the place of `object_id` in 2025.10, which warns of the old one where the new one is not beside it.
  return {
    ...entity.document,
    unique_id: `${deviceIdentity(address)}_${entity.objectId}`,
    default_entity_id: `${entity.platform}.${objectId}`,
    ...(isAtLeast(homeAssistant, 2025, 10) ? {} : { object_id: objectId }),
  };
}

function sharedKeys(entity: BoxEntity, device: DeviceDescription): Record<string, unknown> {
  const hasOwn = Object.hasOwn(entity.document, 'availability');
  return isTrigger(entity) || hasOwn ? {} : { availability_topic: topicOf(device.address, 'availability') };
}

function deviceKeys({ address, name, area, version, configurationUrl }: DeviceDescription): Record<string, unknown> {
  return {
    identifiers: [deviceIdentity(address)],
    name,
    manufacturer: 'Linnet',
    model: 'Voice box',
    sw_version: version,
    ...(area === null ? {} : { suggested_area: area }),
    ...(configurationUrl === null ? {} : { configuration_url: configurationUrl }),
  };
}

function originKeys({ version }: DeviceDescription): Record<string, unknown> {
  return { name: 'Linnet', sw_version: version };
}
