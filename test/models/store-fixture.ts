// A small catalogue and a store over it, for tests of fetching.
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Clock } from '../../appliance/kernel/clock.ts';
import type { Mirror, Model, SourceFile } from '../../appliance/models/model.ts';

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function source(name: string, content: Uint8Array): SourceFile {
  return { name, bytes: content.length, sha256: sha256(content) };
}

export function model(
  id: string,
  sources: readonly SourceFile[],
  mirrors: readonly Mirror[],
  more: Partial<Model> = {},
): Model {
  return {
    id,
    job: 'wake',
    title: id,
    languages: ['any'],
    licence: 'MIT',
    memoryMb: 1,
    sources,
    derived: [],
    mirrors,
    loader: {},
    ranHere: false,
    ...more,
  };
}

export function urlMirror(base: string, ...names: string[]): Mirror {
  return { kind: 'url', base, paths: Object.fromEntries(names.map((name) => [name, name])) };
}

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'linnet-models-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Waits of up to a second are over at once, longer ones never are: retries happen, time-outs do not. */
export const hurriedClock: Clock = {
  monotonic: () => performance.now(),
  wall: () => Date.now(),
  after(delayMs, run) {
    if (delayMs > 1000) return { cancel: () => undefined };
    const handle = setImmediate(run);
    return { cancel: () => clearImmediate(handle) };
  },
};

export const noNetwork = {
  fetchUrl: (url: string): Promise<Response> => Promise.reject(new Error(`A request went out to ${url}`)),
  run: (program: string): Promise<never> => Promise.reject(new Error(`"${program}" was started`)),
};
