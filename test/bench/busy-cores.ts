// How much of this machine is at work, whoever does it.
import { cpus } from 'node:os';
import { sleep, stayAlive, systemClock } from '../../appliance/kernel/clock.ts';

const SAMPLE_MS = 1000;

/** Of a second from now, in which this process had better do nothing: 0 is an idle machine, 2 has two cores busy. */
export async function busyCores(): Promise<number> {
  const before = totals();
  const awake = stayAlive();
  await sleep(systemClock, SAMPLE_MS);
  awake.cancel();
  const after = totals();
  const busy = after.busy - before.busy;
  const all = busy + after.idle - before.idle;
  return all === 0 ? 0 : (busy / all) * cpus().length;
}

/** Milliseconds of all cores together since the machine was started. */
function totals(): { readonly busy: number; readonly idle: number } {
  const times = cpus().map((core) => core.times);
  const busy = times.reduce((sum, { user, nice, sys, irq }) => sum + user + nice + sys + irq, 0);
  return { busy, idle: times.reduce((sum, { idle }) => sum + idle, 0) };
}
