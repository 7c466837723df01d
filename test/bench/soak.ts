// npm run soak -- --minutes N: turns back to back. One process plays whole spoken turns from recordings as fast as they go; beside it
// a box with all its processes answers typed turns, speaks, and is spoken to in its room. What each process holds is printed as it
// goes and must not grow.
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { encodeWav } from '../../appliance/audio/wav.ts';
import { sleep, systemClock } from '../../appliance/kernel/clock.ts';
import { toError } from '../../appliance/kernel/errors.ts';
import { modelsRoot } from '../support/models.ts';
import { RemoteBox, spoken } from './box-remote.ts';
import { memoryOf, openFilesOf } from './process-use.ts';
import { machineLine } from './report.ts';
import { type Limit, type Series, steadiness } from './steadiness.ts';

const playedSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('played'), right: z.boolean(), told: z.string() }),
  z.object({ kind: z.literal('used'), lagP99Ms: z.number(), heapMb: z.number(), handles: z.number() }),
]);
type Used = { readonly lagP99Ms: number; readonly heapMb: number; readonly handles: number };

const SPOKEN: ReadonlyArray<readonly [string, string]> = [
  ['Turn on the kitchen light.', 'HassTurnOn'],
  ['Turn off the living room lamp.', 'HassTurnOff'],
  ['What time is it?', 'HassGetCurrentTime'],
];
const TYPED = [
  'turn on the kitchen light',
  'turn off the kitchen light',
  'what time is it',
  'set the living room lamp to 40 percent',
];
/** Of the box's own processes: it says this and is given a command, in turn, while the typed turns go on. */
const SAID = 'It is twelve point five degrees outside, and the kitchen light is on.';
const SAMPLES = 24;
/** Engines' buffers grow to the longest they have seen, and compiled code comes in: a third of the time is for that. */
const WARM_UP_SHARE = 1 / 3;
const SHORT_MINUTES = 5;
/** From the wake word to listening. */
const WAKE_MS = 10_000;
/** The recogniser that confirms a wake word is not waited for longer than 1.5 s, which a busy machine may need. */
const UNHEARD_SHARE = 0.2;
/** A process that takes longer hangs. */
const ANSWER_MS = 60_000;

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' } } });
const minutes = Number(values.minutes);

process.exitCode = await soak().catch((thrown: unknown) => {
  process.stderr.write(`${toError(thrown).message}\n`);
  return 1;
});

interface Count {
  spoken: number;
  typed: number;
  /** Commands said in the room, and those whose wake word woke nobody. */
  live: number;
  unheard: number;
  wrong: string[];
}

async function soak(): Promise<number> {
  if (!(minutes > 0)) throw new Error(`Expected --minutes above 0, got "${values.minutes}".`);
  tell(machineLine(hostname()));
  const folder = mkdtempSync(join(tmpdir(), 'linnet-soak-'));
  const box = new RemoteBox();
  const count: Count = { spoken: 0, typed: 0, live: 0, unheard: 0, wrong: [] };
  let player: ChildProcess | null = null;
  try {
    player = await startPlayer(folder, count);
    await box.listening();
    const ending = new AbortController();
    const work = [askAll(box, count, ending.signal), liveWith(box, count, ending.signal)];
    const series = await watch(box, player, count).finally(() => ending.abort());
    await Promise.all(work);
    return verdict(series, count);
  } finally {
    player?.kill();
    await box.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startPlayer(folder: string, count: Count): Promise<ChildProcess> {
  const turns: Array<{ path: string; intent: string }> = [];
  for (const [text, intent] of SPOKEN) {
    const path = join(folder, `${turns.length}.wav`);
    await writeFile(path, encodeWav(await spoken([500, 'Okay Nabu.', 400, text, 1500]), 16_000));
    turns.push({ path, intent });
  }
  const argument = JSON.stringify({ modelsRoot, flags: ['log.level=silent'], turns });
  const child = fork(fileURLToPath(new URL('soak-turns.mjs', import.meta.url)), [argument], { execArgv: [] });
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code, signal) => reject(new Error(`the player ended with ${signal ?? code}`)));
    child.on('message', (raw) => {
      const message = playedSchema.parse(raw);
      if (message.kind === 'ready') resolve();
      if (message.kind !== 'played') return;
      count.spoken++;
      if (!message.right) count.wrong.push(message.told);
    });
  });
  return child;
}

async function askAll(box: RemoteBox, count: Count, signal: AbortSignal): Promise<void> {
  for (let id = 1; !signal.aborted; id++) {
    const answered = box.next('answered', (message) => message.id === id);
    box.send({ kind: 'ask', text: TYPED[id % TYPED.length] ?? '', id });
    const { outcome } = await answered;
    count.typed++;
    if (outcome !== 'done') count.wrong.push(`"${TYPED[id % TYPED.length]}": ${outcome}`);
    await sleep(systemClock, 20); // the machine's other processes are at work too
  }
}

/** One after the other, as in a home: the box says something, then somebody says something to it. */
async function liveWith(box: RemoteBox, count: Count, signal: AbortSignal): Promise<void> {
  const call = await spoken(['Okay Nabu.']);
  for (let i = 1; !signal.aborted; i++) {
    const ended = box.next('board', ({ event }) => event.kind === 'playbackFinished');
    box.send({ kind: 'announce', text: `${i}: ${SAID}` });
    await ended;
    await box.toPhase('idle');
    await command(box, call, SPOKEN[i % SPOKEN.length] ?? ['', ''], count);
  }
}

async function command(
  box: RemoteBox,
  call: Int16Array,
  [text, intent]: readonly [string, string],
  count: Count,
): Promise<void> {
  const said = await spoken([text]); // made before the box waits for it
  const woken = box.toPhase('listening', WAKE_MS).then(
    () => true,
    () => false,
  );
  await box.say(call);
  count.live++;
  if (!(await woken)) {
    count.unheard++;
    return;
  }
  const ended = box.next('turn', ({ turn }) => turn.origin === 'wake');
  await box.say(said);
  const { turn } = await ended;
  if (turn.intent !== intent)
    count.wrong.push(`"${text}" in the room: ${turn.intent ?? turn.outcome}, "${turn.transcript ?? ''}"`);
}

type Table = Map<string, Array<readonly [number, number]>>;

/** Takes a sample a while, prints it, and gives what was measured after the warm-up. */
async function watch(box: RemoteBox, player: ChildProcess, count: Count): Promise<Series[]> {
  const table: Table = new Map();
  const pids = { ...box.pids, player: player.pid ?? 0 };
  tell(
    `\n  ${['s', 'spoken', 'typed', 'in room', ...Object.keys(pids).map((name) => `${name} MB`), 'files', 'handles', 'lag p99 ms'].map(cell).join('')}`,
  );
  const startedAt = systemClock.monotonic();
  for (let i = 1; i <= SAMPLES; i++) {
    const dueAt = startedAt + (i * minutes * 60_000) / SAMPLES;
    await sleep(systemClock, Math.max(0, dueAt - systemClock.monotonic()));
    if (player.exitCode !== null || player.signalCode !== null) throw new Error('the player of spoken turns ended');
    const seconds = (systemClock.monotonic() - startedAt) / 1000;
    const [hub, turns] = await Promise.all([useOfBox(box), useOfPlayer(player)]);
    const memory = Object.entries(pids).map(([name, pid]) => [name, memoryOf(pid)?.nowMb ?? 0] as const);
    const files = Object.values(pids).reduce((sum, pid) => sum + (openFilesOf(pid) ?? 0), 0);
    const handles = hub.handles + turns.handles;
    tell(
      `  ${[seconds, count.spoken, count.typed, count.live, ...memory.map(([, mb]) => mb), files, handles].map((value) => cell(value.toFixed(0))).join('')}${cell(`${hub.lagP99Ms.toFixed(0)} / ${turns.lagP99Ms.toFixed(0)}`)}`,
    );
    if (i <= SAMPLES * WARM_UP_SHARE) continue;
    const measured = [
      ...memory.map(([name, mb]) => [`memory of the ${name}`, mb] as const),
      ['heap of the hub', hub.heapMb] as const,
      ['open files', files] as const,
      ['handles', handles] as const,
      ['event loop lag of the hub', hub.lagP99Ms] as const,
    ];
    for (const [name, value] of measured) table.set(name, [...(table.get(name) ?? []), [seconds, value]]);
  }
  return [...table].map(([name, points]) => ({ name, unit: unitOf(name), points }));
}

async function useOfBox(box: RemoteBox): Promise<Used> {
  const used = box.next('used');
  box.send({ kind: 'use' });
  return await used;
}

/** A turn keeps its process busy; the answer comes between two steps of it. */
function useOfPlayer(player: ChildProcess): Promise<Used> {
  return new Promise((resolve, reject) => {
    const limit = systemClock.after(ANSWER_MS, () => reject(new Error('the player of spoken turns does not answer')));
    const onMessage = (raw: unknown): void => {
      const message = playedSchema.parse(raw);
      if (message.kind !== 'used') return;
      limit.cancel();
      player.off('message', onMessage);
      resolve(message);
    };
    player.on('message', onMessage);
    player.send({ kind: 'use' });
  });
}

/** In a short run engines and compiler are still filling their buffers, and a busy machine is no leak; then only what leaps to the eye counts. */
function limitOf(name: string): Limit {
  const isShort = minutes < SHORT_MINUTES;
  if (name === 'open files' || name === 'handles') return { absolute: 12, share: 0 };
  if (name.startsWith('event loop')) return { absolute: isShort ? 500 : 50, share: 0.5 };
  return isShort ? { absolute: 60, share: 0.3 } : { absolute: 10, share: 0.06 };
}

function verdict(series: readonly Series[], count: Count): number {
  tell(`\n  ${'after the warm-up'.padEnd(30)}${cell('mean')}${cell('growth')}`);
  const reasons: string[] = [];
  for (const each of series) {
    const { growth, mean, isFlat } = steadiness(each, limitOf(each.name));
    const text = `${growth >= 0 ? '+' : ''}${growth.toFixed(1)} ${each.unit}`;
    tell(`  ${each.name.padEnd(30)}${cell(mean.toFixed(1))}${cell(text)}${isFlat ? '' : '  GROWS'}`);
    if (!isFlat) reasons.push(`the ${each.name} grew by ${text}`);
  }
  if (count.spoken === 0 || count.typed === 0 || count.live === 0) reasons.push('no turn was played');
  if (count.unheard > count.live * UNHEARD_SHARE) reasons.push('too many wake words were not heard');
  for (const told of new Set(count.wrong)) reasons.push(`a turn went wrong: ${told}`);
  const room = `${count.live} said in the room (${count.unheard} not heard)`;
  const played = `${count.spoken} spoken turns, ${count.typed} typed and ${room} in ${minutes} min`;
  tell(`\n${played}: ${reasons.length === 0 ? 'flat' : reasons.join('; ')}`);
  return reasons.length === 0 ? 0 : 1;
}

function unitOf(name: string): string {
  if (name.startsWith('memory') || name.startsWith('heap')) return 'MB';
  return name.startsWith('event loop') ? 'ms' : '';
}

function cell(text: string): string {
  return text.padStart(11);
}

function tell(text: string): void {
  process.stdout.write(`${text}\n`);
}
