// What each gesture of the button does to the box.
import { hasCode, toError } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import type { ButtonGesture } from '../presence/button-patterns.ts';
import type { Box } from './box.ts';
import type { BoxSpeech } from './box-speech.ts';
import type { SetUpMode } from './set-up-mode.ts';

export interface ButtonActsDeps {
  readonly box: Pick<Box, 'signal' | 'talk' | 'read' | 'setMuted'>;
  readonly speech: Pick<BoxSpeech, 'repeat'>;
  readonly setUp: Pick<SetUpMode, 'on' | 'offer' | 'withdraw' | 'begin' | 'end'>;
  readonly log: Log;
}

export function buttonActs({ box, speech, setUp, log }: ButtonActsDeps): (gesture: ButtonGesture) => void {
  let mutedBefore = false;
  const mute = (muted: boolean): void => {
    box.setMuted(muted).catch((error: unknown) => log.error({ err: toError(error) }, 'mute failed'));
  };
  const talk = (): void => {
    try {
      box.talk();
    } catch (error) {
      if (!hasCode(error, 'microphone.switchedOff')) throw error; // a tone has said it already
    }
  };
  const acts: Readonly<Record<ButtonGesture, () => void>> = {
    press: () => (setUp.on ? setUp.end() : talk()),
    double: () => speech.repeat(),
    long: () => {
      mutedBefore = box.read().muted;
      mute(!mutedBefore);
    },
    // Who holds it that long did not mean the mute on the way.
    setUpWarning: () => {
      mute(mutedBefore);
      setUp.offer();
    },
    setUpAbandoned: () => setUp.withdraw(),
    setUp: () => setUp.begin(),
  };
  return (gesture) => {
    if (gesture === 'press' || gesture === 'double' || gesture === 'long')
      box.signal({ kind: 'button', press: gesture });
    acts[gesture]();
  };
}
