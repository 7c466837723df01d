// Grammars from files: those of the user, those that were fetched, and our own. The compiled form is kept in a folder under the
// hash of what it was made from, so a start without changes only reads it.
import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomic } from '../kernel/atomic-file.ts';
import { LinnetError } from '../kernel/errors.ts';
import { compileSentences } from './compile.ts';
import { Grammar } from './grammar.ts';
import { PROGRAM_VERSION, type SentenceProgram } from './program.ts';
import { parseSentenceFile } from './sentence-file.ts';
import type { MatcherOptions } from './sentence-matcher.ts';
import { ownSentenceFile } from './sentences/own.ts';

export interface GrammarFilesOptions extends MatcherOptions {
  /** "en", "de", "pt-BR": the name of the file in Home Assistant's data. */
  readonly language: string;
  /** Files of sentences, the most important first: the user's, then the fetched one. May be empty where there are own sentences. */
  readonly files: readonly string[];
  /** Folder of compiled forms; null keeps none. */
  readonly cache: string | null;
}

/** Files larger than this are no sentences. The largest of Home Assistant's has 320 kB. */
const MAX_FILE_BYTES = 4_000_000;

/** Rejects with `data.unreadable` for a file that cannot be read and `intents.template` for one that cannot be compiled. */
export async function loadGrammar(options: GrammarFilesOptions): Promise<Grammar> {
  const programs = await Promise.all(options.files.map((file) => loadFile(file, options.cache)));
  const own = ownSentenceFile(options.language);
  const all =
    own === null ? programs : [...programs, await loadProgram(own.name, JSON.stringify(own.content), options.cache)];
  if (programs.length === 0 && own?.isWhole !== true) {
    const text = `Expected sentences in "${options.language}", none came; fetch the model "intents-home-assistant" for it.`;
    throw new LinnetError('model.missing', text);
  }
  return new Grammar(options.language, all, options);
}

async function loadFile(file: string, cache: string | null): Promise<SentenceProgram> {
  return loadProgram(file, (await readBounded(file)).toString('utf8'), cache);
}

async function loadProgram(name: string, text: string, cache: string | null): Promise<SentenceProgram> {
  const key = digest(`${PROGRAM_VERSION}\n${text}`);
  const cached = cache === null ? null : await readCached(join(cache, `${key}.json`));
  if (cached !== null) return cached;
  const program = compileSentences(parseSentenceFile(parseJson(text, name), name), name);
  if (cache !== null) await writeCached(cache, key, program);
  return program;
}

async function readBounded(file: string): Promise<Buffer> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new LinnetError('data.unreadable', `Sentences "${file}" cannot be read; is the path right?`, { cause });
  });
  if (bytes.length <= MAX_FILE_BYTES) return bytes;
  const text = `Sentences "${file}" have ${bytes.length} bytes, at most ${MAX_FILE_BYTES} are read; split the file.`;
  throw new LinnetError('input.tooLarge', text);
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new LinnetError('intents.template', `"${file}" is no JSON; correct it.`, { cause });
  }
}

/** First line: the hash of the second, which is the program. What does not fit is compiled anew. */
async function readCached(path: string): Promise<SentenceProgram | null> {
  const text = await readFile(path, 'utf8').catch(() => null); // not there yet, or not readable: the same to us
  if (text === null) return null;
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  if (end < 0 || text.slice(0, end) !== digest(body)) return null;
  const program = JSON.parse(body) as SentenceProgram; // our own bytes, as the hash has just shown
  return program.version === PROGRAM_VERSION ? program : null;
}

/** A cache that cannot be written costs time at the next start, nothing else. */
async function writeCached(folder: string, key: string, program: SentenceProgram): Promise<void> {
  const body = JSON.stringify(program);
  try {
    await mkdir(folder, { recursive: true });
    await writeFileAtomic(join(folder, `${key}.json`), `${digest(body)}\n${body}`);
  } catch {
    // Read-only or full: the program in memory serves this run.
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
