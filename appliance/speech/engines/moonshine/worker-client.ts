// The recogniser's side of its worker: starts it, gives it jobs, and starts another when it died.
import { SHARE_ENV, Worker } from 'node:worker_threads';
import { entryPoint } from '../../../kernel/entry.ts';
import { LinnetError } from '../../../kernel/errors.ts';
import type { Log } from '../../../kernel/log.ts';
import type { PhraseSet } from '../../ports.ts';
import {
  type MoonshineReply,
  type MoonshineRequest,
  type MoonshineResult,
  type MoonshineSetup,
  type MoonshineTask,
  restoreFailure,
} from './moonshine-messages.ts';

export type StartWorker = (setup: MoonshineSetup) => Worker;

/** A partial and a decode of two utterances, and two wake words in question; more are refused with `queue.full`. */
const MOST_JOBS = 6;

interface Job {
  readonly resolve: (result: MoonshineResult) => void;
  readonly reject: (error: unknown) => void;
}

interface Live {
  readonly worker: Worker;
  readonly ready: Promise<void>;
  /** The phrases it was last sent. */
  phrases: PhraseSet | null;
}

export class MoonshineWorkerClient {
  readonly #setup: MoonshineSetup;
  readonly #deps: { readonly log: Log; readonly startWorker: StartWorker };
  readonly #jobs = new Map<number, Job>();
  #live: Live | undefined;
  #nextJob = 1;
  #closed = false;

  constructor(setup: MoonshineSetup, deps: { readonly log: Log; readonly startWorker?: StartWorker }) {
    this.#setup = setup;
    this.#deps = { startWorker: startMoonshineWorker, ...deps };
  }

  /** Resolves when the model is loaded and warm. Rejects with what loading failed with, or `recognition.failed`. */
  start(): Promise<void> {
    return this.#use().ready;
  }

  /** Rejects with the signal's reason, `recognition.failed` where the worker died (the next job starts another), or `queue.full`. */
  async run(task: MoonshineTask, phrases: PhraseSet | null, signal?: AbortSignal): Promise<MoonshineResult> {
    signal?.throwIfAborted();
    if (this.#jobs.size >= MOST_JOBS) {
      throw new LinnetError('queue.full', `The recogniser has ${MOST_JOBS} jobs already; ask again when one is done.`);
    }
    const live = this.#use();
    await live.ready;
    signal?.throwIfAborted();
    if (this.#live !== live) throw died('it ended');
    if (phrases !== null && phrases !== live.phrases) this.#send(live, { kind: 'phrases', set: phrases });
    live.phrases = phrases ?? live.phrases;
    return await this.#post(live, task, signal);
  }

  /** Idempotent; pending jobs reject with `operation.cancelled`. */
  async close(): Promise<void> {
    this.#closed = true;
    const live = this.#live;
    this.#live = undefined;
    this.#rejectAll(new LinnetError('operation.cancelled', 'The recogniser was closed.'));
    await live?.worker.terminate();
  }

  #post(live: Live, task: MoonshineTask, signal: AbortSignal | undefined): Promise<MoonshineResult> {
    const job = this.#nextJob++;
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        this.#send(live, { kind: 'cancel', job });
        this.#take(job)?.reject(signal?.reason);
      };
      const settle = (): void => signal?.removeEventListener('abort', onAbort);
      this.#jobs.set(job, {
        resolve: (result) => {
          settle();
          resolve(result);
        },
        reject: (error) => {
          settle();
          reject(error as Error);
        },
      });
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#send(live, { kind: 'job', job, task }, [task.samples.buffer as ArrayBuffer]);
    });
  }

  #send(live: Live, message: MoonshineRequest, transferred: readonly ArrayBuffer[] = []): void {
    live.worker.postMessage(message, transferred);
  }

  #use(): Live {
    if (this.#closed) throw new LinnetError('operation.cancelled', 'The recogniser was closed.');
    this.#live ??= this.#spawn();
    return this.#live;
  }

  #spawn(): Live {
    const worker = this.#deps.startWorker(this.#setup);
    const ready = new Promise<void>((resolve, reject) => {
      worker.on('message', (reply: MoonshineReply) => {
        if (reply.kind === 'ready') resolve();
        else if (reply.kind === 'failed' && reply.job === null) reject(restoreFailure(reply.failure));
        else this.#settle(reply);
      });
      worker.once('error', (error) => this.#onDeath(worker, error.message, reject));
      worker.once('exit', (code) => this.#onDeath(worker, `it ended with code ${code}`, reject));
    });
    ready.catch(() => this.#forget(worker));
    return { worker, ready, phrases: null };
  }

  #settle(reply: Exclude<MoonshineReply, { kind: 'ready' }>): void {
    const job = this.#take(reply.job ?? 0); // a job that was cancelled is gone already
    if (reply.kind === 'done') job?.resolve(reply.result);
    else job?.reject(restoreFailure(reply.failure));
  }

  #take(job: number): Job | undefined {
    const found = this.#jobs.get(job);
    this.#jobs.delete(job);
    return found;
  }

  #onDeath(worker: Worker, reason: string, reject: (error: Error) => void): void {
    reject(died(reason));
    if (this.#live?.worker !== worker) return;
    this.#deps.log.warn({ reason }, 'recogniser worker died');
    this.#live = undefined;
    this.#rejectAll(died(reason));
  }

  /** A worker whose model could not be loaded is of no use: the next job tries anew. */
  #forget(worker: Worker): void {
    if (this.#live?.worker === worker) this.#live = undefined;
    void worker.terminate();
  }

  #rejectAll(error: LinnetError): void {
    const jobs = [...this.#jobs.values()];
    this.#jobs.clear();
    for (const job of jobs) job.reject(error);
  }
}

/** The real worker. It shares this process's environment, since what it sets there must reach the native library. */
export function startMoonshineWorker(setup: MoonshineSetup): Worker {
  return new Worker(entryPoint(import.meta.url, './moonshine-worker.ts'), { workerData: setup, env: SHARE_ENV });
}

function died(reason: string): LinnetError {
  return new LinnetError(
    'recognition.failed',
    `The recogniser's worker died (${reason}); the next utterance starts another.`,
  );
}
