import { describe, expect, it } from 'vitest';
import type { HouseSnapshot } from '../../appliance/home/house.ts';
import { HouseGrammars } from '../../appliance/intents/grammar.ts';
import { createUnderstander } from '../../appliance/intents/understander.ts';
import type { LastTurn, Understanding } from '../../appliance/intents/understanding.ts';
import { entity, houseOf } from './support/demo-house.ts';
import { fetchedGrammar, sentenceFiles } from './support/fetched.ts';

const place = (id: string, name: string) => ({ id, name, aliases: [], floor: null });

const HOUSES: Readonly<Record<string, HouseSnapshot>> = {
  de: houseOf(
    [
      entity('light.k', 'Küchenlicht', 'k'),
      entity('light.w', 'Stehlampe', 'w'),
      entity('light.s', 'Schlafzimmerlampe', 's'),
      entity('cover.s', 'Rollladen', 's'),
    ],
    [place('k', 'Küche'), place('w', 'Wohnzimmer'), place('s', 'Schlafzimmer')],
  ),
  fr: houseOf(
    [
      entity('light.k', 'lampe de la cuisine', 'k'),
      entity('light.w', 'lampadaire', 'w'),
      entity('light.s', 'lampe de chevet', 's'),
      entity('cover.s', 'volet', 's'),
    ],
    [place('k', 'cuisine'), place('w', 'salon'), place('s', 'chambre')],
  ),
  es: houseOf(
    [
      entity('light.k', 'Luz de la cocina', 'k'),
      entity('light.w', 'Lámpara de pie', 'w'),
      entity('light.s', 'Lámpara de noche', 's'),
      entity('cover.s', 'Persiana', 's'),
    ],
    [place('k', 'Cocina'), place('w', 'Salón'), place('s', 'Dormitorio')],
  ),
};

/** What is said one after the other, and the intents and things it means. */
const EVENINGS: Readonly<Record<string, ReadonlyArray<readonly [said: string, meant: string]>>> = {
  de: [
    ['Schalte das Küchenlicht ein', 'HassTurnOn light.k'],
    ['schalte es aus', 'HassTurnOff light.k'],
    ['nein, das Schlafzimmer', 'HassTurnOff light.s'],
    ['und die Stehlampe auch', 'HassTurnOff light.w'],
    ['mach das Licht in der Küche an und schließe den Rollladen', 'HassTurnOn light.k + HassTurnOff cover.s'],
    ['schalte das Küchenlicht und die Stehlampe aus', 'HassTurnOff light.k + HassTurnOff light.w'],
    ['schalte die Steelampe ein', 'HassTurnOn light.w'],
  ],
  fr: [
    ['allume le lampadaire', 'HassTurnOn light.w'],
    ['éteins-le', 'HassTurnOff light.w'],
    ['non, la cuisine', 'HassTurnOff light.k'],
    ['et la chambre aussi', 'HassTurnOff light.s'],
    ['allume le lampadaire et ferme le volet', 'HassTurnOn light.w + HassTurnOff cover.s'],
    ['allume le lampadère', 'HassTurnOn light.w'],
  ],
  es: [
    ['enciende la lámpara de pie', 'HassTurnOn light.w'],
    ['apágala', 'HassTurnOff light.w'],
    ['no, la cocina', 'HassTurnOff light.k'],
    ['y el dormitorio también', 'HassTurnOff light.s'],
    ['enciende la lámpara de pie y cierra la persiana', 'HassTurnOn light.w + HassTurnOff cover.s'],
    ['enciende la lampara de pie', 'HassTurnOn light.w'],
  ],
};

function gist(meaning: Understanding): string {
  if (meaning.kind === 'compound') return meaning.parts.map(gist).join(' + ');
  if (meaning.kind !== 'intent') return meaning.kind;
  return [meaning.intent, ...meaning.entities.map((one) => one.id)].join(' ');
}

describe.runIf(sentenceFiles !== null)('turns that hang together', () => {
  it.each(Object.keys(EVENINGS))('in %s', async (language) => {
    const understander = createUnderstander({}, { grammars: new HouseGrammars([await fetchedGrammar(language)]) });
    let lastTurn: LastTurn | null = null;
    const meant: string[] = [];
    for (const [said] of EVENINGS[language]!) {
      const meaning: Understanding = understander.understand(said, {
        language,
        area: 'w',
        snapshot: HOUSES[language]!,
        lastTurn,
      });
      meant.push(gist(meaning));
      if (meaning.kind === 'intent') lastTurn = meaning;
    }
    expect(meant).toEqual(EVENINGS[language]!.map(([, gistOfIt]) => gistOfIt));
  });
});
