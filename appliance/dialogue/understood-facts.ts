import type { Understanding } from '../intents/understanding.ts';

/** What was understood, for the record: reported before anything is done. */
export interface UnderstoodFacts {
  readonly transcript: string;
  readonly intent: string | null;
  readonly slots: Record<string, unknown>;
}

export function facts(understanding: Understanding): UnderstoodFacts {
  const transcript = understanding.text;
  if (understanding.kind === 'intent')
    return { transcript, intent: understanding.intent, slots: { ...understanding.slots } };
  return { transcript, intent: understanding.kind === 'unknown' ? null : understanding.kind, slots: {} };
}
