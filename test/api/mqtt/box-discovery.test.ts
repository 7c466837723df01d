import { describe, expect, it } from 'vitest';
import { BOX_ENTITIES } from '../../../appliance/api/mqtt/entity-rows.ts';
import { createMqttHouse } from '../../../appliance/home/house-model.ts';
import { LocalLoop } from '../../../appliance/home/local-loop.ts';
import { silentLog } from '../../../appliance/kernel/log.ts';
import { checkComponentDocument, checkDeviceDocument } from './home-assistant-rules.ts';
import { announced, FakeBox, open, type Setting, TURN, told } from './support.ts';

const CONFIG = /\/config$/;

function configs(setting: Setting): Array<{ topic: string; text: string }> {
  return setting.seen.filter(({ topic }) => CONFIG.test(topic));
}

describe('discovery of the box', () => {
  it('is published after the broker was read for five seconds', async () => {
    const setting = await open();
    expect(configs(setting)).toEqual([]);
    setting.clock.advance(4999);
    await setting.loop.idle();
    expect(configs(setting)).toEqual([]);
    await announced(setting);
    expect(configs(setting).length).toBeGreaterThan(10);
  });

  it('announces only what this box can do', async () => {
    const small = await open();
    await announced(small);
    const full = await open({ publishWords: true }, new FakeBox().withEverything());
    await announced(full);
    const ids = (setting: Setting) => configs(setting).map(({ topic }) => topic.split('/').at(-2));
    const common = new Set(ids(small));
    const only = ids(full).filter((id) => !common.has(id));
    expect(only.sort()).toEqual([
      'announce',
      'button',
      'button_double',
      'button_long',
      'button_press',
      'conversation',
      'last_heard',
      'last_said',
      'next_alarm',
      'restart',
      'ring',
      'update',
      'wake',
      'wake_heard',
    ]);
  });

  it('publishes nothing again that the broker keeps already', async () => {
    const loop = new LocalLoop({ log: silentLog });
    await announced(await open({}, new FakeBox(), loop));
    const again = await open({}, new FakeBox(), loop);
    await announced(again);
    expect(configs(again)).toEqual([]);
  });

  it('publishes anew only what changed', async () => {
    const loop = new LocalLoop({ log: silentLog });
    await announced(await open({}, new FakeBox(), loop));
    const renamed = await open({ name: 'Other Name' }, new FakeBox(), loop);
    await announced(renamed);
    const triggers = configs(renamed).filter(({ topic }) => topic.includes('device_automation'));
    expect(configs(renamed).length).toBeGreaterThan(10);
    expect(triggers).toEqual([]);
  });

  it('clears what it no longer has, and waits two seconds before it goes on', async () => {
    const loop = new LocalLoop({ log: silentLog });
    await announced(await open({}, new FakeBox().withEverything(), loop));
    const smaller = await open({ name: 'Renamed' }, new FakeBox(), loop);
    await announced(smaller);
    expect(configs(smaller).every(({ text }) => text === '')).toBe(true);
    expect(configs(smaller).map(({ topic }) => topic)).toContain('homeassistant/light/linnet_kitchen-box/ring/config');
    smaller.clock.advance(2000);
    await loop.idle();
    expect(configs(smaller).some(({ text }) => text !== '')).toBe(true);
  });

  it('is cleared of what somebody else left in its place, within bounds', async () => {
    const loop = new LocalLoop({ log: silentLog });
    const foreign = loop.connect();
    for (let number = 0; number < 600; number++)
      foreign.publish({
        topic: `homeassistant/sensor/linnet_kitchen-box/n${number}/config`,
        payload: '\u0000{',
        retain: true,
      });
    const setting = await open({}, new FakeBox(), loop);
    await announced(setting);
    expect(configs(setting).filter(({ text }) => text === '')).toHaveLength(500);
    setting.clock.advance(2000);
    await loop.idle();
    expect(configs(setting).filter(({ text }) => text !== '').length).toBeGreaterThan(10);
  });

  it('leaves the discovery of other boxes and devices alone', async () => {
    const loop = new LocalLoop({ log: silentLog });
    const foreign = loop.connect();
    foreign.publish({ topic: 'homeassistant/light/linnet_other/ring/config', payload: '{}', retain: true });
    foreign.publish({ topic: 'homeassistant/light/0x01/light/config', payload: '{}', retain: true });
    const setting = await open({}, new FakeBox(), loop);
    await announced(setting);
    expect(configs(setting).filter(({ text }) => text === '')).toEqual([]);
  });

  it('is one document for the device where Home Assistant is 2024.11 or newer', async () => {
    const setting = await open({ homeAssistantVersion: '2024.11.0' }, new FakeBox().withEverything());
    await announced(setting);
    expect(configs(setting).map(({ topic }) => topic)).toEqual(['homeassistant/device/linnet_kitchen-box/config']);
    const document = JSON.parse(configs(setting)[0]?.text ?? '');
    expect(document.device).toMatchObject({ identifiers: ['linnet_kitchen-box'], suggested_area: 'Kitchen' });
    expect(document.origin.name).toBe('Linnet');
    expect(document.components.mute).toMatchObject({ platform: 'switch', unique_id: 'linnet_kitchen-box_mute' });
    expect(document.components.speech.platform).toBe('notify');
  });

  it('ends each component that a document of the device no longer has, and then leaves it out', async () => {
    const loop = new LocalLoop({ log: silentLog });
    const version = { homeAssistantVersion: '2025.11.0' };
    await announced(await open(version, new FakeBox().withEverything(), loop));
    const smaller = await open(version, new FakeBox(), loop);
    await announced(smaller);
    const latest = () => configs(smaller).at(-1)?.text ?? '';
    const components = () => JSON.parse(latest()).components;
    const first = { text: latest(), names: Object.keys(components()) };
    expect(components().ring).toEqual({ platform: 'light' });
    expect(components().button_press).toEqual({ platform: 'device_automation' });
    expect(components().mute).toMatchObject({ platform: 'switch', name: 'Mute' });
    smaller.clock.advance(2000);
    await loop.idle();
    expect(components()).not.toHaveProperty('ring');
    checkDeviceDocument(latest());
    const ended = first.names.filter((name) => !(name in components()));
    checkDeviceDocument(first.text, ended);
    expect(configs(smaller)).toHaveLength(2);
    smaller.clock.advance(60_000);
    await loop.idle();
    expect(configs(smaller)).toHaveLength(2);
  });

  it('takes what somebody else left in the place of its document for nothing', async () => {
    const loop = new LocalLoop({ log: silentLog });
    const topic = 'homeassistant/device/linnet_kitchen-box/config';
    for (const payload of ['{', '{"components":[]}', '{"components":{"x":{"platform":5,"a":1}}}']) {
      loop.connect().publish({ topic, payload, retain: true });
      const setting = await open({ homeAssistantVersion: '2025.11.0' }, new FakeBox(), loop);
      await announced(setting);
      expect(configs(setting)).toHaveLength(1);
      expect(JSON.parse(configs(setting)[0]?.text ?? '').components).toHaveProperty('mute');
    }
  });

  it('moves from one form to the other when Home Assistant tells its version, and hands over what goes on', async () => {
    const setting = await open();
    await announced(setting);
    const since = (before: number) => setting.seen.slice(before).filter(({ topic }) => CONFIG.test(topic));
    const later = async (): Promise<ReturnType<typeof since>> => {
      const before = setting.seen.length;
      setting.clock.advance(2000);
      await setting.loop.idle();
      return since(before);
    };
    const before = setting.seen.length;
    setting.mqtt.setHomeAssistantVersion('2026.3.1');
    await setting.loop.idle();
    const handedOver = since(before);
    expect(handedOver.length).toBeGreaterThan(10);
    expect(new Set(handedOver.map(({ text }) => text))).toEqual(new Set(['{"migrate_discovery":true}']));
    const [document, ...more] = await later();
    expect(more).toEqual([]);
    expect(document?.topic).toBe('homeassistant/device/linnet_kitchen-box/config');
    expect(document?.text).not.toContain('object_id');
    const cleared = await later();
    expect(cleared.map(({ topic }) => topic).sort()).toEqual(handedOver.map(({ topic }) => topic).sort());
    expect(cleared.every(({ text }) => text === '')).toBe(true);

    setting.mqtt.setHomeAssistantVersion(null);
    await setting.loop.idle();
    expect(setting.seen.at(-1)).toMatchObject({ topic: document?.topic, text: '{"migrate_discovery":true}' });
    expect((await later()).length).toBe(handedOver.length);
    expect(await later()).toMatchObject([{ topic: document?.topic, text: '' }]);
    expect(await later()).toEqual([]);
  });

  it('publishes availability and states again when Home Assistant has started', async () => {
    const setting = await open();
    const { other, loop, seen } = setting;
    const before = seen.length;
    other.publish({ topic: 'homeassistant/status', payload: 'online' });
    await loop.idle();
    await told(setting);
    expect(seen.slice(before + 1).map(({ topic }) => topic.split('/').at(-1))).toEqual([
      'availability',
      'state',
      'words',
      'timers',
    ]);
  });

  it.each([null, '2024.3.3', '2024.11.0', '2026.3.1'])(
    "keeps Home Assistant's rules for each component (%s)",
    async (homeAssistantVersion) => {
      const configurationUrl = 'http://linnet.local:8723/';
      const options = { homeAssistantVersion, configurationUrl, publishWords: true };
      const setting = await open(options, new FakeBox().withEverything());
      await announced(setting);
      for (const { topic, text } of configs(setting)) {
        if (topic.startsWith('homeassistant/device/')) checkDeviceDocument(text);
        else checkComponentDocument(topic, text);
      }
      const texts = configs(setting)
        .map(({ text }) => text)
        .join();
      for (const { objectId } of BOX_ENTITIES.filter(({ platform }) => !/device_automation|notify/.test(platform)))
        expect(texts).toContain(`"unique_id":"linnet_kitchen-box_${objectId}"`);
    },
  );

  it('names entities so that ids are the same in old and new Home Assistants', async () => {
    const setting = await open();
    await announced(setting);
    const mute = configs(setting).find(({ topic }) => topic.includes('/mute/'));
    expect(JSON.parse(mute?.text ?? '')).toMatchObject({
      object_id: 'linnet_kitchen_box_mute',
      default_entity_id: 'switch.linnet_kitchen_box_mute',
      availability_topic: 'linnet/kitchen-box/availability',
    });
  });

  it.each([null, '2024.11.0'])(
    'is understood by a house that reads it (Home Assistant %s)',
    async (homeAssistantVersion) => {
      const box = new FakeBox().withEverything();
      const setting = await open({ homeAssistantVersion, publishWords: true }, box);
      const house = createMqttHouse({}, { transport: setting.loop.connect(), clock: setting.clock, log: silentLog });
      box.endTurn(TURN);
      box.become({ problems: ['The broker is away.'], muted: true, phase: 'muted' });
      await announced(setting);
      const state = (id: string): string | undefined =>
        house.state(`${id.split('.')[0]}.linnet_kitchen_box_${id.split('.')[1]}`)?.value;
      expect({
        state: state('sensor.state'),
        outcome: state('sensor.last_outcome'),
        latency: state('sensor.turn_latency'),
        score: state('sensor.wake_score'),
        heard: state('sensor.last_heard'),
        mute: state('switch.mute'),
        volume: state('number.assistant_volume'),
        health: state('binary_sensor.health'),
        ring: state('light.ring'),
        timers: state('sensor.timers'),
      }).toEqual({
        state: 'muted',
        outcome: 'done',
        latency: '312',
        score: '0.988',
        heard: 'turn on the kitchen light',
        mute: 'on',
        volume: '60',
        health: 'on',
        ring: 'off',
        timers: '0',
      });
      const actor = { kind: 'console', id: 'test', person: null } as const;
      const run = (entity: string, service: string, data = {}) => house.execute({ entity, service, data, actor });
      void run('number.linnet_kitchen_box_media_volume', 'set_value', { value: 25 });
      await run('button.linnet_kitchen_box_stop', 'press');
      void run('switch.linnet_kitchen_box_mute', 'turn_off');
      void run('light.linnet_kitchen_box_ring', 'turn_on', { brightness_pct: 50 });
      await setting.loop.idle();
      expect(box.calls).toEqual([
        ['setVolume', 'media', 25],
        ['stop'],
        ['setMuted', false],
        ['setRingLight', { on: true, brightness: 128 }],
      ]);
      house.close();
    },
  );
});
