#!/usr/bin/env node
import { runCommandLine } from './cli/main-program.ts';

const status = await runCommandLine({
  argv: process.argv.slice(2),
  environment: process.env,
  write: (line) => void process.stdout.write(`${line}\n`),
  writeError: (line) => void process.stderr.write(`${line}\n`),
});
// Engines keep threads and sockets open; a command that is done is done once its output has been written.
process.stdout.write('', () => process.exit(status));
