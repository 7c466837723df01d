// The microphone unplugged and put back fifty times in the middle of a spoken turn of a whole box. Each time the turn ends with a
// sentence that is heard to its end, the ring and the state say what is wrong, and the box mends itself: the next turn works.
import { expect, test } from 'vitest';
import { sleep, systemClock } from '../../../appliance/kernel/clock.ts';
import { Scope } from '../../../appliance/kernel/scope.ts';
import { seededRandom } from '../../support/random.ts';
import { type RunningBox, startBox } from '../../support/running-box.ts';

const TIMES = 50;
const COMMAND = 'Set the living room lamp to forty percent.';
/** Within the command, which takes about two seconds. */
const LATEST_MS = 1000;
/** Until it is put back. */
const FOR_EVER_MS = 600_000;
const AWAY = /^The microphone is away/;
const SENTENCE = 'My microphone stopped working. Please check that it is plugged in.';

test('the microphone unplugged fifty times in a turn: said, shown and mended each time', async () => {
  const scope = new Scope();
  try {
    const box = await startBox({ simulated: { noiseDb: null } });
    scope.defer(() => box.close());
    const random = seededRandom(31_337);
    const backMs: number[] = [];
    for (let i = 0; i < TIMES; i++) {
      backMs.push(await unplugInTurn(box, random() * LATEST_MS));
      await goodTurn(box);
    }
    backMs.sort((a, b) => a - b);
    console.log(
      `microphone put back ▸ listening: median ${Math.round(backMs[TIMES / 2]!)} ms, most ${Math.round(backMs.at(-1)!)} ms`,
    );
    expect(box.ended).toHaveLength(2 * TIMES);
  } finally {
    await scope.close();
  }
});

/** The milliseconds from putting it back until the box listens again. */
async function unplugInTurn(box: RunningBox, afterMs: number): Promise<number> {
  const before = box.ended.length;
  await beginTurn(box);
  const saying = box.say(COMMAND);
  await sleep(systemClock, afterMs);
  expect(box.phase()).toBe('listening');
  plug(box, FOR_EVER_MS);
  await box.until(() => problems(box).some((problem) => AWAY.test(problem)), 'the state to say so');
  await box.until(() => box.ended.length > before, 'the sentence to be said');
  expect(box.ended.at(-1)).toMatchObject({ outcome: 'failed', reply: SENTENCE, cut: null });
  expect(box.ended.at(-1)!.stages.map(({ name }) => name)).toContain('speaking');
  await box.until(() => isDegraded(box.hub.ring), 'the ring to show it');
  expect(box.hub.listening).toBe(false);
  const putBackAt = systemClock.monotonic();
  plug(box, 0);
  await box.until(() => box.hub.listening, 'the box to listen again');
  const tookMs = systemClock.monotonic() - putBackAt;
  await box.until(() => problems(box).length === 0, 'the state to be well');
  await saying;
  await box.until(() => box.hub.ring.every((value) => value === 0), 'the ring to be dark');
  return tookMs;
}

async function goodTurn(box: RunningBox): Promise<void> {
  const before = box.ended.length;
  await beginTurn(box);
  await box.say('What time is it?');
  await box.until(() => box.ended.length > before, 'the answer to be said');
  expect(box.ended.at(-1)).toMatchObject({ outcome: 'done', intent: 'HassGetCurrentTime' });
}

async function beginTurn(box: RunningBox): Promise<void> {
  await box.until(() => box.phase() === 'idle' && box.hub.listening, 'the box to be idle');
  const begun = box.begun();
  box.press();
  await box.until(() => box.begun() > begun && box.phase() === 'listening', 'the button to begin a turn');
}

function plug(box: RunningBox, forMs: number): void {
  box.hub.children.board.send({ kind: 'simulateUnplug', device: 'microphone', forMs });
}

function problems(box: RunningBox): readonly string[] {
  return box.hub.box.read().problems;
}

/** One amber LED: a part of the box is away. */
function isDegraded(ring: readonly number[]): boolean {
  const lit = Array.from({ length: ring.length / 3 }, (_, led) => ring.slice(3 * led, 3 * led + 3)).filter((led) =>
    led.some((value) => value > 0),
  );
  const [r = 0, g = 0, b = 0] = lit[0] ?? [];
  return lit.length === 1 && r > g && g > 0 && b === 0;
}
