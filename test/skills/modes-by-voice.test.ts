// Modes, presets, fan speeds and swings by voice: what the device has is set and confirmed by its state, what it has not is refused with
// what there is.
import { afterEach, describe, expect, test } from 'vitest';
import { entity } from '../intents/support/demo-house.ts';
import { sentenceFiles } from '../intents/support/fetched.ts';
import { ScriptedHouse } from './support/scripted-house.ts';
import { SpokenHouse } from './support/spoken-house.ts';

const AREAS = ['Living Room', 'Bedroom'].map((name) => ({
  id: name.toLowerCase().replace(' ', '_'),
  name,
  aliases: [],
  floor: null,
}));
const limits = { min_temp: 7, max_temp: 30, temperature: 20 };
const THINGS = [
  {
    entity: entity('climate.heat', 'Thermostat', 'living_room', { unit: '°C' }),
    state: 'off',
    attributes: { hvac_modes: ['off', 'heat', 'auto'], preset_modes: ['none', 'eco', 'away', 'Guest Plan'], ...limits },
  },
  {
    entity: entity('climate.cool', 'Bedroom AC', 'bedroom', { unit: '°C', source: 'homeassistant' }),
    state: 'off',
    attributes: {
      hvac_modes: ['off', 'cool', 'heat_cool', 'fan_only'],
      preset_modes: ['none', 'eco'],
      fan_modes: ['auto', 'low', 'high'],
      swing_modes: ['off', 'vertical'],
      ...limits,
    },
  },
  {
    entity: entity('fan.fan', 'Ceiling Fan', 'living_room', { features: ['preset_mode', 'speed'] }),
    state: 'on',
    attributes: { preset_modes: ['sleep', 'nature'] },
  },
  {
    entity: entity('humidifier.mist', 'Humidifier', 'living_room'),
    state: 'on',
    attributes: { available_modes: ['normal', 'baby'] },
  },
  {
    entity: entity('water_heater.boiler', 'Boiler', 'living_room'),
    state: 'gas',
    attributes: { operation_list: ['off', 'gas', 'heat_pump'] },
  },
];

let spoken: SpokenHouse;
let house: ScriptedHouse;
afterEach(() => spoken.close());

async function open(language = 'en', sentences: 'own' | 'fetched' = 'own'): Promise<void> {
  house = new ScriptedHouse(THINGS, AREAS);
  spoken = await SpokenHouse.open({ house, sentences, language });
}

const told = (): string[] =>
  house.commands.map(({ entity: id, service, data }) => [id, service, ...Object.values(data)].join(' '));

const SOURCES = sentenceFiles === null ? (['own'] as const) : (['own', 'fetched'] as const);

describe.each(SOURCES)('in English, with %s sentences', (sentences) => {
  test.each([
    ['set the thermostat to heat', 'climate.heat set_hvac_mode heat'],
    ['set the bedroom ac to eco', 'climate.cool set_preset_mode eco'],
    ['turn the ac to cool', 'climate.cool set_hvac_mode cool'],
    ['set the thermostat to auto', 'climate.heat set_hvac_mode auto'],
    ['set the ac to auto', 'climate.cool set_hvac_mode heat_cool'],
    ['put the heating in away mode', 'climate.heat set_preset_mode away'],
    ['set the thermostat to guest plan', 'climate.heat set_preset_mode Guest Plan'],
    ['set the fan mode of the bedroom ac to low', 'climate.cool set_fan_mode low'],
    ['set the fan of the ac to high', 'climate.cool set_fan_mode high'],
    ['set the swing mode of the bedroom ac to vertical', 'climate.cool set_swing_mode vertical'],
    ['turn on eco mode', 'climate.heat set_preset_mode eco'],
    ['turn off eco mode', 'climate.heat set_preset_mode none'],
    ['set the fan to sleep', 'fan.fan set_preset_mode sleep'],
    ['put the fan on high', 'fan.fan set_percentage 100'],
    ['set the humidifier to baby', 'humidifier.mist set_mode baby'],
    ['set the boiler to heat pump', 'water_heater.boiler set_operation_mode heat_pump'],
  ])('"%s" is %s', async (text, command) => {
    await open('en', sentences);
    expect(await spoken.ask(text)).toMatchObject({ outcome: 'done' });
    expect(told()).toEqual([command]);
  });

  test('a mode and a temperature are both set, and both said', async () => {
    await open('en', sentences);
    const { text } = await spoken.ask('set the living room to heat 21 degrees');
    expect(text).toMatch(/^The Thermostat is set to heat\. .*21 degrees\.$/);
    expect(told()).toEqual(['climate.heat set_hvac_mode heat', 'climate.heat set_temperature 21']);
  });

  test.each([
    ['set the thermostat to cool', 'The Thermostat only knows off, heat, auto, eco, away, and Guest Plan.'],
    ['set the boiler to heat', 'The Boiler only knows off, gas, and heat pump.'],
    ['set the ac to dry', 'The Bedroom AC only knows off, cool, heat and cool, fan only, and eco.'],
    ['set the fan mode of the bedroom ac to medium', 'The Bedroom AC only knows auto, low, and high.'],
  ])('"%s" is refused with what there is', async (text, answer) => {
    await open('en', sentences);
    expect(await spoken.ask(text)).toMatchObject({ outcome: 'failed', text: answer });
    expect(house.commands).toEqual([]);
  });

  test.each([
    'is the thermostat in heat mode',
    'is the thermostat set to heat',
    'what mode is the thermostat in',
    'which modes does the thermostat have',
    'set the thermostat to 200',
  ])('"%s" sets nothing', async (text) => {
    await open('en', sentences);
    await spoken.ask(text);
    expect(house.commands).toEqual([]);
  });

  test('the next command is no part of a mode, nor is a time', async () => {
    await open('en', sentences);
    await spoken.ask('set the thermostat to heat and turn off the ceiling fan');
    expect(told()).toEqual(['climate.heat set_hvac_mode heat', 'fan.fan turn_off']);
    expect(await spoken.ask('set the thermostat to eco in ten minutes')).toMatchObject({ intent: 'HassStartTimer' });
    expect(house.commands).toHaveLength(2);
  });

  test('what did not report it is not said to be set', async () => {
    await open('en', sentences);
    house.outcome = 'notConfirmed';
    expect(await spoken.ask('set the thermostat to heat')).toMatchObject({ outcome: 'notConfirmed' });
  });
});

test('a thermostat on MQTT reports the mode that it was sent', async () => {
  spoken = await SpokenHouse.open();
  await spoken.ask('turn off the living room thermostat');
  expect(await spoken.ask('set the thermostat to heat')).toMatchObject({
    outcome: 'done',
    text: 'The Living Room Thermostat is set to heat.',
  });
  expect(spoken.sent).toEqual(['demo/living_room/set heat']);
  expect(spoken.house.state('climate.living_room')).toMatchObject({ value: 'heat' });
});

describe.runIf(sentenceFiles !== null)('in other languages', () => {
  test.each([
    ['de', 'stell die Heizung in den Eco-Modus', 'preset_mode eco', 'Thermostat steht auf Eco.'],
    ['de', 'schalte die Klimaanlage auf Kühlen', 'hvac_mode cool', 'Bedroom AC steht auf Kühlen.'],
    ['fr', 'mets la clim en mode froid', 'hvac_mode cool', 'Bedroom AC est en mode refroidissement.'],
    ['es', 'pon la calefacción en automático', 'hvac_mode auto', 'Thermostat está en modo automático.'],
    ['it', 'imposta la ventola di Bedroom AC su bassa', 'fan_mode low', 'Bedroom AC è in modalità bassa.'],
    ['nl', 'zet de ecomodus uit', 'preset_mode none', 'Thermostat staat op normaal.'],
    ['pt', 'põe a ventoinha no modo noite', 'preset_mode sleep', 'Ceiling Fan está no modo sono.'],
    ['pl', 'przełącz klimatyzację w tryb chłodzenia', 'hvac_mode cool', 'Bedroom AC: tryb chłodzenie.'],
    ['sv', 'sätt termostaten på värme', 'hvac_mode heat', 'Thermostat är inställd på värme.'],
    ['ru', 'включи режим эко', 'preset_mode eco', 'Thermostat: режим эко.'],
    ['da', 'sæt varmen til auto', 'hvac_mode auto', 'Thermostat er sat til automatik.'],
    ['cs', 'nastav termostat na topení', 'hvac_mode heat', 'Thermostat: režim topení.'],
  ])('%s: "%s"', async (language, text, command, answer) => {
    await open(language, 'fetched');
    expect(await spoken.ask(text)).toMatchObject({ outcome: 'done', text: answer });
    expect(house.commands.map(({ service, data }) => `${service.slice(4)} ${Object.values(data)[0]}`)).toEqual([
      command,
    ]);
  });

  test.each([
    ['de', 'stell Thermostat auf Turbo', 'Thermostat kennt nur aus, Heizen, Automatik, Eco, abwesend und Guest Plan.'],
    ['fr', 'mets Boiler en mode turbo', 'Boiler ne connaît que les modes arrêt, gaz et pompe à chaleur.'],
    ['cs', 'nastav Humidifier na turbo', 'Humidifier zná jen režimy normální a dětský.'],
  ])('%s: "%s" is refused with what there is', async (language, text, answer) => {
    await open(language, 'fetched');
    expect(await spoken.ask(text)).toMatchObject({ outcome: 'failed', text: answer });
    expect(house.commands).toEqual([]);
  });

  test.each([
    ['de', 'ist der Thermostat auf Heizen'],
    ['fr', 'est-ce que le thermostat est en mode éco'],
    ['es', '¿está el termostato en modo eco?'],
    ['it', 'il termostato è in modalità eco?'],
    ['nl', 'staat de thermostaat op eco'],
  ])('%s: the question "%s" sets nothing', async (language, text) => {
    await open(language, 'fetched');
    await spoken.ask(text);
    expect(house.commands).toEqual([]);
  });
});
