// The whole box with its own broker, its children and its demo house, joined by a Home Assistant that nobody here wrote: what the box
// says of itself becomes entities, what it does is seen there, and what is pressed there reaches it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { boxEntities } from '../../appliance/api/mqtt/entities.ts';
import { hassPath, RealHomeAssistant, WITHOUT_HASS } from '../home/support/real-home-assistant.ts';
import { type RunningBox, startBox } from '../support/running-box.ts';
import { openApi } from './api.ts';

const NODE = 'linnet_test-box';
const PREFIX = 'linnet_test_box';

let box: RunningBox;
let real: RealHomeAssistant;

type State = { readonly state: string; readonly attributes: Record<string, unknown> } | null;

/** "sensor.timers" as this box's entity. */
const ours = (entity: string): string => entity.replace('.', `.${PREFIX}_`);

/** Asks again until it is so; the test's own limit ends a wait in vain. */
async function until(entity: string, holds: (state: State) => boolean): Promise<State> {
  for (;;) {
    const state = await real.state(entity);
    if (holds(state)) return state;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const becomes = (entity: string, wanted: string): Promise<State> => until(entity, (state) => state?.state === wanted);

function portOf(url: string): number {
  return Number(new URL(url).port);
}

describe.skipIf(hassPath === null)(`the box in a real Home Assistant (else: ${WITHOUT_HASS})`, () => {
  beforeAll(async () => {
    box = await startBox({
      flags: [
        'station.id=test-box',
        'station.name=Test Box',
        'privacy.publishWords=true',
        'console.url=http://box.local/',
      ],
    });
    real = await RealHomeAssistant.start(portOf(box.hub.home.broker));
    await becomes(ours('sensor.state'), 'idle');
  }, 900_000); // the first start of a fresh Home Assistant brings packages of its own

  afterAll(async () => {
    await box?.close();
    await real?.close();
  }, 60_000);

  it('is there with each entity that it can honour, and each has a state', async () => {
    const context = { hasSignals: true, publishWords: true, homeAssistant: null };
    const address = { base: 'linnet', id: 'test-box' };
    const entities = boxEntities(address, { actions: box.hub.box, state: box.hub.box.read(), ...context });
    const wanted = entities.filter(({ platform }) => platform !== 'device_automation');
    const states = await Promise.all(
      wanted.map(async ({ platform, objectId }) => {
        const id = ours(`${platform}.${objectId}`);
        return [id, (await real.state(id))?.state] as const;
      }),
    );
    expect(states.length).toBeGreaterThan(20);
    expect(states.filter(([, state]) => state === undefined)).toEqual([]);
    expect(states.find(([id]) => id.startsWith('update.'))?.[1]).toBe('off'); // known, and nothing newer
    const away = states.filter(([, state]) => state === 'unavailable').map(([id]) => id);
    expect(away).toEqual([ours('sensor.next_timer'), ours('sensor.next_alarm')]); // there is none
  });

  it('is one device in its room, with a version, a page, and triggers for its button and its wake word', async () => {
    const api = await openApi(real.url, real.token);
    const devices = (await api.ask('config/device_registry/list')) as Array<Record<string, unknown> & { id: string }>;
    const device = devices.find(({ identifiers }) => JSON.stringify(identifiers).includes(`"${NODE}"`));
    expect(device).toMatchObject({
      name: 'Test Box',
      sw_version: box.hub.box.read().update?.installed,
      configuration_url: 'http://box.local/',
      area_id: 'living_room',
    });
    const triggers = await api.ask('device_automation/trigger/list', { device_id: device?.id });
    const kinds = (triggers as Array<{ domain: string; type: string }>)
      .filter(({ domain }) => domain === 'mqtt')
      .map(({ type }) => type);
    expect(kinds.sort()).toEqual(['button_double_press', 'button_long_press', 'button_short_press', 'wake_word']);
    api.close();
  });

  it('is seen at work: what was said, what came of it, how fast, and the light that it switched', async () => {
    const turn = await box.command('Turn on the kitchen light.');
    expect(turn.outcome).toBe('done');
    await becomes('light.kitchen', 'on');
    await becomes(ours('sensor.last_intent'), turn.intent ?? '');
    await becomes(ours('sensor.last_outcome'), 'done');
    expect((await real.state(ours('sensor.last_heard')))?.state.toLowerCase()).toContain('kitchen light');
    expect((await real.state(ours('sensor.last_said')))?.state).not.toBe('');
    expect(Number((await real.state(ours('sensor.turn_latency')))?.state)).toBeGreaterThan(0);
    expect(Number((await real.state(ours('sensor.wake_score')))?.state)).toBeGreaterThan(0.1);
    expect((await real.state(ours('event.wake')))?.attributes).toMatchObject({ event_type: 'wake', word: 'okay_nabu' });
    await becomes(ours('sensor.state'), 'idle');
  }, 60_000);

  it('is muted and set from there, and shows it', async () => {
    await real.service('switch', 'turn_on', { entity_id: ours('switch.mute') });
    await becomes(ours('sensor.state'), 'muted');
    expect(box.hub.box.read().muted).toBe(true);
    await real.service('switch', 'turn_off', { entity_id: ours('switch.mute') });
    await becomes(ours('sensor.state'), 'idle');
    await real.service('number', 'set_value', { entity_id: ours('number.media_volume'), value: 25 });
    await becomes(ours('number.media_volume'), '25');
    expect(box.hub.box.read().mediaVolume).toBe(25);
  });

  it('says what it is given to say there', async () => {
    const before = box.ended.length;
    await real.service('text', 'set_value', { entity_id: ours('text.say'), value: 'Supper is ready.' });
    await box.until(() => box.ended.length > before, 'the words to be said');
    expect(box.ended.at(-1)).toMatchObject({ origin: 'announcement', outcome: 'done', reply: 'Supper is ready.' });
    await real.service('text', 'set_value', { entity_id: ours('text.announce'), value: 'It gets cold.' });
    await box.until(() => box.ended.length > before + 1, 'the announcement');
    expect(box.ended.at(-1)?.reply).toBe('It gets cold.');
  }, 60_000);

  it('listens and stops at the press of a button there', async () => {
    await real.service('button', 'press', { entity_id: ours('button.start_listening') });
    await becomes(ours('sensor.state'), 'listening');
    await real.service('button', 'press', { entity_id: ours('button.stop') });
    await becomes(ours('sensor.state'), 'idle');
  });

  it('shows its timers, and its own button as it is pressed', async () => {
    const { id } = box.hub.box.startTimer({ name: 'tea', seconds: 600 });
    const timers = await becomes(ours('sensor.timers'), '1');
    expect(timers?.attributes.timers).toMatchObject([{ timer: id, name: 'tea', state: 'running', remaining: 600 }]);
    await until(ours('sensor.next_timer'), (state) => !Number.isNaN(Date.parse(state?.state ?? '')));
    box.hub.box.cancelTimer(id);
    await becomes(ours('sensor.next_timer'), 'unavailable');
    box.press();
    await until(ours('event.button'), (state) => state?.attributes.event_type === 'press');
    box.hub.box.stop();
  }, 60_000);

  it('has its states again when Home Assistant has been away', async () => {
    await real.down();
    await real.up();
    await becomes(ours('sensor.state'), 'idle');
    await becomes(ours('number.media_volume'), '25');
  }, 120_000);

  it('gives it nothing to complain about, and is away when it has ended', async () => {
    expect(await real.complaintsAbout('linnet')).toEqual([]);
    expect(await real.complaintsAbout('mqtt')).toEqual([]);
    await box.close();
    await becomes(ours('switch.mute'), 'unavailable');
  }, 60_000);
});
