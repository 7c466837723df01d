// The one door to onnxruntime-node, which stays at 1.27.0: later Linux builds send telemetry unless told not to. Should one slip
// in, this variable stops it; it must stand before the library is loaded, hence the late import.
import { stat } from 'node:fs/promises';
import type { InferenceSession, Tensor, TypedTensor } from 'onnxruntime-node';
import { requirePackage } from '../../kernel/common-js.ts';
import { LinnetError, toError } from '../../kernel/errors.ts';

export type { InferenceSession, Tensor, TypedTensor };
export type OnnxRuntime = typeof import('onnxruntime-node');

/** Throws `engine.unavailable` where there is no build for this machine (Intel Macs). */
export function loadOnnxRuntime(): OnnxRuntime {
  process.env.ORT_DISABLE_TELEMETRY = '1';
  try {
    return requirePackage<OnnxRuntime>('onnxruntime-node');
  } catch (cause) {
    const [reason = ''] = toError(cause).message.split('\n');
    throw new LinnetError(
      'engine.unavailable',
      `onnxruntime-node does not load on this machine (${process.platform} ${process.arch}): ${reason}`,
      { cause },
    );
  }
}

/**
 * One thread without spinning: models this small gain nothing from a second thread, and an idle pool that spins burns a core.
 * https://onnxruntime.ai/docs/performance/tune-performance/threading.html
 */
const SESSION_OPTIONS: InferenceSession.SessionOptions = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  logSeverityLevel: 4, // only what is fatal: a refused model is reported by us
  extra: { session: { intra_op: { allow_spinning: '0' }, inter_op: { allow_spinning: '0' } } },
};

/** Rejects with `model.missing` or `model.corrupt`; the text names the file. */
export async function openSession(runtime: OnnxRuntime, path: string): Promise<InferenceSession> {
  await requireFile(path);
  try {
    return await runtime.InferenceSession.create(path, SESSION_OPTIONS);
  } catch (cause) {
    throw new LinnetError(
      'model.corrupt',
      `onnxruntime cannot read the model "${path}"; run "linnet models verify" and fetch it again.`,
      { cause },
    );
  }
}

/** Rejects with `model.missing` where `path` is not a file with something in it. */
export async function requireFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found?.isFile() && found.size > 0) return;
  const what = found === null ? 'there is none' : 'it is empty or a folder';
  throw new LinnetError('model.missing', `Expected a model file at "${path}", but ${what}; run "linnet models fetch".`);
}
