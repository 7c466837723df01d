// What an examined board hears while it plays something: frame by frame, with what left its speaker meanwhile.
import { EchoReference } from '../audio/echo-reference.ts';
import { pickChannel } from '../audio/pcm.ts';
import { type BlockSource, type Board, MICROPHONE_FRAME } from '../hardware/ports.ts';
import { toError } from '../kernel/errors.ts';

/** Audible, not startling. */
const NOISE_PEAK = 9000;
/** Two poles near 2 kHz make it a rustle: softer to the ear, and without what the microphone's rate cannot hold. */
const NOISE_EDGE_HZ = 2000;

export interface Recording {
  readonly heard: Int16Array;
  readonly played: Int16Array;
  /** Empty where there is no raw channel. */
  readonly raw: Int16Array;
}

/** The speech channel of a board, a raw one, and what its speaker played meanwhile, frame by frame. */
export class BoardRecorder {
  readonly #board: Board;
  readonly #tapped: number | null;
  readonly #reference: EchoReference;
  readonly #frame = new Int16Array(MICROPHONE_FRAME);
  #heard: number[] = [];
  #played: number[] = [];
  #raw: number[] = [];
  #loss: Error | null = null;

  /** `tapped`: a channel that carries one microphone as it is, whatever the card's layout says; null where none does. */
  constructor(board: Board, tapped: number | null) {
    this.#board = board;
    this.#tapped = tapped;
    this.#reference = new EchoReference(board.speaker.sampleRate, board.speaker.sampleRate / 10);
  }

  /** Why the microphone stopped meanwhile; null while it has not. */
  get loss(): Error | null {
    return this.#loss;
  }

  open(): Promise<void> {
    return this.#board.microphone.open(
      (samples) => this.#record(samples),
      (error) => {
        this.#loss = error;
      },
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
    const { microphone, speaker } = this.#board;
    const { channels, speechChannel, rawChannels } = microphone.layout;
    pickChannel(samples, channels, speechChannel, this.#frame);
    this.#heard.push(...this.#frame);
    this.#reference.read(this.#frame, speaker.framesPlayed());
    this.#played.push(...this.#frame);
    const raw = this.#tapped ?? rawChannels.find((channel) => channel !== speechChannel);
    if (raw === undefined) return;
    pickChannel(samples, channels, raw, this.#frame);
    this.#raw.push(...this.#frame);
  }

  /**
   * Plays what `source` gives until `during` is over, which is told when the speaker is lost; what it says is why it did not. Rejects
   * with the signal's reason when that aborts, the speaker closed.
   */
  async play(
    source: BlockSource,
    during: (lost: AbortSignal) => Promise<void>,
    signal: AbortSignal,
  ): Promise<'works' | string> {
    const { speaker } = this.#board;
    const lost = new AbortController();
    signal.throwIfAborted();
    try {
      await speaker.open(
        (block) => {
          source(block);
          this.#reference.write(block, speaker.framesRequested());
        },
        (error) => lost.abort(error),
      );
      await during(AbortSignal.any([lost.signal, signal]));
      await speaker.close();
      return 'works';
    } catch (thrown) {
      if (signal.aborted) await speaker.close();
      signal.throwIfAborted();
      return toError(thrown).message;
    }
  }
}

/** Fills blocks with a soft noise. */
export function makeRustle(sampleRate: number): BlockSource {
  const share = 1 - Math.exp((-2 * Math.PI * NOISE_EDGE_HZ) / sampleRate);
  let first = 0;
  let second = 0;
  return (block) => {
    for (let i = 0; i < block.length; i++) {
      first += share * ((2 * Math.random() - 1) * NOISE_PEAK - first);
      second += share * (first - second);
      block[i] = Math.round(second);
    }
  };
}
