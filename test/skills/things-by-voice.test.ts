// Alarm panels, numbers, choices, humidifiers and water heaters by voice: the right service with the right data, and disarming asks.
import { afterEach, describe, expect, test } from 'vitest';
import { entity } from '../intents/support/demo-house.ts';
import { sentenceFiles } from '../intents/support/fetched.ts';
import { ScriptedHouse } from './support/scripted-house.ts';
import { SpokenHouse } from './support/spoken-house.ts';

let spoken: SpokenHouse;
let house: ScriptedHouse;
afterEach(() => spoken.close());

const NAMES: Readonly<
  Record<string, readonly [panel: string, number: string, select: string, air: string, boiler: string]>
> = {
  en: ['House Alarm', 'Pump Speed', 'Washer Mode', 'Humidifier', 'Boiler'],
  de: ['Hausalarm', 'Pumpe', 'Waschprogramm', 'Luftbefeuchter', 'Boiler'],
  fr: ['Alarme maison', 'Vitesse de pompe', 'Programme lavage', 'Humidificateur', 'Chauffe-eau'],
  es: ['Alarma de casa', 'Bomba', 'Programa lavado', 'Humidificador', 'Calentador'],
  it: ['Allarme casa', 'Pompa', 'Programma lavaggio', 'Umidificatore', 'Boiler'],
  nl: ['Huisalarm', 'Pomp', 'Wasprogramma', 'Luchtbevochtiger', 'Boiler'],
};

async function open(language: string, sentences: 'own' | 'fetched', panelState = 'disarmed'): Promise<void> {
  const [panel = '', number = '', select = '', air = '', boiler = ''] = NAMES[language] ?? [];
  house = new ScriptedHouse([
    { entity: entity('alarm_control_panel.house', panel, null), state: panelState },
    { entity: entity('number.pump', number, null), state: '3', attributes: { min: 0, max: 10 } },
    {
      entity: entity('select.washer', select, null),
      state: 'eco',
      attributes: { options: ['eco', 'normal', 'quick_wash'] },
    },
    { entity: entity('humidifier.air', air, null), state: 'on', attributes: { available_modes: ['auto', 'sleep'] } },
    { entity: entity('water_heater.boiler', boiler, null), state: 'eco' },
  ]);
  spoken = await SpokenHouse.open({ house, sentences, language });
}

const GRAMMARS = sentenceFiles === null ? (['own'] as const) : (['own', 'fetched'] as const);

describe.each(GRAMMARS)('in English, with the %s sentences', (sentences) => {
  test.each([
    ['arm the house alarm', 'alarm_control_panel.house', 'alarm_arm_away', {}],
    ['arm the house alarm in home mode', 'alarm_control_panel.house', 'alarm_arm_home', {}],
    ['arm the alarm system for the night', 'alarm_control_panel.house', 'alarm_arm_night', {}],
    ['turn on the house alarm', 'alarm_control_panel.house', 'alarm_arm_away', {}],
    ['set the pump speed to 7', 'number.pump', 'set_value', { value: 7 }],
    ['set the pump speed to two point five', 'number.pump', 'set_value', { value: 2.5 }],
    ['set the washer mode to normal', 'select.washer', 'select_option', { option: 'normal' }],
    ['change the washer mode to quick wash', 'select.washer', 'select_option', { option: 'quick_wash' }],
    ['set the humidity to 50 percent', 'humidifier.air', 'set_humidity', { humidity: 50 }],
    ['set the humidifier to 45%', 'humidifier.air', 'set_humidity', { humidity: 45 }],
    ['set the humidifier to sleep', 'humidifier.air', 'set_mode', { mode: 'sleep' }],
    ['turn on the boiler', 'water_heater.boiler', 'turn_on', {}],
    ['turn the boiler off', 'water_heater.boiler', 'turn_off', {}],
  ])('"%s" tells %s to %s', async (text, thing, service, data) => {
    await open('en', sentences);
    expect(await spoken.ask(text)).toMatchObject({ outcome: 'done' });
    expect(house.commands).toEqual([{ entity: thing, service, data }]);
  });

  test.each([
    'disarm the house alarm',
    'disarm the alarm system',
    'turn off the house alarm',
    'turn the house alarm off',
  ])('"%s" asks first', async (text) => {
    await open('en', sentences, 'armed_away');
    expect(await spoken.ask(text)).toMatchObject({
      outcome: 'asked',
      text: 'Do you really want me to disarm the House Alarm?',
    });
    expect(house.commands).toEqual([]);
    await spoken.ask('yes');
    expect(house.commands).toEqual([{ entity: 'alarm_control_panel.house', service: 'alarm_disarm', data: {} }]);
  });

  test('what rings is stopped before a panel is spoken of', async () => {
    await open('en', sentences, 'armed_away');
    await spoken.ask('set a timer for one minute');
    spoken.clock.advance(60_000);
    expect(await spoken.ask('turn off the house alarm')).toMatchObject({ outcome: 'done' });
    expect([spoken.timers.list(), house.commands]).toEqual([[], []]);
  });

  test.each([
    ['set the pump speed to 70', 'The Pump Speed only goes from 0 to 10.'],
    ['set the washer mode to banana', null],
  ])('"%s" is refused', async (text, words) => {
    await open('en', sentences);
    expect(await spoken.ask(text)).toMatchObject({ outcome: 'failed', ...(words === null ? {} : { text: words }) });
    expect(house.commands).toEqual([]);
  });
});

describe.runIf(sentenceFiles !== null)('in other languages', () => {
  test.each([
    ['de', 'schalte den Hausalarm scharf', 'alarm_arm_away'],
    ['de', 'stelle die Pumpe auf 7', 'set_value'],
    ['de', 'stelle das Waschprogramm auf normal', 'select_option'],
    ['de', 'stelle die Luftfeuchtigkeit auf 50 Prozent', 'set_humidity'],
    ['de', 'schalte den Boiler ein', 'turn_on'],
    ['fr', "active l'alarme maison", 'alarm_arm_away'],
    ['fr', 'règle la vitesse de pompe à 7', 'set_value'],
    ['fr', 'mets le programme lavage sur normal', 'select_option'],
    ['fr', "règle l'humidité à 50 pour cent", 'set_humidity'],
    ['fr', 'éteins le chauffe-eau', 'turn_off'],
    ['es', 'activa la alarma de casa', 'alarm_arm_away'],
    ['es', 'pon la bomba a 7', 'set_value'],
    ['es', 'cambia el programa lavado a normal', 'select_option'],
    ['es', 'enciende el calentador', 'turn_on'],
    ['it', "attiva l'allarme casa", 'alarm_arm_away'],
    ['it', 'imposta la pompa a 7', 'set_value'],
    ['it', 'imposta il programma lavaggio su normal', 'select_option'],
    ['it', 'spegni il boiler', 'turn_off'],
    ['nl', 'schakel het huisalarm in', 'alarm_arm_away'],
    ['nl', 'zet de pomp op 7', 'set_value'],
    ['nl', 'zet het wasprogramma op normal', 'select_option'],
    ['nl', 'zet de boiler uit', 'turn_off'],
  ])('%s: "%s" is %s', async (language, text, service) => {
    await open(language, 'fetched');
    expect(await spoken.ask(text)).toMatchObject({ outcome: 'done' });
    expect(house.commands).toMatchObject([{ service }]);
  });

  test.each([
    ['de', 'schalte den Hausalarm aus'],
    ['fr', "désactive l'alarme maison"],
    ['es', 'desactiva la alarma de casa'],
    ['it', "disattiva l'allarme casa"],
    ['nl', 'schakel het huisalarm uit'],
  ])('%s: "%s" asks first', async (language, text) => {
    await open(language, 'fetched', 'armed_away');
    expect(await spoken.ask(text)).toMatchObject({ outcome: 'asked' });
    expect(house.commands).toEqual([]);
  });
});
