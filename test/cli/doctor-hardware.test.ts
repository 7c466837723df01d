// What `linnet doctor` says of a board and its parts.
import { afterEach, describe, expect, it } from 'vitest';
import { type ControlledBoard, checkControls } from '../../appliance/cli/doctor/control-check.ts';
import { echoFinding } from '../../appliance/cli/doctor/echo-check.ts';
import type { Finding } from '../../appliance/cli/doctor/finding.ts';
import {
  findingsOf,
  firmwareFinding,
  hardwareFindings,
  PART_CHECKS,
} from '../../appliance/cli/doctor/hardware-check.ts';
import { outputFinding, soundFindings, volumeFinding } from '../../appliance/cli/doctor/sound-check.ts';
import { type BoardId, boardRow } from '../../appliance/hardware/boards.ts';
import { PacedRing } from '../../appliance/hardware/leds/paced-ring.ts';
import { openBoard, type RealBoard } from '../../appliance/hardware/real-board.ts';
import { createSimulatedBoard } from '../../appliance/hardware/simulated/board.ts';
import { SimulatedButton } from '../../appliance/hardware/simulated/controls.ts';
import type { Machine } from '../../appliance/hardware/system-files.ts';
import { keepUsbControl, type UsbControl } from '../../appliance/hardware/usb/usb-control.ts';
import { Xvf3800 } from '../../appliance/hardware/usb/xvf3800.ts';
import { ManualClock, systemClock } from '../../appliance/kernel/clock.ts';
import { LinnetError } from '../../appliance/kernel/errors.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { Scope } from '../../appliance/kernel/scope.ts';
import { whoCancelsEcho } from '../../appliance/processes/board-echo.ts';
import { MuteCircuitUsb } from '../hardware/fake-usb.ts';

/** Nothing is on it, whatever this one has. */
const NO_MACHINE: Machine = {
  model: null,
  isPi: false,
  pi: null,
  hardware: null,
  cards: [],
  i2c: [],
  answering: null,
};

const REAL = {
  capture: 'arecord',
  output: 'auto',
  leds: { driver: 'spi-device', brightness: 32 },
  masterPercent: 80,
} as const;

let scope = new Scope();
afterEach(async () => {
  await scope.close();
  scope = new Scope();
});

/** A board of the table whose parts are not on this machine. */
function absent(id: BoardId): RealBoard {
  const card = {
    index: 7,
    id: 'absent',
    name: '',
    usbId: null,
    usbPort: null,
    usbAddress: null,
    dais: [],
    captures: true,
    plays: true,
  };
  const openSpi = (): never => {
    throw new LinnetError('board.unsupported', 'There is no SPI here.');
  };
  const elsewhere = { machine: () => NO_MACHINE, root: '/nowhere', openSpi };
  const board = openBoard({ row: boardRow(id), card }, REAL, {
    clock: systemClock,
    log: silentLog,
    ...elsewhere,
  });
  scope.defer(() => board.close());
  return board;
}

/** An XVF3800 whose USB is opened when it is first used, as on a real one. */
function xvf3800(open: () => Promise<UsbControl>): ControlledBoard {
  const clock = new ManualClock();
  const usb = keepUsbControl({ clock, open });
  const chip = new Xvf3800(usb, { clock });
  const ring = new PacedRing({ framesPerSecond: 20 }, chip.ring(), { clock, log: silentLog });
  const muteSwitch = chip.muteSwitch();
  scope.defer(() => muteSwitch.close());
  scope.defer(() => ring.close());
  return { row: boardRow('respeaker-xvf3800'), missing: new Map(), ring, button: null, muteSwitch };
}

const rows = (findings: readonly Finding[]): string[] =>
  findings.map(({ check, state, says }) => `${check}: ${state}, ${says}`);

describe('what doctor says of the card that is played on', () => {
  const card = {
    index: 1,
    id: 'UACDemoV10',
    name: 'UACDemoV1.0',
    usbId: null,
    usbPort: null,
    usbAddress: null,
    dais: [],
    captures: false,
    plays: true,
  };
  const machine = { ...NO_MACHINE, cards: [card] };

  it('is which one it is, without a board too', () => {
    expect(rows([outputFinding(machine, null, 'auto')])).toEqual(['output: ok, UACDemoV1.0 (card "UACDemoV10")']);
    expect(outputFinding(NO_MACHINE, null, 'auto').state).toBe('warning');
  });

  it.each<[string, number | null, string]>([
    ["Simple mixer control 'PCM',0\n", 80, 'card volume: ok, set to 80 % by "PCM"'],
    ["Simple mixer control 'Digital',0\n", 80, 'card volume: warning, The card "UACDemoV10" has none of the mixer'],
    ["Simple mixer control 'PCM',0\n", null, 'card volume: skipped, left as it is'],
  ])('is whether its volume can be set: %j', async (contents, masterPercent, says) => {
    const run = () => Promise.resolve(contents);
    const found = await volumeFinding(machine, null, { output: 'auto', masterPercent }, run);
    expect(rows([found])[0]).toContain(says);
    expect(found.hint?.includes('alsamixer') ?? false).toBe(found.state === 'warning');
  });

  it('is which ones there are, where the one that is set is away', async () => {
    const found = outputFinding(machine, null, 'Device');
    const options = { output: 'Device', masterPercent: 80 };
    expect((await volumeFinding(machine, null, options, () => Promise.resolve(''))).state).toBe('skipped');
    expect(found).toMatchObject({ state: 'failed', hint: 'linnet config explain audio.output' });
    expect(found.says).toMatch(/"Device".*"UACDemoV10" \(UACDemoV1\.0\)/);
  });
});

describe('what doctor says of LEDs, button and mute switch', () => {
  it('is that they work, once they have answered', async () => {
    const circuit = new MuteCircuitUsb();
    const findings = await (await checkControls(xvf3800(() => Promise.resolve(circuit)))).findings();
    expect(rows(findings)).toEqual([
      'LEDs: ok, 12, take what they are sent',
      'button: skipped, this board has none that can be read',
      'mute switch: ok, off',
    ]);
    expect(circuit.writes.map(({ value }) => value)).toContain(19);
  });

  it('is that the microphone is switched off, and leaves that as it is', async () => {
    const circuit = new MuteCircuitUsb();
    circuit.muted = true;
    const findings = await (await checkControls(xvf3800(() => Promise.resolve(circuit)))).findings();
    expect(findings[2]).toMatchObject({ state: 'warning', says: 'on: nothing is heard', hint: 'Press it.' });
    await scope.close();
    expect(circuit.muted).toBe(true);
  });

  it('is what is wrong with a USB board that cannot be opened', async () => {
    const denied = (): Promise<UsbControl> => Promise.reject(new Error('Access denied'));
    const findings = await (await checkControls(xvf3800(denied))).findings();
    expect(findings[0]).toMatchObject({ check: 'LEDs', state: 'warning', says: 'Access denied' });
    expect(findings[2]).toMatchObject({ check: 'mute switch', state: 'warning', says: 'it does not answer' });
    for (const { hint } of [findings[0]!, findings[2]!]) expect(hint).toContain('plugdev');
  });

  it('is what a HAT lacks whose parts are not there', async () => {
    const board = absent('respeaker-2mic-v2');
    const findings = await (await checkControls(board)).findings();
    expect(findings).toMatchObject([
      {
        state: 'warning',
        says: expect.stringContaining('no SPI here'),
        hint: expect.stringContaining('dtparam=spi=on'),
      },
      { state: 'warning', says: board.missing.get('button'), hint: expect.stringContaining('respeaker-2mic-v2') },
      { state: 'skipped', says: expect.stringContaining('closes its microphone') },
    ]);
  });

  it('is whether the button was pressed meanwhile, and what is wrong with one that cannot be opened', async () => {
    const row = boardRow('respeaker-2mic-v1');
    const button = new SimulatedButton({ clock: new ManualClock() });
    const board: ControlledBoard = { row, missing: new Map(), ring: null, button, muteSwitch: null };
    const check = await checkControls(board);
    expect((await check.findings())[1]).toMatchObject({
      state: 'ok',
      says: 'can be read; nobody pressed it meanwhile',
    });
    button.press(100);
    expect((await check.findings())[1]).toMatchObject({ state: 'ok', says: 'can be read, and was pressed' });
    button.open = () => Promise.reject(new Error('EACCES'));
    expect((await (await checkControls(board)).findings())[1]).toMatchObject({
      state: 'warning',
      says: 'EACCES',
      hint: expect.stringContaining('gpio'),
    });
  });

  it('is that LEDs on SPI cannot answer', async () => {
    const bus = { count: 3, send: () => Promise.resolve(), close: () => Promise.resolve() };
    const ring = new PacedRing({ framesPerSecond: 50 }, bus, { clock: new ManualClock(), log: silentLog });
    const row = boardRow('respeaker-2mic-v1');
    const board: ControlledBoard = { row, missing: new Map(), ring, button: null, muteSwitch: null };
    const [leds] = await (await checkControls(board)).findings();
    expect(leds).toMatchObject({ state: 'ok', says: expect.stringMatching(/3, were sent green.*only you can say/) });
  });
});

describe('what doctor says of sound', () => {
  const heard = { frames: 100, noiseFloorDb: -60, loudestDb: -30, clipped: 0, dead: false };
  it.each([
    [heard, 'works', ['ok', 'ok', 'ok', 'ok']],
    [{ ...heard, noiseFloorDb: -35 }, 'works', ['ok', 'ok', 'warning', 'ok']],
    [{ ...heard, clipped: 50 }, 'works', ['ok', 'warning', 'ok', 'ok']],
    [{ ...heard, dead: true }, 'works', ['failed', 'skipped', 'skipped', 'ok']],
    ['it is away', 'it is away', ['failed', 'skipped', 'skipped', 'failed']],
  ])('is a row each for level, clipping, noise floor and loudspeaker: %#', (capture, speaker, states) => {
    const findings = soundFindings({ capture, speaker });
    expect(findings.map(({ check }) => check)).toEqual(['capture level', 'clipping', 'noise floor', 'speaker']);
    expect(findings.map(({ state }) => state)).toEqual(states);
    for (const { state, hint } of findings) expect(hint === null).toBe(state === 'ok' || state === 'skipped');
  });
});

describe('what doctor says of the firmware', () => {
  it.each([
    ['respeaker-xvf3800', () => Promise.resolve('2.1.0'), 'ok', '2.1.0'],
    ['respeaker-xvf3800', () => Promise.resolve('2.0.7'), 'warning', '2.0.7, older than 2.1.0'],
    ['respeaker-xvf3800', () => Promise.reject(new Error('stalled')), 'warning', 'stalled'],
    ['respeaker-usb-array-v2', () => Promise.resolve('3'), 'ok', '3'],
    ['respeaker-lite', null, 'skipped', 'cannot be asked; 2.0.7 and newer are known to work'],
    ['respeaker-2mic-v2', null, 'skipped', 'this board has none that can be asked'],
  ] as const)('of %s: %#', async (id, firmware, state, says) => {
    expect(await firmwareFinding({ row: boardRow(id), firmware })).toMatchObject({ check: 'firmware', state, says });
  });
});

describe('what doctor says of a board', () => {
  /** A HAT that hears the speaker, which is unplugged after so long. */
  async function examine(unplugAtMs: number | null): Promise<Finding[]> {
    const clock = new ManualClock();
    const options = { speaker: { sampleRate: 48_000 }, noise: { levelDb: -60 }, echo: { delayMs: 40, gain: 0.3 } };
    const simulated = createSimulatedBoard(options, { clock, sources: [] });
    const bus = { count: 3, send: () => Promise.resolve(), close: () => Promise.resolve() };
    const row = boardRow('respeaker-2mic-v1');
    const board: RealBoard = {
      ...simulated,
      ...{
        row,
        missing: new Map(),
        firmware: null,
        tapMicrophone: null,
      },
      ring: new PacedRing({ framesPerSecond: 50 }, bus, { clock, log: silentLog }),
    };
    if (unplugAtMs !== null) clock.after(unplugAtMs, () => simulated.speaker.setPlugged(false));
    let done = false;
    const findings = findingsOf(board, { echo: 'auto', speak: false }, { clock, tell: () => {} }).finally(() => {
      done = true;
    });
    while (!done) {
      clock.advance(10);
      await new Promise(setImmediate);
    }
    return findings;
  }

  it('is a row for each part, in order', async () => {
    const findings = await examine(null);
    expect(findings.map(({ check }) => check)).toEqual(PART_CHECKS);
    const skipped = findings.filter(({ state }) => state === 'skipped').map(({ check }) => check);
    expect(skipped).toEqual(['firmware', 'voice over echo', 'mute switch']);
    expect(findings.filter(({ state }) => state === 'failed')).toEqual([]);
  });

  it('is that the loudspeaker was lost while it was tried', async () => {
    const findings = await examine(4000);
    const of = (check: string) => findings.find((finding) => finding.check === check);
    expect(of('speaker')).toMatchObject({ state: 'failed', says: expect.stringContaining('speaker.lost') });
    expect(of('echo')).toMatchObject({ state: 'skipped' });
    expect(of('capture level')).toMatchObject({ state: 'ok' });
  });
});

describe('what doctor says of the hardware', () => {
  const everyRow = ['board', 'output', 'card volume', ...PART_CHECKS, 'machine', 'power', 'clock', 'disk'];
  const pi: Machine = { ...NO_MACHINE, model: 'Raspberry Pi 4 Model B Rev 1.5', isPi: true, pi: '4' };
  const array = {
    index: 1,
    id: 'Array',
    name: '',
    usbId: '2886:001a',
    usbPort: null,
    usbAddress: null,
    dais: [],
    captures: true,
    plays: true,
  };

  /** The rows on the board of `machine`, on whose bus something answers at 0x18, and whether that was asked. */
  async function boardRows(machine: Machine, board = 'auto', inUse = true): Promise<[string[], boolean]> {
    let asked = false;
    const askBus = (address: string): Promise<string> => {
      asked = true;
      return Promise.resolve(address === '0x18' ? '10:                         18' : '10:');
    };
    const options = { board, inUse, real: REAL, echo: 'auto', speak: false } as const;
    const deps = { log: silentLog, writeError: () => {}, machine: () => machine, askBus, clock: systemClock };
    const findings = await hardwareFindings(options, deps);
    return [rows(findings.filter(({ check }) => check === 'board')), asked];
  }

  it('is that a HAT answers which has no overlay, where the Pi has no board', async () => {
    const [says, asked] = await boardRows(pi, 'auto', false);
    expect(says).toEqual([expect.stringMatching(/^board: failed, .*respeaker-2mic-v2/)]);
    expect(asked).toBe(true);
  });

  it('asks no bus for a simulated board, nor beside a box that runs', async () => {
    expect(await boardRows(pi, 'simulated', false)).toEqual([['board: ok, simulated, as configured'], false]);
    expect((await boardRows(pi, 'auto', true))[1]).toBe(false);
  });

  it('is no failure of a board that works, where a sensor has the address of a codec', async () => {
    const [says] = await boardRows({ ...pi, cards: [array], i2c: [0x18] });
    expect(says).toEqual([expect.stringMatching(/^board: ok, /), expect.stringMatching(/^board: warning, /)]);
  });

  it.each(['simulated', 'auto', 'respeaker-6mic', 'nonsense'])('has a row for every part with %s', async (board) => {
    const options = { board, inUse: false, real: REAL, echo: 'auto', speak: false } as const;
    const deps = { log: silentLog, writeError: () => {}, machine: () => NO_MACHINE, clock: systemClock };
    const checks = (await hardwareFindings(options, deps)).map(({ check }) => check);
    expect(checks).toEqual(expect.arrayContaining(everyRow));
    for (const check of PART_CHECKS) expect(checks.filter((each) => each === check)).toHaveLength(1);
  });
});

describe('what doctor says of the echo', () => {
  const echo = { echoOverNoiseDb: 22, erleDb: 15, speechChangeDb: -0.8 };

  it.each([
    ['software', echo, null, 'ok', /software canceller: 22 dB.*takes 15 dB; speech over it comes out 0.8 dB quieter/],
    ['software', { ...echo, speechChangeDb: 0.2 }, null, 'ok', /left whole/],
    ['software', { ...echo, erleDb: 2 }, null, 'warning', /takes 2 dB/],
    ['software', { ...echo, speechChangeDb: -7 }, null, 'warning', /7.0 dB quieter/],
    ['software', { ...echo, echoOverNoiseDb: 1 }, null, 'ok', /hardly heard/],
    [
      'board',
      { ...echo, echoOverNoiseDb: 2 },
      20,
      'ok',
      /board's own canceller: 2 dB.*left \(it takes at least 20 dB\)/,
    ],
    ['board', echo, null, 'warning', /board's own canceller: 22 dB.*are left$/],
    ['nobody', echo, null, 'warning', /no canceller, half-duplex: 22 dB over the noise$/],
  ] as const)('of %s: %#', (cancelling, measured, boardErleDb, state, says) => {
    const found = echoFinding({ echo: measured, boardErleDb }, cancelling);
    expect(found).toMatchObject({ check: 'echo', state });
    expect(found.says).toMatch(says);
    expect(found.hint === null).toBe(state === 'ok');
  });

  it('is why there is none where it could not be measured', () => {
    expect(echoFinding({ echo: null, boardErleDb: null }, 'software')).toMatchObject({
      state: 'skipped',
      says: expect.stringContaining('cannot be measured'),
    });
  });

  it.each([
    ['auto', false, 'software'],
    ['auto', true, 'board'],
    ['on', true, 'software'],
    ['off', true, 'board'],
    ['off', false, 'nobody'],
  ] as const)('is of who cancels it: %s, by the board %s: %s', (choice, boardCancels, who) => {
    expect(whoCancelsEcho(choice, boardCancels)).toBe(who);
  });
});
