// How a row of the table is recognised in what the kernel and the bus tell: by its card, or by its codecs.
import { BOARDS, type BoardRow } from './boards.ts';
import type { Machine, SoundCard } from './system-files.ts';

/** Every address at which a codec of the table may answer. */
export const CODEC_ADDRESSES: readonly number[] = [...new Set(BOARDS.flatMap((row) => row.recognition.i2c ?? []))];

export function isBoard(row: BoardRow, card: SoundCard, machine: Machine): boolean {
  const { usbIds, revision } = row.recognition;
  if (usbIds !== undefined) return card.usbId !== null && usbIds.includes(card.usbId);
  if (!rowsWithCardOf(card).includes(row)) return false;
  if (revision === undefined || saysRevision(row, card, machine)) return true;
  const unsaid = !rowsWithCardOf(card).some((other) => saysRevision(other, card, machine));
  return unsaid && (isAnnounced(row, machine) || isAnswering(row, machine));
}

/** Whether its id makes it the card of this row and of others, and nothing says which. */
export function isOfUnknownRevision(row: BoardRow, card: SoundCard, machine: Machine): boolean {
  const rows = rowsWithCardOf(card);
  const { revision } = row.recognition;
  return rows.includes(row) && revision !== undefined && !rows.some((other) => isBoard(other, card, machine));
}

/** The rows that share the id of a HAT's card. */
export function rowsWithCardOf({ id }: SoundCard): BoardRow[] {
  return BOARDS.filter((row) => row.recognition.cardIds?.includes(id) === true);
}

function saysRevision({ recognition: { revision } }: BoardRow, card: SoundCard, machine: Machine): boolean {
  if (revision === undefined) return false;
  return card.dais.some((name) => name.includes(revision.dai)) || machine.hardware === revision.hardware;
}

/** An overlay has told the kernel of the row's codecs, and of none that other rows have. */
export function isAnnounced(row: BoardRow, machine: Machine): boolean {
  return hasCodecs(row, machine.i2c);
}

/** The row's codecs are there, and none that other rows have. */
export function isAnswering(row: BoardRow, machine: Machine): boolean {
  return hasCodecs(row, machine.answering ?? []);
}

function hasCodecs({ recognition: { i2c } }: BoardRow, addresses: readonly number[]): boolean {
  const codecs = addresses.filter((address) => CODEC_ADDRESSES.includes(address));
  return i2c !== undefined && codecs.length === i2c.length && i2c.every((address) => codecs.includes(address));
}
