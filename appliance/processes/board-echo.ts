// Who takes the box's own sound out of what it hears, and what the software canceller gets of the speaker for that.
import { EchoReference } from '../audio/echo-reference.ts';
import type { Speaker } from '../hardware/ports.ts';

/** The setting audio.echo. */
export type EchoChoice = 'auto' | 'on' | 'off';

/** "nobody": the box is half-duplex; while it speaks it ducks, and needs more of a wake word. */
export type EchoCancelling = 'board' | 'software' | 'nobody';

export function whoCancelsEcho(choice: EchoChoice, boardCancels: boolean): EchoCancelling {
  if (choice === 'on' || (choice === 'auto' && !boardCancels)) return 'software';
  return boardCancels ? 'board' : 'nobody';
}

/** Samples of a block that a speaker may ask for: 20 ms at 192 kHz. */
const LONGEST_BLOCK = 3840;

export interface SpeakerReference {
  readonly write: (block: Int16Array, position: number) => void;
  readonly read: (frame: Int16Array) => void;
}

/** What the speaker plays, for the canceller: by the card's own count. */
export function referenceOf(speaker: Speaker): SpeakerReference {
  const reference = new EchoReference(speaker.sampleRate, LONGEST_BLOCK);
  return {
    write: (block, position) => reference.write(block, position),
    read: (frame) => reference.read(frame, speaker.framesPlayed()),
  };
}
