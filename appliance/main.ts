#!/usr/bin/env node
import { stayAlive } from './kernel/clock.ts';
import { keepHeapSmall } from './kernel/small-heap.ts';

// A reader that went away ("linnet models list | head") is no fault: there is nobody left to tell.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
stayAlive(); // a command may wait for nothing but time

keepHeapSmall();
const { runCommandLine } = await import('./cli/main-program.ts');
const status = await runCommandLine({
  argv: process.argv.slice(2),
  environment: process.env,
  write: (line) => void process.stdout.write(`${line}\n`),
  writeError: (line) => void process.stderr.write(`${line}\n`),
});
// Engines keep threads and sockets open; a command that is done is done once its output has been written.
process.stdout.write('', () => process.exit(status));
