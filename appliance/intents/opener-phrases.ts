// Whole commands that a thing of the house invites: "unlock the front door". A verb is short and its neighbours are near ("unlock",
// "and lock", "lock"); with the name it belongs to, it is a phrase long enough to be recognised by.
import type { Entity } from '../home/house.ts';

const OPENERS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  en: {
    light: ['turn on the', 'turn off the', 'set the'],
    switch: ['turn on the', 'turn off the'],
    fan: ['turn on the', 'turn off the'],
    media_player: ['turn on the', 'turn off the', 'pause the'],
    cover: ['open the', 'close the', 'stop the'],
    valve: ['open the', 'close the'],
    lock: ['lock the', 'unlock the'],
    climate: ['set the', 'turn off the'],
    vacuum: ['start the', 'stop the'],
  },
};

/** Empty for languages without openers and for things that are only asked about. */
export function openerPhrases(entity: Entity, language: string): readonly string[] {
  const openers = OPENERS[language.slice(0, 2).toLowerCase()]?.[entity.domain] ?? [];
  return openers.map((opener) => `${opener} ${entity.name}`);
}
