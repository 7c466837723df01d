// What people say to the demo house, and what must come of it: the house as it starts, one sentence a turn.
import type { Outcome } from '../../appliance/dialogue/turn.ts';
import type { HouseChanges } from '../../appliance/home/house-diff.ts';

export interface SpokenCommand {
  readonly said: string;
  readonly outcome: Outcome;
  readonly intent: string | null;
  /** Slots that must have this value; others may be filled as well. */
  readonly slots: Readonly<Record<string, string | number>>;
  /** All that differs in the house afterwards. */
  readonly changes: HouseChanges;
}

type Expected = Partial<Omit<SpokenCommand, 'said'>>;

const acts = (intent: string, changes: HouseChanges): Expected => ({ intent, changes });
const tells = (intent: string, slots: SpokenCommand['slots'] = {}): Expected => ({ intent, slots });
const fails: Expected = { outcome: 'notUnderstood', intent: null };
const asks = (intent: string): Expected => ({ outcome: 'asked', intent });

const TABLE: ReadonlyArray<readonly [said: string, expected: Expected]> = [
  ['Turn on the kitchen light.', acts('HassTurnOn', { 'light.kitchen': { state: 'on' } })],
  ['Turn off the hallway light.', acts('HassTurnOff', { 'light.hallway': { state: 'off' } })],
  ['Switch on the bedroom light.', acts('HassTurnOn', { 'light.bedroom': { state: 'on' } })],
  ['Turn off the living room lamp.', acts('HassTurnOff', { 'light.living_room_lamp': { state: 'off' } })],
  ['Turn on the light in the bedroom.', acts('HassTurnOn', { 'light.bedroom': { state: 'on' } })],
  ['Turn on the lights in the kitchen.', acts('HassTurnOn', { 'light.kitchen': { state: 'on' } })],
  ['Turn off the lights in the hallway.', acts('HassTurnOff', { 'light.hallway': { state: 'off' } })],
  ['Turn off the light.', acts('HassTurnOff', { 'light.living_room_lamp': { state: 'off' } })],
  [
    'Set the living room lamp to forty percent.',
    acts('HassLightSet', { 'light.living_room_lamp': { brightness: 40 } }),
  ],
  ['Set the hallway light to seventy percent.', acts('HassLightSet', { 'light.hallway': { brightness: 70 } })],
  ['Dim the hallway light to twenty percent.', acts('HassLightSet', { 'light.hallway': { brightness: 20 } })],
  [
    'Set the living room lamp to fifteen percent.',
    acts('HassLightSet', { 'light.living_room_lamp': { brightness: 15 } }),
  ],
  [
    'Set the brightness of the hallway light to fifty percent.',
    acts('HassLightSet', { 'light.hallway': { brightness: 50 } }),
  ],
  ['Close the bedroom blinds.', acts('HassTurnOff', { 'cover.bedroom_blinds': { state: 'closed', position: 0 } })],
  ['Open the bedroom blinds.', acts('HassTurnOn', {})],
  ['Set the bedroom blinds to thirty percent.', acts('HassSetPosition', { 'cover.bedroom_blinds': { position: 30 } })],
  [
    'Set the living room thermostat to twenty two degrees.',
    acts('HassClimateSetTemperature', { 'climate.living_room': { temperature: 22 } }),
  ],
  [
    'Set the temperature to nineteen degrees.',
    acts('HassClimateSetTemperature', { 'climate.living_room': { temperature: 19 } }),
  ],
  ['What is the temperature in the living room?', tells('HassClimateGetTemperature')],
  ['Lock the front door.', acts('HassTurnOn', {})],
  ['Unlock the front door.', asks('HassTurnOff')],
  ['Please unlock the front door.', asks('HassTurnOff')],
  ['Is the front door locked?', tells('HassGetState')],
  ['Set a timer for ten seconds.', tells('HassStartTimer', { seconds: 10 })],
  ['Set a timer for five minutes.', tells('HassStartTimer', { minutes: 5 })],
  ['Set a timer for fifteen minutes.', tells('HassStartTimer', { minutes: 15 })],
  ['Start a twenty minute timer.', tells('HassStartTimer', { minutes: 20 })],
  ['Set a timer for one hour.', tells('HassStartTimer', { hours: 1 })],
  ['Set a pizza timer for twelve minutes.', tells('HassStartTimer', { minutes: 12, name: 'pizza' })],
  ['How much time is left on the timer?', tells('HassTimerStatus')],
  ['Cancel the timer.', tells('HassCancelTimer')],
  ['What time is it?', tells('HassGetCurrentTime')],
  ["What's the date today?", tells('HassGetCurrentDate')],
  ['What day is it?', tells('HassGetCurrentDate')],
  ['Never mind.', { ...tells('HassNevermind'), outcome: 'cancelled' }],
  ['Is the hallway light on?', tells('HassGetState')],
  ['Is the kitchen light off?', tells('HassGetState')],
  ['What is the outdoor temperature?', tells('HassGetState')],
  ['How warm is it outside?', tells('HassClimateGetTemperature')],
  ['Which lights are on?', tells('HassGetState')],
  ['Are the bedroom blinds open?', tells('HassGetState')],
  [
    'Turn on the kitchen light and turn off the hallway light.',
    acts('compound', { 'light.kitchen': { state: 'on' }, 'light.hallway': { state: 'off' } }),
  ],
  ['Turn on the room light.', asks('ambiguous')],
  ['Look at the kitchen light.', fails],
  ['I like the living room lamp.', fails],
  ['Somebody is at the front door.', fails],
  ['Order a pizza with extra cheese.', fails],
  ['What is the capital of France?', fails],
  ['Tell me something about the history of Rome.', fails],
];

export const SPOKEN_COMMANDS: readonly SpokenCommand[] = TABLE.map(([said, expected]) => ({
  said,
  outcome: 'done',
  intent: null,
  slots: {},
  changes: {},
  ...expected,
}));
