import { expect, it } from 'vitest';
import { type Announced, entityId } from '../../appliance/home/discovery/announcement.ts';
import { EntityRegister } from '../../appliance/home/entity-register.ts';
import { MqttEntity } from '../../appliance/home/mqtt-entity.ts';
import { ManualClock } from '../../appliance/kernel/clock.ts';

const lamp = (topic: string, uniqueId: string): Announced => ({
  topic,
  key: topic,
  domain: 'light',
  objectId: topic,
  uniqueId,
  device: null,
  values: { name: 'Lamp', command_topic: `${topic}/set` },
});

const register = () =>
  new EntityRegister({
    wantedId: entityId,
    create: (announced, id, restored) =>
      new MqttEntity({ announced, id, device: null, restored }, { clock: new ManualClock(), onExpired: () => {} }),
    begun: () => {},
    ended: () => {},
  });

it('forgets the oldest announcements of which nothing is here, and none that something is here of', () => {
  const things = register();
  things.replace('first', 'hash', [lamp('first', 'x')]);
  for (let number = 0; number < 6000; number++)
    things.replace(`double/${number}`, 'hash', [lamp(`double/${number}`, 'x')]);
  expect(things.hasTaken('first', 'hash')).toBe(true);
  expect(things.hasTaken('double/5999', 'hash')).toBe(true);
  const kept = Array.from({ length: 6000 }, (_, number) => `double/${number}`).filter((topic) =>
    things.hasTaken(topic, 'hash'),
  );
  expect(kept).toHaveLength(4999);
  expect(kept[0]).toBe('double/1001');
});
