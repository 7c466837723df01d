// Commands that were put off and let people in: nobody's yes to something else does them.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadConfig } from '../../appliance/config/load.ts';
import { ManualClock } from '../../appliance/kernel/clock.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { type OfflineHouse, openOfflineHouse } from '../../appliance/processes/offline-house.ts';
import type { VoiceCommand } from '../../appliance/speech/voice-channel.ts';

const MINUTE = 60_000;
const NEEDS_YOU = 'It is time for “unlock the front door”, but that needs your yes. Please say it again.';

let clock: ManualClock;
let offline: OfflineHouse;
let voice: VoiceCommand[];

async function open(station: string): Promise<void> {
  const { config } = loadConfig({ file: null, environment: {}, flags: [`station.id=${station}`] });
  offline = await openOfflineHouse(config, {
    ...{ clock, log: silentLog, sentences: { files: [], cache: null } },
    parts: { ear: () => true, voice: (command) => voice.push(command) > 0, board: () => true },
  });
  offline.box.conversation.partReady('voice');
  offline.box.conversation.partReady('board');
}

beforeEach(() => {
  clock = new ManualClock();
  voice = [];
});
afterEach(() => offline.close());

const settle = async (): Promise<void> => {
  for (let i = 0; i < 5; i++) await new Promise(setImmediate);
};
const spoken = (): string[] => voice.flatMap((command) => (command.kind === 'speak' ? [command.text] : []));
const lock = (): string | undefined => offline.house.state('lock.front_door')?.value;
const phase = (): string => offline.box.conversation.state.phase.name;

/** The board has played all of what is being said. */
async function played(): Promise<void> {
  const stream = voice.flatMap((command) => (command.kind === 'speak' ? [command.stream] : [])).at(-1) ?? 0;
  const { conversation } = offline.box;
  conversation.boardEvent({ kind: 'playbackFinished', stream, clausesPlayed: 1, cancelled: false, cut: null, atMs: 1 });
  await settle();
}

/** Somebody in the room says `text`: at the button, or after the box has asked. */
async function say(text: string): Promise<void> {
  const { conversation } = offline.box;
  if (phase() === 'idle') conversation.talk();
  const utterance = conversation.state.nextTurn - 1;
  conversation.earEvent({
    ...{ kind: 'heard', utterance, engine: 'moonshine', endpoint: 'silence' },
    hypotheses: [{ text, score: -1, confidence: -0.12, biased: true }],
    ...{ speechStartMs: 200, speechEndMs: 1500, endpointMs: 1800, decodeMs: 90, audioMs: 1300 },
  });
  await settle();
}

/** The box listens, and nobody says anything. */
async function silence(): Promise<void> {
  const { conversation } = offline.box;
  const utterance = conversation.state.nextTurn - 1;
  conversation.earEvent({ kind: 'nothingHeard', utterance, reason: 'noSpeech', atMs: 5000 });
  await settle();
}

async function pass(ms: number): Promise<void> {
  clock.advance(ms);
  await settle();
}

describe.each(['linnet', 'planned'])('a door that was to be unlocked later, of a box called %s', (station) => {
  beforeEach(async () => {
    await open(station);
    await say('unlock the front door in one minute');
    await played();
    expect([lock(), phase()]).toEqual(['locked', 'idle']);
  });

  test('stays locked when its time has come, whoever says yes then', async () => {
    await pass(MINUTE);
    expect(spoken().at(-1)).toBe(NEEDS_YOU);
    await played();
    await say('yes');
    expect(lock()).toBe('locked');
  });

  test('stays locked where somebody says yes to something else just then', async () => {
    await pass(MINUTE - 3000);
    offline.box.startConversation('Shall I water the plants?').catch(() => {});
    await played();
    expect(phase()).toBe('listening');
    await pass(3000);
    expect(phase()).toBe('listening');
    await say('yes');
    expect(lock()).toBe('locked');
    await played();
    expect(spoken().at(-1)).toBe(NEEDS_YOU);
    await played();
    await say('yes');
    expect(lock()).toBe('locked');
  });

  test('a yes that was meant for it does not do what the box asked before', async () => {
    await pass(MINUTE - 5000);
    await say('unlock the front door');
    expect(spoken().at(-1)).toMatch(/unlock/);
    await played();
    await silence();
    await pass(5000);
    expect(spoken().at(-1)).toBe(NEEDS_YOU);
    await played();
    await say('yes');
    expect(lock()).toBe('locked');
  });

  test('is unlocked where it is said again, and then yes', async () => {
    await pass(MINUTE);
    await played();
    await say('unlock the front door');
    await played();
    await say('yes');
    expect(lock()).toBe('unlocked');
  });
});
