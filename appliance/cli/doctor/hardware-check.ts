// The hardware's part of linnet doctor: which board, and what each of its parts says. Every part has a row, also where it could not
// be tried: a row that is missing would look like one that is right.
import { chooseBoard, detectBoards, doubtOf, type FoundBoard } from '../../hardware/detection.ts';
import { type AskBus, withAnsweringCodecs } from '../../hardware/i2c-probe.ts';
import { openBoard, type RealBoard, type RealBoardOptions } from '../../hardware/real-board.ts';
import { type Machine, readMachine } from '../../hardware/system-files.ts';
import { sleep } from '../../kernel/clock.ts';
import { toError } from '../../kernel/errors.ts';
import type { Log } from '../../kernel/log.ts';
import { type EchoChoice, whoCancelsEcho } from '../../processes/board-echo.ts';
import { examineBoard } from '../../processes/board-examination.ts';
import type { VoiceExaminationDeps } from '../../processes/voice-examination.ts';
import type { HardwareAccess } from '../context.ts';
import { interruptible } from '../interruption.ts';
import { checkControls } from './control-check.ts';
import { echoFinding } from './echo-check.ts';
import { type Finding, failed, ok, skipped, warning } from './finding.ts';
import { machineFindings } from './machine-check.ts';
import { outputFinding, soundFindings, volumeFinding } from './sound-check.ts';
import { checkVoice, type VoiceCheckOptions } from './voice-check.ts';

export interface HardwareCheckOptions {
  /** The setting audio.board. */
  readonly board: string;
  /** Whether a box uses the board right now: then it is not opened. */
  readonly inUse: boolean;
  /** How the box would open it. */
  readonly real: RealBoardOptions;
  readonly echo: EchoChoice;
  /** Whether a person at the box wants to be asked to speak. */
  readonly speak: boolean;
}

/** The rows of a board's parts, in the order in which they are said. */
export const PART_CHECKS = [
  'firmware',
  'capture level',
  'clipping',
  'noise floor',
  'speaker',
  'echo',
  'voice over echo',
  'LEDs',
  'button',
  'mute switch',
] as const;

export interface HardwareCheckDeps extends HardwareAccess {
  readonly log: Log;
  /** Tells whoever waits. */
  readonly writeError: (note: string) => void;
  /** Default: i2cdetect. */
  readonly askBus?: AskBus;
}

export async function hardwareFindings(options: HardwareCheckOptions, deps: HardwareCheckDeps): Promise<Finding[]> {
  const machine = await searchedMachine(options, deps);
  const { board, findings, notTried } = findBoard(options, machine);
  const parts =
    board === null || notTried !== null
      ? PART_CHECKS.map((check) => skipped(check, notTried ?? 'no board to try'))
      : await partFindings(board, options, deps);
  return [
    ...findings,
    ...(await outputFindings(machine, board, options, deps)),
    ...parts,
    ...(await machineFindings(machine)),
  ];
}

async function outputFindings(
  machine: Machine,
  board: FoundBoard | null,
  { board: wanted, real }: HardwareCheckOptions,
  { runAmixer }: HardwareCheckDeps,
): Promise<Finding[]> {
  if (wanted === 'simulated') return ['output', 'card volume'].map((check) => skipped(check, 'the board is simulated'));
  return [outputFinding(machine, board, real.output), await volumeFinding(machine, board, real, runAmixer)];
}

/** The bus is not asked for a board that is not looked for, nor beside a box that may use it. */
function searchedMachine({ board, inUse }: HardwareCheckOptions, deps: HardwareCheckDeps): Promise<Machine> {
  const machine = (deps.machine ?? readMachine)();
  return board === 'simulated' || inUse ? Promise.resolve(machine) : withAnsweringCodecs(machine, deps.askBus);
}

interface BoardSearch {
  readonly board: FoundBoard | null;
  readonly findings: Finding[];
  /** Why its parts are not tried; null where they are. */
  readonly notTried: string | null;
}

const IN_USE = 'not tried, since the box uses the board right now';

function findBoard({ board: wanted, inUse }: HardwareCheckOptions, machine: Machine): BoardSearch {
  if (wanted === 'simulated')
    return { board: null, findings: [ok('board', 'simulated, as configured')], notTried: 'the board is simulated' };
  const { found: usable, problems: unusable } = detectBoards(machine);
  // Beside a board that works it may be no board at all, but a sensor at the address of a codec.
  const problems = unusable.map(({ text }) => (usable.length > 0 ? warning('board', text) : failed('board', text)));
  try {
    const board = chooseBoard(machine, wanted);
    const found = board === null ? noBoard(machine) : boardFinding(board, inUse);
    return {
      board,
      findings: [found, ...doubts(board, machine), ...problems],
      notTried: inUse && board !== null ? IN_USE : null,
    };
  } catch (thrown) {
    const findings = [failed('board', toError(thrown).message, 'linnet config explain audio.board'), ...problems];
    return { board: null, findings: withoutTwins(findings), notTried: null };
  }
}

function noBoard({ isPi }: Machine): Finding {
  const hint = 'Connect a microphone, or set audio.board to "simulated".';
  return warning('board', isPi ? 'no microphone is connected' : 'no sound card: the board is simulated', hint);
}

function boardFinding({ row, card }: FoundBoard, inUse: boolean): Finding {
  const says = `${row.name} (card "${card.id}")`;
  if (!inUse) return ok('board', says);
  return { ...ok('board', `${says}, in use by the box`), hint: 'Stop the box to have its parts tried.' };
}

function doubts(board: FoundBoard | null, machine: Machine): Finding[] {
  const doubt = board === null ? null : doubtOf(board.row, machine);
  return doubt === null ? [] : [warning('board', doubt.text, doubt.remedy)];
}

/** The board that was wanted may be the one with a problem, which an error says with its code. */
function withoutTwins(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ says }, i) => !findings.slice(0, i).some((other) => other.says.startsWith(says)));
}

const TRYING =
  'Tries the board for some seconds: it is quiet, then makes a soft rustle; its LEDs are green. Press its button meanwhile.';

/** For a person to look at the LEDs and to press the button. */
const LOOK_MS = 3000;

async function partFindings(
  found: FoundBoard,
  options: HardwareCheckOptions,
  deps: HardwareCheckDeps,
): Promise<Finding[]> {
  deps.writeError(TRYING);
  const board = openBoard(found, options.real, deps);
  try {
    return await findingsOf(board, options, { clock: deps.clock, tell: deps.writeError });
  } finally {
    await board.close();
  }
}

/** What an open board says of its parts, a row each. Rejects when it is interrupted, and the board is as it was. */
export async function findingsOf(
  board: RealBoard,
  options: Pick<HardwareCheckOptions, 'echo' | 'speak'>,
  deps: Omit<VoiceExaminationDeps, 'signal'>,
): Promise<Finding[]> {
  return await interruptible((signal) => tappedFindings(board, options, { ...deps, signal }));
}

async function tappedFindings(
  board: RealBoard,
  options: Pick<HardwareCheckOptions, 'echo' | 'speak'>,
  deps: VoiceExaminationDeps,
): Promise<Finding[]> {
  const tap = board.tapMicrophone === null ? null : await board.tapMicrophone().catch(() => null); // measured without
  try {
    return await partsOf(board, { ...options, tapped: tap?.channel ?? null }, deps);
  } finally {
    await tap?.restore().catch((thrown) => deps.tell(`${toError(thrown).message} ${NOT_RESTORED}`));
  }
}

const NOT_RESTORED = 'Its channel for calls carries a bare microphone until it is plugged in again.';

async function partsOf(
  board: RealBoard,
  { echo, speak, tapped }: Omit<VoiceCheckOptions, 'cancelling'> & { readonly echo: EchoChoice },
  deps: VoiceExaminationDeps,
): Promise<Finding[]> {
  const controls = await checkControls(board);
  deps.signal.throwIfAborted();
  const cancelling = whoCancelsEcho(echo, board.cancelsEcho);
  const since = deps.clock.monotonic();
  const examination = await examineBoard(board, { tapped }, deps);
  // Sound that fails does so at once.
  if (controls.needsPerson) await sleep(deps.clock, since + LOOK_MS - deps.clock.monotonic(), deps.signal);
  return [
    await firmwareFinding(board),
    ...soundFindings(examination),
    echoFinding(examination, cancelling),
    await checkVoice(board, { speak, cancelling, tapped }, examination, deps),
    ...(await controls.findings()),
  ];
}

/** Exported for the test of what is said. */
export async function firmwareFinding({ row, firmware }: Pick<RealBoard, 'row' | 'firmware'>): Promise<Finding> {
  const wanted = row.firmwareMinimum;
  if (firmware === null)
    return skipped(
      'firmware',
      wanted === null
        ? 'this board has none that can be asked'
        : `cannot be asked; ${wanted} and newer are known to work`,
    );
  try {
    const version = await firmware();
    if (wanted === null || !isOlder(version, wanted)) return ok('firmware', version);
    const hint = `Flash ${wanted} or newer; older ones have come up silent.`;
    return warning('firmware', `${version}, older than ${wanted}`, hint);
  } catch (thrown) {
    return warning('firmware', toError(thrown).message, 'A udev rule has to give the device to the group plugdev.');
  }
}

/** "2.0.7" is older than "2.1.0". */
export function isOlder(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) => text.split('.').map(Number)) as [number[], number[]];
  for (let i = 0; i < b.length; i++) if ((a[i] ?? 0) !== b[i]) return (a[i] ?? 0) < (b[i] ?? 0);
  return false;
}
