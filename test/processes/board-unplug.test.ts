// The microphone of a real program of ALSA's pulled out and put back fifty times while the box listens to a command: each time the board says so,
// shows it, can be heard saying it, and mends itself.
import { afterEach, expect, it } from 'vitest';
import { type CaptureEngine, captureProgram } from '../../appliance/hardware/alsa/capture-choice.ts';
import { ProcessMicrophone } from '../../appliance/hardware/alsa/process-microphone.ts';
import type { BoardEvent } from '../../appliance/hardware/board-channel.ts';
import { isInstalled } from '../../appliance/hardware/native-package.ts';
import { ONE_CHANNEL } from '../../appliance/hardware/ports.ts';
import { createSimulatedBoard } from '../../appliance/hardware/simulated/board.ts';
import { systemClock } from '../../appliance/kernel/clock.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { Scope } from '../../appliance/kernel/scope.ts';
import { createBoardRunner } from '../../appliance/processes/board-runner.ts';
import { hasAlsa, VirtualCard } from '../hardware/virtual-card.ts';

const TIMES = 50;
let scope = new Scope();
afterEach(async () => {
  await scope.close();
  scope = new Scope();
});

type MicrophoneEvent = Extract<BoardEvent, { kind: 'microphone' }>;

const title = 'the microphone unplugged fifty times in a turn, read by';

it.skipIf(!hasAlsa)(`${title} arecord`, { timeout: 180_000 }, () => unplug('arecord', { chimes: true }));

// Without the chimes, which take most of the time.
it.skipIf(!hasAlsa || !isInstalled('alsa-capture'))(`${title} alsa-capture`, { timeout: 180_000 }, () =>
  unplug('alsa-capture', { chimes: false }),
);

async function unplug(engine: CaptureEngine, { chimes }: { readonly chimes: boolean }): Promise<void> {
  const card = new VirtualCard();
  scope.defer(() => card.close());
  const program = captureProgram(engine);
  const command = async (signal: AbortSignal) => ({
    ...(await program.command({ device: card.microphone, sampleRate: 16_000, channels: 1 }, signal)),
    layout: ONE_CHANNEL,
  });
  const deps = { clock: systemClock, log: silentLog };
  const microphone = new ProcessMicrophone({ layout: ONE_CHANNEL }, { ...deps, command, parseLine: program.parseLine });
  const board = createSimulatedBoard({}, { ...deps, sources: [] });
  const told: MicrophoneEvent[] = [];
  let frames = 0;
  const runner = createBoardRunner(
    { chimes },
    { ...deps, board: { ...board, microphone }, onFrame: () => frames++ },
    (event) => {
      if (event.kind === 'microphone') told.push(event);
    },
  );
  scope.defer(() => runner.close());
  await runner.start();
  runner.command({ kind: 'mute', muted: false });
  await card.until(() => told.at(-1)?.state === 'open');
  for (let i = 0; i < TIMES; i++) {
    runner.command({ kind: 'scene', scene: { name: 'listening' } }); // as the hub does each second
    const heardUntilNow = frames;
    await card.until(() => frames > heardUntilNow + 2 && lit(board.ring!.pixels) > 1);
    const before = told.length;
    const playedBefore = board.speaker.framesRequested();
    card.set('unplugged', true);
    await card.until(() => told.length > before);
    expect(told.at(-1)).toMatchObject({ state: 'lost', reason: expect.stringMatching(/No such device/) });
    await card.until(() => isDegraded(board.ring!.pixels));
    if (chimes) {
      await card.until(() => board.speaker.sampleAt(nextSound(board.speaker, playedBefore)) !== 0);
      await card.until(() => board.speaker.recorded(40).every((sample) => sample === 0));
    }
    card.set('unplugged', false);
    await card.until(() => told.at(-1)!.state === 'open');
  }
  expect(told.map(({ state }) => state)).toEqual([
    'closed',
    'open',
    ...Array.from({ length: TIMES }, () => ['lost', 'open']).flat(),
  ]);
}

interface Recorded {
  framesRequested(): number;
  sampleAt(index: number): number;
}

/** The first sample from `from` on that is not silence, or the last one there is. */
function nextSound(speaker: Recorded, from: number): number {
  const end = speaker.framesRequested() - 1;
  for (let at = from; at < end; at++) if (speaker.sampleAt(at) !== 0) return at;
  return end;
}

function lit(pixels: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < pixels.length; i += 3) if (pixels.subarray(i, i + 3).some((value) => value > 0)) count++;
  return count;
}

/** One amber LED: a part of the box is away. */
function isDegraded(pixels: Uint8Array): boolean {
  const at = pixels.findIndex((value) => value > 0);
  const [r = 0, g = 0, b = 0] = pixels.subarray(at, at + 3);
  return lit(pixels) === 1 && r > g && g > 0 && b === 0;
}
