// A board examined: opened as the box would open it, listened to, and made to sound. Only while no box uses it.
import { makeBabble } from '../audio/babble.ts';
import { type CaptureCheck, CaptureExaminer } from '../audio/capture-check.ts';
import { AdaptiveEchoCanceller } from '../audio/echo-canceller.ts';
import { type EchoMeasurement, measureEcho, overNoiseDb } from '../audio/echo-test.ts';
import { clampToInt16, dbToAmplitude, meanSquare, powerToDb } from '../audio/pcm.ts';
import { type Board, MICROPHONE_FRAME, MICROPHONE_RATE } from '../hardware/ports.ts';
import { type Clock, sleep } from '../kernel/clock.ts';
import { toError } from '../kernel/errors.ts';
import { BoardRecorder, makeRustle, type Recording } from './board-recorder.ts';

export interface BoardExamination {
  /** An error's text where it could not be opened. */
  readonly capture: CaptureCheck | string;
  readonly speaker: 'works' | string;
  /** Of the software canceller, on what the speech channel heard. null where capture or speaker do not work. */
  readonly echo: EchoMeasurement | null;
  /**
   * What the board itself takes out of the echo, at the least (it may take noise out as well): by how much less the speech channel
   * stands out of its noise than a raw one. null where it gives no raw channel, or (as some firmware does) an empty one.
   */
  readonly boardErleDb: number | null;
}

export interface ExaminationOptions {
  /** The channel that a bare microphone was switched to; null where none was. */
  readonly tapped: number | null;
}

const QUIET_MS = 2000;
const NOISE_MS = 4000;
const SPEECH_SEED = 77;
/** From a whisper at the other end of the room to somebody right at the box. */
const QUIETEST_SPEECH_DB = -50;
const LOUDEST_SPEECH_DB = -20;

export interface ExaminationDeps {
  readonly clock: Clock;
  /** Breaks it off: it rejects with the signal's reason, and nothing is open. */
  readonly signal: AbortSignal;
}

/** Takes about six seconds, and makes a soft noise. */
export async function examineBoard(
  board: Board,
  options: ExaminationOptions,
  { clock, signal }: ExaminationDeps,
): Promise<BoardExamination> {
  const recorder = new BoardRecorder(board, options.tapped);
  const rustle = (): Promise<'works' | string> =>
    recorder.play(makeRustle(board.speaker.sampleRate), (lost) => sleep(clock, NOISE_MS, lost), signal);
  try {
    await recorder.open();
  } catch (thrown) {
    const speaker = await rustle();
    return { capture: toError(thrown).message, speaker, echo: null, boardErleDb: null };
  }
  const record = async (): Promise<Pick<Recorded, 'quiet' | 'speaker'>> => {
    await sleep(clock, QUIET_MS, signal);
    const quiet = recorder.take();
    return { quiet, speaker: await rustle() };
  };
  const recorded = await record().finally(() => board.microphone.close());
  return measure({ ...recorded, loud: recorder.take(), loss: recorder.loss });
}

interface Recorded {
  readonly quiet: Recording;
  readonly loud: Recording;
  readonly speaker: BoardExamination['speaker'];
  readonly loss: Error | null;
}

function measure({ quiet, loud, speaker, loss }: Recorded): BoardExamination {
  const capture = loss?.message ?? examine(quiet.heard);
  if (speaker !== 'works' || typeof capture === 'string') return { capture, speaker, echo: null, boardErleDb: null };
  const speech = speechAsLoudAs(loud.heard);
  const recording = { quiet: quiet.heard, heard: loud.heard, played: loud.played, speech };
  const echo = measureEcho(recording, () => new AdaptiveEchoCanceller());
  const raw = loud.raw.subarray(loud.raw.length / 2); // as measureEcho: what was learnt until then counts
  const boardErleDb = raw.some(Boolean) ? overNoiseDb(quiet.raw, raw) - echo.echoOverNoiseDb : null;
  return { capture, speaker, echo, boardErleDb };
}

/** Somebody who speaks as loud as the echo is: known to the last sample, so that what becomes of it can be measured. */
function speechAsLoudAs(heard: Int16Array): Int16Array {
  const wantedDb = Math.min(LOUDEST_SPEECH_DB, Math.max(QUIETEST_SPEECH_DB, powerToDb(meanSquare(heard))));
  const speech = makeBabble(NOISE_MS / 2000, MICROPHONE_RATE, SPEECH_SEED, 3000);
  const gain = dbToAmplitude(wantedDb - powerToDb(meanSquare(speech)));
  return speech.map((sample) => clampToInt16(sample * gain));
}

function examine(samples: Int16Array): CaptureCheck | string {
  const examiner = new CaptureExaminer();
  for (let at = 0; at + MICROPHONE_FRAME <= samples.length; at += MICROPHONE_FRAME)
    examiner.accept(samples.subarray(at, at + MICROPHONE_FRAME));
  return examiner.result() ?? 'it delivered nothing';
}
