// Sensors that tell more decimals than anybody wants to hear, or a moment as computers write it.
import { afterEach, describe, expect, test } from 'vitest';
import { skillSet } from '../../appliance/skills/skill-set.ts';
import { sentenceFiles } from '../intents/support/fetched.ts';
import { SpokenHouse } from './support/spoken-house.ts';

let spoken: SpokenHouse;
afterEach(() => spoken.close());

async function told(value: string, document: Record<string, unknown>): Promise<string> {
  await spoken.announce('sensor', { '~': 'extra/thing', name: 'Balcony', state_topic: '~/state', ...document });
  await spoken.report('extra/thing/state', value);
  const targets = spoken.house.snapshot().entities.filter(({ name }) => name === 'Balcony');
  const call = { intent: 'HassGetState', slots: { name: 'Balcony' }, response: 'one', targets };
  return (await skillSet().get('HassGetState')!.handle(call, spoken.context())).text;
}

const CELSIUS = { device_class: 'temperature', unit_of_measurement: '°C' };
const SOURCES = sentenceFiles === null ? (['own'] as const) : (['own', 'fetched'] as const);

describe.each(SOURCES)('with the %s sentences', (sentences) => {
  test.each([
    ['19.6666667', CELSIUS, '19.67'],
    ['19.6666667', { ...CELSIUS, suggested_display_precision: 0 }, '20'],
    ['81.23456', { device_class: 'power', unit_of_measurement: 'W', suggested_display_precision: 1 }, '81.2'],
  ])('a reading of %s (%j) is told as "%s"', async (value, document, words) => {
    spoken = await SpokenHouse.open({ sentences });
    expect(await told(value, document)).toMatch(new RegExp(`^(?:The )?Balcony is ${words} (?:°C|degrees|W|watts)\\.$`));
  });

  test('a moment is told as a time, and a date as a day', async () => {
    spoken = await SpokenHouse.open({ sentences, wall: Date.UTC(2026, 10, 27, 8) });
    expect(await told('2026-11-27T14:30:00+00:00', { device_class: 'timestamp' })).toBe('The Balcony is 2:30 PM.');
    const day = await told('2026-12-24', { device_class: 'date' });
    expect(day).toBe('The Balcony is Thursday, December 24.');
  });
});

describe.runIf(sentenceFiles !== null)('in languages whose templates tell it', () => {
  test.each(['it', 'nl', 'pt', 'pl', 'sv', 'ru', 'da', 'cs'])(
    '%s has neither an ISO time nor seven decimals',
    async (language) => {
      spoken = await SpokenHouse.open({ language, sentences: 'fetched', wall: Date.UTC(2026, 10, 27, 8) });
      expect(await told('2026-11-27T14:30:00+00:00', { device_class: 'timestamp' })).toMatch(/14[:.]30/);
      const text = await told('19.6666667', CELSIUS);
      expect(text).toMatch(/19[.,]67(?!\d)/);
    },
  );
});
