// What linnet doctor says of the box's own sound in its microphone: who takes it out, what that achieves, and what it does to people.
import type { EchoCancelling } from '../../processes/board-echo.ts';
import type { BoardExamination } from '../../processes/board-examination.ts';
import { type Finding, ok, skipped, warning } from './finding.ts';

/** Below this there is nothing to cancel. */
const ECHO_WORTH_CANCELLING_DB = 6;
const GOOD_ERLE_DB = 10;
/** Speech that is changed by more than this is harder to recognise than with the echo in it. */
const MOST_SPEECH_CHANGE_DB = 6;

export const WHO: Readonly<Record<EchoCancelling, string>> = {
  board: "the board's own canceller",
  software: 'the software canceller',
  nobody: 'no canceller, half-duplex',
};

/** Where it could not be measured, the microphone or the speaker says why. */
export function echoFinding(
  { echo, boardErleDb }: Pick<BoardExamination, 'echo' | 'boardErleDb'>,
  cancelling: EchoCancelling,
): Finding {
  if (echo === null) return skipped('echo', 'cannot be measured without a microphone and a loudspeaker that work');
  const { echoOverNoiseDb, erleDb, speechChangeDb } = echo;
  const over = `${echoOverNoiseDb.toFixed(0)} dB over the noise`;
  if (cancelling !== 'software') return leftFinding(cancelling, echoOverNoiseDb, boardErleDb);
  if (echoOverNoiseDb < ECHO_WORTH_CANCELLING_DB) return ok('echo', `${over}: the speaker is hardly heard`);
  const taken = `${WHO.software}: ${over}, of which it takes ${erleDb.toFixed(0)} dB`;
  const says = speechChangeDb === null ? taken : `${taken}; ${changeOf(speechChangeDb)}`;
  if (speechChangeDb !== null && Math.abs(speechChangeDb) > MOST_SPEECH_CHANGE_DB)
    return warning(
      'echo',
      says,
      'It harms what you say over the box: set audio.echo to "off", or turn the volume down.',
    );
  if (erleDb >= GOOD_ERLE_DB) return ok('echo', says);
  return warning(
    'echo',
    says,
    'Play through the card that also records, and not too loud; distortion cannot be cancelled.',
  );
}

/** What is left of the echo, where no canceller of ours runs. */
function leftFinding(cancelling: 'board' | 'nobody', overNoiseDb: number, boardErleDb: number | null): Finding {
  const takes = boardErleDb === null ? '' : ` (it takes at least ${boardErleDb.toFixed(0)} dB)`;
  const left = cancelling === 'board' ? ` are left${takes}` : '';
  const says = `${WHO[cancelling]}: ${overNoiseDb.toFixed(0)} dB over the noise${left}`;
  if (overNoiseDb < ECHO_WORTH_CANCELLING_DB) return ok('echo', says);
  const hint =
    cancelling === 'board'
      ? 'Connect the loudspeaker to the board itself, or set audio.echo to "on".'
      : 'Set audio.echo to "auto": interrupting the box by voice works better then.';
  return warning('echo', says, hint);
}

function changeOf(db: number): string {
  if (Math.abs(db) < 0.5) return 'speech over it is left whole';
  return `speech over it comes out ${Math.abs(db).toFixed(1)} dB ${db < 0 ? 'quieter' : 'louder'}`;
}
