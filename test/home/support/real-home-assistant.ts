// A real Home Assistant on loopback, from an installation of its own: LINNET_TEST_HASS is the path of its `hass` (a Python
// environment with the package "homeassistant"). It gets a fresh house in a temporary folder, an owner, and the broker.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './mosquitto.ts';

const path = process.env.LINNET_TEST_HASS ?? '';

export const hassPath: string | null = path !== '' && existsSync(path) ? path : null;
export const WITHOUT_HASS = 'needs a Home Assistant: set LINNET_TEST_HASS to the path of its "hass"';

/** What no MQTT device could be. */
const THINGS = `input_boolean:
  guests:
    name: Guest Mode
script:
  supper:
    alias: Supper Time
    sequence:
      - service: input_boolean.turn_on
        target:
          entity_id: input_boolean.guests
scene:
  - name: Quiet Evening
    entities:
      input_boolean.guests: "off"
`;

export class RealHomeAssistant {
  readonly url: string;
  readonly #folder: string;
  readonly #port: number;
  #process: ChildProcess | null = null;
  #token = '';

  private constructor(folder: string, port: number) {
    this.#folder = folder;
    this.#port = port;
    this.url = `http://127.0.0.1:${port}`;
  }

  static async start(mqttPort: number): Promise<RealHomeAssistant> {
    const home = new RealHomeAssistant(await mkdtemp(join(tmpdir(), 'linnet-hass-')), await freePort());
    await home.up();
    await home.#onboard();
    await home.#joinBroker(mqttPort);
    return home;
  }

  get token(): string {
    return this.#token;
  }

  /** Starts it (again), and resolves when it answers. */
  async up(): Promise<void> {
    const config = join(this.#folder, 'config');
    await mkdir(config, { recursive: true });
    const http = `http:\n  server_host: 127.0.0.1\n  server_port: ${this.#port}\n`;
    await writeFile(
      join(config, 'configuration.yaml'),
      `${http}api:\nwebsocket_api:\nconfig:\nonboarding:\nconversation:\nlogger:\n  default: warning\n${THINGS}`,
    );
    const log = createWriteStream(join(this.#folder, 'log'), { flags: 'a' });
    await once(log, 'open');
    this.#process = spawn(hassPath ?? 'hass', ['-c', config], { stdio: ['ignore', log, log] });
    while (this.#process.exitCode === null) {
      const answered = await this.call('/api/onboarding').catch(() => null);
      if (Array.isArray(answered)) return;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    throw new Error(`Home Assistant ended: ${await this.log()}`);
  }

  async down(): Promise<void> {
    const ended = this.#process === null ? null : once(this.#process, 'exit');
    this.#process?.kill('SIGTERM');
    await ended;
  }

  async close(): Promise<void> {
    await this.down();
    await rm(this.#folder, { recursive: true });
  }

  /** Warnings and errors that speak of `word`. */
  async complaintsAbout(word: string): Promise<string[]> {
    const lines = (await this.log()).split('\n');
    return lines.filter((line) => /(WARNING|ERROR)/.test(line) && line.toLowerCase().includes(word.toLowerCase()));
  }

  log(): Promise<string> {
    return readFile(join(this.#folder, 'log'), 'utf8');
  }

  async call(where: string, body?: object, form = false): Promise<unknown> {
    const headers: Record<string, string> = {
      'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json',
    };
    if (this.#token !== '') headers.authorization = `Bearer ${this.#token}`;
    const content =
      body === undefined
        ? null
        : form
          ? new URLSearchParams(body as Record<string, string>).toString()
          : JSON.stringify(body);
    const answer = await fetch(this.url + where, { method: content === null ? 'GET' : 'POST', headers, body: content });
    if (!answer.ok) throw new Error(`${where}: ${answer.status}`);
    return answer.json();
  }

  /** Adds an integration that asks nothing. */
  async integrate(handler: string): Promise<void> {
    const flow = (await this.call('/api/config/config_entries/flow', { handler, show_advanced_options: false })) as {
      flow_id: string;
      type: string;
    };
    if (flow.type === 'form') await this.call(`/api/config/config_entries/flow/${flow.flow_id}`, {});
  }

  async state(entity: string): Promise<{ state: string; attributes: Record<string, unknown> } | null> {
    return (await this.call(`/api/states/${entity}`).catch(() => null)) as {
      state: string;
      attributes: Record<string, unknown>;
    } | null;
  }

  async service(domain: string, service: string, data: object): Promise<void> {
    await this.call(`/api/services/${domain}/${service}`, data);
  }

  async #onboard(): Promise<void> {
    const client_id = `${this.url}/`;
    const user = (await this.call('/api/onboarding/users', {
      client_id,
      name: 't',
      username: 't',
      password: 'pass12345',
      language: 'en',
    })) as { auth_code: string };
    const tokens = (await this.call(
      '/auth/token',
      { grant_type: 'authorization_code', code: user.auth_code, client_id },
      true,
    )) as { access_token: string };
    this.#token = tokens.access_token;
  }

  async #joinBroker(port: number): Promise<void> {
    const flow = (await this.call('/api/config/config_entries/flow', {
      handler: 'mqtt',
      show_advanced_options: false,
    })) as { flow_id: string };
    await this.call(`/api/config/config_entries/flow/${flow.flow_id}`, { broker: '127.0.0.1', port });
  }
}
