// The mute of a reSpeaker XVF3800 through the whole runner, down to the bytes on USB.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BoardEvent } from '../../appliance/hardware/board-channel.ts';
import { createSimulatedBoard, type SimulatedBoard } from '../../appliance/hardware/simulated/board.ts';
import { Xvf3800 } from '../../appliance/hardware/usb/xvf3800.ts';
import { ManualClock } from '../../appliance/kernel/clock.ts';
import { hasCode } from '../../appliance/kernel/errors.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { type BoardRunner, createBoardRunner } from '../../appliance/processes/board-runner.ts';
import { BoxMute } from '../../appliance/processes/box-mute.ts';
import type { Settings } from '../../appliance/storage/settings.ts';
import { MuteCircuitUsb } from '../hardware/fake-usb.ts';

const RED = [90, 0, 0];
const SOFTWARE_MUTES = { value: 1, index: 20, bytes: [30, 1] };
const SOFTWARE_UNMUTES = { value: 1, index: 20, bytes: [30, 0] };

let clock: ManualClock;
let usb: MuteCircuitUsb;
let board: SimulatedBoard;
let runner: BoardRunner;
let events: BoardEvent[];
let frames: number;

beforeEach(async () => {
  clock = new ManualClock();
  usb = new MuteCircuitUsb();
  board = createSimulatedBoard({}, { clock, sources: [] });
  events = [];
  frames = 0;
  runner = createBoardRunner(
    {},
    {
      board: { ...board, muteSwitch: new Xvf3800(usb, { clock }).muteSwitch() },
      clock,
      log: silentLog,
      onFrame: () => frames++,
    },
    (event) => events.push(event),
  );
  await runner.start();
});
afterEach(() => runner.close());

async function run(ms = 1000): Promise<void> {
  for (let at = 0; at < ms; at += 10) {
    clock.advance(10);
    for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
  }
}

async function listens(): Promise<boolean> {
  const before = frames;
  await run(300);
  return frames > before;
}

/** The chip is still muted when board and hub start anew and software unmutes. */
async function afterCrash(stored: Settings): Promise<{ allowed: boolean; listens: boolean; muted: boolean }> {
  const kept = { ...stored };
  const settings = {
    read: () => kept,
    update: (change: Settings) => Promise.resolve(void Object.assign(kept, change)),
  };
  const chip = new MuteCircuitUsb();
  chip.muted = true;
  let found = false;
  const mute = new BoxMute({ settings, board: (command) => restarted.command(command), onChanged: () => {} });
  let heard = 0;
  const restarted = createBoardRunner(
    {},
    {
      board: {
        ...createSimulatedBoard({}, { clock, sources: [] }),
        muteSwitch: new Xvf3800(chip, { clock }).muteSwitch(),
      },
      clock,
      log: silentLog,
      onFrame: () => heard++,
    },
    (event) => {
      if (event.kind !== 'muteSwitch') return;
      if (found) void mute.switched(event.muted);
      else mute.foundSwitch(event.muted);
      found = true;
    },
  );
  await restarted.start();
  restarted.command({ kind: 'mute', muted: mute.bySoftware });
  await run();
  const allowed = await mute.set(false).then(
    () => true,
    () => false,
  );
  await run();
  const { muted } = chip;
  await restarted.close();
  return { allowed, listens: heard > 0, muted };
}

const isRed = (): boolean => [...board.ring!.pixels.subarray(9, 12)].join() === RED.join();

describe('the mute of an XVF3800', () => {
  it('of software closes the capture, and lights the red LED of the board with one transfer', async () => {
    runner.command({ kind: 'mute', muted: false });
    await run();
    expect(await listens()).toBe(true);
    expect(usb.writes).toEqual([]);
    runner.command({ kind: 'mute', muted: true });
    await run();
    expect(usb.writes).toEqual([SOFTWARE_MUTES]);
    expect([await listens(), isRed(), usb.muted]).toEqual([false, true, true]);
    runner.command({ kind: 'mute', muted: false });
    await run();
    expect(usb.writes).toEqual([SOFTWARE_MUTES, SOFTWARE_UNMUTES]);
    expect([await listens(), isRed(), usb.muted]).toEqual([true, false, false]);
    expect(events.filter(({ kind }) => kind === 'muteSwitch')).toEqual([{ kind: 'muteSwitch', muted: false }]);
    expect(usb.reads.every(({ value, index, length }) => value === 0x80 && index === 20 && length === 6)).toBe(true);
  });

  it('by its own button wins: nothing that software says opens the capture or puts the LED out', async () => {
    runner.command({ kind: 'mute', muted: false });
    await run();
    usb.muted = true;
    await run();
    runner.command({ kind: 'mute', muted: true });
    runner.command({ kind: 'mute', muted: false });
    await run();
    expect(usb.writes).toEqual([]);
    expect([await listens(), isRed(), usb.muted]).toEqual([false, true, true]);
    expect(events.at(-1)).not.toMatchObject({ kind: 'microphone', state: 'open' });
    usb.muted = false;
    await run();
    expect([await listens(), isRed()]).toEqual([true, false]);
  });

  it('that a person takes from software with the button is told as an act, and holds until the hub has said so', async () => {
    runner.command({ kind: 'mute', muted: false });
    runner.command({ kind: 'mute', muted: true });
    await run();
    usb.muted = false;
    await run();
    expect(events.filter(({ kind }) => kind === 'muteSwitch')).toHaveLength(2);
    expect(await listens()).toBe(false);
    runner.command({ kind: 'mute', muted: false });
    await run();
    expect(await listens()).toBe(true);
  });

  it('of software, reopened after a crash, can be undone by software, and one of a person cannot', async () => {
    const stored: Settings[] = [{ muted: true }, { muted: true, mutedAtBox: true }, {}];
    const outcomes: unknown[] = [];
    for (const settings of stored) outcomes.push(await afterCrash(settings));
    expect(outcomes).toEqual([
      { allowed: true, listens: true, muted: false },
      { allowed: false, listens: false, muted: true },
      { allowed: false, listens: false, muted: true },
    ]);
  });

  it('is red again after the board was unplugged and has forgotten it', async () => {
    runner.command({ kind: 'mute', muted: true });
    await run();
    usb.away = true;
    usb.muted = false;
    board.microphone.setPlugged(false);
    await run();
    board.microphone.setPlugged(true);
    usb.away = false;
    await run();
    expect([await listens(), usb.muted]).toEqual([false, true]);
  });
});

/** The board needs two tries until it says that its chip is mute; software unmutes. */
function afterFailedStart(stored: Settings): Promise<void> {
  const settings = { read: () => stored, update: () => Promise.resolve() };
  const mute = new BoxMute({ settings, board: () => {}, onChanged: () => {} });
  mute.lostBoard();
  mute.foundSwitch(true);
  return mute.set(false);
}

describe('the mute of the box', () => {
  let stored: Settings;
  let told: unknown[];
  let shown: boolean[];
  let mute: BoxMute;
  beforeEach(() => {
    stored = {};
    told = [];
    shown = [];
    const settings = {
      read: () => stored,
      update: (change: Settings) => {
        stored = { ...stored, ...change };
        return Promise.resolve();
      },
    };
    mute = new BoxMute({ settings, board: (command) => told.push(command), onChanged: (muted) => shown.push(muted) });
  });

  it('that a person switched on cannot be undone by software, which is told why', async () => {
    mute.foundSwitch(false);
    await mute.switched(true);
    await expect(mute.set(false)).rejects.toThrow(/only its own switch.*microphone\.switchedOff/);
    expect(hasCode(await mute.set(false).catch((error: unknown) => error), 'microphone.switchedOff')).toBe(true);
    expect([mute.muted, shown]).toEqual([true, [false, true]]);
    await mute.switched(false);
    expect([mute.muted, told.at(-1)]).toEqual([false, { kind: 'mute', muted: false }]);
    await mute.set(true);
    await mute.set(false);
    expect(mute.muted).toBe(false);
  });

  it('that a person switched on outlives a power cut in which the board forgot it', async () => {
    mute.foundSwitch(false);
    await mute.switched(true);
    mute.foundSwitch(false); // another start
    expect([mute.muted, mute.bySoftware, stored]).toEqual([true, true, { muted: true, mutedAtBox: true }]);
    mute.foundSwitch(true); // one where it did not forget
    await mute.set(true);
    mute.foundSwitch(true);
    await expect(mute.set(false)).rejects.toThrow(/microphone\.switchedOff/);
  });

  it('of software, undone while the board was away, is undone on its chip too', async () => {
    mute.foundSwitch(false);
    await mute.set(true);
    mute.lostBoard();
    await mute.set(false);
    mute.lostBoard(); // it failed to start
    mute.foundSwitch(true);
    expect([mute.muted, told.at(-1)]).toEqual([false, { kind: 'mute', muted: false, adopt: true }]);
    await mute.switched(true);
    await expect(afterFailedStart(stored)).rejects.toThrow(/microphone\.switchedOff/);
    mute.lostBoard();
    mute.foundSwitch(true);
    await expect(mute.set(false)).rejects.toThrow(/microphone\.switchedOff/);
  });

  it('is found as the switch stands, without changing what software had said', () => {
    mute.foundSwitch(true);
    expect([mute.muted, mute.bySoftware, told]).toEqual([true, false, []]);
    mute.foundSwitch(false);
    expect(mute.muted).toBe(false);
  });
});

it('nothing is heard before the switch has answered, even where software lets it', async () => {
  await runner.close();
  let answer = (): void => {};
  const asked = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const late = new Xvf3800(usb, { clock }).muteSwitch();
  const open = late.open.bind(late);
  late.open = (onChange) => asked.then(() => open(onChange));
  const deps = { board: { ...createSimulatedBoard({}, { clock, sources: [] }), muteSwitch: late }, clock };
  runner = createBoardRunner({}, { ...deps, log: silentLog, onFrame: () => frames++ }, (event) => events.push(event));
  const started = runner.start();
  runner.command({ kind: 'mute', muted: false });
  expect(await listens()).toBe(false);
  answer();
  await started;
  expect(await listens()).toBe(true);
});

describe('a switch that does not answer', () => {
  beforeEach(async () => {
    await runner.close();
    usb = new MuteCircuitUsb();
    usb.away = true;
    usb.muted = true; // by a person, while nobody could see it
    board = createSimulatedBoard({}, { clock, sources: [] });
    const deps = { board: { ...board, muteSwitch: new Xvf3800(usb, { clock }).muteSwitch() }, clock };
    runner = createBoardRunner({}, { ...deps, log: silentLog, onFrame: () => frames++ }, (event) => events.push(event));
    events.length = 0;
    await runner.start();
    runner.command({ kind: 'mute', muted: false });
  });
  const ofSwitch = (): BoardEvent[] => events.filter(({ kind }) => kind.startsWith('muteSwitch'));

  it('is waited for with the microphone closed, and then obeyed', async () => {
    await run(9000);
    expect([frames, isRed()]).toEqual([0, true]);
    usb.away = false;
    await run(2000);
    expect([await listens(), isRed(), usb.muted, usb.writes]).toEqual([false, true, true, []]);
    expect(ofSwitch()).toEqual([{ kind: 'muteSwitch', muted: true }]);
  });

  it('counts as off after ten seconds, which is told with the reason, until it answers', async () => {
    await run(9900);
    expect([frames, ofSwitch()]).toEqual([0, []]);
    await run(300);
    expect(ofSwitch()).toEqual([{ kind: 'muteSwitchUnread', reason: 'no such device' }]);
    expect([await listens(), isRed()]).toEqual([true, false]);
    usb.away = false;
    await run(2000);
    expect([await listens(), isRed(), usb.muted, usb.writes]).toEqual([false, true, true, []]);
    expect(ofSwitch().slice(1)).toEqual([{ kind: 'muteSwitch', muted: true }]);
  });

  it('since this user has no right to it counts as off after two seconds, as none that is slow does', async () => {
    usb.forbidden = true;
    await run(1900);
    expect([frames, ofSwitch()]).toEqual([0, []]);
    await run(300);
    expect(ofSwitch()).toMatchObject([{ kind: 'muteSwitchUnread', reason: expect.stringContaining('no right') }]);
    expect(await listens()).toBe(true);
    usb.forbidden = usb.away = false;
    await run(2000);
    expect([await listens(), usb.muted, ofSwitch().slice(1)]).toEqual([
      false,
      true,
      [{ kind: 'muteSwitch', muted: true }],
    ]);
  });

  it('since this user has no right to it until udev has read its rules is waited for, and then obeyed', async () => {
    usb.forbidden = true;
    await run(500);
    usb.forbidden = usb.away = false;
    await run(2000);
    expect([frames, ofSwitch()]).toEqual([0, [{ kind: 'muteSwitch', muted: true }]]);
  });

  it('but did before is what it was then where this user lost the right to it', async () => {
    usb.away = false;
    await run(2000);
    usb.away = usb.forbidden = true;
    await run(15_000);
    expect([frames, ofSwitch()]).toEqual([0, [{ kind: 'muteSwitch', muted: true }]]);
  });

  it.each([true, false])('but did before is what it was then (%s), however long it is away', async (muted) => {
    usb.muted = muted;
    usb.away = false;
    await run(2000);
    usb.away = true;
    await run(15_000);
    expect(await listens()).toBe(!muted);
    expect(ofSwitch()).toEqual([{ kind: 'muteSwitch', muted }]);
  });
});
