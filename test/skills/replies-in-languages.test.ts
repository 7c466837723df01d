// What is said where the sentences bring no template, or one that does not fit: in the language that was asked in, never in English.
import { afterEach, describe, expect, test } from 'vitest';
import { entity } from '../intents/support/demo-house.ts';
import { sentenceFiles } from '../intents/support/fetched.ts';
import { FULL_HOUSE, LIVING_ROOM } from './support/full-house.ts';
import { ScriptedHouse } from './support/scripted-house.ts';
import { SpokenHouse } from './support/spoken-house.ts';

let spoken: SpokenHouse;
afterEach(() => spoken.close());

const open = async (language: string): Promise<void> => {
  spoken = await SpokenHouse.open({ language, sentences: 'fetched' });
};

describe.runIf(sentenceFiles !== null)('in the demo house', () => {
  test.each([
    ['nl', 'doe alles in de Living Room uit', 'Living Room Lamp is al uit.'],
    ['it', 'spegni tutto in Living Room', 'Living Room Lamp è già spento.'],
    ['pt', 'desliga tudo em Living Room', 'Living Room Lamp já está desligado.'],
    ['pl', 'wyłącz wszystko w Living Room', 'Living Room Lamp: już wyłączone.'],
    ['sv', 'stäng av allt i Living Room', 'Living Room Lamp är redan av.'],
    ['ru', 'выключи всё в Living Room', 'Living Room Lamp: уже выключено.'],
    ['da', 'sluk alt i Living Room', 'Living Room Lamp er allerede slukket.'],
    ['cs', 'vypni všechno v Living Room', 'Living Room Lamp: už vypnuto.'],
  ])('%s: what was off before is said to be so: "%s"', async (language, text, said) => {
    await open(language);
    await spoken.ask(text);
    expect((await spoken.ask(text)).text).toBe(said);
  });

  test.each([
    ['nl', 'wat is de status van Living Room Thermostat', 'Living Room Thermostat is aan het verwarmen.'],
    ['it', 'qual è lo stato di Living Room Thermostat', 'Living Room Thermostat è in riscaldamento.'],
    ['pt', 'qual é o estado de Living Room Thermostat', 'Living Room Thermostat está a aquecer.'],
    ['pl', 'jaki jest stan Living Room Thermostat', 'Living Room Thermostat: w trybie grzania.'],
    ['pl', 'jaki jest stan Kitchen Light', 'Kitchen Light: wyłączone.'],
    ['pl', 'jaki jest stan Front Door', 'Front Door: zamknięte na klucz.'],
    ['ru', 'какое состояние Living Room Thermostat', 'Living Room Thermostat: греет.'],
    ['ru', 'какое состояние Kitchen Light', 'Kitchen Light: выключено.'],
    ['da', 'hvad er status på Living Room Thermostat', 'Living Room Thermostat er på varme.'],
    ['cs', 'jaký je stav Living Room Thermostat', 'Living Room Thermostat: v režimu topení.'],
  ])('%s: a state comes in words: "%s"', async (language, text, said) => {
    await open(language);
    expect((await spoken.ask(text)).text).toBe(said);
  });

  test.each([
    ['nl', 'wat voor weer is het', 'In dit huis ken ik geen weerberichten.'],
    ['it', 'che tempo fa', 'In questa casa non trovo bollettini meteo.'],
    ['pt', 'como está o tempo', 'Nesta casa não encontro boletins meteorológicos.'],
    ['pl', 'jaka jest pogoda', 'W tym domu nie znajduję nic takiego: prognozy pogody.'],
    ['sv', 'hur är vädret', 'I det här huset känner jag inte till några väderrapporter.'],
    ['ru', 'какая погода', 'В этом доме ничего такого нет: прогнозы погоды.'],
    ['da', 'hvordan er vejret', 'Jeg kender ingen vejrudsigter i dette hus.'],
    ['cs', 'jaké je počasí', 'V tomto domě nic takového neznám: předpovědi počasí.'],
  ])('%s: a kind that the house has not is named in its language: "%s"', async (language, text, said) => {
    await open(language);
    expect((await spoken.ask(text)).text).toBe(said);
  });

  test.each([
    ['nl', 'hoe warm is het', '19,5 graden.'],
    ['it', 'quanti gradi ci sono', '19,5 gradi.'],
    ['pt', 'qual é a temperatura', '19,5 graus.'],
    ['fr', 'quelle est la température', '19,5 degrés.'],
    ['ru', 'какая температура', 'Living Room Thermostat: 19,5 градуса.'],
    ['da', 'hvor varmt er det', '19,5 grader.'],
    ['cs', 'jaká je teplota', '19,5 stupně.'],
    ['sv', 'vad är Outdoor Temperature', 'Outdoor temperature är 12,5 °C.'],
    ['en', 'how warm is it', '19.5 degrees.'],
  ])('%s: a number is written as the language writes it: "%s"', async (language, text, said) => {
    await open(language);
    expect((await spoken.ask(text)).text).toBe(said);
  });

  test.each([
    ['nl', 'zet de verwarming op 50 graden', 'Living Room Thermostat gaat van 7 tot 30 graden.'],
    ['it', 'imposta la temperatura a 50 gradi', 'Living Room Thermostat va da 7 a 30 gradi.'],
    ['pl', 'ustaw temperaturę na 50 stopni', 'Living Room Thermostat: od 7 do 30 stopni.'],
    ['ru', 'установи температуру 50 градусов', 'Living Room Thermostat: от 7 до 30 градусов.'],
    ['cs', 'nastav teplotu na 50 stupňů', 'Living Room Thermostat: od 7 do 30 stupňů.'],
  ])('%s: what a thermostat cannot be set to: "%s"', async (language, text, said) => {
    await open(language);
    expect((await spoken.ask(text)).text).toBe(said);
  });

  test.each([
    [
      'de',
      ['stelle einen Timer auf 5 Minuten', 'stelle einen Pizza Timer auf 90 Sekunden'],
      'wie lange läuft der Timer noch',
      'Es laufen 2 Timer: Pizza noch 1 Minute und 30 Sekunden und einer noch 5 Minuten.',
    ],
    [
      'cs',
      ['nastav časovač na 5 minut', 'nastav časovač pizza na 90 sekund'],
      'kolik zbývá času',
      'Časovače, celkem 2. Časovač pizza: ještě 1 minuta a 30 sekund; Časovač: ještě 5 minut.',
    ],
  ])('%s: two timers, each with what is left', async (language, set, text, said) => {
    await open(language);
    for (const one of set) await spoken.ask(one);
    expect((await spoken.ask(text)).text).toBe(said);
  });

  test.each([
    ['quelles sont les alarmes', "Il n'y a pas d'alarme."],
    ['quels sont les rappels', "Il n'y a pas de rappel."],
  ])('fr: "%s"', async (text, said) => {
    await open('fr');
    expect((await spoken.ask(text)).text).toBe(said);
  });

  test('"two" is not how late it is in Portuguese at 14:00', async () => {
    spoken = await SpokenHouse.open({ language: 'pt', sentences: 'fetched', wall: Date.UTC(2026, 0, 1, 14, 5) });
    expect((await spoken.ask('que horas são')).text).toBe('Neste momento: 14:05.');
  });
});

describe.runIf(sentenceFiles !== null)('in a house that has everything', () => {
  test.each([
    ['nl', 'waar is Ada', 'Ada is thuis.'],
    ['sv', 'var är Ada', 'Ada är hemma.'],
    ['it', "dov'è Ada", 'Ada è a casa.'],
    ['pl', 'gdzie jest Ada', 'Ada: w domu.'],
    ['it', 'imposta Lamp su rosso', 'Lamp: colore impostato.'],
    ['ru', 'выключи TV', 'Выключено: TV.'],
    ['ru', 'включи Kettle', 'Включено: Kettle.'],
    ['nl', 'wat staat er op de Shopping List', 'Op de lijst Shopping List: Brood.'],
    ['cs', 'zapni Kettle', 'Zapnuto.'],
  ])('%s: "%s"', async (language, text, said) => {
    const house = new ScriptedHouse(FULL_HOUSE, [LIVING_ROOM]);
    house.lists['todo.shopping_list'] = [{ uid: '1', summary: 'Brood', status: 'needs_action' }];
    spoken = await SpokenHouse.open({ language, sentences: 'fetched', house });
    expect((await spoken.ask(text)).text).toBe(said);
  });
});

describe.runIf(sentenceFiles !== null)('in an area with several things', () => {
  test.each([
    ['nl', 'doe alles in de Woonkamer uit', 'Uitgezet: Woonkamer, apparaten.'],
    ['pl', 'wyłącz wszystkie światła w Woonkamer', 'Wyłączono: Woonkamer, światła.'],
  ])('%s: "%s"', async (language, text, said) => {
    const areas = [{ id: 'living', name: 'Woonkamer', aliases: [], floor: null }];
    const things = ['Een', 'Twee', 'Drie'].map((name) => ({
      entity: entity(`light.${name}`, name, 'living'),
      state: 'on',
    }));
    const radio = { entity: entity('switch.radio', 'Radio', 'living'), state: 'on' };
    spoken = await SpokenHouse.open({
      language,
      sentences: 'fetched',
      area: 'Woonkamer',
      house: new ScriptedHouse([...things, radio], areas),
    });
    expect((await spoken.ask(text)).text).toBe(said);
  });
});
