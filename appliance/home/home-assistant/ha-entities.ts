// Home Assistant's registries and states ▸ our entities: names, areas, features.
import type { LinnetError } from '../../kernel/errors.ts';
import { type Area, decimalsOf, type Entity, type Floor } from '../house.ts';
import type { RegistryDevice, RegistryEntity } from './messages.ts';

/** Everything that says what an entity is; states apart. */
export interface Registries {
  readonly floors: readonly Floor[];
  readonly areas: readonly Area[];
  readonly devices: ReadonlyMap<string, RegistryDevice>;
  /** Entities that have an entry; not all have. */
  readonly entries: ReadonlyMap<string, RegistryEntity>;
  /** Entities that the owner shows to voice assistants; null: all of those below. */
  readonly exposed: ReadonlySet<string> | null;
  /** Why `exposed` is empty although the owner may show some; null where it is what the owner shows. */
  readonly problem: LinnetError | null;
}

export interface RawState {
  readonly value: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** What may be spoken to. Everything else (persons, zones, automations' internals) stays where it is. */
const DOMAINS: ReadonlySet<string> = new Set([
  'alarm_control_panel',
  'automation',
  'binary_sensor',
  'button',
  'climate',
  'cover',
  'fan',
  'humidifier',
  'input_boolean',
  'input_button',
  'input_number',
  'input_select',
  'input_text',
  'lawn_mower',
  'light',
  'lock',
  'media_player',
  'number',
  'person',
  'scene',
  'script',
  'select',
  'sensor',
  'siren',
  'switch',
  'text',
  'todo',
  'vacuum',
  'valve',
  'water_heater',
  'weather',
]);

/** The entity `id` as we know it; null where it is none for us. */
export function describeHaEntity(
  id: string,
  state: RawState,
  registries: Registries,
  ignored: ReadonlySet<string>,
): Entity | null {
  const domain = id.slice(0, id.indexOf('.'));
  const entry = registries.entries.get(id) ?? null;
  const device = entry?.device_id == null ? null : (registries.devices.get(entry.device_id) ?? null);
  if (!DOMAINS.has(domain) || !isShown(id, entry, registries)) return null;
  if (device !== null && deviceIdentities(device).some((identity) => ignored.has(identity))) return null;
  const friendly = state.attributes.friendly_name;
  const category = entry?.entity_category;
  const shown = domain === 'sensor' ? entry?.options?.sensor : undefined;
  const decimals = decimalsOf(shown?.display_precision) ?? decimalsOf(shown?.suggested_display_precision);
  return {
    id,
    domain,
    name: (typeof friendly === 'string' && friendly.trim() !== ''
      ? friendly.trim()
      : id.slice(domain.length + 1).replaceAll('_', ' ')
    ).slice(0, 100),
    aliases: (entry?.aliases ?? [])
      .filter((alias): alias is string => typeof alias === 'string' && alias.trim() !== '')
      .slice(0, 20),
    area: entry?.area_id ?? device?.area_id ?? null,
    deviceClass: textOf(state.attributes.device_class) ?? entry?.device_class ?? entry?.original_device_class ?? null,
    unit: textOf(state.attributes.unit_of_measurement) ?? textOf(state.attributes.temperature_unit),
    ...(decimals === null ? {} : { decimals }),
    features: featuresOf(domain, state.attributes),
    source: 'homeassistant',
    ...(category === 'config' || category === 'diagnostic' ? { category } : {}),
  };
}

function isShown(id: string, entry: RegistryEntity | null, { exposed }: Registries): boolean {
  if (entry?.disabled_by != null || entry?.hidden_by != null) return false;
  return exposed === null || exposed.has(id);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Identifiers and connections, in lower case, as `DeviceInfo.identities` has them. */
export function deviceIdentities({ identifiers, connections }: RegistryDevice): readonly string[] {
  const ids = identifiers.flatMap((identifier) => (identifier[1] === undefined ? [] : [String(identifier[1])]));
  return [...ids, ...connections.map((connection) => connection.join(':'))].map((identity) => identity.toLowerCase());
}

/** Bits of `supported_features` (developers.home-assistant.io, one page an entity) and what we call them. */
const FEATURE_BITS: Readonly<Record<string, ReadonlyArray<readonly [bit: number, feature: string]>>> = {
  cover: [
    [1, 'open_close'],
    [4, 'position'],
    [8, 'stop'],
    [16, 'tilt'],
  ],
  valve: [
    [1, 'open_close'],
    [4, 'position'],
    [8, 'stop'],
  ],
  fan: [
    [1, 'speed'],
    [2, 'oscillate'],
    [4, 'direction'],
    [8, 'preset_mode'],
  ],
  climate: [
    [1, 'target_temperature'],
    [2, 'target_temperature_range'],
    [4, 'target_humidity'],
    [8, 'fan_mode'],
    [16, 'preset_mode'],
    [32, 'swing_mode'],
    [512, 'swing_horizontal_mode'],
  ],
  water_heater: [
    [1, 'target_temperature'],
    [2, 'operation_mode'],
  ],
  humidifier: [[1, 'modes']],
  lock: [[1, 'open']],
  siren: [[4, 'tones']],
  lawn_mower: [
    [1, 'start_mowing'],
    [2, 'pause'],
    [4, 'dock'],
  ],
  vacuum: [
    [4, 'pause'],
    [8, 'stop'],
    [16, 'return_home'],
    [32, 'fan_speed'],
    [512, 'locate'],
    [1024, 'clean_spot'],
    [8192, 'start'],
  ],
  media_player: [
    [1, 'pause'],
    [2, 'seek'],
    [4, 'volume'],
    [8, 'volume_mute'],
    [16, 'previous_track'],
    [32, 'next_track'],
    [128, 'turn_on'],
    [256, 'turn_off'],
    [1024, 'volume_step'],
    [2048, 'source'],
    [4096, 'stop'],
    [16384, 'play'],
    [4194304, 'search_media'],
  ],
  todo: [
    [1, 'add_item'],
    [2, 'remove_item'],
    [4, 'update_item'],
  ],
};

function featuresOf(domain: string, attributes: Readonly<Record<string, unknown>>): readonly string[] {
  if (domain === 'light') return lightFeatures(attributes);
  const bits = typeof attributes.supported_features === 'number' ? attributes.supported_features : 0;
  const listed = Object.hasOwn(FEATURE_BITS, domain) ? (FEATURE_BITS[domain] ?? []) : [];
  return listed.filter(([bit]) => (bits & bit) !== 0).map(([, feature]) => feature);
}

const COLOR_MODES: ReadonlySet<unknown> = new Set(['hs', 'xy', 'rgb', 'rgbw', 'rgbww']);

function lightFeatures({
  supported_color_modes: raw,
  effect_list: effects,
}: Readonly<Record<string, unknown>>): readonly string[] {
  const modes: readonly unknown[] = Array.isArray(raw) ? raw : [];
  return [
    ...(modes.some((mode) => mode !== 'onoff') ? ['brightness'] : []),
    ...(modes.some((mode) => COLOR_MODES.has(mode)) ? ['color'] : []),
    ...(modes.includes('color_temp') ? ['color_temp'] : []),
    ...(Array.isArray(effects) && effects.length > 0 ? ['effect'] : []),
  ];
}
