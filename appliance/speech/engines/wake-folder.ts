// The folder with the owner's own wake models, whichever engine they are for.
import { readdir } from 'node:fs/promises';
import { LinnetError } from '../../kernel/errors.ts';

/** Names of what is in it; a missing folder has nothing. Rejects with `data.unreadable`. */
export async function namesInWakeFolder(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new LinnetError('data.unreadable', `The folder of wake models "${folder}" cannot be read.`, { cause });
  }
}
