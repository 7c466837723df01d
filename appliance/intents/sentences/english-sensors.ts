// Questions about sensors, made from tables: what each kind of sensor can be, and what it measures.
import type { SentenceFileInput } from '../sentence-file.ts';
import { namedMeasures } from './english-measures.ts';

type Intents = NonNullable<SentenceFileInput['intents']>;
type Block = Intents[string]['data'][number];

interface Detector {
  readonly deviceClass: string;
  /** What such things are called, several of them. */
  readonly nouns: string;
  /** How one is when it is on, and when it is off. */
  readonly on: string;
  readonly off: string;
}

/** Device classes of Home Assistant's binary sensors, in everyday words. */
const DETECTORS: readonly Detector[] = [
  {
    deviceClass: 'battery',
    nouns: 'batter(y|ies)',
    on: '(low|empty|flat|running out|(in|) need of charging)',
    off: '(full|fine|okay|charged)',
  },
  { deviceClass: 'battery_charging', nouns: '(batteries|devices|phones)', on: 'charging', off: 'not charging' },
  {
    deviceClass: 'carbon_monoxide',
    nouns: '(carbon monoxide|co) [(sensors|alarms|detectors)]',
    on: '(detected|triggered|on|going off)',
    off: '(clear|off|okay)',
  },
  { deviceClass: 'cold', nouns: '(pipes|sensors)', on: '(cold|freezing|frozen)', off: '(normal|not cold|okay)' },
  { deviceClass: 'connectivity', nouns: 'devices', on: '(connected|online)', off: '(disconnected|offline)' },
  { deviceClass: 'door', nouns: 'doors', on: 'open', off: '(closed|shut)' },
  { deviceClass: 'garage_door', nouns: 'garage doors', on: 'open', off: '(closed|shut)' },
  {
    deviceClass: 'gas',
    nouns: 'gas [(sensors|alarms|detectors)]',
    on: '(detected|triggered|on|going off)',
    off: '(clear|off|okay)',
  },
  {
    deviceClass: 'heat',
    nouns: '(heat sensors|devices|computers)',
    on: '(hot|overheating|too hot)',
    off: '(normal|not hot|cool)',
  },
  { deviceClass: 'light', nouns: 'light sensors', on: '(bright|detecting light|triggered)', off: '(dark|clear)' },
  { deviceClass: 'lock', nouns: 'locks', on: '(unlocked|not locked)', off: 'locked' },
  {
    deviceClass: 'moisture',
    nouns: '(leak|moisture|water) sensors',
    on: '(wet|leaking|triggered|detecting (water|moisture|a leak))',
    off: '(dry|clear|not leaking)',
  },
  {
    deviceClass: 'motion',
    nouns: 'motion [(sensors|detectors)]',
    on: '(detected|triggered|active|detecting (motion|movement))',
    off: '(clear|inactive|quiet)',
  },
  {
    deviceClass: 'occupancy',
    nouns: '(rooms|occupancy sensors|areas)',
    on: '(occupied|detected|in use)',
    off: '(empty|clear|unoccupied|vacant|free)',
  },
  { deviceClass: 'opening', nouns: 'openings', on: 'open', off: '(closed|shut)' },
  { deviceClass: 'plug', nouns: '(devices|plugs)', on: 'plugged in', off: '(unplugged|not plugged in)' },
  {
    deviceClass: 'power',
    nouns: 'power [sensors]',
    on: '(on|powered|detected)',
    off: '(off|out|not powered|unpowered)',
  },
  {
    deviceClass: 'presence',
    nouns: '(phones|trackers)',
    on: '(home|at home|here|present)',
    off: '(away|gone|not home|not at home)',
  },
  {
    deviceClass: 'problem',
    nouns: '(problems|devices)',
    on: '(a problem|having (a problem|problems|trouble)|faulty)',
    off: '(fine|okay|all right|without problems)',
  },
  {
    deviceClass: 'running',
    nouns: '(machines|appliances|devices)',
    on: '(running|still going)',
    off: '(finished|done|stopped|not running)',
  },
  { deviceClass: 'safety', nouns: '(areas|places|sensors)', on: '(unsafe|not safe|dangerous)', off: 'safe' },
  {
    deviceClass: 'smoke',
    nouns: 'smoke [(sensors|alarms|detectors)]',
    on: '(detected|triggered|on|going off)',
    off: '(clear|off|okay)',
  },
  {
    deviceClass: 'sound',
    nouns: 'sound [(sensors|detectors)]',
    on: '(detected|triggered|loud|making (a sound|noise))',
    off: '(clear|quiet|silent)',
  },
  {
    deviceClass: 'tamper',
    nouns: 'tamper [(sensors|alarms)]',
    on: '(tampered with|being tampered with|triggered)',
    off: '(clear|untouched|not tampered with)',
  },
  {
    deviceClass: 'update',
    nouns: '(updates|devices)',
    on: '(available|out of date|waiting for an update|in need of an update)',
    off: '(up to date|current)',
  },
  {
    deviceClass: 'vibration',
    nouns: 'vibration [(sensors|detectors)]',
    on: '(vibrating|shaking|detected|triggered)',
    off: '(still|clear|not vibrating)',
  },
  { deviceClass: 'window', nouns: 'windows', on: 'open', off: '(closed|shut)' },
];

function detectorBlocks({ deviceClass, nouns, on, off }: Detector): Block[] {
  const lists = {
    how: {
      values: [
        { in: on, out: 'on' },
        { in: off, out: 'off' },
      ],
    },
  };
  const slots = { domain: 'binary_sensor', device_class: deviceClass };
  const about = (sentences: string[], response: string): Block => ({ sentences, slots, lists, response });
  const places = ['', ' <in> [<the>] {area}', ' [<whole>]'];
  const everywhere = (sentence: string): string[] => places.map((place) => `${sentence}${place}`);
  return [
    {
      sentences: [
        '<is> [<the>] {name} [battery|sensor] [still|currently|already] {how:state}',
        'has [<the>] {name} [been] {how:state}',
      ],
      lists,
      requires_context: { domain: 'binary_sensor', device_class: deviceClass },
      response: 'one_yesno',
    },
    about(everywhere(`(is|are) [there] any [of <the>] ${nouns} {how:state}`), 'any'),
    about(everywhere(`are all [of] [<the>] ${nouns} {how:state}`), 'all'),
    about(everywhere(`(which|what) [of <the>] ${nouns} (is|are) {how:state}`), 'which'),
    about(everywhere(`<how_many> ${nouns} (is|are) {how:state}`), 'how_many'),
    about(
      [`(is|are) [<the>] [{area}] ${nouns} {how:state}`, `(is|are) [<the>] ${nouns} {how:state} <in> [<the>] {area}`],
      'any',
    ),
  ];
}

/** A room is asked about as if it were its own sensor. */
const ROOMS: Block[] = [
  {
    sentences: ['(is|are) [<the>] {area} {how:state}', 'is (anyone|anybody|someone|somebody) <in> [<the>] {area}'],
    slots: { domain: 'binary_sensor', device_class: 'occupancy', state: 'on' },
    lists: {
      how: {
        values: [
          { in: 'occupied', out: 'on' },
          { in: '(empty|unoccupied|vacant)', out: 'off' },
        ],
      },
    },
    response: 'any',
  },
];

export const ENGLISH_SENSOR_QUESTIONS: Block[] = [...namedMeasures(), ...ROOMS, ...DETECTORS.flatMap(detectorBlocks)];
