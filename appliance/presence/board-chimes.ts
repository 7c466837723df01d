// Which of the board's own changes are heard. What belongs to a turn (wake, endpoint, done) is the dialogue's to sound.
import type { ChimeName } from '../hardware/board-channel.ts';

export type BoardChange = 'muted' | 'unmuted' | 'microphoneLost';

/** That the microphone is back is shown and not sounded: a box that beeps at every reconnection is switched off. */
const CHIMES: Readonly<Record<BoardChange, ChimeName>> = {
  muted: 'muted',
  unmuted: 'unmuted',
  microphoneLost: 'error',
};

export function chimeOfChange(change: BoardChange): ChimeName {
  return CHIMES[change];
}
