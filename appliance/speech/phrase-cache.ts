// A synthesizer that remembers. On disk stand only phrases that were named for it beforehand (the box's own fixed sentences and
// what the hub asked to prepare): anything else that was said in the home is kept in a little memory and never written down. File
// names are digests, and no text is in the files.
import { createHash } from 'node:crypto';
import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import { PhraseFolder } from './phrase-folder.ts';
import type { SynthesizedClause, Synthesizer } from './ports.ts';

export interface PhraseCacheOptions {
  /** Made if it is not there. */
  readonly folder: string;
  /** Room on disk; the phrases longest unused go first. Default 50 MB, some twenty minutes of speech; 0 writes nothing. */
  readonly diskBytes?: number;
  /** Room in memory for whatever was said last. Default 2 MB, about 45 s of speech. */
  readonly memoryBytes?: number;
  /** How many phrases may be named for the disk; the oldest names go first. Default 2000. */
  readonly maxNames?: number;
}

export interface PhraseCacheStats {
  readonly hits: number;
  readonly misses: number;
  /** On disk. */
  readonly bytes: number;
  /** Damaged files that were thrown away. */
  readonly discarded: number;
}

export interface PhraseCache extends Synthesizer {
  /** From now on these (as spoken, one clause each) may be written to disk. */
  keep(texts: readonly string[]): void;
  /** Whether saying `text` needs no synthesis, as far as is known without reading. */
  has(text: string): boolean;
  stats(): PhraseCacheStats;
  /** Resolves when what was to be written has been. */
  settled(): Promise<void>;
}

interface Limits {
  readonly diskBytes: number;
  readonly memoryBytes: number;
  readonly maxNames: number;
}

/** Wraps `synthesizer`. What is in the folder of another voice or speed is kept until its room is needed. Closing closes both. */
export async function openPhraseCache(
  options: PhraseCacheOptions,
  deps: { readonly synthesizer: Synthesizer; readonly clock: Clock; readonly log: Log },
): Promise<PhraseCache> {
  const limits: Limits = { diskBytes: 50_000_000, memoryBytes: 2_000_000, maxNames: 2000, ...options };
  const disk = new PhraseFolder(options.folder, limits.diskBytes, deps.clock, deps.log);
  await disk.open();
  return new CachedSynthesizer(deps.synthesizer, disk, limits);
}

class CachedSynthesizer implements PhraseCache {
  readonly #synthesizer: Synthesizer;
  readonly #disk: PhraseFolder;
  readonly #memory: PhraseMemory;
  readonly #limits: Limits;
  readonly #names = new Set<string>();
  #hits = 0;
  #misses = 0;

  constructor(synthesizer: Synthesizer, disk: PhraseFolder, limits: Limits) {
    this.#synthesizer = synthesizer;
    this.#disk = disk;
    this.#limits = limits;
    this.#memory = new PhraseMemory(limits.memoryBytes);
  }

  get id(): string {
    return this.#synthesizer.id;
  }

  get sampleRate(): number {
    return this.#synthesizer.sampleRate;
  }

  keep(texts: readonly string[]): void {
    for (const text of texts) {
      const key = this.#key(text);
      this.#names.delete(key);
      this.#names.add(key);
    }
    for (const oldest of this.#names) {
      if (this.#names.size <= this.#limits.maxNames) return;
      this.#names.delete(oldest);
    }
  }

  has(text: string): boolean {
    const key = this.#key(text);
    return this.#memory.has(key) || this.#disk.has(key);
  }

  async synthesize(text: string, signal: AbortSignal): Promise<SynthesizedClause> {
    const key = this.#key(text);
    const known = this.#memory.get(key) ?? (await this.#disk.read(key));
    if (known !== null) {
      this.#hits++;
      this.#memory.set(key, known);
      return { ...known, cached: true };
    }
    this.#misses++;
    const clause = await this.#synthesizer.synthesize(text, signal);
    this.#memory.set(key, clause);
    if (this.#names.has(key)) this.#disk.write(key, clause);
    return clause;
  }

  stats(): PhraseCacheStats {
    return { hits: this.#hits, misses: this.#misses, bytes: this.#disk.bytes, discarded: this.#disk.discarded };
  }

  settled(): Promise<void> {
    return this.#disk.settled();
  }

  async close(): Promise<void> {
    await this.#disk.settled();
    await this.#synthesizer.close();
  }

  /** The synthesizer's id holds voice and speed. */
  #key(text: string): string {
    return createHash('sha256').update(`${this.#synthesizer.id}\n${text}`).digest('hex').slice(0, 40);
  }
}

/** In order of use, bounded by bytes: what was used longest ago goes first. */
class PhraseMemory {
  readonly #phrases = new Map<string, SynthesizedClause>();
  readonly #limit: number;
  #bytes = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  has(key: string): boolean {
    return this.#phrases.has(key);
  }

  get(key: string): SynthesizedClause | null {
    return this.#phrases.get(key) ?? null;
  }

  set(key: string, phrase: SynthesizedClause): void {
    this.#remove(key);
    this.#phrases.set(key, phrase);
    this.#bytes += phrase.samples.byteLength;
    for (const oldest of this.#phrases.keys()) {
      if (this.#bytes <= this.#limit) return;
      this.#remove(oldest);
    }
  }

  #remove(key: string): void {
    this.#bytes -= this.#phrases.get(key)?.samples.byteLength ?? 0;
    this.#phrases.delete(key);
  }
}
