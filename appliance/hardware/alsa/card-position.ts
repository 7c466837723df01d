// How far a card has really played, from the kernel's own account of its playback stream.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readText } from '../system-files.ts';

/** Samples at `sampleRate` that left card `card` since it was opened; null where the kernel does not tell. `root` is "/" but in tests. */
export function cardPosition(card: number, sampleRate: number, root = '/'): () => number | null {
  const folder = join(root, `proc/asound/card${card}`);
  let stream: string | null = null;
  let hardwareRate = 0;
  return () => {
    stream ??= findStream(folder);
    if (stream === null) return null;
    const pointer = /^hw_ptr *: *(\d+)/m.exec(readText(join(stream, 'status')) ?? '')?.[1];
    if (pointer === undefined) return null; // "closed": aplay has not opened it yet
    hardwareRate ||= Number(/^rate: (\d+)/m.exec(readText(join(stream, 'hw_params')) ?? '')?.[1] ?? 0);
    return hardwareRate === 0 ? null : Math.floor((Number(pointer) * sampleRate) / hardwareRate);
  };
}

function findStream(folder: string): string | null {
  try {
    const pcm = readdirSync(folder).find((entry) => /^pcm\d+p$/.test(entry));
    return pcm === undefined ? null : join(folder, pcm, 'sub0');
  } catch {
    return null; // the card is gone, or this is not Linux
  }
}
