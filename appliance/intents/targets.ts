// From slots to the things of the house that they mean.
import type { Area, Entity, Floor, HouseSnapshot } from '../home/house.ts';
import { foldCase, foldLoose, normalizeText } from '../language/fold.ts';
import { isOutside } from '../language/rooms.ts';
import { admits } from './context-check.ts';
import { entityContext, isEveryday, namesOf } from './house-lists.ts';
import type { Context } from './sentence-file.ts';

/** What an intent is about where its sentence does not say: domains, tried in turn until one has something. */
const DOMAINS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  HassTurnOn: [['light', 'switch', 'fan', 'input_boolean']],
  HassTurnOff: [['light', 'switch', 'fan', 'input_boolean', 'media_player']],
  HassToggle: [['light', 'switch', 'fan', 'input_boolean']],
  HassLightSet: [['light']],
  HassSetPosition: [['cover', 'valve']],
  HassStopMoving: [['cover', 'valve']],
  HassOpenCover: [['cover']],
  HassCloseCover: [['cover']],
  HassFanSetSpeed: [['fan']],
  HassClimateSetTemperature: [['climate', 'water_heater']],
  HassClimateSetFanMode: [['climate']],
  HassClimateGetTemperature: [['climate']],
  HassVacuumStart: [['vacuum']],
  HassVacuumReturnToBase: [['vacuum']],
  HassVacuumCleanArea: [['vacuum']],
  HassLawnMowerDock: [['lawn_mower']],
  HassLawnMowerStartMowing: [['lawn_mower']],
  HassMediaNext: [['media_player']],
  HassMediaPrevious: [['media_player']],
  HassMediaPause: [['media_player']],
  HassMediaUnpause: [['media_player']],
  HassMediaPlayerMute: [['media_player']],
  HassMediaPlayerUnmute: [['media_player']],
  HassMediaSearchAndPlay: [['media_player']],
  HassSetVolume: [['media_player']],
  HassSetVolumeRelative: [['media_player']],
  HassGetWeather: [['weather']],
  HassShoppingListAddItem: [['todo']],
  HassShoppingListCompleteItem: [['todo']],
  LinnetListItems: [['todo']],
  LinnetArm: [['alarm_control_panel']],
  LinnetDisarm: [['alarm_control_panel']],
  LinnetSetValue: [['humidifier']],
  LinnetSetOption: [['climate', 'water_heater']],
};

/** Intents that are about one thing even where several fit: the first counts. */
const ABOUT_ONE = new Set([
  'HassGetWeather',
  'HassShoppingListAddItem',
  'HassShoppingListCompleteItem',
  'LinnetListItems',
]);

const STATE = 'HassGetState';
const TEMPERATURE = 'HassClimateGetTemperature';

export interface Targets {
  readonly entities: readonly Entity[];
  /** Whether `entities` share one name, so that one of them must be chosen. */
  readonly sameName: boolean;
}

const NONE: Targets = { entities: [], sameName: false };

/** `requires` is what the sentence asked of a name; `here` the area of the speaker. */
export function findTargets(
  match: {
    readonly intent: string;
    readonly slots: Context;
    readonly isHouseName: boolean;
    /** Whether the words named the place, and not where the speaker is. */
    readonly isPlaceSaid?: boolean;
    readonly requires: Context;
  },
  snapshot: HouseSnapshot,
  here: Area | null,
): Targets {
  const { slots } = match;
  const place = placeFilter(slots, snapshot);
  if (typeof slots.name === 'string' && match.isHouseName) return byName(slots.name, match, place, snapshot, here);
  if (match.isHouseName || slots.name !== undefined) return NONE;
  if (match.intent === TEMPERATURE && slots.where === 'outside')
    return { entities: thermometersOutside(snapshot), sameName: false };
  const watched = match.intent === STATE ? alsoWatched(slots, snapshot) : [];
  const ofKind = preferred([...byKind(match.intent, slots, snapshot), ...watched].filter(place), slots, here);
  const sure =
    match.intent === STATE && ofKind.every(({ deviceClass }) => deviceClass === null)
      ? ofOtherKinds(slots, snapshot).filter(place)
      : [];
  if (sure.length > 0) return { entities: sure, sameName: false };
  const only = ofKind.length === 0 && match.isPlaceSaid === false ? onlyCover(match.intent, slots, snapshot) : [];
  if (only.length > 0) return { entities: only, sameName: false };
  const entities = ofKind.length === 0 && match.intent === TEMPERATURE ? thermometers(snapshot).filter(place) : ofKind;
  return { entities: ABOUT_ONE.has(match.intent) ? entities.slice(0, 1) : entities, sameName: false };
}

/**
 * "Close the blinds" where the room has none: a household with blinds in one place calls them so wherever it is. Of several, nobody
 * knows which; and a room that was named has what it has.
 */
function onlyCover(
  intent: string,
  { area: _, floor: _floor, ...slots }: Context,
  snapshot: HouseSnapshot,
): readonly Entity[] {
  const covers = byKind(intent, slots, snapshot).filter(({ domain }) => domain === 'cover' || domain === 'valve');
  return intent !== STATE && slots.device_class !== undefined && covers.length === 1 ? covers : [];
}

/** The area of that name, alias or id. */
export function findArea(snapshot: HouseSnapshot, named: unknown): Area | null {
  return findPlace(snapshot.areas, named);
}

function findPlace<Place extends Area | Floor>(places: readonly Place[], named: unknown): Place | null {
  if (typeof named !== 'string') return null;
  const folded = foldLoose(named);
  const isNamed = (place: Place): boolean =>
    place.id === named || namesOf(place).some((name) => foldLoose(name) === folded);
  return places.find(isNamed) ?? null;
}

/** Whether an entity is where the slots say. A place that the house does not have holds nothing. */
function placeFilter(slots: Context, snapshot: HouseSnapshot): (entity: Entity) => boolean {
  const area = slots.area === undefined ? undefined : findArea(snapshot, slots.area);
  const floor = slots.floor === undefined ? undefined : findPlace(snapshot.floors, slots.floor);
  const onFloor = new Set(snapshot.areas.filter((one) => one.floor === floor?.id).map((one) => one.id));
  return (entity) => {
    if (area !== undefined && (area === null || entity.area !== area.id)) return false;
    return floor === undefined || (floor !== null && entity.area !== null && onFloor.has(entity.area));
  };
}

/** Of things with one name, those in the place that was said or in none, else those near the speaker, else all of them. */
function byName(
  name: string,
  { requires, isPlaceSaid = false }: { readonly requires: Context; readonly isPlaceSaid?: boolean },
  place: (entity: Entity) => boolean,
  snapshot: HouseSnapshot,
  here: Area | null,
): Targets {
  const folded = foldCase(normalizeText(name));
  const named = snapshot.entities.filter(
    (entity) =>
      namesOf(entity).some((one) => foldCase(normalizeText(one)) === folded) &&
      admits(requires, {}, entityContext(entity)),
  );
  const placed = named.filter(place);
  const elsewhere = isPlaceSaid ? named.filter(({ area }) => area === null) : named;
  const possible = placed.length > 0 ? placed : elsewhere;
  const near = possible.filter((entity) => here !== null && entity.area === here.id);
  const entities = near.length > 0 ? near : possible;
  return { entities, sameName: entities.length > 1 };
}

function byKind(intent: string, slots: Context, snapshot: HouseSnapshot): readonly Entity[] {
  const asked = strings(slots.domain);
  const choices = asked.length > 0 ? [asked] : (DOMAINS[intent] ?? []);
  const isPlaced = slots.area !== undefined || slots.floor !== undefined || asked.length > 0;
  if (!isPlaced && (intent === 'HassTurnOn' || intent === 'HassTurnOff')) return [];
  for (const domains of choices) {
    const ofDomain = everydayOf(domains, snapshot);
    if (ofDomain.length > 0) return ofClass(ofDomain, strings(slots.device_class));
  }
  return [];
}

function everydayOf(domains: readonly string[], { entities }: HouseSnapshot): readonly Entity[] {
  return entities.filter((entity) => domains.includes(entity.domain) && isEveryday(entity));
}

/** Sensors measure what their class says, and nothing else. */
const SENSORS: ReadonlySet<string> = new Set(['sensor', 'binary_sensor']);

/** Things of the class; where none says its class, those that say none. */
function ofClass(entities: readonly Entity[], classes: readonly string[]): readonly Entity[] {
  if (classes.length === 0) return entities;
  const exact = entities.filter((entity) => entity.deviceClass !== null && classes.includes(entity.deviceClass));
  return exact.length > 0
    ? exact
    : entities.filter(({ deviceClass, domain }) => deviceClass === null && !SENSORS.has(domain));
}

/** "Are any windows open" asks for covers; in most houses a sensor knows, better than blinds that do not say what they cover. */
function ofOtherKinds(slots: Context, snapshot: HouseSnapshot): readonly Entity[] {
  const classes = strings(slots.device_class);
  return everydayOf(['binary_sensor', 'cover'], snapshot).filter(({ deviceClass }) =>
    classes.includes(deviceClass ?? ''),
  );
}

/** What knows the same as the kind that is asked about: a sensor at a lock, and a battery that tells how full it is. */
function alsoWatched(slots: Context, snapshot: HouseSnapshot): readonly Entity[] {
  if (isAboutLocks(slots)) return lockSensors(snapshot);
  if (slots.device_class !== 'battery' || slots.state === undefined) return [];
  return everydayOf(['sensor'], snapshot).filter(({ deviceClass }) => deviceClass === 'battery');
}

/**
 * Where no place was said: "the fan" is one in the room of the speaker if there is one, and what "the house" uses is not what one of its
 * machines uses.
 */
function preferred(entities: readonly Entity[], slots: Context, here: Area | null): readonly Entity[] {
  if (slots.area !== undefined || slots.floor !== undefined) return entities;
  const isMeant = ({ area }: Entity): boolean =>
    slots.nearest === true ? here !== null && area === here.id : slots.of === 'house' && area === null;
  const meant = entities.filter(isMeant);
  return meant.length > 0 ? meant : entities;
}

function isAboutLocks({ domain, state }: Context): boolean {
  return domain === 'lock' && (state === 'locked' || state === 'unlocked');
}

/** What only watches a lock knows whether it is locked, too. */
function lockSensors(snapshot: HouseSnapshot): readonly Entity[] {
  return everydayOf(['binary_sensor'], snapshot).filter(({ deviceClass }) => deviceClass === 'lock');
}

/** Where no thermostat is, a sensor knows how warm it is. */
function thermometers(snapshot: HouseSnapshot): readonly Entity[] {
  return everydayOf(['sensor'], snapshot).filter(({ deviceClass }) => deviceClass === 'temperature');
}

/** What hangs outside, then the weather report. */
function thermometersOutside(snapshot: HouseSnapshot): readonly Entity[] {
  const places = new Set(snapshot.areas.filter(({ name }) => isOutside(name)).map(({ id }) => id));
  const hung = thermometers(snapshot).filter(
    ({ name, area }) => isOutside(name) || (area !== null && places.has(area)),
  );
  return [...hung, ...everydayOf(['weather'], snapshot)];
}

function strings(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
