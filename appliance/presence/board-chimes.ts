// Which of the board's own changes are heard. What belongs to a turn (wake, endpoint, done) is the dialogue's to sound.
import type { ChimeName } from '../hardware/board-channel.ts';

export type BoardChange = 'muted' | 'unmuted' | 'microphoneLost' | 'microphoneBack' | 'started';

/** null where a change is shown and not sounded: a box that beeps at every reconnection is switched off. */
const CHIMES: Readonly<Record<BoardChange, ChimeName | null>> = {
  muted: 'muted',
  unmuted: 'unmuted',
  microphoneLost: 'error',
  microphoneBack: null,
  started: null,
};

export function chimeOfChange(change: BoardChange): ChimeName | null {
  return CHIMES[change];
}
