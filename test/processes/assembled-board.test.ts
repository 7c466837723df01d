// Real boards as a whole on a virtual card: found in a tree of /proc and /sys, opened with the driver of each part, and run. What
// reads and plays are the real programs; USB and SPI end in a record of what they were sent.
import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaptureEngine } from '../../appliance/hardware/alsa/capture-choice.ts';
import type { BoardEvent } from '../../appliance/hardware/board-channel.ts';
import { chooseBoard } from '../../appliance/hardware/detection.ts';
import { BUTTON_LABEL, INPUT_EVENT_BYTES } from '../../appliance/hardware/gpio/key-button.ts';
import { isInstalled } from '../../appliance/hardware/native-package.ts';
import type { Board } from '../../appliance/hardware/ports.ts';
import { openBoard, type RealBoardDeps } from '../../appliance/hardware/real-board.ts';
import { readMachine } from '../../appliance/hardware/system-files.ts';
import { openUsbControl, type UsbDevice, type UsbPackage } from '../../appliance/hardware/usb/usb-control.ts';
import { systemClock } from '../../appliance/kernel/clock.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { Scope } from '../../appliance/kernel/scope.ts';
import { withDirection } from '../../appliance/processes/board-direction.ts';
import {
  type BoardRunner,
  type BoardRunnerOptions,
  createBoardRunner,
} from '../../appliance/processes/board-runner.ts';
import { CARDS, PI4, type TreeFixture, writeTree } from '../hardware/machine-tree.ts';
import { hasAlsa, soundOf, VirtualCard } from '../hardware/virtual-card.ts';

let scope: Scope;
let root: string;
let card: VirtualCard;
let streams = 0;
beforeEach(() => {
  scope = new Scope();
  root = mkdtempSync(join(tmpdir(), 'machine-'));
  scope.defer(() => rmSync(root, { recursive: true }));
});
afterEach(() => scope.close());

const engines: CaptureEngine[] = isInstalled('alsa-capture') ? ['arecord', 'alsa-capture'] : ['arecord'];
/** Programs that start and devices that are tried again take long on a small machine that is busy. */
const SLOW = { timeout: 120_000 };

/** The machine is this one from here on. */
async function becomes(tree: TreeFixture): Promise<void> {
  rmSync(join(root, 'proc'), { recursive: true, force: true });
  await writeTree(root, { model: PI4, ...tree });
}

interface Stage {
  readonly board: Board;
  readonly runner: BoardRunner;
  /** What recognition was given since the last look. */
  frames(): Int16Array[];
  of<Kind extends BoardEvent['kind']>(kind: Kind): Array<Extract<BoardEvent, { kind: Kind }>>;
  /** States of microphone and speaker, as they were told last. */
  states(): Array<string | undefined>;
}

/** The board that is found on the machine, at work and listening. */
async function run(
  engine: CaptureEngine,
  options: BoardRunnerOptions,
  deps: Pick<RealBoardDeps, 'openUsb' | 'openSpi' | 'runAmixer'>,
): Promise<Stage> {
  const machine = () => readMachine(root);
  const common = { clock: systemClock, log: silentLog };
  const board = openBoard(
    chooseBoard(machine(), 'auto')!,
    { capture: engine, output: 'auto', leds: { driver: 'spi-device', brightness: 32 }, masterPercent: 80 },
    { ...common, machine, root, ...deps },
  );
  expect(board.missing).toEqual(new Map());
  const events: BoardEvent[] = [];
  let frames: Int16Array[] = [];
  const runner = createBoardRunner(
    options,
    { ...common, board: withDirection(board), onFrame: (samples) => frames.push(samples.slice()) },
    (event) => events.push(event),
  );
  scope.defer(() => runner.close());
  await runner.start();
  const of: Stage['of'] = (kind) => events.filter((event) => event.kind === kind) as never;
  return {
    board,
    runner,
    of,
    frames() {
      const taken = frames;
      frames = [];
      return taken;
    },
    states: () => [of('microphone').at(-1)?.state, of('speaker').at(-1)?.state],
  };
}

/** Waits for half a second of sound, and expects it to be channel `channel` of the card. */
async function expectChannel(stage: Stage, channel: number): Promise<void> {
  stage.frames();
  const heard: number[] = [];
  await card.until(() => heard.push(...stage.frames().flatMap((frame) => [...frame])) > 8000);
  expect(heard.filter((sample) => sample % 8 !== channel)).toEqual([]);
  const jumps = heard.filter((sample, i) => i > 0 && sample !== soundOf((heard[i - 1]! - channel) / 8 + 1, channel));
  expect(jumps).toEqual([]); // nor silence, nor a frame twice
}

/** Says a second of one value, and waits until the card has played it. */
async function expectSpeech({ runner }: Stage): Promise<void> {
  const value = 1234;
  const stream = ++streams;
  const before = card.heard().length;
  runner.player.begin(stream, 16_000);
  const writing = runner.player.write(stream, new Int16Array(16_000).fill(value), new AbortController().signal);
  await card.until(() => {
    const heard = card.heard().subarray(before);
    return heard.filter((sample) => Math.abs(sample - value) <= 1).length > 12_000;
  });
  await writing;
  runner.player.end(stream);
}

/** The USB array's chip: what it was sent, as (request, bytes), and what it answers. */
class ScriptedChip implements UsbPackage {
  readonly sent: Array<readonly [value: number, index: number, bytes: readonly number[]]> = [];
  plugged = true;
  /** What it was sent while it was away. */
  refused = 0;
  readonly usb = { getDevices: () => Promise.resolve(this.plugged ? [this.#device()] : []) };

  #device(): UsbDevice {
    const status = (): string => (this.plugged ? 'ok' : 'stall');
    return {
      vendorId: 0x2886,
      productId: 0x0018,
      bus: '001',
      address: 4,
      open: () => Promise.resolve(),
      close: () => Promise.resolve(),
      controlTransferIn: () => Promise.resolve({ status: status(), data: new DataView(new ArrayBuffer(8)) }),
      controlTransferOut: ({ value, index }, data) => {
        if (this.plugged) this.sent.push([value, index, [...data]]);
        else this.refused++;
        return Promise.resolve({ status: status() });
      },
    };
  }

  /** The frame on the ring: four bytes for each LED. */
  shown(): readonly number[] {
    return this.sent.findLast(([value]) => value === 6)?.[2] ?? [];
  }
}

const RED = [90, 0, 0, 0];
const DARK = [0, 0, 0, 0];

describe.skipIf(!hasAlsa).each(engines)('a USB array of six channels, read by %s', SLOW, (engine) => {
  let chip: ScriptedChip;
  let stage: Stage;
  const setUp: string[] = [];
  beforeEach(async () => {
    card = new VirtualCard();
    scope.defer(() => card.close());
    card.plugIn('ArrayUAC10', 6);
    await becomes({ cards: [CARDS.jack, CARDS.xvf3000] });
    chip = new ScriptedChip();
    const runAmixer = (args: readonly string[]): Promise<string> => {
      setUp.push(args.join(' '));
      return Promise.resolve("Simple mixer control 'PCM',0\n");
    };
    stage = await run(engine, {}, { openUsb: (id, address) => openUsbControl(id, address, () => chip), runAmixer });
  });

  it('shows that it is muted, then gives recognition its processed channel, and plays', async () => {
    const quarters = [...RED, ...DARK, ...DARK];
    await card.until(() => chip.shown().some((value) => value > 0));
    expect(chip.sent.slice(0, 3)).toEqual([
      [0x20, 0x1c, [10]], // as bright as the LEDs may be
      [0x22, 0x1c, [0]], // no light of the chip's own
      [6, 0x1c, new Array(48).fill(0)],
    ]);
    expect(chip.shown()).toEqual([...quarters, ...quarters, ...quarters, ...quarters]);
    stage.runner.command({ kind: 'mute', muted: false });
    await expectChannel(stage, 0);
    expect(stage.board.microphone.layout).toEqual({
      channels: 6,
      format: 'S16_LE',
      speechChannel: 0,
      rawChannels: [1, 2, 3, 4],
    });
    await expectSpeech(stage);
    expect(setUp).toContain('-q -M -c ArrayUAC10 sset PCM 80% unmute');
    expect(stage.states()).toEqual(['open', 'open']);
  });

  it('is unplugged and comes back as another card with other firmware: the channel that is there is taken', async () => {
    stage.runner.command({ kind: 'mute', muted: false });
    await expectChannel(stage, 0);
    for (const [id, channels] of [
      ['ArrayUAC10_1', 1],
      ['ArrayUAC10', 6],
    ] as const) {
      card.set('unplugged', true);
      chip.plugged = false;
      await becomes({ cards: [CARDS.jack] });
      await card.until(() => stage.states().every((state) => state === 'lost'));
      expect(stage.of('microphone').at(-1)!.reason).toMatch(/No such device/);
      stage.runner.command({ kind: 'scene', scene: { name: 'thinking' } });
      await card.until(() => chip.refused > 0);
      chip.refused = 0;
      const sentBefore = chip.sent.length;
      card.plugIn(id, channels);
      await becomes({ cards: [CARDS.webcam, CARDS.jack, { ...CARDS.xvf3000, id }] });
      card.set('unplugged', false);
      chip.plugged = true;
      await card.until(() => stage.states().every((state) => state === 'open'));
      await expectChannel(stage, 0);
      expect(stage.board.microphone.layout.channels).toBe(channels);
      await expectSpeech(stage);
      await card.until(() => chip.sent.length > sentBefore + 2);
      expect(chip.sent[sentBefore]).toEqual([0x20, 0x1c, [10]]); // the ring is told anew how bright it may be
      stage.runner.command({ kind: 'scene', scene: { name: 'idle' } });
    }
  });

  it('that says nothing of its channels is not opened with a guess', async () => {
    card.plugIn('SomethingElse', 6);
    stage.runner.command({ kind: 'mute', muted: false });
    await card.until(() => stage.states()[0] === 'lost');
    expect(stage.of('microphone').at(-1)!.reason).toMatch(/"hw:CARD=ArrayUAC10,DEV=0" cannot be opened/);
    expect(stage.frames()).toEqual([]);
    card.plugIn('ArrayUAC10', 1);
    await card.until(() => stage.states()[0] === 'open');
    await expectChannel(stage, 0);
  });
});

describe.skipIf(!hasAlsa).each(engines)('a HAT with two microphones, read by %s', SLOW, (engine) => {
  const spi: number[][] = [];
  const routed: string[] = [];
  let stage: Stage;
  let button: number;
  beforeEach(async () => {
    card = new VirtualCard();
    scope.defer(() => card.close());
    card.plugIn('seeed2micvoicec', 2);
    await becomes({ cards: [CARDS.jack, CARDS.twoMicV1] });
    button = makeButton();
    scope.defer(() => closeSync(button));
    const controls = ['Left Boost Mixer LINPUT1', 'Capture', 'Speaker'];
    const runAmixer = (args: readonly string[]): Promise<string> => {
      if (args.includes('sset')) routed.push(args.join(' '));
      return Promise.resolve(controls.map((name) => `Simple mixer control '${name}',0\n`).join(''));
    };
    const transfer = (bytes: Uint8Array): Promise<void> => Promise.resolve(void spi.push([...bytes]));
    const openSpi = () => ({ transfer, close: () => Promise.resolve() });
    // Its echo canceller changes what is heard.
    stage = await run(engine, { echo: 'off', microphoneLeds: [0, 2] }, { openSpi, runAmixer });
  });

  /** The kernel's input device of the button: a FIFO that events are written to. */
  function makeButton(): number {
    const name = join(root, 'sys/class/input/event3/device/name');
    const device = join(root, 'dev/input/event3');
    for (const path of [name, device]) mkdirSync(dirname(path), { recursive: true });
    writeFileSync(name, `${BUTTON_LABEL}\n`);
    execFileSync('mkfifo', [device]);
    return openSync(device, constants.O_RDWR | constants.O_NONBLOCK);
  }

  function setButton(pressed: boolean): void {
    const event = Buffer.alloc(INPUT_EVENT_BYTES);
    event.writeUInt16LE(1, INPUT_EVENT_BYTES - 8);
    event.writeInt32LE(pressed ? 1 : 0, INPUT_EVENT_BYTES - 4);
    writeSync(button, event);
  }

  it('has the paths of its codec switched, gives one microphone, plays, lights its LEDs and hears its button', async () => {
    stage.runner.command({ kind: 'mute', muted: false });
    await expectChannel(stage, 0);
    expect(stage.board.microphone.layout.channels).toBe(2);
    expect(routed).toEqual(
      expect.arrayContaining([
        '-q -c seeed2micvoicec sset Left Boost Mixer LINPUT1 on',
        '-q -M -c seeed2micvoicec sset Speaker 80% unmute',
      ]),
    );
    await expectSpeech(stage);
    stage.runner.command({ kind: 'mute', muted: true });
    const off = [0xea, 0, 0, 0];
    const red = [0xea, 0, 0, 90];
    const muted = [0, 0, 0, 0, ...red, ...off, ...red, 0xff, 0xff, 0xff, 0xff];
    await card.until(() => String(spi.at(-1)) === String(muted));
    setButton(true);
    await card.until(() => stage.of('button').length === 1);
    setButton(false);
    await card.until(() => stage.of('button').length === 2);
    expect(stage.of('button').map(({ pressed }) => pressed)).toEqual([true, false]);
    await stage.runner.close();
    expect(spi.at(-1)).toEqual([0, 0, 0, 0, ...off, ...off, ...off, 0xff, 0xff, 0xff, 0xff]);
  });
});
