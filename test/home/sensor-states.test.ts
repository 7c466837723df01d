// What a sensor's state can be: of what else comes, nothing is shown.
import { beforeEach, expect, it } from 'vitest';
import { TestHouse } from './support/house.ts';

let home: TestHouse;
beforeEach(() => {
  home = new TestHouse();
});

async function announce(document: Record<string, unknown>): Promise<void> {
  await home.announce('homeassistant/sensor/thing/config', { name: 'Thing', state_topic: 'x', ...document });
}

async function told(text: string): Promise<string | null> {
  await home.tell('x', text);
  return home.state('sensor.thing')?.value ?? null;
}

const NUMERIC: readonly Record<string, unknown>[] = [
  { device_class: 'temperature' },
  { unit_of_measurement: 'rpm' },
  { state_class: 'measurement' },
  { suggested_display_precision: 1 },
];

it.each(NUMERIC)('a sensor of numbers (%j) keeps its number whatever else comes', async (document) => {
  await announce(document);
  expect(await told('unavailable')).toBeNull();
  expect(await told(' 21.50 ')).toBe('21.50');
  for (const text of ['unavailable', 'unknown', 'nan', 'inf', '{"a":1}', '', 'n/a'])
    expect(await told(text)).toBe('21.50');
  expect(await told('-3e2')).toBe('-3e2');
  expect(await told('None')).toBeNull();
});

it('a sensor of words with a unit that is none has words', async () => {
  await announce({ unit_of_measurement: null });
  expect(await told('fast asleep')).toBe('fast asleep');
});

it('a sensor with options has one of them', async () => {
  await announce({ device_class: 'enum', options: ['wash', 'spin'] });
  expect(await told('boil')).toBeNull();
  expect(await told('spin')).toBe('spin');
  expect(await told('boil')).toBe('spin');
  expect(await told('')).toBeNull();
});

it.each(['unknown', 'unavailable'])('a sensor that says "%s" says nothing', async (word) => {
  await announce({});
  expect(await told('asleep')).toBe('asleep');
  expect(await told(word)).toBeNull();
});
