import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isOlder } from '../../appliance/cli/doctor/hardware-check.ts';
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
    expect(readDiskHealth(root)).toEqual({ fileSystemErrors: [], wornPercent: null });
    await put('sys/fs/ext4/mmcblk0p2/errors_count', '3\n');
    await put('sys/fs/ext4/sda1/errors_count', '0\n');
    await put('sys/block/mmcblk0/device/life_time', '0x02 0x04\n');
    expect(readDiskHealth(root)).toEqual({ fileSystemErrors: [{ device: 'mmcblk0p2', count: 3 }], wornPercent: 40 });
  });

  it('includes whether the clock was set', async () => {
    expect(isClockSynchronized(root)).toBeNull();
    await put('run/systemd/timesync/other', '');
    expect(isClockSynchronized(root)).toBe(false);
    await put('run/systemd/timesync/synchronized', '');
    expect(isClockSynchronized(root)).toBe(true);
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
