// What `linnet doctor --speak` says of a voice, and what is done to an XVF3800 meanwhile.
import { afterEach, describe, expect, it } from 'vitest';
import type { NearEnd } from '../../appliance/audio/near-end-test.ts';
import type { Finding } from '../../appliance/cli/doctor/finding.ts';
import { voiceFinding } from '../../appliance/cli/doctor/voice-check.ts';
import { Scope } from '../../appliance/kernel/scope.ts';
import { linnet } from '../support/command-line.ts';
import { temporaryFolder } from '../support/running-box.ts';
import { examine, LeftChannelUsb } from './examined-board.ts';

let scope = new Scope();
afterEach(async () => {
  await scope.close();
  scope = new Scope();
});

/** The decibels that are said, negative where quieter. */
function said({ says }: Finding): number {
  const [, db, way] = /comes out (\d+) dB (quieter|louder)/.exec(says) ?? [];
  return db === undefined ? 0 : way === 'quieter' ? -db : Number(db);
}

describe("a person's voice over the box", () => {
  it('is left whole by a canceller that leaves it, after two sentences that were asked for', async () => {
    const { finding, told } = await examine({});
    expect(finding).toMatchObject({ state: 'ok', hint: null });
    expect(finding.says).toMatch(/board's own canceller: your voice.*exact to about 3 dB/);
    expect(Math.abs(said(finding))).toBeLessThanOrEqual(1);
    expect(told).toEqual([expect.stringMatching(/chime.*sentence/), expect.stringMatching(/once more/)]);
  });

  it.each([true, false])(
    'is twelve decibels quieter where the canceller takes those (raw channel: %s)',
    async (raw) => {
      const { finding } = await examine({ chip: { echoDb: -35, voiceDb: -12 }, raw });
      expect(finding).toMatchObject({ state: 'warning', hint: expect.stringContaining('volume') });
      expect(Math.abs(said(finding) + 12)).toBeLessThanOrEqual(1);
    },
  );

  it('is compared with what a raw channel heard of a person who spoke up', async () => {
    const trial = { chip: { echoDb: -35, voiceDb: -12 }, levels: [0, 8] };
    const [with_, without] = [await examine({ ...trial, raw: true }), await examine(trial)];
    expect(Math.abs(said(with_.finding) + 12)).toBeLessThanOrEqual(1);
    expect(with_.finding).toMatchObject({ state: 'warning', says: expect.stringContaining('raw channel') });
    expect(Math.abs(said(without.finding) + 4)).toBeLessThanOrEqual(1);
  });

  it('that is eaten is told from one that was not raised by a raw channel alone', async () => {
    const chip = { echoDb: -45, voiceDb: -80 };
    const [known, unknown] = [await examine({ chip, raw: true }), await examine({ chip })];
    expect(known.finding).toMatchObject({
      state: 'warning',
      says: expect.stringMatching(/nothing is left.*at least$/),
    });
    expect(unknown.finding).toMatchObject({ state: 'warning', says: expect.stringMatching(/or you did not speak/) });
  });

  it('is not judged where nobody spoke, nor where the echo that is left covers it', async () => {
    expect((await examine({ levels: [] })).finding).toMatchObject({
      state: 'skipped',
      says: expect.stringMatching(/nobody was heard.*in the quiet/),
    });
    expect((await examine({ chip: { echoDb: 0, voiceDb: 0 }, levels: [-12, -12] })).finding).toMatchObject({
      state: 'skipped',
      says: expect.stringMatching(/cannot be told/),
    });
  });

  it('is left whole by the software canceller, which has the microphone itself to compare with', async () => {
    const { finding } = await examine({ chip: { echoDb: 0, voiceDb: 0 }, cancelsEcho: false, levels: [6, 6] });
    expect(finding).toMatchObject({ state: 'ok', says: expect.stringMatching(/software canceller.*raw channel/) });
    expect(Math.abs(said(finding))).toBeLessThanOrEqual(3);
  });

  it('is cleaned by software only when nothing plays any more, which a slow machine could not do beside it', async () => {
    const cleaned: boolean[] = [];
    const atCleaning = (sounding: boolean): void => void cleaned.push(sounding);
    await examine({ chip: { echoDb: 0, voiceDb: 0 }, cancelsEcho: false, levels: [6, 6], atCleaning });
    expect(cleaned.length).toBeGreaterThan(1000);
    expect(cleaned.filter(Boolean)).toHaveLength(0);
  });

  it('is not asked for unasked, nor where nothing cancels, nor from a microphone that does not work', async () => {
    for (const [trial, says] of [
      [{ speak: false }, /doctor --speak/],
      [{ cancelsEcho: false, echo: 'off' }, /no canceller/],
      [{ unplugAtMs: 1000 }, /without a microphone/],
    ] as const) {
      const { finding, told } = await examine(trial);
      expect(finding).toMatchObject({ state: 'skipped', says: expect.stringMatching(says) });
      expect(told).toEqual([]);
    }
  });

  it('is a row of --json, whatever is asked of a person', async () => {
    const set = ['--set', 'audio.board=simulated', '--set', 'network.lookAround=false'];
    const { lines } = await linnet(['--data', temporaryFolder(scope), ...set, 'doctor', '--speak', '--json']);
    const findings = lines.map((line) => JSON.parse(line) as Finding);
    expect(findings.find(({ check }) => check === 'voice over echo')).toMatchObject({ says: 'the board is simulated' });
  });

  it('is not known where the microphone was unplugged meanwhile', async () => {
    const { finding } = await examine({ unplugAtMs: 20_000 });
    expect(finding).toMatchObject({ state: 'skipped', says: expect.stringContaining('unplugged') });
  });

  it.each([
    [{ outcome: 'measured', changeDb: -5.9, corrected: false }, 'ok', /6 dB quieter/],
    [{ outcome: 'measured', changeDb: -6.1, corrected: false }, 'warning', /6 dB quieter/],
    [{ outcome: 'measured', changeDb: 0.3, corrected: true }, 'ok', /as loud as in the quiet/],
    [{ outcome: 'measured', changeDb: 9, corrected: true }, 'ok', /9 dB louder, perhaps with some of the echo/],
    [{ outcome: 'unheard', when: 'echo' }, 'skipped', /nobody was heard.*over the rustle/],
  ] as const)('is said: %#', (found: NearEnd, state, says) => {
    const finding = voiceFinding(found, 'board');
    expect(finding).toMatchObject({ state, says: expect.stringMatching(says) });
    expect(finding.hint === null).toBe(state !== 'warning');
  });
});

describe('an XVF3800 that is examined', () => {
  const chip = { echoDb: -35, voiceDb: -12 };

  it('has a microphone on its left channel meanwhile, and what was there before after that', async () => {
    const usb = new LeftChannelUsb(false);
    const { finding, echo } = await examine({ usb, chip, levels: [0, 8] });
    expect(echo.says).toMatch(/it takes at least 3[45] dB/);
    expect(finding.says).toMatch(/12 dB quieter.*raw channel/);
    expect(usb.writes).toEqual([
      { value: 15, index: 35, bytes: [3, 0] },
      { value: 15, index: 35, bytes: [8, 0] },
    ]);
  });

  it('is examined without one where the firmware has none to give, or USB does not answer', async () => {
    for (const away of [false, true]) {
      const usb = new LeftChannelUsb(true);
      usb.away = away;
      const { finding, echo } = await examine({ usb, speak: false });
      expect(echo.says).toMatch(/are left$/);
      expect(finding.state).toBe('skipped');
      expect(usb.source).toEqual([8, 0]);
    }
  });

  it('has its left channel put back also where the examination failed', async () => {
    const usb = new LeftChannelUsb(false);
    const atClose = (): void => {
      throw new Error('it hangs');
    };
    await expect(examine({ usb, speak: false, atClose })).rejects.toThrow('it hangs');
    expect(usb.source).toEqual([8, 0]);
  });

  it('has its left channel put back also where Ctrl-C comes while that is switched', async () => {
    class InterruptedUsb extends LeftChannelUsb {
      override async write(...request: Parameters<LeftChannelUsb['write']>): Promise<void> {
        await super.write(...request);
        if (this.writes.length === 1) process.emit('SIGINT');
      }
    }
    const usb = new InterruptedUsb(false);
    const devices: string[] = [];
    await expect(examine({ usb, devices })).rejects.toThrow(/operation\.cancelled/);
    expect(usb.source).toEqual([8, 0]);
    expect(devices).toEqual([]);
  });

  it.each([
    ['in the quiet', 1000, ['microphone closed']],
    ['while it rustles', 4000, ['speaker open', 'speaker closed', 'microphone closed']],
  ])('is closed before it is given back where Ctrl-C comes %s', async (_when, interruptAtMs, expected) => {
    const devices: string[] = [];
    await expect(examine({ devices, interruptAtMs })).rejects.toThrow(/operation\.cancelled/);
    expect(devices).toEqual(expected);
  });

  it('is closed where Ctrl-C comes while a person speaks', async () => {
    const devices: string[] = [];
    await expect(examine({ devices, interruptAtMs: 15_000 })).rejects.toThrow(/operation\.cancelled/);
    expect(devices.slice(3)).toEqual(['speaker open', 'speaker closed', 'microphone closed']);
  });

  it('that cannot be reached at the end is told of', async () => {
    const usb = new LeftChannelUsb(false);
    const atClose = (): void => {
      usb.away = true;
    };
    const { told } = await examine({ usb, speak: false, atClose });
    expect(told).toEqual([expect.stringMatching(/no such device.*until it is plugged in again/)]);
  });
});
