import { describe, expect, it } from 'vitest';
import { Grammar, HouseGrammars, ownSentences } from '../../appliance/intents/grammar.ts';
import { createUnderstander } from '../../appliance/intents/understander.ts';
import { entity, houseOf } from './support/demo-house.ts';

const grammars = new HouseGrammars([new Grammar('en', ownSentences('en'))]);
const { understand } = createUnderstander({}, { grammars });

describe('what a device calls its settings and diagnostics', () => {
  const temperature = { deviceClass: 'temperature', unit: '°C' } as const;
  const snapshot = houseOf([
    entity('switch.plug', 'Plug', 'kitchen'),
    entity('switch.plug_child_lock', 'Plug child lock', 'kitchen', { category: 'config' }),
    entity('light.plug_led', 'Plug indicator', 'kitchen', { category: 'config' }),
    entity('light.ceiling', 'Ceiling Light', 'kitchen'),
    entity('light.bed', 'Night Light', 'bedroom'),
    entity('sensor.plug_chip', 'Plug chip temperature', 'kitchen', { category: 'diagnostic', ...temperature }),
    entity('sensor.air', 'Air temperature', 'kitchen', temperature),
    entity('binary_sensor.remote', 'Remote', null, { category: 'diagnostic', deviceClass: 'battery' }),
  ]);
  const ids = (said: string, lastTurnOf: string | null = null): string[] => {
    const context = { language: 'en', area: 'kitchen', snapshot };
    const before = lastTurnOf === null ? null : understand(lastTurnOf, { ...context, lastTurn: null });
    const meaning = understand(said, { ...context, lastTurn: before?.kind === 'intent' ? before : null });
    return meaning.kind === 'intent' ? meaning.entities.map(({ id }) => id) : [meaning.kind];
  };

  it.each([
    ['turn off the lights in the kitchen', ['light.ceiling']],
    ['how warm is it', ['sensor.air']],
    ['which lights are on', ['light.ceiling', 'light.bed']],
    ['turn on the plug indicate', ['unknown']],
  ])('are not meant by "%s"', (text, meant) => {
    expect(ids(text)).toEqual(meant);
  });

  it('are not meant by a room of the turn before', () => {
    expect(ids('and the kitchen', 'turn on the lights in the bedroom')).toEqual(['light.ceiling']);
  });

  it.each([
    ['turn on the plug child lock', ['switch.plug_child_lock']],
    ['turn off the plug indicator', ['light.plug_led']],
    ['are any batteries low', ['binary_sensor.remote']],
  ])('are meant by their own names, and batteries by their kind: "%s"', (text, meant) => {
    expect(ids(text)).toEqual(meant);
  });
});
