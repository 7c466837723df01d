// Why a board that is there cannot be used, and what to do, in a sentence for its owner.
import type { BoardRow } from './boards.ts';
import { isAnnounced, isAnswering, isBoard, isOfUnknownRevision, rowsWithCardOf } from './recognition.ts';
import type { Machine, SoundCard } from './system-files.ts';

/** Why the board cannot work on this machine; null where it can, or where the machine is no Pi that we know. */
export function refusalOf(row: BoardRow, machine: Machine): string | null {
  const { pi, cards } = machine;
  if (pi === null || row.pis.includes(pi) || row.refusal === null) return null;
  const captures = cards.some((card) => card.captures && isBoard(row, card, machine));
  return row.driverElsewhere === true && captures ? null : `${row.name}: ${row.refusal}`;
}

/** null where the board is not there at all, or nothing is wrong with it. */
export function problemOf(row: BoardRow, machine: Machine): string | null {
  const text = withCard(row, machine) ?? withoutCard(row, machine);
  const isThere = text !== null || machine.cards.some((card) => isBoard(row, card, machine));
  return (isThere ? refusalOf(row, machine) : null) ?? text;
}

function withCard(row: BoardRow, machine: Machine): string | null {
  const own = machine.cards.filter((card) => isBoard(row, card, machine));
  const [first] = own;
  if (first !== undefined) return own.some(({ captures }) => captures) ? null : deaf(row, first);
  const unknown = machine.cards.find((card) => isOfUnknownRevision(row, card, machine));
  return unknown !== undefined && rowsWithCardOf(unknown)[0] === row ? ofUnknownRevision(unknown) : null;
}

function deaf(row: BoardRow, card: SoundCard): string {
  const cause = row.overlay === null ? 'firmware' : 'overlay';
  return `${row.name} is there, but its card "${card.id}" only plays and nothing can be heard with it: its ${cause} may be the wrong one.`;
}

function ofUnknownRevision(card: SoundCard): string {
  const rows = rowsWithCardOf(card);
  const names = rows.map(({ name }) => name).join(' or ');
  const ids = rows.map(({ id }) => `"${id}"`).join(' or ');
  return `The card "${card.id}" is that of a ${names}, and neither its codec nor the I2C bus says which: set audio.board to ${ids}. Until then it is a plain card, with one channel and no LEDs.`;
}

function withoutCard(row: BoardRow, machine: Machine): string | null {
  if (machine.cards.some((card) => rowsWithCardOf(card).includes(row) || hasCodecOf(row, card))) return null;
  const answering = isAnswering(row, machine);
  if (!isAnnounced(row, machine)) return answering ? withoutOverlay(row) : null;
  return answering || machine.answering === null ? withoutDriver(row) : silent(row);
}

/** As a card that the overlay of another maker made of it. */
function hasCodecOf({ recognition: { revision } }: BoardRow, { dais }: SoundCard): boolean {
  return revision !== undefined && dais.some((name) => name.includes(revision.dai));
}

function withoutOverlay(row: BoardRow): string {
  return `${row.name} answers on I2C, but there is no sound card for it; add "dtoverlay=${row.overlay}" to /boot/firmware/config.txt and start again.`;
}

function withoutDriver(row: BoardRow): string {
  return `The overlay of ${row.name} is loaded, but there is no sound card for it: the driver is missing, or failed. "modinfo ${row.driver}" says whether it is there, "dmesg" why it failed.`;
}

function silent(row: BoardRow): string {
  return `The overlay of ${row.name} is loaded, but its codec does not answer on I2C: it is another board, or does not sit well on its pins.`;
}
