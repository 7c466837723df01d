// "Turn off the lights at ten pm", "schalte in zehn Minuten das Licht aus": a command and the time of day or the delay for it, wherever in
// the sentence it stands. How long it is until a time of day is read where the time is known.
import { digitsForTimes } from '../language/numbers-times.ts';
import { occasionCuts, readOccasion } from '../language/occasion-reading.ts';
import { commandIn } from './bare-name.ts';
import { readException } from './exception.ts';
import { lengthSlots } from './length-slots.ts';
import { COMMAND_SLOT } from './match.ts';
import type { Meaning, Reading } from './reading.ts';
import type { UnderstoodIntent } from './understanding.ts';

/** What can be done later without anybody there. What plays takes any words for a title, so that "at seven" may be a part of it. */
export const PUT_OFF: ReadonlySet<string> = new Set([
  ...['HassTurnOn', 'HassTurnOff', 'HassToggle', 'HassOpenCover', 'HassCloseCover', 'HassSetPosition'],
  ...[
    'HassLightSet',
    'HassFanSetSpeed',
    'HassClimateSetTemperature',
    'LinnetSetOption',
    'HassSetVolume',
    'HassMediaPause',
    'HassMediaUnpause',
  ],
  ...[
    'HassVacuumStart',
    'HassVacuumReturnToBase',
    'HassVacuumCleanArea',
    'HassLawnMowerStartMowing',
    'HassLawnMowerDock',
  ],
]);
/** No reply of the sentences tells how long it is until then. */
export const AT_TIME = 'at_time';
/** A number of hours that no clock of twelve has, and nothing behind it, is as well a level. */
const MAY_BE_LEVEL = /(?:^|\s)(?:0|1[3-9]|2[0-4])$/u;
/** "For five" is as well so many minutes. */
const MAY_BE_LENGTH = /^(?:for|för|für|na|per|para|pour|pro|voor|на) \d+$/iu;

/** What `text` puts off; null where it names no time, or no command of this house beside it. */
export function readAtTime(text: string, reading: Reading): UnderstoodIntent | null {
  const { language } = reading.context;
  for (const { said, rest: left } of occasionCuts(text, { now: 0, style: 'reminder', language })) {
    const when = whenSlots(said, language);
    if (when === null) continue;
    const rest = left.replace(/^[,\s]+|[,\s]+$/gu, '');
    const command = commandIn(rest, reading) ?? readException(rest, reading, {});
    if (command === null || !isPutOff(command)) continue;
    const response = when.when === undefined ? 'command' : AT_TIME;
    const about = { intent: 'HassStartTimer', slots: { ...when, [COMMAND_SLOT]: rest }, response };
    return { kind: 'intent', ...about, entities: [], area: null, text, certainty: 'exact' };
  }
  return null;
}

/** A length of time, or a time of day, perhaps of a day or coming back; null for what may be no time. */
function whenSlots(said: string, language: string): UnderstoodIntent['slots'] | null {
  const occasion = readOccasion(said, { now: 0, style: 'alarm', language });
  if (occasion === null) return null;
  if (occasion.aheadMs !== null) return lengthSlots(occasion.aheadMs);
  if (occasion.rule !== null) return { when: said };
  const digits = digitsForTimes(said, language);
  return MAY_BE_LEVEL.test(digits) || MAY_BE_LENGTH.test(digits) ? null : { when: said };
}

function isPutOff(command: Meaning): boolean {
  return command.kind === 'intent' && PUT_OFF.has(command.intent) && command.entities.length > 0;
}
