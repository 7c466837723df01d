// Native packages that drive hardware are optional: on a machine without their compiler or their library the rest works. They are
// loaded when they are needed and never named in an import, so that their absence is a sentence and not a failed start.
import { createRequire } from 'node:module';
import { LinnetError, toError } from '../kernel/errors.ts';

export type NativePackage = 'alsa-capture' | 'koffi' | 'onoff' | 'rpio' | 'spi-device' | 'usb';

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
