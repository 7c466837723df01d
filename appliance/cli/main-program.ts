// The frame of the `linnet` command: global options, and which file holds which command. A command's file, and with it the native
// engines it needs, is loaded only when it is called (or all, for the list of help).
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type * as Commander from 'commander';
import type { ConfigLayers } from '../config/load.ts';
import { defaultDataRoot, defaultModelsRoot } from '../config/paths.ts';
import { systemClock } from '../kernel/clock.ts';
import { hasCode, LinnetError, toError } from '../kernel/errors.ts';
import { createLog } from '../kernel/log.ts';
import { VERSION } from '../processes/version.ts';
import { Command, CommanderError } from './commander.ts';
import type { BoxContext, HardwareAccess } from './context.ts';

type Register = (program: Commander.Command, context: BoxContext) => void;

const COMMANDS: Readonly<Record<string, () => Promise<Register>>> = {
  run: async () => (await import('./run.ts')).registerRunCommand,
  demo: async () => (await import('./demo.ts')).registerDemoCommand,
  doctor: async () => (await import('./doctor.ts')).registerDoctorCommand,
  leds: async () => (await import('./leds.ts')).registerLedsCommand,
  say: async () => (await import('./say.ts')).registerSayCommand,
  play: async () => (await import('./play.ts')).registerPlayCommand,
  ask: async () => (await import('./ask.ts')).registerAskCommand,
  transcribe: async () => (await import('./transcribe.ts')).registerTranscribeCommand,
  wake: async () => (await import('./wake.ts')).registerWakeCommand,
  listen: async () => (await import('./listen.ts')).registerListenCommand,
  turn: async () => (await import('./turn.ts')).registerTurnCommand,
  turns: async () => (await import('./turns.ts')).registerTurnsCommand,
  house: async () => (await import('./house.ts')).registerHouseCommand,
  intents: async () => (await import('./intents.ts')).registerIntentsCommand,
  models: async () => (await import('./models.ts')).registerModelsCommand,
  config: async () => (await import('./config.ts')).registerConfigCommand,
};

/** Global options that take a value: the word after one is no command. */
const VALUED = ['--config', '--data', '--set'];
/** Used wrongly: an unknown command or option, or a value that there is not. What failed on the way is 1. */
const USAGE_STATUS = 2;

export interface Surroundings {
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Default: this machine's. */
  readonly hardware?: HardwareAccess;
  write(line: string): void;
  writeError(line: string): void;
}

/** Runs the command of `argv` (without node and script) and resolves with the exit status. */
export async function runCommandLine(surroundings: Surroundings): Promise<number> {
  let status = 0;
  const program = new Command('linnet');
  const report = reporter(surroundings);
  program
    .description('a voice box for the home')
    .version(VERSION)
    .option('--config <file>', 'the configuration (default: linnet.yaml in the data folder)')
    .option('--data <folder>', 'the data folder (default: LINNET_DATA, else ~/.local/share/linnet)')
    .option('--set <section.key=value>', 'one value of the configuration; may be repeated', collect)
    .addHelpText('after', '\nExit status: 0 it worked, 1 something failed, 2 used wrongly.')
    .exitOverride()
    .configureOutput({
      writeErr: (text) => surroundings.writeError(text.trimEnd()),
      writeOut: (text) => surroundings.write(text.trimEnd()),
      outputError: (text) => report(new LinnetError('input.invalid', usageText(text))),
    });
  const context = createContext(program, surroundings, {
    report,
    setExitStatus: (code) => {
      status = code;
    },
  });
  try {
    for (const name of wanted(surroundings.argv)) (await COMMANDS[name]?.())?.(program, context);
    await program.parseAsync([...surroundings.argv], { from: 'user' });
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : USAGE_STATUS;
    report(thrown);
    return status === 0 ? statusOf(thrown) : status;
  }
  return status;
}

/** The one place that says which errors mean that the command was used wrongly. */
function statusOf(thrown: unknown): number {
  return hasCode(thrown, 'input.invalid') ? USAGE_STATUS : 1;
}

/** The command named on the line, else all of them. */
function wanted(argv: readonly string[]): readonly string[] {
  const named = argv.find((word, i) => !word.startsWith('-') && !VALUED.includes(argv[i - 1] ?? ''));
  return named !== undefined && Object.hasOwn(COMMANDS, named) ? [named] : Object.keys(COMMANDS);
}

type Report = (thrown: unknown, about?: Readonly<Record<string, string>>) => void;

/** Errors as sentences, or as objects where the results are objects. */
function reporter({ argv, writeError }: Surroundings): Report {
  const options = argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv;
  const json = options.includes('--json');
  return (thrown, about = {}) => {
    const { message } = toError(thrown);
    const code = thrown instanceof LinnetError ? thrown.code : null;
    writeError(json ? JSON.stringify({ error: code, message, ...about }) : message);
  };
}

/** "error: unknown option '--lsat'\n(Did you mean --last?)" as a sentence of ours. */
function usageText(text: string): string {
  const said = text
    .trim()
    .replace(/^error: /, '')
    .replace(/\.$/, '')
    .replace(/\n/g, ' ');
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}. "linnet --help" and "linnet COMMAND --help" say what there is.`;
}

function createContext(
  program: Commander.Command,
  surroundings: Surroundings,
  { report, setExitStatus }: { readonly report: Report; readonly setExitStatus: (code: number) => void },
): BoxContext {
  const { environment, hardware = { clock: systemClock } } = surroundings;
  const options = () => program.opts<{ config?: string; data?: string; set?: string[] }>();
  const dataRoot = (): string => resolve(options().data ?? defaultDataRoot(environment));
  return {
    modelsRoot: defaultModelsRoot(environment),
    environment,
    hardware,
    log: createLog({ level: 'warn', private: false }),
    write: (line) => surroundings.write(line),
    writeError: (line) => surroundings.writeError(line),
    fail: (thrown, about) => {
      report(thrown, about);
      setExitStatus(statusOf(thrown));
    },
    setExitStatus,
    dataRoot,
    layers: () => layers(options(), dataRoot(), environment),
  };
}

function layers(
  options: { readonly config?: string; readonly set?: readonly string[] },
  dataRoot: string,
  environment: Surroundings['environment'],
): ConfigLayers {
  const beside = join(dataRoot, 'linnet.yaml');
  const file = options.config ?? (existsSync(beside) ? beside : null);
  return { file, environment, flags: options.set ?? [] };
}

function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}
