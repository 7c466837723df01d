// Modes, presets, fan speeds and swings that have names which many makers share, and what the box says of them. What a maker or an
// owner called otherwise is said and told as it is written.
import { baseLanguage } from './language-tag.ts';
import { GERMANIC_MODES } from './mode-words-germanic.ts';
import { ROMANCE_MODES } from './mode-words-romance.ts';
import { SLAVIC_MODES } from './mode-words-slavic.ts';
import { listAll } from './replies-words.ts';

export interface ModeLanguage {
  /** With {name} and {mode}. */
  readonly set: string;
  /** With {name} and {modes}. */
  readonly knows: string;
  /** By mode as Home Assistant writes it: how it is told, and then how else it may be said. */
  readonly words: Readonly<Record<string, readonly [told: string, ...said: string[]]>>;
}

export interface ModeReplies {
  modeSet(what: { readonly name: string; readonly mode: string }): string;
  /** It was asked for a mode that is none of `modes`. */
  knowsModes(what: { readonly name: string; readonly modes: readonly string[] }): string;
}

const MODES: Readonly<Record<string, ModeLanguage>> = { ...GERMANIC_MODES, ...ROMANCE_MODES, ...SLAVIC_MODES };

/** All that may be said for `mode` in `language`; what nobody has a word for, as it is written. */
export function modeWords(language: string, mode: string): readonly string[] {
  const { words = {} } = MODES[baseLanguage(language)] ?? {};
  return [...(Object.hasOwn(words, mode) ? (words[mode] ?? []) : []), mode.replaceAll('_', ' ')];
}

/** The modes that have words in `language`; empty where none do. */
export function wordedModes(language: string): readonly string[] {
  return Object.keys(MODES[baseLanguage(language)]?.words ?? {});
}

/** In English where `locale` has no words for them. */
export function modeReplies(locale: string): ModeReplies {
  const { set, knows } = MODES[baseLanguage(locale)] ?? GERMANIC_MODES.en;
  const told = (mode: string): string => modeWords(locale, mode)[0] ?? mode;
  return {
    modeSet: ({ name, mode }) => set.replace('{mode}', () => told(mode)).replace('{name}', () => name),
    knowsModes: ({ name, modes }) =>
      knows.replace('{modes}', () => listAll(locale, modes.map(told))).replace('{name}', () => name),
  };
}
