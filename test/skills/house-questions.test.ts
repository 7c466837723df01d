// What people ask of a house every day: answered, with nothing done.
import { describe, expect, test } from 'vitest';
import { sentenceFiles } from '../intents/support/fetched.ts';
import { askedAreas, askedThings } from './support/asked-house.ts';
import { ScriptedHouse } from './support/scripted-house.ts';
import { type Said, SpokenHouse } from './support/spoken-house.ts';

type Sentences = 'own' | 'fetched';

/** `lacking`: what begins with one of these is not in the house. */
async function ask(sentences: Sentences, text: string, lacking: readonly string[] = []): Promise<Said> {
  const house = new ScriptedHouse(askedThings({}, lacking), askedAreas());
  const spoken = await SpokenHouse.open({ sentences, house, area: 'Living Room' });
  const said = await spoken.ask(text);
  spoken.close();
  expect(house.commands).toEqual([]);
  return said;
}

describe.each(sentenceFiles === null ? (['own'] as const) : (['own', 'fetched'] as const))(
  'with the %s English sentences',
  (sentences) => {
    test.each([
      ['is there any smoke in the kitchen', /^No/],
      ['is there a leak', /^No/],
      ['is there motion', /^Yes, .*Hallway Motion/],
      ['is the alarm armed', /^Yes/],
      ['is the house alarm armed', /^Yes/],
      ['is the alarm on', /House Alarm is armed/],
      ["what's the status of the alarm", /armed/],
      ['what position are the blinds at', /60 percent/],
      ['how far open are the blinds', /60 percent/],
      ['are the blinds down', /^No/],
      ['is the garage shut', /^Yes/],
      ['is the vacuum docked', /^Yes/],
      ['is the vacuum cleaning', /^No/],
      ['where is the vacuum', /docked/],
      ['what is rosie doing', /docked/],
      ['how fast is the fan', /40 percent/],
      ['what speed is the ceiling fan at', /40 percent/],
      ['what mode is the heating in', /heating/],
      ['what preset is the thermostat in', /eco/],
      ['what temperature is the heating set to', /21/],
      ['what is the target temperature in the living room', /21/],
      ['is the thermostat heating', /^Yes/],
      ['is the air conditioning on', /^No/],
      ['what is the humidity in the bathroom', /63/],
      ['how cold is it outside', /8\.4/],
      ['which batteries are low', /Front Door Battery.*Remote Battery|Remote Battery.*Front Door Battery/],
      ['are there any low batteries', /^Yes/],
      ['how full is the battery of the phone', /76/],
      ["who's home", /^Anna/],
      ['is ben away', /^Yes/],
      ['where is anna', /at home/],
      ['is the house empty', /^No/],
      ['how many people are home', /1/],
      ['has the washing machine finished', /^No/],
      ['when will the washing machine be done', /2:30/],
      ['is the front door open', /^The Front Door is locked\.$/],
      ['have i locked the front door', /^Yes/],
      ['is there an open window', /^Yes/],
      ['how many windows are open', /1/],
      ['how many lights are on', /2/],
      ['did i leave the kettle on', /^Yes/],
      ['what colour is the floor lamp', /red/],
      ['how bright is the light in the hallway', /100/],
      ["what's playing", /Clair de lune, Debussy/],
      ['how loud is the speaker', /40/],
      ['what is the water heater set to', /55/],
      ['how hot is the boiler', /48/],
      ['is the water heater on', /^Yes/],
      ['is the lawn mower mowing', /^Yes/],
      ['is the valve open', /^No/],
      ['is it raining', /rain/],
      ['how much power is the house using', /1250/],
      ['is anything on in the kitchen', /Kettle/],
      ["what's on in the kitchen", /Kettle/],
      ['is everything off', /^No/],
      ['what is the air quality in the bedroom', /812.*7 .*120/],
      ['how high is the co2 in the bedroom', /812/],
      ['what is the humidifier set to', /45/],
      ['what program is the dishwasher on', /cotton/],
      ['is there a problem with the dryer', /fine/],
    ])('"%s" is answered', async (text, answer) => {
      const said = await ask(sentences, text);
      expect(said).toMatchObject({ outcome: 'done', text: expect.stringMatching(answer) });
    });

    test.each([
      ['when did the front door last open', /^I keep no record of that\. The Front Door is locked\.$/],
      ['how long has the window been open', /^I keep no record of that\.$/],
    ])('no record is kept: "%s"', async (text, answer) => {
      expect((await ask(sentences, text)).text).toMatch(answer);
    });

    test.each([
      ['is there smoke in the attic', /no smoke detectors in the attic/],
      ['what is the temperature in the attic', /in the attic/],
      ['is the sauna on', /sauna/],
    ])('what is not there is said to be missing: "%s"', async (text, answer) => {
      expect(await ask(sentences, text)).toMatchObject({ outcome: 'failed', text: expect.stringMatching(answer) });
    });

    test.each([
      ['vacuum', 'is the vacuum docked', /no vacuum cleaners/],
      ['alarm_control_panel', 'is the alarm armed', /no alarm systems/],
      ['binary_sensor.leak', 'is there a leak', /no leak sensors/],
      ['fan', 'how fast is the fan', /no fans/],
      ['water_heater', 'what is the water heater set to', /no water heaters/],
      ['sensor.bedroom_co2', 'how high is the co2', /no CO2 sensors/],
    ])('a house without any %s: "%s"', async (lacking, text, answer) => {
      const said = await ask(sentences, text, [lacking]);
      expect(said).toMatchObject({ outcome: 'failed', text: expect.stringMatching(answer) });
    });

    test.each([
      'is the shop open',
      'is the moon full',
      'how bright is the sun',
      'where is paris',
      'how high is mount everest',
      'what is up',
      'is there water on the moon',
      'when did the war end',
      'the blinds are closed i think',
      'i wonder if the lights are on',
    ])('"%s" is no question to the house', async (text) => {
      expect((await ask(sentences, text)).outcome).toBe('notUnderstood');
    });
  },
);
