// With a Home Assistant that nobody here wrote: our documents become its entities, its services reach us, its API is the one our client
// talks to. Takes about a minute.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { boxWill, publishBox } from '../../appliance/api/mqtt/box-mqtt.ts';
import { demoHouseWill, startDemoHouse } from '../../appliance/home/demo-house.ts';
import { type HomeAssistantHouse, openHomeAssistant } from '../../appliance/home/home-assistant/ha-house.ts';
import { systemClock } from '../../appliance/kernel/clock.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { ADDRESS, FakeBox, OPTIONS, TURN } from '../api/mqtt/support.ts';
import { openLink } from './support/broker.ts';
import { ACTOR } from './support/house.ts';
import { Mosquitto, mosquittoPath } from './support/mosquitto.ts';
import { hassPath, RealHomeAssistant, WITHOUT_HASS } from './support/real-home-assistant.ts';

const undo: Array<() => unknown> = [];
let broker: Mosquitto;
let real: RealHomeAssistant;
let house: HomeAssistantHouse;
const box = new FakeBox().withEverything();
const ID = 'linnet_kitchen_box';

/** Asks again until it is so; the test's own limit ends a wait in vain. */
async function eventually<T>(ask: () => Promise<T> | T, holds: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (holds(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const becomes = (entity: string, wanted: string) =>
  eventually(
    () => real.state(entity),
    (state) => state?.state === wanted,
  );

describe.skipIf(hassPath === null || mosquittoPath === null)(
  `with a real Home Assistant (else: ${WITHOUT_HASS})`,
  () => {
    beforeAll(async () => {
      broker = await Mosquitto.start();
      undo.push(() => broker.close());
      const deps = { clock: systemClock, log: silentLog };
      const demo = openLink(broker.url, { will: demoHouseWill() });
      const fleet = startDemoHouse({}, { transport: demo, ...deps });
      undo.push(() => fleet.close());
      const link = openLink(broker.url, { will: boxWill(ADDRESS) });
      undo.push(() => link.close());
      const mqtt = publishBox(
        { ...OPTIONS, publishWords: true, readMs: 500 },
        { transport: link, ...deps, actions: box.actions, source: box },
      );
      undo.push(() => mqtt.close());
      real = await RealHomeAssistant.start(broker.port);
      undo.push(() => real.close());
      house = openHomeAssistant(
        {
          url: real.url,
          token: real.token,
          ignoreIdentities: ['linnet_kitchen-box'],
          firstRetryMs: 100,
          maxRetryMs: 500,
        },
        deps,
      );
      undo.push(() => house.close());
      await eventually(
        () => house.snapshot().entities.length,
        (count) => count >= 8,
      );
    }, 900_000); // the first start of a fresh Home Assistant brings packages of its own

    afterAll(async () => {
      for (const step of undo.splice(0).reverse()) await step();
    }, 60_000);

    it('has our entities with their states', async () => {
      box.endTurn(TURN);
      await becomes(`sensor.${ID}_last_outcome`, 'done');
      const ids = [
        'sensor.state',
        'sensor.last_heard',
        'number.assistant_volume',
        'binary_sensor.health',
        'light.ring',
        'sensor.next_timer',
      ];
      const states = await Promise.all(
        ids.map(async (id) => [id, (await real.state(id.replace('.', `.${ID}_`)))?.state]),
      );
      expect(Object.fromEntries(states)).toEqual({
        'sensor.state': 'idle',
        'sensor.last_heard': 'turn on the kitchen light',
        'number.assistant_volume': '60',
        'binary_sensor.health': 'off',
        'light.ring': 'off',
        'sensor.next_timer': 'unavailable',
      });
    });

    it('reaches us by its services', async () => {
      await real.service('switch', 'turn_on', { entity_id: `switch.${ID}_mute` });
      await real.service('number', 'set_value', { entity_id: `number.${ID}_media_volume`, value: 25 });
      await real.service('text', 'set_value', { entity_id: `text.${ID}_say`, value: 'hello' });
      await real.service('button', 'press', { entity_id: `button.${ID}_stop` });
      await real.service('light', 'turn_on', { entity_id: `light.${ID}_ring`, brightness_pct: 50 });
      await eventually(
        () => box.calls.length,
        (count) => count >= 5,
      );
      expect(box.calls).toEqual([
        ['setMuted', true],
        ['setVolume', 'media', 25],
        ['announce', 'hello'],
        ['stop'],
        ['setRingLight', { on: true, brightness: 128 }],
      ]);
    });

    it('shows the demo house as it is, and its services move it', async () => {
      await becomes('light.hallway', 'on');
      await becomes('cover.bedroom_blinds', 'open');
      await real.service('lock', 'unlock', { entity_id: 'lock.front_door' });
      await becomes('lock.front_door', 'unlocked');
    });

    it('tells our client its areas, names and states', async () => {
      await eventually(
        () => house.state('climate.living_room'),
        (state) => state?.attributes.temperature === 20,
      );
      await eventually(
        () => house.snapshot().areas.length,
        (count) => count >= 5,
      );
      const { areas, entities } = house.snapshot();
      expect(areas.map(({ name }) => name)).toEqual(
        expect.arrayContaining(['Kitchen', 'Living Room', 'Bedroom', 'Hallway', 'Outside']),
      );
      expect(entities.find(({ id }) => id === 'light.kitchen')).toMatchObject({
        name: 'Kitchen Light',
        area: 'kitchen',
        features: ['brightness'],
      });
      expect(house.state('climate.living_room')?.value).toBe('heat');
      expect(entities.some(({ id }) => id.includes(ID))).toBe(false);
    });

    it.each([
      ['light.kitchen', 'turn_on', { brightness_pct: 30 }],
      ['cover.bedroom_blinds', 'set_cover_position', { position: 55 }],
      ['climate.living_room', 'set_temperature', { temperature: 21 }],
      ['light.hallway', 'toggle', {}],
    ])('confirms %s %s %o to our client', async (entity, service, data) => {
      expect(await house.execute({ entity, service, data, actor: ACTOR })).toMatchObject({ kind: 'confirmed' });
    });

    it('restarts without our client losing it, or our states being lost', async () => {
      await real.down();
      await eventually(
        () => house.version,
        (version) => version === null,
      );
      await real.up();
      await eventually(
        () => house.isAvailable('light.kitchen'),
        (there) => there,
      );
      await becomes(`sensor.${ID}_state`, 'idle');
      expect(
        await house.execute({ entity: 'light.kitchen', service: 'turn_off', data: {}, actor: ACTOR }),
      ).toMatchObject({ kind: 'confirmed' });
    }, 120_000);

    it('has nothing to complain about', async () => {
      expect(await real.complaintsAbout('linnet')).toEqual([]);
      expect(await real.complaintsAbout('demo')).toEqual([]);
    });
  },
);
