// A board of the table on a machine that has none of its parts: it opens all the same, and says what is missing and why.
import { afterEach, describe, expect, it } from 'vitest';
import { controlFindings, powerFinding, soundFindings } from '../../appliance/cli/doctor/hardware-check.ts';
import { type BoardId, boardRow } from '../../appliance/hardware/boards.ts';
import { parseThrottled } from '../../appliance/hardware/machine-health.ts';
import { openBoard, type RealBoard, type RealBoardOptions } from '../../appliance/hardware/real-board.ts';
import { systemClock } from '../../appliance/kernel/clock.ts';
import { silentLog } from '../../appliance/kernel/log.ts';

const options: RealBoardOptions = {
  capture: 'arecord',
  leds: { driver: 'spi-device', brightness: 32 },
  masterPercent: 80,
};
let board: RealBoard;
afterEach(() => board.close());

async function open(id: BoardId, change: Partial<RealBoardOptions> = {}): Promise<RealBoard> {
  const card = { index: 7, id: 'absent', name: '', usbId: null, dais: [], captures: true, plays: true };
  board = await openBoard(
    { row: boardRow(id), card },
    { ...options, ...change },
    { clock: systemClock, log: silentLog },
  );
  return board;
}

const lost = (): void => {};

describe('a board whose parts are not there', () => {
  it('has no LEDs, no button and no mixer, and says what to do', async () => {
    const { missing, ring, button, mixer, capture } = await open('respeaker-2mic-v2');
    expect([ring, button, mixer]).toEqual([null, null, null]);
    expect(missing.get('LEDs')).toMatch(/board\.unsupported/);
    expect(missing.get('button')).toMatch(/dtoverlay=gpio-key.*board\.unsupported/);
    expect(capture).toBe(boardRow('respeaker-2mic-v2').capture);
    expect(controlFindings(board)).toMatchObject([
      { check: 'LEDs', state: 'warning', says: missing.get('LEDs'), hint: expect.stringContaining('dtparam=spi=on') },
      { check: 'button', state: 'warning', hint: expect.stringContaining('respeaker-2mic-v2') },
    ]);
  });

  it('refuses rpio here with the reason, which doctor repeats', async () => {
    await open('respeaker-2mic-v2', { leds: { driver: 'rpio', brightness: 32 } });
    expect(controlFindings(board)[0]!.says).toMatch(/rpio cannot be used.*Use "spi-device"/);
  });

  it('cannot be listened to nor played on, which is an error and no crash', async () => {
    const { microphone, speaker } = await open('respeaker-xvf3800');
    await expect(microphone.open(lost, lost)).rejects.toThrow(/is not connected; plug it in.*microphone\.unavailable/);
    await expect(speaker.open(lost, lost)).rejects.toThrow(/is not connected; plug it in.*speaker\.unavailable/);
  });

  it('on USB has a ring, a switch, a direction and a version that fail when they are used, not before', async () => {
    const { ring, muteSwitch, direction, firmware, missing } = await open('respeaker-xvf3800');
    expect([ring?.count, missing.size]).toEqual([12, 0]);
    await muteSwitch!.open(() => {});
    await muteSwitch!.follow(true);
    await expect(direction!.read()).rejects.toThrow(/board\.unsupported/);
    await expect(firmware!()).rejects.toThrow(/board\.unsupported/);
  });
});

describe('what doctor says of sound and power', () => {
  const heard = { frames: 100, noiseFloorDb: -60, loudestDb: -30, clipped: 0, dead: false };
  it.each([
    [heard, 'works', ['ok', 'ok']],
    [{ ...heard, noiseFloorDb: -35 }, 'works', ['warning', 'ok']],
    [{ ...heard, clipped: 50 }, 'works', ['ok', 'warning', 'ok']],
    [{ ...heard, dead: true }, 'works', ['failed', 'ok']],
    ['it is away', 'it is away', ['failed', 'failed']],
  ])('of sound: %#', async (capture, speaker, states) => {
    await open('alsa');
    const findings = soundFindings({ capture, speaker });
    expect(findings.map(({ state }) => state)).toEqual(states);
    for (const { state, hint } of findings) expect(hint === null).toBe(state === 'ok');
  });

  it.each([
    ['0x0', 'ok'],
    ['0x50005', 'failed'],
    ['0x50000', 'warning'],
    ['0x80008', 'warning'],
    ['0x4', 'warning'],
  ])('of power: %s is %s', async (bits, state) => {
    await open('alsa');
    expect(powerFinding(parseThrottled(`throttled=${bits}\n`)!).state).toBe(state);
  });
});
