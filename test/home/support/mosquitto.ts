// A real Mosquitto on loopback, where it is installed.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PLACES = ['mosquitto', '/usr/sbin/mosquitto', '/usr/local/sbin/mosquitto', '/opt/homebrew/sbin/mosquitto'];

/** Where it is; null where it is not installed. */
export const mosquittoPath: string | null = PLACES.find((path) => spawnSync(path, ['-h']).error === undefined) ?? null;

export const WITHOUT_MOSQUITTO = 'needs mosquitto (apt-get install mosquitto)';

export class Mosquitto {
  readonly port: number;
  readonly #folder: string;
  readonly #lines: readonly string[];
  #process: ChildProcess | null = null;

  private constructor(port: number, folder: string, lines: readonly string[]) {
    this.port = port;
    this.#folder = folder;
    this.#lines = lines;
  }

  static async start(lines: readonly string[] = ['allow_anonymous true']): Promise<Mosquitto> {
    const folder = await mkdtemp(join(tmpdir(), 'linnet-mosquitto-'));
    const broker = new Mosquitto(await freePort(), folder, lines);
    await broker.up();
    return broker;
  }

  get url(): string {
    return `mqtt://127.0.0.1:${this.port}`;
  }

  /** Starts it (again); resolves when it listens. */
  async up(): Promise<void> {
    const config = join(this.#folder, 'mosquitto.conf');
    await writeFile(config, [`listener ${this.port} 127.0.0.1`, 'persistence false', ...this.#lines, ''].join('\n'));
    this.#process = spawn(mosquittoPath ?? 'mosquitto', ['-c', config], { stdio: 'ignore' });
    await this.#listening();
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    const ended = this.#process === null ? null : once(this.#process, 'exit');
    this.#process?.kill('SIGKILL');
    await ended;
    this.#process = null;
  }

  async close(): Promise<void> {
    await this.kill();
    await rm(this.#folder, { recursive: true });
  }

  async #listening(): Promise<void> {
    while (this.#process?.exitCode === null) {
      const socket = connect(this.port, '127.0.0.1');
      const answered = await new Promise<boolean>((resolve) => {
        socket.once('connect', () => resolve(true));
        socket.once('error', () => resolve(false));
      });
      socket.destroy();
      if (answered) return;
    }
    throw new Error('mosquitto ended while it started');
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
