import { beforeEach, describe, expect, it } from 'vitest';
import { INITIAL_DIALOGUE } from '../../appliance/dialogue/turn-machine.ts';
import type { Scene } from '../../appliance/hardware/board-channel.ts';
import { ManualClock } from '../../appliance/kernel/clock.ts';
import { needsNetwork, Showing, type ShowingDeps } from '../../appliance/processes/showing.ts';

let now: { starting: boolean; offline: boolean; muted: boolean; settingUp: boolean; problems: string[]; phase: string };
let sent: Scene[];
let clock: ManualClock;
let showing: Showing;

beforeEach(() => {
  now = { starting: false, offline: false, muted: false, settingUp: false, problems: [], phase: 'idle' };
  sent = [];
  clock = new ManualClock();
  const box = {
    conversation: {
      get state() {
        return { ...INITIAL_DIALOGUE, muted: now.muted, phase: { name: now.phase } };
      },
    },
    timers: { list: () => [] },
    read: () => ({ problems: now.problems }),
    onChange: () => () => {},
  } as unknown as ShowingDeps['box'];
  showing = new Showing({
    box,
    clock,
    send: (scene) => sent.push(scene),
    starting: () => now.starting,
    offline: () => now.offline,
    settingUp: () => now.settingUp,
  });
});

function shown(change: Partial<typeof now> = {}): Scene['name'] {
  Object.assign(now, change);
  showing.refresh();
  return sent.at(-1)!.name;
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

  it('is a part that failed, even while others are still loaded', () => {
    expect(shown({ starting: true, problems: ['The ear keeps failing.'] })).toBe('degraded');
  });

  it('is the turn before anything else', () => {
    expect(shown({ starting: true, offline: true, phase: 'thinking' })).toBe('thinking');
  });

  it('is set-up mode before everything', () => {
    expect(shown({ starting: true, phase: 'speaking', settingUp: true })).toBe('setUp');
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
