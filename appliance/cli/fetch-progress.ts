// Shows a fetch of models to a person: a bar on a terminal, a line every ten seconds elsewhere, and a line for what happened.
import type { Clock, Timer } from '../kernel/clock.ts';
import { unreachable } from '../kernel/errors.ts';
import type { FetchEvent } from '../models/model-fetch.ts';

export interface ProgressScreen {
  /** Undefined where the output is no terminal. */
  readonly columns: number | undefined;
  write(text: string): void;
}

export interface FetchProgress {
  readonly onEvent: (event: FetchEvent) => void;
  /** Idempotent; takes the bar away. */
  stop(): void;
}

const BAR_INTERVAL_MS = 200;
const LINE_INTERVAL_MS = 10_000;
/** The rate is that of the last five seconds: a person wants the line's speed now, not the mean since the start. */
const RATE_WINDOW_MS = 5_000;
const LONGEST_BAR = 24;

interface Sample {
  readonly atMs: number;
  readonly bytes: number;
}

export function showFetchProgress(screen: ProgressScreen, clock: Clock): FetchProgress {
  const { columns } = screen;
  const mirrorsTold = new Set<string>();
  const samples: Sample[] = [];
  let totals = { doneBytes: 0, totalBytes: 0 };
  let timer: Timer | undefined;
  let barShown = false;

  const clear = (): void => {
    if (barShown) screen.write('\r\u001b[K');
    barShown = false;
  };
  const say = (text: string): void => {
    clear();
    screen.write(`${text}\n`);
  };
  const draw = (): void => {
    samples.push({ atMs: clock.monotonic(), bytes: totals.doneBytes });
    while (samples.length > 2 && clock.monotonic() - (samples[1]?.atMs ?? 0) >= RATE_WINDOW_MS) samples.shift();
    const text = describe(totals, rateOf(samples));
    if (columns === undefined) say(text);
    else screen.write(`\r${withBar(text, totals, columns)}\u001b[K`);
    barShown = columns !== undefined;
  };
  const tick = (): void => {
    draw();
    timer = clock.after(columns === undefined ? LINE_INTERVAL_MS : BAR_INTERVAL_MS, tick);
  };
  const begin = (): void => {
    samples.push({ atMs: clock.monotonic(), bytes: 0 });
    timer ??= clock.after(columns === undefined ? LINE_INTERVAL_MS : BAR_INTERVAL_MS, tick);
  };

  return {
    onEvent: (event) => {
      if (event.kind === 'started' || event.kind === 'progressed') totals = event;
      if (event.kind === 'started') begin();
      const line = lineFor(event, mirrorsTold);
      if (line !== undefined) say(line);
    },
    stop: () => {
      timer?.cancel();
      clear();
    },
  };
}

/** Undefined for what is not worth a line; a mirror that fails is told once. */
function lineFor(event: FetchEvent, mirrorsTold: Set<string>): string | undefined {
  switch (event.kind) {
    case 'waiting':
      return `Another process (${event.pid}) is fetching models; waiting for it.`;
    case 'started':
      return `Fetching ${event.models.join(', ')}: ${megabytes(event.totalBytes)}.`;
    case 'progressed':
      return undefined;
    case 'setAside':
      return `"${event.file}" of ${event.model} was not what the catalogue says; it is set aside as "${event.path}".`;
    case 'fetched':
      return `${event.model}: ready, from ${event.mirrors.join(' and ') || 'what was here'}.`;
    case 'mirrorFailed':
      if (mirrorsTold.has(event.mirror)) return undefined;
      mirrorsTold.add(event.mirror);
      return `${event.reason}`;
    default:
      return unreachable(event);
  }
}

function describe({ doneBytes, totalBytes }: { doneBytes: number; totalBytes: number }, rate: number): string {
  const left = rate > 0 ? `, ${duration((totalBytes - doneBytes) / rate)} left` : '';
  return `${percent(doneBytes, totalBytes)} %, ${megabytes(doneBytes)} of ${megabytes(totalBytes)}, ${megabytes(rate)}/s${left}`;
}

function withBar(
  text: string,
  { doneBytes, totalBytes }: { doneBytes: number; totalBytes: number },
  columns: number,
): string {
  const width = Math.min(LONGEST_BAR, columns - text.length - 4);
  if (width < 5) return text.slice(0, columns - 1);
  const filled = Math.round((width * percent(doneBytes, totalBytes)) / 100);
  return `[${'#'.repeat(filled)}${'-'.repeat(width - filled)}] ${text}`;
}

/** Bytes a second over the samples kept. */
function rateOf(samples: readonly Sample[]): number {
  const first = samples[0];
  const last = samples.at(-1);
  if (first === undefined || last === undefined || last.atMs <= first.atMs) return 0;
  return (Math.max(0, last.bytes - first.bytes) / (last.atMs - first.atMs)) * 1000;
}

function percent(doneBytes: number, totalBytes: number): number {
  return totalBytes === 0 ? 0 : Math.min(100, Math.floor((100 * doneBytes) / totalBytes));
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

function duration(seconds: number): string {
  const whole = Math.ceil(Math.max(0, seconds));
  return whole < 90 ? `${whole} s` : `${Math.ceil(whole / 60)} min`;
}
