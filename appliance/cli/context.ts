// What a command gets instead of the process: the program's frame makes it, tests make their own.
import type { ConfigLayers } from '../config/load.ts';
import type { MachineAccess } from '../hardware/real-board.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';

export interface CliContext {
  /** The folder of the model store. */
  readonly modelsRoot: string;
  readonly log: Log;
  /** One line on standard output, which carries results and nothing else. */
  write(line: string): void;
  /** A note on standard error. */
  writeError(line: string): void;
  /** What failed, on standard error: a sentence, or with --json an object `{error, message}` with `about`; the exit status is then that of the error. */
  fail(thrown: unknown, about?: Readonly<Record<string, string>>): void;
  /** The exit status that the process ends with once the command is done; 0 unless set. */
  setExitStatus(status: number): void;
}

/** What commands of the whole box get beside it. */
export interface BoxContext extends CliContext {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The data folder that the command line names. */
  dataRoot(): string;
  /** The layers of the configuration that the command line names. */
  layers(): ConfigLayers;
  readonly hardware: HardwareAccess;
}

/** How commands reach the board of this machine, and the time in which they do: another one in tests only. */
export interface HardwareAccess extends MachineAccess {
  readonly clock: Clock;
}
