import { expect, test } from 'vitest';
import type { Entity } from '../../appliance/home/house.ts';
import { asksFirst } from '../../appliance/skills/guarded.ts';
import { TestHouse } from '../home/support/house.ts';

const lock = (home: TestHouse): Entity => home.house.snapshot().entities[0] as Entity;

test('unlocking what tells that it is unlocked needs no asking', async () => {
  const home = new TestHouse();
  await home.announce('homeassistant/lock/a/config', { name: 'Door', command_topic: 'y', state_topic: 'x' });
  expect(asksFirst(lock(home), 'off', home.house)).toBe(true);
  await home.tell('x', 'UNLOCKED');
  expect(asksFirst(lock(home), 'off', home.house)).toBe(false);
});

test('unlocking what never tells is asked about each time', async () => {
  const home = new TestHouse();
  await home.announce('homeassistant/lock/a/config', { name: 'Door', command_topic: 'y' });
  await home.run('lock.door', 'unlock');
  expect(home.state('lock.door')?.value).toBe('unlocked');
  expect(asksFirst(lock(home), 'off', home.house)).toBe(true);
});
