// A file is either the old one or the new one, also after a power cut: write beside it, fsync, rename, fsync the folder.
import { randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { LinnetError } from './errors.ts';

/** Replaces `path` as a whole. Rejects with `data.noSpace` when the disk is full; the old file is then untouched. */
export async function writeFileAtomic(path: string, content: string | Uint8Array, mode = 0o600): Promise<void> {
  const temporary = `${path}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    const file = await open(temporary, 'wx', mode);
    await writeAndSync(file, content);
    await rename(temporary, path);
    await syncFolder(dirname(path));
  } catch (thrown) {
    await rm(temporary, { force: true });
    throw asDiskError(thrown, path);
  }
}

/** Makes a finished rename inside `folder` durable. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function writeAndSync(file: FileHandle, content: string | Uint8Array): Promise<void> {
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

const FULL = ['ENOSPC', 'EDQUOT'];
/** A folder of somebody else, a file system that was made read-only after an error, a folder that is a file or is not there. */
const UNWRITABLE = ['EACCES', 'EPERM', 'EROFS', 'EIO', 'EEXIST', 'ENOTDIR', 'EISDIR', 'ENOENT'];

/** What keeps `path` from being written as our own error, anything else as it came. */
export function asDiskError(thrown: unknown, path: string): unknown {
  const code = (thrown as NodeJS.ErrnoException | null)?.code ?? '';
  if (FULL.includes(code)) {
    const text = `No space left to write "${path}"; free some and try again.`;
    return new LinnetError('data.noSpace', text, { cause: thrown });
  }
  return UNWRITABLE.includes(code) ? unwritable(path, code, thrown) : thrown;
}

/** `why` is the system's own word for it. */
export function unwritable(path: string, why: string, cause: unknown): LinnetError {
  const text = `Expected to write "${path}", which cannot be (${why}). Choose another place, or make this one writable.`;
  return new LinnetError('data.unwritable', text, { cause });
}
