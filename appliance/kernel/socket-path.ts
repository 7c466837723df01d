// Unix sockets by path.
import { LinnetError } from './errors.ts';

/** The kernel's sun_path has 108 bytes with its end (unix(7)), that of macOS 104; a longer path would be cut short in silence. */
const LONGEST_SOCKET_PATH = 103;

/** Throws `input.tooLarge` where `path` is longer than a socket's may be. */
export function checkSocketPath(path: string): void {
  const length = Buffer.byteLength(path);
  if (length <= LONGEST_SOCKET_PATH) return;
  throw new LinnetError(
    'input.tooLarge',
    `The socket "${path}" has a path of ${length} bytes, and at most ${LONGEST_SOCKET_PATH} will do; choose a shorter folder with --data or TMPDIR.`,
  );
}
