// The language that was asked in is the language of the answer, of failures too.
import { afterEach, describe, expect, test } from 'vitest';
import { entity } from '../intents/support/demo-house.ts';
import { sentenceFiles } from '../intents/support/fetched.ts';
import { ScriptedHouse, type ScriptedThing } from './support/scripted-house.ts';
import { SpokenHouse } from './support/spoken-house.ts';

let spoken: SpokenHouse;
afterEach(() => spoken.close());

describe.runIf(sentenceFiles !== null)('the demo house', () => {
  test.each([
    [
      'de',
      'schalte Kitchen Light ein',
      /^Licht eingeschaltet\.$|^Kitchen Light eingeschaltet\.$/,
      /nicht geantwortet\.$/,
    ],
    ['fr', 'allume Kitchen Light', /allumé/i, /pas répondu\.$/],
    ['es', 'enciende Kitchen Light', /activado|encendid/i, /no ha respondido\.$/],
    ['it', 'accendi Kitchen Light', /^Ho acceso/, /^(?!.*did not answer).+\.$/],
    ['nl', 'zet Kitchen Light aan', /aan/i, /^(?!.*did not answer).+\.$/],
  ])('answers in %s: "%s"', async (language, text, done, silent) => {
    spoken = await SpokenHouse.open({ language, sentences: 'fetched' });
    const said = await spoken.ask(text);
    expect(said).toMatchObject({ outcome: 'done', text: expect.stringMatching(done) });
    expect(spoken.state('light.kitchen')).toBe('on');
    await spoken.report('demo/kitchen/state', '{"state":"OFF","brightness":255}');
    spoken.devices?.behave('light.kitchen', { kind: 'silent' });
    expect(await spoken.ask(text)).toMatchObject({ outcome: 'notConfirmed', text: expect.stringMatching(silent) });
  });
});

describe.runIf(sentenceFiles !== null)('states in words', () => {
  const things: readonly ScriptedThing[] = [
    { entity: entity('person.ada', 'Ada', null), state: 'home' },
    { entity: entity('person.john', 'John', null), state: 'not_home' },
    { entity: entity('binary_sensor.window', 'Velux', null, { deviceClass: 'window' }), state: 'off' },
    { entity: entity('binary_sensor.leak', 'Basement Leak', null, { deviceClass: 'moisture' }), state: 'on' },
  ];
  const ask = async (language: string, text: string): Promise<string> => {
    spoken = await SpokenHouse.open({ language, sentences: 'fetched', house: new ScriptedHouse(things) });
    return (await spoken.ask(text)).text;
  };

  test.each([
    ['en', 'who is home', 'Ada.'],
    ['en', 'who is not home', 'John.'],
    ['en', 'is John home', 'No, John is away.'],
    ['en', 'is John not home', 'Yes, John is away.'],
    ['de', 'wer ist zu Hause', 'Ada.'],
    ['de', 'ist Ada zu Hause', 'Ja, Ada ist zu Hause.'],
    ['fr', 'qui est à la maison', 'Ada.'],
    ['es', 'quién está en casa', 'Ada.'],
    ['es', 'está John en casa', 'No, John está fuera.'],
    ['it', "chi c'è a casa", 'Ada.'],
    ['it', 'John è a casa', 'No, John è fuori casa.'],
    ['nl', 'wie is er thuis', 'Ada.'],
    ['nl', 'is Ada thuis', 'Ja, Ada is thuis.'],
    ['pt', 'quem está em casa', 'Ada.'],
    ['sv', 'är Ada hemma', 'Ja, Ada är hemma.'],
    ['da', 'hvem er hjemme', 'Ada.'],
    ['pl', 'kto jest w domu', 'Ada.'],
    ['cs', 'kdo je doma', 'Ada.'],
  ])('%s: whoever is at home is: "%s"', async (language, text, said) => {
    expect(await ask(language, text)).toBe(said);
  });

  test('two people are asked about one after the other', async () => {
    expect(await ask('en', 'are Ada and John home')).toBe('Yes, Ada is at home. No, John is away.');
  });

  test('no one is nobody', async () => {
    spoken = await SpokenHouse.open({
      language: 'de',
      sentences: 'fetched',
      house: new ScriptedHouse(things.slice(1)),
    });
    expect((await spoken.ask('wer ist zu Hause')).text).toBe('Niemand.');
  });

  test.each([
    ['en', 'is the Velux open', 'No, closed.'],
    ['en', 'what is the state of the Velux', 'The Velux is closed.'],
    ['en', 'is the Basement Leak dry', 'No, wet.'],
    ['de', 'ist Velux offen', 'Nein, geschlossen.'],
    ['nl', 'is Velux open', 'Nee, die is dicht.'],
    ['it', 'Velux è aperta', 'No, è chiusa.'],
  ])('%s: a sensor says what it watches: "%s"', async (language, text, said) => {
    expect(await ask(language, text)).toBe(said);
  });
});

describe.runIf(sentenceFiles !== null)('whether a thing is on or open', () => {
  test.each([
    ['de', 'ist der Fernseher an', 'Ja.'],
    ['nl', 'staat de Fernseher aan', 'Ja.'],
    ['fr', 'est-ce que la Fernseher est allumée', 'Oui.'],
    ['es', 'está encendida la Fernseher', 'Sí.'],
    ['it', 'è acceso il Fernseher', 'Sì.'],
    ['pt', 'está ligada a Fernseher', 'Sim.'],
    ['sv', 'är Fernseher på', 'Ja.'],
    ['da', 'er Fernseher tændt', 'Ja.'],
    ['es', 'está abierta la Velux', 'No, su estado es cerrado.'],
    ['es', 'está cerrada la Haustür', 'Sí.'],
    ['sv', 'är Velux öppet', 'Nej, den är stängd.'],
  ])('%s: "%s"', async (language, text, said) => {
    const house = new ScriptedHouse([
      { entity: entity('media_player.tv', 'Fernseher', null), state: 'playing' },
      { entity: entity('lock.door', 'Haustür', null), state: 'locked' },
      { entity: entity('binary_sensor.window', 'Velux', null, { deviceClass: 'window' }), state: 'off' },
    ]);
    spoken = await SpokenHouse.open({ language, sentences: 'fetched', house });
    expect((await spoken.ask(text)).text).toBe(said);
  });

  test.each([
    ['bloquea la Haustür', 'lock'],
    ['cierra la Haustür con llave', 'lock'],
  ])('a Spanish lock: "%s"', async (text, service) => {
    const house = new ScriptedHouse([{ entity: entity('lock.door', 'Haustür', null), state: 'unlocked' }]);
    spoken = await SpokenHouse.open({ language: 'es', sentences: 'fetched', house });
    await spoken.ask(text);
    expect(house.commands).toEqual([{ entity: 'lock.door', service, data: {} }]);
  });
});

describe.runIf(sentenceFiles !== null)('thanks', () => {
  test.each([
    ['en', 'thank you very much', 'You are welcome.'],
    ['de', 'danke', 'Gern geschehen.'],
    ['fr', 'merci', 'De rien.'],
    ['nl', 'bedankt', 'Graag gedaan.'],
    ['ru', 'спасибо', 'Пожалуйста.'],
  ])('are answered in %s', async (language, text, said) => {
    spoken = await SpokenHouse.open({ language, sentences: 'fetched' });
    expect(await spoken.ask(text)).toMatchObject({ outcome: 'done', text: said });
  });
});

describe.runIf(sentenceFiles !== null)('how warm it is inside', () => {
  const things: readonly ScriptedThing[] = [
    { entity: entity('climate.a', 'Heizung', null), state: 'heat', attributes: { current_temperature: 19.5 } },
    {
      entity: entity('sensor.out', 'Outside Temperature', null, { deviceClass: 'temperature', unit: '°C' }),
      state: '12.5',
    },
  ];

  test.each([
    ['en', 'what is the temperature inside', /19.5/],
    ['de', 'wie warm ist es drinnen', /19,5/],
    ['fr', 'quelle est la température intérieure', /19[.,]5/],
    ['es', 'temperatura interior', /19[.,]5/],
    ['it', 'qual è la temperatura interna', /19[.,]5/],
    ['nl', 'hoe warm is het binnen', /19[.,]5/],
  ])('is not what a sensor outside says in %s: "%s"', async (language, text, said) => {
    const areas = [{ id: 'living_room', name: 'Living Room', aliases: [], floor: null }];
    const inside = things.map((one) => ({ ...one, entity: { ...one.entity, area: 'living_room' } }));
    spoken = await SpokenHouse.open({
      language,
      sentences: 'fetched',
      house: new ScriptedHouse([...inside.slice(0, 1), ...things.slice(1)], areas),
    });
    expect((await spoken.ask(text)).text).toMatch(said);
  });
});

describe.runIf(sentenceFiles !== null)('replies are whole', () => {
  const humidity: ScriptedThing = {
    entity: entity('sensor.humidity', 'Bathroom Humidity', 'bathroom', { deviceClass: 'humidity', unit: '%' }),
    state: '63',
  };
  const curtain: ScriptedThing = {
    entity: entity('cover.curtain', 'Bedroom Curtain', 'bathroom', { deviceClass: 'curtain' }),
    state: 'closed',
  };
  const areas = ['Bathroom', 'Kitchen'].map((name) => ({ id: name.toLowerCase(), name, aliases: [], floor: null }));

  test.each([
    ["what's the humidity in the bathroom", 'The Bathroom Humidity is 63 percent.'],
    ["what's the humidity in the kitchen", 'There are no humidity sensors in the Kitchen.'],
  ])('"%s"', async (text, said) => {
    const house = new ScriptedHouse([humidity, curtain], areas);
    spoken = await SpokenHouse.open({ language: 'en', sentences: 'fetched', house });
    expect((await spoken.ask(text)).text).toBe(said);
  });

  test('also behind "and", where the template does not know the name', async () => {
    const blind = { entity: entity('cover.blind', 'Blind', 'kitchen', { deviceClass: 'blind' }), state: 'closed' };
    const house = new ScriptedHouse([curtain, blind], areas);
    spoken = await SpokenHouse.open({ language: 'en', sentences: 'fetched', house, area: 'Kitchen' });
    await spoken.ask('open the blinds');
    expect((await spoken.ask('and the bedroom curtain')).text).toBe('Opened the Bedroom Curtain.');
  });
});
