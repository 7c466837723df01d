// What the hub makes of what its children tell, where no whole box is needed to see it.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { INITIAL_DIALOGUE } from '../../appliance/dialogue/dialogue-state.ts';
import type { BoardEvent } from '../../appliance/hardware/board-channel.ts';
import { Emitter } from '../../appliance/kernel/events.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { BoxMute } from '../../appliance/processes/box-mute.ts';
import { BoxStatus } from '../../appliance/processes/box-status.ts';
import type { HubEvents } from '../../appliance/processes/hub.ts';
import { Switchboard } from '../../appliance/processes/switchboard.ts';

const nothing = (): void => {};
const never = () => nothing;

let status: BoxStatus;
/** What the conversation was told of the microphone. */
let told: string[];
/** What the bells were told of the loudspeaker. */
let sound: string[];
let switchboard: Switchboard;
let disconnect: () => void;
beforeEach(() => {
  [told, sound] = [[], []];
  status = new BoxStatus({ privacy: { publishWords: false } } as never, nothing);
  const child = { state: 'ready', send: () => true };
  const settings = { read: () => ({}), update: () => Promise.resolve() };
  const box = {
    status,
    mute: new BoxMute({ settings, board: nothing, onChanged: nothing }),
    conversation: {
      ...{ state: INITIAL_DIALOGUE, on: never, boardEvent: nothing, partReady: nothing },
      microphoneLost: () => told.push('lost'),
      microphoneBack: () => told.push('back'),
      childLost: nothing,
    },
    bells: { soundLost: () => sound.push('lost'), soundBack: () => sound.push('back') },
    ringLight: { boardFound: nothing },
    timers: { list: () => [] },
    read: () => ({ problems: status.problems, assistantVolume: 70, mediaVolume: 70 }),
    onChange: never,
    onTurn: never,
  };
  switchboard = new Switchboard(new Emitter<HubEvents>(nothing));
  disconnect = switchboard.connect({
    box,
    children: { board: child, ear: child, voice: child },
    understanding: { onPhrases: never },
    setUp: { shown: false },
    turns: { add: nothing },
    shown: { tellBox: nothing },
    config: { homeAssistant: {}, mqtt: {} },
    log: silentLog,
  } as unknown as Parameters<Switchboard['connect']>[0]);
});
afterEach(() => disconnect());

const HELLO: BoardEvent = {
  kind: 'hello',
  ...{ build: '', protocol: 1, board: 'respeaker-xvf3800', leds: 12, cancelsEcho: true },
  ...{ microphoneSocket: '', speechSocket: '', roomSocket: null },
};

test('a mute switch that cannot be read is a problem with its reason, until it is read or the board starts anew', () => {
  const told = /mute switch cannot be read, and counts as off: give it to plugdev/;
  const unread = { kind: 'muteSwitchUnread', reason: 'give it to plugdev' } as const;
  switchboard.onBoard(HELLO);
  switchboard.onBoard(unread);
  expect(status.problems).toEqual([expect.stringMatching(told)]);
  switchboard.onBoard({ kind: 'muteSwitch', muted: false });
  expect(status.problems).toEqual([]);
  switchboard.onBoard(unread);
  switchboard.onBoard(HELLO);
  expect(status.problems).toEqual([]);
});

test('a conversation is told that the microphone was lost, and that it is back or was closed', () => {
  switchboard.onBoard(HELLO);
  for (const state of ['open', 'lost', 'open', 'lost', 'closed'] as const)
    switchboard.onBoard({ kind: 'microphone', state, reason: null });
  expect(told).toEqual(['back', 'lost', 'back', 'lost', 'back']);
});

test('bells are told when there is a loudspeaker: not before the board has opened it, nor after it or the board is lost', () => {
  expect(sound).toEqual(['lost']);
  switchboard.onBoard(HELLO);
  for (const state of ['open', 'lost', 'open'] as const) switchboard.onBoard({ kind: 'speaker', state, reason: null });
  switchboard.onStateChanged('board', 'waiting', 'it crashed');
  expect(sound).toEqual(['lost', 'back', 'lost', 'back', 'lost']);
});
