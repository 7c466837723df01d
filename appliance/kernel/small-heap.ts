// V8 lets the space for what was just made grow to three times 16 MB before it looks what of it is still needed. That is for servers;
// here it would be a third of a process's memory.
import { setFlagsFromString } from 'node:v8';

/** Keeps that space at the size it begins with (3 MB). Takes effect from now on: to be called before the modules of the program are loaded. */
export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
