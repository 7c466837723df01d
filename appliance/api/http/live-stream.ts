// Live changes to one page: a line of JSON each. A page that reads slowly gets the newest of each kind, not all of them, and one that
// does not read any more is cut off.
import type { ServerResponse } from 'node:http';
import type { Clock, Timer } from '../../kernel/clock.ts';
import type { ConsoleMessage, ConsoleSource } from './console-source.ts';

const GATHER_MS = 50;
const SLOW_BYTES = 64 * 1024;
/** What waits for so long waits for nobody. A page comes back by itself. */
const CUT_MS = 30_000;
const MOST_TURNS = 50;

/** Streams until the page goes away. */
export function streamTo(response: ServerResponse, source: ConsoleSource, clock: Clock): void {
  const latest = new Map<string, ConsoleMessage>();
  const turns: ConsoleMessage[] = [];
  let timer: Timer | undefined;
  let slowSinceMs: number | null = null;
  const write = (message: ConsoleMessage): void => void response.write(`${JSON.stringify(message)}\n`);
  const flush = (): void => {
    timer = undefined;
    if (response.writableLength > SLOW_BYTES) {
      slowSinceMs ??= clock.monotonic();
      if (clock.monotonic() - slowSinceMs > CUT_MS) response.destroy();
      else timer = clock.after(GATHER_MS, flush);
      return;
    }
    slowSinceMs = null;
    for (const message of [...turns.splice(0), ...latest.values()]) write(message);
    latest.clear();
  };
  const end = source.subscribe((message) => {
    if (message.kind !== 'turn') latest.set(message.kind, message);
    else if (turns.push(message) > MOST_TURNS) turns.shift();
    timer ??= clock.after(GATHER_MS, flush);
  });
  response.on('close', () => {
    end();
    timer?.cancel();
  });
  for (const message of source.current()) write(message);
}
