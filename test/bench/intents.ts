// What understanding costs: compiling, loading from the cache, a changed house, and one sentence, beside Home Assistant's own
// matcher on the same sentences in the same run. Times of single sentences are the best of several rounds, so that they tell of the
// sentence and not of what else the machine did; the comparison is in processor time.
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endpointHint } from '../../appliance/intents/endpoint.ts';
import { type Grammar, HouseGrammar, HouseGrammars } from '../../appliance/intents/grammar.ts';
import { loadGrammar } from '../../appliance/intents/grammar-files.ts';
import { parseHouseFile } from '../../appliance/intents/house-file.ts';
import { strictMatch } from '../../appliance/intents/strict-match.ts';
import { createUnderstander } from '../../appliance/intents/understander.ts';
import { toError } from '../../appliance/kernel/errors.ts';
import { entity } from '../intents/support/demo-house.ts';
import { fetchedProgram, sampleSentence, seededRandom } from '../intents/support/sampling.ts';
import { modelFiles } from '../support/models.ts';
import { effort } from './effort.ts';
import { prepareHassil, runHassil } from './hassil.ts';

export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly note?: string;
}

export type BenchReport = (row: BenchRow) => void;

export interface IntentsBenchOptions {
  /** A folder with a house and sentences a language (en.json, …); null or a folder that is not there: made from the templates. */
  readonly data: string | null;
}

interface WrittenHouse {
  readonly areas: readonly string[];
  readonly floors: readonly string[];
  readonly entities: ReadonlyArray<{
    readonly names: readonly string[];
    readonly id: string;
    readonly context: Readonly<Record<string, unknown>>;
  }>;
}

interface Sentences {
  readonly house: WrittenHouse;
  readonly cases: ReadonlyArray<{ readonly text: string; readonly area: string | null }>;
}

const LANGUAGES = effort(4, 1) === 4 ? ['en', 'de', 'fr', 'es'] : ['en'];
const WARM_UP = effort(3, 0);
const ROUNDS = effort(20, 1);

export async function benchIntents(report: BenchReport, options: IntentsBenchOptions = { data: null }): Promise<void> {
  const files = await modelFiles('intents-home-assistant');
  const hassil = await (effort(1, 0) === 1 ? prepareHassil() : Promise.reject(new Error('a quick run'))).then(
    () => true,
    (thrown: unknown) => {
      report({ name: 'hassil', value: 0, unit: '-', note: `not compared: ${toError(thrown).message.slice(0, 80)}` });
      return false;
    },
  );
  for (const language of LANGUAGES) {
    const file = files[`data/${language}.json`];
    if (file !== undefined) await benchLanguage(language, file, report, { hassil, folder: options.data });
  }
}

async function benchLanguage(
  language: string,
  file: string,
  report: BenchReport,
  options: { readonly hassil: boolean; readonly folder: string | null },
): Promise<void> {
  const row = (name: string, value: number, unit: string, note?: string): void =>
    report({ name: `${language}: ${name}`, value, unit, ...(note === undefined ? {} : { note }) });
  const grammar = await benchLoading(language, file, row);
  const { house, cases } = readCases(language, options.folder) ?? madeCases(grammar);
  const started = performance.now();
  const inHouse = new HouseGrammar(grammar, parseHouseFile(house, language));
  row('a changed house', performance.now() - started, 'ms', `${house.entities.length} entities`);
  const times = matchTimes(inHouse, cases);
  const median = times.at(Math.floor(times.length / 2)) ?? 0;
  const p99 = times.at(Math.floor(times.length * 0.99)) ?? 0;
  row('match, mean', mean(times), 'µs', `${cases.length} sentences, each of ${ROUNDS} calls`);
  row('match, median', median, 'µs');
  row('match, p99', p99, 'µs', `${(p99 / median).toFixed(1)} × the median (limit 20)`);
  row('match, slowest', times.at(-1) ?? 0, 'µs', 'of all calls');
  benchUnderstanding(grammar, house, cases, row);
  if (options.hassil) await compare({ language, file, house, cases, inHouse }, row);
}

type Row = (name: string, value: number, unit: string, note?: string) => void;

async function benchLoading(language: string, file: string, row: Row): Promise<Grammar> {
  const cache = await mkdtemp(join(tmpdir(), 'linnet-bench-cache-'));
  try {
    const load = async (): Promise<[Grammar, number]> => {
      const started = performance.now();
      const grammar = await loadGrammar({ language, files: [file], cache });
      return [grammar, performance.now() - started];
    };
    const [, compiled] = await load();
    const [grammar, cached] = await load();
    row('compile', compiled, 'ms', 'limit 2,000');
    row('load from the cache', cached, 'ms', 'limit 100');
    return grammar;
  } finally {
    await rm(cache, { recursive: true, force: true });
  }
}

/** Every single call, a slow one too: what a person waits for is not the best of several. */
function matchTimes(grammar: HouseGrammar, cases: Sentences['cases']): number[] {
  const times: number[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    for (const one of cases) {
      const started = performance.now();
      matchOne(grammar, one);
      const spent = (performance.now() - started) * 1000;
      if (round >= WARM_UP) times.push(spent);
    }
  }
  return times.sort((a, b) => a - b);
}

function matchOne(grammar: HouseGrammar, one: Sentences['cases'][number]): boolean {
  return strictMatch(one.text, grammar, { context: one.area === null ? {} : { area: one.area } }) !== null;
}

/** Hints for the first half of each sentence, and the whole of understanding for what is no command. */
function benchUnderstanding(grammar: Grammar, house: WrittenHouse, cases: Sentences['cases'], row: Row): void {
  const grammars = new HouseGrammars([grammar]);
  const understander = createUnderstander({}, { grammars });
  const place = (name: string) => ({ id: name, name, aliases: [] });
  const snapshot = {
    version: 1,
    floors: house.floors.map(place),
    areas: house.areas.map((name) => ({ ...place(name), floor: null })),
    entities: house.entities.map(({ id, names }) => entity(id, names[0] ?? id, null, { aliases: names.slice(1) })),
  };
  const context = { language: grammar.language, area: house.areas[0] ?? null, snapshot, lastTurn: null };
  const halves = cases.map(({ text }) =>
    text
      .split(' ')
      .slice(0, Math.ceil(text.split(' ').length / 2))
      .join(' '),
  );
  const time = (texts: readonly string[], run: (text: string) => unknown): number => {
    for (const text of texts) run(text);
    const started = performance.now();
    for (const text of texts) run(text);
    return ((performance.now() - started) * 1000) / texts.length;
  };
  row(
    'endpoint hint of half a sentence',
    time(halves, (text) => endpointHint(text, context, grammars)),
    'µs',
    'mean',
  );
  const nonsense = halves.map((text) => `${text} blah`);
  row(
    'understand what is no command',
    time(nonsense, (text) => understander.understand(text, context)),
    'µs',
    'mean, with fuzzy names',
  );
}

interface Comparison extends Sentences {
  readonly language: string;
  readonly file: string;
  readonly inHouse: HouseGrammar;
}

/** Ours, theirs, ours again, in processor time. */
async function compare({ file, house, cases, inHouse }: Comparison, row: Row): Promise<void> {
  const before = cpuOf(inHouse, cases);
  const theirs = await runHassil({ data: file, house, cases, rounds: 2 });
  const ours = (before + cpuOf(inHouse, cases)) / 2;
  const found = cases.filter((one) => matchOne(inHouse, one)).length;
  row('match, processor time', ours, 'µs', `understood ${found} of ${cases.length}`);
  row('hassil, processor time', theirs.cpuUs, 'µs', `understood ${theirs.found} of ${cases.length}`);
  row('times faster than hassil', theirs.cpuUs / ours, '×', 'at least 20 wanted');
}

function cpuOf(grammar: HouseGrammar, cases: Sentences['cases']): number {
  const started = process.cpuUsage();
  for (let round = 0; round < ROUNDS; round++) for (const one of cases) matchOne(grammar, one);
  const { user, system } = process.cpuUsage(started);
  return (user + system) / (ROUNDS * cases.length);
}

function readCases(language: string, folder: string | null): Sentences | null {
  const path = folder === null ? null : join(folder, `${language}.json`);
  if (path === null || !existsSync(path)) return null;
  const { house, cases } = JSON.parse(readFileSync(path, 'utf8')) as {
    house: WrittenHouse;
    cases: Array<{ text: string; context: { area?: string } }>;
  };
  return { house, cases: cases.map(({ text, context }) => ({ text, area: context.area ?? null })) };
}

/** A house of a hundred things, and a sentence from each template. */
function madeCases(grammar: Grammar): Sentences {
  const domains = ['light', 'switch', 'cover', 'climate', 'lock', 'fan', 'sensor', 'media_player', 'scene', 'vacuum'];
  const entities = Array.from({ length: 100 }, (_, i) => {
    const domain = domains[i % domains.length] ?? 'light';
    return { id: `${domain}.thing_${i}`, names: [`Thing ${i} ${domain}`], context: { domain } };
  });
  const house = { areas: ['Atrium', 'Cellar', 'Tower'], floors: ['Basis'], entities };
  const program = fetchedProgram(grammar);
  const random = seededRandom(5);
  const lists = { name: entities.map((one) => one.names[0] ?? ''), area: house.areas, floor: house.floors };
  const texts = program.sentences.map((_, i) => sampleSentence(program, i, lists, random));
  const cases = texts.flatMap((text) => (text === null || text === '' ? [] : [{ text, area: 'Tower' }]));
  return { house, cases };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
