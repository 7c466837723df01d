// The end of the evening in numbers.
import type { Hub } from '../../processes/hub.ts';
import type { PlayedTurn } from './evening.ts';
import { peakMemoryMb } from './memory.ts';

export interface DemoSummary {
  readonly kind: 'summary';
  readonly turns: number;
  readonly right: number;
  /** From the end of listening to the first sound of the reply. */
  readonly endpointToSoundMs: { readonly median: number | null; readonly p95: number | null };
  readonly peakMemoryMb: Readonly<Record<string, number | null>>;
}

export function summarize(played: readonly PlayedTurn[], hub: Hub): DemoSummary {
  const delays = played
    .flatMap(({ turn }) => (turn?.endpointToSoundMs == null ? [] : [turn.endpointToSoundMs]))
    .sort((a, b) => a - b);
  const at = (share: number): number | null =>
    delays[Math.min(delays.length - 1, Math.floor(delays.length * share))] ?? null;
  const { board, ear, voice } = hub.children;
  const memory = Object.entries({ hub: process.pid, board: board.pid, ear: ear.pid, voice: voice.pid });
  return {
    kind: 'summary',
    turns: played.length,
    right: played.filter(({ wrong }) => wrong.length === 0).length,
    endpointToSoundMs: { median: at(0.5), p95: at(0.95) },
    peakMemoryMb: Object.fromEntries(memory.map(([name, pid]) => [name, pid === null ? null : peakMemoryMb(pid)])),
  };
}

export function summaryText({ turns, right, endpointToSoundMs, peakMemoryMb: memory }: DemoSummary): string {
  const { median, p95 } = endpointToSoundMs;
  return [
    `${right} of ${turns} turns right`,
    `end of listening to first sound: median ${median ?? '-'} ms, 95 % within ${p95 ?? '-'} ms`,
    `most memory: ${Object.entries(memory)
      .map(([name, mb]) => `${name} ${mb ?? '?'} MB`)
      .join(', ')}`,
  ].join('\n');
}
