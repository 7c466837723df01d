// Which board the box uses, opened: the one that the setting names or the best there is, the simulated one, or none with the reason.
// While there is none, or only a makeshift, a board that is plugged in is seen.
import { absentBoard } from '../hardware/absent-board.ts';
import { watchForBoard } from '../hardware/board-watch.ts';
import type { LedLayout } from '../hardware/boards.ts';
import { chooseBoard, detectBoards, doubtOf, type FoundBoard } from '../hardware/detection.ts';
import { withAnsweringCodecs } from '../hardware/i2c-probe.ts';
import type { Board } from '../hardware/ports.ts';
import { openBoard } from '../hardware/real-board.ts';
import { type Machine, readMachine } from '../hardware/system-files.ts';
import type { Clock } from '../kernel/clock.ts';
import { LinnetError, toError } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import type { Scope } from '../kernel/scope.ts';
import type { BoardArgument } from './board-argument.ts';
import { withDirection } from './board-direction.ts';
import type { SimulatedRoom } from './simulated-room.ts';

export type BoardChoiceOptions = Pick<BoardArgument, 'board' | 'real'>;

export interface BoardChoiceDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly scope: Scope;
  readonly simulate: () => SimulatedRoom;
  readonly machine?: () => Machine;
}

export interface OpenedBoard {
  readonly board: Board;
  readonly layout: LedLayout | null;
  /** What makes it simulated; null for a real one. */
  readonly room: SimulatedRoom | null;
}

/** A card, why there is none, or null for the simulated board. */
type Choice = FoundBoard | { readonly reason: Error } | null;

const NO_MICROPHONE =
  'No microphone is connected; plug in a USB array, or load the overlay of the HAT (see overlays/README.md), with "dtparam=i2c_arm=on".';

/** `onBetter` is called once when a board appears that should be used instead of what was opened. */
export async function openChosenBoard(
  options: BoardChoiceOptions,
  deps: BoardChoiceDeps,
  onBetter: (found: FoundBoard) => void,
): Promise<OpenedBoard> {
  const wanted = options.board;
  if (wanted === 'simulated') return simulated(deps);
  const machine = await withAnsweringCodecs((deps.machine ?? readMachine)());
  const choice = choose(machine, wanted);
  if (isMakeshift(choice, wanted)) watch(wanted, choice, deps, onBetter);
  if (choice === null) {
    deps.log.warn({}, 'no sound card found: the board is simulated until there is one');
    return simulated(deps);
  }
  if ('reason' in choice) {
    deps.log.warn({ reason: choice.reason.message }, 'no board can be used');
    return { board: absentBoard(choice.reason, options.real, deps), layout: null, room: null };
  }
  tellChoice(choice, wanted, machine, deps.log);
  const board = withDirection(openBoard(choice, options.real, deps));
  return { board, layout: choice.row.leds, room: null };
}

/** "auto" without any sound card on a machine that is no Pi is the simulated board: the box can be tried by typing. */
function choose(machine: Machine, wanted: string): Choice {
  try {
    const found = chooseBoard(machine, wanted);
    return found ?? (machine.isPi ? { reason: new LinnetError('microphone.unavailable', NO_MICROPHONE) } : null);
  } catch (thrown) {
    return { reason: toError(thrown) };
  }
}

function isMakeshift(choice: Choice, wanted: string): boolean {
  return choice === null || 'reason' in choice || isLastChoice(choice, wanted);
}

/** Some card with a microphone, such as a webcam's, which nobody asked for. */
function isLastChoice({ row }: FoundBoard, wanted: string): boolean {
  return row.id === 'alsa' && wanted === 'auto';
}

function watch(
  wanted: string,
  choice: Choice,
  { clock, scope, machine = readMachine }: BoardChoiceDeps,
  onBetter: (found: FoundBoard) => void,
): void {
  const hasCard = choice !== null && 'card' in choice;
  const look = (): FoundBoard | null => {
    const now = choose(machine(), wanted);
    if (now === null || 'reason' in now) return null; // why was told when the box started
    return hasCard && isLastChoice(now, wanted) ? null : now;
  };
  const watching = watchForBoard({ clock, look }, onBetter);
  scope.defer(() => watching.close());
}

function tellChoice(found: FoundBoard, wanted: string, machine: Machine, log: Log): void {
  const { row, card } = found;
  const doubt = doubtOf(row, machine);
  log.info({ board: row.id, card: card.id }, 'board found');
  if (isLastChoice(found, wanted)) {
    for (const { text } of detectBoards(machine).problems) log.warn({ reason: text }, 'a board cannot be used');
    log.warn({ card: card.name }, 'no board found: another microphone is used until one is there');
  }
  if (doubt !== null) log.warn({ board: row.id, pi: machine.pi }, 'this board is not known to work on this Pi');
}

function simulated({ simulate }: BoardChoiceDeps): OpenedBoard {
  const room = simulate();
  return { board: room.board, layout: null, room };
}
