// npm run bench [-- SECTION…] [--quick] [--data DIR] [--sentences DIR] [--json]: every section in a process of its own, one table.
// Exit status 1 when something could not be measured or an aim was missed, which the last line on standard error names. A time that
// missed its aim while other processes worked is told and does not count, nor does any time, share or memory in a quick run (when the
// garbage was last collected decides there); wrong acts and false wakes count in each.
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { defaultModelsRoot } from '../../appliance/config/paths.ts';
import { systemClock } from '../../appliance/kernel/clock.ts';
import { modelPreset } from '../../appliance/models/presets.ts';
import { createModelStore } from '../../appliance/models/store.ts';
import { busyCores } from './busy-cores.ts';
import {
  benchRowSchema,
  headerLine,
  type JudgedRow,
  judge,
  type Misses,
  machineLine,
  missesOf,
  rowLine,
  summaryLine,
} from './report.ts';
import { SECTION_NAMES, type SectionArgument } from './section.ts';

const messageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('row'), row: benchRowSchema }),
  z.object({ kind: z.literal('done') }),
  z.object({ kind: z.literal('failed'), message: z.string() }),
]);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    data: { type: 'string' },
    sentences: { type: 'string' },
  },
});

process.exitCode = await bench();

async function bench(): Promise<number> {
  const unknown = positionals.filter((name) => !SECTION_NAMES.includes(name));
  const missing = unknown.length > 0 ? null : await whatIsMissing();
  if (unknown.length > 0) return complain(`There is no section ${unknown.join(', ')}: ${SECTION_NAMES.join(', ')}.`);
  if (missing !== null) return complain(missing);
  tell(machineLine(hostname()));
  if (values.quick)
    tell('Quick: this shows that everything can be measured; times and shares are worth little, and do not count.');
  tell(`\n${headerLine()}`);
  const rows: JudgedRow[] = [];
  const busy = new Map<string, number>();
  let failed = 0;
  for (const name of positionals.length > 0 ? positionals : SECTION_NAMES) {
    const busyBefore = await busyCores();
    const startedAt = systemClock.monotonic();
    tell(`${name}`);
    const done = await runSection(name, (row) => show(rows, row));
    if (!done) failed++;
    const seconds = ((systemClock.monotonic() - startedAt) / 1000).toFixed(0);
    const busyAfter = await busyCores();
    busy.set(name, Math.max(busyBefore, busyAfter));
    tell(
      `  (${seconds} s; other processes before and after: ${busyBefore.toFixed(1)} and ${busyAfter.toFixed(1)} cores)`,
    );
  }
  tell(`\n${summaryLine(rows)}`);
  tell(machineLine(hostname()));
  const missed = tellMisses(missesOf(rows, { busyCores: busy, quick: values.quick }));
  return failed > 0 || missed ? 1 : 0;
}

/** Whether an aim was missed that counts. */
function tellMisses({ counted, uncounted }: Misses): boolean {
  const why = values.quick ? 'in a quick run' : 'while other processes worked';
  if (uncounted.length > 0) tell(`Missed ${why}, which does not count: ${uncounted.join(', ')}`);
  if (counted.length > 0) complain(`Missed: ${counted.join(', ')}`);
  return counted.length > 0;
}

/** What must be there before anything can be measured, as a sentence with the command that brings it. */
async function whatIsMissing(): Promise<string | null> {
  const built = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
  if (!existsSync(built)) return 'The program was not built yet: "npm run build" does that.';
  const store = createModelStore({ root: defaultModelsRoot(process.env), offline: true }, { clock: systemClock });
  const { tts, stt, vad, phonemes, sentences } = modelPreset('laptop');
  const wanted = [tts, stt, vad, phonemes, sentences, 'wake-okay-nabu', 'wake-hey-jarvis', 'wake-alexa'];
  const missing: string[] = [];
  for (const id of wanted) if (!(await store.isPresent(id))) missing.push(id);
  return missing.length === 0
    ? null
    : `Models are missing: "npm run linnet -- models fetch ${missing.join(' ')}" brings them.`;
}

/** Whether it could be measured. */
function runSection(name: string, onRow: (row: JudgedRow) => void): Promise<boolean> {
  const argument: SectionArgument = { name, data: values.data ?? null, sentences: values.sentences ?? null };
  const child = fork(fileURLToPath(new URL('section.ts', import.meta.url)), [JSON.stringify(argument)], {
    env: { ...process.env, LINNET_BENCH_QUICK: values.quick ? '1' : '0' },
  });
  let done = false;
  child.on('message', (raw) => {
    const message = messageSchema.parse(raw);
    if (message.kind === 'row') onRow(judge(name, message.row));
    else if (message.kind === 'failed') complain(message.message);
    else done = true;
  });
  return new Promise((resolve) => {
    child.once('error', (error) => complain(error.message));
    child.once('exit', (code, signal) => {
      if (!done) complain(`${name} ended with ${signal ?? `exit status ${code}`} before it was done.`);
      resolve(done);
    });
  });
}

function show(rows: JudgedRow[], row: JudgedRow): void {
  rows.push(row);
  process.stdout.write(`${values.json ? JSON.stringify(row) : rowLine(row)}\n`);
}

function tell(text: string): void {
  if (!values.json) process.stdout.write(`${text}\n`);
}

function complain(text: string): number {
  process.stderr.write(`${text}\n`);
  return 1;
}
