// A box in a process of its own (box-host.mjs), driven from here: what happens in it comes as messages, its room is spoken into and its
// microphone listened to through the same sockets that its own processes use.
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { connectMicrophone, connectSpeech } from '../../appliance/audio/data-plane.ts';
import { turnSchema } from '../../appliance/dialogue/turn.ts';
import { boardEventSchema } from '../../appliance/hardware/board-channel.ts';
import { sleep, systemClock } from '../../appliance/kernel/clock.ts';
import type { BoardArgumentInput } from '../../appliance/processes/board-argument.ts';
import { earEventSchema } from '../../appliance/speech/ear-channel.ts';
import { voiceEventSchema } from '../../appliance/speech/voice-channel.ts';
import { modelsRoot } from '../support/models.ts';
import { speak } from '../support/speech.ts';
import { cpuMsOf } from './process-use.ts';

const pidsSchema = z.object({ hub: z.number(), board: z.number(), ear: z.number(), voice: z.number() });
export type BoxPids = z.infer<typeof pidsSchema>;

const messageSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('listening'),
    pids: pidsSchema,
    sockets: z.object({ microphone: z.string(), speech: z.string(), room: z.string() }),
  }),
  z.object({ kind: z.literal('board'), event: boardEventSchema }),
  z.object({ kind: z.literal('ear'), event: earEventSchema }),
  z.object({ kind: z.literal('voice'), event: voiceEventSchema }),
  z.object({ kind: z.literal('turn'), turn: turnSchema }),
  z.object({ kind: z.literal('phase'), name: z.string() }),
  z.object({ kind: z.literal('stopping'), atMs: z.number() }),
  z.object({ kind: z.literal('answered'), id: z.number(), outcome: z.string() }),
  z.object({ kind: z.literal('used'), lagP99Ms: z.number(), heapMb: z.number(), handles: z.number() }),
]);
export type BoxMessage = z.infer<typeof messageSchema>;
type KindOf<Kind extends BoxMessage['kind']> = Extract<BoxMessage, { kind: Kind }>;

export interface RemoteBoxOptions {
  readonly flags?: readonly string[];
  readonly simulated?: BoardArgumentInput['simulated'];
}

/** One that does not end by itself must not hang the benchmark. */
const LIMIT_MS = 60_000;
const FLAGS = [
  'audio.board=simulated',
  'mqtt.embeddedPort=0',
  'console.port=0',
  'network.lookAround=false',
  'privacy.keepTranscripts=true',
  'log.level=error',
];

export class RemoteBox {
  readonly #child: ChildProcess;
  readonly #dataRoot: string;
  readonly #listeners = new Set<(message: BoxMessage) => void>();
  #introduction: KindOf<'listening'> | null = null;
  #phase = 'idle';
  #failure: Error | null = null;
  #streams = 0;

  constructor(options: RemoteBoxOptions = {}) {
    this.#dataRoot = mkdtempSync(join(tmpdir(), 'linnet-bench-box-'));
    const argument = {
      dataRoot: this.#dataRoot,
      modelsRoot,
      flags: [...FLAGS, ...(options.flags ?? [])],
      simulated: options.simulated ?? {},
    };
    this.#child = fork(fileURLToPath(new URL('box-host.mjs', import.meta.url)), [JSON.stringify(argument)], {
      execArgv: [],
    });
    this.#child.on('message', (raw) => this.#receive(messageSchema.parse(raw)));
    this.#child.once('exit', (code, signal) => {
      this.#failure = new Error(`the box ended with ${signal ?? `exit status ${code}`}`);
    });
  }

  get pids(): BoxPids {
    if (this.#introduction === null) throw new Error('the box does not listen yet');
    return this.#introduction.pids;
  }

  get phase(): string {
    return this.#phase;
  }

  async listening(): Promise<void> {
    if (this.#introduction === null) await this.next('listening');
  }

  on(listener: (message: BoxMessage) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  send(command: { readonly kind: string } & Readonly<Record<string, unknown>>): void {
    this.#child.send(command);
  }

  /** The next message of this kind that fits. Rejects when it does not come within a minute, or `limitMs`. */
  next<Kind extends BoxMessage['kind']>(
    kind: Kind,
    fits: (message: KindOf<Kind>) => boolean = () => true,
    limitMs = LIMIT_MS,
  ): Promise<KindOf<Kind>> {
    return new Promise((resolve, reject) => {
      const finish = (run: () => void): void => {
        limit.cancel();
        end();
        this.#child.off('exit', onExit);
        run();
      };
      const onExit = (): void => finish(() => reject(this.#failure ?? new Error('the box ended')));
      const limit = systemClock.after(limitMs, () => finish(() => reject(new Error(`waited for "${kind}"`))));
      const end = this.on((message) => {
        if (isKind(message, kind) && fits(message)) finish(() => resolve(message));
      });
      this.#child.once('exit', onExit);
    });
  }

  async toPhase(name: string, limitMs = LIMIT_MS): Promise<void> {
    if (this.#phase !== name) await this.next('phase', (message) => message.name === name, limitMs);
  }

  /** Resolves when the last of it has gone into the microphone. */
  async say(samples: Int16Array): Promise<void> {
    const stream = ++this.#streams;
    const output = connectSpeech(this.#sockets.room);
    const finished = this.next('board', ({ event }) => event.kind === 'roomFinished' && event.stream === stream);
    output.begin(stream, 16_000);
    await output.write(stream, samples, new AbortController().signal);
    output.end(stream);
    await finished;
    output.close();
  }

  /** What the microphone hears, until the returned function is called. */
  hear(onFrame: (samples: Int16Array, capturedAtMs: number) => void): () => void {
    const connection = connectMicrophone(this.#sockets.microphone, {
      onFrame: (samples, _first, capturedAtMs) => onFrame(samples, capturedAtMs),
      onClose: () => {},
    });
    return () => connection.close();
  }

  /** Resolves when the voice and the rest have nothing left to do from their start, or `limitMs` have passed. */
  async settled(limitMs: number): Promise<void> {
    const until = systemClock.monotonic() + limitMs;
    for (let quiet = 0; quiet < 3 && systemClock.monotonic() < until; ) {
      const before = this.cpuMs();
      await sleep(systemClock, 1000);
      const used = this.cpuMs() - before;
      quiet = used < 150 ? quiet + 1 : 0;
    }
  }

  cpuMs(): number {
    return Object.values(this.pids).reduce((sum, pid) => sum + (cpuMsOf(pid) ?? 0), 0);
  }

  async close(): Promise<void> {
    if (this.#failure === null) {
      const ended = new Promise((resolve) => this.#child.once('exit', resolve));
      this.send({ kind: 'close' });
      await ended;
    }
    rmSync(this.#dataRoot, { recursive: true, force: true });
  }

  get #sockets(): KindOf<'listening'>['sockets'] {
    if (this.#introduction === null) throw new Error('the box does not listen yet');
    return this.#introduction.sockets;
  }

  #receive(message: BoxMessage): void {
    if (message.kind === 'listening') this.#introduction = message;
    if (message.kind === 'phase') this.#phase = message.name;
    for (const listener of [...this.#listeners]) listener(message);
  }
}

function isKind<Kind extends BoxMessage['kind']>(message: BoxMessage, kind: Kind): message is KindOf<Kind> {
  return message.kind === kind;
}

/** A sentence with a pause in it: what stands between the parts is milliseconds of silence. */
export async function spoken(parts: ReadonlyArray<string | number>): Promise<Int16Array> {
  const pieces: Int16Array[] = [];
  for (const part of parts) pieces.push(typeof part === 'number' ? new Int16Array(part * 16) : await speak(part));
  return Int16Array.from(pieces.flatMap((piece) => [...piece]));
}
