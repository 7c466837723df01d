// "Turn off the lights at ten pm", "at half past seven turn on the kitchen light": a command and the time of day for it, wherever in the
// sentence it stands. How long until then is read where the time is known.
import { digitsForTimes } from '../language/numbers-times.ts';
import { readOccasion, splitOccasion } from '../language/occasion-reading.ts';
import { commandIn } from './bare-name.ts';
import { readException } from './exception.ts';
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

/** What `text` puts off to a time of day; null where it names none, or no command of this house beside it. */
export function readAtTime(text: string, reading: Reading): UnderstoodIntent | null {
  const { language } = reading.context;
  const { said, rest: left } = splitOccasion(text, { now: 0, style: 'reminder', language });
  if (said === '' || !isOneTime(said, language)) return null;
  const rest = left.replace(/^[,\s]+|[,\s]+$/gu, '');
  const command = commandIn(rest, reading) ?? readException(rest, reading, {});
  if (command === null || !isPutOff(command)) return null;
  const slots = { [COMMAND_SLOT]: rest, when: said };
  const about = { intent: 'HassStartTimer', slots, response: AT_TIME, entities: [], area: null };
  return { kind: 'intent', ...about, text, certainty: 'exact' };
}

/** A time of day, perhaps of a day, and no length of time, nor one that comes again. */
function isOneTime(said: string, language: string): boolean {
  const occasion = readOccasion(said, { now: 0, style: 'alarm', language });
  const isOnce = occasion !== null && occasion.rule === null && occasion.aheadMs === null;
  const digits = digitsForTimes(said, language);
  return isOnce && !MAY_BE_LEVEL.test(digits) && !MAY_BE_LENGTH.test(digits);
}

function isPutOff(command: Meaning): boolean {
  return command.kind === 'intent' && PUT_OFF.has(command.intent) && command.entities.length > 0;
}
