// What there is where no board was found, or only one that cannot work here: a microphone that says so whenever it is asked, and
// whatever card plays, so that the box can say it aloud.
import { type Board, type Microphone, ONE_CHANNEL } from './ports.ts';
import { openSpeaker, type RealBoardDeps, type RealBoardOptions } from './real-board.ts';

/** `reason`: why there is no microphone, and what to do; what opening it rejects with. */
export function absentBoard(
  reason: Error,
  options: Pick<RealBoardOptions, 'masterPercent' | 'output'>,
  deps: RealBoardDeps,
): Board {
  const speaker = openSpeaker(null, options, deps);
  return {
    id: 'none',
    microphone: absentMicrophone(reason),
    speaker,
    ring: null,
    button: null,
    muteSwitch: null,
    direction: null,
    cancelsEcho: true, // nobody hears it
    close: () => speaker.close(),
  };
}

function absentMicrophone(reason: Error): Microphone {
  return {
    layout: ONE_CHANNEL,
    open: () => Promise.reject(reason),
    close: () => Promise.resolve(),
  };
}
