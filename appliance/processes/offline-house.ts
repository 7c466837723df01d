// A box without sound in front of a fresh demo house, all in this process: what a typed turn needs, and what the offline turn by
// voice is built on.
import type { Config } from '../config/schema.ts';
import type { ConversationParts } from '../dialogue/performer.ts';
import { startDemoHouse } from '../home/demo-house.ts';
import type { House } from '../home/house.ts';
import { createMqttHouse } from '../home/house-model.ts';
import { LocalLoop } from '../home/local-loop.ts';
import { type Clock, systemClock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import { Scope } from '../kernel/scope.ts';
import { createAlarmStore } from '../skills/alarm-store.ts';
import { SKILL_MIGRATIONS } from '../skills/skill-set.ts';
import { createTimerStore } from '../skills/timer-store.ts';
import { openDatabase } from '../storage/database.ts';
import type { Settings, SettingsFile } from '../storage/settings.ts';
import { Box } from './box.ts';
import { openUnderstanding, type SentenceFiles, type Understanding } from './understanding.ts';
import { VERSION } from './version.ts';

export interface OfflineHouse {
  readonly box: Box;
  readonly house: House;
  readonly understanding: Understanding;
  close(): Promise<void>;
}

const NO_PARTS: ConversationParts = { ear: () => false, voice: () => false, board: () => false };

/** Resolves when every device has announced itself and reported its state. */
export async function openOfflineHouse(
  config: Config,
  deps: {
    readonly log: Log;
    readonly clock?: Clock;
    readonly parts?: ConversationParts;
    readonly sentences: SentenceFiles;
  },
): Promise<OfflineHouse> {
  const { log, clock = systemClock, parts = NO_PARTS } = deps;
  const scope = new Scope();
  const loop = new LocalLoop({ log });
  const transport = loop.connect();
  scope.defer(() => transport.close());
  const house = createMqttHouse({ confirmMs: config.mqtt.confirmMs }, { transport, clock, log });
  scope.defer(() => house.close());
  const devices = startDemoHouse({}, { transport: loop.connect(), clock, log });
  scope.defer(() => devices.close());
  const database = openDatabase({ path: ':memory:', durability: 'normal', migrations: SKILL_MIGRATIONS });
  scope.defer(() => database.close());
  await loop.idle();
  const understanding = await openUnderstanding(config, deps.sentences, { house, log });
  const timerStore = createTimerStore(database);
  const alarmStore = createAlarmStore(database);
  const box = new Box(config, {
    clock,
    log,
    house,
    ...understanding,
    parts,
    timerStore,
    alarmStore,
    settings: unkeptSettings(),
    bootId: null,
    version: VERSION,
  });
  scope.defer(() => box.close());
  box.start();
  return { box, house, understanding, close: () => scope.close() };
}

/** Settings that end with the process. */
function unkeptSettings(): SettingsFile {
  let settings: Settings = {};
  return {
    read: () => settings,
    update: (change) => {
      settings = { ...settings, ...change };
      return Promise.resolve();
    },
  };
}
