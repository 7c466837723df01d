// Short orders and several timers in English, with our own sentences alone.
import { describe, expect, it } from 'vitest';
import { Grammar, HouseGrammars, ownSentences } from '../../appliance/intents/grammar.ts';
import { createUnderstander } from '../../appliance/intents/understander.ts';
import { entity, houseOf } from './support/demo-house.ts';

const snapshot = houseOf([
  entity('light.lamp', 'Floor Lamp', 'living_room'),
  entity('light.bedroom', 'Bedroom Light', 'bedroom'),
  entity('climate.living', 'Thermostat', 'living_room'),
  entity('climate.bed', 'Heater', 'bedroom'),
  entity('media_player.tv', 'TV', 'living_room'),
  entity('vacuum.rosie', 'Rosie', 'living_room'),
  entity('lawn_mower.mower', 'Mower', 'outside'),
  entity('weather.home', 'Home', null),
  entity('fan.living', 'Ceiling Fan', 'living_room', { features: ['speed'] }),
  entity('lock.front', 'Front Door', 'hallway'),
  entity('binary_sensor.window', 'Skylight', 'bedroom', { deviceClass: 'window' }),
  entity('binary_sensor.motion', 'Detector', 'bedroom', { deviceClass: 'motion' }),
]);
const { understand } = createUnderstander({}, { grammars: new HouseGrammars([new Grammar('en', ownSentences('en'))]) });
const said = (text: string) => understand(text, { language: 'en', area: 'living_room', snapshot, lastTurn: null });

describe('everyday English', () => {
  it.each([
    ['turn on the heating', 'HassTurnOn', 'climate.living', {}],
    ['turn the heating off in the bedroom', 'HassTurnOff', 'climate.bed', {}],
    ['start the vacuum', 'HassVacuumStart', 'vacuum.rosie', {}],
    ['send rosie home', 'HassVacuumReturnToBase', 'vacuum.rosie', { name: 'Rosie' }],
    ['send the vacuum home', 'HassVacuumReturnToBase', 'vacuum.rosie', {}],
    ['dock it', 'HassVacuumReturnToBase', 'vacuum.rosie', {}],
    ['dock rosie', 'HassVacuumReturnToBase', 'vacuum.rosie', { name: 'Rosie' }],
    ['dock the mower', 'HassLawnMowerDock', 'lawn_mower.mower', { name: 'Mower' }],
    ['stop the vacuum', 'HassStopMoving', 'vacuum.rosie', { domain: 'vacuum' }],
    ['pause the robot vacuum', 'HassStopMoving', 'vacuum.rosie', { domain: 'vacuum' }],
    ['stop vacuuming', 'HassStopMoving', 'vacuum.rosie', { domain: 'vacuum' }],
    ['pause rosie', 'HassStopMoving', 'vacuum.rosie', { name: 'Rosie' }],
    ['stop the mower', 'HassStopMoving', 'lawn_mower.mower', { name: 'Mower' }],
    ['resume the vacuum', 'HassVacuumStart', 'vacuum.rosie', {}],
    ['stop the tv', 'HassMediaPause', 'media_player.tv', { name: 'TV' }],
    ['play', 'HassMediaUnpause', 'media_player.tv', {}],
    ['a bit louder', 'HassSetVolumeRelative', 'media_player.tv', { volume_step: 'up' }],
    ['volume 30 percent', 'HassSetVolume', 'media_player.tv', { volume_level: 30 }],
    ["what's the weather like today", 'HassGetWeather', 'weather.home', {}],
    ['shut off the tv', 'HassTurnOff', 'media_player.tv', {}],
    ['brighten the bedroom light by ten percent', 'HassLightSet', 'light.bedroom', { brightness_step: 10 }],
    ['dim the bedroom light by 30%', 'HassLightSet', 'light.bedroom', { brightness_step: -30 }],
    ['increase the brightness of the bedroom light', 'HassLightSet', 'light.bedroom', { brightness_step: 20 }],
    ['lock the doors', 'HassTurnOn', 'lock.front', { domain: 'lock' }],
    ['is the heating on', 'HassGetState', 'climate.living', { state: 'on' }],
    ['are the lights on', 'HassGetState', 'light.lamp', { state: 'on' }],
    ['is the light on in the bedroom', 'HassGetState', 'light.bedroom', { state: 'on' }],
    ['is the window in the bedroom open', 'HassGetState', 'binary_sensor.window', { state: 'on' }],
    ['is anything unlocked', 'HassGetState', 'lock.front', { state: 'unlocked' }],
    ['is there motion in the bedroom', 'HassGetState', 'binary_sensor.motion', { state: 'on' }],
    ['is rosie docked', 'HassGetState', 'vacuum.rosie', { state: 'docked' }],
    ['is rosie cleaning', 'HassGetState', 'vacuum.rosie', { state: 'cleaning' }],
    ['is the ceiling fan running', 'HassGetState', 'fan.living', { state: 'on' }],
    ["what's the target temperature", 'HassClimateGetTemperature', 'climate.living', {}],
    ['what is the temperature inside', 'HassClimateGetTemperature', 'climate.living', {}],
    ['how bright is the floor lamp', 'HassGetState', 'light.lamp', {}],
    ['turn off the music', 'HassMediaPause', 'media_player.tv', {}],
    ['set the volume of the tv to 50%', 'HassSetVolume', 'media_player.tv', { volume_level: 50 }],
    ['set the fan to 70 percent', 'HassFanSetSpeed', 'fan.living', { percentage: 70 }],
    ['set the lights to warm white', 'HassLightSet', 'light.lamp', { temperature: 2700 }],
  ])('"%s"', (text, intent, thing, slots) => {
    const meaning = said(text);
    expect(meaning).toMatchObject({ kind: 'intent', intent, slots });
    expect(meaning.kind === 'intent' ? meaning.entities.map(({ id }) => id) : []).toEqual([thing]);
  });

  it.each([
    ['turn off the tv in half an hour', 'turn off the tv', { minutes: 30 }],
    ['turn off the floor lamp in an hour and a half', 'turn off the floor lamp', { hours: 1, minutes: 30 }],
    ['in an hour turn on the tv', 'turn on the tv', { hours: 1 }],
    ['lock the doors in two minutes', 'lock the doors', { minutes: 2 }],
  ])('what is to be done later is a command itself: "%s"', (text, command, length) => {
    expect(said(text)).toMatchObject({ intent: 'HassStartTimer', slots: { conversation_command: command, ...length } });
  });

  it.each([
    'we will be there in half an hour',
    'set two timers for five minutes',
    'the play',
    'louder than before',
    "don't stop the vacuum",
    'did you dock the vacuum',
    'the vacuum stopped',
    'pause',
    'dock',
    'stop the front door',
    'dock the floor lamp',
  ])('is no command: "%s"', (text) => {
    expect(said(text).kind).toBe('unknown');
  });
});

describe('"turn it up"', () => {
  const behind = (before: string, text: string) => {
    const last = said(before);
    const lastTurn = last.kind === 'intent' ? last : null;
    const meaning = understand(text, { language: 'en', area: 'living_room', snapshot, lastTurn });
    if (meaning.kind !== 'intent') return [meaning.kind];
    return [
      meaning.intent,
      meaning.slots.volume_step ?? meaning.slots.brightness_step ?? meaning.slots.temperature_step,
    ];
  };

  it.each([
    ['', 'turn it up', 'HassSetVolumeRelative', 'up'],
    ['', 'turn it down a bit', 'HassSetVolumeRelative', 'down'],
    ['', 'turn the music down a little', 'HassSetVolumeRelative', 'down'],
    ['', 'turn up the tv', 'HassSetVolumeRelative', 'up'],
    ['', 'lower the volume', 'HassSetVolumeRelative', 'down'],
    ['set a timer for ten minutes', 'turn it up', 'HassSetVolumeRelative', 'up'],
    ['turn on the tv', 'turn it up a bit', 'HassSetVolumeRelative', 'up'],
    ['turn on the bedroom light', 'turn it up', 'HassLightSet', 20],
    ['turn on the bedroom light', 'turn it down a bit', 'HassLightSet', -20],
    ['set the thermostat to 20 degrees', 'turn it up a bit', 'HassClimateSetTemperature', 1],
  ])('behind "%s": "%s" is %s', (before, text, ...meant) => {
    expect(behind(before, text)).toEqual(meant);
  });

  it.each([
    ['turn on the ceiling fan', 'turn it up'],
    ['lock the front door', 'turn it down a bit'],
    ['start the vacuum', 'turn it up'],
    ['', 'turn it up to ten'],
    ['', 'turn it around'],
    ['', "don't turn it up"],
    ['', 'turn up at seven'],
    ['', 'turn up the ceiling fan'],
    ['', 'the tv turned up'],
  ])('behind "%s" is no word of music: "%s"', (before, text) => {
    expect(behind(before, text)).toEqual(['unknown']);
  });

  it('is the volume of a player that was spoken of, also among others', () => {
    expect(said('turn the tv down')).toMatchObject({ entities: [{ id: 'media_player.tv' }], slots: { name: 'TV' } });
  });
});

describe('several timers in one breath', () => {
  it.each([
    ['set two timers, five and ten minutes', [5, 10]],
    ['set two timers for 5 and 10 minutes', [5, 10]],
    ['set timers for 5, 10 and 15 minutes', [5, 10, 15]],
    ['set two timers for five minutes and ten minutes', [5, 10]],
    ['set a timer for 5 minutes and another for 10 minutes', [5, 10]],
    ['set a timer for five minutes and another one for ten minutes', [5, 10]],
    ['set a timer for 5 minutes and one for 10 minutes', [5, 10]],
  ])('"%s"', (text, minutes) => {
    const meaning = said(text);
    const parts = meaning.kind === 'compound' ? meaning.parts : [];
    expect(parts.map((part) => part.kind === 'intent' && [part.intent, part.slots])).toEqual(
      minutes.map((each) => ['HassStartTimer', { minutes: each }]),
    );
  });
});
