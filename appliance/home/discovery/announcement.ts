// A retained discovery message ▸ the components it announces. One message announces one component
// (`<prefix>/<domain>/[<node>/]<object>/config`), or all of a device's (`<prefix>/device/[<node>/]<object>/config`).
import { z } from 'zod';
import { LinnetError } from '../../kernel/errors.ts';
import { slugify } from '../template/filters-text.ts';
import { expandKeys } from './abbreviations.ts';

/** More than this no device has; the largest known announces about 150. */
const MOST_COMPONENTS = 300;
const LONGEST_NAME = 100;

const deviceSchema = z.object({
  name: z.string().nullable().optional().catch(undefined),
  identifiers: z
    .union([z.string(), z.array(z.string().or(z.number()))])
    .optional()
    .catch(undefined),
  connections: z
    .array(z.tuple([z.string(), z.string()]))
    .optional()
    .catch(undefined),
  suggested_area: z.string().optional().catch(undefined),
});

export interface DeviceInfo {
  readonly name: string | null;
  readonly suggestedArea: string | null;
  /** Identifiers, and connections as "mac:aa:bb…", in lower case: what tells two sources that they mean the same device. */
  readonly identities: readonly string[];
}

export interface Announced {
  /** Where it was announced: the topic, and its place in a device's message. */
  readonly key: string;
  readonly topic: string;
  readonly domain: string;
  readonly objectId: string;
  readonly uniqueId: string | null;
  readonly device: DeviceInfo | null;
  /** Long keys, full topics. */
  readonly values: Readonly<Record<string, unknown>>;
}

export interface DiscoveryTopic {
  readonly kind: 'component' | 'device';
  readonly domain: string;
  readonly objectId: string;
}

const SEGMENT = /^[A-Za-z0-9_-]+$/;

/** What `topic` announces; null where it is no discovery topic under `prefix`. */
export function parseDiscoveryTopic(prefix: string, topic: string): DiscoveryTopic | null {
  if (!topic.startsWith(`${prefix}/`) || !topic.endsWith('/config')) return null;
  const segments = topic.slice(prefix.length + 1, -'/config'.length).split('/');
  const [domain, ...ids] = segments;
  if (domain === undefined || ids.length < 1 || ids.length > 2 || !segments.every((segment) => SEGMENT.test(segment)))
    return null;
  return { kind: domain === 'device' ? 'device' : 'component', domain, objectId: ids.join('_') };
}

const jsonObject = z.record(z.string(), z.unknown());

/**
 * The components in `payload`. An empty list where it takes everything away; 'moves' where they are about to be announced
 * elsewhere. Throws `input.invalid` for anything that is no discovery document.
 */
export function parseAnnouncement(topic: string, place: DiscoveryTopic, payload: string): Announced[] | 'moves' {
  if (payload.trim() === '') return [];
  const raw = jsonObject.safeParse(parseJson(payload));
  if (!raw.success)
    throw new LinnetError('input.invalid', 'Expected a JSON object as a discovery document; something else came.');
  const document = expandKeys(raw.data, 'document');
  if (document.migrate_discovery === true) return 'moves';
  const device = parseDevice(document.device);
  if (place.kind === 'component')
    return [announced({ topic, key: topic, domain: place.domain, objectId: place.objectId, device }, document)];
  return deviceComponents(topic, place, document, device);
}

function parseJson(payload: string): unknown {
  try {
    return JSON.parse(payload) as unknown;
  } catch {
    return null; // refused by the caller with a sentence of its own
  }
}

function deviceComponents(
  topic: string,
  place: DiscoveryTopic,
  document: Record<string, unknown>,
  device: DeviceInfo | null,
): Announced[] {
  const components = jsonObject.safeParse(document.components);
  if (!components.success)
    throw new LinnetError(
      'input.invalid',
      'Expected "components" in the discovery document of a device; there are none.',
    );
  const { components: _all, device: _device, origin: _origin, ...shared } = document;
  return Object.entries(components.data)
    .slice(0, MOST_COMPONENTS)
    .flatMap(([id, raw]) => {
      const component = jsonObject.safeParse(raw);
      if (!component.success) return [];
      const own = expandKeys(component.data, 'document');
      const keys = Object.keys(own);
      if (typeof own.platform !== 'string' || (keys.length === 1 && keys[0] === 'platform')) return []; // taken away
      const where = { topic, key: `${topic}#${id}`, domain: own.platform, objectId: `${place.objectId}_${id}`, device };
      return [announced(where, { ...shared, ...own })];
    });
}

function announced(where: Omit<Announced, 'uniqueId' | 'values'>, document: Record<string, unknown>): Announced {
  const uniqueId = typeof document.unique_id === 'string' && document.unique_id !== '' ? document.unique_id : null;
  return { ...where, uniqueId, values: withFullTopics(document) };
}

/** "~" at either end of a topic stands for the base topic. Availability, whose entries have short keys of their own, becomes a list. */
function withFullTopics(document: Record<string, unknown>): Record<string, unknown> {
  const full = fullTopic(document['~']);
  const values: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(document)) {
    values[key] = typeof value === 'string' && key.endsWith('topic') ? full(value) : value;
  }
  const { availability } = document;
  if (availability !== undefined && availability !== null)
    values.availability = [availability].flat().map((entry) => availabilityEntry(entry, full));
  return values;
}

function fullTopic(base: unknown): (topic: string) => string {
  if (typeof base !== 'string') return (topic) => topic;
  return (topic) => {
    if (topic.startsWith('~')) return base + topic.slice(1);
    return topic.endsWith('~') ? topic.slice(0, -1) + base : topic;
  };
}

function availabilityEntry(entry: unknown, full: (topic: string) => string): unknown {
  const parsed = jsonObject.safeParse(entry);
  if (!parsed.success) return entry;
  const expanded = expandKeys(parsed.data, 'document');
  return typeof expanded.topic === 'string' ? { ...expanded, topic: full(expanded.topic) } : expanded;
}

function parseDevice(raw: unknown): DeviceInfo | null {
  const object = jsonObject.safeParse(raw);
  if (!object.success) return null;
  const device = deviceSchema.safeParse(expandKeys(object.data, 'device'));
  if (!device.success) return null;
  const { name, identifiers = [], connections = [], suggested_area: area } = device.data;
  const ids = Array.isArray(identifiers) ? identifiers.map(String) : [identifiers];
  return {
    name: shortened(name),
    suggestedArea: shortened(area),
    identities: [...ids, ...connections.map(([kind, value]) => `${kind}:${value}`)]
      .slice(0, 20)
      .map((id) => id.slice(0, 200).toLowerCase()),
  };
}

function shortened(text: string | null | undefined): string | null {
  const plain = text?.trim().slice(0, LONGEST_NAME) ?? '';
  return plain === '' ? null : plain;
}

/**
 * What a person calls it: the device's name followed by the component's own; only one of them where the other is missing, or
 * where the component repeats the device.
 */
export function fullName(announcement: Announced): string {
  const device = announcement.device?.name ?? null;
  const given = announcement.values.name;
  const own = typeof given === 'string' ? shortened(given) : given === null ? null : defaultName(announcement);
  if (device === null) return own ?? shortened(announcement.objectId.replaceAll(/[_-]+/g, ' ')) ?? announcement.domain;
  if (own === null || own.toLowerCase() === device.toLowerCase()) return device;
  return own.toLowerCase().startsWith(`${device.toLowerCase()} `) ? own : `${device} ${own}`;
}

/** A component without a name is called after its class: "Temperature". */
function defaultName({ values, device, domain }: Announced): string | null {
  const kind = typeof values.device_class === 'string' ? values.device_class : device === null ? null : domain;
  if (kind === null || (device !== null && typeof values.device_class !== 'string')) return null;
  const words = kind.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "light.kitchen": as the document wants it, else after its name. */
export function entityId(announcement: Announced): string {
  const { domain, values } = announcement;
  const wanted = typeof values.default_entity_id === 'string' ? values.default_entity_id.split('.') : [];
  if (wanted.length === 2 && wanted[0] === domain && slugify(wanted[1] ?? '') !== '')
    return `${domain}.${slugify(wanted[1] ?? '')}`;
  const objectId = typeof values.object_id === 'string' ? slugify(values.object_id) : '';
  const candidates = [
    objectId,
    slugify(fullName(announcement)),
    slugify(announcement.uniqueId ?? ''),
    slugify(announcement.objectId),
  ];
  return `${domain}.${(candidates.find((slug) => slug !== '') ?? 'unnamed').slice(0, LONGEST_NAME)}`;
}
