// Somebody at the box says one sentence in the quiet, and once more over a rustle: what the canceller does to a voice. Only while no
// box uses the board.
import { renderChime } from '../audio/chimes.ts';
import { AdaptiveEchoCanceller, type EchoCanceller } from '../audio/echo-canceller.ts';
import { measureNearEnd, type NearEnd, type Utterance } from '../audio/near-end-test.ts';
import { mixInto } from '../audio/pcm.ts';
import type { Board } from '../hardware/ports.ts';
import { sleep } from '../kernel/clock.ts';
import { toError } from '../kernel/errors.ts';
import type { ExaminationDeps } from './board-examination.ts';
import { BoardRecorder, makeRustle, type Recording } from './board-recorder.ts';

export interface VoiceExaminationOptions {
  /** As of a BoardExamination. */
  readonly tapped: number | null;
  readonly cancelling: 'board' | 'software';
}

export interface VoiceExaminationDeps extends ExaminationDeps {
  /** Asks the person. */
  readonly tell: (text: string) => void;
  /** Of software; another one in tests only. */
  readonly canceller?: EchoCanceller;
}

const ASK =
  'Speak from where you usually do. After each of two chimes say the same short sentence, as loud both times, such as "What will the weather be tomorrow?". The first time in the quiet.';
const ASK_AGAIN = 'And once more, while the box rustles.';
/** To read what is asked, and for a canceller to learn the rustle. */
const READ_MS = 4000;
const BEFORE_MS = 1500;
/** A chime of a quarter of a second, until the room is quiet again. */
const CHIME_MS = 700;
const SPEAK_MS = 5000;

/** Takes about 25 seconds. What it says where nothing could be measured is why. */
export async function examineVoice(
  board: Board,
  options: VoiceExaminationOptions,
  deps: VoiceExaminationDeps,
): Promise<NearEnd | string> {
  const slices = await recordSentences(board, options.tapped, deps);
  if (typeof slices === 'string') return slices;
  // Only here: a frame takes milliseconds on a small Pi, in which a loudspeaker would run dry and a microphone over.
  const cleaned = options.cancelling === 'software' ? cleanedBySoftware(slices, deps.canceller) : slices;
  return measureNearEnd(utteranceOf(cleaned.slice(0, SLICES)), utteranceOf(cleaned.slice(SLICES)));
}

/** Of one sentence: while the person reads, before the chime, the chime, the sentence. */
const SLICES = 4;

function utteranceOf(slices: readonly Recording[]): Utterance {
  const [, before, , spoken] = slices as [Recording, Recording, Recording, Recording];
  return { before, spoken };
}

/** The slices of both sentences, as they were heard; else why not. */
async function recordSentences(
  board: Board,
  tapped: number | null,
  { clock, signal, tell }: VoiceExaminationDeps,
): Promise<readonly Recording[] | string> {
  const recorder = new BoardRecorder(board, tapped);
  const sound = new ChimeAndRustle(board.speaker.sampleRate);
  const slices: Recording[] = [];
  const listen = async (ms: number, lost: AbortSignal): Promise<void> => {
    await sleep(clock, ms, lost);
    slices.push(recorder.take());
  };
  const utter = async (lost: AbortSignal): Promise<void> => {
    await listen(READ_MS, lost);
    await listen(BEFORE_MS, lost);
    sound.chime();
    await listen(CHIME_MS, lost);
    await listen(SPEAK_MS, lost);
  };
  try {
    await recorder.open();
    const played = await recorder.play(
      (block) => sound.fill(block),
      async (lost) => {
        tell(ASK);
        await utter(lost);
        tell(ASK_AGAIN);
        sound.rustling = true;
        await utter(lost);
      },
      signal,
    );
    if (recorder.loss !== null) return recorder.loss.message;
    return played === 'works' ? slices : played;
  } catch (thrown) {
    signal.throwIfAborted();
    return toError(thrown).message;
  } finally {
    await board.microphone.close();
  }
}

/** All in their order, since a canceller learns from what is not looked at as well. Where there is no raw channel, what the microphone hears is one. */
function cleanedBySoftware(
  slices: readonly Recording[],
  canceller: EchoCanceller = new AdaptiveEchoCanceller(),
): Recording[] {
  const { frame } = canceller;
  return slices.map(({ heard, played, raw }) => {
    const cleaned = new Int16Array(heard.length);
    for (let at = 0; at + frame <= heard.length; at += frame)
      canceller.process(
        heard.subarray(at, at + frame),
        played.subarray(at, at + frame),
        cleaned.subarray(at, at + frame),
      );
    return { heard: cleaned, played, raw: raw.length > 0 ? raw : heard };
  });
}

class ChimeAndRustle {
  rustling = false;
  readonly #rustle: (block: Int16Array) => void;
  readonly #whole: Int16Array;
  #left: Int16Array = new Int16Array(0);

  constructor(sampleRate: number) {
    this.#rustle = makeRustle(sampleRate);
    this.#whole = renderChime('wake', sampleRate);
  }

  chime(): void {
    this.#left = this.#whole;
  }

  fill(block: Int16Array): void {
    if (this.rustling) this.#rustle(block);
    else block.fill(0);
    mixInto(block, this.#left.subarray(0, block.length), 1);
    this.#left = this.#left.subarray(block.length);
  }
}
