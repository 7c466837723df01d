// What the board costs and how fast it falls silent, without a board: the real arecord, alsa-capture and aplay on a virtual card, and
// our own code on recorded time.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { AdaptiveEchoCanceller } from '../../appliance/audio/echo-canceller.ts';
import { Player } from '../../appliance/audio/player.ts';
import { AplaySpeaker } from '../../appliance/hardware/alsa/aplay-speaker.ts';
import { type CaptureEngine, captureProgram } from '../../appliance/hardware/alsa/capture-choice.ts';
import { ProcessMicrophone } from '../../appliance/hardware/alsa/process-microphone.ts';
import { APA102_SPEED_HZ, apa102Length, createApa102Bus, type SpiPort } from '../../appliance/hardware/leds/apa102.ts';
import { PacedRing } from '../../appliance/hardware/leds/paced-ring.ts';
import { isInstalled } from '../../appliance/hardware/native-package.ts';
import { ONE_CHANNEL } from '../../appliance/hardware/ports.ts';
import { createSimulatedBoard } from '../../appliance/hardware/simulated/board.ts';
import { ManualClock, systemClock } from '../../appliance/kernel/clock.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { renderScene } from '../../appliance/presence/scenes.ts';
import { createBoardRunner } from '../../appliance/processes/board-runner.ts';
import { hasAlsa, VirtualCard } from '../hardware/virtual-card.ts';
import { childrenOf } from '../support/process-table.ts';
import { benchEchoCancellers } from './echo.ts';
import { effort } from './effort.ts';
import { cpuMsOf } from './process-use.ts';
import type { BenchReport } from './report.ts';

const RATE = 16_000;
const CAPTURE_MS = effort(10_000, 1000);
const CANCELS = effort(40, 3);
const AUDIO_S = effort(3600, 300);

export async function benchHardware(report: BenchReport): Promise<void> {
  if (hasAlsa) {
    const engines: CaptureEngine[] = isInstalled('alsa-capture') ? ['arecord', 'alsa-capture'] : ['arecord'];
    for (const engine of engines) for (const channels of [1, 2, 6]) await benchCapture(report, engine, channels);
    await benchCancel(report);
  } else
    report({
      name: 'hardware: capture and playback',
      value: 0,
      unit: '-',
      note: 'not measured: needs alsa-utils and gcc',
    });
  await benchFrames(report);
  benchEcho(report);
  await benchEchoCancellers(report);
  await benchMemory(report);
}

/** The process that reads the card, and nothing else: what feeds the virtual card is no part of the product. */
async function benchCapture(report: BenchReport, engine: CaptureEngine, channels: number): Promise<void> {
  const card = new VirtualCard(channels);
  const program = captureProgram(engine);
  const layout = { ...ONE_CHANNEL, channels };
  const microphone = new ProcessMicrophone(
    { layout },
    {
      clock: systemClock,
      log: silentLog,
      command: async (signal) => ({
        ...(await program.command({ device: card.microphone, sampleRate: RATE, channels }, signal)),
        layout,
      }),
      parseLine: program.parseLine,
    },
  );
  await microphone.open(
    () => {},
    () => {},
  );
  const child = childrenOf(process.pid).find(({ command }) => command !== 'esbuild')?.pid;
  const before = child === undefined ? null : cpuMsOf(child);
  const end = systemClock.monotonic() + CAPTURE_MS;
  await card.until(() => systemClock.monotonic() >= end);
  const after = child === undefined ? null : cpuMsOf(child);
  await microphone.close();
  card.close();
  if (before === null || after === null) return;
  const share = (100 * (after - before)) / CAPTURE_MS;
  report({ name: `hardware: capture by ${engine}, ${channels} channel(s), share of a core`, value: share, unit: '%' });
}

/** From the cancel to the last sample that is not silence, in the card's own time: what is queued there sounds before it is over. */
async function benchCancel(report: BenchReport): Promise<void> {
  const card = new VirtualCard();
  const device = () => Promise.resolve({ name: card.speaker, position: () => null });
  const speaker = new AplaySpeaker({ sampleRate: RATE }, { clock: systemClock, log: silentLog, device });
  const player = new Player({ speaker, clock: systemClock }, () => {});
  await player.open(() => {});
  const latencies: number[] = [];
  for (let stream = 1; stream <= CANCELS; stream++) {
    player.speech.begin(stream, RATE);
    player.speech.write(stream, new Int16Array(RATE * 5).fill(4000), new AbortController().signal).catch(() => {});
    await wait(card, 300 + Math.random() * 40);
    const playedAtCancel = speaker.framesPlayed();
    player.cancelSpeech(stream);
    await wait(card, 250);
    const last = card.heard().findLastIndex((sample) => sample !== 0);
    latencies.push(((last + 1 - playedAtCancel) * 1000) / RATE);
  }
  await player.close();
  card.close();
  latencies.sort((a, b) => a - b);
  const quantile = (share: number): number =>
    latencies[Math.min(latencies.length - 1, Math.floor(share * latencies.length))] ?? 0;
  report({ name: 'hardware: cancel ▸ silence at the sink, median', value: quantile(0.5), unit: 'ms' });
  report({
    name: 'hardware: cancel ▸ silence at the sink, p95',
    value: quantile(0.95),
    unit: 'ms',
    note: `${CANCELS} times`,
  });
}

/** From the scene to the bytes that the bus is given, and how long those take on the wire, which is no work of the processor. */
async function benchFrames(report: BenchReport): Promise<void> {
  for (const count of [3, 12]) {
    const clock = new ManualClock();
    let sent = 0;
    const spi: SpiPort = {
      transfer: (bytes) => {
        sent += bytes.length;
        return Promise.resolve();
      },
      close: () => Promise.resolve(),
    };
    const ring = new PacedRing({ framesPerSecond: 50 }, createApa102Bus({ count, brightness: 10 }, spi, null), {
      clock,
      log: silentLog,
    });
    const pixels = new Uint8Array(count * 3);
    const frames = effort(100_000, 2000);
    const before = process.cpuUsage();
    for (let i = 0; i < frames; i++) {
      renderScene({ name: 'thinking' }, i * 20, { count, microphones: [0] }, false, pixels);
      ring.show(pixels);
      clock.advance(20);
      await Promise.resolve();
    }
    const { user, system } = process.cpuUsage(before);
    await ring.close();
    report({
      name: `hardware: one frame of ${count} LEDs, painted, paced and handed to the bus`,
      value: (user + system) / frames,
      unit: 'µs',
      note: `${Math.round((100 * sent) / apa102Length(count) / frames)} % of the frames were sent, the rest changed nothing`,
    });
    report({
      name: `hardware: one frame of ${count} LEDs on the wire`,
      value: (apa102Length(count) * 8e6) / APA102_SPEED_HZ,
      unit: 'µs',
      note: 'computed from the clock of the bus',
    });
  }
}

function benchEcho(report: BenchReport): void {
  const canceller = new AdaptiveEchoCanceller();
  const played = Int16Array.from({ length: RATE * effort(60, 10) }, () => (Math.random() - 0.5) * 8000);
  const heard = played.map((_, i) => 0.3 * (played[i - 700] ?? 0) + 0.1 * (played[i - 1500] ?? 0));
  const out = new Int16Array(320);
  const frames = Math.floor(played.length / 320);
  let [before, after] = [0, 0];
  const micros = timeOf(frames, (i) => {
    const at = i * 320;
    canceller.process(heard.subarray(at, at + 320), played.subarray(at, at + 320), out);
    if (i < frames / 2) return;
    before += energy(heard.subarray(at - 320, at));
    after += energy(out);
  });
  report({ name: 'hardware: echo canceller while the box speaks, share of a core', value: micros / 200, unit: '%' });
  report({
    name: 'hardware: echo taken away once it has learnt, of noise',
    value: 10 * Math.log10(before / (after + 1)),
    unit: 'dB',
  });
  const silence = new Int16Array(320);
  const idle = timeOf(frames, () => canceller.process(heard.subarray(0, 320), silence, out));
  report({ name: 'hardware: echo canceller while it is silent, share of a core', value: idle / 200, unit: '%' });
}

/** A board that listens to a noisy room and speaks now and then, faster than real time. */
async function benchMemory(report: BenchReport): Promise<void> {
  const clock = new ManualClock();
  let frames = 0;
  const unpaced = { advance: (ms: number) => clock.advance(ms), settled: () => Promise.resolve() };
  const board = createSimulatedBoard(
    {
      microphone: { unpaced },
      noise: { levelDb: -50 },
      echo: { delayMs: 40, gain: 0.1 },
      speaker: { sampleRate: 48_000 },
    },
    { clock, sources: [] },
  );
  const runner = createBoardRunner({}, { board, clock, log: silentLog, onFrame: () => frames++ }, () => {});
  await runner.start();
  runner.command({ kind: 'mute', muted: false });
  const startedAt = systemClock.monotonic();
  const used: Memory[] = [];
  for (let second = 60, stream = 1; second <= AUDIO_S; second += 60, stream++) {
    void say(runner, stream);
    while (frames < second * 50) await new Promise(setImmediate);
    used.push(memoryInUse());
  }
  await runner.close();
  const tookS = (systemClock.monotonic() - startedAt) / 1000;
  const [settled, last] = [used[Math.floor(used.length / 4)], used.at(-1)];
  if (settled === undefined || last === undefined) return;
  const note = `${AUDIO_S} s of audio in ${tookS.toFixed(0)} s`;
  report({
    name: 'hardware: growth of memory over the last 3/4 of the audio',
    value: last.heapMb - settled.heapMb,
    unit: 'MB',
    note,
  });
  report({
    name: 'hardware: growth of the whole process over the last 3/4 of the audio',
    value: last.rssMb - settled.rssMb,
    unit: 'MB',
    note,
  });
}

async function say(runner: ReturnType<typeof createBoardRunner>, stream: number): Promise<void> {
  runner.player.begin(stream, 22_050);
  const sound = Int16Array.from({ length: 22_050 * 3 }, () => (Math.random() - 0.5) * 8000);
  await runner.player.write(stream, sound, new AbortController().signal);
  runner.player.end(stream);
}

interface Memory {
  readonly heapMb: number;
  readonly rssMb: number;
}

/** What could be collected is collected first. The whole process has what native code holds as well, and what was freed and kept. */
function memoryInUse(): Memory {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heapMb: (heapUsed + external) / 2 ** 20, rssMb: rss / 2 ** 20 };
}

/** Microseconds of processor time of one call. */
function timeOf(count: number, run: (i: number) => void): number {
  const before = process.cpuUsage();
  for (let i = 0; i < count; i++) run(i);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / count;
}

function energy(samples: Int16Array): number {
  return samples.reduce((sum, sample) => sum + sample * sample, 0);
}

function wait(card: VirtualCard, ms: number): Promise<void> {
  const end = systemClock.monotonic() + ms;
  return card.until(() => systemClock.monotonic() >= end);
}
