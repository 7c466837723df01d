import { expect, it } from 'vitest';
import { parseThrottled, type Throttling } from '../../appliance/hardware/machine-health.ts';
import { watchPower } from '../../appliance/hardware/power-watch.ts';
import { ManualClock } from '../../appliance/kernel/clock.ts';

function watch(answers: Array<Throttling | null>) {
  const clock = new ManualClock();
  const told: boolean[] = [];
  let asked = 0;
  const read = () => Promise.resolve(answers[Math.min(asked++, answers.length - 1)]!);
  const power = watchPower({ clock, read }, (low) => told.push(low));
  const pass = async (looks: number): Promise<void> => {
    for (let i = 0; i < looks; i++) {
      await new Promise(setImmediate);
      clock.advance(30_000);
      await new Promise(setImmediate);
    }
  };
  return { told, pass, power, asked: () => asked };
}

const low = parseThrottled('throttled=0x50005\n')!;
const fine = parseThrottled('throttled=0x50000\n')!;

it('a supply that sags is told once, and once that it is enough again', async () => {
  const { told, pass, power } = watch([fine, low, low, fine]);
  await pass(4);
  expect(told).toEqual([true, false]);
  power.close();
});

it('a machine that cannot tell is asked once', async () => {
  const { told, pass, asked } = watch([null]);
  await pass(5);
  expect([told, asked()]).toEqual([[], 1]);
});

it('one answer that does not come ends nothing: the next one takes the warning back', async () => {
  const { told, pass, power } = watch([low, null, null, fine]);
  await pass(2);
  expect(told).toEqual([true]);
  await pass(2);
  expect(told).toEqual([true, false]);
  power.close();
});

it('nothing is asked or told after it was closed', async () => {
  const { told, pass, power, asked } = watch([low]);
  power.close();
  await pass(5);
  expect([told, asked()]).toEqual([[], 1]);
});
