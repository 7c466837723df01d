// The default recogniser: Moonshine in our own decode loop, in a worker. It also scores wake phrases for the second stage.
import type { Log } from '../../../kernel/log.ts';
import type { PhraseScore, PhraseScorer, Recognition, RecognitionContext, Recognizer } from '../../ports.ts';
import { createUtteranceStream, type WholeAudioEngine } from '../utterance-stream.ts';
import { type BeamOptions, DEFAULT_BEAM } from './beam.ts';
import { DEFAULT_DECODER } from './decoder.ts';
import type { MoonshineFiles } from './moonshine-messages.ts';
import { MoonshineWorkerClient, type StartWorker } from './worker-client.ts';

export interface MoonshineOptions {
  /** Absolute paths, verified: onnxruntime reads whatever it is given. */
  readonly files: MoonshineFiles;
  /** Names the engine in results. Default "moonshine". */
  readonly id?: string;
  /** Default: width 4, λ 0.5 nats a character, γ 0.3 nats a token. A phrase's weight (0 to 1) scales λ. */
  readonly beam?: Partial<BeamOptions>;
}

export interface MoonshineDeps {
  readonly log: Log;
  /** Default: a worker thread of the compiled moonshine-worker. */
  readonly startWorker?: StartWorker;
}

/** Resolves when the model is loaded and warm. Rejects with `model.missing`, `model.corrupt` or `model.unsupported`. */
export async function createMoonshine(
  options: MoonshineOptions,
  deps: MoonshineDeps,
): Promise<Recognizer & PhraseScorer> {
  const { files, id = 'moonshine', beam } = options;
  const decoder = { ...DEFAULT_DECODER, beam: { ...DEFAULT_BEAM, ...beam } };
  const client = new MoonshineWorkerClient({ files, decoder }, deps);
  await client.start();
  return {
    id,
    open: (context) => createUtteranceStream(engineFor(id, client, context)),
    scorePhrase: (samples, spellings) => scorePhrase(client, samples, spellings),
    close: () => client.close(),
  };
}

/** The context's phrases stay those of this utterance, whatever the house sends meanwhile. */
function engineFor(id: string, client: MoonshineWorkerClient, context: RecognitionContext): WholeAudioEngine {
  const { phrases, nbest, leadIn = null } = context;
  return {
    recognise: async (samples, signal): Promise<Recognition> => {
      const audioMs = samples.length / 16;
      const task = { kind: 'recognise', samples, biased: phrases !== null, nbest, leadIn } as const;
      const result = await client.run(task, phrases, signal);
      if (result.kind !== 'recognised') throw new TypeError(`Expected a recognition, ${result.kind} came`);
      return { hypotheses: result.hypotheses, audioMs, decodeMs: result.decodeMs, engine: id };
    },
    transcribe: async (samples, signal) => {
      const result = await client.run({ kind: 'transcribe', samples, leadIn }, null, signal);
      return result.kind === 'transcribed' ? result.text : null;
    },
  };
}

async function scorePhrase(
  client: MoonshineWorkerClient,
  samples: Float32Array,
  spellings: readonly string[],
): Promise<PhraseScore> {
  const result = await client.run({ kind: 'score', samples: samples.slice(), spellings }, null);
  if (result.kind !== 'scored') throw new TypeError(`Expected a score, ${result.kind} came`);
  return result.score;
}
