// Configuration in layers: defaults, file, environment, flags; later ones win field by field. Every problem is reported at once.
// An unknown key is a warning at boot, since an update may have been rolled back under a newer file; a wrong value of a known key
// is an error. `config check` treats both as errors.

import { readFileSync, statSync } from 'node:fs';
import type * as Yaml from 'yaml';
import { requirePackage } from '../kernel/common-js.ts';
import { LinnetError, toError } from '../kernel/errors.ts';
import { CONFIG_FIELDS, CONFIG_SECTIONS, type ConfigField, environmentName } from './fields.ts';
import { closest, nearest } from './nearest.ts';
import { type Config, configSchema } from './schema.ts';

const { parse: parseYaml } = requirePackage<typeof Yaml>('yaml');

export interface ConfigProblem {
  readonly severity: 'error' | 'warning';
  /** "listen.silenceMs" */
  readonly path: string;
  /** Where it came from: a file's path, an environment variable, or "--set". */
  readonly source: string;
  readonly text: string;
}

export interface ConfigLayers {
  /** A YAML file; null where there is none. A file named here must exist. */
  readonly file: string | null;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** "section.key=value" as given on the command line. */
  readonly flags: readonly string[];
}

export interface LoadedConfig {
  readonly config: Config;
  /** Which layer each field that is not a default came from. */
  readonly sources: ReadonlyMap<string, string>;
  readonly problems: readonly ConfigProblem[];
}

interface Layered {
  readonly values: Map<string, { readonly value: unknown; readonly source: string }>;
  readonly problems: ConfigProblem[];
}

const FLAG = '--set';
const LARGEST_FILE = 256 * 1024;
const KEYS = CONFIG_FIELDS.map(({ path }) => path);
const FIELD_BY_PATH = new Map(CONFIG_FIELDS.map((field) => [field.path, field]));
const FIELD_BY_VARIABLE = new Map(CONFIG_FIELDS.map((field) => [environmentName(field.path), field]));
/** Others that begin with LINNET_ are not of the configuration. */
const SECTION_VARIABLE = new RegExp(`^LINNET_(${CONFIG_SECTIONS.join('|')})_`, 'i');

/** Reads every layer and checks every value. Fields with an error keep their default in `config`. */
export function readConfig(layers: ConfigLayers): LoadedConfig {
  const layered: Layered = { values: new Map(), problems: [] };
  if (layers.file !== null) addFile(layered, layers.file);
  addEnvironment(layered, layers.environment);
  for (const flag of layers.flags) addFlag(layered, flag);
  return check(layered);
}

/**
 * As `readConfig`, for a start: throws `config.invalid`, or `input.invalid` where only flags are wrong, naming every wrong value; unknown
 * keys remain as warnings.
 */
export function loadConfig(layers: ConfigLayers): LoadedConfig {
  const loaded = readConfig(layers);
  const errors = loaded.problems.filter((problem) => problem.severity === 'error');
  if (errors.length === 0) return loaded;
  // Written on the command line just now, it is a command used wrongly.
  const code = errors.every(({ source }) => source === FLAG) ? 'input.invalid' : 'config.invalid';
  const list = errors.map((problem) => `  ${problem.path} (${problem.source}): ${problem.text}`).join('\n');
  throw new LinnetError(code, `${errors.length} value(s) of the configuration are wrong; correct them:\n${list}\n`);
}

function addFile(layered: Layered, path: string): void {
  const content = readYaml(path);
  if (content === null || content === undefined) return;
  if (!isRecord(content)) {
    layered.problems.push(wrong('', path, 'Expected sections such as "listen:" with keys below them.'));
    return;
  }
  for (const [section, keys] of Object.entries(content)) {
    if (!CONFIG_SECTIONS.includes(section)) layered.problems.push(unknownKey(section, path, CONFIG_SECTIONS));
    else if (keys === null)
      continue; // a section whose keys are all commented out
    else if (!isRecord(keys))
      layered.problems.push(wrong(section, path, `Expected keys below "${section}:", got a ${kindOf(keys)}.`));
    else for (const [key, value] of Object.entries(keys)) addValue(layered, `${section}.${key}`, value, path);
  }
}

function readYaml(path: string): unknown {
  try {
    const file = statSync(path);
    if (!file.isFile()) throw new Error('this is not a file.');
    if (file.size > LARGEST_FILE) throw new Error(`it has ${file.size} bytes, at most ${LARGEST_FILE} are read.`);
    return parseYaml(readFileSync(path, 'utf8'), { maxAliasCount: 20 });
  } catch (thrown) {
    if (isMissing(thrown))
      throw new LinnetError(
        'input.invalid',
        `Expected a YAML file at "${path}"; there is none. "linnet config example" prints one; without --config the box needs none.`,
      );
    const [reason = ''] = toError(thrown).message.split('\n');
    const text = `Expected a YAML file at "${path}": ${reason.replace(/:$/, '')}. Correct it; "linnet config example" prints a right one.`;
    throw new LinnetError('config.unreadable', text.replace('..', '.'), { cause: thrown });
  }
}

function isMissing(thrown: unknown): boolean {
  return (thrown as NodeJS.ErrnoException).code === 'ENOENT';
}

function addValue(layered: Layered, path: string, value: unknown, source: string): void {
  const field = FIELD_BY_PATH.get(path);
  if (field === undefined) {
    layered.problems.push(unknownKey(path, source, KEYS));
    return;
  }
  const parsed = field.type.safeParse(value);
  if (parsed.success) layered.values.set(path, { value: parsed.data, source });
  else
    layered.problems.push(
      wrong(path, source, `Expected ${field.expects}, got ${field.secret ? 'something else' : show(value)}.`),
    );
}

function addEnvironment(layered: Layered, environment: ConfigLayers['environment']): void {
  for (const [name, field] of FIELD_BY_VARIABLE) {
    const raw = environment[name];
    if (raw !== undefined) addValue(layered, field.path, fromText(field, raw), `$${name}`);
  }
  for (const name of Object.keys(environment)) {
    const known = [...FIELD_BY_VARIABLE.keys()];
    if (SECTION_VARIABLE.test(name) && !known.includes(name))
      layered.problems.push(unknownKey(name, 'environment', known));
  }
}

function addFlag(layered: Layered, flag: string): void {
  const split = flag.indexOf('=');
  if (split < 1) {
    const [path = ''] = /^[\w.]*/.exec(flag) ?? []; // the rest may be a password
    layered.problems.push(wrong(path, FLAG, 'Expected "section.key=value"; there is no "=" after a key.'));
    return;
  }
  const path = flag.slice(0, split);
  const field = FIELD_BY_PATH.get(path);
  const raw = flag.slice(split + 1);
  addValue(layered, path, field === undefined ? raw : fromText(field, raw), FLAG);
}

/** Text as YAML reads it where that fits the field ("5", "true", "[a, b]"), else as it stands: a password may look like a number. */
function fromText(field: ConfigField, raw: string): unknown {
  try {
    const value: unknown = parseYaml(raw);
    if (field.type.safeParse(value).success) return value;
  } catch {
    // not YAML: it is taken as plain text below
  }
  return raw;
}

function check(layered: Layered): LoadedConfig {
  const tree: Record<string, Record<string, unknown>> = {};
  const sources = new Map<string, string>();
  for (const [path, { value, source }] of layered.values) {
    const [section = '', key = ''] = path.split('.');
    tree[section] = { ...tree[section], [key]: value };
    sources.set(path, source);
  }
  return { config: configSchema.parse(tree), sources, problems: layered.problems };
}

function unknownKey(path: string, source: string, known: readonly string[]): ConfigProblem {
  const guess = nearest(path, known);
  const hint = guess === null ? `the nearest is "${closestKey(path, known)}".` : `did you mean "${guess}"?`;
  const text = `There is no such key; ${hint}`;
  return { severity: 'warning', path, source, text };
}

/** Of the keys of its section, where there is such a section. */
function closestKey(path: string, known: readonly string[]): string | null {
  const beside = known.filter((one) => one.startsWith(`${path.split('.')[0]}.`));
  return closest(path, beside.length > 0 ? beside : known);
}

function wrong(path: string, source: string, text: string): ConfigProblem {
  return { severity: 'error', path, source, text };
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'list' : typeof value;
}

function show(value: unknown): string {
  // An address may carry a password, where none is meant to be.
  const json = (JSON.stringify(value) ?? String(value)).replace(/\/\/.*@/g, '//(not shown)@');
  return json.length > 60 ? `${json.slice(0, 57)}...` : json;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
