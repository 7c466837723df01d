// What linnet doctor says of microphone and loudspeaker.
import type { CaptureCheck } from '../../audio/capture-check.ts';
import { type RunAmixer, runAmixer } from '../../hardware/alsa/amixer.ts';
import { type CardOutput, findOutput, volumeControlsOf } from '../../hardware/alsa/card-output.ts';
import type { FoundBoard } from '../../hardware/detection.ts';
import type { RealBoardOptions } from '../../hardware/real-board.ts';
import type { Machine } from '../../hardware/system-files.ts';
import { toError } from '../../kernel/errors.ts';
import type { BoardExamination } from '../../processes/board-examination.ts';
import { type Finding, failed, ok, skipped, warning } from './finding.ts';

const LOUD_ROOM_DB = -40;
const CLIPPED_SAMPLES = 10;
const GAIN = 'the capture gain (alsamixer, F4; "sudo alsactl store" keeps it)';

/** Which card the box speaks through; `wanted` is the setting audio.output. Nothing is opened for it. */
export function outputFinding(machine: Machine, board: FoundBoard | null, wanted: string): Finding {
  try {
    const output = findOutput(machine, board, wanted);
    if (output === null) return warning('output', 'no sound card plays', 'Connect a loudspeaker.');
    return ok('output', `${output.card.name} (card "${output.card.id}")`);
  } catch (thrown) {
    return failed('output', toError(thrown).message, 'linnet config explain audio.output');
  }
}

/** Whether the card's own volume can be set; `masterPercent` is the setting audio.masterVolume. Nothing is set for it. */
export async function volumeFinding(
  machine: Machine,
  board: FoundBoard | null,
  { output: wanted, masterPercent }: Pick<RealBoardOptions, 'output' | 'masterPercent'>,
  run: RunAmixer = runAmixer,
): Promise<Finding> {
  if (masterPercent === null) return skipped('card volume', 'left as it is, as configured');
  const output = presentOutput(machine, board, wanted);
  if (output === null) return skipped('card volume', 'there is no card to set it of');
  try {
    const controls = await volumeControlsOf(output, run);
    return ok('card volume', `set to ${masterPercent} % by ${controls.map((name) => `"${name}"`).join(' and ')}`);
  } catch (thrown) {
    return warning('card volume', toError(thrown).message, 'Set it with alsamixer; "sudo alsactl store" keeps it.');
  }
}

function presentOutput(machine: Machine, board: FoundBoard | null, wanted: string): CardOutput | null {
  try {
    return findOutput(machine, board, wanted);
  } catch {
    return null; // it is away, which the row before says
  }
}

/** A row each for level, clipping, noise floor and loudspeaker, whatever works. */
export function soundFindings({ capture, speaker }: Pick<BoardExamination, 'capture' | 'speaker'>): Finding[] {
  const sounds =
    speaker === 'works'
      ? ok('speaker', 'plays: you should have heard a soft rustle')
      : failed('speaker', speaker, 'Is it plugged in, and something connected to its output?');
  return [...captureFindings(capture), sounds];
}

function captureFindings(capture: CaptureCheck | string): Finding[] {
  if (typeof capture === 'string') return unheard(capture, 'Is it plugged in, and used by nobody else?');
  const { dead, loudestDb, noiseFloorDb, clipped } = capture;
  if (dead)
    return unheard('every sample is the same', 'Is the mute switch of the board on? An XVF3800 needs firmware 2.1.0.');
  const floor = `${noiseFloorDb.toFixed(0)} dBFS`;
  return [
    ok('capture level', `${loudestDb.toFixed(0)} dBFS at the loudest`),
    clipped > CLIPPED_SAMPLES
      ? warning('clipping', `${clipped} samples at full scale`, `Lower ${GAIN}.`)
      : ok('clipping', clipped === 0 ? 'none' : `${clipped} samples at full scale`),
    noiseFloorDb > LOUD_ROOM_DB
      ? warning('noise floor', floor, `The room is loud, or too high is ${GAIN}.`)
      : ok('noise floor', floor),
  ];
}

function unheard(says: string, hint: string): Finding[] {
  const unknown = 'the microphone gave nothing to measure';
  return [failed('capture level', says, hint), skipped('clipping', unknown), skipped('noise floor', unknown)];
}
