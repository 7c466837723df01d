// Models that are missing or damaged: a whole box starts all the same, does what it can without them, says what is wrong, and has
// its ear and its voice back as soon as they are there.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Scope } from '../../appliance/kernel/scope.ts';
import { linnet } from '../support/command-line.ts';
import { copyModels, type ModelCopies } from '../support/model-copies.ts';
import { type RunningBox, startBox, TEST_FLAGS, temporaryFolder } from '../support/running-box.ts';
import { openSoundSink } from '../support/sound-sink.ts';

// Whole boxes, also on a small machine that is busy.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

let scope: Scope;
let models: ModelCopies;
beforeEach(() => {
  scope = new Scope();
  models = copyModels(join(temporaryFolder(scope), 'models'));
});
afterEach(() => scope.close());

async function startWithModels(): Promise<RunningBox> {
  const box = await startBox({ modelsRoot: models.root, untilListening: false });
  scope.defer(() => box.close());
  return box;
}

const someone = { kind: 'token', id: 'test', person: null } as const;

interface Damage {
  readonly what: string;
  readonly child: 'ear' | 'voice';
  readonly model: string;
  readonly file: string;
  /** Absent: the file is taken away. */
  readonly change?: (bytes: Buffer) => Uint8Array;
}

const DAMAGES: readonly Damage[] = [
  { what: 'missing', child: 'ear', model: 'vad-silero-v4', file: 'silero_vad.onnx' },
  {
    what: 'cut short',
    child: 'ear',
    model: 'wake-okay-nabu',
    file: 'okay_nabu.tflite',
    change: (bytes) => bytes.subarray(0, bytes.length / 2),
  },
  {
    what: 'with one bit turned',
    child: 'ear',
    model: 'stt-moonshine-tiny-en',
    file: 'encoder_model.ort',
    change: (bytes) => {
      bytes[bytes.length - 100]! ^= 1;
      return bytes;
    },
  },
  {
    what: 'that is another one under its name',
    child: 'voice',
    model: 'tts-en-us-joe-medium',
    file: 'tokens.txt',
    change: () => Buffer.from('_ 0\n'),
  },
];

describe('a model file', () => {
  test.each(DAMAGES)(
    '$what costs the $child alone, until it is there again',
    async ({ child, model, file, change }) => {
      if (change === undefined) models.remove(model, file);
      else models.change(model, file, change);
      const box = await startWithModels();
      const { hub, until } = box;
      await until(() => hub.children[child].state === 'degraded', `the ${child} to be given up for now`);
      expect(hub.children[child].pid).toBeNull(); // what is not right was never loaded
      const [problem] = hub.box.read().problems;
      expect(problem).toContain(`The ${child} does not run`);
      expect(problem).toMatch(new RegExp(`${file}.*linnet models fetch ${model}`, 's'));
      if (change !== undefined)
        expect(readdirSync(join(models.root, model)).join()).toMatch(new RegExp(`${file}\\.wrong-`));
      models.restore(model, file);
      await until(() => hub.listening && hub.children.voice.state === 'ready', 'the box to hear and speak');
      expect(hub.box.read().problems).toEqual([]);
      const turn = await box.command('Turn on the kitchen light.');
      expect(turn).toMatchObject({ outcome: 'done' });
    },
  );
});

// Elsewhere the sink is not what the board plays into.
test.skipIf(process.platform !== 'linux')(
  'without any model the box acts on what is typed, and a timer rings',
  async () => {
    const sink = openSoundSink(scope);
    const box = await startBox({
      modelsRoot: join(temporaryFolder(scope), 'nothing'),
      untilListening: false,
      simulated: { aloud: true, noiseDb: null },
    });
    scope.defer(() => box.close());
    const { hub, until } = box;
    const { board, ear, voice } = hub.children;
    await until(() => [ear, voice].every(({ state }) => state === 'degraded'), 'ear and voice to be missed');
    await until(() => board.state === 'ready', 'the board');
    expect(hub.box.read().problems).toHaveLength(2);
    expect(await hub.box.ask('turn on the kitchen light', someone)).toMatchObject({ outcome: 'done' });
    expect(hub.house.state('light.kitchen')?.value).toBe('on');
    await hub.box.ask('set a timer for one second', someone);
    await until(() => sink.heard('alarm'), 'the timer to be heard');
    sink.mark();
    box.press();
    await until(() => !hub.box.read().ringing, 'the button to stop it');
    box.press();
    await until(() => sink.heard('error'), 'a tone, since it cannot listen');
  },
);

test('a command on recordings that needs a model says which and ends', async () => {
  models.remove('vad-silero-v4', 'silero_vad.onnx');
  const flags = TEST_FLAGS.flatMap((flag) => ['--set', flag]);
  const { status, errors } = await linnet([...flags, 'listen', 'nothing.wav'], { LINNET_MODELS: models.root });
  expect(status).toBe(1);
  expect(errors).toMatch(/linnet models fetch vad-silero-v4.*\[model\.missing\]/s);
});
