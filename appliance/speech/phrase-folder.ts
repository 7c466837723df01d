// The phrases on disk, with an index in order of use. Nothing here rejects: a cache that fails is a cache that misses.
import { mkdir, readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomic } from '../kernel/atomic-file.ts';
import type { Clock } from '../kernel/clock.ts';
import { toError } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import { decodePhrase, encodePhrase, LARGEST_PHRASE_BYTES } from './phrase-file.ts';
import type { SynthesizedClause } from './ports.ts';

const FILE_NAME = /^[0-9a-f]{40}\.phrase$/;
const DAY_MS = 86_400_000;
/** Phrases waiting to be written; beyond that they are not kept this time. */
const MOST_WAITING = 32;

interface PhraseEntry {
  readonly bytes: number;
  /** Wall clock, as the file's own time. */
  readonly usedAt: number;
}

export class PhraseFolder {
  readonly #folder: string;
  readonly #limit: number;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #index = new Map<string, PhraseEntry>();
  #bytes = 0;
  #discarded = 0;
  #waiting = 0;
  #work: Promise<void> = Promise.resolve();

  constructor(folder: string, limit: number, clock: Clock, log: Log) {
    this.#folder = folder;
    this.#limit = limit;
    this.#clock = clock;
    this.#log = log;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get discarded(): number {
    return this.#discarded;
  }

  async open(): Promise<void> {
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      const names = await readdir(this.#folder);
      await Promise.all(names.filter((name) => name.endsWith('.tmp')).map((name) => this.#delete(name)));
      const found = await Promise.all(names.filter((name) => FILE_NAME.test(name)).map((name) => this.#look(name)));
      for (const [key, entry] of found.sort(([, a], [, b]) => a.usedAt - b.usedAt)) this.#add(key, entry);
      await this.#makeRoom();
    } catch (thrown) {
      this.#log.warn({ error: toError(thrown).message }, 'phrase cache is not usable');
    }
  }

  has(key: string): boolean {
    return this.#index.has(key);
  }

  async read(key: string): Promise<SynthesizedClause | null> {
    const entry = this.#index.get(key);
    if (entry === undefined) return null;
    const file = entry.bytes > LARGEST_PHRASE_BYTES ? null : await readFile(this.#path(key)).catch(() => null);
    const phrase = file === null ? null : decodePhrase(file);
    if (phrase === null) await this.#discard(key);
    else this.#touch(key, entry);
    return phrase;
  }

  /** In the background, one at a time: what is written is the one phrase, already in memory. */
  write(key: string, clause: SynthesizedClause): void {
    const bytes = encodePhrase(clause);
    if (bytes.length > Math.min(this.#limit, LARGEST_PHRASE_BYTES) || this.#waiting >= MOST_WAITING) return;
    this.#waiting++;
    this.#work = this.#work.then(() => this.#store(key, bytes)).finally(() => this.#waiting--);
  }

  settled(): Promise<void> {
    return this.#work;
  }

  async #store(key: string, bytes: Uint8Array): Promise<void> {
    try {
      await writeFileAtomic(this.#path(key), bytes);
      this.#add(key, { bytes: bytes.length, usedAt: this.#clock.wall() });
      await this.#makeRoom();
    } catch (thrown) {
      this.#log.warn({ error: toError(thrown).message }, 'phrase not kept');
    }
  }

  /** Its place in the order of use at once; on the card once a day, since every write wears it. */
  #touch(key: string, entry: PhraseEntry): void {
    const now = this.#clock.wall();
    const isStale = Math.abs(now - entry.usedAt) > DAY_MS;
    this.#add(key, isStale ? { ...entry, usedAt: now } : entry);
    if (!isStale) return;
    this.#work = this.#work.then(() => utimes(this.#path(key), now / 1000, now / 1000).catch(() => {})); // only the order suffers
  }

  async #makeRoom(): Promise<void> {
    for (const key of this.#index.keys()) {
      if (this.#bytes <= this.#limit) return;
      await this.#remove(key);
    }
  }

  async #discard(key: string): Promise<void> {
    this.#discarded++;
    this.#log.warn({ file: this.#path(key) }, 'damaged phrase thrown away');
    await this.#remove(key);
  }

  #add(key: string, entry: PhraseEntry): void {
    this.#forget(key);
    this.#index.set(key, entry);
    this.#bytes += entry.bytes;
  }

  #forget(key: string): void {
    this.#bytes -= this.#index.get(key)?.bytes ?? 0;
    this.#index.delete(key);
  }

  async #remove(key: string): Promise<void> {
    this.#forget(key);
    await this.#delete(`${key}.phrase`);
  }

  async #delete(name: string): Promise<void> {
    await rm(join(this.#folder, name), { force: true }).catch(() => {}); // a file that stays is found again at the next start
  }

  async #look(name: string): Promise<readonly [string, PhraseEntry]> {
    const { size, mtimeMs } = await stat(join(this.#folder, name));
    return [name.slice(0, 40), { bytes: size, usedAt: mtimeMs }];
  }

  #path(key: string): string {
    return join(this.#folder, `${key}.phrase`);
  }
}
