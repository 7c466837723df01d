// The embedded broker's own thread. It gets its settings as worker data and reports through messages: where it listens, or why not.
import { createServer, type Server } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import type { AedesOptions } from 'aedes';
import type mqttPacketPackage from 'mqtt-packet';
import { requirePackage } from '../kernel/common-js.ts';
import { toError } from '../kernel/errors.ts';
import { keepHeapSmall } from '../kernel/small-heap.ts';
import type { BrokerReport, BrokerSettings } from './broker-settings.ts';
import { GuardedStream, PacketGuard } from './packet-guard.ts';

keepHeapSmall(); // V8 forgets it for the whole process when a thread begins
// aedes imports CommonJS packages (see common-js.ts): where there is no WebAssembly, Node reads them with a parser in JavaScript, which
// costs this thread 3 MB less.
Reflect.deleteProperty(globalThis, 'WebAssembly');
const { Aedes } = await import('aedes');
const mqttPacket = requirePackage<typeof mqttPacketPackage>('mqtt-packet');

const MOST_CONNECTIONS = 200;
// Else the first packet makes a buffer for every number of 16 bits, 11 MB in all.
mqttPacket.writeToStream.cacheNumbers = false;

function report(message: BrokerReport): void {
  parentPort?.postMessage(message);
}

/** Who may connect, and how many retained topics the broker keeps: its memory is bounded by these. */
function policies(settings: BrokerSettings): AedesOptions {
  const kept = new Set<string>();
  return {
    authenticate(_client, username, password, done) {
      const isOpen = settings.username === null;
      const isKnown = username === settings.username && password?.toString() === settings.password;
      done(null, isOpen || isKnown);
    },
    authorizePublish(_client, packet, done) {
      if (packet.topic.startsWith('$SYS/')) return done(new Error('this topic is reserved'));
      if (!packet.retain) return done(null);
      if (packet.payload.length === 0) kept.delete(packet.topic);
      else if (!kept.has(packet.topic) && kept.size >= settings.maxRetained)
        return done(new Error('too many retained topics'));
      else kept.add(packet.topic);
      return done(null);
    },
  };
}

async function serve(settings: BrokerSettings): Promise<Server> {
  const broker = await Aedes.createBroker(policies(settings));
  const server = createServer((socket) => {
    socket.setNoDelay(true); // a lamp should not wait for Nagle
    broker.handle(new GuardedStream(socket, new PacketGuard(settings.maxPacketBytes, () => {})));
  });
  server.maxConnections = MOST_CONNECTIONS;
  parentPort?.once('message', () => {
    server.close();
    broker.close(() => report({ kind: 'closed' }));
  });
  return server;
}

async function main(): Promise<void> {
  const settings = workerData as BrokerSettings;
  const server = await serve(settings);
  server.on('error', (error: NodeJS.ErrnoException) => {
    report({ kind: 'failed', code: error.code ?? '', message: error.message });
  });
  server.listen(settings.port, settings.host, () => {
    const address = server.address();
    report({ kind: 'listening', port: typeof address === 'object' && address !== null ? address.port : settings.port });
  });
}

main().catch((thrown: unknown) => report({ kind: 'failed', code: '', message: toError(thrown).message }));
