// `linnet run` as a process of its own, as systemd would start it: what it logs, its door, its page's live stream, its children.
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { isDeepStrictEqual } from 'node:util';
import type { BoxState } from '../../appliance/api/actions.ts';
import { callDoor, type DoorCall, isDoorOpen } from '../../appliance/api/door/door-client.ts';
import { DOOR_SOCKET } from '../../appliance/api/door/door-protocol.ts';
import type { ConsoleMessage } from '../../appliance/api/http/console-source.ts';
import { TOKEN_HEADER } from '../../appliance/api/http/guard.ts';
import { connectSpeech } from '../../appliance/audio/data-plane.ts';
import { systemClock } from '../../appliance/kernel/clock.ts';
import type { Scope } from '../../appliance/kernel/scope.ts';
import { MAIN } from './linnet-process.ts';
import { childrenOf, killWithChildren } from './process-table.ts';
import { LIMIT_MS, TEST_FLAGS } from './running-box.ts';
import { speak } from './speech.ts';

export interface BoxProcessOptions {
  readonly dataRoot: string;
  readonly flags?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** A folder of its own for its sockets, which makes `say` possible. */
  readonly temporary?: string;
  /** A file descriptor for its standard error; what it logs is then not seen here. */
  readonly errors?: number;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Everything it wrote to standard error. */
  readonly errors: string;
}

export interface PageWatch {
  /** Grows as it comes, until the box ends. */
  readonly lines: readonly string[];
  /** Resolves when a line holds `text`. */
  includes(text: string): Promise<void>;
}

export interface BoxProcess {
  readonly pid: number;
  /** Resolves with the first line of the log, past or coming, with this message and these fields. Rejects when the process ends before. */
  logged(message: string, fields?: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>>;
  /** Resolves when its door is open. */
  answers(): Promise<void>;
  /** Resolves when it hears and can speak. */
  ready(): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  readonly exit: Promise<Exit>;
  door(call: DoorCall): Promise<unknown>;
  /** Resolves when what the page is told of the box fits. */
  until(fits: (box: BoxState) => boolean, what: string): Promise<void>;
  /** Says `text` in the room of its simulated board; resolves when it is on its way into the microphone. */
  say(text: string): Promise<void>;
  /** Follows the page's live stream from now on. */
  watchPage(): Promise<PageWatch>;
  /** The children's process ids. */
  children(): number[];
}

/** Starts the box with the demo's house; it is killed when `scope` closes. */
export function startBoxProcess(
  { dataRoot, flags = [], environment = {}, temporary, errors }: BoxProcessOptions,
  scope: Scope,
): BoxProcess {
  const sets = [...TEST_FLAGS, 'log.level=info', 'log.private=true', ...flags].flatMap((flag) => ['--set', flag]);
  const child = spawn(process.execPath, [MAIN, '--data', dataRoot, ...sets, 'run', '--demo-house'], {
    stdio: ['ignore', 'ignore', errors ?? 'pipe'],
    env: { ...process.env, ...(temporary === undefined ? {} : { TMPDIR: temporary }), ...environment },
  });
  scope.defer(() => killWithChildren(child));
  const log = new LogLines(child);
  const pid = child.pid ?? 0;
  return {
    pid,
    logged: (message, fields) => log.line(message, fields),
    answers: async () => {
      const until = systemClock.monotonic() + LIMIT_MS;
      while (!(await isDoorOpen(join(dataRoot, DOOR_SOCKET)))) {
        if (systemClock.monotonic() > until) throw new Error('Waited for the door.');
        await new Promise(setImmediate);
      }
    },
    ready: async () => {
      await log.line('listening');
      await log.line('child changed', { child: 'voice', state: 'ready' });
    },
    kill: (signal) => void child.kill(signal),
    exit: log.exit,
    door: (call) => callDoor(join(dataRoot, DOOR_SOCKET), call),
    until: async (fits, what) => {
      const { console: url } = await log.line('box started');
      await untilShown(String(url), fits, () => `${what}; it logged:\n${log.errors}`);
    },
    say: (text) => sayInRoom(text, temporary ?? '', scope),
    watchPage: async () => watchPage(String((await log.line('box started')).console), scope),
    children: () => childrenOf(pid).map((child) => child.pid),
  };
}

async function sayInRoom(text: string, temporary: string, scope: Scope): Promise<void> {
  const [sockets = ''] = readdirSync(temporary).filter((name) => name.startsWith('linnet-box-'));
  const room = connectSpeech(join(temporary, sockets, 'room'));
  scope.defer(() => room.close());
  const stream = ++utterances;
  room.begin(stream, 16_000);
  await room.write(stream, await speak(text), new AbortController().signal);
  room.end(stream);
}
let utterances = 0;

class LogLines {
  readonly exit: Promise<Exit>;
  readonly #lines: Record<string, unknown>[] = [];
  readonly #waiting = new Set<() => void>();
  errors = '';
  #ended = false;

  constructor(child: ChildProcess) {
    if (child.stderr !== null) createInterface({ input: child.stderr }).on('line', (line) => this.#take(line));
    this.exit = new Promise((resolve) => {
      child.once('close', (code, signal) => {
        this.#ended = true;
        for (const look of this.#waiting) look();
        resolve({ code, signal, errors: this.errors });
      });
    });
  }

  line(message: string, fields: Readonly<Record<string, unknown>> = {}): Promise<Record<string, unknown>> {
    return new Promise((resolve, reject) => {
      const limit = systemClock.after(LIMIT_MS, () => reject(new Error(`Waited for "${message}": ${this.errors}`)));
      const look = (): void => {
        const found = this.#lines.find((line) => isDeepStrictEqual({ ...line, ...fields, msg: message }, line));
        if (found === undefined && !this.#ended) return;
        limit.cancel();
        this.#waiting.delete(look);
        if (found === undefined) reject(new Error(`The box ended before "${message}": ${this.errors}`));
        else resolve(found);
      };
      this.#waiting.add(look);
      look();
    });
  }

  #take(line: string): void {
    this.errors += `${line}\n`;
    if (line.startsWith('{')) this.#lines.push(JSON.parse(line) as Record<string, unknown>);
    for (const look of this.#waiting) look();
  }
}

async function untilShown(url: string, fits: (box: BoxState) => boolean, what: () => string): Promise<void> {
  const end = new AbortController();
  const limit = systemClock.after(LIMIT_MS, () => end.abort(new Error(`Waited ${LIMIT_MS / 1000} s for ${what()}.`)));
  try {
    for await (const line of liveLines(url, end.signal)) {
      const message = JSON.parse(line) as ConsoleMessage;
      if (message.kind === 'box' && fits(message.box)) return;
    }
    throw new Error(`The page's stream ended while waiting for ${what()}.`);
  } finally {
    limit.cancel();
    end.abort();
  }
}

/** What the page is told, line by line. */
async function* liveLines(url: string, signal: AbortSignal): AsyncGenerator<string> {
  const page = await (await fetch(url)).text();
  const token = /name="linnet-token" content="([^"]+)"/.exec(page)?.[1] ?? '';
  const live = await fetch(`${url}api/live`, { headers: { [TOKEN_HEADER]: token }, signal });
  let buffered = '';
  for await (const chunk of live.body!.pipeThrough(new TextDecoderStream())) {
    const lines = (buffered + chunk).split('\n');
    buffered = lines.pop() ?? '';
    yield* lines;
  }
}

/** Resolves when the first line has come. */
async function watchPage(url: string, scope: Scope): Promise<PageWatch> {
  const end = new AbortController();
  scope.defer(() => end.abort());
  const seen: string[] = [];
  let look = (): void => {};
  const lines = liveLines(url, end.signal);
  const take = (line: string): void => {
    seen.push(line);
    look();
  };
  const first = await lines.next();
  if (first.done !== true) take(first.value);
  const read = async (): Promise<void> => {
    for await (const line of lines) take(line);
  };
  void read().catch(() => {}); // the box has ended
  return {
    lines: seen,
    includes: async (text) => {
      while (!seen.some((line) => line.includes(text)))
        await new Promise<void>((resolve) => {
          look = resolve;
        });
    },
  };
}
