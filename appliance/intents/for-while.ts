// "Turn on the heater for five minutes": on now, and off when the time has passed. Of what is only switched; nobody unlocks a door for a
// while by these words.
import { readLength } from '../language/occasion-reading.ts';
import { commandIn } from './bare-name.ts';
import { lengthSlots } from './length-slots.ts';
import { linkingWords } from './linking-words.ts';
import { COMMAND_SLOT } from './match.ts';
import type { Reading } from './reading.ts';
import type { UnderstoodIntent } from './understanding.ts';

const SWITCHED = new Set('climate fan humidifier input_boolean light media_player switch water_heater'.split(' '));
const SHORTEST_MS = 1000;

/** Slot of what is planned as the end of something that began now. */
export const AGAIN = 'again';

/** The command for now and the one for later; null where `text` is no command for a while. */
export function readForWhile(text: string, reading: Reading): readonly UnderstoodIntent[] | null {
  const { language } = reading.context;
  const { forWhile } = linkingWords(language);
  const [, command, length] = forWhile?.pattern.exec(text) ?? [];
  if (forWhile === undefined || command === undefined || length === undefined) return null;
  const ms = readLength(length, language) ?? 0;
  const now = ms < SHORTEST_MS ? null : commandIn(command, reading);
  if (now?.kind !== 'intent' || now.intent !== 'HassTurnOn' || !isSwitched(now)) return null;
  const end = command.replace(forWhile.on, forWhile.off);
  const later = reading.exact(end);
  if (later?.kind !== 'intent' || later.intent !== 'HassTurnOff' || idsOf(later) !== idsOf(now)) return null;
  const slots = { [COMMAND_SLOT]: end, [AGAIN]: 'off', ...lengthSlots(ms) };
  const about = { intent: 'HassStartTimer', slots, response: AGAIN, entities: [], area: null };
  return [now, { kind: 'intent', ...about, text, certainty: 'exact' }];
}

function isSwitched({ entities }: UnderstoodIntent): boolean {
  return entities.length > 0 && entities.every(({ domain }) => SWITCHED.has(domain));
}

function idsOf({ entities }: UnderstoodIntent): string {
  return entities.map(({ id }) => id).join();
}
