// linnet demo: a scripted evening on the simulated board, then a box that stays up with its page.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { loadConfig } from '../config/load.ts';
import { systemClock } from '../kernel/clock.ts';
import { createLog } from '../kernel/log.ts';
import { createModelStore } from '../models/store.ts';
import { renderRingText } from '../presence/ring-text.ts';
import { voiceModelChoice } from '../processes/child-arguments.ts';
import type { Hub } from '../processes/hub.ts';
import { openBox } from '../processes/open-box.ts';
import { locateVoiceModels } from '../processes/voice-models.ts';
import { openDataRoot } from '../storage/data-root.ts';
import type { BoxContext } from './context.ts';
import { Evening, type PlayedTurn } from './demo/evening.ts';
import { enterRoom, recordLines } from './demo/room.ts';
import { EVENING, spokenLines } from './demo/script.ts';
import { summarize, summaryText } from './demo/summary.ts';
import { demoDataRoot, untilSignalled } from './run.ts';
import { turnText } from './turns.ts';

interface DemoFlags {
  readonly once?: boolean;
  readonly json?: boolean;
  readonly aloud?: boolean;
}

/** What the demo sets before the owner's own file and flags. */
const DEMO_FLAGS = [
  'audio.board=simulated',
  'privacy.keepTranscripts=true',
  'mqtt.embeddedPort=0',
  'log.level=warn',
  'network.lookAround=false',
];

export function registerDemoCommand(program: Command, context: BoxContext): void {
  program
    .command('demo')
    .description('a scripted evening on a simulated board: real speech in, real acts, real speech out')
    .option('--once', 'end after the evening; exit status 0 only if every act was right')
    .option('--no-aloud', 'do not play it on this machine')
    .option('--json', 'one object a turn, a summary last')
    .action((flags: DemoFlags) => demo(context, flags));
}

async function demo(context: BoxContext, flags: DemoFlags): Promise<void> {
  const tell = flags.json === true ? () => {} : context.write;
  const { config } = loadConfig({ ...context.layers(), flags: [...DEMO_FLAGS, ...context.layers().flags] });
  const dataRoot = demoDataRoot(context.dataRoot());
  forgetLastDemo(dataRoot);
  const startedAt = systemClock.monotonic();
  const store = createModelStore({ root: context.modelsRoot, offline: true }, { clock: systemClock });
  const voice = await locateVoiceModels(voiceModelChoice(config), store);
  tell(
    "A person in a room with the box. Their speech was made by the box's own voice; the room has some noise of its own.",
  );
  const speech = recordLines(spokenLines(), join(dataRoot, 'speech'), voice);
  const simulated = { leds: 12, aloud: flags.aloud !== false && flags.json !== true };
  const hub = await openBox(
    { config, dataRoot, modelsRoot: context.modelsRoot, demoHouse: true, simulated },
    { log: createLog(config.log) },
  );
  const interrupted = untilSignalled();
  try {
    await whenListening(hub);
    tell(listeningSince(hub, systemClock.monotonic() - startedAt));
    tell(`Broker ${hub.home.broker}, page ${hub.console?.url ?? 'off'}`);
    const evening = playEvening(hub, await speech, context, flags);
    const right = await Promise.race([evening, interrupted.then(() => false)]);
    if (!right) context.setExitStatus(1);
    if (flags.once !== true) {
      tell(
        `\nThe box stays up${hub.console === null ? '' : ` with its page on ${hub.console.url}`}. Control-C ends it.`,
      );
      await interrupted;
    }
  } finally {
    await hub.close();
  }
}

/** Whether everything was right. */
async function playEvening(
  hub: Hub,
  recordings: Awaited<ReturnType<typeof recordLines>>,
  context: BoxContext,
  flags: DemoFlags,
): Promise<boolean> {
  const room = enterRoom(hub);
  const show = (played: PlayedTurn): void =>
    context.write(flags.json === true ? JSON.stringify(played) : playedText(played, hub));
  const played = await new Evening({ hub, room, recordings }, show).play(EVENING);
  room.close();
  const summary = summarize(played, hub);
  context.write(flags.json === true ? JSON.stringify(summary) : `\n${summaryText(summary)}`);
  return summary.right === summary.turns;
}

/** How long it took beside what it waited for: the models' own loading. */
function listeningSince({ children }: Hub, elapsedMs: number): string {
  const loadMs = Math.max(children.ear.loadMs ?? 0, children.board.loadMs ?? 0);
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
  return `Listening ${seconds(elapsedMs)} after the start; the models took ${seconds(loadMs)} of them to load.`;
}

function whenListening(hub: Hub): Promise<void> {
  return hub.listening ? Promise.resolve() : new Promise((resolve) => hub.on('listening', () => resolve()));
}

function playedText({ shows, said, turn, changes, wrong }: PlayedTurn, hub: Hub): string {
  const acts = Object.entries(changes).map(
    ([id, change]) =>
      `${id} ${Object.entries(change)
        .map(([key, value]) => `${key} ${value}`)
        .join(', ')}`,
  );
  return [
    `\n── ${shows}`,
    `  a person says  "${said}"`,
    ...(turn === null ? [] : [turnText(turn)]),
    `  act    ${acts.join('; ') || 'none'}`,
    `  ring   ${renderRingText(Uint8Array.from(hub.ring), process.stdout.isTTY === true)}`,
    wrong.length === 0 ? '  right' : `  WRONG: ${wrong.join('; ')}`,
  ].join('\n');
}

/** The last demo's timers would ring in this one. Throws `data.locked` where one still runs. */
function forgetLastDemo(dataRoot: string): void {
  openDataRoot(dataRoot).close();
  for (const name of [
    'linnet.db',
    'linnet.db-wal',
    'linnet.db-shm',
    'history.db',
    'history.db-wal',
    'history.db-shm',
    'settings.json',
  ]) {
    rmSync(join(dataRoot, name), { force: true });
  }
}
