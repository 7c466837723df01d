// Direction for boards that do not tell it: computed from the raw channels of the microphone, next to whoever listens to it. And
// from a direction of the board to a place on its ring.
import { DirectionEstimator, type MicrophonePosition } from '../audio/direction.ts';
import type { BoardRow, CaptureLayout } from '../hardware/boards.ts';
import type { Board, Direction, DirectionFinder, Microphone } from '../hardware/ports.ts';
import type { RealBoard } from '../hardware/real-board.ts';

/** The same board, with a direction where one can be computed. */
export function withDirection(board: RealBoard): Board {
  const positions = microphonePositions(board.row, board.capture);
  if (board.row.direction !== 'gccPhat' || positions.length < 2) return board;
  const estimator = new DirectionEstimator(board.microphone.sampleRate, positions);
  return { ...board, microphone: overhear(board.microphone, estimator), direction: finderOf(estimator) };
}

/** Round the ring at the angles of their LEDs, or along a line from left to right. */
export function microphonePositions(row: BoardRow, { rawChannels }: CaptureLayout): MicrophonePosition[] {
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
    const angle = (2 * Math.PI * ((leds.microphones[i] ?? 0) + leds.zeroDegrees / 30)) / leds.count;
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

function overhear(microphone: Microphone, estimator: DirectionEstimator): Microphone {
  return {
    sampleRate: microphone.sampleRate,
    channels: microphone.channels,
    open: (sink, onLost) =>
      microphone.open((samples, first, atMs) => {
        estimator.accept(samples, microphone.channels);
        sink(samples, first, atMs);
      }, onLost),
    close: () => microphone.close(),
  };
}

function finderOf(estimator: DirectionEstimator): DirectionFinder {
  const nowhere: Direction = { degrees: 0, speech: false };
  return { read: () => Promise.resolve(estimator.estimate() ?? nowhere) };
}
