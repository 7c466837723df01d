// linnet run: the box, until it is told to end.
import { join } from 'node:path';
import type { Command } from 'commander';
import { type LoadedConfig, loadConfig } from '../config/load.ts';
import type { Config } from '../config/schema.ts';
import { createLog, type Log } from '../kernel/log.ts';
import { refuseUnfit } from '../processes/config-fit.ts';
import type { Hub } from '../processes/hub.ts';
import { openBox } from '../processes/open-box.ts';
import type { BoxContext } from './context.ts';
import { untilSignalled } from './interruption.ts';

interface RunOptions {
  readonly demoHouse?: boolean;
  readonly json?: boolean;
}

export function registerRunCommand(program: Command, context: BoxContext): void {
  program
    .command('run')
    .description('the box')
    .option('--demo-house', 'with a fleet of simulated devices on the broker')
    .option('--json', 'the record of each turn on standard output, one object a line; the log is on standard error')
    .action((options: RunOptions) => run(context, options));
}

async function run(context: BoxContext, options: RunOptions): Promise<void> {
  const signalled = untilSignalled();
  for (let loaded: LoadedConfig | null = loadConfig(context.layers()); loaded !== null; )
    loaded = await runOnce(loaded, context, options, signalled);
}

/** Resolves when the box has ended: with the configuration to begin anew with, or with null where it was told to end. */
async function runOnce(
  { config, problems }: LoadedConfig,
  context: BoxContext,
  { demoHouse = false, json = false }: RunOptions,
  signalled: Promise<NodeJS.Signals>,
): Promise<LoadedConfig | null> {
  const log = createLog(config.log);
  for (const problem of problems) log.warn({ key: problem.path, source: problem.source }, problem.text);
  const restart = restartSwitch(() => {
    const loaded = loadConfig(context.layers());
    refuseUnfit(loaded.config, context.dataRoot());
    return loaded;
  });
  const options = { config, dataRoot: context.dataRoot(), modelsRoot: context.modelsRoot, demoHouse };
  const hub = await Promise.race([openBox(options, { log, restart: restart.press }), signalled]);
  // Told to end before it has begun: whatever is open ends with this process, as it would in a power cut.
  if (typeof hub === 'string') return null;
  tellStory(hub, options, log);
  if (json) hub.box.onTurn((turn) => context.write(JSON.stringify(turn)));
  const next = await Promise.race([restart.pressed, signalled.then(() => null)]);
  log.info({}, next === null ? 'box ends' : 'box begins anew');
  await hub.close();
  return next;
}

/** What `press` throws goes to whoever pressed: a box had better not end for a configuration that it cannot run with. */
function restartSwitch(load: () => LoadedConfig): { press(): void; readonly pressed: Promise<LoadedConfig> } {
  let press = (): void => {};
  const pressed = new Promise<LoadedConfig>((resolve) => {
    press = () => resolve(load());
  });
  return { press: () => press(), pressed };
}

/** A day of the box, in the log. */
function tellStory(
  hub: Hub,
  { config, dataRoot }: { readonly config: Config; readonly dataRoot: string },
  log: Log,
): void {
  log.info({ data: dataRoot, broker: hub.home.broker, console: hub.console?.url ?? null }, 'box started');
  hub.on('listening', () => log.info({ words: config.wake.words }, 'listening'));
  hub.on('childChanged', (child, state, reason) => log.info({ child, state, reason }, 'child changed'));
  hub.box.onTurn((turn) => {
    const { origin, outcome, intent, endpointToSoundMs, transcript, reply } = turn;
    log.info({ origin, outcome, intent, endpointToSoundMs, private: { transcript, reply } }, 'turn ended');
  });
}

/** Where the demo keeps its own data, away from a real box's. */
export function demoDataRoot(dataRoot: string): string {
  return join(dataRoot, '..', 'linnet-demo');
}
