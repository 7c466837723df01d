// A question for a measure is answered by a sensor of that measure, or not at all.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sentenceFiles } from '../intents/support/fetched.ts';
import { SpokenHouse } from './support/spoken-house.ts';

const SENSORS = [
  ['Dryer Power', 'power', 'W', '812'],
  ['Study CO2', 'carbon_dioxide', 'ppm', '640'],
  ['Fridge Power', 'power', 'W', '81.2'],
  ['Washer Power', 'power', 'W', '12'],
  ['Washer End', 'timestamp', null, '2026-01-01T14:30:00+00:00'],
  ['Washer', 'timestamp', null, '2026-01-01T14:30:00+00:00'],
  ['Freezer', 'temperature', '°C', '-18'],
  ['Oven', null, '°C', '180'], // says no class
  ['Tank', null, '%', '70'],
  ['Cellar Humidity', 'humidity', '%', '55'],
] as const;

let spoken: SpokenHouse;
afterEach(() => spoken.close());

describe.each(sentenceFiles === null ? (['own'] as const) : (['own', 'fetched'] as const))(
  'by %s sentences',
  (from) => {
    beforeEach(async () => {
      spoken = await SpokenHouse.open({ sentences: from });
      for (const [name, device_class, unit_of_measurement, value] of SENSORS) {
        const base = `x/${name.toLowerCase().replaceAll(' ', '_')}`;
        const kind = { ...(device_class && { device_class }), ...(unit_of_measurement && { unit_of_measurement }) };
        const device = { name, identifiers: [name], suggested_area: 'Cellar' };
        await spoken.announce('sensor', { '~': base, device, name: null, state_topic: '~/state', ...kind });
        await spoken.report(`${base}/state`, value);
      }
    });

    test.each([
      ['how much power does the dryer use', /812/],
      ['how much power does the washer use', /\b12\b/],
      ['how much power is the fridge using right now', /81\.2/],
      ['what is the power of the dryer', /812/],
      ['what is the dryer power', /812/],
      ['how cold is the freezer', /-18/],
      ['what is the temperature of the oven', /180/],
      ['how hot is the oven', /180/],
      ['how full is the tank', /70/],
      ['what is the value of the freezer', /-18/],
    ])('"%s" is answered', async (text, value) => {
      expect(await spoken.ask(text)).toMatchObject({ outcome: 'done', text: expect.stringMatching(value) });
    });

    test.each([
      'how humid is the dryer',
      'what is the study weight',
      'how warm is the fridge',
      'what is the temperature of the dryer',
      'how much energy has the washer used',
      'how heavy is the freezer',
      'how much power does the freezer use',
      'how full is the cellar humidity',
    ])('"%s", which nothing here measures, is not', async (text) => {
      expect((await spoken.ask(text)).outcome).toBe('notUnderstood');
    });
  },
);
