import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../../appliance/kernel/clock.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { openPhraseCache, type PhraseCache, type PhraseCacheOptions } from '../../appliance/speech/phrase-cache.ts';
import { decodePhrase, encodePhrase } from '../../appliance/speech/phrase-file.ts';
import type { SynthesizedClause, Synthesizer } from '../../appliance/speech/ports.ts';

const never = new AbortController().signal;
const PHRASE_BYTES = 20 + 2 * 100;

/** Says every text as 100 samples that depend on it, and counts. */
class CountingSynthesizer implements Synthesizer {
  readonly sampleRate = 22_050;
  readonly said: string[] = [];
  closed = 0;
  readonly id: string;

  constructor(id = 'voice@1') {
    this.id = id;
  }

  synthesize(text: string): Promise<SynthesizedClause> {
    this.said.push(text);
    return Promise.resolve({ samples: new Int16Array(100).fill(text.length), sampleRate: this.sampleRate });
  }

  close(): Promise<void> {
    this.closed++;
    return Promise.resolve();
  }
}

let folder: string;
let clock: ManualClock;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linnet-phrases-'));
  clock = new ManualClock();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function open(synthesizer: Synthesizer, options: Partial<PhraseCacheOptions> = {}): Promise<PhraseCache> {
  return openPhraseCache({ folder, ...options }, { synthesizer, clock, log: silentLog });
}

async function say(cache: PhraseCache, ...texts: string[]): Promise<void> {
  for (const text of texts) {
    await cache.synthesize(text, never);
    await cache.settled();
  }
}

describe('the phrase cache', () => {
  it('synthesises a phrase once and says so the second time', async () => {
    const voice = new CountingSynthesizer();
    const cache = await open(voice);
    expect((await cache.synthesize('Done.', never)).cached).toBeUndefined();
    const again = await cache.synthesize('Done.', never);
    expect(again.cached).toBe(true);
    expect(again.samples).toEqual(new Int16Array(100).fill(5));
    expect(voice.said).toEqual(['Done.']);
    expect(cache.stats()).toMatchObject({ hits: 1, misses: 1, bytes: 0 });
  });

  it('writes only phrases that were named for it, and never their words', async () => {
    const cache = await open(new CountingSynthesizer());
    cache.keep(['Done.']);
    await say(cache, 'Done.', 'Your secret is safe.');
    const names = await readdir(folder);
    expect(names).toHaveLength(1);
    expect(names[0]).toMatch(/^[0-9a-f]{40}\.phrase$/);
    expect((await readFile(join(folder, names[0]!))).toString('latin1')).not.toContain('Done');
  });

  it('still knows them after a restart, for the same voice only', async () => {
    const first = await open(new CountingSynthesizer());
    first.keep(['Done.']);
    await say(first, 'Done.');
    const voice = new CountingSynthesizer();
    const second = await open(voice);
    expect(second.has('Done.')).toBe(true);
    expect((await second.synthesize('Done.', never)).cached).toBe(true);
    expect(voice.said).toEqual([]);
    const faster = await open(new CountingSynthesizer('voice@1.2'));
    expect(faster.has('Done.')).toBe(false);
  });

  it('throws a damaged file away, synthesises again, and keeps the new one', async () => {
    const first = await open(new CountingSynthesizer());
    first.keep(['Done.']);
    await say(first, 'Done.');
    const path = join(folder, (await readdir(folder))[0]!);
    const bytes = await readFile(path);
    bytes[bytes.length - 1]! ^= 1;
    await writeFile(path, bytes);
    const voice = new CountingSynthesizer();
    const second = await open(voice);
    second.keep(['Done.']);
    expect((await second.synthesize('Done.', never)).cached).toBeUndefined();
    await second.settled();
    expect(second.stats()).toMatchObject({ discarded: 1, bytes: PHRASE_BYTES });
    expect(decodePhrase(await readFile(path))).not.toBeNull();
  });

  it('drops the phrase longest unused when the disk’s share is full', async () => {
    const cache = await open(new CountingSynthesizer(), { diskBytes: 2 * PHRASE_BYTES, memoryBytes: 0 });
    cache.keep(['a', 'bb', 'ccc']);
    await say(cache, 'a', 'bb', 'a', 'ccc');
    expect(['a', 'bb', 'ccc'].map((text) => cache.has(text))).toEqual([true, false, true]);
    expect(cache.stats().bytes).toBe(2 * PHRASE_BYTES);
    expect(await readdir(folder)).toHaveLength(2);
  });

  it('remembers the order of use over a restart, and shrinks to a smaller share', async () => {
    const first = await open(new CountingSynthesizer());
    first.keep(['a', 'bb', 'ccc']);
    await say(first, 'a', 'bb', 'ccc');
    const old = new Date(clock.wall() - 30 * 86_400_000);
    for (const name of await readdir(folder)) await utimes(join(folder, name), old, old);
    await say(await open(new CountingSynthesizer()), 'bb'); // used today: its file says so
    const small = await open(new CountingSynthesizer(), { diskBytes: PHRASE_BYTES });
    expect(['a', 'bb', 'ccc'].map((text) => small.has(text))).toEqual([false, true, false]);
    expect(await readdir(folder)).toHaveLength(1);
  });

  it('does not wear the card: a file used twice a day is touched once', async () => {
    const cache = await open(new CountingSynthesizer(), { memoryBytes: 0 });
    cache.keep(['a']);
    await say(cache, 'a');
    const path = join(folder, (await readdir(folder))[0]!);
    const written = (await stat(path)).mtimeMs;
    clock.advance(3_600_000);
    await say(cache, 'a');
    expect((await stat(path)).mtimeMs).toBe(written);
    clock.advance(25 * 3_600_000);
    await say(cache, 'a');
    expect((await stat(path)).mtimeMs).not.toBe(written);
  });

  it('bounds what it holds in memory', async () => {
    const voice = new CountingSynthesizer();
    const cache = await open(voice, { memoryBytes: 400 }); // two phrases
    await say(cache, 'a', 'bb', 'a', 'ccc', 'a', 'bb');
    expect(voice.said).toEqual(['a', 'bb', 'ccc', 'bb']);
  });

  it('forgets the oldest names first', async () => {
    const cache = await open(new CountingSynthesizer(), { maxNames: 2 });
    cache.keep(['a', 'bb']);
    cache.keep(['a', 'ccc']);
    await say(cache, 'a', 'bb', 'ccc');
    expect(await readdir(folder)).toHaveLength(2);
  });

  it('clears what a crash left half written, and leaves files that are not its own', async () => {
    await writeFile(join(folder, 'abc.phrase.1234.tmp'), 'half');
    await writeFile(join(folder, 'notes.txt'), 'mine');
    await open(new CountingSynthesizer());
    expect(await readdir(folder)).toEqual(['notes.txt']);
  });

  it('works without a disk: a folder that cannot be made, or that goes away', async () => {
    await writeFile(join(folder, 'file'), '');
    const nowhere = await openPhraseCache(
      { folder: join(folder, 'file', 'below') },
      { synthesizer: new CountingSynthesizer(), clock, log: silentLog },
    );
    nowhere.keep(['a']);
    await say(nowhere, 'a', 'a');
    expect(nowhere.stats()).toMatchObject({ hits: 1, bytes: 0 });
    const cache = await open(new CountingSynthesizer(), { memoryBytes: 0 });
    cache.keep(['a', 'bb']);
    await say(cache, 'a');
    await rm(folder, { recursive: true });
    await say(cache, 'a', 'bb');
    expect(cache.stats().misses).toBe(3);
  });

  it('writes nothing where it has no room at all', async () => {
    const cache = await open(new CountingSynthesizer(), { diskBytes: 0 });
    cache.keep(['a']);
    await say(cache, 'a');
    expect(await readdir(folder)).toEqual([]);
  });

  it('passes a failure on and remembers nothing of it', async () => {
    const failing: Synthesizer = {
      id: 'v',
      sampleRate: 22_050,
      synthesize: () => Promise.reject(new Error('no voice')),
      close: () => Promise.resolve(),
    };
    const cache = await open(failing);
    await expect(cache.synthesize('a', never)).rejects.toThrow('no voice');
    expect(cache.has('a')).toBe(false);
  });

  it('closes the synthesizer it wraps', async () => {
    const voice = new CountingSynthesizer();
    await (await open(voice)).close();
    expect(voice.closed).toBe(1);
  });
});

describe('a phrase file', () => {
  const phrases = fc.record({
    samples: fc.int16Array({ maxLength: 500 }),
    sampleRate: fc.integer({ min: 8000, max: 48_000 }),
  });

  it('gives back what was put in', () => {
    fc.assert(fc.property(phrases, (phrase) => void expect(decodePhrase(encodePhrase(phrase))).toEqual(phrase)));
  });

  it('is refused when one bit of it flipped, when it is cut off, and when it is anything else', () => {
    fc.assert(
      fc.property(phrases, fc.nat(), fc.integer({ min: 0, max: 7 }), (phrase, where, bit) => {
        const file = encodePhrase(phrase);
        const at = where % file.length;
        const flipped = file.slice();
        flipped[at]! ^= 1 << bit;
        const isRate = at >= 4 && at < 8; // another rate is still a phrase
        if (!isRate) expect(decodePhrase(flipped)).toBeNull();
        expect(decodePhrase(file.slice(0, at))).toBeNull();
      }),
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void expect(decodePhrase(bytes)).toBeNull()));
  });
});
