// Whole turns from recordings, one after the other as fast as they go, in a process of its own from the compiled program. Its argument
// is JSON: {modelsRoot, flags, turns: [{path, intent}]}, the paths 16 kHz WAV files.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { keepHeapSmall } from '../../dist/kernel/small-heap.js';

keepHeapSmall();
const { readSpeechWav } = await import('../../dist/audio/wav.js');
const { loadConfig } = await import('../../dist/config/load.js');
const { ManualClock, systemClock } = await import('../../dist/kernel/clock.js');
const { silentLog } = await import('../../dist/kernel/log.js');
const { createModelStore } = await import('../../dist/models/store.js');
const { openOfflineEngines } = await import('../../dist/processes/offline-engines.js');
const { playOfflineTurn } = await import('../../dist/processes/offline-turn.js');

const { modelsRoot, flags, turns } = JSON.parse(process.argv[2]);
const { config } = loadConfig({ file: null, environment: {}, flags });
const store = createModelStore({ root: modelsRoot, offline: true }, { clock: systemClock });
const clock = new ManualClock(systemClock.wall());
const engines = await openOfflineEngines(config, { store, log: silentLog, clock });
const recordings = await Promise.all(turns.map(({ path }) => readSpeechWav(path)));
const delay = monitorEventLoopDelay({ resolution: 10 });
delay.enable();
let ending = false;

process.on('message', ({ kind }) => {
  if (kind === 'close') ending = true;
  if (kind === 'use') {
    const lagP99Ms = delay.percentile(99) / 1e6 - 10;
    const heapMb = process.memoryUsage().heapUsed / 2 ** 20;
    process.send({ kind: 'used', lagP99Ms, heapMb, handles: process.getActiveResourcesInfo().length });
    delay.reset();
  }
});
process.once('disconnect', () => process.exit(0));
const sentences = { files: [], cache: null };
process.send({ kind: 'ready' });
for (let i = 0; !ending; i++) {
  const at = i % turns.length;
  const { turn } = await playOfflineTurn(config, recordings[at], { engines, clock, log: silentLog, sentences });
  const spoken = turn?.stages.some(({ name }) => name === 'speaking') === true;
  const right = turn?.intent === turns[at].intent && spoken;
  const what = `${turn?.intent ?? 'no turn'}, "${turn?.transcript ?? ''}"${spoken ? '' : ', no reply heard'}`;
  const told = right ? '' : `${turns[at].path}: ${what}`;
  process.send({ kind: 'played', right, told });
}
await engines.close();
process.exit(0);
