// The worker that holds the Moonshine model, so that the thread that listens for wake and stop words never waits for a decode.
// Jobs run interleaved, token by token, since each token gives the event loop a turn: a cancel is seen at the next one.
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { systemClock } from '../../../kernel/clock.ts';
import { LinnetError } from '../../../kernel/errors.ts';
import { type PhraseSet, SPEECH_RATE } from '../../ports.ts';
import { CommandRivals } from './command-rivals.ts';
import type { MoonshineDecoder } from './decoder.ts';
import { loadDecoder } from './load-decoder.ts';
import {
  describeFailure,
  type MoonshineReply,
  type MoonshineRequest,
  type MoonshineResult,
  type MoonshineSetup,
  type MoonshineTask,
} from './moonshine-messages.ts';
import { PhraseTrie } from './phrase-trie.ts';

/** The first decode allocates what all later ones use: better now than while somebody waits. */
async function warm(decoder: MoonshineDecoder): Promise<void> {
  const hum = Float32Array.from({ length: SPEECH_RATE }, (_, i) => 0.01 * Math.sin(i / 20));
  await decoder.transcribe(hum, null, new AbortController().signal);
}

async function serve(port: MessagePort, setup: MoonshineSetup): Promise<void> {
  const reply = (message: MoonshineReply): void => port.postMessage(message);
  try {
    const decoder = await loadDecoder(setup);
    await warm(decoder);
    const desk = new JobDesk(decoder, reply);
    port.on('message', (message: MoonshineRequest) => desk.accept(message));
    reply({ kind: 'ready' });
  } catch (thrown) {
    reply({ kind: 'failed', job: null, failure: describeFailure(thrown) });
  }
}

class JobDesk {
  readonly #decoder: MoonshineDecoder;
  readonly #reply: (message: MoonshineReply) => void;
  /** Bounded by the recogniser, which refuses more. */
  readonly #running = new Map<number, AbortController>();
  #trie: PhraseTrie | null = null;
  #rivals: CommandRivals | null = null;

  constructor(decoder: MoonshineDecoder, reply: (message: MoonshineReply) => void) {
    this.#decoder = decoder;
    this.#reply = reply;
  }

  accept(message: MoonshineRequest): void {
    if (message.kind === 'phrases') this.#learn(message.set.phrases);
    else if (message.kind === 'job') void this.#run(message.job, message.task);
    else this.#running.get(message.job)?.abort(new LinnetError('operation.cancelled', 'The decode was cancelled.'));
  }

  #learn(phrases: PhraseSet['phrases']): void {
    this.#trie = new PhraseTrie(phrases);
    this.#rivals = new CommandRivals(phrases);
  }

  async #run(job: number, task: MoonshineTask): Promise<void> {
    const stop = new AbortController();
    this.#running.set(job, stop);
    try {
      const result = await this.#perform(task, stop.signal);
      this.#reply({ kind: 'done', job, result });
    } catch (thrown) {
      this.#reply({ kind: 'failed', job, failure: describeFailure(thrown) });
    } finally {
      this.#running.delete(job);
    }
  }

  async #perform(task: MoonshineTask, signal: AbortSignal): Promise<MoonshineResult> {
    switch (task.kind) {
      case 'recognise':
        return await this.#recognise(task, signal);
      case 'transcribe': {
        const heard = await this.#decoder.transcribe(task.samples, task.leadIn, signal);
        return { kind: 'transcribed', text: heard?.text ?? null };
      }
      case 'score':
        return { kind: 'scored', score: await this.#decoder.score(task.samples, task.spellings, signal) };
    }
  }

  async #recognise(
    { samples, biased, nbest, leadIn }: Extract<MoonshineTask, { kind: 'recognise' }>,
    signal: AbortSignal,
  ): Promise<MoonshineResult> {
    const from = systemClock.monotonic();
    const trie = biased && this.#trie?.isEmpty === false ? this.#trie : null;
    const rivals = biased ? this.#rivals : null;
    const hypotheses = await this.#decoder.recognise(samples, { trie, rivals, nbest, leadIn }, signal);
    return { kind: 'recognised', hypotheses, decodeMs: systemClock.monotonic() - from };
  }
}

if (parentPort !== null) await serve(parentPort, workerData as MoonshineSetup);
