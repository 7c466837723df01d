// One wake model on the front end's features: collects as many frames as an inference takes (three, 30 ms), quantises them
// and returns the model's probability.
import { LinnetError } from '../../../kernel/errors.ts';
import { FEATURE_SCALE, FEATURES } from './audio-front-end.ts';
import { Interpreter } from './interpreter.ts';
import type { TensorValues } from './operator.ts';
import { readTfliteModel } from './tflite-model.ts';

/** Features reach about 670 (a full-scale sine); the table covers what can come, and the last entry what cannot. */
const TABLE_SIZE = 1024;
const MOST_FRAMES = 32;

export class StreamingModel {
  /** Frames an inference takes. */
  readonly stride: number;
  readonly #interpreter: Interpreter;
  readonly #input: Int8Array;
  readonly #output: TensorValues;
  readonly #outputScale: number;
  readonly #outputZero: number;
  readonly #quantized: Int8Array;
  #filled = 0;

  /** Throws `model.corrupt` or `model.unsupported`; `name` is what messages call the model. */
  constructor(bytes: Uint8Array, name: string) {
    this.#interpreter = new Interpreter(readTfliteModel(bytes, name));
    const { input, output } = this.#interpreter;
    const [batch, frames, features] = input.spec.shape;
    const fits = input.spec.shape.length === 3 && batch === 1 && features === FEATURES;
    if (!fits || frames === undefined || frames < 1 || frames > MOST_FRAMES || !(input.values instanceof Int8Array)) {
      throw refusal(
        name,
        `its input is ${input.spec.type} [${input.spec.shape}], int8 [1, 3, ${FEATURES}] is expected`,
      );
    }
    if (output.values.length !== 1 || output.values instanceof Int32Array) {
      throw refusal(name, `its output is ${output.spec.type} [${output.spec.shape}], one value of 8 bits is expected`);
    }
    this.stride = frames;
    this.#input = input.values;
    this.#output = output.values;
    this.#outputScale = output.spec.scales[0] ?? 0;
    this.#outputZero = output.spec.zeroPoint;
    this.#quantized = quantizationTable(input.spec.scales[0] ?? 0, input.spec.zeroPoint);
  }

  /** The probability (0 to 1) after every `stride`th frame; −1 after the others. */
  accept(features: Uint16Array): number {
    const from = this.#filled * FEATURES;
    for (let i = 0; i < FEATURES; i++) {
      this.#input[from + i] = this.#quantized[Math.min(features[i] as number, TABLE_SIZE - 1)] as number;
    }
    this.#filled += 1;
    if (this.#filled < this.stride) return -1;
    this.#filled = 0;
    this.#interpreter.invoke();
    return ((this.#output[0] as number) - this.#outputZero) * this.#outputScale;
  }

  /** Begins anew, in step with a front end that does. */
  reset(): void {
    this.#filled = 0;
    this.#interpreter.reset();
  }
}

/** What the model's input stores for each feature: beyond its range it is limited, as on the devices it was made for. */
function quantizationTable(scale: number, zeroPoint: number): Int8Array {
  return Int8Array.from({ length: TABLE_SIZE }, (_, feature) => {
    const stored = Math.round((feature * FEATURE_SCALE) / scale) + zeroPoint;
    return Math.min(127, Math.max(-128, stored));
  });
}

function refusal(name: string, why: string): LinnetError {
  return new LinnetError('model.unsupported', `Model "${name}" is no wake model: ${why}.`);
}
