// linnet run: the box, until it is told to end.
import { join } from 'node:path';
import type { Command } from 'commander';
import { loadConfig } from '../config/load.ts';
import { createLog, type Log } from '../kernel/log.ts';
import { openBox } from '../processes/open-box.ts';
import type { BoxContext } from './context.ts';

export function registerRunCommand(program: Command, context: BoxContext): void {
  program
    .command('run')
    .description('the box')
    .option('--demo-house', 'with a fleet of simulated devices on the broker')
    .action((options: { demoHouse?: boolean }) => run(context, options.demoHouse === true));
}

async function run(context: BoxContext, demoHouse: boolean): Promise<void> {
  const { config, problems } = loadConfig(context.layers());
  const log = createLog(config.log);
  for (const problem of problems) log.warn({ key: problem.path, source: problem.source }, problem.text);
  const dataRoot = context.dataRoot();
  const signalled = untilSignalled();
  const opening = openBox({ config, dataRoot, modelsRoot: context.modelsRoot, demoHouse }, { log });
  const hub = await Promise.race([opening, signalled]);
  // Told to end before it has begun: whatever is open ends with this process, as it would in a power cut.
  if (typeof hub === 'string') return;
  log.info({ data: dataRoot, broker: hub.home.broker, console: hub.console?.url ?? null }, 'box started');
  hub.on('listening', () => log.info({ words: config.wake.words }, 'listening'));
  hub.on('childChanged', (child, state, reason) => log.info({ child, state, reason }, 'child changed'));
  hub.box.onTurn((turn) => {
    const { origin, outcome, intent, endpointToSoundMs, transcript, reply } = turn;
    log.info({ origin, outcome, intent, endpointToSoundMs, private: { transcript, reply } }, 'turn ended');
  });
  await signalled;
  await endBox(hub, log);
}

/** Resolves at the first SIGTERM or SIGINT. */
export function untilSignalled(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve(signal));
  });
}

async function endBox(hub: { close(): Promise<void> }, log: Log): Promise<void> {
  log.info({}, 'box ends');
  await hub.close();
}

/** Where the demo keeps its own data, away from a real box's. */
export function demoDataRoot(dataRoot: string): string {
  return join(dataRoot, '..', 'linnet-demo');
}
