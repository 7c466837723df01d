// Native packages that drive hardware are optional: on a machine without their compiler or their library the rest works. They are
// loaded when they are needed and never named in an import, so that their absence is a sentence and not a failed start.
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { LinnetError, toError } from '../kernel/errors.ts';

export type NativePackage = 'alsa-capture' | 'onoff' | 'rpio' | 'spi-device' | 'usb';

const require = createRequire(import.meta.url);

/** The package `name`, which the caller describes by `Shape`. `purpose` ends the sentence "It is needed for …". */
export function loadNative<Shape>(name: NativePackage, purpose: string): Shape {
  try {
    return require(name) as Shape;
  } catch (thrown) {
    const cause = toError(thrown);
    const [why] = cause.message.split('\n');
    throw new LinnetError(
      'board.unsupported',
      `The package "${name}" is needed for ${purpose} and does not load (${why}); "npm install" and "npm rebuild ${name}" bring it.`,
      { cause },
    );
  }
}

/** Whether `name` is installed; it may still fail to load. */
export function isInstalled(name: NativePackage): boolean {
  try {
    require.resolve(name);
    return true;
  } catch {
    return false; // optional, so this is an answer
  }
}

const LOAD_LIMIT_MS = 20_000;

/** Whether `name` loads, tried in a process of its own: an addon built for another Node, or without its library, may crash it. */
export function loadsElsewhere(name: NativePackage): Promise<boolean> {
  return isInstalled(name) ? loadsWithin(require.resolve(name), LOAD_LIMIT_MS) : Promise.resolve(false);
}

/** One that hangs while it loads hears no signal of Node's and no timer: its end is seen to by another thread, with or without us. */
const TRY = `
  const [path, limitMs] = process.argv.slice(1);
  const wait = \`Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, \${limitMs});\`;
  const { Worker } = require('node:worker_threads');
  new Worker(wait + 'process.kill(process.pid, "SIGKILL")', { eval: true }).unref();
  require(path);`;

/** Whether the module at `path` loads within `limitMs`. Exported for the test of one that hangs. */
export function loadsWithin(path: string, limitMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ['-e', TRY, path, String(limitMs)], (error) => {
      process.off('exit', kill);
      resolve(error === null);
    });
    const kill = (): void => void child.kill('SIGKILL');
    process.once('exit', kill);
  });
}
