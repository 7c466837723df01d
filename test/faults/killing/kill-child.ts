// One child killed twenty times at random moments of running turns. Whatever it was doing, the hub lives, the turn ends with a sentence
// or a tone, the child is back, and after the last time a whole turn works.
import { expect } from 'vitest';
import { callDoor } from '../../../appliance/api/door/door-client.ts';
import { DOOR_SOCKET } from '../../../appliance/api/door/door-protocol.ts';
import type { Turn } from '../../../appliance/dialogue/turn.ts';
import { sleep, systemClock } from '../../../appliance/kernel/clock.ts';
import { Scope } from '../../../appliance/kernel/scope.ts';
import type { ChildName } from '../../../appliance/processes/children.ts';
import { seededRandom } from '../../support/random.ts';
import { type RunningBox, startBox } from '../../support/running-box.ts';
import { openSoundSink, type SoundSink } from '../../support/sound-sink.ts';

const KILLS = 20;
const COMMANDS = ['Set the living room lamp to forty percent.', 'What time is it?', 'Turn on the room light.'];

interface Death {
  readonly phase: string;
  /** From the kill to the child's hello. */
  readonly awayMs: number;
  /** Of these, from the start of its new process to its hello: the models' own loading. */
  readonly loadMs: number;
}

export async function killTwentyTimes(child: ChildName): Promise<void> {
  const random = seededRandom(20_000 + child.length);
  const scope = new Scope();
  const sink = process.platform === 'linux' ? openSoundSink(scope) : null; // elsewhere it is not what the board plays into
  const box = await startBox({ simulated: { aloud: sink !== null } });
  scope.defer(() => box.close());
  try {
    const longestMs = await turnLength(box);
    const deaths: Death[] = [];
    for (let i = 0; i < KILLS; i++) {
      const meeting = { text: COMMANDS[i % COMMANDS.length]!, moment: () => moment(box, random, longestMs) };
      deaths.push(await killDuring({ box, sink }, child, meeting));
      expect(box.ended).toHaveLength(box.begun());
    }
    print(child, deaths);
    expect(box.hub.children[child].restarts).toBe(KILLS);
    expect(await callDoor(`${box.dataRoot}/${DOOR_SOCKET}`, { action: 'state' })).toMatchObject({ problems: [] });
    expect(await box.command('Turn on the kitchen light.')).toMatchObject({ outcome: 'done' });
    expect(box.ended).toHaveLength(box.begun());
    expect(box.hub.turns.last(1000)).toHaveLength(box.begun());
  } finally {
    await scope.close();
  }
}

/** From the button to the end, of an ordinary turn on this machine now. */
async function turnLength(box: RunningBox): Promise<number> {
  const startedAt = systemClock.monotonic();
  await beginTurn(box);
  await box.say(COMMANDS[0]!);
  await box.until(() => box.phase() === 'idle', 'the first turn to end');
  return systemClock.monotonic() - startedAt;
}

async function beginTurn(box: RunningBox): Promise<void> {
  await box.until(() => box.phase() === 'idle' && box.hub.listening, 'the box to be idle');
  const before = box.begun();
  box.press();
  await box.until(() => box.begun() > before, 'the button to begin a turn');
}

/** Anywhere in a turn; every fourth time while it thinks, which is too short to be met by chance. */
async function moment(box: RunningBox, random: () => number, longestMs: number): Promise<void> {
  if (random() < 0.25) await box.until(() => box.phase() !== 'listening', 'the box to think');
  else await sleep(systemClock, random() * longestMs);
}

async function killDuring(
  { box, sink }: { readonly box: RunningBox; readonly sink: SoundSink | null },
  name: ChildName,
  { text, moment }: { readonly text: string; readonly moment: () => Promise<void> },
): Promise<Death> {
  const child = box.hub.children[name];
  let saying: Promise<void>;
  do {
    await beginTurn(box);
    saying = box.say(text);
    await moment();
    if (box.phase() === 'idle') await saying; // the turn was shorter than this moment: another one
  } while (box.phase() === 'idle');
  const phase = box.phase();
  const killed = box.ended.length;
  const death = watchReturn(box, name);
  sink?.mark();
  process.kill(child.pid!, 'SIGKILL');
  await box.until(() => death.awayMs !== null, `the ${name} to be back`);
  await saying;
  await box.until(() => box.phase() === 'idle' && box.ended.length === box.begun(), 'every turn to end');
  const turn = box.ended[killed]!;
  const told = (): boolean => spokeToItsEnd(turn) || sink?.heard('error', 'cancelled', 'done') !== false;
  await box.until(told, `a sentence or a tone after the ${name} was killed ${phase} (${JSON.stringify(turn)})`);
  return { phase, awayMs: death.awayMs!, loadMs: death.loadMs! };
}

function spokeToItsEnd({ reply, cut, stages }: Turn): boolean {
  return reply !== null && reply !== '' && cut === null && stages.some(({ name }) => name === 'speaking');
}

function watchReturn(box: RunningBox, name: ChildName): { awayMs: number | null; loadMs: number | null } {
  const killedAt = systemClock.monotonic();
  const death = { awayMs: null as number | null, loadMs: null as number | null };
  let startedAt = killedAt;
  const end = box.hub.on('childChanged', (child, state) => {
    if (child !== name) return;
    if (state === 'starting') startedAt = systemClock.monotonic();
    if (state !== 'ready') return;
    death.awayMs = systemClock.monotonic() - killedAt;
    death.loadMs = systemClock.monotonic() - startedAt;
    end();
  });
  return death;
}

function print(child: ChildName, deaths: readonly Death[]): void {
  const phases = ['idle', 'listening', 'thinking', 'speaking'];
  const where = phases.map((name) => `${deaths.filter(({ phase }) => phase === name).length} ${name}`).join(', ');
  const row = (name: string, values: readonly number[]): string => {
    const sorted = [...values].sort((a, b) => a - b);
    const at = (share: number): string => `${Math.round(sorted[Math.floor(share * (sorted.length - 1))]!)}`;
    return `  ${name.padEnd(34)} median ${at(0.5).padStart(6)} ms   most ${at(1).padStart(6)} ms`;
  };
  console.log(
    [
      `${child} killed ${deaths.length} times (${where})`,
      row(
        'death ▸ ready again',
        deaths.map(({ awayMs }) => awayMs),
      ),
      row(
        'of these its own load time',
        deaths.map(({ loadMs }) => loadMs),
      ),
      row(
        'of these the wait before it',
        deaths.map(({ awayMs, loadMs }) => awayMs - loadMs),
      ),
    ].join('\n'),
  );
}
