// linnet models list|fetch|verify|prune|where
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { readConfig } from '../config/load.ts';
import { systemClock } from '../kernel/clock.ts';
import { LinnetError } from '../kernel/errors.ts';
import { findModel } from '../models/catalogue.ts';
import { type Model, modelBytes, servingLanguage } from '../models/model.ts';
import { MODEL_PRESETS, modelPreset, modelsInUse, STOP_MODEL, voiceModels } from '../models/presets.ts';
import { createModelStore, type ModelStore } from '../models/store.ts';
import type { BoxContext } from './context.ts';
import { type ProgressScreen, showFetchProgress } from './fetch-progress.ts';

export interface ModelsCommandContext
  extends Pick<BoxContext, 'modelsRoot' | 'write' | 'fail' | 'setExitStatus' | 'layers'> {
  /** Where progress is shown; default standard error. */
  readonly screen?: ProgressScreen;
  /** Default the store of `modelsRoot` with the whole catalogue. */
  readonly openStore?: (languages: readonly string[], offline: boolean) => ModelStore;
}

const ROW_FIELDS = [
  'id',
  'job',
  'title',
  'languages',
  'licence',
  'bytes',
  'memoryMb',
  'present',
  'used',
  'ranHere',
  'note',
] as const;

interface Choice {
  readonly json?: boolean;
  readonly preset?: string;
  readonly language?: readonly string[];
  readonly offline?: boolean;
}

export function registerModelsCommand(program: Command, context: ModelsCommandContext): void {
  const models = program
    .command('models')
    .description('the models on this machine: what there is, what is missing, where it is');
  const command = (usage: string, description: string, fields: string): Command =>
    models.command(usage).description(description).option('--json', `one object a line: {${fields}}`);
  command('list', 'every model of the catalogue, and whether it is here', ROW_FIELDS.join(', ')).action(
    (choice: Choice) => list(context, choice),
  );
  const fetched = 'bring the models named, else those that the configuration uses';
  chosen(command('fetch [id...]', fetched, 'id, state, folder'))
    .option('--offline', 'fail where one is missing instead of touching a network')
    .action((ids: string[], choice: Choice) => fetchCommand(context, ids, choice));
  const verified =
    'read and hash every file of the models named, else of those that are here or that the configuration uses; exit status 1 where one is missing or wrong';
  chosen(
    command('verify [id...]', verified, 'id, state, files: [{name, state, setAside?}]'),
    'languages of models that have a file for each; default: language.sentences and those that are here',
  ).action((ids: string[], choice: Choice) => verify(context, ids, choice));
  const pruned = 'remove every model but those named, else those that the configuration uses';
  chosen(command('prune [keep...]', pruned, 'removed')).action((ids: string[], choice: Choice) =>
    prune(context, ids, choice),
  );
  const place = 'the folder of the store, or that of one model; exit status 1 where that model is not here';
  command('where [id]', place, 'root}, of a model {id, folder, present').action(
    (id: string | undefined, choice: Choice) => where(context, id, choice),
  );
}

function chosen(
  command: Command,
  languages = 'languages of models that have a file for each; default: language.sentences',
): Command {
  return command
    .option('--preset <name>', `the models that a voice turn needs on: ${Object.keys(MODEL_PRESETS).join(', ')}`)
    .option('--language <tag...>', languages);
}

function storeFor(context: ModelsCommandContext, choice: Choice): ModelStore {
  const languages = choice.language ?? [readConfig(context.layers()).config.language.sentences];
  const offline = choice.offline === true;
  const store =
    context.openStore?.(languages, offline) ??
    createModelStore({ root: context.modelsRoot, languages, offline }, { clock: systemClock });
  refuseUnknown(choice.language ?? [], store.catalogue);
  return store;
}

/** Throws `input.invalid` for a language that no model has a file for. */
function refuseUnknown(languages: readonly string[], catalogue: readonly Model[]): void {
  const known = catalogue.flatMap(languagesOfFiles);
  const unknown = languages.find((language) => servingLanguage(language, known) === null);
  if (unknown === undefined) return;
  const text = `Expected a language that a model has a file for (${[...known].sort().join(', ')}); "${unknown}" came.`;
  throw new LinnetError('input.invalid', text);
}

function languagesOfFiles(model: Model): readonly string[] {
  return filesByLanguage(model).map(([language]) => language);
}

/** Of a model that has a file for each language: the language and the name of the file. */
function filesByLanguage({ sources, derived }: Model): ReadonlyArray<readonly [language: string, name: string]> {
  return [...sources, ...derived].flatMap(({ language, name }) => (language === undefined ? [] : [[language, name]]));
}

/** What the configuration uses: what `fetch` brings and `prune` keeps when nothing else is said. */
function usedModels(context: ModelsCommandContext): readonly string[] {
  const { models, wake, recognition, voice, language } = readConfig(context.layers()).config;
  return modelsInUse({
    preset: models.preset,
    wakeWords: wake.words,
    wakeEngine: wake.engine,
    recognizer: recognition.model,
    voice: voice.model,
    language: language.sentences,
  });
}

/** What the command line names; undefined where it names nothing. Throws `input.invalid` for what does not exist. */
function named(store: ModelStore, ids: readonly string[], choice: Choice): readonly string[] | undefined {
  const preset = choice.preset === undefined ? [] : voiceModels(modelPreset(choice.preset));
  const all = [...new Set([...ids, ...preset])];
  for (const id of all) findModel(id, store.catalogue);
  return all.length === 0 ? undefined : all;
}

async function list(context: ModelsCommandContext, choice: Choice): Promise<void> {
  const store = storeFor(context, choice);
  const used = new Set(usedModels(context));
  for (const model of store.catalogue) {
    const present = await store.isPresent(model.id);
    if (choice.json === true) context.write(JSON.stringify(row(model, present, used.has(model.id))));
    else context.write(listLine(model, present, used.has(model.id)));
  }
}

function row(model: Model, present: boolean, used: boolean): Record<(typeof ROW_FIELDS)[number], unknown> {
  const { id, job, title, languages, licence, memoryMb, ranHere, note } = model;
  const bytes = modelBytes(model, ['en']);
  return { id, job, title, languages, licence, bytes, memoryMb, present, used, ranHere, note };
}

function listLine(model: Model, present: boolean, used: boolean): string {
  const marks = [present ? 'here' : '', used ? 'used' : '', model.ranHere ? '' : 'not run by this project yet'];
  const size = `${(modelBytes(model, ['en']) / 1e6).toFixed(1)} MB`;
  const cells = [model.id.padEnd(26), model.job.padEnd(9), size.padStart(9), model.licence.padEnd(22).slice(0, 22)];
  return `${cells.join('  ')}  ${marks.filter((mark) => mark !== '').join(', ')}`.trimEnd();
}

async function fetchCommand(context: ModelsCommandContext, ids: readonly string[], choice: Choice): Promise<void> {
  const store = storeFor(context, choice);
  const wanted = named(store, ids, choice) ?? usedModels(context);
  const screen = context.screen ?? standardError();
  const progress = showFetchProgress(screen, systemClock);
  try {
    await store.fetch(wanted, { onEvent: progress.onEvent });
  } catch (thrown) {
    progress.stop();
    context.fail(thrown);
  }
  progress.stop();
  for (const id of wanted) {
    const present = await store.isPresent(id);
    const line = { id, state: present ? 'ready' : 'missing', folder: store.folderOf(id) };
    context.write(choice.json === true ? JSON.stringify(line) : `${id.padEnd(26)}  ${line.state}`);
  }
}

async function verify(context: ModelsCommandContext, ids: readonly string[], choice: Choice): Promise<void> {
  const configured = storeFor(context, choice);
  const wanted = named(configured, ids, choice) ?? neededOrBegun(context, configured);
  const language = choice.language ?? languagesHere(context, configured);
  const store = storeFor(context, { ...choice, language });
  for (const id of wanted) {
    const { state, files } = await store.check(id);
    if (state !== 'ready') context.setExitStatus(1);
    if (choice.json === true) context.write(JSON.stringify({ id, state, files }));
    else context.write(`${id.padEnd(26)}  ${state}`);
    const wrong = choice.json === true ? [] : files.filter((file) => file.state !== 'ready');
    for (const { name, state: fileState, setAside } of wrong) {
      context.write(`  ${name}: ${fileState}${setAside === undefined ? '' : `, set aside as ${setAside}`}`);
    }
  }
}

/** Also those of which something or all is missing, or has another size: they are what somebody verifies for. */
function neededOrBegun(context: ModelsCommandContext, store: ModelStore): readonly string[] {
  const needed = usedModels(context).filter((id) => id !== STOP_MODEL); // which is missed by nobody
  return store.catalogue.map(({ id }) => id).filter((id) => needed.includes(id) || existsSync(store.folderOf(id)));
}

/** That of the configuration, where there are files of it, and those of which a file is here. */
function languagesHere(context: ModelsCommandContext, { catalogue, folderOf }: ModelStore): readonly string[] {
  const here = catalogue.flatMap((model) =>
    filesByLanguage(model)
      .filter(([, name]) => existsSync(join(folderOf(model.id), name)))
      .map(([language]) => language),
  );
  const { sentences } = readConfig(context.layers()).config.language;
  const known = catalogue.flatMap(languagesOfFiles);
  return [...new Set([...(servingLanguage(sentences, known) === null ? [] : [sentences]), ...here])];
}

async function prune(context: ModelsCommandContext, ids: readonly string[], choice: Choice): Promise<void> {
  const store = storeFor(context, choice);
  const keep = named(store, ids, choice) ?? usedModels(context);
  const { removed, bytes } = await store.prune(keep);
  if (choice.json === true) for (const path of removed) context.write(JSON.stringify({ removed: path }));
  else context.write(`${removed.length} removed, ${(bytes / 1e6).toFixed(1)} MB free again.`);
}

async function where(context: ModelsCommandContext, id: string | undefined, choice: Choice): Promise<void> {
  const store = storeFor(context, choice);
  if (id === undefined) return context.write(choice.json === true ? JSON.stringify({ root: store.root }) : store.root);
  const present = await store.isPresent(id);
  const folder = store.folderOf(id);
  if (!present) context.setExitStatus(1);
  context.write(choice.json === true ? JSON.stringify({ id, folder, present }) : folder);
}

function standardError(): ProgressScreen {
  const { stderr } = process;
  return { columns: stderr.isTTY ? stderr.columns : undefined, write: (text) => void stderr.write(text) };
}
