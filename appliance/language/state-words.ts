// What the state of a thing is called. The house writes "on" for an open window and for a light; `stateKey` in intents/ tells them apart.
import { baseLanguage } from './language-tag.ts';
import { GERMANIC_STATES } from './state-words-germanic.ts';
import { ROMANCE_STATES } from './state-words-romance.ts';
import { SLAVIC_STATES } from './state-words-slavic.ts';

const STATES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ...GERMANIC_STATES,
  ...ROMANCE_STATES,
  ...SLAVIC_STATES,
};

/** The words of `language` by state; empty where it has none. */
export function stateWords(language: string): Readonly<Record<string, string>> {
  return STATES[baseLanguage(language)] ?? {};
}
