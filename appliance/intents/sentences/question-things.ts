// What the kinds, dangers, settings and measures that people ask about are in a house, and which states each can be asked for.
import type { Detail, Kind, Measure, Peril, State } from './question-words.ts';

interface KindOfThing {
  readonly domain: string | readonly string[];
  readonly device_class?: string | readonly string[];
  /** Of several, one in the room of the speaker is meant. */
  readonly nearest?: true;
  readonly states: readonly State[];
  /** What some of them are of such a thing. */
  readonly means?: Readonly<Partial<Record<State, string>>>;
}

const SWITCH: readonly State[] = ['on', 'off'];
const OPENING: readonly State[] = ['open', 'closed'];
const SHADING: readonly State[] = [...OPENING, 'raised', 'lowered'];

export const KINDS: Readonly<Record<Kind, KindOfThing>> = {
  light: { domain: 'light', nearest: true, states: SWITCH },
  switch: { domain: 'switch', nearest: true, states: SWITCH },
  fan: { domain: 'fan', nearest: true, states: SWITCH },
  blind: { domain: 'cover', device_class: ['blind', 'shade', 'shutter', 'curtain'], nearest: true, states: SHADING },
  garage: { domain: 'cover', device_class: ['garage', 'garage_door'], states: OPENING },
  window: { domain: 'binary_sensor', device_class: 'window', states: OPENING },
  door: { domain: 'binary_sensor', device_class: 'door', states: OPENING },
  lock: { domain: 'lock', states: ['locked', 'unlocked'] },
  valve: { domain: 'valve', states: OPENING },
  heating: { domain: 'climate', nearest: true, states: ['on', 'off', 'heating'] },
  cooling: {
    domain: 'climate',
    device_class: 'air_conditioner',
    nearest: true,
    states: SWITCH,
    means: { on: 'cooling', off: 'not_cooling' },
  },
  player: { domain: 'media_player', nearest: true, states: ['on', 'off', 'playing'] },
  vacuum: { domain: 'vacuum', states: ['docked', 'cleaning', 'charging', 'running'] },
  mower: { domain: 'lawn_mower', states: ['docked', 'mowing', 'charging', 'running'] },
  alarm: { domain: 'alarm_control_panel', states: ['armed', 'disarmed', 'triggered'] },
  /** What is called so is no alarm clock. */
  guard: { domain: 'alarm_control_panel', states: SWITCH },
  boiler: { domain: 'water_heater', states: SWITCH },
  humidifier: { domain: 'humidifier', nearest: true, states: SWITCH },
  siren: { domain: 'siren', states: SWITCH },
  battery: { domain: 'binary_sensor', device_class: 'battery', states: ['battery_low'] },
};

interface NamedStates {
  readonly domain: readonly string[];
  readonly device_class?: readonly string[];
  readonly states: readonly State[];
  readonly means?: Readonly<Partial<Record<State, string>>>;
  /** It does not know: what it does know is told instead of yes or no. */
  readonly tellsState?: true;
}

export const NAMED_STATES: readonly NamedStates[] = [
  {
    domain: [
      ...['light', 'switch', 'fan', 'media_player', 'input_boolean', 'climate', 'humidifier', 'siren', 'water_heater'],
      'alarm_control_panel',
    ],
    states: SWITCH,
  },
  { domain: ['cover'], states: SHADING },
  { domain: ['valve'], states: OPENING },
  {
    domain: ['binary_sensor'],
    device_class: ['door', 'garage_door', 'opening', 'window'],
    states: OPENING,
  },
  { domain: ['lock'], states: ['locked', 'unlocked'] },
  { domain: ['binary_sensor'], device_class: ['lock'], states: ['locked', 'unlocked'] },
  { domain: ['vacuum'], states: ['docked', 'cleaning', 'charging', 'running'] },
  { domain: ['lawn_mower'], states: ['docked', 'mowing', 'charging', 'running'] },
  { domain: ['alarm_control_panel'], states: ['armed', 'disarmed', 'triggered'] },
  { domain: ['media_player'], states: ['playing'] },
  { domain: ['climate'], states: ['heating'] },
  { domain: ['fan'], states: ['running'], means: { running: 'on' } },
  { domain: ['binary_sensor'], device_class: ['running', 'moving'], states: ['running', 'not_running', 'on', 'off'] },
  { domain: ['binary_sensor'], device_class: ['battery_charging'], states: ['charging'] },
  { domain: ['binary_sensor', 'sensor'], device_class: ['battery'], states: ['battery_low'] },
  // A lock knows whether it is locked, not whether its door is open: that is told.
  { domain: ['lock'], states: OPENING, tellsState: true },
];

/** What is in the air or otherwise wrong, as sensors tell it. */
export const PERILS: Readonly<Record<Peril, Readonly<Record<string, unknown>>>> = {
  smoke: { domain: 'binary_sensor', device_class: 'smoke' },
  gas: { domain: 'binary_sensor', device_class: 'gas' },
  carbon_monoxide: { domain: 'binary_sensor', device_class: 'carbon_monoxide' },
  leak: { domain: 'binary_sensor', device_class: 'moisture' },
  motion: { domain: 'binary_sensor', device_class: 'motion' },
  problem: { domain: 'binary_sensor', device_class: 'problem' },
  update: { domain: ['binary_sensor', 'update'], device_class: 'update' },
};

/** What has each setting, and by which kinds it is asked for. */
export const DETAIL_DOMAINS: Readonly<
  Record<
    Detail,
    { readonly domain: readonly string[]; readonly device_class?: readonly string[]; readonly kinds: readonly Kind[] }
  >
> = {
  position: { domain: ['cover', 'valve'], kinds: ['blind', 'garage', 'valve'] },
  speed: { domain: ['fan'], kinds: ['fan'] },
  brightness: { domain: ['light'], kinds: ['light'] },
  color: { domain: ['light'], kinds: ['light'] },
  volume: { domain: ['media_player'], kinds: ['player'] },
  title: { domain: ['media_player'], kinds: ['player'] },
  mode: {
    domain: ['climate', 'water_heater', 'humidifier', 'alarm_control_panel'],
    kinds: ['heating', 'cooling', 'boiler', 'humidifier', 'alarm'],
  },
  preset: { domain: ['climate', 'fan', 'select', 'input_select'], kinds: ['heating', 'cooling'] },
  fan_mode: { domain: ['climate'], kinds: ['heating', 'cooling'] },
  target: { domain: ['climate', 'water_heater', 'humidifier'], kinds: ['heating', 'cooling', 'boiler', 'humidifier'] },
  temperature: { domain: ['water_heater'], kinds: ['boiler'] },
  end: { domain: ['sensor'], device_class: ['timestamp'], kinds: [] },
  power: { domain: ['sensor'], device_class: ['power'], kinds: [] },
  battery: { domain: ['sensor', 'vacuum', 'lawn_mower'], device_class: ['battery'], kinds: ['vacuum', 'mower'] },
  where: { domain: ['vacuum', 'lawn_mower'], kinds: ['vacuum', 'mower'] },
  state: {
    domain: [
      'vacuum',
      'lawn_mower',
      'alarm_control_panel',
      'binary_sensor',
      'climate',
      'fan',
      'cover',
      'lock',
      'valve',
    ],
    kinds: ['vacuum', 'mower', 'alarm', 'heating', 'blind', 'garage', 'boiler'],
  },
};

/** What a house or a room uses: where no place is said, the whole house is meant. */
const USED = { domain: 'sensor', of: 'house' };
const NEAR = { domain: 'sensor', nearest: true };

export const MEASURES: Readonly<Record<Measure, Readonly<Record<string, unknown>>>> = {
  humidity: { ...NEAR, device_class: 'humidity' },
  air: {
    ...NEAR,
    device_class: [
      'aqi',
      'carbon_dioxide',
      'pm25',
      'pm10',
      'volatile_organic_compounds',
      'volatile_organic_compounds_parts',
    ],
  },
  carbon_dioxide: { ...NEAR, device_class: 'carbon_dioxide' },
  fine_dust: { ...NEAR, device_class: ['pm25', 'pm10', 'pm1'] },
  vapours: { ...NEAR, device_class: ['volatile_organic_compounds', 'volatile_organic_compounds_parts'] },
  pressure: { ...NEAR, device_class: ['atmospheric_pressure'] },
  power: { ...USED, device_class: 'power' },
  energy: { ...USED, device_class: 'energy' },
  illuminance: { ...NEAR, device_class: 'illuminance' },
  wind: { ...NEAR, device_class: 'wind_speed' },
  rain: { ...NEAR, device_class: ['precipitation', 'precipitation_intensity'] },
  noise: { ...NEAR, device_class: 'sound_pressure' },
};

/** What is meant by "anything" that is on. */
export const SWITCHED_THINGS = {
  domain: ['light', 'switch', 'fan', 'media_player', 'input_boolean', 'climate', 'humidifier', 'water_heater', 'siren'],
};

/** What is meant by "anything" that is open. */
export const WAYS_IN = {
  domain: ['binary_sensor', 'cover'],
  device_class: ['door', 'window', 'opening', 'garage_door', 'garage', 'gate'],
};

/** What people ask the history of. */
export const RECORDED_KINDS: readonly Kind[] = ['window', 'door', 'garage', 'blind', 'light', 'heating', 'alarm'];
export const RECORDED_DOMAINS: readonly string[] = [
  ...['light', 'switch', 'fan', 'cover', 'lock', 'valve', 'climate', 'media_player', 'vacuum', 'lawn_mower'],
  ...['alarm_control_panel', 'binary_sensor', 'humidifier', 'siren', 'water_heater'],
];
