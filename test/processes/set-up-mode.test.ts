import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ManualClock } from '../../appliance/kernel/clock.ts';
import { LinnetError } from '../../appliance/kernel/errors.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { replies } from '../../appliance/language/replies.ts';
import type { ButtonGesture } from '../../appliance/presence/button-patterns.ts';
import { type ButtonActsDeps, buttonActs } from '../../appliance/processes/button-acts.ts';
import { SetUpMode } from '../../appliance/processes/set-up-mode.ts';

const say = replies('en');
let folder: string;
let said: string[];
let shown: boolean[];
let clock: ManualClock;
const opened: SetUpMode[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'set-up-'));
  [said, shown] = [[], []];
  clock = new ManualClock();
});
afterEach(() => {
  for (const mode of opened.splice(0)) mode.end();
  clock.advance(5000);
  rmSync(folder, { recursive: true });
});

function openMode(program: readonly string[] | null): SetUpMode {
  const announce = (text: string): void => void said.push(text);
  const mode: SetUpMode = new SetUpMode(
    { program },
    { clock, log: silentLog, say, announce, onChanged: () => shown.push(mode.shown) },
  );
  opened.push(mode);
  return mode;
}

/** A program that says by a file that it runs, and ends as it is told to. */
function program(onTerm: string): string[] {
  const [path, mark] = [join(folder, 'set-up.sh'), join(folder, 'runs')];
  writeFileSync(path, `trap '${onTerm}' TERM\ntouch '${mark}'\nwhile true; do sleep 0.05; done\n`);
  return ['sh', path];
}

const runs = (): Promise<void> => vi.waitFor(() => expect(existsSync(join(folder, 'runs'))).toBe(true), 5000);

describe('set-up mode', () => {
  it('is offered while the button is held, and given up when it is let go', () => {
    const mode = openMode(['true']);
    mode.offer();
    expect([said, shown]).toEqual([[say.setUpHold()], [true]]);
    mode.withdraw();
    expect([shown, mode.on]).toEqual([[true, false], false]);
  });

  it('runs its program, shown and told, until it is ended', async () => {
    const mode = openMode(program('exit 0'));
    mode.offer();
    mode.begin();
    mode.begin(); // once
    expect([mode.on, mode.shown]).toEqual([true, true]);
    await runs();
    mode.end();
    await vi.waitFor(() => expect(mode.on).toBe(false), 5000);
    expect(said).toEqual([say.setUpHold(), say.setUpOn(), say.setUpOff()]);
    expect(shown.at(-1)).toBe(false);
  });

  it('kills a program that does not end when it is asked to', async () => {
    const mode = openMode(program(':'));
    mode.begin();
    await runs();
    mode.end();
    clock.advance(5000);
    await vi.waitFor(() => expect(mode.on).toBe(false), 5000);
  });

  it('ends with the box, without a word', async () => {
    const mark = join(folder, 'ended');
    const mode = openMode(program(`touch "${mark}"; exit 0`));
    mode.begin();
    await runs();
    mode.close();
    mode.close();
    await vi.waitFor(() => expect(existsSync(mark)).toBe(true), 5000);
    expect([said, shown, mode.on]).toEqual([[say.setUpOn()], [true], false]);
  });

  it('is over when its program ends by itself, or cannot be started', async () => {
    for (const command of [['true'], [join(folder, 'missing')]]) {
      said.length = 0;
      const mode = openMode(command);
      mode.begin();
      await vi.waitFor(() => expect(said).toEqual([say.setUpOn(), say.setUpOff()]), 5000);
      expect([mode.on, mode.shown]).toEqual([false, false]);
    }
  });

  it('that does not exist here is said so, and never shown', () => {
    const mode = openMode(null);
    mode.offer();
    mode.begin();
    expect([said, shown, mode.on]).toEqual([[say.setUpMissing()], [], false]);
  });
});

describe('the gestures of the button', () => {
  /** What they did to a box that is muted or not. */
  function acts(gestures: readonly ButtonGesture[], { muted = false, on = false } = {}): string[] {
    const done: string[] = [];
    const note = (what: string) => (): void => void done.push(what);
    const box = {
      ...{
        talk: note('talk'),
        signal: (signal: { press?: string }) => note(`${signal.press}`)(),
      },
      read: () => ({ muted }),
      setMuted: (value: boolean) => {
        note(value ? 'mute' : 'unmute')();
        muted = value;
        return Promise.resolve();
      },
    } as unknown as ButtonActsDeps['box'];
    const setUp = {
      ...{ on, offer: note('offer'), withdraw: note('withdraw'), begin: note('begin'), end: note('end') },
    };
    const act = buttonActs({ box, speech: { repeat: note('repeat') }, setUp, log: silentLog });
    for (const gesture of gestures) act(gesture);
    return done;
  }

  it('talk, repeat and mute', () => {
    expect(acts(['press'])).toEqual(['press', 'talk']);
    expect(acts(['double'])).toEqual(['double', 'repeat']);
    expect(acts(['long', 'long'])).toEqual(['long', 'mute', 'long', 'unmute']);
  });

  it('do no harm where the box cannot listen, which a tone says', () => {
    const talk = (): never => {
      throw new LinnetError('microphone.switchedOff', 'muted');
    };
    const box = { talk, signal: () => {} } as unknown as ButtonActsDeps['box'];
    const setUp = { on: false } as ButtonActsDeps['setUp'];
    expect(() => buttonActs({ box, speech: { repeat: () => {} }, setUp, log: silentLog })('press')).not.toThrow();
  });

  it('begin set-up mode, which leaves the mute as it was, and end it', () => {
    expect(acts(['long', 'setUpWarning', 'setUp'])).toEqual(['long', 'mute', 'unmute', 'offer', 'begin']);
    expect(acts(['long', 'setUpWarning', 'setUpAbandoned'], { muted: true })).toEqual([
      ...['long', 'unmute', 'mute', 'offer', 'withdraw'],
    ]);
    expect(acts(['press'], { on: true })).toEqual(['press', 'end']);
  });
});
