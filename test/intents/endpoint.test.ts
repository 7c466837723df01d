import { describe, expect, it } from 'vitest';
import { endpointHint } from '../../appliance/intents/endpoint.ts';
import { Grammar, HouseGrammars, ownSentences } from '../../appliance/intents/grammar.ts';
import { phrasesFor } from '../../appliance/intents/phrases.ts';
import { DEMO_HOUSE, entity, houseOf } from './support/demo-house.ts';

const grammar = new Grammar('en', ownSentences('en'));
const grammars = new HouseGrammars([grammar]);
const hint = (text: string) =>
  endpointHint(text, { language: 'en', area: 'living_room', snapshot: DEMO_HOUSE }, grammars);

describe('what a partial transcript tells the endpointer', () => {
  it.each([
    'turn on the kitchen light',
    'close the bedroom blinds to 20 percent',
    'lock the front door',
    'what time is it',
    'never mind',
    'dim the hallway light to twenty five percent',
  ])('"%s" is complete', (text) => expect(hint(text)).toBe('complete'));

  it.each([
    'turn off the lights',
    'turn on all the lights',
    'set a timer',
    'set a timer for ten minutes',
    'wake me at seven',
    'remind me to call',
    'remind me to call mum at five',
    'broadcast dinner',
  ])('"%s" may continue', (text) => expect(hint(text)).toBe('mayContinue'));

  it.each([
    'turn on the',
    'turn on the kitchen',
    'set a timer for',
    'set a timer for ten',
    'set the kitchen light to',
    'turn off the lights and',
    'is the front',
    'could you',
  ])('"%s" is unfinished', (text) =>
    expect(['unfinished', text === 'could you' ? 'unknown' : 'unfinished']).toContain(hint(text)),
  );

  it.each(['I was thinking about you', 'the kitchen is nice', '', '...'])('"%s" says nothing', (text) =>
    expect(hint(text)).toBe('unknown'),
  );

  it('waits for the rest of a longer name', () => {
    const snapshot = houseOf([entity('light.a', 'Desk', 'kitchen'), entity('light.b', 'Desk Lamp', 'kitchen')]);
    const said = (text: string) => endpointHint(text, { language: 'en', area: null, snapshot }, grammars);
    expect(said('turn on the desk')).toBe('mayContinue');
    expect(said('turn on the desk lamp')).toBe('complete');
  });
});

describe('phrases for the recogniser', () => {
  const { phrases, version } = phrasesFor(DEMO_HOUSE, grammar);
  const weight = (text: string) => phrases.find((phrase) => phrase.text === text)?.weight;

  it('are the names of the house first, then areas, then words of sentences', () => {
    expect(weight('Kitchen Light')).toBe(1);
    expect(weight('Hallway')).toBeLessThan(1);
    expect(weight('brightness')).toBeLessThan(weight('Hallway')!);
    expect(version).toBe(DEMO_HOUSE.version);
  });

  it('hold the commands that each thing invites, and how many of their words are the verb', () => {
    const command = (text: string) => phrases.find((phrase) => phrase.text === text);
    expect(command('unlock the Front Door')).toMatchObject({ verbWords: 1 });
    expect(command('turn off the Kitchen Light')).toMatchObject({ verbWords: 2 });
    expect(command('dim the Kitchen Light')).toMatchObject({ weight: 0.95 });
    expect(command('dim the Kitchen Light')).not.toHaveProperty('verbWords');
  });

  it('hold aliases, and no word of fewer than four letters', () => {
    const snapshot = houseOf([entity('light.a', 'TV', null, { aliases: ['Big Screen'] })]);
    const texts = phrasesFor(snapshot, grammar).phrases.map((phrase) => phrase.text);
    expect(texts).toContain('Big Screen');
    expect(texts.filter((text) => text.replace(/[^\p{L}]/gu, '').length < 4)).toEqual([]);
  });

  it('stay within bounds for a large house, and within 0 and 1', () => {
    const many = houseOf(Array.from({ length: 2000 }, (_, i) => entity(`light.${i}`, `Lamp number ${i}`, null)));
    const large = phrasesFor(many, grammar).phrases;
    expect(large.length).toBeLessThanOrEqual(600);
    expect(large.every((phrase) => phrase.weight > 0 && phrase.weight <= 1)).toBe(true);
  });

  it('hold the areas, the common commands and both verbs of a lock in a house of 300 lights', () => {
    const lights = Array.from({ length: 300 }, (_, i) => entity(`light.${i}`, `Lamp number ${i}`, 'kitchen'));
    const many = houseOf([...lights, entity('lock.front_door', 'Front Door', 'hallway')]);
    const texts = phrasesFor(many, grammar).phrases.map(({ text }) => text);
    expect(texts).toEqual(
      expect.arrayContaining([
        ...['Living Room', 'Hallway', 'Lamp number 7', 'set a timer for', 'brightness'],
        ...['lock the Front Door', 'unlock the Front Door', 'turn on the Lamp number 7', 'turn off the Lamp number 7'],
      ]),
    );
    const on = texts.filter((text) => text.startsWith('turn on the Lamp'));
    expect(texts.filter((text) => text.startsWith('turn off the Lamp'))).toHaveLength(on.length);
    expect(texts.length).toBeLessThanOrEqual(600);
  });

  it('leave out what a device calls its settings and diagnostics, but for its battery', () => {
    const snapshot = houseOf([
      entity('switch.plug_child_lock', 'Plug child lock', 'kitchen', { category: 'config' }),
      entity('sensor.plug_chip', 'Plug chip temperature', 'kitchen', { category: 'diagnostic' }),
      entity('sensor.remote_battery', 'Remote battery', null, { category: 'diagnostic', deviceClass: 'battery' }),
    ]);
    const texts = phrasesFor(snapshot, grammar).phrases.map(({ text }) => text);
    expect(texts.filter((text) => /plug c|remote/i.test(text))).toEqual(['Remote battery']);
  });
});
