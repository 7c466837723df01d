// A board examined: opened as the box would open it, listened to, and made to sound. Only while no box uses it.
import { type CaptureCheck, CaptureExaminer } from '../audio/capture-check.ts';
import { AdaptiveEchoCanceller } from '../audio/echo-canceller.ts';
import { EchoReference } from '../audio/echo-reference.ts';
import { type EchoMeasurement, measureEcho } from '../audio/echo-test.ts';
import { pickChannel } from '../audio/pcm.ts';
import type { Board } from '../hardware/ports.ts';
import { type Clock, sleep } from '../kernel/clock.ts';
import { toError } from '../kernel/errors.ts';

export interface BoardExamination {
  /** An error's text where it could not be opened. */
  readonly capture: CaptureCheck | string;
  readonly speaker: 'works' | string;
  /** null where capture or speaker do not work. */
  readonly echo: EchoMeasurement | null;
}

const QUIET_MS = 2000;
const NOISE_MS = 4000;
/** Audible, not startling. */
const NOISE_PEAK = 9000;
/** Two poles near 2 kHz make it a rustle: softer to the ear, and without what the microphone's rate cannot hold. */
const NOISE_EDGE_HZ = 2000;
const FRAME = 320;

/** Takes about six seconds, and makes a soft noise. */
export async function examineBoard(board: Board, deps: { readonly clock: Clock }): Promise<BoardExamination> {
  const quiet = new Recorder(board);
  try {
    await quiet.open();
  } catch (thrown) {
    return { capture: toError(thrown).message, speaker: await trySpeaker(board), echo: null };
  }
  await sleep(deps.clock, QUIET_MS);
  const heardQuiet = quiet.take();
  const capture = examine(heardQuiet);
  const speaker = await quiet.play(deps.clock);
  await board.microphone.close();
  if (speaker !== 'works') return { capture, speaker, echo: null };
  const { heard, played } = quiet.takeBoth();
  const recording = { quiet: heardQuiet, heard, played, speech: null };
  return { capture, speaker, echo: measureEcho(recording, () => new AdaptiveEchoCanceller()) };
}

/** The speech channel of a board, and what its speaker played meanwhile, frame by frame. */
class Recorder {
  readonly #board: Board;
  readonly #reference: EchoReference;
  readonly #mono = new Int16Array(FRAME);
  readonly #playedFrame = new Int16Array(FRAME);
  #heard: number[] = [];
  #played: number[] = [];

  constructor(board: Board) {
    this.#board = board;
    this.#reference = new EchoReference(board.speaker.sampleRate, board.speaker.sampleRate / 10);
  }

  open(): Promise<void> {
    const { microphone, speaker, speechChannel } = this.#board;
    return microphone.open(
      (samples) => {
        pickChannel(samples, microphone.channels, speechChannel, this.#mono);
        this.#reference.read(this.#playedFrame, speaker.framesPlayed());
        this.#heard.push(...this.#mono);
        this.#played.push(...this.#playedFrame);
      },
      () => {}, // what was heard until then is what there is
    );
  }

  take(): Int16Array {
    const heard = Int16Array.from(this.#heard);
    this.#heard = [];
    this.#played = [];
    return heard;
  }

  takeBoth(): { readonly heard: Int16Array; readonly played: Int16Array } {
    return { heard: Int16Array.from(this.#heard), played: Int16Array.from(this.#played) };
  }

  async play(clock: Clock): Promise<'works' | string> {
    const { speaker } = this.#board;
    const rustle = makeRustle(speaker.sampleRate);
    try {
      await speaker.open(
        (block) => {
          for (let i = 0; i < block.length; i++) block[i] = rustle();
          this.#reference.write(block, speaker.framesRequested());
        },
        () => {},
      );
      await sleep(clock, NOISE_MS);
      await speaker.close();
      return 'works';
    } catch (thrown) {
      return toError(thrown).message;
    }
  }
}

function makeRustle(sampleRate: number): () => number {
  const share = 1 - Math.exp((-2 * Math.PI * NOISE_EDGE_HZ) / sampleRate);
  let first = 0;
  let second = 0;
  return () => {
    first += share * ((2 * Math.random() - 1) * NOISE_PEAK - first);
    second += share * (first - second);
    return Math.round(second);
  };
}

function examine(samples: Int16Array): CaptureCheck | string {
  const examiner = new CaptureExaminer();
  for (let at = 0; at + FRAME <= samples.length; at += FRAME) examiner.accept(samples.subarray(at, at + FRAME));
  return examiner.result() ?? 'it delivered nothing';
}

async function trySpeaker(board: Board): Promise<'works' | string> {
  try {
    await board.speaker.open(
      (block) => block.fill(0),
      () => {},
    );
    await board.speaker.close();
    return 'works';
  } catch (thrown) {
    return toError(thrown).message;
  }
}
