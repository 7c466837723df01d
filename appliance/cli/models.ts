// linnet models list|fetch|verify|prune|where
import type { Command } from 'commander';
import { readConfig } from '../config/load.ts';
import { systemClock } from '../kernel/clock.ts';
import { toError } from '../kernel/errors.ts';
import { findModel } from '../models/catalogue.ts';
import { type Model, modelBytes } from '../models/model.ts';
import { MODEL_PRESETS, modelPreset, modelsInUse, voiceModels } from '../models/presets.ts';
import { createModelStore, type ModelStore } from '../models/store.ts';
import type { BoxContext } from './context.ts';
import { type ProgressScreen, showFetchProgress } from './fetch-progress.ts';

export interface ModelsCommandContext extends Pick<BoxContext, 'modelsRoot' | 'write' | 'setExitStatus' | 'layers'> {
  /** Where progress is shown; default standard error. */
  readonly screen?: ProgressScreen;
  /** Default the store of `modelsRoot` with the whole catalogue. */
  readonly openStore?: (languages: readonly string[], offline: boolean) => ModelStore;
}

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
  const command = (usage: string, description: string): Command =>
    models
      .command(usage)
      .description(description)
      .option('--json', 'one JSON object a line on standard output, nothing else');
  command('list', 'every model of the catalogue, and whether it is here').action((choice: Choice) =>
    list(context, choice),
  );
  chosen(command('fetch [id...]', 'bring the models named, else those that the configuration uses'))
    .option('--offline', 'fail where one is missing instead of touching a network')
    .action((ids: string[], choice: Choice) => fetchCommand(context, ids, choice));
  chosen(command('verify [id...]', 'read and hash every file of the models named, else of those that are here')).action(
    (ids: string[], choice: Choice) => verify(context, ids, choice),
  );
  chosen(
    command('prune [keep...]', 'remove every model but those named, else those that the configuration uses'),
  ).action((ids: string[], choice: Choice) => prune(context, ids, choice));
  command('where [id]', 'the folder of the store, or the files of one model').action(
    (id: string | undefined, choice: Choice) => where(context, id, choice),
  );
}

function chosen(command: Command): Command {
  return command
    .option('--preset <name>', `the models that a voice turn needs on: ${Object.keys(MODEL_PRESETS).join(', ')}`)
    .option('--language <tag...>', 'languages of models that have a file for each; default: language.sentences');
}

function storeFor(context: ModelsCommandContext, choice: Choice): ModelStore {
  const languages = choice.language ?? [readConfig(context.layers()).config.language.sentences];
  const offline = choice.offline === true;
  if (context.openStore !== undefined) return context.openStore(languages, offline);
  return createModelStore({ root: context.modelsRoot, languages, offline }, { clock: systemClock });
}

/** What the configuration uses: what `fetch` brings and `prune` keeps when nothing else is said. */
function usedModels(context: ModelsCommandContext): readonly string[] {
  const { models, wake, recognition, voice, language } = readConfig(context.layers()).config;
  return modelsInUse({
    preset: models.preset,
    wakeWords: wake.words,
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

function row(model: Model, present: boolean, used: boolean): Record<string, unknown> {
  const { id, job, title, languages, licence, memoryMb, ranHere, note } = model;
  return {
    id,
    job,
    title,
    languages,
    licence,
    bytes: modelBytes(model, ['en']),
    memoryMb,
    present,
    used,
    ranHere,
    note,
  };
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
    screen.write(`${toError(thrown).message}\n`);
    context.setExitStatus(1);
  }
  progress.stop();
  for (const id of wanted) {
    const present = await store.isPresent(id);
    const line = { id, state: present ? 'ready' : 'missing', folder: store.folderOf(id) };
    context.write(choice.json === true ? JSON.stringify(line) : `${id.padEnd(26)}  ${line.state}`);
  }
}

async function verify(context: ModelsCommandContext, ids: readonly string[], choice: Choice): Promise<void> {
  const store = storeFor(context, choice);
  const wanted = named(store, ids, choice) ?? (await presentIn(store));
  if (wanted.length === 0 && choice.json !== true) context.write(`No model is in "${store.root}".`);
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

async function presentIn(store: ModelStore): Promise<readonly string[]> {
  const all = await Promise.all(store.catalogue.map(async ({ id }) => ({ id, present: await store.isPresent(id) })));
  return all.filter(({ present }) => present).map(({ id }) => id);
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
