// Two boards of one kind on one machine: what is used of them is all of one.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chooseBoard } from '../../appliance/hardware/detection.ts';
import { followBoard } from '../../appliance/hardware/followed-board.ts';
import { openBoard } from '../../appliance/hardware/real-board.ts';
import { type Machine, readMachine, type UsbAddress } from '../../appliance/hardware/system-files.ts';
import { ManualClock } from '../../appliance/kernel/clock.ts';
import { type Log, silentLog } from '../../appliance/kernel/log.ts';
import { FakeUsb } from './fake-usb.ts';
import { CARDS, type CardFixture, PI4, writeTree } from './machine-tree.ts';

const FIRST = { ...CARDS.xvf3800, port: '1.1', usbBus: '001/004' };
const SECOND = { ...CARDS.xvf3800, id: 'Array_1', port: '1.2', usbBus: '001/005' };

let machine: Machine;
let told: object[];
const log: Log = { ...silentLog, warn: (fields) => told.push(fields) };
beforeEach(() => {
  told = [];
});

async function plugged(...cards: CardFixture[]): Promise<Machine> {
  const root = await mkdtemp(join(tmpdir(), 'machine-'));
  await writeTree(root, { model: PI4, cards });
  machine = readMachine(root);
  await rm(root, { recursive: true });
  return machine;
}

describe('a board that there are two of', () => {
  it('is found at its port, whatever id it has there by now', async () => {
    const followed = followBoard(chooseBoard(await plugged(FIRST, SECOND), 'auto')!, log);
    const returned = await plugged({ ...SECOND, id: 'Array' }, { ...FIRST, id: 'Array_1', usbBus: '001/006' });
    expect(followed.now(returned).card).toMatchObject({ id: 'Array_1', usbAddress: { bus: 1, device: 6 } });
    expect(told).toEqual([]);
  });

  it('is found by its id where it was plugged in elsewhere', async () => {
    const followed = followBoard(chooseBoard(await plugged(FIRST, SECOND), 'auto')!, log);
    expect(followed.now(await plugged(SECOND, { ...FIRST, port: '2' })).card.id).toBe('Array');
    expect(told).toEqual([]);
  });

  it('is replaced by the other one while it is away, which is told once, and stays replaced', async () => {
    const followed = followBoard(chooseBoard(await plugged(FIRST, SECOND), 'auto')!, log);
    const without = await plugged(SECOND);
    expect(followed.now(without).card.id).toBe('Array_1');
    followed.now(without);
    expect(told).toEqual([{ board: 'respeaker-xvf3800', was: 'Array', card: 'Array_1' }]);
    expect(followed.now(await plugged(FIRST, SECOND)).card.id).toBe('Array_1');
    expect(told).toHaveLength(1);
  });

  it('is waited for where there is no other', async () => {
    const followed = followBoard(chooseBoard(await plugged(FIRST), 'auto')!, log);
    expect(followed.now(await plugged(CARDS.jack)).card.id).toBe('Array');
    expect(told).toEqual([]);
  });
});

describe('the ring and the switch of a board that there are two of', () => {
  let close: () => Promise<void>;
  afterEach(() => close());

  it('are those of the card that is heard, also where another one took its place', async () => {
    const found = chooseBoard(await plugged(SECOND, FIRST), 'auto')!;
    const addresses: Array<UsbAddress | null> = [];
    const devices: FakeUsb[] = [];
    const clock = new ManualClock();
    const board = openBoard(
      found,
      { capture: 'arecord', output: 'auto', leds: { driver: 'spi-device', brightness: 32 }, masterPercent: null },
      {
        clock,
        log,
        machine: () => machine,
        openUsb: (_id, address) => {
          addresses.push(address);
          devices.push(new FakeUsb());
          return Promise.resolve(devices.at(-1)!);
        },
      },
    );
    close = () => board.close();
    await board.ring!.problem();
    expect(addresses).toEqual([{ bus: 1, device: 5 }]);
    await plugged(FIRST);
    devices[0]!.away = true;
    await expect(board.firmware!()).rejects.toThrow('no such device');
    clock.advance(1000);
    await expect(board.firmware!()).rejects.toThrow('stalled');
    expect(addresses.at(-1)).toEqual({ bus: 1, device: 4 });
    expect(told).toEqual([{ board: 'respeaker-xvf3800', was: 'Array_1', card: 'Array' }]);
  });
});
