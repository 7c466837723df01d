// A device that hangs is told from a process that was kept from looking at it.
import { afterEach, expect, it } from 'vitest';
import { ProcessMicrophone } from '../../appliance/hardware/alsa/process-microphone.ts';
import { StallClock } from '../../appliance/hardware/alsa/stall-clock.ts';
import { ONE_CHANNEL } from '../../appliance/hardware/ports.ts';
import { type Clock, ManualClock } from '../../appliance/kernel/clock.ts';
import { silentLog } from '../../appliance/kernel/log.ts';

const manual = new ManualClock();
/** How much later than its timers' own time it is: the event loop was blocked. */
let late = 0;
const clock: Clock = {
  monotonic: () => manual.monotonic() + late,
  wall: () => manual.wall() + late,
  after: (ms, run) => manual.after(ms, run),
};

let microphone: ProcessMicrophone;
afterEach(() => microphone?.close());

/** A microphone whose process delivers one frame and then nothing. */
async function openSilent(losses: Error[]): Promise<void> {
  const args = ['-c', 'head -c 640 /dev/zero; exec sleep 60'];
  const command = () => Promise.resolve({ command: 'sh', arguments: args, layout: ONE_CHANNEL });
  microphone = new ProcessMicrophone(
    { layout: ONE_CHANNEL },
    { clock, log: silentLog, command, parseLine: () => null },
  );
  await microphone.open(
    () => {},
    (error) => losses.push(error),
  );
}

it('a microphone that is silent for two seconds has stalled', async () => {
  const losses: Error[] = [];
  await openSilent(losses);
  manual.advance(2000);
  expect(losses).toEqual([]); // the frame came within the first look
  manual.advance(500);
  expect(losses[0]!.message).toMatch(/no sample came for 2 s.*microphone\.lost/);
});

it('a process that was blocked for ten seconds has lost no microphone', async () => {
  const losses: Error[] = [];
  await openSilent(losses);
  manual.advance(500);
  late += 10_000;
  manual.advance(250);
  expect(losses).toEqual([]);
  manual.advance(2000);
  expect(losses).toHaveLength(1);
});

it('life starts the count anew', () => {
  const stall = new StallClock(clock, 100);
  const looks = [false, false, true, false].map((alive) => {
    manual.advance(100);
    return stall.look(alive);
  });
  expect(looks).toEqual([100, 200, 0, 100]);
  late += 5000;
  expect(stall.look(false)).toBe(300);
});
