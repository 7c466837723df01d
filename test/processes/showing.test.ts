import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Scene } from '../../appliance/hardware/board-channel.ts';
import { ManualClock } from '../../appliance/kernel/clock.ts';
import { SCENES } from '../../appliance/presence/scenes.ts';
import { hasBegun, needsNetwork, type Showing } from '../../appliance/processes/showing.ts';
import { IDLE, listeningFrom, ScriptedBox, type Truth } from './scripted-box.ts';

const THINKING = { name: 'thinking', turn: 1 } as const;
const SPEAKING = { name: 'speaking', turn: 1, outcome: 'done', unspoken: 'done', listenAfter: false } as const;
const TIMER = { state: 'running', remainingMs: 30_000, totalMs: 120_000 };

let now: Truth;
let sent: Scene[];
let clock: ManualClock;
let box: ScriptedBox;
let showing: Showing;

beforeEach(() => {
  sent = [];
  clock = new ManualClock();
  box = new ScriptedBox();
  now = box.truth;
  showing = box.show(clock, (scene) => sent.push(scene));
});

const last = (): Scene['name'] => sent.at(-1)!.name;

function shown(change: Partial<Truth> = {}): Scene['name'] {
  Object.assign(now, change);
  showing.refresh();
  return last();
}

describe('what the ring is told to show', () => {
  it('is that the box starts, until it can hear and speak', () => {
    expect(shown({ starting: true })).toBe('boot');
    expect(shown({ muted: true })).toBe('boot'); // the red of the closed microphones is painted over it
    expect(shown({ starting: false })).toBe('muted');
    expect(shown({ muted: false })).toBe('idle');
  });

  it('is that there is no network, which explains what does not work', () => {
    expect(shown({ problems: ['The broker is away.'], offline: true })).toBe('noNetwork');
    expect(shown({ offline: false })).toBe('degraded');
    expect(shown({ problems: [] })).toBe('idle');
  });

  it('is what a person must know, also while the microphones are off', () => {
    expect(shown({ muted: true, problems: ['The broker is away.'] })).toBe('degraded');
    expect(shown({ problems: [], timers: [TIMER] })).toBe('timer');
    expect(sent.at(-1)!.fraction).toBe(0.25);
  });

  it('is the light of the room, where nothing else is to be said', () => {
    expect(shown({ ringLight: { on: true, brightness: 51 } })).toBe('light');
    expect(sent.at(-1)!.fraction).toBe(0.2);
    expect(shown({ timers: [TIMER] })).toBe('timer');
    expect(shown({ timers: [], ringLight: { on: false, brightness: 51 } })).toBe('idle');
  });

  it('is, of whatever is so at once, what the table of scenes puts first', () => {
    const wish = <Wish>(changed: Wish): fc.Arbitrary<Partial<Wish>> => fc.constantFrom(changed, {});
    const truths = fc
      .tuple(
        wish({ starting: true }),
        wish({ offline: true }),
        wish({ muted: true }),
        wish({ settingUp: true }),
        wish({ problems: ['It is away.'] }),
        wish({ timers: [TIMER] }),
        wish({ ringLight: { on: true, brightness: 255 } }),
        fc.constantFrom({ phase: IDLE }, { phase: THINKING }, { phase: SPEAKING }, { ringing: true }),
      )
      .map((parts) => Object.assign({}, ...parts) as Partial<Truth>);
    const calm = { ...now };
    const priority = (name: Scene['name']): number => SCENES[name].priority;
    fc.assert(
      fc.property(truths, (truth) => {
        const alone = Object.entries(truth).map(([key, value]) => shown({ ...calm, [key]: value }));
        const highest = Math.max(0, ...alone.map(priority));
        expect(priority(shown({ ...calm, ...truth }))).toBe(highest);
      }),
    );
  });

  it('is the turn before that it starts, and before what is away', () => {
    expect(shown({ starting: true, offline: true, phase: THINKING })).toBe('thinking');
    expect(shown({ phase: IDLE })).toBe('boot');
  });

  it('is that it heard its name, and then that it listens', () => {
    expect(shown({ phase: listeningFrom('wake') })).toBe('waking');
    clock.advance(299);
    expect(shown()).toBe('waking');
    clock.advance(1);
    expect(last()).toBe('listening');
    expect(shown({ phase: IDLE })).toBe('idle');
    expect(shown({ phase: listeningFrom('wake') })).toBe('waking');
  });

  it('is that it listens at once, where a button was pressed', () => {
    expect(shown({ phase: listeningFrom('button') })).toBe('listening');
  });

  it('is that it asked something and listens, where its own question opened the microphone', () => {
    expect(shown({ phase: listeningFrom('followUp') })).toBe('followUp');
  });

  it('is that something did not work, for a moment, after a turn that failed and with the tone for it', () => {
    shown();
    for (const fail of [() => box.endTurn({ origin: 'wake', outcome: 'failed' }), () => box.sound('error')]) {
      fail();
      expect(last()).toBe('error');
      clock.advance(1199);
      expect(last()).toBe('error');
      clock.advance(1);
      expect(last()).toBe('idle');
    }
  });

  it('is no error after a turn that was typed elsewhere or that ended well, or another tone', () => {
    shown();
    box.endTurn({ origin: 'typed', outcome: 'failed' });
    box.endTurn({ origin: 'wake', outcome: 'notUnderstood' });
    box.sound('cancelled');
    clock.advance(500);
    expect(shown()).toBe('idle');
  });

  it('is the next turn rather than the error of the last one', () => {
    box.sound('error');
    expect(shown({ phase: listeningFrom('button') })).toBe('listening');
  });

  it('is set-up mode before everything', () => {
    expect(shown({ starting: true, phase: SPEAKING, settingUp: true })).toBe('setUp');
    expect(shown({ settingUp: false })).toBe('speaking');
  });

  it('is told again every second, since scenes have a lease, until it is closed', () => {
    shown({ starting: true });
    for (let i = 0; i < 5; i++) clock.advance(1000);
    expect(sent).toHaveLength(6);
    showing.close();
    clock.advance(5000);
    expect(sent).toHaveLength(6);
  });
});

describe('a box', () => {
  it.each([
    ['starting', 'starting', false],
    ['ready', 'starting', false],
    ['ready', 'waiting', false],
    ['ready', 'ready', true],
    ['degraded', 'starting', true],
  ] as const)('whose parts are %s and %s has begun: %s', (ear, voice, begun) => {
    expect(hasBegun([ear, voice])).toBe(begun);
  });
});

describe('a missing network', () => {
  const needed = (mqtt: string | null, homeAssistant: string | null = null): boolean =>
    needsNetwork({ mqtt: { url: mqtt }, homeAssistant: { url: homeAssistant } });

  it('matters where a broker or a Home Assistant is elsewhere', () => {
    expect(needed('mqtt://192.168.1.10:1883')).toBe(true);
    expect(needed('mqtts://broker.lan')).toBe(true);
    expect(needed(null, 'http://homeassistant.local:8123')).toBe(true);
    expect(needed('mqtt://localhost:1883', 'https://house.example')).toBe(true);
    expect(needed('mqtt://127.example:1883')).toBe(true); // a name, not an address
  });

  it('does not where all of it is on this machine, or nothing was set up', () => {
    expect(needed(null)).toBe(false);
    for (const host of ['localhost', 'LocalHost', '127.0.0.1', '127.0.1.1', '[::1]'])
      expect([host, needed(`mqtt://${host}:1883`, `http://${host}:8123`)]).toEqual([host, false]);
  });
});
