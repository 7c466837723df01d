import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type HomeAssistantHouse,
  type HomeAssistantOptions,
  openHomeAssistant,
} from '../../appliance/home/home-assistant/ha-house.ts';
import type { CommandOutcome } from '../../appliance/home/house.ts';
import { ManualClock, systemClock } from '../../appliance/kernel/clock.ts';
import type { LinnetError } from '../../appliance/kernel/errors.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { until } from './support/broker.ts';
import { ACTOR } from './support/house.ts';
import { ScriptedHomeAssistant } from './support/scripted-home-assistant.ts';

const undo: Array<() => unknown> = [];
let server: ScriptedHomeAssistant;

beforeEach(async () => {
  server = new ScriptedHomeAssistant();
  await server.start();
  undo.push(() => server.stop());
});
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

function open(options: Partial<HomeAssistantOptions> = {}, clock = systemClock): HomeAssistantHouse {
  const house = openHomeAssistant(
    { url: server.url, token: 'good', firstRetryMs: 5, maxRetryMs: 20, confirmMs: 300, ...options },
    { clock, log: silentLog },
  );
  undo.push(() => house.close());
  return house;
}

async function connected(options: Partial<HomeAssistantOptions> = {}): Promise<HomeAssistantHouse> {
  const house = open(options);
  await until(() => house.version !== null);
  return house;
}

function away(house: HomeAssistantHouse): Promise<LinnetError> {
  return new Promise((resolve) => {
    house.onLink('away', resolve);
  });
}

/** Whatever was under way has come to its end or to a timer. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}

const ids = (house: HomeAssistantHouse): string[] => house.snapshot().entities.map(({ id }) => id);
const run = (
  house: HomeAssistantHouse,
  entity: string,
  service: string,
  data: Record<string, unknown> = {},
): Promise<CommandOutcome> => house.execute({ entity, service, data, actor: ACTOR });

describe('a house that Home Assistant tells', () => {
  it('has its floors, areas, aliases, names and features', async () => {
    server.devices = [
      { id: 'd1', area_id: 'kitchen', name: 'Plug', identifiers: [['zha', 'AB:CD']], connections: [['mac', 'AA:BB']] },
    ];
    server.add(
      'light.ceiling',
      'on',
      { friendly_name: 'Ceiling', brightness: 200, supported_color_modes: ['color_temp', 'xy'] },
      { area_id: 'bedroom', aliases: ['big light'] },
    );
    server.add('switch.plug', 'off', {}, { device_id: 'd1', entity_category: 'config' });
    const house = await connected();
    const { floors, areas, entities } = house.snapshot();
    expect(floors).toEqual([{ id: 'ground', name: 'Ground Floor', aliases: [] }]);
    expect(areas[0]).toEqual({ id: 'kitchen', name: 'Kitchen', aliases: ['galley'], floor: 'ground' });
    expect(entities).toEqual([
      {
        id: 'light.ceiling',
        domain: 'light',
        name: 'Ceiling',
        aliases: ['big light'],
        area: 'bedroom',
        deviceClass: null,
        unit: null,
        features: ['brightness', 'color', 'color_temp'],
        source: 'homeassistant',
      },
      {
        id: 'switch.plug',
        domain: 'switch',
        name: 'plug',
        aliases: [],
        area: 'kitchen',
        deviceClass: null,
        unit: null,
        features: [],
        source: 'homeassistant',
        category: 'config',
      },
    ]);
    expect(house.state('light.ceiling')).toMatchObject({ value: 'on', attributes: { brightness: 200 } });
    expect(house.identityOf('switch.plug')?.device).toEqual(['ab:cd', 'mac:aa:bb']);
  });

  it('leaves out what its owner does not show, hides or has switched off, and this box', async () => {
    server.devices = [{ id: 'own', identifiers: [['mqtt', 'linnet_box']], connections: [] }];
    server.add('light.shown', 'on');
    server.add('light.hidden', 'on', {}, { hidden_by: 'user' });
    server.add('light.disabled', 'on', {}, { disabled_by: 'user' });
    server.add('switch.mute', 'on', {}, { device_id: 'own' });
    server.add('light.private', 'on');
    server.exposed = { ...server.exposed, 'light.private': { conversation: false } };
    server.add('zone.home', '0');
    const house = await connected({ ignoreIdentities: ['linnet_box'] });
    expect(ids(house)).toEqual(['light.shown']);
  });

  it('works with a release that has neither floors nor a list of what is shown', async () => {
    server.floors = null;
    server.add('light.a', 'on');
    server.exposed = null;
    const house = await connected();
    expect(ids(house)).toEqual(['light.a']);
    expect(house.snapshot().floors).toEqual([]);
  });

  it('shows nothing where the token may not read what is shown, and says so', async () => {
    server.add('light.a', 'on');
    server.isAdministrator = false;
    const house = await connected();
    expect([ids(house), house.problem?.message]).toEqual([[], expect.stringContaining("use an administrator's")]);
    expect(ids(await connected({ exposedOnly: false }))).toEqual(['light.a']);
  });

  it.each(['unknown_error', 7])('shows nothing where what is shown is refused with %s', async (code) => {
    server.add('light.a', 'on');
    server.onMessage = (socket, { id, type }) => {
      if (type !== 'homeassistant/expose_entity/list') return false;
      socket.send(JSON.stringify({ id, type: 'result', success: false, error: { code, message: 'No.' } }));
      return true;
    };
    const house = await connected();
    expect([ids(house), house.problem?.message]).toEqual([[], expect.stringContaining(`(${code})`)]);
  });

  it('tells when it begins or ceases to show what its owner shows', async () => {
    server.add('light.a', 'on');
    const house = await connected();
    const told: Array<string | null> = [];
    house.onLink('limited', (problem) => told.push(problem?.code ?? null));
    for (const isAdministrator of [false, true]) {
      server.isAdministrator = isAdministrator;
      server.fire('entity_registry_updated');
      await until(() => ids(house).length === Number(isAdministrator));
    }
    expect(told).toEqual(['homeAssistant.refused', null]);
  });

  it('follows states, and says what they were', async () => {
    server.add('light.a', 'off', { brightness: 1 });
    const house = await connected();
    const heard: unknown[] = [];
    house.on('stateChanged', ({ id }, now, before) => heard.push([id, before?.value ?? null, now?.value ?? null]));
    server.become('light.a', 'on', { brightness: 99 });
    server.become('light.a', 'unavailable');
    await until(() => heard.length === 2);
    expect(heard).toEqual([
      ['light.a', 'off', 'on'],
      ['light.a', 'on', null],
    ]);
    expect(house.isAvailable('light.a')).toBe(false);
  });

  it('follows new names, areas and removals', async () => {
    server.add('light.a', 'on').add('light.b', 'on');
    const house = await connected();
    server.areas.push({ area_id: 'attic', name: 'Attic', aliases: [] });
    (server.entries[0] as Record<string, unknown>).area_id = 'attic';
    server.fire('area_registry_updated');
    server.fire('entity_registry_updated');
    await until(() => house.snapshot().entities[0]?.area === 'attic');
    server.become('light.b', 'on', { friendly_name: 'New Name' });
    await until(() => house.snapshot().entities[1]?.name === 'New Name');
    server.sendEntities({ r: ['light.b'] });
    await until(() => ids(house).length === 1);
  });

  it('takes away attributes that are gone', async () => {
    server.add('light.a', 'on', { brightness: 5 });
    const house = await connected();
    server.sendEntities({ c: { 'light.a': { '+': { s: 'off' }, '-': { a: ['brightness'] } } } });
    await until(() => house.state('light.a')?.value === 'off');
    expect(house.state('light.a')?.attributes).not.toHaveProperty('brightness');
  });

  it('reads shopping lists', async () => {
    server.add('todo.shopping', '1');
    server.lists['todo.shopping'] = [{ uid: '1', summary: 'Milk', status: 'needs_action' }];
    const house = await connected();
    expect(await house.listItems('todo.shopping')).toEqual([{ uid: '1', summary: 'Milk', status: 'needs_action' }]);
    await expect(house.listItems('todo.none')).rejects.toMatchObject({ code: 'home.unknown' });
  });
});

describe('media', () => {
  const hit = (id: string) => ({ title: id, media_class: 'album', media_content_type: 'album', media_content_id: id });
  const search = {
    ...{ type: 'call_service', domain: 'media_player', service: 'search_media', return_response: true },
    target: { entity_id: 'media_player.x' },
  };

  it.each([
    ['album', { search_query: 'blue', media_filter_classes: ['album'] }],
    [null, { search_query: 'blue' }],
  ])('is searched for by its player (%s), and the first hit is the one', async (kind, data) => {
    server.add('media_player.x', 'idle', { supported_features: 4194304 + 512 });
    server.media['media_player.x'] = [hit('library:7'), hit('library:8')];
    const house = await connected();
    expect(house.snapshot().entities[0]?.features).toEqual(['search_media']);
    expect(await house.searchMedia('media_player.x', 'blue', kind)).toEqual({ id: 'library:7', type: 'album' });
    expect(server.calls).toEqual([expect.objectContaining({ ...search, service_data: data })]);
  });

  it('that is not found is none, and what cannot search says so', async () => {
    server.add('media_player.x', 'idle').add('light.x', 'on');
    const house = await connected();
    expect(await house.searchMedia('media_player.x', 'blue', null)).toBeNull();
    server.onCall = () => ({ code: 'home_assistant_error', message: 'It does not support this service.' });
    await expect(house.searchMedia('media_player.x', 'a', null)).rejects.toMatchObject({ code: 'home.unavailable' });
    await expect(house.searchMedia('light.x', 'a', null)).rejects.toMatchObject({ code: 'home.unknown' });
  });
});

it.each([
  [{ sensor: { suggested_display_precision: 1 } }, 1],
  [{ sensor: { suggested_display_precision: 1, display_precision: 0 } }, 0],
  [{ sensor: { display_precision: 'many' } }, undefined],
  [{ light: {} }, undefined],
  [null, undefined],
])('knows how many decimals a sensor is worth (%j)', async (options, decimals) => {
  server.add('sensor.x', '19.6666667', {}, { options });
  const house = await connected();
  expect(house.snapshot().entities[0]?.decimals).toBe(decimals);
});

describe('a command through Home Assistant', () => {
  it.each([
    ['light.x', 'off', 'turn_on', { brightness_pct: 50 }, 'on', { brightness: 128 }],
    ['light.x', 'on', 'toggle', {}, 'off', {}],
    ['switch.x', 'off', 'turn_on', {}, 'on', {}],
    ['cover.x', 'closed', 'open_cover', {}, 'opening', {}],
    ['cover.x', 'open', 'set_cover_position', { position: 30 }, 'open', { current_position: 30 }],
    ['lock.x', 'unlocked', 'lock', {}, 'locked', {}],
    ['climate.x', 'heat', 'set_temperature', { temperature: 21 }, 'heat', { temperature: 21 }],
    ['climate.x', 'off', 'set_hvac_mode', { hvac_mode: 'heat' }, 'heat', {}],
    ['fan.x', 'on', 'set_percentage', { percentage: 33 }, 'on', { percentage: 33 }],
    ['media_player.x', 'playing', 'volume_set', { volume_level: 0.4 }, 'playing', { volume_level: 0.4 }],
    ['vacuum.x', 'docked', 'start', {}, 'cleaning', {}],
    ['input_number.x', '1', 'set_value', { value: 4 }, '4', {}],
    ['select.x', 'a', 'select_option', { option: 'b' }, 'b', {}],
    ['alarm_control_panel.x', 'disarmed', 'alarm_arm_away', {}, 'arming', {}],
    ['humidifier.x', 'on', 'set_mode', { mode: 'sleep' }, 'on', { mode: 'sleep' }],
  ])('%s (%s) %s %o is confirmed by its state', async (id, state, service, data, becomes, attributes) => {
    server.add(id, state);
    server.onCall = () => {
      setImmediate(() => server.become(id, becomes, attributes));
      return undefined;
    };
    const house = await connected();
    expect(await run(house, id, service, data)).toMatchObject({ kind: 'confirmed' });
    expect(server.calls[0]).toMatchObject({ domain: id.split('.')[0], service_data: data, target: { entity_id: id } });
  });

  it.each(['scene.x', 'script.x', 'button.x'])('%s is sent, with nothing to wait for', async (id) => {
    server.add(id, 'unknown');
    const house = await connected();
    expect(await run(house, id, id.startsWith('button') ? 'press' : 'turn_on')).toMatchObject({ kind: 'sent' });
  });

  it('is not confirmed by silence', async () => {
    server.add('light.x', 'off');
    const house = await connected();
    expect(await run(house, 'light.x', 'turn_on')).toMatchObject({ kind: 'notConfirmed' });
  });

  it('need not be sent where it is so already', async () => {
    server.add('light.x', 'on');
    const house = await connected();
    expect(await run(house, 'light.x', 'turn_on')).toMatchObject({ kind: 'already' });
    expect(server.calls).toEqual([]);
  });

  it('opens the slats of what has nothing else', async () => {
    server.add('cover.x', 'unknown', { supported_features: 16 + 32 + 128 });
    const house = await connected();
    expect(await run(house, 'cover.x', 'open_cover')).toMatchObject({ kind: 'sent' });
    expect(server.calls).toEqual([expect.objectContaining({ service: 'open_cover_tilt' })]);
  });

  it('is refused with the reason that Home Assistant gives', async () => {
    server.add('light.x', 'off');
    server.onCall = () => ({ code: 'not_found', message: 'Service light.turn_on not found.' });
    const house = await connected();
    expect(await run(house, 'light.x', 'turn_on')).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('not found'),
    });
  });

  it.each(['add_default_code', 'code_arm_required'])('is refused for want of a code (%s)', async (key) => {
    server.add('lock.x', 'locked');
    const error = { code: 'service_validation_error', message: 'No.', translation_key: key };
    server.onCall = () => error;
    const house = await connected();
    expect(await run(house, 'lock.x', 'unlock')).toMatchObject({ kind: 'refused', wants: 'code' });
  });

  it('is not sent to what is unavailable, or does not exist', async () => {
    server.add('light.x', 'unavailable');
    const house = await connected();
    expect(await run(house, 'light.x', 'turn_on')).toMatchObject({ kind: 'unavailable' });
    expect(await run(house, 'light.y', 'turn_on')).toMatchObject({ kind: 'refused' });
    expect(server.calls).toEqual([]);
  });

  it('ends when the connection ends', async () => {
    server.add('light.x', 'off');
    server.onCall = () => {
      void server.stop();
      return 'silent';
    };
    const house = await connected({ confirmMs: 60_000 });
    expect(await run(house, 'light.x', 'turn_on')).toMatchObject({ kind: 'unavailable' });
    await server.start();
  });
});

describe('the connection to Home Assistant', () => {
  it('survives its restart, and knows what changed meanwhile', async () => {
    server.add('light.a', 'on');
    const house = await connected();
    await server.stop();
    await until(() => house.version === null);
    expect(house.isAvailable('light.a')).toBe(false);
    expect(ids(house)).toEqual(['light.a']);
    expect(await run(house, 'light.a', 'turn_off')).toMatchObject({ kind: 'unavailable' });
    server.states['light.a'] = { s: 'off', a: {} };
    server.add('light.b', 'on');
    await server.start();
    await until(() => house.version !== null);
    expect(house.state('light.a')?.value).toBe('off');
    expect(ids(house)).toEqual(['light.a', 'light.b']);
  });

  it('says that the token is not taken, and keeps it to itself', async () => {
    const error = await away(open({ token: 'stolen-secret' }));
    expect(error.code).toBe('homeAssistant.refused');
    expect(error.message).not.toContain('stolen-secret');
  });

  it('tries a wrong token once, and again only after an hour: a few failed logins ban the box', async () => {
    const clock = new ManualClock();
    const house = open({ token: 'stolen', firstRetryMs: 1000, maxRetryMs: 60_000 }, clock);
    await away(house);
    await settled();
    clock.advance(3_599_000);
    await settled();
    expect([server.requests, server.connections]).toEqual([1, 0]);
    clock.advance(1000);
    await until(() => server.requests === 2);
  });

  it.each([
    ['another server', 404, {}, '<html>', 'no Home Assistant'],
    ['a page for people', 200, {}, '<html>', 'no Home Assistant'],
    ['JSON of something else', 200, {}, '{"ok":true}', 'no Home Assistant'],
    ['a proxy in front of nothing', 502, {}, '', 'it answers with 502'],
    ['a server that moved', 301, { location: 'https://ha.example:444/x?token=1' }, '', 'https://ha.example:444;'],
    ['one that bans us', 403, {}, '', 'ip_bans.yaml'],
    ['one that never ends', 200, {}, 'x'.repeat(2_000_000), 'no Home Assistant'],
  ])('says what is wrong with %s', async (_what, status, headers, body, says) => {
    server.onRequest = (_request, response) => response.writeHead(status, headers).end(body);
    expect((await away(open())).message).toContain(says);
    expect(server.connections).toBe(0);
  });

  it('is made over TLS with the authority that it was given, and not without', async () => {
    const certificates = new URL('tls/', import.meta.url);
    const read = (name: string) => readFileSync(new URL(name, certificates));
    const secure = new ScriptedHomeAssistant({ cert: read('server.pem'), key: read('server.key.pem') });
    await secure.start();
    undo.push(() => secure.stop());
    expect((await away(open({ url: secure.url }))).message).toContain('certificate');
    const caFile = fileURLToPath(new URL('ca.pem', certificates));
    await connected({ url: secure.url, caFile });
    expect((await away(open({ url: secure.url, caFile: '/nowhere.pem' }))).code).toBe('config.invalid');
  });

  it('says that nothing answers there', async () => {
    await server.stop();
    const error = await away(open());
    expect(error.code).toBe('homeAssistant.unreachable');
    await server.start();
  });

  it('refuses what is no address', () => {
    expect(() => open({ url: 'homeassistant.local' })).toThrow('[config.invalid]');
  });

  it('gives up on a server that never answers', async () => {
    server.onMessage = () => true;
    const clock = new ManualClock();
    const house = open({}, clock);
    const gone = away(house);
    await until(() => server.connections === 1);
    clock.advance(10_000);
    expect((await gone).code).toBe('homeAssistant.unreachable');
  });

  it('gives up on one that takes the question and says nothing', async () => {
    server.onRequest = () => {};
    const clock = new ManualClock();
    const gone = away(open({}, clock));
    await until(() => server.requests === 1);
    clock.advance(10_000);
    expect((await gone).message).toContain('does not answer');
  });

  it('notices a peer that has died by an unanswered ping', async () => {
    const clock = new ManualClock();
    const house = open({}, clock);
    await until(() => house.version !== null);
    server.onMessage = (_socket, { type }) => type === 'ping';
    const gone = away(house);
    clock.advance(30_000);
    clock.advance(10_000);
    expect((await gone).message).toContain('does not answer any more');
  });

  it.each([
    ['noise', (socket: { send(data: string | Buffer): void }) => socket.send(Buffer.from([0xff, 0, 1, 2]))],
    ['half of a message', (socket: { send(data: string | Buffer): void }) => socket.send('{"type": "result", "id":')],
    ['a list', (socket: { send(data: string | Buffer): void }) => socket.send('[]')],
    [
      'answers nobody asked for',
      (socket: { send(data: string | Buffer): void }) =>
        socket.send('{"type":"result","id":999,"success":true,"result":null}'),
    ],
    [
      'events of another shape',
      (socket: { send(data: string | Buffer): void }) =>
        socket.send('{"type":"event","id":8,"event":{"a":{"x.y":5},"c":"no","r":[7]}}'),
    ],
  ])('is not disturbed by %s', async (_what, send) => {
    server.add('light.a', 'on');
    server.onMessage = (socket) => {
      send(socket);
      return false;
    };
    const house = await connected();
    await until(() => ids(house).length === 1);
    expect(house.state('light.a')?.value).toBe('on');
  });

  it('may be closed twice, and while it connects', async () => {
    const house = open();
    house.close();
    house.close();
    await new Promise((resolve) => setImmediate(resolve));
    expect(house.version).toBeNull();
  });
});
