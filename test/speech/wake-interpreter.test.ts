import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { hasCode, LinnetError } from '../../appliance/kernel/errors.ts';
import { Interpreter } from '../../appliance/speech/engines/micro-wake-word/interpreter.ts';
import { StreamingModel } from '../../appliance/speech/engines/micro-wake-word/streaming-model.ts';
import { readTfliteModel } from '../../appliance/speech/engines/micro-wake-word/tflite-model.ts';
import { modelFiles } from '../support/models.ts';
import { buildTflite, type TestGraph, type TestTensor, text } from './tflite-builder.ts';
import { referenceFeatures, referenceProbabilities, SIGNAL_NAMES } from './wake-signals.ts';

const FEATURES = 40;
const STRIDES_OF_1 = { 1: { int32: 1 }, 2: { int32: 1 } };
const int8 = (shape: readonly number[], more: Partial<TestTensor> = {}): TestTensor => ({
  type: 'int8',
  shape,
  scales: [1],
  ...more,
});
const int32 = (...constant: number[]): TestTensor => ({ type: 'int32', shape: [constant.length], constant });

/** Runs a model whose only operator has the given tensors; the first is the input, the last the output. */
function runOne(tensors: readonly TestTensor[], code: number, input: readonly number[], options?: object): number[] {
  const output = tensors.length - 1;
  const interpreter = interpreterOf({
    tensors,
    inputs: [0],
    outputs: [output],
    operators: [{ code, inputs: tensors.map((_, i) => i).slice(0, -1), outputs: [output], options: { ...options } }],
  });
  interpreter.input.values.set(input);
  interpreter.invoke();
  return Array.from(interpreter.output.values);
}

function interpreterOf(...graphs: TestGraph[]): Interpreter {
  return new Interpreter(readTfliteModel(buildTflite(...graphs), 'made for a test'));
}

function errorOf(run: () => unknown): LinnetError {
  try {
    run();
  } catch (error) {
    if (error instanceof LinnetError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

describe('the operators', () => {
  test('a convolution multiplies, adds the bias, rescales by channel and keeps within 8 bits', () => {
    const tensors = [
      int8([1, 3, 1, 2], { scales: [0.5], zeroPoint: 1 }),
      int8([2, 2, 1, 2], { scales: [0.5, 2], constant: [1, 2, 3, 4, 1, 0, 0, -1] }),
      int32(4, 100),
      int8([1, 2, 1, 2], { scales: [1], zeroPoint: -3 }),
    ];
    // Rows (0,1) (2,3) (4,5) less the zero point: (-1,0) (1,2) (3,4).
    // Channel 0: (4 + 10) / 4 = 3.5 and (4 + 30) / 4 = 8.5, halves rounded to even, less 3.
    expect(runOne(tensors, 3, [0, 1, 2, 3, 4, 5], STRIDES_OF_1)).toEqual([1, 94, 5, 94]);
  });

  test('a convolution slides along columns too, in its strides', () => {
    const tensors = [
      int8([1, 2, 5, 1]),
      int8([1, 2, 2, 1], { constant: [1, 10, 2, 20] }),
      int32(0),
      int8([1, 1, 2, 1]),
    ];
    expect(runOne(tensors, 3, [1, 2, 3, 4, 5, 0, 1, 0, 1, 0], { 1: { int32: 2 }, 2: { int32: 1 } })).toEqual([
      1 + 20 + 20,
      3 + 40 + 20,
    ]);
  });

  test('a depthwise convolution keeps the channels apart', () => {
    const tensors = [
      int8([1, 3, 1, 2]),
      int8([1, 3, 1, 2], { constant: [1, 1, 2, -1, 3, 5] }),
      int32(10, 20),
      int8([1, 1, 1, 2]),
    ];
    expect(runOne(tensors, 4, [1, 2, 3, 4, 5, 6], STRIDES_OF_1)).toEqual([10 + 1 + 6 + 15, 20 + 2 - 4 + 30]);
  });

  test('a fused ReLU ends at the zero point', () => {
    const tensors = [int8([1, 1]), int8([2, 1], { constant: [1, -1] }), int32(0, 0), int8([1, 2], { zeroPoint: -5 })];
    expect(runOne(tensors, 9, [30], { 0: { int8: 1 } })).toEqual([25, -5]);
  });

  test('a logistic function and a change of type go through tables', () => {
    const tensors = [int8([1, 3], { scales: [0.05] }), int8([1, 3], { scales: [1 / 256], zeroPoint: -128 })];
    expect(runOne(tensors, 14, [-128, 0, 127])).toEqual([-128, 0, 127]);
    const unsigned: TestTensor = { type: 'uint8', shape: [1, 3], scales: [1 / 256] };
    expect(runOne([int8([1, 3], { scales: [1 / 256], zeroPoint: -128 }), unsigned], 114, [-128, 0, 127])).toEqual([
      0, 128, 255,
    ]);
  });

  test('slices are taken from any dimensions, with negative and masked bounds', () => {
    const values = Array.from({ length: 24 }, (_, i) => i);
    const bounds = [int32(1, 1, -3), int32(2, 3, -1), int32(1, 1, 1)];
    expect(runOne([int8([2, 3, 4]), ...bounds, int8([1, 2, 2])], 45, values)).toEqual([17, 18, 21, 22]);
    const masked = { 0: { int32: 0b001 }, 1: { int32: 0b110 } };
    expect(runOne([int8([2, 3, 4]), ...bounds, int8([2, 2, 3])], 45, values, masked)).toEqual([
      5, 6, 7, 9, 10, 11, 17, 18, 19, 21, 22, 23,
    ]);
  });

  test('what is split by lengths and concatenated again is the same', () => {
    const interpreter = interpreterOf({
      tensors: [int8([2, 5]), int32(2, 3), int32(-1), int8([2, 2]), int8([2, 3]), int8([2, 5])],
      inputs: [0],
      outputs: [5],
      operators: [
        { code: 102, inputs: [0, 1, 2], outputs: [3, 4] },
        { code: 2, inputs: [4, 3], outputs: [5], options: { 0: { int32: 1 } } },
      ],
    });
    interpreter.input.values.set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    interpreter.invoke();
    expect(Array.from(interpreter.output.values)).toEqual([2, 3, 4, 0, 1, 7, 8, 9, 5, 6]);
  });

  test('variables live on between inferences, and a reset brings their initial values back', () => {
    const handle: TestTensor = { type: 'resource', shape: [] };
    const named = { 0: text(''), 1: text('state') };
    const main: TestGraph = {
      tensors: [int8([1, 1]), handle, int8([1, 1])],
      inputs: [0],
      outputs: [2],
      operators: [
        { code: 129, inputs: [], outputs: [], options: { 0: { int32: 1 } } },
        { code: 142, inputs: [], outputs: [1], options: named },
        { code: 143, inputs: [1], outputs: [2] },
        { code: 144, inputs: [1, 0], outputs: [] },
      ],
    };
    const initial: TestGraph = {
      tensors: [handle, int8([1, 1], { constant: [-128] })],
      inputs: [],
      outputs: [],
      operators: [
        { code: 142, inputs: [], outputs: [0], options: named },
        { code: 144, inputs: [0, 1], outputs: [] },
      ],
    };
    const interpreter = interpreterOf(main, initial);
    const run = (value: number): number => {
      interpreter.input.values[0] = value;
      interpreter.invoke();
      return interpreter.output.values[0]!;
    };
    expect([run(1), run(2), run(3)]).toEqual([-128, 1, 2]);
    interpreter.reset();
    expect([run(4), run(5)]).toEqual([-128, 4]);
  });
});

describe('a model that cannot run', () => {
  const identity = (tensors: TestTensor[], code = 22): TestGraph => ({
    tensors,
    inputs: [0],
    outputs: [tensors.length - 1],
    operators: [{ code, inputs: [0], outputs: [tensors.length - 1] }],
  });

  test.each([
    [
      'an unknown operator',
      () => interpreterOf(identity([int8([4]), int8([4])], 25)),
      'operator number 25 is not known',
    ],
    ['another shape', () => interpreterOf(identity([int8([4]), int8([5])])), 'RESHAPE: [4] does not give [5]'],
    ['another type', () => interpreterOf(identity([int8([1]), int32(7)])), 'output 0 is int32, int8 is known'],
    [
      'floating point',
      () => interpreterOf(identity([{ type: 'float32', shape: [4] }, int8([4])])),
      'type 0, int8, uint8 and int32 are known',
    ],
    ['two outputs', () => interpreterOf({ ...identity([int8([4]), int8([4])]), outputs: [0, 1] }), 'one is expected'],
    [
      'a variable without a handle',
      () => interpreterOf(identity([{ type: 'resource', shape: [] }, int8([4])], 143)),
      'its variable has no handle',
    ],
    [
      'a padded convolution',
      () =>
        runOne(
          [int8([1, 3, 1, 1]), int8([1, 2, 1, 1], { constant: [1, 1] }), int32(0), int8([1, 3, 1, 1])],
          3,
          [],
          STRIDES_OF_1,
        ),
      'a kernel of 2×1 on 3×1 gives 3×1',
    ],
    ['a scale of zero', () => interpreterOf(identity([int8([4], { scales: [0] }), int8([4])], 114)), 'has the scale 0'],
    [
      'an initial graph that calls itself',
      () => {
        const graph = { tensors: [int8([1])], inputs: [0], outputs: [0] };
        const call = { code: 129, inputs: [], outputs: [], options: { 0: { int32: 1 } } };
        return interpreterOf({ ...graph, operators: [call] }, { ...graph, operators: [call] });
      },
      'CALL_ONCE within an initial graph',
    ],
    [
      'too much work',
      () => {
        const weights = int8([256, 256], { constant: new Array<number>(256 * 256).fill(0) });
        const square = { code: 9, inputs: [0, 1, -1], outputs: [2] };
        const tensors = [int8([256]), weights, int8([256])];
        return interpreterOf({ tensors, inputs: [0], outputs: [2], operators: new Array(300).fill(square) });
      },
      'too many',
    ],
  ])('is refused with a sentence: %s', (_, build, sentence) => {
    const error = errorOf(build);
    expect(error.message).toContain(sentence);
    expect(error.message).toContain('"made for a test"');
    expect(error.code).toBe('model.unsupported');
  });

  test('is no wake model where its input is not 40 features a frame', () => {
    const bytes = buildTflite(identity([int8([1, 3, 20]), int8([1, 3, 20])]));
    const error = errorOf(() => new StreamingModel(bytes, 'other'));
    expect(error.message).toContain('its input is int8 [1,3,20], int8 [1, 3, 40] is expected');
    expect(error.code).toBe('model.unsupported');
  });

  test('is called corrupt where it is no TFLite file at all', () => {
    for (const bytes of [new Uint8Array(0), Buffer.from('{"not": "a model"}'), new Uint8Array(5000)]) {
      expect(errorOf(() => readTfliteModel(bytes, 'x')).code).toBe('model.corrupt');
    }
  });
});

describe('the published wake models', () => {
  const models = new Map<string, Uint8Array>();
  const reference = referenceFeatures();

  beforeAll(async () => {
    for (const word of ['okay_nabu', 'hey_jarvis', 'alexa']) {
      const files = await modelFiles(`wake-${word.replace('_', '-')}`);
      models.set(word, await readFile(files[`${word}.tflite`]!));
    }
  });

  test.each(['okay_nabu', 'hey_jarvis', 'alexa'])('%s gives the reference probabilities', (word) => {
    const model = new StreamingModel(models.get(word)!, word);
    expect(model.stride).toBe(3);
    for (const name of SIGNAL_NAMES) {
      model.reset();
      const expected = referenceProbabilities(word, name);
      const computed = probabilitiesOf(model, reference.get(name)!);
      expect(computed.length).toBe(expected.length);
      // The reference's kernels round differently from operator to operator; 0.024 is the largest difference seen.
      for (const [i, value] of computed.entries()) expect(Math.abs(value - expected[i]!)).toBeLessThanOrEqual(0.05);
    }
  });

  test.each(['okay_nabu', 'hey_jarvis', 'alexa'])('%s is sure of its own word and of no other', (word) => {
    const model = new StreamingModel(models.get(word)!, word);
    for (const name of SIGNAL_NAMES) {
      model.reset();
      const highest = Math.max(...probabilitiesOf(model, reference.get(name)!));
      if (name.replace('-', '_') === word) expect(highest).toBeGreaterThan(0.98);
      else expect(highest).toBeLessThan(0.1);
    }
  });

  test('cut off anywhere, throw', () => {
    const whole = models.get('okay_nabu')!;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: whole.length - 1 }), (length) => {
        const error = errorOf(() => new StreamingModel(whole.subarray(0, length), 'cut'));
        expect(hasCode(error, 'model.corrupt') || hasCode(error, 'model.unsupported')).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('with flipped bytes, run or throw our own error', () => {
    const whole = models.get('okay_nabu')!;
    // The second half holds the tables, and a little the beginning; in between lie weights, with which anything runs.
    const position = fc.oneof(fc.nat({ max: 4000 }), fc.integer({ min: whole.length - 42_000, max: whole.length - 1 }));
    const flips = fc.array(fc.tuple(position, fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(flips, (changes) => {
        const bytes = Uint8Array.from(whole);
        for (const [at, mask] of changes) bytes[at]! ^= mask;
        runsOrThrows(bytes);
      }),
      { numRuns: 1000 },
    );
  });

  test('replaced by random bytes behind the right first ones, run or throw our own error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 0, maxLength: 4000 }), fc.nat({ max: 4000 }), (noise, root) => {
        const bytes = Buffer.concat([Buffer.alloc(4), Buffer.from('TFL3'), noise]);
        bytes.writeUInt32LE(root, 0);
        runsOrThrows(bytes);
      }),
      { numRuns: 1000 },
    );
  });
});

function probabilitiesOf(model: StreamingModel, features: Uint16Array): number[] {
  const found: number[] = [];
  for (let i = 0; i < features.length; i += FEATURES) {
    const probability = model.accept(features.subarray(i, i + FEATURES));
    if (probability >= 0) found.push(probability);
  }
  return found;
}

function runsOrThrows(bytes: Uint8Array): void {
  try {
    const model = new StreamingModel(bytes, 'damaged');
    for (let i = 0; i < 2 * model.stride; i++) model.accept(new Uint16Array(FEATURES).fill(300));
  } catch (error) {
    expect(error).toBeInstanceOf(LinnetError);
  }
}
