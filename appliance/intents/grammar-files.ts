// Grammars from files: those of the user, those that were fetched, and our own. The compiled form is kept in a folder under the
// hash of what it was made from, so a start without changes only reads it.

import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as Yaml from 'yaml';
import { writeFileAtomic } from '../kernel/atomic-file.ts';
import { requirePackage } from '../kernel/common-js.ts';
import { LinnetError, toError } from '../kernel/errors.ts';
import { compileSentences } from './compile.ts';
import { Grammar } from './grammar.ts';
import { PROGRAM_VERSION, type SentenceProgram } from './program.ts';
import { parseSentenceFile, type SentenceFile } from './sentence-file.ts';
import { type OwnSentenceFile, ownSentenceFile, ownStepFile } from './sentences/own.ts';

const { parse } = requirePackage<typeof Yaml>('yaml');

export interface GrammarFilesOptions {
  /** "en", "de", "pt-BR": the name of the file in Home Assistant's data. */
  readonly language: string;
  /** The user's own, JSON or YAML, the most important first. They may use lists and rules of each other and of what comes next. */
  readonly userFiles?: readonly string[];
  /** Whether a grammar may be made of the user's files alone; default false. */
  readonly userFilesSuffice?: boolean;
  /** Files of sentences as Home Assistant publishes them, after the user's. May be empty where our own sentences are whole. */
  readonly files: readonly string[];
  /** Folder of compiled forms; null keeps none. */
  readonly cache: string | null;
  /** What the user's sentences may mean; default anything. */
  readonly intents?: readonly string[];
  /** Called with what is wrong with a user's file, which is then left out. Default: it is thrown. */
  readonly onWrongFile?: (thrown: unknown) => void;
}

/** Files larger than this are no sentences. The largest of Home Assistant's has 320 kB. */
const MAX_FILE_BYTES = 4_000_000;

/** Rejects with `data.unreadable` for a file that cannot be read and `intents.template` for one that cannot be compiled. */
export async function loadGrammar(options: GrammarFilesOptions): Promise<Grammar> {
  const { language, files, cache, userFilesSuffice = false } = options;
  const fetched = await Promise.all(files.map(async (name) => ({ name, text: await readBounded(name) })));
  const own = ownSentenceFile(language);
  if (fetched.length === 0 && own?.isWhole !== true && !userFilesSuffice) {
    const command = `linnet models fetch intents-home-assistant --language ${language}`;
    const text = `Expected sentences in "${language}", none came; "${command}" brings them.`;
    throw new LinnetError('model.missing', text);
  }
  const published = [...textsOf(ownStepFile(language)), ...fetched, ...textsOf(own)];
  const programs = await Promise.all(
    published.map(({ name, text }) =>
      loadProgram(text, cache, () => compileSentences(parseSentenceFile(parseContent(text, name), name), name)),
    ),
  );
  return new Grammar(language, [...(await userPrograms(options, published)), ...programs]);
}

interface NamedText {
  readonly name: string;
  readonly text: string;
}

function textsOf(own: OwnSentenceFile | null): NamedText[] {
  return own === null ? [] : [{ name: own.name, text: JSON.stringify(own.content) }];
}

async function userPrograms(options: GrammarFilesOptions, published: readonly NamedText[]): Promise<SentenceProgram[]> {
  const { userFiles = [], intents, cache, onWrongFile } = options;
  if (userFiles.length === 0) return [];
  const attempt = async <Result>(work: () => Result | Promise<Result>): Promise<Result[]> => {
    try {
      return [await work()];
    } catch (thrown) {
      if (onWrongFile === undefined) throw thrown;
      onWrongFile(thrown);
      return [];
    }
  };
  const read = await inTurn(userFiles, (name) => attempt(() => readUserFile(name, intents)));
  const theirs = published.map(({ name, text }) => parseSentenceFile(parseContent(text, name), name));
  const all = [...read.map(({ content }) => content), ...theirs];
  return inTurn(read, ({ name, content }) =>
    attempt(() => {
      const shared = withShared(content, all);
      return loadProgram(JSON.stringify(shared), cache, () => compileSentences(shared, name));
    }),
  );
}

async function inTurn<Item, Result>(
  items: readonly Item[],
  each: (item: Item) => Promise<readonly Result[]>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) results.push(...(await each(item)));
  return results;
}

async function readUserFile(
  name: string,
  intents: readonly string[] | undefined,
): Promise<{ name: string; content: SentenceFile }> {
  const text = await readBounded(name);
  const content = parseSentenceFile(parseContent(text, name), name);
  const unknown = Object.keys(content.intents).filter((intent) => intents?.includes(intent) === false);
  if (unknown.length === 0) return { name, content };
  const expected = `expected one of: ${[...(intents ?? [])].sort().join(', ')}`;
  throw new LinnetError('intents.template', `${name}: nothing does the intent ${unknown.join(', ')}; ${expected}.`);
}

/** Its own lists and rules first; those of the others are there under the same names as in Home Assistant. */
function withShared(content: SentenceFile, all: readonly SentenceFile[]): SentenceFile {
  const others = [...all].reverse();
  const lists = Object.assign({}, ...others.map((one) => one.lists), content.lists);
  const rules = Object.assign({}, ...others.map((one) => one.expansion_rules), content.expansion_rules);
  return { ...content, lists, expansion_rules: rules };
}

/** The compiled form of `text`, from the cache where it is there. */
async function loadProgram(
  text: string,
  cache: string | null,
  compile: () => SentenceProgram,
): Promise<SentenceProgram> {
  const key = digest(`${PROGRAM_VERSION}\n${text}`);
  const cached = cache === null ? null : await readCached(join(cache, `${key}.json`));
  if (cached !== null) return cached;
  const program = compile();
  if (cache !== null) await writeCached(cache, key, program);
  return program;
}

async function readBounded(file: string): Promise<string> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new LinnetError('data.unreadable', `Sentences "${file}" cannot be read; is the path right?`, { cause });
  });
  if (bytes.length <= MAX_FILE_BYTES) return bytes.toString('utf8');
  const text = `Sentences "${file}" have ${bytes.length} bytes, at most ${MAX_FILE_BYTES} are read; split the file.`;
  throw new LinnetError('input.tooLarge', text);
}

function parseContent(text: string, file: string): unknown {
  return /\.ya?ml$/i.test(file) ? parseYaml(text, file) : parseJson(text, file);
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new LinnetError('intents.template', `"${file}" is no JSON; correct it.`, { cause });
  }
}

function parseYaml(text: string, file: string): unknown {
  try {
    return parse(text);
  } catch (cause) {
    const [why = ''] = toError(cause).message.split('\n');
    throw new LinnetError('intents.template', `"${file}" is no YAML: ${why.replace(/:$/, '')}. Correct it.`, { cause });
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
