// linnet doctor on machines with a board: each part is opened as the box would open it, over hardware that is scripted at its edge.
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HardwareAccess } from '../../appliance/cli/context.ts';
import type { Finding } from '../../appliance/cli/doctor/finding.ts';
import { hardwareFindings, PART_CHECKS } from '../../appliance/cli/doctor/hardware-check.ts';
import type { GpioLine } from '../../appliance/hardware/gpio/onoff.ts';
import { readMachine } from '../../appliance/hardware/system-files.ts';
import type { ControlRequest } from '../../appliance/hardware/usb/usb-control.ts';
import { systemClock } from '../../appliance/kernel/clock.ts';
import { LinnetError } from '../../appliance/kernel/errors.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { MuteCircuitUsb } from '../hardware/fake-usb.ts';
import { CARDS, PI4, type TreeFixture, writeTree } from '../hardware/machine-tree.ts';
import { hasAlsa, VirtualCard } from '../hardware/virtual-card.ts';

const REAL = {
  capture: 'arecord',
  output: 'auto',
  leds: { driver: 'spi-device', brightness: 32 },
  masterPercent: 80,
} as const;
const GPIO = { label: 'pinctrl-bcm2711', base: 512 };

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'machine-'));
});
afterEach(() => rmSync(root, { recursive: true }));

/** The rows of doctor on such a machine, whose edges are closed but for those in `open`. */
async function examine(tree: TreeFixture, open: Partial<HardwareAccess> = {}, real: typeof REAL | object = {}) {
  await writeTree(root, tree);
  const closed = {
    openSpi: (): never => {
      throw new LinnetError('board.unsupported', 'There is no SPI here.');
    },
    openUsb: (id: string) => Promise.reject(new LinnetError('board.unsupported', `${id} cannot be used.`)),
    openGpio: (): never => {
      throw new Error('EACCES');
    },
    runAmixer: () => Promise.resolve(''),
  };
  const findings = await hardwareFindings(
    { board: 'auto', inUse: false, real: { ...REAL, ...real }, echo: 'auto', speak: false },
    {
      log: silentLog,
      writeError: () => {},
      clock: systemClock,
      machine: () => readMachine(root),
      root,
      ...closed,
      ...open,
    },
  );
  const checks = findings.map(({ check }) => check);
  for (const check of PART_CHECKS) expect(checks.filter((each) => each === check)).toHaveLength(1);
  return (check: string): Finding[] => findings.filter((each) => each.check === check);
}

/** An XVF3800 with firmware 2.1.0. */
class Xvf3800Usb extends MuteCircuitUsb {
  leftSource = [8, 0];
  /** Called when its LEDs are first lit. */
  onLit = (): void => {};
  override read(request: ControlRequest, length: number): Promise<Uint8Array> {
    const known = { 48: [2, 1, 0], 35: this.leftSource }[request.index];
    return known === undefined ? super.read(request, length) : Promise.resolve(Uint8Array.of(0, ...known));
  }
  override write(request: ControlRequest, bytes: Uint8Array): Promise<void> {
    if (request.index === 35) this.leftSource = [...bytes];
    if (request.value === 19 && bytes.some((value) => value > 0)) this.onLit();
    return super.write(request, bytes);
  }
  get ring(): number[][] {
    return this.writes.flatMap(({ value, bytes }) => (value === 19 ? [bytes] : []));
  }
}

const isDark = (bytes: readonly number[] | undefined): boolean => bytes?.every((value) => value === 0) === true;

// Each part is tried for seconds, and programs start slowly on a busy machine.
describe('what doctor says of the parts of a board that is there', { timeout: 120_000 }, () => {
  it.skipIf(!hasAlsa)('is that each works, where it does, and the ring is dark afterwards', async () => {
    const card = new VirtualCard(2);
    const usb = new Xvf3800Usb();
    let done = false;
    const examined = examine(
      { model: PI4, cards: [CARDS.jack, CARDS.xvf3800] },
      { openUsb: () => Promise.resolve(usb) },
    ).finally(() => {
      done = true;
    });
    await card.until(() => done);
    card.close();
    const of = await examined;
    expect(of('board')).toMatchObject([{ state: 'ok', says: expect.stringContaining('XVF3800') }]);
    expect(of('firmware')).toMatchObject([{ state: 'ok', says: '2.1.0' }]);
    expect(of('capture level')).toMatchObject([{ state: 'ok', says: expect.stringMatching(/^-\d+ dBFS/) }]);
    expect(of('clipping')).toMatchObject([{ state: 'ok', says: 'none' }]);
    expect(of('noise floor')).toMatchObject([{ state: 'warning', says: expect.stringMatching(/^-\d+ dBFS$/) }]); // a loud ramp
    expect(of('output')).toMatchObject([{ state: 'ok', says: 'reSpeaker XVF3800 4-Mic Array (card "Array")' }]);
    expect(of('speaker')).toMatchObject([{ state: 'ok', says: expect.stringContaining('plays') }]);
    expect(of('echo')).toMatchObject([
      { state: 'ok', says: expect.stringMatching(/own canceller.*dB over the noise/) },
    ]);
    expect(of('LEDs')).toMatchObject([{ state: 'ok', says: '12, take what they are sent' }]);
    expect(of('button')).toMatchObject([{ state: 'skipped' }]);
    expect(of('mute switch')).toMatchObject([{ state: 'ok', says: 'off' }]);
    expect(usb.ring.some((bytes) => !isDark(bytes))).toBe(true);
    expect(isDark(usb.ring.at(-1))).toBe(true);
  });

  it('is nothing when it is interrupted, and the board is left dark and as it was', async () => {
    const usb = new Xvf3800Usb();
    const sources: number[][] = [];
    usb.onLit = () => {
      usb.onLit = () => {};
      sources.push(usb.leftSource);
      process.emit('SIGINT');
    };
    const examined = examine({ model: PI4, cards: [CARDS.xvf3800] }, { openUsb: () => Promise.resolve(usb) });
    await expect(examined).rejects.toThrow(/operation\.cancelled/);
    expect(isDark(usb.ring.at(-1))).toBe(true);
    expect([...sources, usb.leftSource]).toEqual([
      [3, 0], // a bare microphone, to measure by
      [8, 0],
    ]);
  });

  it('is why each does not, where USB is refused and no sound comes', async () => {
    const of = await examine({ model: PI4, cards: [CARDS.xvf3800] });
    for (const check of ['firmware', 'LEDs'])
      expect(of(check)).toMatchObject([
        {
          state: 'warning',
          says: expect.stringContaining('2886:001a cannot be used'),
          hint: expect.stringContaining('udev'),
        },
      ]);
    expect(of('mute switch')).toMatchObject([{ state: 'warning', says: 'it does not answer' }]);
    for (const check of ['capture level', 'speaker'])
      expect(of(check)).toMatchObject([{ state: 'failed', says: expect.stringMatching(/unavailable/) }]);
    for (const check of ['clipping', 'noise floor', 'echo']) expect(of(check)).toMatchObject([{ state: 'skipped' }]);
  });

  it('is that the LEDs of a HAT were lit and its button pressed, and both are released afterwards', async () => {
    const frames: number[][] = [];
    const did: string[] = [];
    const openSpi = () => ({
      transfer: (bytes: Uint8Array) => Promise.resolve(void frames.push([...bytes.subarray(4, -4)])),
      close: () => Promise.resolve(void did.push('SPI closed')),
    });
    const openGpio = (number: number): GpioLine => {
      let level: 0 | 1 = 1;
      return {
        readSync: () => level,
        writeSync: () => {},
        watch(onEdge) {
          did.push(`line ${number} read`);
          systemClock.after(1000, () => {
            level = 0;
            onEdge(null, level);
          });
        },
        unwatchAll: () => {},
        unexport: () => void did.push(`line ${number} released`),
      };
    };
    const of = await examine({ model: PI4, cards: [CARDS.twoMicV1], gpioChips: [GPIO] }, { openSpi, openGpio });
    expect(of('LEDs')).toMatchObject([{ state: 'ok', says: expect.stringMatching(/^3, were sent green/) }]);
    expect(of('button')).toMatchObject([{ state: 'ok', says: 'can be read, and was pressed' }]);
    expect(of('firmware')).toMatchObject([{ state: 'skipped' }]);
    const [off, green] = [
      [0xea, 0, 0, 0],
      [0xea, 0, 200, 0],
    ];
    expect(frames).toContainEqual([...green, ...green, ...green]);
    expect(frames.at(-1)).toEqual([...off, ...off, ...off]);
    expect(did.sort()).toEqual(['SPI closed', 'line 529 read', 'line 529 released']);
  });

  it('reads the button as an input device where an overlay made one', async () => {
    mkdirSync(join(root, 'sys/class/input/event2/device'), { recursive: true });
    mkdirSync(join(root, 'dev/input'), { recursive: true });
    writeFileSync(join(root, 'sys/class/input/event2/device/name'), 'linnet-button\n');
    appendFileSync(join(root, 'dev/input/event2'), '');
    const of = await examine({ model: PI4, cards: [CARDS.twoMicV2] });
    expect(of('button')).toMatchObject([{ state: 'ok', says: expect.stringContaining('nobody pressed it') }]);
  });

  it('is what a HAT was left without, and what to do about it', async () => {
    const of = await examine({ model: PI4, cards: [CARDS.eightMic], gpioChips: [GPIO] });
    expect(of('LEDs')).toMatchObject([
      {
        state: 'warning',
        says: expect.stringContaining('no SPI here'),
        hint: expect.stringContaining('dtparam=spi=on'),
      },
    ]);
    expect(of('button')).toMatchObject([
      { state: 'warning', says: 'EACCES', hint: expect.stringContaining('"respeaker-6mic"') },
    ]);
  });

  it('is that the LEDs may have no power, where its line cannot be switched', async () => {
    const openSpi = () => ({ transfer: () => Promise.resolve(), close: () => Promise.resolve() });
    const of = await examine({ model: PI4, cards: [CARDS.fourMic] }, { openSpi });
    const says = expect.stringMatching(/12, were sent green.*power cannot be switched: Expected a GPIO chip/);
    expect(of('LEDs')).toMatchObject([{ state: 'warning', says, hint: expect.stringContaining('"gpio=5=op,dh"') }]);
  });

  it('is that rpio cannot drive the LEDs of a Pi 5, and what can', async () => {
    const tree = { model: 'Raspberry Pi 5 Model B Rev 1.0', cards: [CARDS.twoMicV2] };
    const of = await examine(tree, {}, { leds: { driver: 'rpio', brightness: 32 } });
    expect(of('LEDs')).toMatchObject([
      { state: 'warning', says: expect.stringContaining('rpio'), hint: expect.stringContaining('"spi-device"') },
    ]);
  });
});

describe('what doctor says of a board on a Pi', () => {
  const zero = 'Raspberry Pi Zero 2 W Rev 1.0';

  it.each([
    ['the Lite on a Zero 2 W, which it has trouble with', { model: zero, cards: [CARDS.lite] }, /not known.*Zero 2 W/],
    [
      'any board on a Pi that nothing is known of',
      { model: 'Raspberry Pi 9', cards: [CARDS.xvf3800] },
      /not known.*Pi 9/,
    ],
  ])('is a warning with what to do: %s', async (_name, tree, says) => {
    const of = await examine(tree);
    expect(of('board')).toMatchObject([
      { state: 'ok' },
      { state: 'warning', says: expect.stringMatching(says), hint: expect.stringMatching(/use it on a Pi .*or 5, or/) },
    ]);
  });

  it.each([
    ['the Lite on a Pi 4', { model: PI4, cards: [CARDS.lite] }],
    ['an array on a Zero 2 W', { model: zero, cards: [CARDS.xvf3000] }],
    ['the Lite on a machine that is no Pi', { cards: [CARDS.lite] }],
  ])('is nothing more than that it is there: %s', async (_name, tree) => {
    expect((await examine(tree))('board')).toMatchObject([{ state: 'ok' }]);
  });

  it('is a refusal with what to buy for an AC108 on a Pi 5', async () => {
    const of = await examine({ model: 'Raspberry Pi 5 Model B Rev 1.0', cards: [CARDS.fourMic] });
    expect(of('board')).toMatchObject([{ state: 'failed', says: expect.stringMatching(/TDM.*XVF3800/) }]);
    for (const check of PART_CHECKS) expect(of(check)).toMatchObject([{ state: 'skipped', says: 'no board to try' }]);
  });
});
