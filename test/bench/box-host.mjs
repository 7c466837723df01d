// The real hub with its real children, from the compiled program, in a process of its own, told what to do over IPC: so that its memory
// is the program's and not a test runner's. Its argument is JSON: {dataRoot, modelsRoot, flags, simulated}.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { keepHeapSmall } from '../../dist/kernel/small-heap.js';

keepHeapSmall();
const { loadConfig } = await import('../../dist/config/load.js');
const { createLog } = await import('../../dist/kernel/log.js');
const { openBox } = await import('../../dist/processes/open-box.js');

const { flags, ...options } = JSON.parse(process.argv[2]);
const { config } = loadConfig({ file: null, environment: {}, flags });
const hub = await openBox({ ...options, config, demoHouse: true }, { log: createLog(config.log) });
const delay = monitorEventLoopDelay({ resolution: 10 });
delay.enable();

const tell = (message) => process.connected && process.send(message, () => {});
const now = () => Number(process.hrtime.bigint()) / 1e6;
const actor = { kind: 'console', id: 'bench', person: null };

function introduce() {
  const { board, ear, voice, sockets } = hub.children;
  const pids = { hub: process.pid, board: board.pid, ear: ear.pid, voice: voice.pid };
  tell({ kind: 'listening', pids, sockets });
}

const commands = {
  stop() {
    tell({ kind: 'stopping', atMs: now() });
    hub.box.stop();
  },
  talk: () => hub.box.talk(),
  announce: ({ text }) => hub.box.announce(text),
  async ask({ text, id }) {
    const { outcome } = await hub.box.ask(text, actor);
    tell({ kind: 'answered', id, outcome });
  },
  use() {
    tell({
      kind: 'used',
      lagP99Ms: delay.percentile(99) / 1e6 - 10,
      heapMb: process.memoryUsage().heapUsed / 2 ** 20,
      handles: process.getActiveResourcesInfo().length,
    });
    delay.reset();
  },
  async close() {
    await hub.close();
    process.exit(0);
  },
};

hub.on('boardEvent', (event) => event.kind !== 'ring' && event.kind !== 'levels' && tell({ kind: 'board', event }));
hub.on('earEvent', (event) => tell({ kind: 'ear', event }));
hub.on('voiceEvent', (event) => tell({ kind: 'voice', event }));
hub.box.onTurn((turn) => tell({ kind: 'turn', turn }));
hub.box.conversation.on('stateChanged', ({ phase }) => tell({ kind: 'phase', name: phase.name }));
process.on('message', (command) => void commands[command.kind](command));
process.once('disconnect', () => void commands.close());
if (hub.listening) introduce();
else hub.on('listening', introduce);
