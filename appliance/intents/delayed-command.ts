// A command with a delay or a time of day amidst it: "schalte in zehn Minuten das Licht aus", "allume la cuisine à sept heures et demie".
// The sentences know a delay at the beginning or the end. What is left when the time is taken out must itself be a whole command.
import { type MomentStretch, momentsIn } from '../language/occasion-stretches.ts';
import { AT_TIME, PUT_OFF } from './at-time.ts';
import { isBareName } from './bare-name.ts';
import { lengthSlots } from './length-slots.ts';
import { COMMAND_SLOT } from './match.ts';
import type { Reading } from './reading.ts';
import type { UnderstoodIntent } from './understanding.ts';

export function readDelayedCommand(text: string, reading: Reading): UnderstoodIntent | null {
  for (const moment of momentsIn(text, reading.context.language)) {
    const command = `${moment.before} ${moment.after}`.trim();
    if (!isCommand(command, moment, reading)) continue;
    const when = moment.aheadMs === null ? { when: moment.said } : lengthSlots(moment.aheadMs);
    const slots = { ...when, [COMMAND_SLOT]: command };
    const response = moment.aheadMs === null ? AT_TIME : 'command';
    const { here } = reading;
    return {
      ...({ kind: 'intent', intent: 'HassStartTimer', certainty: 'exact' } as const),
      ...{ response, slots, entities: [], area: here?.name ?? null, text },
    };
  }
  return null;
}

/** A number that may be a level and not a time goes with no command that takes one: "mach das Licht um 20 heller". */
function isCommand(command: string, { isClear }: MomentStretch, reading: Reading): boolean {
  const meaning = command === '' ? null : reading.exact(command);
  if (meaning?.kind !== 'intent' || !PUT_OFF.has(meaning.intent) || meaning.entities.length === 0) return false;
  if (isBareName(meaning, command, reading)) return false;
  const isSwitching = meaning.intent === 'HassTurnOn' || meaning.intent === 'HassTurnOff';
  return isClear || isSwitching;
}
