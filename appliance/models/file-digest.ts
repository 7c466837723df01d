// sha256 of files, remembered as long as a file stays the same one, so that a model of a gigabyte is read once a process, also by
// those who ask at once.
import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';

const READ_BYTES = 256 * 1024;

export class FileDigests {
  readonly #known = new Map<string, { readonly stamp: string; readonly sha256: Promise<string> }>();

  /** Lower-case hex. Rejects as the file system does. */
  async sha256(path: string): Promise<string> {
    const { ino, size, mtimeMs } = await stat(path);
    const stamp = `${ino}:${size}:${mtimeMs}`;
    const known = this.#known.get(path);
    if (known?.stamp === stamp) return await known.sha256;
    const sha256 = sha256OfFile(path);
    this.#known.set(path, { stamp, sha256 });
    sha256.catch(() => this.#known.delete(path)); // it may be readable the next time
    return await sha256;
  }
}

export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  const block = Buffer.allocUnsafe(READ_BYTES); // one for the whole file: a new one for each read makes the process grow by 40 MB
  const file = await open(path);
  try {
    for (let read = await file.read(block); read.bytesRead > 0; read = await file.read(block))
      hash.update(block.subarray(0, read.bytesRead));
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}

export function sha256OfBytes(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
