import { describe, expect, it } from 'vitest';
import { type DemoHouse, demoHouseWill, startDemoHouse } from '../../appliance/home/demo-house.ts';
import type { Actor, CommandOutcome } from '../../appliance/home/house.ts';
import { diffHouse, recordStates } from '../../appliance/home/house-diff.ts';
import { createMqttHouse, type MqttHouse } from '../../appliance/home/house-model.ts';
import { LocalLoop } from '../../appliance/home/local-loop.ts';
import type { HomeTransport } from '../../appliance/home/transport.ts';
import { ManualClock } from '../../appliance/kernel/clock.ts';
import { silentLog } from '../../appliance/kernel/log.ts';

const actor: Actor = { kind: 'station', id: 'test', person: null };

interface Setting {
  readonly loop: LocalLoop;
  readonly clock: ManualClock;
  readonly house: MqttHouse;
  readonly devices: DemoHouse;
  readonly fleetTransport: HomeTransport;
  run(entity: string, service: string, data?: Record<string, unknown>): Promise<CommandOutcome>;
}

async function settle(): Promise<Setting> {
  const loop = new LocalLoop({ log: silentLog });
  const clock = new ManualClock();
  const house = createMqttHouse({}, { transport: loop.connect(), clock, log: silentLog });
  const fleetTransport = loop.connect({ will: demoHouseWill() });
  const devices = startDemoHouse({}, { transport: fleetTransport, clock, log: silentLog });
  await loop.idle();
  return {
    loop,
    clock,
    house,
    devices,
    fleetTransport,
    run: (entity, service, data = {}) => house.execute({ entity, service, data, actor }),
  };
}

describe('the demo house', () => {
  it('announces eight devices in five areas, each with its state', async () => {
    const { house } = await settle();
    const { areas, entities } = house.snapshot();
    expect(areas.map(({ name }) => name).sort()).toEqual(['Bedroom', 'Hallway', 'Kitchen', 'Living Room', 'Outside']);
    const shown = entities.map(({ id, name, area }) => [id, name, area, house.state(id)?.value]);
    expect(shown).toEqual([
      ['light.kitchen', 'Kitchen Light', 'kitchen', 'off'],
      ['light.living_room_lamp', 'Living Room Lamp', 'living_room', 'on'],
      ['light.bedroom', 'Bedroom Light', 'bedroom', 'off'],
      ['light.hallway', 'Hallway Light', 'hallway', 'on'],
      ['cover.bedroom_blinds', 'Bedroom Blinds', 'bedroom', 'open'],
      ['lock.front_door', 'Front Door', 'hallway', 'locked'],
      ['climate.living_room', 'Living Room Thermostat', 'living_room', 'heat'],
      ['sensor.outdoor_temperature', 'Outdoor Temperature', 'outside', '12.5'],
    ]);
    expect(house.state('light.living_room_lamp')?.attributes.brightness).toBe(153);
    expect(house.state('cover.bedroom_blinds')?.attributes.current_position).toBe(100);
    expect(house.state('climate.living_room')?.attributes.temperature).toBe(20);
    expect(entities.find(({ id }) => id === 'sensor.outdoor_temperature')?.unit).toBe('°C');
  });

  it.each([
    ['light.kitchen', 'turn_on', {}, { 'light.kitchen': { state: 'on' } }],
    ['light.hallway', 'turn_off', {}, { 'light.hallway': { state: 'off' } }],
    ['light.kitchen', 'toggle', {}, { 'light.kitchen': { state: 'on' } }],
    ['light.living_room_lamp', 'turn_on', { brightness_pct: 40 }, { 'light.living_room_lamp': { brightness: 40 } }],
    ['light.kitchen', 'turn_on', { brightness_pct: 25 }, { 'light.kitchen': { state: 'on', brightness: 25 } }],
    ['cover.bedroom_blinds', 'close_cover', {}, { 'cover.bedroom_blinds': { state: 'closed', position: 0 } }],
    ['cover.bedroom_blinds', 'set_cover_position', { position: 30 }, { 'cover.bedroom_blinds': { position: 30 } }],
    ['lock.front_door', 'unlock', {}, { 'lock.front_door': { state: 'unlocked' } }],
    ['climate.living_room', 'set_temperature', { temperature: 21.5 }, { 'climate.living_room': { temperature: 21.5 } }],
    ['climate.living_room', 'turn_off', {}, { 'climate.living_room': { state: 'off' } }],
  ])('%s %s %o is confirmed by the device', async (entity, service, data, changes) => {
    const { house, run } = await settle();
    const before = recordStates(house);
    expect(await run(entity, service, data)).toMatchObject({ kind: 'confirmed', entity });
    expect(diffHouse(before, recordStates(house))).toEqual(changes);
  });

  it('says that nothing was to be done where it already is so', async () => {
    const { run } = await settle();
    expect(await run('light.hallway', 'turn_on')).toMatchObject({ kind: 'already' });
    expect(await run('climate.living_room', 'set_temperature', { temperature: 20 })).toMatchObject({ kind: 'already' });
  });

  it.each([
    ['light.kitchen', 'turn_on', { rgb_color: [255, 0, 0] }],
    ['climate.living_room', 'set_temperature', { temperature: 90 }],
    ['cover.bedroom_blinds', 'set_cover_position', { position: 130 }],
    ['sensor.outdoor_temperature', 'turn_on', {}],
    ['lock.front_door', 'open', {}],
    ['light.nowhere', 'turn_on', {}],
  ])('refuses %s %s %o with a reason', async (entity, service, data) => {
    const { run } = await settle();
    expect(await run(entity, service, data)).toMatchObject({
      kind: 'refused',
      entity,
      reason: expect.stringMatching(/\w/),
    });
  });

  it('reports a silent device as not confirmed, after the limit', async () => {
    const { devices, loop, clock, run } = await settle();
    devices.behave('light.kitchen', { kind: 'silent' });
    const outcome = run('light.kitchen', 'turn_on');
    await loop.idle();
    clock.advance(2000);
    expect(await outcome).toEqual({ kind: 'notConfirmed', entity: 'light.kitchen', ms: 2000 });
  });

  it('waits for a slow device', async () => {
    const { devices, loop, clock, run } = await settle();
    devices.behave('light.kitchen', { kind: 'slow', delayMs: 1500 });
    const outcome = run('light.kitchen', 'turn_on');
    await loop.idle();
    clock.advance(1500);
    expect(await outcome).toEqual({ kind: 'confirmed', entity: 'light.kitchen', ms: 1500 });
  });

  it('sends nothing to a device that says it is offline, and has no state of it', async () => {
    const { devices, loop, house, run } = await settle();
    devices.behave('light.kitchen', { kind: 'offline' });
    await loop.idle();
    expect(await run('light.kitchen', 'turn_on')).toMatchObject({ kind: 'unavailable' });
    expect(house.state('light.kitchen')).toBeNull();
    expect(house.isAvailable('light.kitchen')).toBe(false);
    devices.behave('light.kitchen', { kind: 'normal' });
    await loop.idle();
    expect(await run('light.kitchen', 'turn_on')).toMatchObject({ kind: 'confirmed' });
  });

  it('loses every device when its client vanishes', async () => {
    const { fleetTransport, loop, house } = await settle();
    await fleetTransport.close();
    await loop.idle();
    expect(house.snapshot().entities.some(({ id }) => house.isAvailable(id))).toBe(false);
  });

  it('can be put back to how it was', async () => {
    const { devices, loop, house, run } = await settle();
    const before = recordStates(house);
    await run('light.kitchen', 'turn_on', { brightness_pct: 10 });
    await run('lock.front_door', 'unlock');
    devices.reset();
    await loop.idle();
    expect(diffHouse(before, recordStates(house))).toEqual({});
  });

  it('takes its devices out of the house again', async () => {
    const { devices, loop, house } = await settle();
    devices.withdraw();
    await loop.idle();
    expect(house.snapshot()).toMatchObject({ areas: [], entities: [] });
  });

  it('ends the wait for a device when the turn is cancelled', async () => {
    const { devices, loop, house } = await settle();
    devices.behave('light.kitchen', { kind: 'silent' });
    const turn = new AbortController();
    const outcome = house.execute({ entity: 'light.kitchen', service: 'turn_on', data: {}, actor }, turn.signal);
    await loop.idle();
    turn.abort();
    expect(await outcome).toMatchObject({ kind: 'notConfirmed' });
  });
});
