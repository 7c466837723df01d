import { describe, expect, it } from 'vitest';
import { type CaptureCommand, ProcessMicrophone } from '../../appliance/hardware/alsa/process-microphone.ts';
import { DeviceKeeper, type KeptDevice } from '../../appliance/hardware/device-keeper.ts';
import { ONE_CHANNEL } from '../../appliance/hardware/ports.ts';
import { ManualClock } from '../../appliance/kernel/clock.ts';
import { silentLog } from '../../appliance/kernel/log.ts';

class Device implements KeptDevice {
  there = true;
  opened = 0;
  isOpen = false;
  lose: (error: Error) => void = () => {};
  open(onLost: (error: Error) => void): Promise<void> {
    if (this.isOpen) throw new Error('opened twice');
    if (!this.there) return Promise.reject(new Error('not there'));
    this.isOpen = true;
    this.opened++;
    this.lose = (error) => {
      this.isOpen = false;
      onLost(error);
    };
    return Promise.resolve();
  }
  close(): Promise<void> {
    this.isOpen = false;
    return Promise.resolve();
  }
}

function keeping(): {
  device: Device;
  keeper: DeviceKeeper;
  clock: ManualClock;
  states: string[];
  run: (ms: number) => Promise<void>;
} {
  const clock = new ManualClock();
  const device = new Device();
  const states: string[] = [];
  const keeper = new DeviceKeeper(device, { clock }, (state, reason) => states.push(`${state} ${reason}`));
  const run = async (ms: number): Promise<void> => {
    for (let at = 0; at < ms; at += 50) {
      clock.advance(50);
      await new Promise(setImmediate);
    }
  };
  return { device, keeper, clock, states, run };
}

describe('a device that is kept open', () => {
  it('is opened when it is wanted and closed when it is not, with the reason', async () => {
    const { keeper, states, device } = keeping();
    await keeper.want(true);
    await keeper.want(false, 'Muted.');
    expect(states).toEqual(['open null', 'closed Muted.']);
    expect(device.isOpen).toBe(false);
  });

  it('comes back by itself after it was lost, and says so once each', async () => {
    const { keeper, device, states, run } = keeping();
    await keeper.want(true);
    device.there = false;
    device.lose(new Error('unplugged'));
    await run(10_000);
    device.there = true;
    await run(2100);
    expect(states).toEqual(['open null', 'lost unplugged', 'open null']);
  });

  it('recovers fifty times in a row', async () => {
    const { keeper, device, run } = keeping();
    await keeper.want(true);
    for (let i = 0; i < 50; i++) {
      device.lose(new Error('unplugged'));
      await run(150);
      expect(keeper.state).toBe('open');
    }
    expect(device.opened).toBe(51);
  });

  it('is found when it was never there at the start', async () => {
    const { keeper, device, states, run } = keeping();
    device.there = false;
    await keeper.want(true);
    device.there = true;
    await run(200);
    expect(states).toEqual(['lost not there', 'open null']);
  });

  it('is left alone when it is no longer wanted, also while it is away', async () => {
    const { keeper, device, run } = keeping();
    await keeper.want(true);
    device.lose(new Error('unplugged'));
    await keeper.want(false, 'Muted.');
    await run(10_000);
    expect(device.opened).toBe(1);
    expect(keeper.state).toBe('closed');
  });

  it('never opens and closes at once, however fast it is asked', async () => {
    const { keeper, device } = keeping();
    for (let i = 0; i < 20; i++) void keeper.want(i % 2 === 0);
    await keeper.settled();
    expect(device.isOpen).toBe(false);
    await keeper.want(true);
    expect(keeper.state).toBe('open');
  });

  it('is not waited for while it is being opened: that is broken off, and is no fault', async () => {
    const { keeper, states, device, run } = keeping();
    let fail: (error: Error) => void = () => {};
    const open = device.open.bind(device);
    device.open = () =>
      new Promise((_resolve, reject) => {
        fail = reject;
      });
    device.close = () => {
      fail(new Error('closed while it was being opened'));
      return Promise.resolve();
    };
    void keeper.want(true);
    await run(50);
    await keeper.want(false, 'Muted.');
    expect(states).toEqual(['closed Muted.']);
    void keeper.want(true);
    await run(50);
    device.open = open;
    void keeper.want(false, 'Muted.');
    await keeper.want(true);
    expect(states).toEqual(['closed Muted.', 'closed null', 'open null']);
    await run(10_000);
    expect(device.opened).toBe(1);
  });

  it('is broken off at once where it is the process of a card that delivers nothing', async () => {
    const clock = new ManualClock(); // it stands: nothing is given up by itself
    let asked = false;
    const command = (): Promise<CaptureCommand> => {
      asked = true;
      return Promise.resolve({ command: 'sleep', arguments: ['60'], layout: ONE_CHANNEL });
    };
    const microphone = new ProcessMicrophone(
      { layout: ONE_CHANNEL },
      { clock, log: silentLog, command, parseLine: () => null },
    );
    const states: string[] = [];
    const device: KeptDevice = {
      open: (onLost) => microphone.open(() => {}, onLost),
      close: () => microphone.close(),
    };
    const keeper = new DeviceKeeper(device, { clock }, (state) => states.push(state));
    void keeper.want(true);
    while (!asked) await new Promise(setImmediate);
    await new Promise(setImmediate);
    await keeper.want(false, 'Muted.');
    expect(states).toEqual(['closed']);
  });
});
