// Whole commands that a thing of the house invites: "unlock the front door". A verb is short and its neighbours are near ("unlock",
// "and lock", "lock"); with the name it belongs to, it is a phrase long enough to be recognised by.
import type { Entity } from '../home/house.ts';
import { baseLanguage } from '../language/language-tag.ts';

interface Openers {
  /** With the name they are a whole command. */
  readonly whole: readonly string[];
  /** They want a value behind the name. */
  readonly begun?: readonly string[];
}

const ON_OFF = ['turn on', 'turn off', 'switch on', 'switch off'] as const;
const OPENERS: Readonly<Record<string, Readonly<Record<string, Openers>>>> = {
  en: {
    light: { whole: ON_OFF, begun: ['set', 'dim'] },
    switch: { whole: ON_OFF },
    fan: { whole: ON_OFF },
    media_player: { whole: ['turn on', 'turn off', 'pause'] },
    cover: { whole: ['open', 'close', 'stop'], begun: ['set'] },
    valve: { whole: ['open', 'close'] },
    lock: { whole: ['lock', 'unlock'] },
    climate: { whole: ['turn on', 'turn off'], begun: ['set'] },
    vacuum: { whole: ['start', 'stop'] },
  },
};

/** What people say to a box without naming a thing of the house, as far as values follow. */
const COMMON: Readonly<Record<string, readonly string[]>> = {
  en: [
    ...['set a timer for', 'start a timer for', 'cancel the timer', 'how much time is left on the timer'],
    ...[
      'what time is it',
      'what day is it',
      "what's the date",
      'never mind',
      'set the temperature to',
      'set the brightness of',
    ],
    ...['which lights are on', 'turn off all the lights', 'how warm is it outside', 'set an alarm for', 'remind me to'],
  ],
};

/** Empty for languages without any. */
export function commonPhrases(language: string): readonly string[] {
  return COMMON[baseLanguage(language)] ?? [];
}

export interface OpenerPhrase {
  readonly text: string;
  /** Of a whole command: how many of its words are the verb. */
  readonly verbWords?: number;
}

/** Empty for languages without openers and for things that are only asked about. */
export function openerPhrases(entity: Entity, language: string): readonly OpenerPhrase[] {
  const openers = OPENERS[baseLanguage(language)]?.[entity.domain];
  if (openers === undefined) return [];
  const { whole, begun = [] } = openers;
  return [
    ...whole.map((verb) => ({ text: `${verb} the ${entity.name}`, verbWords: verb.split(' ').length })),
    ...begun.map((verb) => ({ text: `${verb} the ${entity.name}` })),
  ];
}
