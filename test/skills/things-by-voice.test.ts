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
  pt: ['Alarme de casa', 'Bomba', 'Programa lavagem', 'Humidificador', 'Caldeira'],
  pl: ['Alarm domowy', 'Zawór', 'Program prania', 'Nawilżacz', 'Bojler'],
  sv: ['Hemlarmet', 'Pumpen', 'Tvättprogrammet', 'Luftfuktaren', 'Varmvattnet'],
  ru: ['Сигнализация', 'Насос', 'Режим стирки', 'Увлажнитель', 'Бойлер'],
  da: ['Husalarmen', 'Pumpen', 'Vaskeprogrammet', 'Luftfugteren', 'Vandvarmeren'],
  cs: ['Domovní alarm', 'Čerpadlo', 'Program praní', 'Zvlhčovač', 'Bojler'],
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
    ['pt', 'ativa o alarme de casa', 'alarm_arm_away'],
    ['pt', 'arma o alarme de casa no modo noite', 'alarm_arm_night'],
    ['pt', 'define a bomba para 7', 'set_value'],
    ['pt', 'muda o programa lavagem para normal', 'select_option'],
    ['pt', 'define a humidade para 50 por cento', 'set_humidity'],
    ['pt', 'desliga a caldeira', 'turn_off'],
    ['pl', 'uzbrój alarm domowy', 'alarm_arm_away'],
    ['pl', 'uzbrój system alarmowy w trybie nocnym', 'alarm_arm_night'],
    ['pl', 'ustaw zawór na 7', 'set_value'],
    ['pl', 'ustaw program prania na normal', 'select_option'],
    ['pl', 'ustaw wilgotność na 50 procent', 'set_humidity'],
    ['pl', 'wyłącz bojler', 'turn_off'],
    ['sv', 'larma på hemlarmet', 'alarm_arm_away'],
    ['sv', 'aktivera larmsystemet i nattläge', 'alarm_arm_night'],
    ['sv', 'sätt pumpen till 7', 'set_value'],
    ['sv', 'ställ in tvättprogrammet på normal', 'select_option'],
    ['sv', 'sätt luftfuktigheten till 50 procent', 'set_humidity'],
    ['sv', 'stäng av varmvattnet', 'turn_off'],
    ['ru', 'поставь сигнализацию на охрану', 'alarm_arm_away'],
    ['ru', 'включи сигнализацию в режиме отсутствия', 'alarm_arm_away'],
    ['ru', 'установи насос на 7', 'set_value'],
    ['ru', 'измени режим стирки на normal', 'select_option'],
    ['ru', 'установи влажность на 50 процентов', 'set_humidity'],
    ['ru', 'выключи бойлер', 'turn_off'],
    ['da', 'tilkobl husalarmen', 'alarm_arm_away'],
    ['da', 'aktivér tyverialarmen i nattilstand', 'alarm_arm_night'],
    ['da', 'sæt pumpen til 7', 'set_value'],
    ['da', 'skift vaskeprogrammet til normal', 'select_option'],
    ['da', 'sæt luftfugtigheden til 50 procent', 'set_humidity'],
    ['da', 'sluk vandvarmeren', 'turn_off'],
    ['cs', 'zastřež domovní alarm', 'alarm_arm_away'],
    ['cs', 'zapni zabezpečovací systém v režimu noc', 'alarm_arm_night'],
    ['cs', 'nastav čerpadlo na 7', 'set_value'],
    ['cs', 'přepni program praní na normal', 'select_option'],
    ['cs', 'nastav vlhkost na 50 procent', 'set_humidity'],
    ['cs', 'vypni bojler', 'turn_off'],
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
    ['pt', 'desarma o alarme de casa'],
    ['pl', 'rozbrój alarm domowy'],
    ['pl', 'wyłącz system alarmowy'],
    ['sv', 'larma av hemlarmet'],
    ['ru', 'сними сигнализацию с охраны'],
    ['da', 'frakobl husalarmen'],
    ['cs', 'odstřež domovní alarm'],
    ['cs', 'vypni zabezpečovací systém'],
  ])('%s: "%s" asks first', async (language, text) => {
    await open(language, 'fetched', 'armed_away');
    expect(await spoken.ask(text)).toMatchObject({ outcome: 'asked' });
    expect(house.commands).toEqual([]);
  });

  test.each([
    ['pt', 'o alarme de casa está armado'],
    ['pl', 'alarm domowy był uzbrojony'],
    ['sv', 'hemlarmet larmade i går'],
    ['ru', 'сигнализация вчера включилась'],
    ['da', 'husalarmen gik i går'],
    ['cs', 'domovní alarm včera houkal'],
    ['pl', 'ustaw program prania na coś'],
    ['sv', 'sätt pumpen till 70'],
  ])('%s: "%s" changes nothing', async (language, text) => {
    await open(language, 'fetched', 'armed_away');
    await spoken.ask(text);
    expect(house.commands).toEqual([]);
  });
});
