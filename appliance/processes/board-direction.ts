// Direction for boards that do not tell it: computed from the raw channels of the microphone, next to whoever listens to it. And
// from a direction of the board to a place on its ring.
import { DirectionEstimator, type MicrophonePosition } from '../audio/direction.ts';
import type { BoardRow } from '../hardware/boards.ts';
import {
  type Board,
  type ChannelLayout,
  type Direction,
  type DirectionFinder,
  MICROPHONE_RATE,
  type Microphone,
} from '../hardware/ports.ts';
import type { RealBoard } from '../hardware/real-board.ts';

/** The same board, with a direction where one can be computed. */
export function withDirection(board: RealBoard): Board {
  if (board.row.direction !== 'gccPhat') return board;
  const direction = new OverheardDirection(board.row, board.microphone);
  return { ...board, microphone: direction.microphone, direction };
}

/** Round the ring at the angles that their LEDs have from the board's 0°, or along a line from left to right. */
export function microphonePositions(row: BoardRow, { rawChannels }: ChannelLayout): MicrophonePosition[] {
  const radius = row.arrayRadius;
  if (radius === null) return [];
  const { leds } = row;
  if (leds === null || leds.count < ROUND) {
    return rawChannels.map((channel, i) => ({
      channel,
      x: (2 * i * radius) / (rawChannels.length - 1) - radius,
      y: 0,
    }));
  }
  return rawChannels.map((channel, i) => {
    const angle = 2 * Math.PI * ((leds.microphones[i] ?? 0) / leds.count - leds.zeroDegrees / 360);
    return { channel, x: radius * Math.sin(angle), y: radius * Math.cos(angle) };
  });
}

/** Fewer LEDs than this lie in a row, as on the 2-Mics HATs. */
const ROUND = 6;

export interface RingPlace {
  readonly count: number;
  readonly zeroDegrees: number;
  /** Whether the ring counts the other way round. */
  readonly reversed: boolean;
}

/** Degrees on the ring as scenes count them, from degrees of the board. A row of LEDs has its left end at the first. */
export function ringDegrees({ count, zeroDegrees, reversed }: RingPlace, degrees: number): number {
  const turned = (720 + (reversed ? -degrees : degrees) + zeroDegrees) % 360;
  if (count >= ROUND) return turned;
  const side = Math.sin((turned * Math.PI) / 180); // −1 is left, 1 is right
  return ((side + 1) / 2) * (360 - 360 / count);
}

/** What passes through its `microphone`, and the direction in it: by the raw channels that each opening has. */
class OverheardDirection implements DirectionFinder {
  readonly microphone: Microphone;
  readonly #row: BoardRow;
  #layout: ChannelLayout | null = null;
  #estimator: DirectionEstimator | null = null;

  constructor(row: BoardRow, source: Microphone) {
    this.#row = row;
    this.microphone = {
      get layout() {
        return source.layout;
      },
      open: (sink, onLost) =>
        source.open((samples, first, atMs) => {
          this.#accept(samples, source);
          sink(samples, first, atMs);
        }, onLost),
      close: () => source.close(),
    };
  }

  read(): Promise<Direction> {
    return Promise.resolve(this.#estimator?.estimate() ?? NOWHERE);
  }

  #accept(samples: Int16Array, { layout }: Microphone): void {
    if (layout !== this.#layout) {
      const positions = microphonePositions(this.#row, layout);
      this.#estimator = positions.length < 2 ? null : new DirectionEstimator(MICROPHONE_RATE, positions);
      this.#layout = layout;
    }
    this.#estimator?.accept(samples, layout.channels);
  }
}

const NOWHERE: Direction = { degrees: 0, speech: false };
