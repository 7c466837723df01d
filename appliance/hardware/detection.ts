// Which board this machine has. USB boards are known by their ids, HATs by card id and codec; a HAT without a driver shows up by
// the addresses of its codecs, and is then a sentence for the owner rather than a board.
import { LinnetError } from '../kernel/errors.ts';
import { BOARD_IDS, BOARDS, type BoardId, type BoardRow, boardRow } from './boards.ts';
import type { Machine, SoundCard } from './system-files.ts';

export interface FoundBoard {
  readonly row: BoardRow;
  readonly card: SoundCard;
}

export interface Detection {
  /** In the order of the table: the first is the one to use. */
  readonly found: readonly FoundBoard[];
  /** Boards that are there and cannot be used: why, and what to do. */
  readonly problems: ReadonlyArray<{ readonly row: BoardRow; readonly text: string }>;
}

export function detectBoards(machine: Machine): Detection {
  const matches = BOARDS.filter((row) => row.id !== 'alsa').flatMap((row) =>
    machine.cards.filter((card) => isBoard(row, card)).map((card) => ({ row, card })),
  );
  const usable = matches.filter(({ row }) => !(machine.isPi5 && row.notOnPi5 !== null));
  return { found: withoutTwins(usable), problems: problemsOf(machine, matches) };
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
  const card = machine.cards.find((candidate) => candidate.captures);
  if (card !== undefined) return { row: boardRow('alsa'), card };
  if (problem !== undefined) throw new LinnetError('board.unsupported', problem.text);
  return null;
}

function chooseNamed(machine: Machine, detection: Detection, wanted: string): FoundBoard {
  if (!isBoardId(wanted)) {
    throw new LinnetError(
      'board.unsupported',
      `Expected a board of ${BOARD_IDS.join(', ')} or "auto"; "${wanted}" came.`,
    );
  }
  const row = boardRow(wanted);
  if (machine.isPi5 && row.notOnPi5 !== null)
    throw new LinnetError('board.unsupported', `${row.name}: ${row.notOnPi5}`);
  const card = machine.cards.find((candidate) => (row.id === 'alsa' ? candidate.captures : isBoard(row, candidate)));
  if (card !== undefined) return { row, card };
  const problem = detection.problems.find((candidate) => candidate.row.id === row.id);
  throw new LinnetError(
    'board.unsupported',
    problem?.text ?? `${row.name} is not connected; ${describeCards(machine)}.`,
  );
}

/** The card of a board that was found before, wherever it is now: a USB card that was plugged in again may have another number. */
export function findCard(machine: Machine, board: FoundBoard): SoundCard | null {
  const { row, card } = board;
  return machine.cards.find((other) => (row.id === 'alsa' ? other.id === card.id : isBoard(row, other))) ?? null;
}

export function isBoardId(text: string): text is BoardId {
  return (BOARD_IDS as readonly string[]).includes(text);
}

function isBoard(row: BoardRow, card: SoundCard): boolean {
  const { usbIds, cardIds, dai } = row.recognition;
  if (usbIds !== undefined) return card.usbId !== null && usbIds.includes(card.usbId);
  if (cardIds === undefined || !cardIds.includes(card.id)) return false;
  return dai === undefined || card.dais.some((name) => name.includes(dai));
}

/** Rows that one card cannot tell apart: the first of the table stands for them until the owner names another. */
function withoutTwins(matches: readonly FoundBoard[]): FoundBoard[] {
  return matches.filter(({ card }, i) => matches.findIndex((other) => other.card.index === card.index) === i);
}

function problemsOf(machine: Machine, matches: readonly FoundBoard[]): Detection['problems'] {
  const problems: Array<{ row: BoardRow; text: string }> = [];
  for (const row of BOARDS) {
    const hasCard = matches.some((match) => match.row.id === row.id);
    const seen = hasCard || onlyOnBus(row, machine);
    if (!seen) continue;
    if (machine.isPi5 && row.notOnPi5 !== null) problems.push({ row, text: `${row.name}: ${row.notOnPi5}` });
    else if (!hasCard) problems.push({ row, text: withoutDriver(row) });
  }
  return problems;
}

/** All of the row's codecs answer, none more of those that other rows have, and no card came of it. */
function onlyOnBus(row: BoardRow, machine: Machine): boolean {
  const wanted = row.recognition.i2c;
  if (wanted === undefined) return false;
  const taken = machine.cards.some((card) => row.recognition.cardIds?.includes(card.id) === true);
  const codecs = machine.i2c.filter((address) => CODECS.has(address));
  return !taken && codecs.length === wanted.length && wanted.every((address) => codecs.includes(address));
}

const CODECS = new Set(BOARDS.flatMap((row) => row.recognition.i2c ?? []));

function withoutDriver(row: BoardRow): string {
  return `${row.name} answers on I2C, but there is no sound card for it; add "dtoverlay=${row.overlay}" to /boot/firmware/config.txt and start again.`;
}

function describeCards(machine: Machine): string {
  if (machine.cards.length === 0) return 'this machine has no sound card';
  return `the sound cards here are ${machine.cards.map((card) => `"${card.name}"`).join(', ')}`;
}
