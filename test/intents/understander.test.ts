import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HouseSnapshot } from '../../appliance/home/house.ts';
import { Grammar, HouseGrammars, ownSentences } from '../../appliance/intents/grammar.ts';
import { createUnderstander } from '../../appliance/intents/understander.ts';
import type { LastTurn, Understanding } from '../../appliance/intents/understanding.ts';
import { DEMO_HOUSE, entity, houseOf } from './support/demo-house.ts';

const grammars = new HouseGrammars([new Grammar('en', ownSentences('en'))]);
const understander = createUnderstander({}, { grammars });

interface Situation {
  area?: string | null;
  snapshot?: HouseSnapshot;
  lastTurn?: LastTurn | null;
}

function understand(said: string | string[], situation: Situation = {}): Understanding {
  const { area = 'living_room', snapshot = DEMO_HOUSE, lastTurn = null } = situation;
  return understander.understand(said, { language: 'en-US', area, snapshot, lastTurn });
}

/** Intent, slots and entity ids, short. */
function gist(meaning: Understanding): unknown {
  if (meaning.kind === 'intent') {
    return [meaning.intent, meaning.slots, meaning.entities.map((one) => one.id)];
  }
  if (meaning.kind === 'compound') return meaning.parts.map(gist);
  return meaning.kind === 'ambiguous' ? meaning.candidates.map((one) => one.name) : meaning.kind;
}

const lastTurn = (said: string, situation: Situation = {}): LastTurn => {
  const meaning = understand(said, situation);
  if (meaning.kind !== 'intent') throw new Error(`"${said}" is ${meaning.kind}`);
  return meaning;
};

describe('two timers in one breath are two, and what one is called is no second one', () => {
  it.each([
    ['set a 5 minute timer and a 10 minute timer', [{ minutes: 5 }, { minutes: 10 }]],
    ['set a five minute timer and a ten minute timer', [{ minutes: 5 }, { minutes: 10 }]],
    ['set a timer for 5 minutes and a timer for 10 minutes', [{ minutes: 5 }, { minutes: 10 }]],
    [
      'set a 5 minute timer for pizza and a 10 minute timer for pasta',
      [
        { minutes: 5, name: 'pizza' },
        { minutes: 10, name: 'pasta' },
      ],
    ],
    [
      'set a pizza timer for 10 minutes and a pasta timer for 8 minutes',
      [
        { minutes: 10, name: 'pizza' },
        { minutes: 8, name: 'pasta' },
      ],
    ],
  ])('"%s"', (text, timers) => {
    expect(gist(understand(text))).toEqual(timers.map((slots) => ['HassStartTimer', slots, []]));
  });

  it.each([
    ['set a 5 minute pizza and pasta timer', { minutes: 5, name: 'pizza and pasta' }],
    ['set a 2 hour and 5 minute timer', { hours: 2, minutes: 5 }],
    ['set a 1 hour and 20 minute bread timer', { hours: 1, minutes: 20, name: 'bread' }],
    ['set a timer for 1 hour and 30 minutes called bread', { hours: 1, minutes: 30, name: 'bread' }],
  ])('"%s" is one', (text, slots) => {
    expect(gist(understand(text))).toEqual(['HassStartTimer', slots, []]);
  });
});

describe('a command of the demo house, with our own sentences', () => {
  it.each([
    ['Turn on the kitchen light.', 'HassTurnOn', { name: 'Kitchen Light' }, ['light.kitchen']],
    [
      'could you switch the lamp off please',
      'HassTurnOff',
      { domain: 'light', area: 'Living Room' },
      ['light.living_room_lamp'],
    ],
    ['turn on the light in the bedroom', 'HassTurnOn', { area: 'Bedroom', domain: 'light' }, ['light.bedroom']],
    [
      'set the living room lamp to forty per cent',
      'HassLightSet',
      { name: 'Living Room Lamp', brightness: 40 },
      ['light.living_room_lamp'],
    ],
    ['set the kitchen light to 40%', 'HassLightSet', { name: 'Kitchen Light', brightness: 40 }, ['light.kitchen']],
    ['make the hallway light blue', 'HassLightSet', { name: 'Hallway Light', color: 'blue' }, ['light.hallway']],
    ['close the bedroom blinds', 'HassTurnOff', { name: 'Bedroom Blinds' }, ['cover.bedroom_blinds']],
    [
      'open the blinds in the bedroom',
      'HassTurnOn',
      { device_class: 'blind', area: 'Bedroom', domain: 'cover' },
      ['cover.bedroom_blinds'],
    ],
    [
      'open the bedroom blinds halfway',
      'HassSetPosition',
      { name: 'Bedroom Blinds', position: 50 },
      ['cover.bedroom_blinds'],
    ],
    ['unlock the front door', 'HassTurnOff', { name: 'Front Door' }, ['lock.front_door']],
    ['lock the front door', 'HassTurnOn', { name: 'Front Door' }, ['lock.front_door']],
    ['is the front door locked', 'HassGetState', { name: 'Front Door', state: 'locked' }, ['lock.front_door']],
    [
      'what is the outdoor temperature',
      'HassGetState',
      { name: 'Outdoor Temperature' },
      ['sensor.outdoor_temperature'],
    ],
    [
      "what's the temperature outside",
      'HassClimateGetTemperature',
      { area: 'Outside' },
      ['sensor.outdoor_temperature'],
    ],
    ['how warm is it in here', 'HassClimateGetTemperature', { area: 'Living Room' }, ['climate.living_room']],
    [
      'set the temperature to 20.5 °',
      'HassClimateSetTemperature',
      { temperature: 20.5, area: 'Living Room' },
      ['climate.living_room'],
    ],
    ['what time is it', 'HassGetCurrentTime', {}, []],
    ['set a timer for ten seconds', 'HassStartTimer', { seconds: 10 }, []],
    ['set a pizza timer for ten minutes', 'HassStartTimer', { name: 'pizza', minutes: 10 }, []],
    ['start a timer for an hour and a half', 'HassStartTimer', { hours: 1, minutes: 30 }, []],
    ['how long is left on the timer', 'HassTimerStatus', {}, []],
    ['cancel the pizza timer', 'HassCancelTimer', { name: 'pizza' }, []],
    ['never mind', 'HassNevermind', {}, []],
  ])('"%s"', (said, intent, slots, entities) => {
    expect(gist(understand(said))).toEqual([intent, slots, entities]);
  });

  it('means every light where the whole house is said', () => {
    const said = understand('turn off all the lights');
    expect(said).toMatchObject({ intent: 'HassTurnOff', slots: { domain: 'light' } });
    expect(said.kind === 'intent' && said.entities).toHaveLength(4);
  });

  it('means nothing of the area where nobody knows where the speaker is', () => {
    expect(understand('turn off the lights', { area: null }).kind).toBe('unknown');
  });

  it('says which area is meant, named or where the speaker is', () => {
    expect(understand('turn on the kitchen light')).toMatchObject({ area: 'Living Room' });
    expect(understand('turn on the lights in the kitchen')).toMatchObject({ area: 'Kitchen' });
  });

  it('answers to an alias', () => {
    const snapshot = houseOf([entity('light.a', 'Ceiling', 'kitchen', { aliases: ['Big Light'] })]);
    expect(gist(understand('turn on the big light', { snapshot }))).toEqual([
      'HassTurnOn',
      { name: 'Big Light' },
      ['light.a'],
    ]);
  });

  it('follows the house when it changes', () => {
    expect(gist(understand('turn on the fountain'))).toEqual(['HassTurnOn', { name: 'fountain' }, []]);
    const snapshot = houseOf([entity('switch.fountain', 'Fountain', 'outside')]);
    expect(gist(understand('turn on the fountain', { snapshot }))).toEqual([
      'HassTurnOn',
      { name: 'Fountain' },
      ['switch.fountain'],
    ]);
  });

  it('says unknown in a language without sentences', () => {
    const context = { language: 'xx', area: null, snapshot: DEMO_HOUSE, lastTurn: null };
    expect(understander.understand('turn on the light', context)).toEqual({
      kind: 'unknown',
      text: 'turn on the light',
    });
  });
});

describe('several hypotheses', () => {
  it('give the first that is a command of this house', () => {
    expect(understand(['turn on the chicken bite', 'turn on the kitchen light'])).toMatchObject({
      intent: 'HassTurnOn',
      text: 'turn on the kitchen light',
      certainty: 'exact',
    });
  });

  it('that tell something order nothing, however near a name is', () => {
    const told = ['this is the kitchen light off', 'that is the kitchen light on', 'the kitchen light was off'];
    const misheard = ['His kitchen light off.', "it's kitchen light off", 'as kitchen light off'];
    for (const said of [...told, ...misheard])
      expect(understand([said]), said).not.toMatchObject({
        kind: 'intent',
        intent: expect.stringMatching(/^HassTurn/),
      });
  });

  it('may point at a thing with "this"', () => {
    expect(understand('turn off this kitchen light')).toMatchObject({ kind: 'intent', intent: 'HassTurnOff' });
  });

  it.each([
    ["Don't turn off the hallway light.", 'Turn off the hallway light.'],
    ['Do not turn off the hallway light.', 'Turn off the hallway light'],
    ['please never turn off the hallway light', 'turn off the hallway light'],
    ['Did you turn off the living room lamp?', 'Turn off the living room lamp.'],
    ['Why did she turn off the living room lamp?', 'turn off the living room lamp'],
    ['When I turn off the living room lamp', 'turn off the living room lamp'],
  ])('order nothing with the end of a likelier one that forbids, asks or tells: "%s"', (best, end) => {
    expect(understand(end)).toMatchObject({ kind: 'intent', intent: 'HassTurnOff' });
    expect(understand([best, end])).toEqual({ kind: 'unknown', text: best });
  });

  it.each(['Please', 'Can you', 'Okay now', 'Hey would you', 'Uh'])(
    'give a later one that "%s" stands before, in a likelier one',
    (lead) => {
      const end = 'turn off the hallway light';
      expect(understand([`${lead} ${end}`, end])).toMatchObject({ kind: 'intent', intent: 'HassTurnOff' });
    },
  );

  it('give a later one that is not the end of the likelier one', () => {
    const said = ["don't learn of the hallway bite", 'turn off the hallway light'];
    expect(understand(said)).toMatchObject({ kind: 'intent', intent: 'HassTurnOff', text: said[1] });
  });

  it.each([
    ['de', 'Warum mach Hallway Light heller', 'Mach Hallway Light heller'],
    ['fr', 'Pourquoi rends Hallway Light plus lumineux', 'Rends Hallway Light plus lumineux'],
    ['it', 'Perché rendi Hallway Light più luminosa', 'Rendi Hallway Light più luminosa'],
    ['nl', 'Waarom maak Hallway Light feller', 'Maak Hallway Light feller'],
    ['sv', 'Varför gör Hallway Light ljusare', 'Gör Hallway Light ljusare'],
    ['da', 'Hvorfor gør Hallway Light lysere', 'Gør Hallway Light lysere'],
    ['es', 'Nunca pon Hallway Light más brillante', 'Pon Hallway Light más brillante'],
  ])('order nothing with the end of what forbids or asks in %s', (language, best, end) => {
    const own = createUnderstander(
      {},
      { grammars: new HouseGrammars([new Grammar(language, ownSentences(language))]) },
    );
    const context = { language, area: 'living_room', snapshot: DEMO_HOUSE, lastTurn: null };
    expect(own.understand([end], context).kind).not.toBe('unknown');
    expect(own.understand([best, end], context).kind).toBe('unknown');
  });

  it('give an exact later one before a fuzzy first one', () => {
    expect(understand(['turn on the hallway lied', 'turn on the hallway light'])).toMatchObject({ certainty: 'exact' });
  });

  it('give unknown with the first text where none is one', () => {
    expect(understand(['blah', 'bluh'])).toEqual({ kind: 'unknown', text: 'blah' });
  });
});

describe('names that were nearly said', () => {
  it.each([
    ['turn on the kichen light', 'light.kitchen'],
    ['turn on the kitchen lied', 'light.kitchen'],
    ['open the bedroom lines', 'cover.bedroom_blinds'],
    ['turn off the livingroom lamb', 'light.living_room_lamp'],
    ['turn on the hall way light', 'light.hallway'],
    ['unlock the frond door', 'lock.front_door'],
  ])('"%s"', (said, id) => {
    expect(understand(said)).toMatchObject({ kind: 'intent', certainty: 'fuzzy', entities: [{ id }] });
  });

  it('find an area too', () => {
    expect(gist(understand('turn on the lights in the kichen'))).toEqual([
      'HassTurnOn',
      { area: 'Kitchen', domain: 'light' },
      ['light.kitchen'],
    ]);
  });

  it('are asked about when two are as near', () => {
    const snapshot = houseOf([
      entity('light.desk', 'Desk Spot', 'kitchen'),
      entity('light.floor', 'Floor Spot', 'bedroom'),
    ]);
    const question = understand('dim the spot to 20 percent', { snapshot });
    expect(gist(question)).toEqual(['Desk Spot', 'Floor Spot']);
  });

  it('are the one in the room of the speaker when the other is elsewhere', () => {
    const snapshot = houseOf([
      entity('light.desk', 'Desk Spot', 'kitchen'),
      entity('light.floor', 'Floor Spot', 'bedroom'),
    ]);
    expect(understand('dim the spot to 20 percent', { snapshot, area: 'bedroom' })).toMatchObject({
      entities: [{ id: 'light.floor' }],
    });
  });

  it('must not be far away', () => {
    for (const said of ['turn on the dishwasher', 'turn on the desk lamp', 'lock the bathroom']) {
      const meaning = understand(said);
      expect(meaning.kind === 'intent' ? meaning.entities : [], said).toEqual([]);
    }
  });

  it('near no whole name, but of a kind that several things are, are asked about', () => {
    expect(understand('turn on the room light')).toMatchObject({
      kind: 'ambiguous',
      candidates: [{ name: 'Kitchen Light' }, { name: 'Bedroom Light' }, { name: 'Hallway Light' }],
    });
  });

  it('may be shortened', () => {
    expect(understand('turn on the hall light')).toMatchObject({ kind: 'intent', slots: { name: 'Hallway Light' } });
  });

  it('must fit what is done with them', () => {
    expect(understand('unlock the kitchen lights').kind).toBe('unknown');
  });
});

describe('things of one name', () => {
  const snapshot = houseOf([
    entity('light.a', 'Ceiling', 'kitchen'),
    entity('light.b', 'Ceiling', 'bedroom'),
    entity('light.c', 'Ceiling', 'hallway'),
  ]);

  it('mean the one in the room of the speaker, or in the room that was said', () => {
    expect(understand('turn on the ceiling', { snapshot, area: 'bedroom' })).toMatchObject({
      entities: [{ id: 'light.b' }],
    });
    expect(understand('turn on the ceiling in the kitchen', { snapshot, area: 'bedroom' })).toMatchObject({
      entities: [{ id: 'light.a' }],
    });
  });

  it('are asked about by room otherwise, and the answer says which', () => {
    const question = understand('turn on the ceiling', { snapshot, area: 'outside' });
    expect(gist(question)).toEqual(['Kitchen Ceiling', 'Bedroom Ceiling', 'Hallway Ceiling']);
    if (question.kind !== 'ambiguous') throw new Error('expected a question');
    const context = { language: 'en', area: null, snapshot, lastTurn: null };
    const answer = (said: string) => understander.answer(said, question, context)?.entities.map((one) => one.id);
    expect(answer('the bedroom one')).toEqual(['light.b']);
    expect(answer('the one in the hallway')).toEqual(['light.c']);
    expect(answer('the second one')).toEqual(['light.b']);
    expect(answer('the last one')).toEqual(['light.c']);
    expect(answer('the garden')).toBeUndefined();
  });

  it('are all meant where nothing tells them apart', () => {
    const twins = houseOf([entity('light.a', 'Spot', 'kitchen'), entity('light.b', 'Spot', 'kitchen')]);
    expect(gist(understand('turn on the spot', { snapshot: twins }))).toEqual([
      'HassTurnOn',
      { name: 'Spot' },
      ['light.a', 'light.b'],
    ]);
  });
});

describe('several commands in one breath', () => {
  it.each([
    ['turn off the lights and close the bedroom blinds', ['HassTurnOff', 'HassTurnOff']],
    ['close the bedroom blinds and then lock the front door', ['HassTurnOff', 'HassTurnOn']],
    [
      'turn on the kitchen light, set a timer for ten minutes and what time is it',
      ['HassTurnOn', 'HassStartTimer', 'HassGetCurrentTime'],
    ],
  ])('"%s"', (said, intents) => {
    const whole = understand(said);
    const parts = whole.kind === 'compound' ? whole.parts : [];
    expect(parts.map((part) => (part.kind === 'intent' ? part.intent : part.kind))).toEqual(intents);
  });

  it('may share their verb, or their end', () => {
    const both = [
      ['HassTurnOff', { name: 'Kitchen Light' }, ['light.kitchen']],
      ['HassTurnOff', { name: 'Hallway Light' }, ['light.hallway']],
    ];
    expect(gist(understand('turn off the kitchen light and the hallway light'))).toEqual(both);
    expect(gist(understand('turn the kitchen light and the hallway light off'))).toEqual(both);
  });

  it('are looked for a bounded number of times', () => {
    const whole = understand('turn on the kitchen light and '.repeat(18));
    expect(['compound', 'unknown']).toContain(whole.kind);
  });

  it('are not found where one part is none', () => {
    expect(understand('turn off the kitchen light and eat your dinner').kind).toBe('unknown');
  });
});

describe('what the turn before gives', () => {
  const kitchenOn = lastTurn('turn on the kitchen light');

  it('"it" is the thing of the turn before', () => {
    expect(gist(understand('and make it brighter', { lastTurn: kitchenOn }))).toEqual([
      'HassLightSet',
      { name: 'Kitchen Light', brightness_step: 20 },
      ['light.kitchen'],
    ]);
    expect(gist(understand('turn it off again', { lastTurn: kitchenOn }))).toEqual([
      'HassTurnOff',
      { name: 'Kitchen Light' },
      ['light.kitchen'],
    ]);
    expect(gist(understand('brighter', { lastTurn: kitchenOn }))).toMatchObject([
      'HassLightSet',
      {},
      ['light.kitchen'],
    ]);
  });

  it('"them" are all of the turn before', () => {
    const all = lastTurn('turn on all the lights');
    const said = understand('turn them off', { lastTurn: all });
    expect(said).toMatchObject({ intent: 'HassTurnOff', certainty: 'followUp', slots: { domain: 'light' } });
    expect(said.kind === 'intent' && said.entities).toHaveLength(4);
  });

  it('a correction replaces the area or the thing', () => {
    expect(gist(understand('no, the bedroom', { lastTurn: kitchenOn }))).toEqual([
      'HassTurnOn',
      { area: 'Bedroom', domain: 'light' },
      ['light.bedroom'],
    ]);
    expect(gist(understand('no, I meant the hallway light', { lastTurn: kitchenOn }))).toEqual([
      'HassTurnOn',
      { name: 'Hallway Light' },
      ['light.hallway'],
    ]);
    expect(understand('no, the bedroom', { lastTurn: kitchenOn })).toMatchObject({ certainty: 'correction' });
  });

  it('the same can be asked of another room', () => {
    const set = lastTurn('set the kitchen light to 40 percent');
    expect(gist(understand('and the bedroom too', { lastTurn: set }))).toEqual([
      'HassLightSet',
      { brightness: 40, area: 'Bedroom', domain: 'light' },
      ['light.bedroom'],
    ]);
    expect(gist(understand('what about the hallway', { lastTurn: set }))).toMatchObject([
      'HassLightSet',
      {},
      ['light.hallway'],
    ]);
  });

  it('is not needed by a whole command, and does not bend one', () => {
    expect(understand('what time is it', { lastTurn: kitchenOn })).toMatchObject({
      intent: 'HassGetCurrentTime',
      certainty: 'exact',
    });
    expect(understand('and the moon', { lastTurn: kitchenOn }).kind).toBe('unknown');
  });

  it('nothing is meant by "it" where there was no turn', () => {
    expect(understand('turn it on').kind).toBe('unknown');
    expect(understand('turn it off')).toMatchObject({ intent: 'HassNevermind', slots: { of: 'ring' }, entities: [] });
  });
});

describe('any text at all', () => {
  it('is understood or unknown, and never an error', () => {
    const words = fc.constantFrom(
      'turn',
      'on',
      'it',
      'no',
      ',',
      'and',
      'the',
      'kitchen',
      'light',
      'to',
      '50',
      '%',
      '\\',
      '(',
      '\u0000',
      'é́',
      '\ud800',
      '...',
    );
    const text = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.array(words, { maxLength: 25 }).map((all) => all.join(' ')),
    );
    const turn = fc.constantFrom(null, lastTurn('turn on the kitchen light'), lastTurn('turn on all the lights'));
    fc.assert(
      fc.property(text, turn, (said, before) => {
        expect(['intent', 'ambiguous', 'compound', 'unknown']).toContain(understand(said, { lastTurn: before }).kind);
      }),
      { numRuns: 400 },
    );
  });

  it('is not looked at where it is far longer than any command', () => {
    for (const long of ['a.b.'.repeat(50_000), 'no, '.repeat(50_000), 'turn it on and '.repeat(20_000)]) {
      expect(understand(long, { lastTurn: lastTurn('turn on the kitchen light') }).kind).toBe('unknown');
    }
  });
});
