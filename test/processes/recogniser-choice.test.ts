// Which engine reads which recogniser, and what serves where the first engine does not load.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SHARE_ENV, Worker } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import { recogniserFindings } from '../../appliance/cli/doctor/recogniser-check.ts';
import { loadConfig } from '../../appliance/config/load.ts';
import { systemClock } from '../../appliance/kernel/clock.ts';
import { entryPoint } from '../../appliance/kernel/entry.ts';
import { LinnetError } from '../../appliance/kernel/errors.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { Scope } from '../../appliance/kernel/scope.ts';
import { CATALOGUE, findModel } from '../../appliance/models/catalogue.ts';
import { createModelStore, type LocatedModel } from '../../appliance/models/store.ts';
import { locateRecognizer } from '../../appliance/processes/ear-models.ts';
import { openRecognizer } from '../../appliance/processes/ear-parts.ts';
import { DEFAULT_BEAM } from '../../appliance/speech/engines/moonshine/beam.ts';
import type { MoonshineDeps } from '../../appliance/speech/engines/moonshine/moonshine.ts';
import { SHERPA_FAMILIES, type SherpaFamily } from '../../appliance/speech/engines/sherpa/sherpa-families.ts';
import { modelFiles, modelsRoot } from '../support/models.ts';
import { temporaryFolder } from '../support/running-box.ts';
import { speakFloat } from '../support/speech.ts';

const MOONSHINE = 'stt-moonshine-tiny-en';

let scope = new Scope();
afterEach(async () => {
  await scope.close();
  scope = new Scope();
});

/** Every model is there, below "/models". */
const everything = {
  locate: (id: string): Promise<LocatedModel> => {
    const { sources, derived, loader } = findModel(id);
    const folder = `/models/${id}`;
    const files = Object.fromEntries([...sources, ...derived].map(({ name }) => [name, `${folder}/${name}`]));
    return Promise.resolve({ id, folder, files, loader });
  },
};

describe('a recogniser of the catalogue', () => {
  const ids = CATALOGUE.filter(({ job }) => job === 'stt').map(({ id }) => id);

  test.each(ids)('%s is read by sherpa-onnx, with every file that its family needs', async (id) => {
    const found = await locateRecognizer({ recognizer: id, engine: 'sherpa' }, everything);
    if (found.engine !== 'sherpa') throw new Error(`${found.engine} came`);
    expect(Object.keys(found.files)).toEqual(SHERPA_FAMILIES[found.family].needs);
    for (const path of Object.values(found.files)) expect(path).toContain(`/models/${id}/`);
    expect(found.id).toBe(`sherpa-${id}`);
  });

  test.each<readonly [string, SherpaFamily]>([
    [MOONSHINE, 'moonshine'],
    ['stt-moonshine-base-en', 'moonshine'],
    ['stt-whisper-tiny-en', 'whisper'],
    ['stt-parakeet-110m-en', 'nemo-transducer'],
    ['stt-sense-voice', 'sense-voice'],
  ])('%s is of the family %s', async (id, family) => {
    expect(await locateRecognizer({ recognizer: id, engine: 'sherpa' }, everything)).toMatchObject({ family });
  });

  test('is read by our own decode loop where it brings what that needs, by sherpa-onnx where not', async () => {
    const engines = ids.map(
      async (id) => (await locateRecognizer({ recognizer: id, engine: 'moonshine' }, everything)).engine,
    );
    expect(await Promise.all(engines)).toEqual(ids.map((id) => (id === MOONSHINE ? 'moonshine' : 'sherpa')));
  });

  test('that is none is refused with a sentence', async () => {
    await expect(locateRecognizer({ recognizer: 'vad-silero-v4', engine: 'sherpa' }, everything)).rejects.toThrow(
      /Expected a recogniser; vad-silero-v4 .*linnet models list.*\[model\.unsupported\]/s,
    );
  });
});

test('the decoder searches by default as the configuration ships it, so that what is measured is what is used', () => {
  const { bias, beam } = loadConfig({ file: null, environment: {}, flags: [] }).config.recognition;
  expect({ lambda: bias, width: beam }).toEqual({ lambda: DEFAULT_BEAM.lambda, width: DEFAULT_BEAM.width });
});

/** The real worker on a machine for which onnxruntime-node has no build. */
async function workerWithoutRuntime(): Promise<NonNullable<MoonshineDeps['startWorker']>> {
  const folder = temporaryFolder(scope);
  const withoutIt = `const Module = require('node:module');
    const load = Module._load;
    Module._load = function (name, ...rest) {
      if (name === 'onnxruntime-node') throw new Error('Cannot find module "onnxruntime_binding.node"');
      return load.call(this, name, ...rest);
    };`;
  await writeFile(join(folder, 'without-it.cjs'), withoutIt);
  const entry = entryPoint(
    import.meta.resolve('../../appliance/speech/engines/moonshine/worker-client.ts'),
    './moonshine-worker.ts',
  );
  return (setup) =>
    new Worker(entry, {
      workerData: setup,
      env: SHARE_ENV,
      execArgv: ['--require', join(folder, 'without-it.cjs')],
    });
}

const realStore = createModelStore({ root: modelsRoot, offline: true }, { clock: systemClock });

test('where onnxruntime does not load the same model is read by sherpa-onnx', async () => {
  await modelFiles(MOONSHINE);
  const model = await locateRecognizer({ recognizer: MOONSHINE, engine: 'moonshine' }, realStore);
  const recognizer = await openRecognizer(model, { log: silentLog, startWorker: await workerWithoutRuntime() });
  scope.defer(() => recognizer.close());
  expect(recognizer.id).toBe(`sherpa-${MOONSHINE}`);
  expect(recognizer.scorePhrase).toBeUndefined(); // so that the wake word has one stage
  const stream = recognizer.open({ language: 'en', phrases: null, nbest: 1 });
  stream.write(await speakFloat('The weather was lovely last summer.'));
  expect((await stream.finish()).hypotheses[0]?.text).toBe('The weather was lovely last summer.');
}, 60_000);

test('a damaged model is not read by another engine instead', async () => {
  const model = await locateRecognizer({ recognizer: MOONSHINE, engine: 'moonshine' }, realStore);
  if (model.engine !== 'moonshine') throw new Error(`${model.engine} came`);
  const damaged = { ...model, files: { ...model.files, encoder: join(temporaryFolder(scope), 'gone.ort') } };
  await expect(openRecognizer(damaged, { log: silentLog })).rejects.toMatchObject({ code: 'model.missing' });
}, 60_000);

describe('the doctor', () => {
  const configWith = (...flags: string[]) => loadConfig({ file: null, environment: {}, flags }).config;
  const loads = () => Promise.resolve({});
  const fails = () => Promise.reject(new LinnetError('engine.unavailable', 'onnxruntime-node does not load: no build'));

  test.each([
    { flags: [], load: loads, state: 'ok', says: /^stt-moonshine-tiny-en: our own decoder/ },
    { flags: [], load: fails, state: 'warning', says: /^sherpa-stt-moonshine-tiny-en: sherpa-onnx, since .*no build/ },
    { flags: ['recognition.engine=sherpa'], load: fails, state: 'ok', says: /^sherpa-stt-moonshine-tiny-en: sherpa/ },
    { flags: ['recognition.model=stt-whisper-tiny-en'], load: loads, state: 'ok', says: /^sherpa-stt-whisper-tiny-en/ },
  ])('says which recogniser serves: $says', async ({ flags, load, state, says }) => {
    const [finding] = await recogniserFindings(configWith(...flags), everything, load);
    expect(finding).toMatchObject({ check: 'recogniser', state });
    expect(finding?.says).toMatch(says);
  });

  test('leaves a missing model to the row of the model', async () => {
    const store = { locate: () => Promise.reject(new LinnetError('model.missing', 'gone')) };
    expect(await recogniserFindings(configWith(), store, loads)).toEqual([]);
  });
});
