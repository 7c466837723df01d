import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isOlder } from '../../appliance/cli/doctor/hardware-check.ts';
import { clockFinding, diskFindings, powerFinding } from '../../appliance/cli/doctor/machine-check.ts';
import {
  isClockSynchronized,
  parseThrottled,
  readDiskHealth,
  readThrottling,
} from '../../appliance/hardware/machine-health.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'health-'));
});
afterEach(() => rm(root, { recursive: true }));

async function put(path: string, content: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
}

describe('the health of a machine', () => {
  it('is read from the bits of vcgencmd', async () => {
    const fine = {
      underVoltage: false,
      throttled: false,
      tooHot: false,
      underVoltageBefore: false,
      throttledBefore: false,
    };
    expect(parseThrottled('throttled=0x0\n')).toEqual(fine);
    expect(parseThrottled('throttled=0x50005\n')).toEqual({
      ...fine,
      underVoltage: true,
      throttled: true,
      underVoltageBefore: true,
      throttledBefore: true,
    });
    expect(parseThrottled('throttled=0x8')).toEqual({ ...fine, tooHot: true });
    expect(parseThrottled('VCHI initialization failed')).toBeNull();
    expect([null, 'object']).toContain((await readThrottling()) === null ? null : 'object');
  });

  it('includes errors of the file system and the wear of an eMMC', async () => {
    expect(readDiskHealth(root)).toEqual({ fileSystems: [], wornPercent: null });
    await put('sys/fs/ext4/mmcblk0p2/errors_count', '3\n');
    await put('sys/fs/ext4/sda1/errors_count', '0\n');
    await put('sys/block/mmcblk0/device/life_time', '0x02 0x04\n');
    const fileSystems = [
      { device: 'mmcblk0p2', errors: 3 },
      { device: 'sda1', errors: 0 },
    ];
    expect(readDiskHealth(root)).toEqual({ fileSystems, wornPercent: 40 });
  });

  it('includes whether the clock was set', async () => {
    expect(isClockSynchronized(root)).toBeNull();
    await put('run/systemd/timesync/other', '');
    expect(isClockSynchronized(root)).toBe(false);
    await put('run/systemd/timesync/synchronized', '');
    expect(isClockSynchronized(root)).toBe(true);
  });
});

describe('what doctor says of the machine', () => {
  it.each([
    [null, 'skipped', /vcgencmd does not answer/],
    ['0x0', 'ok', /enough, and cool/],
    ['0x50005', 'failed', /under-voltage right now/],
    ['0x50000', 'warning', /under-voltage since the start/],
    ['0x80008', 'warning', /heat/],
    ['0x4', 'warning', /slowed down right now/],
  ])('of power: %s is %s', (bits, state, says) => {
    const found = powerFinding(bits === null ? null : parseThrottled(`throttled=${bits}\n`));
    expect(found).toMatchObject({ check: 'power', state, says: expect.stringMatching(says) });
    expect(found.hint === null).toBe(state === 'ok' || state === 'skipped');
  });

  it.each([
    [true, 'ok'],
    [false, 'warning'],
    [null, 'skipped'],
  ])('of a clock: %s is %s', (synchronized, state) => {
    expect(clockFinding(synchronized)).toMatchObject({ check: 'clock', state });
  });

  const sound = { device: 'mmcblk0p2', errors: 0 };
  it.each([
    [{ fileSystems: [], wornPercent: null }, ['skipped not known']],
    [{ fileSystems: [sound], wornPercent: null }, ['ok no errors on mmcblk0p2']],
    [{ fileSystems: [sound], wornPercent: 40 }, ['ok no errors on mmcblk0p2; 40 % of its life is used']],
    [{ fileSystems: [], wornPercent: 100 }, ['warning 100 % of its life is used']],
    [
      { fileSystems: [sound, { device: 'sda1', errors: 3 }], wornPercent: 90 },
      ['warning sda1 has met 3 error(s)', 'warning 90 % of its life is used'],
    ],
  ])('of its disks: %#', (health, expected) => {
    const found = diskFindings(health);
    expect(found).toHaveLength(expected.length);
    for (const [i, { check, state, says }] of found.entries()) {
      expect(check).toBe('disk');
      expect(`${state} ${says}`).toContain(expected[i]);
    }
  });
});

describe('a version', () => {
  it.each([
    ['2.0.7', '2.1.0', true],
    ['2.1.0', '2.1.0', false],
    ['2.10.0', '2.9.9', false],
    ['3', '2.1.0', false],
    ['2', '2.1.0', true],
  ])('%s is older than %s: %s', (version, than, older) => {
    expect(isOlder(version, than)).toBe(older);
  });
});
