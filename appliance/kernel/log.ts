// pino with two rules of ours: a child logger for each component, and words people said only under `private`, which is
// redacted unless the owner switched `log.private` on.

import { writeSync } from 'node:fs';
import type * as Pino from 'pino';
import { requirePackage } from './common-js.ts';

const { pino } = requirePackage<typeof Pino>('pino');

export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  child(fields: object): Log;
}

export interface LogOptions {
  readonly level: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Whether transcripts and prompts (fields under `private`) are written as they are. */
  readonly private: boolean;
}

/** pino's own destination ends the process where a line cannot be written (a full disk, a reader that has gone). */
const standardError: Pino.DestinationStream = {
  write(line) {
    try {
      writeSync(2, line);
    } catch {
      // There is no place left to tell it; the box goes on without its log.
    }
  },
};

/** One JSON object a line on standard error, or on `destination`. Standard output belongs to the commands. */
export function createLog(options: LogOptions, destination: Pino.DestinationStream = standardError): Log {
  const redact = options.private ? [] : ['private', '*.private'];
  return pino({ level: options.level, base: null, redact: { paths: redact, censor: '[private]' } }, destination);
}

/** Writes nothing: the default of offline commands and of tests that do not read the log. */
export const silentLog: Log = createLog({ level: 'silent', private: false });
