import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileLoudspeaker, RawLoudspeaker } from '../../appliance/audio/loudspeaker.ts';
import { parseWav } from '../../appliance/audio/wav.ts';
import { silentLog } from '../../appliance/kernel/log.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loud-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function contentOf(path: string, length: number): Promise<Buffer> {
  for (;;) {
    const bytes = existsSync(path) ? await readFile(path) : Buffer.alloc(0);
    if (bytes.length >= length) return bytes;
    await new Promise(setImmediate);
  }
}

const shell = (script: string): { command: string; arguments: string[] } => ({
  command: 'sh',
  arguments: ['-c', script, 'sh'],
});

describe('the loudspeaker of a laptop', () => {
  it('hands raw samples to the first player that works, past one that is missing and one that fails', async () => {
    const path = join(folder, 'out');
    const players = [{ command: 'no-such-player', arguments: [] }, shell('exit 1'), shell(`cat > "${path}"`)];
    const speaker = new RawLoudspeaker({ sampleRate: 16_000, players }, { log: silentLog });
    while (!existsSync(path)) await new Promise(setImmediate);
    speaker.play(Int16Array.of(1, -2, 3));
    expect([...(await contentOf(path, 6))]).toEqual([1, 0, 254, 255, 3, 0]);
    await speaker.close();
  });

  it('stays silent where there is no player at all', async () => {
    const speaker = new RawLoudspeaker(
      { sampleRate: 16_000, players: [{ command: 'no-such-player', arguments: [] }] },
      { log: silentLog },
    );
    for (let i = 0; i < 100; i++) {
      speaker.play(new Int16Array(320));
      await new Promise(setImmediate);
    }
    await speaker.close();
    await speaker.close();
  });

  it('does not pile up sound for a player that hangs', async () => {
    const speaker = new RawLoudspeaker({ sampleRate: 16_000, players: [shell('sleep 60')] }, { log: silentLog });
    const before = process.memoryUsage().arrayBuffers;
    const block = new Int16Array(320_000);
    for (let i = 0; i < 200; i++) speaker.play(block);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
    await speaker.close();
  });

  it('plays each stretch of sound from a file where the player can do no better', async () => {
    const path = join(folder, 'copy.wav');
    const speaker = new FileLoudspeaker({ sampleRate: 16_000, players: [shell(`cp "$1" "${path}"`)] });
    const sound = new Int16Array(320).fill(500);
    speaker.play(new Int16Array(320));
    for (let i = 0; i < 3; i++) speaker.play(sound);
    for (let i = 0; i < 20; i++) speaker.play(new Int16Array(320));
    const audio = parseWav(await contentOf(path, 44 + 960 * 2), 'copy');
    expect(audio.samples.filter((sample) => sample === 500)).toHaveLength(960);
    expect(audio.samples[0]).toBe(500);
    await speaker.close();
  });
});
