#!/usr/bin/env node
import { stayAlive } from './kernel/clock.ts';
import { keepHeapSmall } from './kernel/small-heap.ts';

// A reader that went away ("linnet models list | head") is no fault: there is nobody left to tell. A disk that is full is one.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  process.stderr.on('error', () => process.exit(1)); // it may be the same disk
  process.stderr.write(`The output cannot be written, and is not whole: ${error.message}.\n`, () => process.exit(1));
});
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
process.stdout.write('', (error) => {
  if (error == null) process.exit(status); // else it is told above
});
