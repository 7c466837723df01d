// One table: what was measured, what is wanted of it, and on which machine.
import { cpus, loadavg, totalmem } from 'node:os';
import { z } from 'zod';
import { aimOf } from './aims.ts';

export const benchRowSchema = z.object({
  name: z.string(),
  value: z.number(),
  unit: z.string(),
  note: z.string().optional(),
});

/** A row as a section reports it. */
export type BenchRow = z.infer<typeof benchRowSchema>;
export type BenchReport = (row: BenchRow) => void;

export interface JudgedRow {
  readonly section: string;
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** "≤ 170"; null where nothing was promised. */
  readonly aim: string | null;
  readonly ok: boolean | null;
  /** Whether other work on the machine makes the number worse. */
  readonly timed: boolean;
  /** Whether a miss is one however little was measured: what must never happen, and what may never be exceeded. */
  readonly always: boolean;
  readonly note: string | null;
}

const NAME_WIDTH = 58;
const VALUE_WIDTH = 18;
const AIM_WIDTH = 10;

export function judge(section: string, { name, value, unit, note }: BenchRow): JudgedRow {
  const aim = aimOf(name);
  const judged = aim === null ? null : 'most' in aim ? value <= aim.most : value >= aim.least;
  const text = aim === null ? null : 'most' in aim ? `≤ ${aim.most}` : `≥ ${aim.least}`;
  const timed = aim?.timed === true;
  const always = aim !== null && 'most' in aim && !timed && unit !== 'MB';
  return { section, name, value, unit, aim: text, ok: judged, timed, always, note: note ?? null };
}

export function headerLine(): string {
  return line('measured', 'value', 'aim', '', '');
}

export function rowLine({ name, value, unit, aim, ok, note }: JudgedRow): string {
  const verdict = ok === null ? '' : ok ? 'ok' : 'MISSED';
  return line(name, `${rounded(value)} ${unit}`, aim ?? '', verdict, note ?? '');
}

/** "host · processor × cores · 7.8 GB · Node v20.20.2 · load 0.4". */
export function machineLine(name: string): string {
  const processors = cpus();
  const model = processors[0]?.model.trim().replaceAll(/\s+/g, ' ') ?? process.arch;
  const gigabytes = (totalmem() / 2 ** 30).toFixed(1);
  const load = loadavg()[0]?.toFixed(1) ?? '?';
  const system = `${process.platform}-${process.arch}`;
  return `${name} · ${model} × ${processors.length} · ${gigabytes} GB · ${system} · Node ${process.version} · load ${load}`;
}

/** Cores that other processes may use while something is timed. */
const QUIET_CORES = 0.25;

export interface Misses {
  readonly counted: readonly string[];
  /** Times that were taken while others worked, and in a quick run all times, shares and memory: they say little of the box. */
  readonly uncounted: readonly string[];
}

/** `busyCores` by section: what other processes used of the machine around it. `quick`: little was measured. */
export function missesOf(
  rows: readonly JudgedRow[],
  { busyCores, quick }: { readonly busyCores: ReadonlyMap<string, number>; readonly quick: boolean },
): Misses {
  const missed = rows.filter(({ ok }) => ok === false);
  const isDisturbed = ({ timed, section }: JudgedRow): boolean => timed && (busyCores.get(section) ?? 0) > QUIET_CORES;
  const counts = (row: JudgedRow): boolean => (quick ? row.always : !isDisturbed(row));
  const names = (found: readonly JudgedRow[]): string[] => found.map(({ name }) => name);
  return { counted: names(missed.filter(counts)), uncounted: names(missed.filter((row) => !counts(row))) };
}

export function summaryLine(rows: readonly JudgedRow[]): string {
  const judged = rows.filter(({ ok }) => ok !== null);
  return `${judged.filter(({ ok }) => ok).length} of ${judged.length} aims met`;
}

function line(name: string, value: string, aim: string, verdict: string, note: string): string {
  const columns = [name.padEnd(NAME_WIDTH), value.padStart(VALUE_WIDTH), aim.padStart(AIM_WIDTH), verdict.padEnd(6)];
  return `  ${columns.join('  ')}  ${note}`.trimEnd();
}

/** Three digits that matter. */
function rounded(value: number): string {
  if (Number.isInteger(value)) return String(value);
  const size = Math.abs(value);
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
}
