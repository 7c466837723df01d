// What linnet doctor says of microphone and loudspeaker.
import type { CaptureCheck } from '../../audio/capture-check.ts';
import { findOutput } from '../../hardware/alsa/card-output.ts';
import type { FoundBoard } from '../../hardware/detection.ts';
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
