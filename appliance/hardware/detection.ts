// Which board this machine has. USB boards are known by their ids, HATs by card id and codec. What is there and cannot be used is a
// sentence for the owner rather than a board: unusable.ts.
import { LinnetError } from '../kernel/errors.ts';
import { BOARD_IDS, BOARDS, type BoardId, type BoardRow, boardRow } from './boards.ts';
import { isAnswering, isBoard, isOfUnknownRevision } from './recognition.ts';
import type { Machine, SoundCard } from './system-files.ts';
import { problemOf, refusalOf } from './unusable.ts';

export interface FoundBoard {
  readonly row: BoardRow;
  readonly card: SoundCard;
}

export interface Detection {
  /** Those that hear, in the order of the table: the first is the one to use. */
  readonly found: readonly FoundBoard[];
  /** Boards that are there and cannot be used, or not wholly: why, and what to do. */
  readonly problems: ReadonlyArray<{ readonly row: BoardRow; readonly text: string }>;
}

export function detectBoards(machine: Machine): Detection {
  const usable = matchesOf(machine).filter(({ row, card }) => card.captures && refusalOf(row, machine) === null);
  const found = withoutTwins(usable);
  // What answers is told before what an overlay only announces, which may be the overlay of another board.
  const rows = [...BOARDS].sort((a, b) => Number(isAnswering(b, machine)) - Number(isAnswering(a, machine)));
  const problems = rows.flatMap((row) => {
    const text = found.some((board) => board.row.id === row.id) ? null : problemOf(row, machine);
    return text === null ? [] : [{ row, text }];
  });
  return { found, problems };
}

function matchesOf(machine: Machine): FoundBoard[] {
  return BOARDS.flatMap((row) =>
    machine.cards.filter((card) => isBoard(row, card, machine)).map((card) => ({ row, card })),
  );
}

/** What to know of a board on a Pi that its row does not have; null where it has, and on machines that are no Pi: USB is USB. */
export function doubtOf(row: BoardRow, { isPi, pi, model }: Machine): { text: string; remedy: string } | null {
  if (!isPi || (pi !== null && row.pis.includes(pi))) return null;
  const others = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(row.pis);
  return {
    text: `${row.name} is not known to work on this ${model ?? 'Pi'}.`,
    remedy: `Should it fail, use it on a Pi ${others}, or another board on this one.`,
  };
}

/**
 * The board for the setting `wanted`: "auto" or the id of a row. null where "auto" finds no sound card at all. Rejects with
 * `board.unsupported` what is not there, or cannot work on this machine.
 */
export function chooseBoard(machine: Machine, wanted: string): FoundBoard | null {
  const detection = detectBoards(machine);
  if (wanted !== 'auto') return chooseNamed(machine, detection, wanted);
  const [first] = detection.found;
  if (first !== undefined) return first;
  const [problem] = detection.problems;
  const card = anyMicrophone(machine);
  if (card !== undefined) return { row: boardRow('alsa'), card };
  if (problem !== undefined) throw new LinnetError('board.unsupported', problem.text);
  return null;
}

/** The last choice: a webcam, say. A card of a board that cannot work here does not work as a plain one either. */
function anyMicrophone(machine: Machine): SoundCard | undefined {
  const boards = matchesOf(machine).map(({ card }) => card);
  return machine.cards.find((card) => card.captures && !boards.includes(card));
}

function chooseNamed(machine: Machine, detection: Detection, wanted: string): FoundBoard {
  if (!isBoardId(wanted)) throw new LinnetError('board.unsupported', unknownBoard(wanted) ?? wanted);
  const row = boardRow(wanted);
  const refusal = refusalOf(row, machine);
  if (refusal !== null) throw new LinnetError('board.unsupported', refusal);
  const card = machine.cards.find((candidate) => candidate.captures && isWanted(row, candidate, machine));
  if (card !== undefined) return { row, card };
  const problem = detection.problems.find((candidate) => candidate.row.id === row.id);
  throw new LinnetError(
    'board.unsupported',
    problem?.text ?? `${row.name} is not connected; ${describeCards(machine)}.`,
  );
}

/** Of what nothing else says, the owner does. */
function isWanted(row: BoardRow, card: SoundCard, machine: Machine): boolean {
  return row.id === 'alsa' || isBoard(row, card, machine) || isOfUnknownRevision(row, card, machine);
}

/**
 * The card of a board that was found before, wherever it is now: a USB card that was plugged in again may have another number. Of two
 * alike it is the one at the same port, else the one of the same id. null where none like it is there.
 */
export function findCard(machine: Machine, { row, card }: FoundBoard): SoundCard | null {
  if (row.id === 'alsa') return machine.cards.find(({ id }) => id === card.id) ?? null;
  const alike = machine.cards.filter((other) => isWanted(row, other, machine));
  const stayed = alike.find(({ usbPort }) => usbPort !== null && usbPort === card.usbPort);
  return stayed ?? alike.find(({ id }) => id === card.id) ?? alike[0] ?? null;
}

/** What is wrong with a board's name in the configuration; null where it is known. */
export function unknownBoard(wanted: string): string | null {
  if (wanted === 'auto' || isBoardId(wanted)) return null;
  return `Expected audio.board to be "auto" or one of ${BOARD_IDS.join(', ')}; "${wanted}" came.`;
}

function isBoardId(text: string): text is BoardId {
  return (BOARD_IDS as readonly string[]).includes(text);
}

/** Rows that one card cannot tell apart: the first of the table stands for them until the owner names another. */
function withoutTwins(matches: readonly FoundBoard[]): FoundBoard[] {
  return matches.filter(({ card }, i) => matches.findIndex((other) => other.card.index === card.index) === i);
}

function describeCards(machine: Machine): string {
  if (machine.cards.length === 0) return 'this machine has no sound card';
  return `the sound cards here are ${machine.cards.map((card) => `"${card.name}"`).join(', ')}`;
}
