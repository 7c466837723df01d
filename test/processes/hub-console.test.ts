// What the page is told of a house that changes.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ConsoleMessage } from '../../appliance/api/http/console-source.ts';
import { loadConfig } from '../../appliance/config/load.ts';
import { createTurnStore, TURN_MIGRATIONS } from '../../appliance/dialogue/turn-store.ts';
import { ManualClock } from '../../appliance/kernel/clock.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { HubConsole } from '../../appliance/processes/hub-console.ts';
import { type OfflineHouse, openOfflineHouse } from '../../appliance/processes/offline-house.ts';
import { openDatabase } from '../../appliance/storage/database.ts';

const ACTOR = { kind: 'console', id: 'test', person: null } as const;
const { config } = loadConfig({ file: null, environment: {}, flags: [] });
let offline: OfflineHouse;
let shown: HubConsole;
let told: ConsoleMessage[];
let clock: ManualClock;
let ear: { listening: boolean };

beforeEach(async () => {
  clock = new ManualClock();
  offline = await openOfflineHouse(config, { log: silentLog, sentences: { files: [], cache: null } });
  const history = openDatabase({ path: ':memory:', durability: 'normal', migrations: TURN_MIGRATIONS });
  const turns = createTurnStore(history, { clock, log: silentLog });
  ear = { listening: true };
  const { box, house } = offline;
  shown = new HubConsole({ keepTranscripts: false }, { box, house, turns, clock, ear });
  told = [];
});
afterEach(() => offline.close());

const houses = () => told.flatMap((message) => (message.kind === 'house' ? [message.entities] : []));

describe('the page', () => {
  test('is told of all that changed in a moment at once, as it is then', async () => {
    shown.subscribe((message) => told.push(message));
    await offline.box.ask('turn on the kitchen light and close the bedroom blinds', ACTOR);
    expect(houses()).toEqual([]);
    clock.advance(100);
    expect(houses()).toHaveLength(1);
    const states = houses()[0]?.map(({ id, state }) => [id, state]);
    expect(states).toEqual(
      expect.arrayContaining([
        ['light.kitchen', 'on'],
        ['cover.bedroom_blinds', 'closed'],
      ]),
    );
  });

  test('is told of alarms and reminders to come, the next first, and whether the box hears', async () => {
    await offline.box.ask('set an alarm for seven am', ACTOR);
    await offline.box.ask('remind me in five minutes to call mum', ACTOR);
    shown.subscribe((message) => told.push(message));
    ear.listening = false;
    shown.tellBox();
    expect(told).toMatchObject([
      {
        kind: 'box',
        hears: false,
        alarms: [
          { kind: 'reminder', name: 'call mum' },
          { kind: 'alarm', name: null },
        ],
      },
    ]);
  });

  test('that is gone costs nothing: no list is made for nobody', async () => {
    const gone = shown.subscribe(() => {});
    gone();
    await offline.box.ask('turn on the kitchen light', ACTOR);
    shown.subscribe((message) => told.push(message));
    clock.advance(1000);
    expect(houses()).toEqual([]);
    expect(shown.current().some(({ kind }) => kind === 'house')).toBe(true);
  });
});
