// What travels between the recogniser and its worker. Both ends are this program, so that the types are the whole contract.
import type { ErrorCode } from '../../../kernel/errors.ts';
import { LinnetError, toError } from '../../../kernel/errors.ts';
import type { Hypothesis, PhraseScore, PhraseSet } from '../../ports.ts';
import type { DecoderOptions } from './decoder.ts';

export interface MoonshineFiles {
  readonly encoder: string;
  readonly decoder: string;
  readonly tokenizer: string;
}

/** Given to the worker at its start. */
export interface MoonshineSetup {
  readonly files: MoonshineFiles;
  readonly decoder: DecoderOptions;
}

/** What a job is to do. Its samples are transferred. */
export type MoonshineTask =
  | {
      readonly kind: 'recognise';
      readonly samples: Float32Array;
      readonly biased: boolean;
      readonly nbest: number;
      readonly leadIn: string | null;
    }
  | { readonly kind: 'transcribe'; readonly samples: Float32Array; readonly leadIn: string | null }
  | { readonly kind: 'score'; readonly samples: Float32Array; readonly spellings: readonly string[] };

/** Recogniser ▸ worker. Phrases stay until others come; a job uses those that were there when it came. */
export type MoonshineRequest =
  | { readonly kind: 'job'; readonly job: number; readonly task: MoonshineTask }
  | { readonly kind: 'phrases'; readonly set: PhraseSet }
  | { readonly kind: 'cancel'; readonly job: number };

export type MoonshineResult =
  | { readonly kind: 'recognised'; readonly hypotheses: readonly Hypothesis[]; readonly decodeMs: number }
  | { readonly kind: 'transcribed'; readonly text: string | null }
  | { readonly kind: 'scored'; readonly score: PhraseScore };

export interface Failure {
  readonly code: ErrorCode;
  readonly text: string;
}

/** Worker ▸ recogniser. `ready` comes first; `failed` with no job means that the model could not be loaded. */
export type MoonshineReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly job: number; readonly result: MoonshineResult }
  | { readonly kind: 'failed'; readonly job: number | null; readonly failure: Failure };

/** An error as it travels: class and prototype do not survive the way. */
export function describeFailure(thrown: unknown): Failure {
  if (!(thrown instanceof LinnetError)) {
    return { code: 'recognition.failed', text: `The recogniser failed: ${toError(thrown).message}` };
  }
  return { code: thrown.code, text: thrown.message.replace(` [${thrown.code}]`, '') };
}

export function restoreFailure({ code, text }: Failure): LinnetError {
  return new LinnetError(code, text);
}
