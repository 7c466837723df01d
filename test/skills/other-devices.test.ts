// Things that Home Assistant brings, by its own sentences: the right service with the right data, and honest words.
import { afterEach, describe, expect, test } from 'vitest';
import type { Area } from '../../appliance/home/house.ts';
import { entity } from '../intents/support/demo-house.ts';
import { sentenceFiles } from '../intents/support/fetched.ts';
import { ScriptedHouse, type ScriptedThing } from './support/scripted-house.ts';
import { SpokenHouse } from './support/spoken-house.ts';

const areas: readonly Area[] = ['Living Room', 'Kitchen'].map((name) => ({
  id: name.toLowerCase().replace(' ', '_'),
  name,
  aliases: [],
  floor: null,
}));

let spoken: SpokenHouse;
let house: ScriptedHouse;
afterEach(() => spoken.close());

async function open(...things: ScriptedThing[]): Promise<void> {
  house = new ScriptedHouse(things, areas);
  spoken = await SpokenHouse.open({ house, sentences: 'fetched' });
}

const tv = (state: string, attributes: Record<string, unknown> = {}): ScriptedThing => ({
  entity: entity('media_player.tv', 'TV', 'living_room'),
  state,
  attributes,
});
const radio: ScriptedThing = { entity: entity('media_player.radio', 'Radio', 'living_room'), state: 'off' };
const rover: ScriptedThing = { entity: entity('vacuum.rover', 'Rover', 'kitchen'), state: 'docked' };
const lamp: ScriptedThing = {
  entity: entity('light.lamp', 'Lamp', 'living_room', { features: ['brightness', 'color', 'color_temp'] }),
  state: 'on',
  attributes: { brightness: 128 },
};

describe.runIf(sentenceFiles !== null)('a question of several things', () => {
  const thing = (id: string, name: string, state: string, deviceClass: string | null = null): ScriptedThing => ({
    entity: entity(id, name, 'kitchen', { deviceClass }),
    state,
  });
  const things = [
    thing('binary_sensor.a', 'Bay Window', 'on', 'window'),
    thing('binary_sensor.b', 'Small Window', 'off', 'window'),
    thing('light.a', 'Spot', 'on'),
    thing('light.b', 'Lamp', 'off'),
    thing('lock.front', 'Front Door', 'locked'),
    thing('lock.back', 'Back Door', 'unlocked'),
    thing('cover.a', 'Roller', 'open', 'blind'),
  ];

  test.each([
    ['en', 'are the windows closed', /^No, the Bay Window is not closed\.$/],
    ['en', 'are any windows closed', /^Yes, Small Window/],
    ['en', 'are the windows open', /^Yes, Bay Window/],
    ['en', 'are the lights in the kitchen off', /^No, Spot/],
    ['en', 'are the lights in the kitchen on', /^Yes, Spot/],
    ['en', 'are the doors locked', /^No, Back Door/],
    ['en', 'is everything locked', /^No, Back Door/],
    ['en', 'which doors are locked', /^Front Door\.$/],
    ['en', 'are the blinds open', /^Yes, Roller/],
    ['en', 'are the blinds closed', /^No, Roller/],
    ['nl', 'zijn de deuren op slot', /^Nee, Back Door/],
  ])('in %s is answered for all of them: "%s"', async (language, text, answer) => {
    house = new ScriptedHouse(things, areas);
    spoken = await SpokenHouse.open({ house, sentences: 'fetched', language });
    expect((await spoken.ask(text)).text).toMatch(answer);
  });
});

describe.runIf(sentenceFiles !== null)('the air conditioning', () => {
  const climate = (modes: readonly string[]): ScriptedThing => ({
    entity: entity('climate.room', 'Thermostat', 'living_room'),
    state: 'off',
    attributes: { hvac_modes: modes },
  });

  test('is none that only heats', async () => {
    await open(climate(['off', 'heat']));
    expect(await spoken.ask('turn on the ac')).toMatchObject({
      outcome: 'failed',
      text: 'There are no air conditioners in the Living Room.',
    });
    expect(house.commands).toEqual([]);
  });

  test('is what cools', async () => {
    await open(climate(['off', 'heat', 'cool']));
    expect(await spoken.ask('turn on the ac')).toMatchObject({ outcome: 'done' });
    expect(house.commands).toMatchObject([{ entity: 'climate.room', service: 'turn_on' }]);
  });
});

describe.runIf(sentenceFiles !== null)('"stop" alone', () => {
  const gate: ScriptedThing = {
    entity: entity('cover.gate', 'Gate', 'living_room', { deviceClass: 'gate', features: ['open_close', 'stop'] }),
    state: 'open',
  };
  const services = () => house.commands.map(({ entity: id, service }) => `${id} ${service}`);

  test.each([
    ['en', 'close the gate', 'Stop.', 'cover.gate stop_cover'],
    ['en', 'start the vacuum', 'stop it', 'vacuum.rover pause'],
    ['de', 'mach Gate zu', 'stopp', 'cover.gate stop_cover'],
    ['es', 'cierra Gate', 'para', 'cover.gate stop_cover'],
    ['fr', 'ferme Gate', 'arrête', 'cover.gate stop_cover'],
    ['nl', 'sluit Gate', 'stop', 'cover.gate stop_cover'],
    ['it', 'chiudi Gate', 'ferma', 'cover.gate stop_cover'],
  ])('in %s behind "%s" stops what moves, and not what plays', async (language, command, stop, stopped) => {
    house = new ScriptedHouse([gate, rover, tv('playing')], areas);
    spoken = await SpokenHouse.open({ house, sentences: 'fetched', language });
    expect(await spoken.ask(command)).toMatchObject({ outcome: 'done' });
    expect(await spoken.ask(stop)).toMatchObject({ outcome: 'done' });
    expect(services().slice(1)).toEqual([stopped]);
  });

  test('stops what plays where what moved has long arrived, or was only asked about', async () => {
    await open(gate, tv('playing'));
    await spoken.ask('close the gate');
    spoken.clock.advance(180_000);
    await spoken.ask('stop');
    await spoken.ask('is the gate open');
    await spoken.ask('stop');
    expect(services().slice(1)).toEqual(['media_player.tv media_pause', 'media_player.tv media_pause']);
  });

  test('ends what rings, and the gate goes on', async () => {
    await open(gate);
    await spoken.ask('set a timer for one minute');
    await spoken.ask('close the gate');
    spoken.clock.advance(60_000);
    expect(await spoken.ask('stop')).toMatchObject({ outcome: 'cancelled' });
    expect(services()).toEqual(['cover.gate close_cover']);
  });
});

describe.runIf(sentenceFiles !== null)('media players', () => {
  test.each([
    ['pause the TV', 'media_pause', {}],
    ['pause', 'media_pause', {}],
    ['next track', 'media_next_track', {}],
    ['previous track', 'media_previous_track', {}],
    ['mute the TV', 'volume_mute', { is_volume_muted: true }],
    ['unmute the TV', 'volume_mute', { is_volume_muted: false }],
    ['set the TV volume to 30%', 'volume_set', { volume_level: 0.3 }],
    ['turn up the volume', 'volume_set', { volume_level: 0.5 }],
  ])('"%s" is %s', async (text, service, data) => {
    await open(tv('playing', { volume_level: 0.4 }), radio);
    expect(await spoken.ask(text)).toMatchObject({ outcome: 'done' });
    expect(house.commands).toEqual([{ entity: 'media_player.tv', service, data }]);
  });

  const stereo: ScriptedThing = {
    entity: entity('media_player.stereo', 'Stereo', 'living_room', { features: ['search_media'] }),
    state: 'idle',
  };

  test.each([
    ['play jazz on stereo', { id: 'library:7', type: 'music' }],
    ['play the album kind of blue on stereo', { id: 'library:9', type: 'album' }],
    ['play jazz', { id: 'library:7', type: 'music' }],
  ])('"%s" plays the first thing that the player finds', async (text, { id, type }) => {
    await open(radio, stereo);
    house.media.jazz = { id: 'library:7', type: 'music' };
    house.media['kind of blue album'] = { id: 'library:9', type: 'album' };
    expect(await spoken.ask(text)).toMatchObject({ outcome: 'done' });
    const data = { media_content_id: id, media_content_type: type };
    expect(house.commands).toEqual([{ entity: 'media_player.stereo', service: 'play_media', data }]);
  });

  test.each([
    ['play polka on stereo', 'I found nothing for polka.'],
    ['play jazz on radio', 'The Radio cannot do that.'],
  ])('"%s" plays nothing else: "%s"', async (text, said) => {
    await open(radio, stereo);
    house.media.jazz = { id: 'library:7', type: 'music' };
    expect(await spoken.ask(text)).toMatchObject({ outcome: 'failed', text: said });
    expect(house.commands).toEqual([]);
  });

  test('that play nothing cannot be paused', async () => {
    await open(tv('off'));
    expect(await spoken.ask('pause the music')).toMatchObject({ outcome: 'failed', text: 'Nothing is playing.' });
    expect(await spoken.ask('stop')).toMatchObject({ outcome: 'cancelled', text: '' });
    expect(house.commands).toEqual([]);
  });

  test('that are paused go on', async () => {
    await open(tv('paused'), radio);
    await spoken.ask('resume');
    expect(house.commands).toEqual([{ entity: 'media_player.tv', service: 'media_play', data: {} }]);
  });

  test('that do not confirm are not said to play', async () => {
    await open(tv('playing'));
    house.outcome = 'notConfirmed';
    expect(await spoken.ask('next track')).toMatchObject({
      outcome: 'notConfirmed',
      text: 'I sent it, but the TV did not answer.',
    });
  });
});

describe.runIf(sentenceFiles !== null)('the volume', () => {
  test('is that of the box where nothing plays', async () => {
    await open(tv('off'));
    await spoken.ask('set the volume to 30 percent');
    expect([spoken.volume, house.commands]).toEqual([30, []]);
    await spoken.ask('turn up the volume');
    expect(spoken.volume).toBe(40);
    await spoken.ask('volume down');
    await spoken.ask('turn the volume down by 25');
    expect(spoken.volume).toBe(5);
  });
});

describe.runIf(sentenceFiles !== null)('lists', () => {
  const list = (id: string, name: string): ScriptedThing => ({ entity: entity(id, name, null), state: '0' });
  const openLists = async (): Promise<void> => {
    await open(list('todo.chores', 'Chores'), list('todo.shopping', 'Groceries'));
    house.lists['todo.shopping'] = [
      { uid: 'u1', summary: 'Milk', status: 'needs_action' },
      { uid: 'u2', summary: 'Bread', status: 'completed' },
      { uid: null, summary: 'Eggs', status: 'needs_action' },
    ];
    house.lists['todo.chores'] = [];
  };

  test.each([
    ['add milk to the shopping list', 'todo.shopping', 'add_item', { item: 'milk' }, 'Added milk.'],
    ['add sweep the floor to chores', 'todo.chores', 'add_item', { item: 'sweep the floor' }, 'Added sweep the floor.'],
    [
      'check off milk from the shopping list',
      'todo.shopping',
      'update_item',
      { item: 'u1', status: 'completed' },
      'Checked off milk.',
    ],
    [
      'check off eggs from the shopping list',
      'todo.shopping',
      'update_item',
      { item: 'Eggs', status: 'completed' },
      'Checked off eggs.',
    ],
  ])('"%s"', async (text, todo, service, data, reply) => {
    await openLists();
    expect(await spoken.ask(text)).toMatchObject({ outcome: 'done', text: reply });
    expect(house.commands).toEqual([{ entity: todo, service, data }]);
  });

  test.each([
    ["what's on the shopping list", 'On Groceries: Milk and Eggs.'],
    ['what is on the chores list', 'There is nothing on Chores.'],
    ['what do we need to buy', 'On Groceries: Milk and Eggs.'],
  ])('"%s" is answered with what is open', async (text, reply) => {
    await openLists();
    expect(await spoken.ask(text)).toMatchObject({ outcome: 'done', text: reply });
  });

  test.each(['check off beer from the shopping list', 'check off bread from the shopping list'])(
    '"%s" says that it is not there',
    async (text) => {
      await openLists();
      expect(await spoken.ask(text)).toMatchObject({
        outcome: 'failed',
        text: expect.stringContaining('on Groceries.'),
      });
      expect(house.commands).toEqual([]);
    },
  );

  test('that cannot be read are said to be out of reach', async () => {
    await open(list('todo.shopping', 'Groceries'));
    expect(await spoken.ask("what's on the shopping list")).toMatchObject({
      outcome: 'failed',
      text: 'I could not reach the Groceries.',
    });
  });

  test('of a house without any are said to be missing', async () => {
    await open();
    expect(await spoken.ask('add milk to the shopping list')).toMatchObject({
      outcome: 'failed',
      text: 'There are no lists in this house that I know of.',
    });
  });
});

describe.runIf(sentenceFiles !== null)('other things', () => {
  test('the weather is told as it is', async () => {
    const weather = { entity: entity('weather.home', 'Home', null), state: 'sunny' };
    await open({ ...weather, attributes: { temperature: 21, temperature_unit: '°C' } });
    expect(await spoken.ask("what's the weather like")).toMatchObject({ outcome: 'done', text: '21 °C and sunny.' });
    await open({ ...weather, attributes: {} });
    expect((await spoken.ask("what's the weather")).text).toBe('The Home is sunny.');
    await open({ ...weather, state: null });
    expect(await spoken.ask("what's the weather")).toMatchObject({ outcome: 'failed' });
  });

  test('people are where they are', async () => {
    const ada = (state: string): ScriptedThing => ({ entity: entity('person.ada', 'Ada', null), state });
    await open(ada('not_home'));
    expect((await spoken.ask('where is Ada')).text).toBe('Ada is away.');
    await open(ada('home'));
    expect((await spoken.ask('where is Ada')).text).toBe('Ada is at home.');
  });

  test('a vacuum cleans where it is told to, wherever it stands', async () => {
    await open(rover);
    await spoken.ask('vacuum the living room');
    expect(house.commands).toEqual([
      { entity: 'vacuum.rover', service: 'clean_area', data: { cleaning_area_id: ['living_room'] } },
    ]);
    await spoken.ask('return Rover to base');
    expect(house.commands[1]).toMatchObject({ service: 'return_to_base' });
  });

  test('of two vacuums the one is asked for', async () => {
    await open(rover, { entity: entity('vacuum.dusty', 'Dusty', null), state: 'docked' });
    const said = await spoken.ask('vacuum the living room');
    expect(said).toMatchObject({ outcome: 'asked', text: 'Which one: the Rover or the Dusty?' });
    await spoken.ask('dusty');
    expect(house.commands.map((command) => command.entity)).toEqual(['vacuum.dusty']);
  });

  test('a fan turns as fast as was said', async () => {
    await open({ entity: entity('fan.ceiling', 'Ceiling Fan', 'living_room'), state: 'on' });
    await spoken.ask('set the ceiling fan speed to 60 percent');
    expect(house.commands).toEqual([{ entity: 'fan.ceiling', service: 'set_percentage', data: { percentage: 60 } }]);
  });

  test.each([
    ['set the lamp to red', { rgb_color: [255, 0, 0] }],
    ['set the lamp color temperature to 2700 kelvin', { color_temp_kelvin: 2700 }],
    ['set the lamp to warm white', { color_temp_kelvin: 2700 }],
    ['set the lamp brightness to maximum', { brightness_pct: 100 }],
    ['make the lamp brighter', { brightness_pct: 70 }],
    ['dim the lamp', { brightness_pct: 30 }],
  ])('"%s" is %j', async (text, data) => {
    await open(lamp);
    expect(await spoken.ask(text)).toMatchObject({ outcome: 'done' });
    expect(house.commands).toEqual([{ entity: 'light.lamp', service: 'turn_on', data }]);
  });

  test('darker leaves a lamp that is off as it is', async () => {
    await open({ ...lamp, state: 'off' });
    expect(await spoken.ask('make the lamp darker')).toMatchObject({ outcome: 'done', text: 'The Lamp is off.' });
    expect(house.commands).toEqual([]);
  });

  test('what never reports is not called done, but a scene or a button has nothing to report', async () => {
    await open(
      { entity: entity('switch.pump', 'Pump', null), state: 'off' },
      { entity: entity('scene.party', 'Party', null), state: 'unknown' },
    );
    house.outcome = 'sent';
    expect(await spoken.ask('turn on the pump')).toMatchObject({
      outcome: 'notConfirmed',
      text: 'I sent it to the Pump, which never reports back.',
    });
    expect(await spoken.ask('activate party')).toMatchObject({ outcome: 'done' });
  });

  test('what Home Assistant says it has called is done, where there is no state to wait for', async () => {
    await open({ ...tv('playing'), entity: entity('media_player.tv', 'TV', null, { source: 'homeassistant' }) });
    house.outcome = 'sent';
    expect(await spoken.ask('next track on TV')).toMatchObject({ outcome: 'done', text: 'Playing next.' });
  });

  test('a broadcast reaches the other boxes, or says that there are none', async () => {
    await open();
    expect(await spoken.ask('broadcast dinner is ready')).toMatchObject({
      outcome: 'failed',
      text: 'There is no other box in this house to tell.',
    });
    spoken.otherBoxes = 2;
    expect(await spoken.ask('broadcast that dinner is ready')).toMatchObject({ outcome: 'done', text: 'Done.' });
    expect(spoken.told).toEqual(['dinner is ready', 'dinner is ready']);
  });

  test('what is asked of the box itself gets its own answer, not that of another product', async () => {
    await open();
    for (const text of [
      'hello',
      'are you always listening',
      'where does my data go',
      'what can I say',
      'who made you',
    ]) {
      const said = await spoken.ask(text);
      expect(said.outcome).toBe('done');
      expect(said.text).not.toMatch(/Home Assistant/);
    }
  });
});

describe.runIf(sentenceFiles !== null)('what was put on a list', () => {
  test.each([
    ['de', 'Einkaufsliste', 'setz Eier auf die Einkaufsliste', 'entferne die Eier von der Einkaufsliste'],
    ['fr', 'Liste de courses', 'ajoute du lait à la liste de courses', 'enlève le lait de la liste de courses'],
    ['es', 'Lista de la compra', 'añade leche a la lista de la compra', 'quita la leche de la lista de la compra'],
  ])('is taken off behind an article in %s', async (language, name, add, remove) => {
    house = new ScriptedHouse([{ entity: entity('todo.shopping', name, null), state: '1' }]);
    spoken = await SpokenHouse.open({ house, language, sentences: 'fetched' });
    await spoken.ask(add);
    const summary = String(house.commands[0]?.data.item);
    house.lists['todo.shopping'] = [{ uid: 'a', summary, status: 'needs_action' }];
    expect(await spoken.ask(remove)).toMatchObject({ outcome: 'done' });
    expect(house.commands[1]?.data).toMatchObject({ item: 'a' });
  });
});
