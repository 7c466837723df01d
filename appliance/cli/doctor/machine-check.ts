// What linnet doctor says of the machine itself: its power, its clock and its disk.
import {
  type DiskHealth,
  isClockSynchronized,
  readDiskHealth,
  readThrottling,
  type Throttling,
} from '../../hardware/machine-health.ts';
import type { Machine } from '../../hardware/system-files.ts';
import { type Finding, failed, ok, skipped, warning } from './finding.ts';

export async function machineFindings(machine: Pick<Machine, 'model'>): Promise<Finding[]> {
  return [
    machine.model === null ? skipped('machine', 'no Raspberry Pi') : ok('machine', machine.model),
    powerFinding(await readThrottling()),
    clockFinding(isClockSynchronized()),
    ...diskFindings(readDiskHealth()),
  ];
}

/** Exported, as those below, for the test of what is said. */
export function powerFinding(state: Throttling | null): Finding {
  const supply = 'Use the official power supply and a short cable.';
  if (state === null)
    return skipped('power', 'vcgencmd does not answer: no Raspberry Pi, or this user is not in the group video');
  if (state.underVoltage) return failed('power', 'under-voltage right now', supply);
  if (state.tooHot) return warning('power', 'slowed down by heat', 'Give it air, or a heat sink.');
  if (state.throttled) return warning('power', 'slowed down right now', supply);
  if (state.underVoltageBefore) return warning('power', 'under-voltage since the start', supply);
  if (state.throttledBefore)
    return warning('power', 'was slowed down since the start', 'Give it air, or a better supply.');
  return ok('power', 'enough, and cool');
}

export function clockFinding(synchronized: boolean | null): Finding {
  if (synchronized === null) return skipped('clock', 'not known: systemd-timesyncd does not run here');
  if (synchronized) return ok('clock', 'set by a time server');
  return warning(
    'clock',
    'not set by a time server since the start',
    'Alarms wait until it is: let it reach the internet, or a time server (timedatectl).',
  );
}

const WORN_PERCENT = 90;

export function diskFindings({ fileSystems, wornPercent }: DiskHealth): Finding[] {
  const wrong = fileSystems.filter(({ errors }) => errors > 0);
  const findings = wrong.map(({ device, errors }) =>
    warning('disk', `${device} has met ${errors} error(s)`, 'Make a backup, and replace the card.'),
  );
  const worn = wornPercent === null ? null : `${wornPercent} % of its life is used`;
  if (worn !== null && (wornPercent ?? 0) >= WORN_PERCENT)
    findings.push(warning('disk', worn, 'Make a backup, and replace it.'));
  if (findings.length > 0) return findings;
  const sound = fileSystems.length === 0 ? null : `no errors on ${fileSystems.map(({ device }) => device).join(', ')}`;
  const says = [sound, worn].filter((part) => part !== null);
  if (says.length > 0) return [ok('disk', says.join('; '))];
  return [skipped('disk', 'not known: no ext4 here, which counts its errors, and no eMMC, which tells its wear')];
}
