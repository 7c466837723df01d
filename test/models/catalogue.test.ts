import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CATALOGUE, findModel } from '../../appliance/models/catalogue.ts';
import type { Mirror, Model } from '../../appliance/models/model.ts';
import { MODEL_PRESETS, modelPreset, modelsInUse, voiceModels } from '../../appliance/models/presets.ts';

const HASH = /^[0-9a-f]{64}$/;
const SAFE_NAME = /^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/;

function inArchiveOnly(model: Model, name: string): boolean {
  const having = model.mirrors.filter((mirror) => mirror.paths[name] !== undefined);
  return having.length > 0 && having.every((mirror) => mirror.kind === 'archive');
}

test('every id and every path in the store is used once', () => {
  const ids = CATALOGUE.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { sources, derived } of CATALOGUE) {
    const names = [...sources, ...derived].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  }
});

test('every file stays inside the folder of its model', () => {
  for (const { id, sources, derived } of CATALOGUE) {
    for (const { name } of [...sources, ...derived]) expect(name, id).toMatch(SAFE_NAME);
  }
});

test('every file that the project could see has a hash and a size', () => {
  for (const model of CATALOGUE) {
    for (const { name, sha256, bytes } of model.sources) {
      if (!model.ranHere && inArchiveOnly(model, name)) continue;
      expect(sha256, `${model.id} ${name}`).toMatch(HASH);
      expect(bytes, `${model.id} ${name}`).toBeGreaterThan(0);
    }
    if (model.ranHere)
      for (const { name, sha256 } of model.derived) expect(sha256, `${model.id} ${name}`).toMatch(HASH);
  }
});

test('every source has a mirror, and no mirror offers anything else', () => {
  for (const { id, sources, mirrors } of CATALOGUE) {
    const offered = new Set(mirrors.flatMap(({ paths }) => Object.keys(paths)));
    expect(offered, id).toEqual(new Set(sources.map(({ name }) => name)));
  }
});

test('the publisher is asked before any package', () => {
  for (const { id, mirrors } of CATALOGUE) {
    const ranks = mirrors.map((mirror: Mirror) => ['url', 'archive', 'npm', 'pypi'].indexOf(mirror.kind));
    expect(ranks, id).toEqual([...ranks].sort((a, b) => a - b));
  }
});

test('only what is fetched is converted', () => {
  for (const { id, sources, derived } of CATALOGUE) {
    const names = sources.map(({ name }) => name);
    for (const { conversion } of derived) {
      if ('from' in conversion) expect(names, id).toContain(conversion.from);
      if ('config' in conversion) expect(names, id).toContain(conversion.config);
    }
  }
});

test('every model says its licence, its languages and its memory', () => {
  for (const { id, licence, languages, memoryMb } of CATALOGUE) {
    expect(licence, id).not.toBe('');
    expect(languages.length, id).toBeGreaterThan(0);
    expect(memoryMb, id).toBeGreaterThan(0);
  }
});

test('a model that is run here is named, with its licence, in THIRD_PARTY.md', () => {
  const text = readFileSync('THIRD_PARTY.md', 'utf8');
  for (const { id, licence } of CATALOGUE.filter(({ ranHere }) => ranHere)) {
    const row = text.split('\n').find((line) => line.includes(`\`${id}\``));
    expect(row, id).toBeDefined();
    expect(row).toContain(licence);
  }
});

test('every preset chooses models of the right job that exist, and its voice models can speak and hear', () => {
  for (const preset of Object.values(MODEL_PRESETS)) {
    for (const job of ['vad', 'stt', 'tts', 'phonemes', 'sentences', 'llm', 'embedding'] as const) {
      expect(findModel(preset[job]).job).toBe(job);
    }
    for (const id of preset.wake) expect(findModel(id).job).toBe('wake');
    expect(voiceModels(preset)).toEqual([...preset.wake, preset.vad, preset.stt, preset.tts, preset.phonemes]);
  }
});

test("the laptop's voice models have all been run by this project", () => {
  for (const id of voiceModels(MODEL_PRESETS.laptop)) expect(findModel(id).ranHere, id).toBe(true);
});

test('a configuration with words of its own asks the store only for what the store has', () => {
  const choice = { preset: 'laptop', recognizer: 'stt-moonshine-tiny-en', voice: 'tts-en-us-joe-medium' };
  const ids = modelsInUse({ ...choice, wakeWords: ['hey_jarvis', 'my_own_word'] });
  expect(ids).toContain('wake-hey-jarvis');
  expect(ids.every((id) => CATALOGUE.some((model) => model.id === id))).toBe(true);
});

test('a configuration with openWakeWord needs its shared model, and no word of the other engine', () => {
  const choice = { preset: 'pi4-4g', recognizer: null, voice: null, wakeWords: ['okay_nabu'] } as const;
  const ids = modelsInUse({ ...choice, wakeEngine: 'openWakeWord' });
  expect(ids.filter((id) => findModel(id).job === 'wake')).toEqual(['oww-backbone']);
  expect(modelsInUse(choice)).not.toContain('oww-backbone');
});

test('a preset or an id that does not exist is refused with those that do', () => {
  expect(() => modelPreset('pi9')).toThrow(/laptop.*"pi9"/);
  expect(() => modelPreset('toString')).toThrow(/input\.invalid/);
  expect(() => findModel('nope')).toThrow(/wake-okay-nabu/);
});
