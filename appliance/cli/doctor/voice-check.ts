// What linnet doctor says of a person's voice while the box plays: whether the canceller leaves it whole. Only a person can try that.
import type { NearEnd } from '../../audio/near-end-test.ts';
import type { Board } from '../../hardware/ports.ts';
import { unreachable } from '../../kernel/errors.ts';
import type { EchoCancelling } from '../../processes/board-echo.ts';
import type { BoardExamination } from '../../processes/board-examination.ts';
import { examineVoice, type VoiceExaminationDeps } from '../../processes/voice-examination.ts';
import { WHO } from './echo-check.ts';
import { type Finding, finding, skipped, warning } from './finding.ts';

const CHECK = 'voice over echo';
/** Speech that comes out quieter than this is harder to recognise than with the echo in it. */
const MOST_QUIETER_DB = 6;
/** A voice that is this much louder had some of the echo with it, or a person who spoke up. */
const LOUDER_DB = 3;
const HINTS = {
  board: 'Turn the volume down, or move the loudspeaker away from the microphones: the board then takes less.',
  software: 'Set audio.echo to "off", or turn the volume down.',
} as const;

export interface VoiceCheckOptions {
  /** Whether there is somebody who wants to be asked. */
  readonly speak: boolean;
  readonly cancelling: EchoCancelling;
  /** As of an examination. */
  readonly tapped: number | null;
}

export async function checkVoice(
  board: Board,
  { speak, cancelling, tapped }: VoiceCheckOptions,
  { capture, echo }: Pick<BoardExamination, 'capture' | 'echo'>,
  deps: VoiceExaminationDeps,
): Promise<Finding> {
  if (cancelling === 'nobody') return skipped(CHECK, 'no canceller runs: nothing is taken from your voice');
  if (!speak)
    return skipped(CHECK, '"linnet doctor --speak" asks you to speak, and measures what is left of your voice');
  if (echo === null || typeof capture === 'string' || capture.dead)
    return skipped(CHECK, 'cannot be measured without a microphone and a loudspeaker that work');
  return voiceFinding(await examineVoice(board, { tapped, cancelling }, deps), cancelling);
}

/** Exported for the test of what is said. */
export function voiceFinding(found: NearEnd | string, cancelling: 'board' | 'software'): Finding {
  if (typeof found === 'string') return skipped(CHECK, found);
  const who = WHO[cancelling];
  switch (found.outcome) {
    case 'unheard':
      return skipped(CHECK, `nobody was heard to speak ${found.when === 'quiet' ? 'in the quiet' : 'over the rustle'}`);
    case 'masked':
      return skipped(CHECK, `${who}: cannot be told, since what is left of the echo is as loud as your voice`);
    case 'eaten': {
      const says = `${who}: nothing is left of your voice, which is ${found.atLeastDb.toFixed(0)} dB less at least`;
      return warning(CHECK, found.certain ? says : `${says}; or you did not speak the second time`, HINTS[cancelling]);
    }
    case 'measured': {
      const { changeDb } = found;
      const hint = changeDb < -MOST_QUIETER_DB ? HINTS[cancelling] : null;
      return finding(
        CHECK,
        hint === null ? 'ok' : 'warning',
        `${who}: ${changeOf(changeDb)} (${exactness(found)})`,
        hint,
      );
    }
    default:
      return unreachable(found);
  }
}

function changeOf(db: number): string {
  const rounded = Math.abs(db).toFixed(0);
  if (rounded === '0') return 'your voice over the rustle is as loud as in the quiet';
  const echo = db > LOUDER_DB ? ', perhaps with some of the echo' : '';
  return `your voice over the rustle comes out ${rounded} dB ${db < 0 ? 'quieter' : 'louder'}${echo}`;
}

const exactness = ({ corrected }: { readonly corrected: boolean }): string =>
  corrected
    ? 'exact to about 2 dB; a raw channel told how loud you spoke'
    : 'exact to about 3 dB, since nobody speaks twice alike';
