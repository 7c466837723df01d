// Sound files that are none, given to every command that listens: each is named with what is wrong, the others are still heard.
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { encodeWav } from '../../appliance/audio/wav.ts';
import { Scope } from '../../appliance/kernel/scope.ts';
import { linnet } from '../support/command-line.ts';
import { temporaryFolder, WAKE } from '../support/running-box.ts';
import { join16, speak } from '../support/speech.ts';

// Whole boxes, also on a small machine that is busy.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

let scope: Scope;
let folder: string;
beforeEach(() => {
  scope = new Scope();
  folder = temporaryFolder(scope);
});
afterEach(() => scope.close());

async function goodFile(): Promise<string> {
  const samples = join16([600, await speak(WAKE), 300, await speak('Turn on the kitchen light.')]);
  return file('good.wav', encodeWav(samples, 16_000));
}

function file(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/** Header of a float file with these samples. */
function floatWav(samples: Float32Array): Uint8Array {
  const bytes = Buffer.from(encodeWav(new Int16Array(samples.length * 2), 16_000));
  bytes.writeUInt16LE(3, 20);
  bytes.writeUInt32LE(64_000, 28);
  bytes.writeUInt16LE(4, 32);
  bytes.writeUInt16LE(32, 34);
  bytes.set(new Uint8Array(samples.buffer), 44);
  return bytes;
}

/** Path and what its message must say. */
function badFiles(): ReadonlyArray<readonly [string, RegExp]> {
  const tone = Int16Array.from({ length: 16_000 }, (_, i) => 8000 * Math.sin(i / 10));
  const whole = encodeWav(tone, 16_000);
  const lying = Buffer.from(whole);
  lying.writeUInt32LE(0x7fff_ffff, 40);
  const huge = file('huge.wav', whole);
  truncateSync(huge, 300 * 1024 * 1024); // sparse
  return [
    [file('empty.wav', new Uint8Array()), /empty\.wav.*empty.*\[audio\.malformed\]/],
    [file('cut.wav', lying), /cut\.wav.*\[audio\.malformed\]/],
    [file('short.wav', whole.subarray(0, 30)), /short\.wav.*\[audio\.malformed\]/],
    [file('text.wav', Buffer.from('this is no sound at all, whatever its name says')), /text\.wav.*\[audio\./],
    [file('mp3.wav', Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0\0'), Buffer.alloc(500)])), /mp3\.wav.*\[audio\./],
    [file('compressed.wav', compressed(whole)), /compressed\.wav.*\[audio\.unsupported\]/],
    [huge, /huge\.wav.*cut it into pieces.*\[input\.tooLarge\]/],
    [join(folder, 'absent.wav'), /absent\.wav.*does not exist.*\[data\.unreadable\]/],
    [folder, /\[(data\.unreadable|audio\.malformed)\]/],
  ];
}

function compressed(whole: Uint8Array): Uint8Array {
  const bytes = Buffer.from(whole);
  bytes.writeUInt16LE(85, 20); // WAVE_FORMAT_MPEGLAYER3
  return bytes;
}

describe.each(['wake', 'transcribe', 'listen', 'turn'])('linnet %s', (command) => {
  test('says what is wrong with each file that is none, hears the others, and ends with status 1', async () => {
    const bad = badFiles();
    const good = await goodFile();
    const paths = [...bad.slice(0, 4).map(([path]) => path), good, ...bad.slice(4).map(([path]) => path)];
    const { status, lines, errors } = await linnet(['--data', folder, command, '--json', ...paths]);
    expect(status).toBe(1);
    expect(lines.map((line) => (JSON.parse(line) as { file: string }).file)).toEqual([good]);
    const messages = errors.split('\n');
    expect(messages).toHaveLength(bad.length);
    for (const [i, [, message]] of bad.entries()) expect(messages[i]).toMatch(message);
  });

  test('takes samples that are no numbers as silence', async () => {
    const odd = new Float32Array(16_000).map((_, i) => [Number.NaN, Number.POSITIVE_INFINITY, 0][i % 3]!);
    const path = file('nan.wav', floatWav(odd));
    const { lines, errors, status } = await linnet(['--data', folder, command, '--json', path]);
    expect({ status, errors }).toEqual({ status: 0, errors: '' });
    expect(lines.map((line) => (JSON.parse(line) as { file: string }).file)).toEqual([path]);
  });
});
