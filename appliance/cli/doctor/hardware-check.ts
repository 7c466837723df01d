// The hardware's part of linnet doctor: which board, and what each of its parts says.
import type { CaptureCheck } from '../../audio/capture-check.ts';
import { chooseBoard, detectBoards, type FoundBoard } from '../../hardware/detection.ts';
import { isClockSynchronized, readDiskHealth, readThrottling, type Throttling } from '../../hardware/machine-health.ts';
import { openBoard, type RealBoard, type RealBoardOptions } from '../../hardware/real-board.ts';
import { type Machine, readMachine } from '../../hardware/system-files.ts';
import { systemClock } from '../../kernel/clock.ts';
import { toError } from '../../kernel/errors.ts';
import type { Log } from '../../kernel/log.ts';
import { type EchoChoice, whoCancelsEcho } from '../../processes/board-echo.ts';
import { type BoardExamination, examineBoard } from '../../processes/board-examination.ts';
import type { Finding } from '../doctor.ts';
import { echoFindings } from './echo-check.ts';

export interface HardwareCheckOptions {
  /** The setting audio.board. */
  readonly board: string;
  /** Whether a box uses the board right now: then it is not opened. */
  readonly inUse: boolean;
  /** How the box would open it. */
  readonly real: RealBoardOptions;
  readonly echo: EchoChoice;
}

const LOUD_ROOM_DB = -40;
const CLIPPED_SAMPLES = 10;

export async function hardwareFindings(options: HardwareCheckOptions, deps: { readonly log: Log }): Promise<Finding[]> {
  const machine = readMachine();
  const { board, findings } = findBoard(options, machine);
  const own = board === null || options.inUse ? [] : await partFindings(board, options, deps);
  return [...findings, ...own, ...(await machineFindings(machine))];
}

function findBoard(
  { board: wanted, inUse }: HardwareCheckOptions,
  machine: Machine,
): { board: FoundBoard | null; findings: Finding[] } {
  if (wanted === 'simulated') return { board: null, findings: [ok('board', 'simulated, as configured')] };
  const problems = detectBoards(machine).problems.map(({ text }) => failed('board', text));
  try {
    const board = chooseBoard(machine, wanted);
    const says =
      board === null ? 'no sound card: the board is simulated' : `${board.row.name} (card "${board.card.id}")`;
    const hint = board === null ? 'Connect a microphone, or set audio.board to "simulated".' : null;
    const found =
      board === null ? warning('board', says, hint) : ok('board', inUse ? `${says}, in use by the box` : says);
    return { board, findings: [found, ...problems] };
  } catch (thrown) {
    return { board: null, findings: [failed('board', toError(thrown).message), ...problems] };
  }
}

async function partFindings(
  found: FoundBoard,
  options: HardwareCheckOptions,
  deps: { readonly log: Log },
): Promise<Finding[]> {
  const board = await openBoard(found, options.real, { clock: systemClock, log: deps.log });
  try {
    const rawChannel = board.capture.rawChannels.find((channel) => channel !== board.speechChannel) ?? null;
    const examination = await examineBoard(board, { rawChannel }, { clock: systemClock });
    const cancelling = whoCancelsEcho(options.echo, board.cancelsEcho);
    return [
      ...(await firmwareFinding(board)),
      ...soundFindings(examination),
      ...echoFindings(examination, cancelling),
      ...controlFindings(board),
    ];
  } finally {
    await board.close();
  }
}

async function firmwareFinding(board: RealBoard): Promise<Finding[]> {
  if (board.firmware === null) return [];
  const wanted = board.row.firmwareMinimum;
  try {
    const version = await board.firmware();
    if (wanted === null || !isOlder(version, wanted)) return [ok('firmware', version)];
    return [
      warning(
        'firmware',
        `${version}, older than ${wanted}`,
        `Flash ${wanted} or newer; older ones have come up silent.`,
      ),
    ];
  } catch (thrown) {
    return [warning('firmware', toError(thrown).message, 'A udev rule has to give the device to the group plugdev.')];
  }
}

/** Exported, as those below, for the test of what is said. */
export function soundFindings({ capture, speaker }: Pick<BoardExamination, 'capture' | 'speaker'>): Finding[] {
  const heard =
    typeof capture === 'string'
      ? [failed('microphone', capture, 'Is it plugged in, and used by nobody else?')]
      : captureFindings(capture);
  const sounds =
    speaker === 'works' ? ok('speaker', 'plays') : failed('speaker', speaker, 'Is anything connected to the output?');
  return [...heard, sounds];
}

function captureFindings(check: CaptureCheck): Finding[] {
  if (check.dead) {
    return [
      failed(
        'microphone',
        'every sample is the same',
        'Is the mute switch of the board on? An XVF3800 needs firmware 2.1.0.',
      ),
    ];
  }
  const floor = `noise floor ${check.noiseFloorDb.toFixed(0)} dBFS, loudest ${check.loudestDb.toFixed(0)} dBFS`;
  const level =
    check.noiseFloorDb > LOUD_ROOM_DB
      ? warning('microphone', floor, 'The room is loud, or the capture gain is too high (alsamixer, F4).')
      : ok('microphone', floor);
  if (check.clipped <= CLIPPED_SAMPLES) return [level];
  return [
    level,
    warning('clipping', `${check.clipped} samples at full scale`, 'Lower the capture gain (alsamixer, F4).'),
  ];
}

export function controlFindings(board: Pick<RealBoard, 'row' | 'missing' | 'ring' | 'button'>): Finding[] {
  const { row, missing } = board;
  const part = (name: string, wanted: unknown, there: unknown, hint: string): Finding[] => {
    if (wanted === null) return [];
    return [there === null ? warning(name, missing.get(name) ?? 'cannot be used', hint) : ok(name, 'works')];
  };
  return [
    ...part(
      'LEDs',
      row.leds,
      board.ring,
      'Switch SPI on (dtparam=spi=on), or give the USB device to the group plugdev.',
    ),
    ...part(
      'button',
      row.button,
      board.button,
      `Load the overlay "${row.overlay}", which offers it as an input device.`,
    ),
  ];
}

async function machineFindings(machine: Machine): Promise<Finding[]> {
  const throttling = await readThrottling();
  const findings = machine.model === null ? [] : [ok('machine', machine.model)];
  if (throttling !== null) findings.push(powerFinding(throttling));
  if (isClockSynchronized() === false)
    findings.push(warning('clock', 'not set by a time server since the start', 'Alarms wait until it is.'));
  const { fileSystemErrors, wornPercent } = readDiskHealth();
  for (const { device, count } of fileSystemErrors) {
    findings.push(warning('disk', `${device} has met ${count} error(s)`, 'Make a backup, and replace the card.'));
  }
  if (wornPercent !== null) {
    const says = `${wornPercent} % of its life is used`;
    findings.push(wornPercent >= 90 ? warning('disk', says, 'Make a backup, and replace it.') : ok('disk', says));
  }
  return findings;
}

export function powerFinding(state: Throttling): Finding {
  const supply = 'Use the official power supply and a short cable.';
  if (state.underVoltage) return failed('power', 'under-voltage right now', supply);
  if (state.tooHot) return warning('power', 'slowed down by heat', 'Give it air, or a heat sink.');
  if (state.throttled) return warning('power', 'slowed down right now', supply);
  if (state.underVoltageBefore) return warning('power', 'under-voltage since the start', supply);
  if (state.throttledBefore)
    return warning('power', 'was slowed down since the start', 'Give it air, or a better supply.');
  return ok('power', 'enough, and cool');
}

/** "2.0.7" is older than "2.1.0". */
export function isOlder(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) => text.split('.').map(Number)) as [number[], number[]];
  for (let i = 0; i < b.length; i++) if ((a[i] ?? 0) !== b[i]) return (a[i] ?? 0) < (b[i] ?? 0);
  return false;
}

function ok(check: string, says: string): Finding {
  return { check, state: 'ok', says, hint: null };
}

function warning(check: string, says: string, hint: string | null = null): Finding {
  return { check, state: 'warning', says, hint };
}

function failed(check: string, says: string, hint: string | null = null): Finding {
  return { check, state: 'failed', says, hint };
}
