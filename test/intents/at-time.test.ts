// A command for a time of day, in each tested language; and what is none, or names no single time.
import { describe, expect, it } from 'vitest';
import { Grammar, HouseGrammars, ownSentences } from '../../appliance/intents/grammar.ts';
import { createUnderstander } from '../../appliance/intents/understander.ts';
import { entity, houseOf } from './support/demo-house.ts';
import { fetchedGrammar, sentenceFiles } from './support/fetched.ts';

const snapshot = houseOf([
  entity('light.lamp', 'Lampion', 'living_room', { features: ['brightness'] }),
  entity('media_player.tv', 'TV', 'living_room'),
  entity('cover.blinds', 'Blinds', 'living_room', { deviceClass: 'blind', features: ['position'] }),
  entity('climate.living', 'Thermostat', 'living_room'),
]);
const said = (grammar: Grammar, text: string) =>
  createUnderstander({}, { grammars: new HouseGrammars([grammar]) }).understand(text, {
    ...{ language: grammar.language, area: 'living_room', snapshot, lastTurn: null },
  });

describe.runIf(sentenceFiles !== null)('a command and the time of day for it', () => {
  it.each([
    ['en', 'turn off the lampion at ten pm', 'turn off the lampion'],
    ['en', 'at half past seven, turn on the lampion', 'turn on the lampion'],
    ['en', 'set the thermostat to 20 tomorrow at 7', 'set the thermostat to 20'],
    ['de', 'schalte Lampion um halb acht aus', 'schalte Lampion aus'],
    ['de', 'schalte Lampion aus um 22 Uhr', 'schalte Lampion aus'],
    ['nl', 'zet Lampion om tien uur uit', 'zet Lampion uit'],
    ['fr', 'éteins Lampion à dix heures', 'éteins Lampion'],
    ['es', 'apaga Lampion a las diez', 'apaga Lampion'],
    ['it', 'spegni Lampion alle dieci', 'spegni Lampion'],
    ['pt', 'desliga Lampion às dez', 'desliga Lampion'],
    ['pl', 'wyłącz Lampion o dziesiątej', 'wyłącz Lampion'],
    ['sv', 'stäng av Lampion klockan tio', 'stäng av Lampion'],
    ['da', 'sluk Lampion klokken ti', 'sluk Lampion'],
    ['ru', 'выключи Lampion в десять часов', 'выключи Lampion'],
    ['cs', 'vypni Lampion v deset hodin', 'vypni Lampion'],
  ])('%s: "%s"', async (language, text, command) => {
    const slots = { conversation_command: command, when: expect.stringMatching(/./) };
    const meaning = said(await fetchedGrammar(language), text);
    expect(meaning).toMatchObject({ intent: 'HassStartTimer', slots });
  });
});

describe('no command for a time of day', () => {
  const english = new Grammar('en', ownSentences('en'));

  it.each([
    'turn on the lampion at 20',
    'turn on the lampion at 50',
    'open the blinds at 20',
    'turn on the lampion for five',
    'turn off the lampion tonight',
    'turn off the lampion tomorrow',
    'turn off the lampion 7',
    'the lampion at ten pm',
    'is the lampion on at ten pm',
    'we turn off the lampion at ten pm',
    "don't turn off the lampion at ten pm",
    'why did you turn on the lampion at ten pm',
    'turn off the unicorn at ten pm',
    'turn off the lampion in ten minutes at ten pm',
    'turn it off at ten pm',
    'turn it off in ten minutes',
    'stop at ten pm',
  ])('"%s"', (text) => expect(said(english, text).kind).toBe('unknown'));

  it.each([
    ['set the lampion to 20 percent', 'HassLightSet'],
    ['turn on the lampion at 20 percent', 'HassLightSet'],
    ['wake me at ten pm', 'LinnetSetAlarm'],
    ['remind me at ten pm to turn off the lampion', 'LinnetSetReminder'],
    ['turn off the alarm at ten pm', 'LinnetCancelAlarm'],
  ])('"%s" is as before', (text, intent) => expect(said(english, text)).toMatchObject({ intent }));

  it('one that comes back is put off too', () =>
    expect(said(english, 'turn off the lampion every day at seven')).toMatchObject({
      ...{ intent: 'HassStartTimer', response: 'at_time' },
      slots: { conversation_command: 'turn off the lampion', when: 'every day at 7' },
    }));

  it('one of two commands alone is put off', () => {
    const meaning = said(english, 'turn on the lampion and turn off the tv at ten pm');
    expect(meaning.kind === 'compound' && meaning.parts).toMatchObject([
      { intent: 'HassTurnOn', entities: [{ id: 'light.lamp' }] },
      { intent: 'HassStartTimer', slots: { conversation_command: 'turn off the tv', when: 'at 10 pm' } },
    ]);
  });
});
