// Brokers for tests: a real one in this process, and TCP servers that misbehave.
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { Aedes, type AedesOptions } from 'aedes';
import { type MqttLink, openMqttLink } from '../../../appliance/home/mqtt-link.ts';
import type { MqttLinkOptions } from '../../../appliance/home/mqtt-options.ts';
import { systemClock } from '../../../appliance/kernel/clock.ts';
import type { LinnetError } from '../../../appliance/kernel/errors.ts';
import { silentLog } from '../../../appliance/kernel/log.ts';

export interface TestServer {
  readonly port: number;
  readonly url: string;
  /** Cuts every connection and stops listening. */
  close(): Promise<void>;
  /** Cuts every connection. */
  cut(): void;
}

export async function listen(server: Server, port = 0, scheme = 'mqtt'): Promise<TestServer> {
  const sockets = new Set<Socket>();
  const onSocket = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  };
  server.on('connection', onSocket);
  server.on('tlsClientError', () => {});
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const { port: taken } = server.address() as AddressInfo;
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: taken,
    url: `${scheme}://127.0.0.1:${taken}`,
    cut,
    close: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export interface TestBroker extends TestServer {
  readonly aedes: Aedes;
}

export async function startBroker(
  options: AedesOptions & { port?: number; tls?: TlsOptions } = {},
): Promise<TestBroker> {
  const aedes = await Aedes.createBroker(options);
  const handle = aedes.handle.bind(aedes) as (socket: Socket) => unknown;
  const server =
    options.tls === undefined
      ? createServer((socket) => void handle(socket))
      : createTlsServer(options.tls, (socket) => void handle(socket));
  const listening = await listen(server, options.port ?? 0, options.tls === undefined ? 'mqtt' : 'mqtts');
  return {
    ...listening,
    aedes,
    close: async () => {
      await new Promise<void>((resolve) => aedes.close(resolve));
      await listening.close();
    },
  };
}

/** A TCP server that does to each connection what `behave` says. */
export function startMisbehaving(behave: (socket: Socket) => void): Promise<TestServer> {
  return listen(createServer(behave));
}

export function openLink(url: string, options: Partial<MqttLinkOptions> = {}): MqttLink {
  return openMqttLink(
    {
      url,
      clientId: `test-${Math.random().toString(36).slice(2)}`,
      firstRetryMs: 10,
      maxRetryMs: 50,
      connectTimeoutMs: 300,
      ...options,
    },
    { clock: systemClock, log: silentLog },
  );
}

export function connected(link: MqttLink): Promise<void> {
  return new Promise((resolve) => {
    if (link.connected) resolve();
    else {
      const end = link.on('connected', () => {
        end();
        resolve();
      });
    }
  });
}

export function away(link: MqttLink): Promise<LinnetError> {
  return new Promise((resolve) => {
    const { error, connected: isConnected } = link.status();
    if (error !== null && !isConnected) resolve(error);
    else {
      const end = link.on('away', (reason) => {
        end();
        resolve(reason);
      });
    }
  });
}

/** Resolves when `condition` holds, looked at after every turn of the event loop; the test's own limit ends a wait in vain. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

/** Resolves when the broker has taken a subscription to `filter`. */
export function subscribed(broker: TestBroker, filter: string): Promise<void> {
  return new Promise((resolve) => {
    const onSubscribe = (subscriptions: ReadonlyArray<{ readonly topic: string }>): void => {
      if (!subscriptions.some(({ topic }) => topic === filter)) return;
      broker.aedes.off('subscribe', onSubscribe);
      resolve();
    };
    broker.aedes.on('subscribe', onSubscribe);
  });
}
