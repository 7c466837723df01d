// What a machine says about its own power, heat, disks and clock, from the places where a Raspberry Pi keeps it.
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readText } from './system-files.ts';

export interface Throttling {
  /** Right now. */
  readonly underVoltage: boolean;
  readonly throttled: boolean;
  readonly tooHot: boolean;
  /** At some time since the machine was started. */
  readonly underVoltageBefore: boolean;
  readonly throttledBefore: boolean;
}

/** `throttled=0x50005`; bits as in Raspberry Pi's documentation of vcgencmd. null for anything else. */
export function parseThrottled(text: string): Throttling | null {
  const value = /^throttled=0x([0-9a-f]+)\s*$/i.exec(text)?.[1];
  if (value === undefined) return null;
  const bits = Number.parseInt(value, 16);
  const has = (bit: number): boolean => (bits & (1 << bit)) !== 0;
  return {
    underVoltage: has(0),
    throttled: has(1) || has(2),
    tooHot: has(3),
    underVoltageBefore: has(16),
    throttledBefore: has(17) || has(18),
  };
}

/** null where there is no vcgencmd: not a Pi. */
export function readThrottling(): Promise<Throttling | null> {
  return new Promise((resolve) => {
    execFile('vcgencmd', ['get_throttled'], { timeout: 3000 }, (error, output) =>
      resolve(error === null ? parseThrottled(output) : null),
    );
  });
}

export interface DiskHealth {
  /** Each ext4, with the errors that it has met and counts. */
  readonly fileSystems: ReadonlyArray<{ readonly device: string; readonly errors: number }>;
  /** Share of an eMMC's life that is used up, in percent, in steps of 10; null for SD cards and disks, which do not tell. */
  readonly wornPercent: number | null;
}

/** `root` is "/" but in tests. */
export function readDiskHealth(root = '/'): DiskHealth {
  const folder = join(root, 'sys/fs/ext4');
  const fileSystems = entries(folder).map((device) => ({
    device,
    errors: Number(readText(join(folder, device, 'errors_count')) ?? 0),
  }));
  // JEDEC 84-B51: two estimates, of the two kinds of memory in it, 0x01 for up to 10 % used, 0x0b for more than all.
  const life = readText(join(root, 'sys/block/mmcblk0/device/life_time'))?.trim().split(/\s+/).map(Number) ?? [];
  const steps = life.filter((value) => value > 0);
  return { fileSystems, wornPercent: steps.length === 0 ? null : 10 * Math.max(...steps) };
}

/** Whether the wall clock was set by a time server since the start; null where systemd does not say. */
export function isClockSynchronized(root = '/'): boolean | null {
  if (!existsSync(join(root, 'run/systemd/timesync'))) return null;
  return existsSync(join(root, 'run/systemd/timesync/synchronized'));
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name !== 'features');
  } catch {
    return []; // no ext4 here
  }
}
