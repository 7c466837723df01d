// The whole box as it runs: the real hub with its real children, on the simulated board, spoken to in its room at real pace.
import { sleep, systemClock } from '../../appliance/kernel/clock.ts';
import { ENDPOINTING_DEFAULTS } from '../../appliance/speech/endpointing-rules.ts';
import { type BoxMessage, RemoteBox, spoken } from './box-remote.ts';
import { effort } from './effort.ts';
import { cpuMsOf, memoryOf } from './process-use.ts';
import type { BenchReport } from './report.ts';

type Turn = Extract<BoxMessage, { kind: 'turn' }>['turn'];
type Heard = Extract<Extract<BoxMessage, { kind: 'ear' }>['event'], { kind: 'heard' }>;

const TURNS = effort(40, 3);
const CANCELS = effort(12, 2);
const LISTEN_MS = effort(20_000, 3000);
const SETTLE_MS = effort(60_000, 6000);
/** Silence is judged by windows of the voice detector (512 samples): the decode begins at the end of the one that makes it long enough. */
const WINDOW_MS = 32;
const DECODE_AFTER_MS = Math.ceil(ENDPOINTING_DEFAULTS.speculateAfterMs / WINDOW_MS) * WINDOW_MS;
/** What the sound card holds when the first sample of a reply comes to it. */
const CARD_QUEUE_MS = 60;

/** What is said, with pauses in milliseconds, and the words its transcript must end with. */
const COMMANDS: ReadonlyArray<readonly [ReadonlyArray<string | number>, RegExp]> = [
  [['Turn on the kitchen light.'], /kitchen light\W*$/i],
  [['Turn off the living room lamp.'], /room lamp\W*$/i],
  [['What time is it?'], /time is it\W*$/i],
  [['Set the living room lamp to forty percent.'], /(40|forty)\s?(percent|%)\W*$/i],
  [['Turn on', 450, 'the hallway light.'], /hallway light\W*$/i],
  [['Turn off the kitchen light.'], /kitchen light\W*$/i],
  [['What is the outdoor temperature?'], /temperature\W*$/i],
  [['Turn off', 450, 'the light in the bedroom.'], /bedroom\W*$/i],
];
/** Talk that is for somebody else. */
const TALK = [
  'I went to the market this morning and the weather was lovely, so I took the long way home along the river.',
  'She said that the train would be late again, and that we might as well have another cup of tea before we leave.',
];
const LONG_TEXT =
  'The quick brown fox jumps over the lazy dog, and then it goes on to tell a long story about the river, the trees and the hills.';

export async function benchBox(report: BenchReport): Promise<void> {
  const startedAt = systemClock.monotonic();
  const box = new RemoteBox();
  try {
    await box.listening();
    report({ name: 'box: cold start ▸ listening', value: systemClock.monotonic() - startedAt, unit: 'ms' });
    await box.settled(SETTLE_MS);
    await benchListening(report, box);
    await benchTurns(report, box);
    reportMemory(report, box);
  } finally {
    await box.close();
  }
  await benchCancel(report);
}

async function benchListening(report: BenchReport, box: RemoteBox): Promise<void> {
  await reportShare(report, box, 'silence', () => sleep(systemClock, LISTEN_MS));
  const talk = await Promise.all(TALK.map((text) => spoken([text])));
  await reportShare(report, box, 'speech', async () => {
    const until = systemClock.monotonic() + LISTEN_MS;
    for (let i = 0; systemClock.monotonic() < until; i++) await box.say(talk[i % talk.length] ?? new Int16Array(0));
  });
}

/** Of everything but the board, whose simulation no real one has; in the note, of each process. */
async function reportShare(report: BenchReport, box: RemoteBox, to: string, run: () => Promise<void>): Promise<void> {
  const pids = Object.entries(box.pids);
  const before = pids.map(([, pid]) => cpuMsOf(pid) ?? 0);
  const startedAt = systemClock.monotonic();
  await run();
  const elapsed = systemClock.monotonic() - startedAt;
  const shares = pids.map(
    ([name, pid], i) => [name, (((cpuMsOf(pid) ?? 0) - (before[i] ?? 0)) / elapsed) * 100] as const,
  );
  const sum = (names: readonly string[]): number =>
    shares.reduce((total, [name, share]) => total + (names.includes(name) ? share : 0), 0);
  const note = shares.map(([name, share]) => `${name} ${share.toFixed(1)}`).join(', ');
  report({ name: `box: share of a core, listening to ${to}`, value: sum(['hub', 'ear', 'voice']), unit: '%', note });
  report({
    name: `box:   the simulated board meanwhile`,
    value: sum(['board']),
    unit: '%',
    note: 'it makes the noise of the room and keeps the pace of two sound cards',
  });
}

interface PlayedTurn {
  readonly turn: Turn;
  readonly heard: Heard | null;
  readonly synthesisMs: number | null;
  readonly complete: boolean;
}

async function benchTurns(report: BenchReport, box: RemoteBox): Promise<void> {
  const call = await spoken(['Okay Nabu.']);
  const played: PlayedTurn[] = [];
  let unheard = 0;
  for (let i = 0; i < TURNS; i++) {
    const [parts, end] = COMMANDS[i % COMMANDS.length] ?? [['Stop.'], /stop/];
    const command = await spoken(parts);
    await box.toPhase('idle');
    if (!(await wake(box, call))) unheard++;
    played.push(await playTurn(box, command, end));
  }
  reportTurns(report, played);
  report({ name: 'box: wake words not heard', value: unheard, unit: `of ${TURNS}`, note: 'clean synthetic speech' });
}

/** Where the word was not heard the button does it, so that the turn is measured all the same. */
async function wake(box: RemoteBox, call: Int16Array): Promise<boolean> {
  const woken = box.toPhase('listening', 10_000).then(
    () => true,
    () => false,
  );
  await box.say(call);
  if (await woken) return true;
  box.send({ kind: 'talk' });
  await box.toPhase('listening');
  return false;
}

async function playTurn(box: RemoteBox, command: Int16Array, end: RegExp): Promise<PlayedTurn> {
  let heard: Heard | null = null;
  let synthesisMs: number | null = null;
  const stop = box.on((message) => {
    if (message.kind === 'ear' && message.event.kind === 'heard') heard = message.event;
    if (message.kind === 'voice' && message.event.kind === 'firstAudio' && message.event.cached) synthesisMs = 0;
    if (message.kind === 'voice' && message.event.kind === 'written') synthesisMs ??= message.event.synthesisMs;
  });
  const ended = box.next('turn');
  await box.say(command);
  const { turn } = await ended;
  stop();
  return { turn, heard, synthesisMs, complete: end.test(turn.transcript ?? '') };
}

function reportTurns(report: BenchReport, played: readonly PlayedTurn[]): void {
  const totals = played.flatMap(({ turn }) => turn.endpointToSoundMs ?? []);
  const own = played.flatMap((each) => ownCodeMs(each) ?? []);
  const note = `${totals.length} turns; wall time`;
  report({ name: 'box: end of listening ▸ first sound, median', value: at(totals, 0.5), unit: 'ms', note });
  report({ name: 'box: end of listening ▸ first sound, p95', value: at(totals, 0.95), unit: 'ms' });
  const fresh = played.flatMap(({ turn, synthesisMs }) =>
    (synthesisMs ?? 0) > 0 ? (turn.endpointToSoundMs ?? []) : [],
  );
  report({
    name: 'box: the same, of replies never said before, median',
    value: at(fresh, 0.5),
    unit: 'ms',
    note: `p95 ${at(fresh, 0.95).toFixed(0)}, ${fresh.length} turns; the others' first clause was still in memory`,
  });
  report({
    name: 'box: our own code in it, median',
    value: at(own, 0.5),
    unit: 'ms',
    note: `p95 ${at(own, 0.95).toFixed(0)}; without decoding, synthesis and the card's queue; the device's confirmation is in it`,
  });
  for (const stage of ['recognition', 'understanding', 'acting', 'synthesis', 'output'] as const) {
    const times = played.flatMap(({ turn }) => stageMs(turn, stage) ?? []);
    report({
      name: `box:   ${stage}, median`,
      value: at(times, 0.5),
      unit: 'ms',
      note: `p95 ${at(times, 0.95).toFixed(0)}`,
    });
  }
  const decodes = played.flatMap(({ heard }) => heard?.decodeMs ?? []);
  const begun = `p95 ${at(decodes, 0.95).toFixed(0)}; wall time, begun after ${DECODE_AFTER_MS} ms of silence`;
  report({ name: 'box:   the whole decode, median', value: at(decodes, 0.5), unit: 'ms', note: begun });
  reportEndpoints(report, played);
}

function reportEndpoints(report: BenchReport, played: readonly PlayedTurn[]): void {
  const silences = played.flatMap(({ turn }) => stageMs(turn, 'endpointing') ?? []);
  const early = played.filter(({ complete }) => !complete);
  const byHint = played.filter(({ heard }) => heard?.endpoint === 'hint').length;
  const heardAs = [...new Set(early.map(({ turn }) => `"${turn.transcript ?? ''}"`))].slice(0, 3).join(', ');
  report({
    name: 'box: silence waited for, median',
    value: at(silences, 0.5),
    unit: 'ms',
    note: `p95 ${at(silences, 0.95).toFixed(0)}; shortened by a hint in ${byHint} of ${played.length}`,
  });
  report({
    name: 'box: turns cut early',
    value: (early.length / played.length) * 100,
    unit: '%',
    note: `${early.length} of ${played.length}: the transcript lacks the end of what was said; a quarter has a pause of 450 ms${heardAs === '' ? '' : `; ${heardAs}`}`,
  });
}

/** Without what the engines took after the end of listening (the rest of the decode, the first clause), and the card's queue. */
function ownCodeMs({ turn, heard, synthesisMs }: PlayedTurn): number | null {
  const silence = stageMs(turn, 'endpointing');
  const recognition = stageMs(turn, 'recognition');
  if (turn.endpointToSoundMs === null || heard === null || silence === null || recognition === null) return null;
  const decoding = Math.min(recognition, Math.max(0, DECODE_AFTER_MS + heard.decodeMs - silence));
  const synthesis = Math.min(stageMs(turn, 'synthesis') ?? 0, synthesisMs ?? 0);
  const queue = Math.min(stageMs(turn, 'output') ?? 0, CARD_QUEUE_MS);
  return turn.endpointToSoundMs - decoding - synthesis - queue;
}

function stageMs(turn: Turn, name: Turn['stages'][number]['name']): number | null {
  return turn.stages.find((stage) => stage.name === name)?.durationMs ?? null;
}

function reportMemory(report: BenchReport, box: RemoteBox): void {
  for (const [name, pid] of Object.entries(box.pids)) {
    const memory = memoryOf(pid);
    if (memory === null) continue;
    const note = `peak; ${memory.nowMb.toFixed(0)} MB now`;
    report({ name: `box: memory of the ${name}`, value: memory.peakMb, unit: 'MB', note });
  }
}

/** In a room whose microphone hears nothing but the box itself, so that its last sample is where the sound ends. */
async function benchCancel(report: BenchReport): Promise<void> {
  const box = new RemoteBox({
    flags: ['audio.chimes=false'],
    simulated: { noiseDb: null, echo: { delayMs: 0, gain: 1 } },
  });
  try {
    await box.listening();
    await box.settled(SETTLE_MS);
    const delays: number[] = [];
    for (let i = 0; i < CANCELS; i++) delays.push(await cancelOnce(box, i));
    const note = `p95 ${at(delays, 0.95).toFixed(0)}, ${CANCELS} times; to the last sample that is not zero, as the room hears it (± 20 ms)`;
    report({ name: 'box: cancel ▸ silence, median', value: at(delays, 0.5), unit: 'ms', note });
  } finally {
    await box.close();
  }
}

async function cancelOnce(box: RemoteBox, index: number): Promise<number> {
  let lastSoundMs = 0;
  const deaf = box.hear((samples, capturedAtMs) => {
    const last = samples.findLastIndex((sample) => sample !== 0);
    if (last >= 0) lastSoundMs = capturedAtMs + (last * 1000) / 16_000;
  });
  await box.toPhase('idle');
  const sounds = box.next('board', ({ event }) => event.kind === 'playbackStarted');
  box.send({ kind: 'announce', text: `${index + 1}: ${LONG_TEXT}` });
  await sounds;
  await sleep(systemClock, 1200 + index * 37); // not always at the same place of the card's blocks
  const stopping = box.next('stopping');
  box.send({ kind: 'stop' });
  const { atMs } = await stopping;
  await sleep(systemClock, 600);
  deaf();
  return Math.max(0, lastSoundMs - atMs);
}

function at(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
