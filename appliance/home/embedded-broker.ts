// A broker of our own, for a house that has none: aedes (MQTT 3.1.1) in a worker thread, so that a flood of messages cannot
// stall the hub, with a bound on its memory. When the thread dies it is started again on the same port.
import { Worker } from 'node:worker_threads';
import { type Clock, sleep } from '../kernel/clock.ts';
import { entryPoint } from '../kernel/entry.ts';
import { LinnetError } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import { isLoopback } from '../kernel/loopback.ts';
import { backoffMs } from '../kernel/retry.ts';
import { type BrokerReport, type BrokerSettings, brokerReportSchema } from './broker-settings.ts';

export interface EmbeddedBrokerOptions {
  /** The address it listens on. Default "127.0.0.1". Any other needs a user name and a password. */
  readonly host?: string | undefined;
  /** 0 takes a free one. Default 1883. */
  readonly port?: number | undefined;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  /** Larger packets are left out. Default 1 MB. */
  readonly maxPacketBytes?: number | undefined;
  /** Topics whose last message is kept. Default 20,000. */
  readonly maxRetained?: number | undefined;
}

export interface EmbeddedBroker {
  /** "mqtt://127.0.0.1:1883". */
  readonly url: string;
  readonly port: number;
  /** How often its thread died and was started again. */
  readonly restarts: number;
  close(): Promise<void>;
}

/** The thread's heap in MB: 20,000 retained states of 1 KB, and room to spare. */
const HEAP_MB = 96;
const CLOSE_LIMIT_MS = 1000;
const LOOPBACK = '127.0.0.1';

/** Rejects with `net.portInUse` where something else listens, `config.invalid` for an open broker on the network. */
export async function startEmbeddedBroker(
  options: EmbeddedBrokerOptions,
  deps: { readonly clock: Clock; readonly log: Log },
): Promise<EmbeddedBroker> {
  const settings = settingsOf(options);
  const broker = new BrokerThread(settings, deps);
  await broker.start();
  return broker;
}

/** What is wrong with a broker that anybody on the network could use; null where nothing is. */
export function openToAll({ host = LOOPBACK, username, password }: EmbeddedBrokerOptions): string | null {
  if (isLoopback(host) || ((username ?? '') !== '' && (password ?? '') !== '')) return null;
  return `Expected a user name and a password for the box's own broker, since "${host}" can be reached from the network; none came. Set both, or listen on ${LOOPBACK}.`;
}

function settingsOf(options: EmbeddedBrokerOptions): BrokerSettings {
  const problem = openToAll(options);
  if (problem !== null) throw new LinnetError('config.invalid', problem);
  const host = options.host ?? LOOPBACK;
  const hasCredentials = (options.username ?? '') !== '' && (options.password ?? '') !== '';
  return {
    host,
    port: options.port ?? 1883,
    username: hasCredentials ? (options.username ?? null) : null,
    password: hasCredentials ? (options.password ?? null) : null,
    maxPacketBytes: options.maxPacketBytes ?? 1_048_576,
    maxRetained: options.maxRetained ?? 20_000,
  };
}

class BrokerThread implements EmbeddedBroker {
  readonly #settings: BrokerSettings;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #ending = new AbortController();
  #worker: Worker | null = null;
  #port: number;
  #restarts = 0;
  #closing: Promise<void> | null = null;

  constructor(settings: BrokerSettings, deps: { readonly clock: Clock; readonly log: Log }) {
    this.#settings = settings;
    this.#clock = deps.clock;
    this.#log = deps.log;
    this.#port = settings.port;
  }

  get url(): string {
    const { host } = this.#settings;
    return `mqtt://${host.includes(':') ? `[${host}]` : host}:${this.#port}`;
  }

  get port(): number {
    return this.#port;
  }

  get restarts(): number {
    return this.#restarts;
  }

  /** Resolves when it listens. */
  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      const worker = new Worker(entryPoint(import.meta.url, './broker-worker.ts'), {
        workerData: { ...this.#settings, port: this.#port },
        resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
      });
      let listened = false;
      worker.on('message', (raw: unknown) => {
        const report = brokerReportSchema.parse(raw);
        if (report.kind === 'listening') {
          listened = true;
          this.#worker = worker;
          this.#port = report.port;
          resolve();
        } else if (report.kind === 'failed') {
          reject(this.#asError(report));
          void worker.terminate();
        }
      });
      worker.on('error', (error) => this.#log.error({ error: error.message }, "the box's own broker failed"));
      worker.once('exit', () => {
        if (listened) this.#exited(worker);
        else reject(new LinnetError('child.crashed', "The box's own broker ended while it started."));
      });
    });
  }

  #exited(worker: Worker): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    if (!this.#ending.signal.aborted) void this.#restart();
  }

  async #restart(): Promise<void> {
    while (!this.#ending.signal.aborted) {
      this.#restarts++;
      try {
        await sleep(this.#clock, backoffMs({ firstMs: 500, maxMs: 30_000 }, this.#restarts), this.#ending.signal);
        await this.start();
        if (this.#ending.signal.aborted) return void (await this.#stopThread());
        this.#log.warn({ restarts: this.#restarts }, "the box's own broker was started again");
        return;
      } catch {
        // reported where it happened; the next try follows, or the closing ended the wait
      }
    }
  }

  #asError({ code, message }: Extract<BrokerReport, { kind: 'failed' }>): LinnetError {
    const { host } = this.#settings;
    if (code === 'EADDRINUSE') {
      return new LinnetError(
        'net.portInUse',
        `Expected port ${this.#port} on ${host} to be free for the box's own broker; something listens there already. If that is a broker, set its address as "mqtt.url"; else set "mqtt.embeddedPort" to another port, or 0.`,
      );
    }
    return new LinnetError(
      'mqtt.unreachable',
      `The box's own broker could not listen on ${host}:${this.#port}: ${message}.`,
    );
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#ending.abort(new LinnetError('operation.cancelled', 'The broker was closed.'));
    await this.#stopThread();
  }

  async #stopThread(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    if (worker === null) return;
    await new Promise<void>((resolve) => {
      const limit = this.#clock.after(CLOSE_LIMIT_MS, resolve);
      worker.on('message', (raw: unknown) => {
        if (brokerReportSchema.safeParse(raw).data?.kind !== 'closed') return;
        limit.cancel();
        resolve();
      });
      worker.postMessage('close');
    });
    await worker.terminate();
  }
}
