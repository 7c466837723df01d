// The ear's process: the engines, fed by the board's microphone socket. Its first argument is JSON (ear-argument.ts), its control
// channel is Node's IPC. It says hello when every model is loaded and warm; a board that is away is waited for.
import { connectMicrophone } from '../audio/data-plane.ts';
import { openChildLink } from '../kernel/child-link.ts';
import { type Clock, systemClock } from '../kernel/clock.ts';
import { createLog, type Log } from '../kernel/log.ts';
import { EAR_PROTOCOL, type EarCommand, type EarEvent, earCommandSchema } from '../speech/ear-channel.ts';
import { type EarArgument, earArgumentSchema } from './ear-argument.ts';
import { createEarFromModels, type LoadedEar } from './ear-parts.ts';

const RECONNECT_MS = 200;
const STATS_MS = 60_000;

const argument = earArgumentSchema.parse(JSON.parse(process.argv[2] ?? '{}'));
const log = createLog(argument.log).child({ component: 'ear' });
let loaded: LoadedEar | undefined;
const link = openChildLink<EarCommand, EarEvent>(earCommandSchema, (command) => loaded?.ear.command(command));
await start(argument, log).catch(async (error: unknown) => {
  log.error({ err: error }, 'ear cannot start');
  await link.fail(error);
});

async function start({ build, microphoneSocket, models, settings }: EarArgument, log: Log): Promise<void> {
  const clock = systemClock;
  const ready = await createEarFromModels({ models, settings }, { clock, log }, (event) => link.send(event));
  link.scope.defer(() => ready.close());
  loaded = ready;
  const microphone = connectMicrophone(
    microphoneSocket,
    {
      onFrame: (samples, firstSample, capturedAtMs) => ready.ear.accept(samples, firstSample, capturedAtMs),
      onClose: (error) => log.debug({ err: error }, 'no microphone'),
    },
    { clock, retryMs: RECONNECT_MS },
  );
  link.scope.defer(() => microphone.close());
  link.send({
    kind: 'hello',
    build,
    protocol: EAR_PROTOCOL,
    models: [...ready.models],
    stopWord: ready.ear.stopWord,
    twoStageWake: ready.twoStageWake,
  });
  log.info({ models: ready.models, stopWord: ready.ear.stopWord, twoStageWake: ready.twoStageWake }, 'ear is ready');
  reportUse(ready, clock);
}

/** Every minute, while the process lives. */
function reportUse(ready: LoadedEar, clock: Clock): void {
  let since = { atMs: clock.monotonic(), cpu: process.cpuUsage() };
  const report = (): void => {
    const { user, system } = process.cpuUsage(since.cpu);
    const atMs = clock.monotonic();
    const { candidates, detections, rejections, nearMisses, framesLost } = ready.counters();
    link.send({
      kind: 'stats',
      ...{ candidates, detections, rejections, nearMisses, framesLost },
      cpuPercent: (user + system) / 10 / (atMs - since.atMs),
      rssMb: process.memoryUsage.rss() / 2 ** 20,
    });
    since = { atMs, cpu: process.cpuUsage() };
    clock.after(STATS_MS, report);
  };
  clock.after(STATS_MS, report);
}
