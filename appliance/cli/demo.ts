// linnet demo: a scripted evening on the simulated board, then a box that stays up with its page.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { Config } from '../config/schema.ts';
import { LinnetError } from '../kernel/errors.ts';
import { createLog } from '../kernel/log.ts';
import { Scope } from '../kernel/scope.ts';
import { voiceModelChoice } from '../processes/child-arguments.ts';
import type { Hub } from '../processes/hub.ts';
import { boxModels, openBox } from '../processes/open-box.ts';
import { locateVoiceModels } from '../processes/voice-models.ts';
import { openDataRoot } from '../storage/data-root.ts';
import type { BoxContext } from './context.ts';
import { demoConfig } from './demo/config.ts';
import { Evening, type EveningListener } from './demo/evening.ts';
import { pagePort } from './demo/page-port.ts';
import { recordLines } from './demo/recordings.ts';
import { enterRoom } from './demo/room.ts';
import { Screen } from './demo/screen.ts';
import { type DemoLine, EVENING, spokenLines } from './demo/script.ts';
import { summarize, summaryText } from './demo/summary.ts';
import { untilSignalled } from './interruption.ts';
import { demoDataRoot } from './run.ts';

interface DemoFlags {
  readonly once?: boolean;
  readonly json?: boolean;
  readonly aloud?: boolean;
}

export function registerDemoCommand(program: Command, context: BoxContext): void {
  program
    .command('demo')
    .description(
      'a scripted evening on a simulated board, in a house of its own: real speech in, real acts, real speech out. Of a configuration only --set counts; its data is in the folder "linnet-demo" beside the data folder',
    )
    .option('--once', 'end after the evening; exit status 0 only if every act was right')
    .option('--no-aloud', 'do not play it on this machine')
    .option('--json', 'one object a turn, {shows, rang: true} where something rang, a summary last')
    .action((flags: DemoFlags) => demo(context, flags));
}

/** Resolves when it was told to end, or is over; whatever it does just then, everything is ended within two seconds. */
async function demo(context: BoxContext, flags: DemoFlags): Promise<void> {
  const signalled = untilSignalled();
  const scope = new Scope();
  const ending = new AbortController();
  const tell = flags.json === true ? () => {} : context.write;
  try {
    const hub = await Promise.race([
      playDemo({ context, flags, tell, signal: ending.signal }, scope),
      signalled.then(() => null),
    ]);
    if (hub === null) context.setExitStatus(1);
    else if (flags.once !== true) {
      tell(
        `\nThe box stays up${hub.console === null ? '' : ` with its page on ${hub.console.url}`}. Control-C ends it.`,
      );
      await signalled;
    }
  } finally {
    ending.abort();
    await scope.close();
  }
}

/** What a person types in a clone, where npm runs this; installed it has a name of its own. */
const COMMAND = process.env.npm_lifecycle_event === 'demo' ? 'npm run linnet --' : 'linnet';

interface Demo {
  readonly context: BoxContext;
  readonly flags: DemoFlags;
  readonly tell: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Resolves with the box when the evening is over; `scope` ends it. */
async function playDemo(demo: Demo, scope: Scope): Promise<Hub> {
  const { context, flags, tell, signal } = demo;
  const config = await withFreePagePort(demoConfig(context.layers().flags), tell);
  const dataRoot = demoDataRoot(context.dataRoot());
  forgetLastDemo(dataRoot);
  tell(`Its data folder is "${dataRoot}": ${COMMAND} --data "${dataRoot}" ask "what time is it"`);
  const simulated = { leds: 12, aloud: flags.aloud !== false && flags.json !== true };
  const options = { config, dataRoot, modelsRoot: context.modelsRoot, demoHouse: true, simulated };
  const store = boxModels(options);
  tell(
    "A person in a room with the box. Their speech was made by the box's own voice; the room has some noise of its own.",
  );
  const voice = locateVoiceModels(voiceModelChoice(config), store);
  const folder = join(dataRoot, 'speech');
  const speech = voice.then((models) => recordLines(spokenLines(), { folder, models }, signal));
  speech.catch(() => {}); // told below, where it is waited for
  const hub = await openBox(options, { log: createLog(config.log), store });
  scope.defer(() => hub.close());
  await Promise.all([voice, whenListening(hub)]);
  tell(listeningSince(hub, performance.now()));
  tell(`Broker ${hub.home.broker}, page ${hub.console?.url ?? 'off'}`);
  await playEvening(demo, hub, await speech);
  return hub;
}

/** So that a demo may run beside the owner's own box. */
async function withFreePagePort(config: Config, tell: (line: string) => void): Promise<Config> {
  const { console: page } = config;
  const port = await pagePort(page.port);
  if (!page.enabled || port === page.port) return config;
  tell(`Port ${page.port} is in use, perhaps by a box of yours: the page of the demo has another one.`);
  return { ...config, console: { ...page, port } };
}

/** Plays `lines` with `hub`, tells of each turn and sums up; the exit status is 1 where one was not right. */
export async function playEvening(
  {
    context,
    flags,
    signal,
  }: Pick<Demo, 'flags' | 'signal'> & {
    readonly context: Pick<BoxContext, 'write' | 'setExitStatus'>;
  },
  hub: Hub,
  recordings: Awaited<ReturnType<typeof recordLines>>,
  lines: readonly DemoLine[] = EVENING,
): Promise<void> {
  const json = flags.json === true;
  // What ends with the demo was not played.
  const write = (line: string): void => {
    if (!signal.aborted) context.write(line);
  };
  const listener = json ? jsonLines(write) : new Screen({ colour: process.stdout.isTTY === true }, { hub, write });
  const room = enterRoom(hub);
  const played = await new Evening({ hub, room, recordings, listener }).play(lines, signal);
  room.close();
  listener.close();
  const summary = summarize(played, hub);
  write(json ? JSON.stringify(summary) : `\n${summaryText(summary)}`);
  if (summary.right !== summary.turns) context.setExitStatus(1);
}

function jsonLines(write: (line: string) => void): EveningListener & { close(): void } {
  return {
    begins: () => {},
    says: () => {},
    ended: (played) => write(JSON.stringify(played)),
    waits: () => {},
    rang: (shows) => write(JSON.stringify({ shows, rang: true })),
    close: () => {},
  };
}

/** How long it took since the process was started, beside what it waited for: the models' own loading. */
function listeningSince({ children }: Hub, elapsedMs: number): string {
  const loadMs = Math.max(children.ear.loadMs ?? 0, children.board.loadMs ?? 0);
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
  return `Listening ${seconds(elapsedMs)} after the start; the models took ${seconds(loadMs)} of them to load.`;
}

/** Rejects with what the box says of itself where one of its children does not run. */
function whenListening(hub: Hub): Promise<void> {
  const { board, ear, voice } = hub.children;
  return new Promise((resolve, reject) => {
    const look = (): void => {
      if (hub.listening) resolve();
      if ([board, ear, voice].some(({ state }) => state === 'degraded'))
        reject(new LinnetError('child.unavailable', hub.box.read().problems.join(' ')));
    };
    hub.on('listening', look);
    hub.on('childChanged', look);
    look();
  });
}

/** What the last demo left (timers that would ring, names that were changed). Throws `data.locked` where one still runs. */
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
    'house.json',
  ]) {
    rmSync(join(dataRoot, name), { force: true });
  }
}
