// linnet turns [--last N] [--wakes]: where the time of each turn went.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { Turn } from '../dialogue/turn.ts';
import { createTurnStore, TURN_MIGRATIONS, type WakeRecord } from '../dialogue/turn-store.ts';
import { systemClock } from '../kernel/clock.ts';
import { openDatabase } from '../storage/database.ts';
import { InvalidArgumentError } from './commander.ts';
import type { BoxContext } from './context.ts';

export function registerTurnsCommand(program: Command, context: BoxContext): void {
  program
    .command('turns')
    .description('the record: one timeline a turn')
    .option('--last <n>', 'how many', positive, 20)
    .option('--wakes', 'the decisions of the wake word instead: detected, rejected, near misses')
    .option('--json', 'one object a line, as it is recorded; words only where privacy.keepTranscripts is on')
    .action((options: { last: number; wakes?: boolean; json?: boolean }) => show(context, options));
}

function show(context: BoxContext, options: { last: number; wakes?: boolean; json?: boolean }): void {
  const path = join(context.dataRoot(), 'history.db');
  if (!existsSync(path)) {
    context.writeError(`No record at "${path}" yet: no box has run with this data folder.`);
    return;
  }
  const database = openDatabase({ path, durability: 'normal', migrations: TURN_MIGRATIONS });
  const store = createTurnStore(database, { clock: systemClock, log: context.log });
  try {
    const print = <Row>(rows: readonly Row[], asText: (row: Row) => string): void => {
      for (const row of rows) context.write(options.json === true ? JSON.stringify(row) : asText(row));
    };
    if (options.wakes === true) print(store.lastWakes(options.last), wakeText);
    else print(store.last(options.last), turnText);
  } finally {
    database.close();
  }
}

function wakeText(wake: WakeRecord): string {
  const verifier = wake.verifierScore === null ? '' : `, confirmed at ${wake.verifierScore.toFixed(1)}`;
  return `${localTime(wake.at)}  ${wake.word.padEnd(12)} ${wake.outcome.padEnd(9)} ${wake.score.toFixed(2)}${verifier}`;
}

/** "2026-11-27 07:30:05", as the clock on this machine's wall says. */
function localTime(at: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const date = new Date(at);
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day} ${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')}`;
}

const WIDTH = 48; // columns of a timeline

/** One turn as a few lines with a bar for each stage, to the same scale. */
export function turnText(turn: Turn): string {
  const total = Math.max(1, ...turn.stages.map((stage) => stage.startMs + stage.durationMs));
  const head = `${localTime(turn.startedAt)}  ${turn.origin}  ${turn.outcome}${turn.intent === null ? '' : `  ${turn.intent}`}`;
  const words = [
    turn.transcript === null
      ? null
      : `  heard  "${turn.transcript}"${turn.confidence === null ? '' : `  (confidence ${turn.confidence.toFixed(2)}, at best 0)`}`,
    turn.reply === null || turn.reply === ''
      ? null
      : `  said   "${turn.reply}"${turn.cut === null ? '' : '  (cut off)'}`,
    turn.endpointToSoundMs === null
      ? null
      : `  ${turn.endpointToSoundMs} ms from the end of listening to the first sound`,
  ];
  const bars = turn.stages.map(({ name, startMs, durationMs }) => {
    const from = Math.floor((startMs / total) * WIDTH);
    const length = Math.max(1, Math.round((durationMs / total) * WIDTH));
    const bar = `${' '.repeat(from)}${'█'.repeat(Math.min(length, WIDTH - from))}`.padEnd(WIDTH);
    return `  ${name.padEnd(13)} ${bar} ${durationMs.toFixed(0).padStart(6)} ms`;
  });
  return [head, ...words.filter((line) => line !== null), ...bars].join('\n');
}

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('Expected a whole number from 1.');
  return value;
}
