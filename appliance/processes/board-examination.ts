// A board examined: opened as the box would open it, listened to, and made to sound. Only while no box uses it.
import { makeBabble } from '../audio/babble.ts';
import { type CaptureCheck, CaptureExaminer } from '../audio/capture-check.ts';
import { AdaptiveEchoCanceller } from '../audio/echo-canceller.ts';
import { EchoReference } from '../audio/echo-reference.ts';
import { type EchoMeasurement, measureEcho, overNoiseDb } from '../audio/echo-test.ts';
import { clampToInt16, dbToAmplitude, meanSquare, pickChannel, powerToDb } from '../audio/pcm.ts';
import type { Board } from '../hardware/ports.ts';
import { type Clock, sleep } from '../kernel/clock.ts';
import { toError } from '../kernel/errors.ts';
import { SPEECH_RATE } from './board-capture.ts';

export interface BoardExamination {
  /** An error's text where it could not be opened. */
  readonly capture: CaptureCheck | string;
  readonly speaker: 'works' | string;
  /** Of the software canceller, on what the speech channel heard. null where capture or speaker do not work. */
  readonly echo: EchoMeasurement | null;
  /**
   * What the board itself takes out of the echo, at the least (it may take noise out as well): by how much less the speech channel
   * stands out of its noise than a raw one. null where it gives no raw channel.
   */
  readonly boardErleDb: number | null;
}

export interface ExaminationOptions {
  /** A channel of one microphone as it is, beside the speech channel; null where there is none. */
  readonly rawChannel: number | null;
}

const QUIET_MS = 2000;
const NOISE_MS = 4000;
/** Audible, not startling. */
const NOISE_PEAK = 9000;
/** Two poles near 2 kHz make it a rustle: softer to the ear, and without what the microphone's rate cannot hold. */
const NOISE_EDGE_HZ = 2000;
const FRAME = 320;
const SPEECH_SEED = 77;
/** From a whisper at the other end of the room to somebody right at the box. */
const QUIETEST_SPEECH_DB = -50;
const LOUDEST_SPEECH_DB = -20;

/** Takes about six seconds, and makes a soft noise. */
export async function examineBoard(
  board: Board,
  options: ExaminationOptions,
  deps: { readonly clock: Clock },
): Promise<BoardExamination> {
  const recorder = new Recorder(board, options.rawChannel);
  try {
    await recorder.open();
  } catch (thrown) {
    return { capture: toError(thrown).message, speaker: await trySpeaker(board), echo: null, boardErleDb: null };
  }
  await sleep(deps.clock, QUIET_MS);
  const quiet = recorder.take();
  const capture = examine(quiet.heard);
  const speaker = await recorder.play(deps.clock);
  await board.microphone.close();
  if (speaker !== 'works') return { capture, speaker, echo: null, boardErleDb: null };
  const loud = recorder.take();
  const speech = speechAsLoudAs(loud.heard);
  const recording = { quiet: quiet.heard, heard: loud.heard, played: loud.played, speech };
  const echo = measureEcho(recording, () => new AdaptiveEchoCanceller());
  const raw = loud.raw.subarray(loud.raw.length / 2); // as measureEcho: what was learnt until then counts
  const boardErleDb = options.rawChannel === null ? null : overNoiseDb(quiet.raw, raw) - echo.echoOverNoiseDb;
  return { capture, speaker, echo, boardErleDb };
}

/** Somebody who speaks as loud as the echo is: known to the last sample, so that what becomes of it can be measured. */
function speechAsLoudAs(heard: Int16Array): Int16Array {
  const wantedDb = Math.min(LOUDEST_SPEECH_DB, Math.max(QUIETEST_SPEECH_DB, powerToDb(meanSquare(heard))));
  const speech = makeBabble(NOISE_MS / 2000, SPEECH_RATE, SPEECH_SEED, 3000);
  const gain = dbToAmplitude(wantedDb - powerToDb(meanSquare(speech)));
  return speech.map((sample) => clampToInt16(sample * gain));
}

interface Recording {
  readonly heard: Int16Array;
  readonly played: Int16Array;
  /** Empty where there is no raw channel. */
  readonly raw: Int16Array;
}

/** The speech channel of a board, a raw one, and what its speaker played meanwhile, frame by frame. */
class Recorder {
  readonly #board: Board;
  readonly #rawChannel: number | null;
  readonly #reference: EchoReference;
  readonly #frame = new Int16Array(FRAME);
  #heard: number[] = [];
  #played: number[] = [];
  #raw: number[] = [];

  constructor(board: Board, rawChannel: number | null) {
    this.#board = board;
    this.#rawChannel = rawChannel;
    this.#reference = new EchoReference(board.speaker.sampleRate, board.speaker.sampleRate / 10);
  }

  open(): Promise<void> {
    return this.#board.microphone.open(
      (samples) => this.#record(samples),
      () => {}, // what was heard until then is what there is
    );
  }

  /** Since the last call. */
  take(): Recording {
    const [heard, played, raw] = [this.#heard, this.#played, this.#raw].map((part) => Int16Array.from(part));
    this.#heard = [];
    this.#played = [];
    this.#raw = [];
    return { heard, played, raw } as Recording;
  }

  #record(samples: Int16Array): void {
    const { microphone, speaker, speechChannel } = this.#board;
    pickChannel(samples, microphone.channels, speechChannel, this.#frame);
    this.#heard.push(...this.#frame);
    this.#reference.read(this.#frame, speaker.framesPlayed());
    this.#played.push(...this.#frame);
    if (this.#rawChannel === null) return;
    pickChannel(samples, microphone.channels, this.#rawChannel, this.#frame);
    this.#raw.push(...this.#frame);
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
