import { expect, it } from 'vitest';
import { Grammar, HouseGrammars, ownSentences } from '../../appliance/intents/grammar.ts';
import { createUnderstander } from '../../appliance/intents/understander.ts';
import { entity, houseOf } from './support/demo-house.ts';
import { fetchedGrammar, sentenceFiles } from './support/fetched.ts';

const snapshot = houseOf([
  entity('light.kitchen', 'Kitchen Light', 'kitchen'),
  entity('light.counter', 'Counter Light', 'kitchen'),
  entity('light.hallway', 'Hallway Light', 'hallway'),
  entity('light.lamp', 'Floor Lamp', 'living_room'),
  entity('cover.blinds', 'Bedroom Blinds', 'bedroom', { deviceClass: 'blind' }),
]);
const own = new HouseGrammars([new Grammar('en', ownSentences('en'))]);

/** Intent, thing and what is done with it, one a command. */
function meant(text: string, grammars: HouseGrammars, house = snapshot): readonly string[] {
  const context = { language: 'en', area: 'living_room', snapshot: house, lastTurn: null };
  const meaning = createUnderstander({}, { grammars }).understand(text, context);
  const parts = meaning.kind === 'compound' ? meaning.parts : [meaning];
  return parts.map((part) => {
    if (part.kind !== 'intent') return part.kind;
    const { name: _, area: __, domain: ___, ...done } = part.slots;
    return [part.intent, part.entities.map(({ id }) => id).join('+'), ...Object.values(done)].join(' ');
  });
}

/** As `meant`, of a timer its name alone. */
function meantWithNames(text: string): readonly string[] {
  const context = { language: 'en', area: 'living_room', snapshot, lastTurn: null };
  const meaning = createUnderstander({}, { grammars: own }).understand(text, context);
  const parts = meaning.kind === 'compound' ? meaning.parts : [meaning];
  return meant(text, own).map((said, i) => {
    const part = parts[i];
    return part?.kind === 'intent' && part.intent === 'HassStartTimer' ? `HassStartTimer ${part.slots.name}` : said;
  });
}

it
  .runIf(sentenceFiles !== null)
  .each([
    'turn off the kitchen light, the counter light and the hallway light',
    'turn off the kitchen light, counter light and hallway light',
    'turn off the kitchen light and the counter light and the hallway light',
  ])('a name alone, which turns a thing on, turns nothing on behind "turn off": "%s"', async (text) => {
  expect(meant(text, new HouseGrammars([await fetchedGrammar('en')]))).toEqual([
    'HassTurnOff light.kitchen',
    'HassTurnOff light.counter',
    'HassTurnOff light.hallway',
  ]);
});

it.runIf(sentenceFiles !== null)('a name alone before "off" is not turned on', async () => {
  const grammars = new HouseGrammars([await fetchedGrammar('en')]);
  expect(meant('the kitchen light and the counter light off', grammars)).toEqual([
    'HassTurnOff light.kitchen',
    'HassTurnOff light.counter',
  ]);
});

it.each([
  [
    'turn off all the lights except the kitchen and close the bedroom blinds',
    ['HassTurnOff light.hallway+light.lamp', 'HassTurnOff cover.blinds'],
  ],
  [
    'close the bedroom blinds and turn off all the lights except the kitchen and the floor lamp',
    ['HassTurnOff cover.blinds', 'HassTurnOff light.hallway'],
  ],
  ['turn off all the lights except the unicorn and close the bedroom blinds', ['unknown']],
])('a command with an exception is one of several: "%s"', (text, parts) => {
  expect(meant(text, own)).toEqual(parts);
});

it.each([
  ['set two timers for five minutes and ten minutes', ['HassStartTimer  5', 'HassStartTimer  10']],
  [
    'set two timers for five minutes and ten minutes and close the bedroom blinds',
    ['HassStartTimer  5', 'HassStartTimer  10', 'HassTurnOff cover.blinds'],
  ],
  ['set two timers for five minutes and close the bedroom blinds', ['unknown']],
])('of two timers both have their length, or none is set: "%s"', (text, parts) => {
  expect(meant(text, own)).toEqual(parts);
});

it.each([
  ['turn on the kitchen light and make it red', ['HassTurnOn light.kitchen', 'HassLightSet light.kitchen red']],
  ['turn on the hallway light and set it to 20 percent', ['HassTurnOn light.hallway', 'HassLightSet light.hallway 20']],
  ['turn on the kitchen light and make it brighter', ['HassTurnOn light.kitchen', 'HassLightSet light.kitchen 20']],
  [
    'open the bedroom blinds and set them to 50 percent',
    ['HassTurnOn cover.blinds', 'HassSetPosition cover.blinds 50'],
  ],
])('"it" behind a command is what that was about: "%s"', (text, parts) => {
  expect(meant(text, own)).toEqual(parts);
});

it.each([
  ['set an alarm for seven and turn off the floor lamp', ['LinnetSetAlarm  seven', 'HassTurnOff light.lamp']],
  [
    'wake me up at half past six and close the bedroom blinds',
    ['LinnetSetAlarm  half past six', 'HassTurnOff cover.blinds'],
  ],
  [
    'remind me in ten minutes and turn off the floor lamp',
    ['LinnetSetReminder  in ten minutes', 'HassTurnOff light.lamp'],
  ],
  ['remind me at seven to call mum and dad', ['LinnetSetReminder  at seven to call mum and dad']],
  ['wake me up at seven and a half', ['LinnetSetAlarm  seven and a half']],
])('the time of an alarm ends before the next command: "%s"', (text, parts) => {
  expect(meant(text, own)).toEqual(parts);
});

it.runIf(sentenceFiles !== null).each([
  ['set the thermostat to 21 and the bedroom to 18', ['unknown']],
  [
    'set the thermostat to 21 and the floor lamp to 50',
    ['HassClimateSetTemperature climate.heating 21', 'HassLightSet light.lamp 50'],
  ],
  [
    'set the thermostat to 21 and the kitchen to 50 percent',
    ['HassClimateSetTemperature climate.heating 21', 'HassLightSet light.kitchen+light.counter 50'],
  ],
])('a bare number behind degrees is no brightness of a room: "%s"', async (text, parts) => {
  const heated = houseOf([
    ...snapshot.entities,
    entity('climate.heating', 'Thermostat', 'living_room'),
    entity('light.bedroom', 'Bedroom Light', 'bedroom'),
  ]);
  expect(meant(text, new HouseGrammars([await fetchedGrammar('en')]), heated)).toEqual(parts);
});

const LATER = ['turn off the hallway light', 'close the bedroom blinds'];

it.each([
  ['in 10 minutes turn off the hallway light and close the bedroom blinds', LATER.map((said) => `10 ${said}`)],
  [
    'turn on the kitchen light and in ten minutes turn off the hallway light and close the bedroom blinds',
    ['HassTurnOn light.kitchen', ...LATER.map((said) => `10 ${said}`)],
  ],
  [
    'in 10 minutes turn off the hallway light and in 20 minutes close the bedroom blinds',
    ['10 turn off the hallway light', '20 close the bedroom blinds'],
  ],
  [
    'turn off the hallway light in 10 minutes and close the bedroom blinds',
    ['turn off the hallway light 10', 'HassTurnOff cover.blinds'],
  ],
  [
    'in 10 minutes turn off the hallway light and set a timer for 5 minutes',
    ['10 turn off the hallway light', 'HassStartTimer  5'],
  ],
  [
    'in 10 minutes turn off the hallway light and wake me up at half past six',
    ['10 turn off the hallway light', 'LinnetSetAlarm  half past six'],
  ],
  [
    'in 10 minutes turn on the hallway light, turn on the kitchen light and make it red', // no "it" any more by then
    ['unknown'],
  ],
])('a delay before a command is for those behind it that have none: "%s"', (text, parts) => {
  expect(meant(text, own).map((part) => part.replace(/^HassStartTimer {2}(?=.*light|.*blinds)/, ''))).toEqual(parts);
});

it
  .runIf(sentenceFiles !== null)
  .each([
    'in 10 Minuten schalte den Kitchen Light aus und schließe das Bedroom Blinds',
    'schalte in 10 Minuten das Kitchen Light aus und schließe das Bedroom Blinds',
  ])('a delay within the first command is for the second too: "%s"', async (text) => {
  const context = { language: 'de', area: 'living_room', snapshot, lastTurn: null };
  const grammars = new HouseGrammars([await fetchedGrammar('de')]);
  expect(createUnderstander({}, { grammars }).understand(text, context)).toMatchObject({
    kind: 'compound',
    parts: [
      { intent: 'HassStartTimer', slots: { minutes: 10 } },
      {
        intent: 'HassStartTimer',
        slots: { minutes: 10, conversation_command: expect.stringMatching(/^schließe das Bedroom Blinds$/i) },
      },
    ],
  });
});

it.each([
  ['start a timer for 5 minutes called tea and turn off the floor lamp', 'tea', 'HassTurnOff light.lamp'],
  ['start a timer for 5 minutes called tea and close the bedroom blinds', 'tea', 'HassTurnOff cover.blinds'],
  ['set a timer for 10 minutes called pizza and wake me at 7', 'pizza', 'LinnetSetAlarm  7'],
  [
    'start a timer for 5 minutes called rock and roll and close the bedroom blinds',
    'rock and roll',
    'HassTurnOff cover.blinds',
  ],
])('the name of a timer ends before the next command: "%s"', (text, name, other) => {
  expect(meantWithNames(text)).toEqual([`HassStartTimer ${name}`, other]);
});

it.each(['mac and cheese', 'tea and biscuits now', 'wash and go', 'hallway light and floor lamp'])(
  'the name of a timer may hold an "and": "%s"',
  (name) => {
    expect(meantWithNames(`start a timer for 5 minutes called ${name}`)).toEqual([`HassStartTimer ${name}`]);
  },
);

it.runIf(sentenceFiles !== null).each([
  ['de', 'starte einen 5 Minuten Timer namens Tee und schließe Bedroom Blinds', 'Salz und Pfeffer'],
  ['nl', 'start een timer van 5 minuten genaamd Tee en sluit Bedroom Blinds', 'peper en zout'],
  ['fr', 'crée un minuteur de 5 minutes nommé Tee et ferme Bedroom Blinds', 'sel et poivre'],
  ['es', 'inicia un temporizador de 5 minutos llamado Tee y cierra Bedroom Blinds', 'sal y pimienta'],
])('so it does in %s: "%s"', async (language, text, name) => {
  const understander = createUnderstander({}, { grammars: new HouseGrammars([await fetchedGrammar(language)]) });
  const context = { language, area: 'living_room', snapshot, lastTurn: null };
  expect(understander.understand(text, context)).toMatchObject({
    kind: 'compound',
    parts: [
      { intent: 'HassStartTimer', slots: { minutes: 5, name: 'Tee' } },
      { intent: 'HassTurnOff', slots: { name: 'Bedroom Blinds' } },
    ],
  });
  const [before = ''] = text.split('Tee');
  expect(understander.understand(before + name, context)).toMatchObject({ intent: 'HassStartTimer', slots: { name } });
});

it.each([
  ['set a timer for 5 minutes called eggs and one for 10 minutes called pasta', '5 eggs', '10 pasta'],
  ['set a timer for 5 minutes called eggs and another one for ten minutes called pasta', '5 eggs', '10 pasta'],
  ['set a timer for 5 minutes called eggs and a timer for 10 minutes called pasta', '5 eggs', '10 pasta'],
  ['set a timer for 5 minutes and another for 10 minutes', '5 undefined', '10 undefined'],
  ['set an egg timer for 5 minutes and a pasta timer for 10 minutes', '5 egg', '10 pasta'],
  ['set a pasta timer for 10 minutes and an egg timer for 5 minutes', '10 pasta', '5 egg'],
  ['set a pizza timer for 5 minutes and pasta timer for 10 minutes', '5 pizza', '10 pasta'],
])('a second timer has its own length and name: "%s"', (text, one, other) => {
  expect(timersIn(text, 'en', own)).toEqual([one, other]);
});

it.runIf(sentenceFiles !== null).each([
  ['en', 'set a 5 minute timer called eggs and one for ten minutes called pasta', '5 eggs', '10 pasta'],
  ['de', 'Stell einen Timer auf 5 Minuten namens Eier und einen auf 10 Minuten namens Nudeln', '5 Eier', '10 Nudeln'],
  ['de', 'stelle einen Eier Timer auf 5 Minuten und einen Nudel Timer auf 10 Minuten', '5 Eier', '10 Nudel'],
  ['nl', 'zet een timer voor 5 minuten genaamd ei en een voor 10 minuten genaamd pasta', '5 ei', '10 pasta'],
  ['fr', 'crée un minuteur de 5 minutes nommé thé et un de 10 minutes nommé pâtes', '5 thé', '10 pâtes'],
  ['es', 'inicia un temporizador de 5 minutos llamado té y otro de 10 minutos llamado pasta', '5 té', '10 pasta'],
  ['it', 'imposta un timer di 5 minuti chiamato uova e uno di 10 minuti chiamato pasta', '5 uova', '10 pasta'],
])('so it has in %s: "%s"', async (language, text, one, other) => {
  expect(timersIn(text, language, new HouseGrammars([await fetchedGrammar(language)]))).toEqual([one, other]);
});

/** Minutes and name of each timer that `text` sets. */
function timersIn(text: string, language: string, grammars: HouseGrammars): readonly string[] {
  const context = { language, area: 'living_room', snapshot, lastTurn: null };
  const meaning = createUnderstander({}, { grammars }).understand(text, context);
  const parts = meaning.kind === 'compound' ? meaning.parts : [meaning];
  return parts.map((part) =>
    part.kind === 'intent' && part.intent === 'HassStartTimer' ? `${part.slots.minutes} ${part.slots.name}` : part.kind,
  );
}
