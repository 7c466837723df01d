// The card that the box speaks through: its device, how far it has played, its volume. It is found anew each time, since a USB card
// that was plugged in again may have another number, and has forgotten its volume.
import { LinnetError } from '../../kernel/errors.ts';
import type { Log } from '../../kernel/log.ts';
import { type BoardRow, boardRow } from '../boards.ts';
import { detectBoards, type FoundBoard, findCard } from '../detection.ts';
import type { MixerControl } from '../ports.ts';
import type { Machine, SoundCard } from '../system-files.ts';
import { amixerControl, findVolumeControls, type RunAmixer, runAmixer } from './amixer.ts';
import type { PlaybackDevice } from './aplay-speaker.ts';
import { cardPosition } from './card-position.ts';
import { tellingOnce } from './telling-once.ts';

export interface CardOutput {
  readonly card: SoundCard;
  /** What the table knows of it: its controls and what connects its outputs. */
  readonly row: BoardRow;
}

/**
 * `wanted` is the setting audio.output: a card's id, or "auto" for the microphone's own card where that plays (its echo canceller
 * hears only what goes through it), else the likeliest of the others. null where none plays. Throws `speaker.unavailable` where the
 * card that is wanted, or a board that plays, is away: it is waited for. `found` is null where there is no board.
 */
export function findOutput(machine: Machine, found: FoundBoard | null, wanted: string): CardOutput | null {
  const card = wanted === 'auto' ? likeliest(machine, found) : named(machine, wanted);
  return card === null ? null : { card, row: rowOf(card, machine, found) };
}

/** Whether the board is heard through its own card. */
export function playsItself({ card }: FoundBoard, wanted: string): boolean {
  return wanted === 'auto' ? card.plays : card.id === wanted;
}

function likeliest(machine: Machine, found: FoundBoard | null): SoundCard | null {
  const own = found === null ? null : findCard(machine, found);
  if (own?.plays === true) return own;
  if (found?.card.plays === true && own === null)
    throw new LinnetError('speaker.unavailable', `${found.row.name} is not connected; plug it in.`);
  const [first] = outputsOf(machine).sort((a, b) => placeOf(a) - placeOf(b));
  return first ?? null;
}

function named(machine: Machine, wanted: string): SoundCard {
  const outputs = outputsOf(machine);
  const card = outputs.find(({ id }) => id === wanted);
  if (card !== undefined) return card;
  const others = outputs.map(({ id, name }) => `"${id}" (${name})`).join(', ');
  throw new LinnetError(
    'speaker.unavailable',
    `No sound card "${wanted}", which audio.output names, plays here; ${others === '' ? 'none does' : `those that do are ${others}`}.`,
  );
}

function outputsOf({ cards }: Machine): SoundCard[] {
  return cards.filter(({ plays }) => plays);
}

/** Somebody plugged in what is on USB or a HAT; a Pi has its jack and HDMI whether anything is connected to them or not. */
function placeOf({ id, name, usbId }: SoundCard): number {
  if (VIRTUAL.includes(id)) return 4;
  if (usbId !== null) return 0;
  if (/hdmi/i.test(name)) return 3;
  return name.startsWith('bcm2835') ? 2 : 1;
}

/** Cards of the kernel that nobody hears. */
const VIRTUAL: readonly string[] = ['Loopback', 'Dummy'];

function rowOf(card: SoundCard, machine: Machine, found: FoundBoard | null): BoardRow {
  if (found !== null && findCard(machine, found)?.index === card.index) return found.row;
  return detectBoards(machine).found.find((other) => other.card.index === card.index)?.row ?? boardRow('alsa');
}

export function playbackDevice(output: CardOutput | null, sampleRate: number): PlaybackDevice {
  if (output === null) return { name: 'default', position: () => null };
  return { name: playedDeviceOf(output.card), position: cardPosition(output.card.index, sampleRate) };
}

/** The card as it is, without any conversion. */
export function hardwareOf(card: SoundCard): string {
  return `hw:CARD=${card.id},DEV=0`;
}

export function deviceOf(card: SoundCard): string {
  return `plughw:CARD=${card.id},DEV=0`;
}

/**
 * The HDMI of a Pi takes IEC958 frames and nothing else, which "plug" does not make of samples. What alsa-lib has for that driver
 * (cards/vc4-hdmi.conf, in Bookworm and Trixie) does, behind a "plug" of its own. It is asked for as "sysdefault", since a sound
 * server may have taken the name "default".
 */
function playedDeviceOf(card: SoundCard): string {
  return card.name.startsWith('vc4-hdmi') ? `sysdefault:CARD=${card.id}` : deviceOf(card);
}

export function cardMixer(output: () => CardOutput | null, run: RunAmixer = runAmixer): MixerControl {
  return {
    async setVolume(percent) {
      const present = output();
      if (present === null) throw new LinnetError('speaker.unavailable', 'There is no sound card to set a volume of.');
      for (const control of await volumeControlsOf(present, run))
        await amixerControl(present.card.id, control, run).setVolume(percent);
    },
  };
}

/** Rejects with `board.unsupported` where the card has none that is known to be its volume. */
export async function volumeControlsOf({ card, row }: CardOutput, run: RunAmixer): Promise<readonly string[]> {
  const controls = await findVolumeControls(card.id, row.volumeControls, run);
  if (controls.length > 0) return controls;
  const known = row.volumeControls.flat().map((name) => `"${name}"`);
  throw new LinnetError(
    'board.unsupported',
    `The card "${card.id}" has none of the mixer controls ${known.join(', ')}: its own volume stays as it is.`,
  );
}

/** Sets a volume and never rejects. A card that cannot be opened is tried again and again: what fails in the same way is told once. */
export function volumeSetter(mixer: MixerControl, log: Log): (percent: number) => Promise<void> {
  return tellingOnce(
    (percent: number) => mixer.setVolume(percent),
    (reason) => log.warn({ reason }, 'the volume of the card cannot be set'),
  );
}
