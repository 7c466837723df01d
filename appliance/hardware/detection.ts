// Which board this machine has. USB boards are known by their ids, HATs by card id and codec; a HAT without a driver shows up by
// the addresses of its codecs, and is then a sentence for the owner rather than a board.
import { LinnetError } from '../kernel/errors.ts';
import { BOARD_IDS, BOARDS, type BoardId, type BoardRow, boardRow, CODEC_ADDRESSES } from './boards.ts';
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
  const matches = matchesOf(machine);
  const usable = matches.filter(({ row }) => refusalOf(row, machine) === null);
  return { found: withoutTwins(usable), problems: problemsOf(machine, matches) };
}

function matchesOf(machine: Machine): FoundBoard[] {
  return BOARDS.flatMap((row) =>
    machine.cards.filter((card) => isBoard(row, card, machine)).map((card) => ({ row, card })),
  );
}

/** Why the board cannot work on this machine; null where it can, or where the machine is no Pi that we know. */
function refusalOf(row: BoardRow, machine: Machine): string | null {
  const { pi, cards } = machine;
  if (pi === null || row.pis.includes(pi) || row.refusal === null) return null;
  const captures = cards.some((card) => card.captures && isBoard(row, card, machine));
  return row.driverElsewhere === true && captures ? null : `${row.name}: ${row.refusal}`;
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
  const card = machine.cards.find((candidate) =>
    row.id === 'alsa' ? candidate.captures : isBoard(row, candidate, machine),
  );
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
  return (
    machine.cards.find((other) => (row.id === 'alsa' ? other.id === card.id : isBoard(row, other, machine))) ?? null
  );
}

/** What is wrong with a board's name in the configuration; null where it is known. */
export function unknownBoard(wanted: string): string | null {
  if (wanted === 'auto' || isBoardId(wanted)) return null;
  return `Expected audio.board to be "auto" or one of ${BOARD_IDS.join(', ')}; "${wanted}" came.`;
}

function isBoardId(text: string): text is BoardId {
  return (BOARD_IDS as readonly string[]).includes(text);
}

function isBoard(row: BoardRow, card: SoundCard, machine: Machine): boolean {
  const { usbIds, cardIds, revision } = row.recognition;
  if (usbIds !== undefined) return card.usbId !== null && usbIds.includes(card.usbId);
  if (cardIds === undefined || !cardIds.includes(card.id)) return false;
  if (revision === undefined) return true;
  return card.dais.some((name) => name.includes(revision.dai)) || machine.hardware === revision.hardware;
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
    const refusal = refusalOf(row, machine);
    if (refusal !== null) problems.push({ row, text: refusal });
    else if (!hasCard) problems.push({ row, text: withoutDriver(row) });
  }
  return problems;
}

/** All of the row's codecs answer, none more of those that other rows have, and no card came of it. */
function onlyOnBus(row: BoardRow, machine: Machine): boolean {
  const wanted = row.recognition.i2c;
  if (wanted === undefined) return false;
  const taken = machine.cards.some((card) => row.recognition.cardIds?.includes(card.id) === true);
  const codecs = machine.i2c.filter((address) => CODEC_ADDRESSES.includes(address));
  return !taken && codecs.length === wanted.length && wanted.every((address) => codecs.includes(address));
}

function withoutDriver(row: BoardRow): string {
  return `${row.name} answers on I2C, but there is no sound card for it; add "dtoverlay=${row.overlay}" to /boot/firmware/config.txt and start again.`;
}

function describeCards(machine: Machine): string {
  if (machine.cards.length === 0) return 'this machine has no sound card';
  return `the sound cards here are ${machine.cards.map((card) => `"${card.name}"`).join(', ')}`;
}
