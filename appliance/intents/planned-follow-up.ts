// "Turn off the hallway light in five minutes": "no, the kitchen light" is said of what is planned, and does nothing now.
import { type Elsewhere, elsewhere } from './elsewhere.ts';
import { AGAIN } from './for-while.ts';
import { namesOf } from './house-lists.ts';
import { COMMAND_SLOT } from './match.ts';
import type { Meaning, Reading } from './reading.ts';
import type { LastTurn, UnderstoodIntent } from './understanding.ts';

/** Not so the end of something that has begun: it is of that, and of nothing else. */
export function isPlanned({ slots }: Pick<LastTurn, 'slots'>): boolean {
  return typeof slots[COMMAND_SLOT] === 'string' && slots[AGAIN] === undefined;
}

/** Whether `meaning` is what `last` plans: then it is wanted now. */
export function saysPlanned(meaning: UnderstoodIntent, { slots }: LastTurn, reading: Reading): boolean {
  return saysSame(reading.exact(String(slots[COMMAND_SLOT])), meaning);
}

/** "Turn it off in ten minutes": `named` has the name of `it` in its words; null where it plans nothing, or not for that alone. */
export function plannedForIt(named: Meaning, it: LastTurn, reading: Reading): UnderstoodIntent | null {
  if (named.kind !== 'intent' || !isPlanned(named)) return null;
  const command = reading.exact(String(named.slots[COMMAND_SLOT]));
  const isForIt = command?.kind === 'intent' && idsOf(command) === idsOf(it);
  return isForIt ? { ...named, certainty: 'followUp' } : null;
}

/** What `last` plans, for another name or another area; null where it plans nothing, or that cannot be done to what `fragment` names. */
export function plannedElsewhere(
  fragment: string,
  last: LastTurn,
  asked: Elsewhere,
  certainty: 'followUp' | 'correction',
): UnderstoodIntent | null {
  const command = last.slots[COMMAND_SLOT];
  const before = isPlanned(last) ? asked.reading.exact(String(command)) : null;
  if (before?.kind !== 'intent') return null;
  const meant = elsewhere(fragment, before, asked, certainty);
  const anew = meant?.kind === 'intent' ? commandFor(meant, String(command), before, asked.reading) : null;
  return anew === null ? null : plannedAnew(anew, last, fragment, certainty);
}

/** What `last` plans, with another command instead. */
export function plannedAnew(
  command: string,
  { intent, slots, response }: Pick<LastTurn, 'intent' | 'slots' | 'response'>,
  text: string,
  certainty: UnderstoodIntent['certainty'],
): UnderstoodIntent {
  const planned = { ...slots, [COMMAND_SLOT]: command };
  return { kind: 'intent', intent, slots: planned, response, entities: [], area: null, text, certainty };
}

/** The words of `command` with the other name in them; null where they then do not say `meant`. */
function commandFor(
  meant: UnderstoodIntent,
  command: string,
  before: UnderstoodIntent,
  reading: Reading,
): string | null {
  const others = [meant.slots.area, meant.slots.name, ...meant.entities.flatMap(namesOf)].filter(isText);
  const said = [before.slots.name, before.slots.area, ...before.entities.flatMap(namesOf)].filter(isText);
  for (const name of said) {
    const at = command.toLowerCase().indexOf(name.toLowerCase());
    if (at < 0) continue;
    for (const other of others) {
      const anew = command.slice(0, at) + other + command.slice(at + name.length);
      if (saysSame(reading.exact(anew), meant)) return anew;
    }
  }
  return null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function saysSame(one: ReturnType<Reading['exact']>, other: UnderstoodIntent): boolean {
  return one?.kind === 'intent' && one.intent === other.intent && idsOf(one) === idsOf(other);
}

function idsOf({ entities }: Pick<UnderstoodIntent, 'entities'>): string {
  return entities.map(({ id }) => id).join();
}
