// From what the configuration says of wake words to an ear that hears them: the owner's own models, and live sensitivity.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { loadConfig } from '../../appliance/config/load.ts';
import { ManualClock, systemClock } from '../../appliance/kernel/clock.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { Scope } from '../../appliance/kernel/scope.ts';
import { createModelStore } from '../../appliance/models/store.ts';
import { childArguments } from '../../appliance/processes/child-arguments.ts';
import { earArgumentSchema } from '../../appliance/processes/ear-argument.ts';
import { createEarFromModels, type LoadedEar } from '../../appliance/processes/ear-parts.ts';
import type { EarEvent } from '../../appliance/speech/ear-channel.ts';
import { EMBEDDING_SIZE } from '../../appliance/speech/engines/open-wake-word/speech-embedder.ts';
import { buildClassifier } from '../speech/onnx-builder.ts';
import { referenceEmbeddings, SPAN, tunedTo } from '../speech/tuned-classifier.ts';
import { signal } from '../speech/wake-signals.ts';
import { modelFiles, modelsRoot } from '../support/models.ts';
import { startBox, temporaryFolder } from '../support/running-box.ts';

vi.setConfig({ testTimeout: 120_000 });

const FRAME = 320;
const SOCKETS = { microphone: '/mic', speech: '/speech', media: '/media', room: '/room' };
/** openWakeWord's own cut-off is 0.5; at sensitivity 0 it asks for 0.83. */
const BETWEEN = 0.7;

let scope: Scope;
let folder: string;
beforeEach(() => {
  scope = new Scope();
  folder = temporaryFolder(scope);
});
afterEach(() => scope.close());

/** Writes NAME.onnx that always gives `score`. */
async function constantClassifier(name: string, score: number): Promise<void> {
  const bias = Math.log(score / (1 - score));
  const weights = new Float32Array(SPAN * EMBEDDING_SIZE);
  await writeFile(join(folder, `${name}.onnx`), buildClassifier(SPAN, EMBEDDING_SIZE, weights, bias));
}

/** Settings that listen for `words` of this test's folder with openWakeWord. */
const openWakeWord = (...words: string[]): string[] => [
  'wake.engine=openWakeWord',
  `wake.folder=${folder}`,
  `wake.words=[${words.join(', ')}]`,
];

/** What a box with these settings tells its ear, as it comes to it. */
async function earArgument(...flags: string[]) {
  for (const id of ['oww-backbone', 'wake-okay-nabu', 'vad-silero-v4', 'stt-moonshine-tiny-en']) await modelFiles(id);
  const { config } = loadConfig({ file: null, environment: {}, flags });
  const store = createModelStore({ root: modelsRoot, offline: true }, { clock: systemClock });
  const options = { config, build: 'test', cacheDir: folder };
  return earArgumentSchema.parse(JSON.parse(JSON.stringify(await childArguments(options, { store }).ear(SOCKETS))));
}

interface Listening extends LoadedEar {
  readonly wakes: ReadonlyArray<Extract<EarEvent, { kind: 'wake' }>>;
  play(audio: Int16Array): Promise<void>;
}

async function ear(...flags: string[]): Promise<Listening> {
  const { models, settings } = await earArgument(...flags);
  const wakes: Extract<EarEvent, { kind: 'wake' }>[] = [];
  const deps = { clock: new ManualClock(), log: silentLog };
  const loaded = await createEarFromModels({ models, settings }, deps, (event) => {
    if (event.kind === 'wake') wakes.push(event);
  });
  scope.defer(() => loaded.close());
  let position = 0;
  const play = async (audio: Int16Array): Promise<void> => {
    for (let at = 0; at + FRAME <= audio.length; at += FRAME, position += FRAME) {
      loaded.ear.accept(audio.subarray(at, at + FRAME), position, position / 16);
      await loaded.ear.settled();
    }
  };
  return { ...loaded, wakes, play };
}

describe("an ear configured with the owner's own classifier for openWakeWord", () => {
  const AT = 18; // where the phrase of the recording is whole

  async function ownPhrase(name: string): Promise<void> {
    const { weights, bias } = tunedTo(referenceEmbeddings(), AT);
    await writeFile(join(folder, `${name}.onnx`), buildClassifier(SPAN, EMBEDDING_SIZE, weights, bias));
  }

  test('wakes at its phrase and at nothing else, alone', async () => {
    await ownPhrase('my_phrase_v0.1');
    const { wakes, words, twoStageWake, play } = await ear(...openWakeWord('my_phrase'), 'wake.twoStage=false');
    expect({ words, twoStageWake }).toEqual({ words: ['my_phrase'], twoStageWake: false });
    await play(signal('white'));
    await play(signal('hey-jarvis'));
    expect(wakes.filter(({ outcome }) => outcome === 'detected')).toEqual([]);
    await play(signal('okay-nabu'));
    expect(wakes.filter(({ outcome }) => outcome === 'detected')).toMatchObject([
      { word: 'my_phrase', verifierScore: null },
    ]);
  });

  test('has each candidate confirmed by the recogniser, which hears the phrase or does not', async () => {
    await ownPhrase('okay_nabu');
    await constantClassifier('hey_box', 0.99);
    const { wakes, twoStageWake, play } = await ear(...openWakeWord('okay_nabu', 'hey_box'));
    expect(twoStageWake).toBe(true);
    await play(signal('okay-nabu'));
    expect(wakes.filter(({ outcome }) => outcome === 'detected')).toMatchObject([
      { word: 'okay_nabu', verifierScore: expect.any(Number) },
    ]);
    expect(wakes.some(({ word, outcome }) => word === 'hey_box' && outcome === 'rejected')).toBe(true);
  });

  test('is told the newest of several versions, and the words that there are where one is not', async () => {
    for (const name of ['my_phrase_v0.9', 'my_phrase_v0.10', 'other']) await constantClassifier(name, 0.5);
    expect((await earArgument(...openWakeWord('my_phrase'))).models.wake).toMatchObject({
      classifiers: [{ path: join(folder, 'my_phrase_v0.10.onnx') }],
    });
    await expect(earArgument(...openWakeWord('my_fraze'))).rejects.toThrow(/"my_fraze" has none\. .*my_phrase, other/);
    await expect(earArgument('wake.engine=openWakeWord')).rejects.toThrow(/wake\.folder/);
  });
});

describe("an ear configured with the owner's own microWakeWord model", () => {
  async function put(name: string, json: string): Promise<void> {
    const { 'okay_nabu.tflite': tflite } = await modelFiles('wake-okay-nabu');
    await writeFile(join(folder, `${name}.tflite`), await readFile(tflite!));
    await writeFile(join(folder, `${name}.json`), json);
  }

  test('wakes at it, takes others from the store, and names those that there are where a word has no model', async () => {
    const { 'okay_nabu.json': json } = await modelFiles('wake-okay-nabu');
    await put('hey_box', await readFile(json!, 'utf8'));
    await put('torn', 'not json');
    const own = `wake.folder=${folder}`;
    const { wakes, words, play } = await ear(own, 'wake.words=[hey_box]', 'wake.twoStage=false');
    expect(words).toEqual(['hey_box']);
    await play(signal('okay-nabu'));
    expect(wakes).toMatchObject([{ word: 'hey_box', outcome: 'detected' }]);
    await expect(earArgument(own, 'wake.words=[hey_boxx]')).rejects.toThrow(
      /"hey_boxx" has none\. .*okay_nabu.*hey_box;/,
    );
    await expect(earArgument(own, 'wake.words=[torn]')).rejects.toThrow(/torn\.json" is not JSON/);
  });
});

describe('the sensitivity of the wake word', () => {
  const settings = (): string[] => [...openWakeWord('between'), 'wake.twoStage=false'];
  beforeEach(() => constantClassifier('between', BETWEEN));

  test('moves the cut-off of an ear that listens: the same score wakes before and not after', async () => {
    const { ear: listening, wakes, play } = await ear(...settings(), 'wake.sensitivity=50');
    await play(new Int16Array(48_000));
    const before = wakes.length;
    expect(wakes).toMatchObject(Array(before).fill({ outcome: 'detected', word: 'between' }));
    expect(before).toBeGreaterThan(0);
    listening.command({ kind: 'sensitivity', percent: 0 });
    await play(new Int16Array(96_000));
    expect(wakes.length).toBe(before);
    listening.command({ kind: 'sensitivity', percent: 50 });
    await play(new Int16Array(48_000));
    expect(wakes.length).toBeGreaterThan(before);
  });

  test('that is set on a running box reaches its ear, and one that is started again', async () => {
    const box = await startBox({ flags: [...settings(), 'wake.sensitivity=0', 'listen.noSpeechMs=1000'] });
    scope.defer(() => box.close());
    const { ear: child } = box.hub.children;
    const woken = (): number => box.ended.filter(({ origin }) => origin === 'wake').length;
    /** A turn by the button, in which the box has heard a second of its room at the least; anew where it was woken just before. */
    const listenForAWhile = async (): Promise<void> => {
      do {
        await box.until(() => box.phase() === 'idle' && box.hub.listening, 'the box to be idle');
        const before = box.ended.length;
        box.press();
        await box.until(() => box.ended.length > before, 'the turn by the button to end');
      } while (box.ended.at(-1)!.origin !== 'button');
    };
    await listenForAWhile();
    expect(woken()).toBe(0);
    await box.hub.box.setWakeSensitivity(50);
    await box.until(() => woken() > 0, 'the wake word to be heard');
    process.kill(child.pid!, 'SIGKILL');
    const isBack = (): boolean => child.restarts === 1 && child.state === 'ready';
    await box.until(() => isBack() && box.phase() === 'idle', 'the ear to be back');
    const beforeThat = woken();
    await box.until(() => woken() > beforeThat, 'the wake word to be heard again');
    await box.hub.box.setWakeSensitivity(0);
    await listenForAWhile(); // what the ear sent before it was told has come by then
    const atLast = woken();
    await listenForAWhile();
    expect(woken()).toBe(atLast);
  });
});
