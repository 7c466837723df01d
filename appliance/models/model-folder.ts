// One model's folder in the cache: which of its files are there and are what the catalogue says.
import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomic } from '../kernel/atomic-file.ts';
import { FileDigests, sha256OfBytes } from './file-digest.ts';
import { keptFiles, type Model, type ModelFile } from './model.ts';

export type FileState = 'ready' | 'missing' | 'wrong';

export interface FileCheck {
  readonly name: string;
  readonly state: FileState;
  /** Where a wrong file was put. */
  readonly setAside?: string;
}

/** Hashes of files that the catalogue cannot know (see `ModelFile.sha256`), as they were when the files were made. */
const RECEIPT = 'receipt.json';
const receiptSchema = z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/));

export class ModelFolder {
  readonly model: Model;
  readonly folder: string;
  readonly #languages: readonly string[];
  readonly #digests: FileDigests;

  constructor(root: string, model: Model, languages: readonly string[], digests: FileDigests = new FileDigests()) {
    this.model = model;
    this.folder = join(root, model.id);
    this.#languages = languages;
    this.#digests = digests;
  }

  get files(): readonly ModelFile[] {
    return keptFiles(this.model, this.#languages);
  }

  path(name: string): string {
    return join(this.folder, ...name.split('/'));
  }

  /** Whether each wanted file is there with its size; reads no file. */
  async isComplete(): Promise<boolean> {
    const sizes = await Promise.all(this.files.map((file) => sizeOf(this.path(file.name))));
    return sizes.every(
      (size, i) => size !== undefined && (this.files[i]?.sha256 === undefined || size === this.files[i]?.bytes),
    );
  }

  /** Every wanted file, read and hashed; a wrong one is set aside at once, so that nothing can load it. */
  async check(): Promise<readonly FileCheck[]> {
    const receipt = await this.#receipt();
    const checks: FileCheck[] = [];
    for (const file of this.files) checks.push(await this.checkFile(file, receipt[file.name]));
    return checks;
  }

  async checkFile(file: ModelFile, recordedHash?: string): Promise<FileCheck> {
    const path = this.path(file.name);
    const size = await sizeOf(path);
    const actual = size === undefined ? undefined : await this.#digests.sha256(path).catch(noneWhereGone);
    if (actual === undefined) return { name: file.name, state: 'missing' };
    if (actual === (file.sha256 ?? recordedHash)) return { name: file.name, state: 'ready' };
    return { name: file.name, state: 'wrong', setAside: await setAside(path, path, actual) };
  }

  /** Moves the finished `temporary` to its place if its bytes are the expected ones, else beside it; gives the state. */
  async accept(file: ModelFile, temporary: string): Promise<FileCheck> {
    const actual = await this.#digests.sha256(temporary);
    const path = this.path(file.name);
    if (file.sha256 !== undefined && actual !== file.sha256) {
      return { name: file.name, state: 'wrong', setAside: await setAside(temporary, path, actual) };
    }
    if (file.sha256 === undefined) await this.#record(file.name, actual);
    await rename(temporary, path);
    return { name: file.name, state: 'ready' };
  }

  /** Writes bytes that a conversion gave; false where they are not the expected ones, and then nothing is written. */
  async write(file: ModelFile, content: Uint8Array): Promise<boolean> {
    const actual = sha256OfBytes(content);
    if (file.sha256 !== undefined && actual !== file.sha256) return false;
    if (file.sha256 === undefined) await this.#record(file.name, actual);
    await writeFileAtomic(this.path(file.name), content, 0o644);
    return true;
  }

  /** The path of a file about to be written, with the folders above it made. */
  async prepare(name: string): Promise<string> {
    const path = this.path(name);
    await mkdir(dirname(path), { recursive: true });
    return path;
  }

  async remove(name: string): Promise<void> {
    await rm(this.path(name), { force: true });
  }

  async #receipt(): Promise<Record<string, string>> {
    try {
      return receiptSchema.parse(JSON.parse(await readFile(join(this.folder, RECEIPT), 'utf8')));
    } catch {
      return {}; // no receipt, or a damaged one: what it would vouch for counts as wrong and is fetched again
    }
  }

  async #record(name: string, sha256: string): Promise<void> {
    const receipt = { ...(await this.#receipt()), [name]: sha256 };
    await mkdir(this.folder, { recursive: true });
    await writeFileAtomic(join(this.folder, RECEIPT), JSON.stringify(receipt, undefined, 2), 0o644);
  }
}

/** Somebody who checked at the same time may have set the file aside since it was seen. */
function noneWhereGone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

async function setAside(from: string, path: string, hash: string): Promise<string> {
  const aside = `${path}.wrong-${hash.slice(0, 8)}`;
  await rename(from, aside).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error; // somebody who checked at the same time was quicker
  });
  return aside;
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch {
    return undefined;
  }
}
