// "In ten minutes turn off the light and close the blinds": a delay before a command is for those behind it too, as far as they have
// none of their own. One behind a command is for that command alone.
import { foldForMatching } from '../language/fold.ts';
import { digitsForWords } from '../language/numbers.ts';
import { COMMAND_SLOT } from './match.ts';
import { isPlanned, plannedAnew } from './planned-follow-up.ts';
import { firstReading, type Meaning } from './reading.ts';
import type { UnderstoodIntent } from './understanding.ts';

/** What has a time of its own, and what is asked or said now. */
const NOT_PUT_OFF = /Timer|Alarm|Reminder|Snooze|Nevermind|Get|Status|ListItems|Respond|Say$/;

/** `parts` with each behind a leading delay put off as well; null where what one means cannot be kept for later. */
export function withLeadingDelay(parts: readonly Meaning[], language: string): readonly Meaning[] | null {
  let delayed: UnderstoodIntent | null = null;
  const all: Meaning[] = [];
  for (const part of parts) {
    const first = firstReading(part);
    if (part.kind === 'intent' && isPlanned(part)) delayed = delayLeads(part, language) ? part : null;
    const isOwn = delayed === null || delayed === part || first === undefined || NOT_PUT_OFF.test(first.intent);
    if (!isOwn && first.certainty !== 'exact') return null; // "it" is nothing any more by then
    all.push(isOwn || delayed === null ? part : plannedAnew(part.text, delayed, part.text, 'exact'));
  }
  return all;
}

/** Whether the words end with what is put off, and not with when. */
function delayLeads({ text, slots }: UnderstoodIntent, language: string): boolean {
  const plain = (words: string): string => digitsForWords(foldForMatching(words), language);
  return plain(text).endsWith(plain(String(slots[COMMAND_SLOT])));
}
