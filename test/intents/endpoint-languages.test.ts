// What a partial transcript tells the endpointer, in each tested language: a whole command, a whole one that may go on, half of one.
import { describe, expect, it } from 'vitest';
import { endpointHint } from '../../appliance/intents/endpoint.ts';
import { HouseGrammars } from '../../appliance/intents/grammar.ts';
import { phrasesFor } from '../../appliance/intents/phrases.ts';
import { FETCHED_LANGUAGES, fetchedGrammar, sentenceFiles } from './support/fetched.ts';
import { areaIn, snapshotIn } from './support/houses.ts';

interface Partials {
  readonly complete: readonly string[];
  readonly mayContinue: readonly string[];
  readonly unfinished: readonly string[];
  readonly unknown: readonly string[];
}

const PARTIALS: Readonly<Record<(typeof FETCHED_LANGUAGES)[number], Partials>> = {
  en: {
    complete: ['turn on the bedroom lamp', 'lock the front door', 'what time is it', 'add milk to the shopping list'],
    mayContinue: ['set a timer for ten minutes', 'play jazz'],
    unfinished: ['turn on the', 'set a timer for', 'turn off the bedroom lamp and'],
    unknown: ['I was thinking about you'],
  },
  de: {
    complete: ['schalte die Schlafzimmerlampe ein', 'wie spät ist es'],
    mayContinue: ['stelle einen Timer auf zehn Minuten'],
    unfinished: ['schalte die', 'stelle einen Timer auf', 'schalte die Schlafzimmerlampe ein und'],
    unknown: ['ich habe an dich gedacht'],
  },
  fr: {
    complete: ['éteins la lampe de chevet', 'quelle heure est-il'],
    mayContinue: ['crée un minuteur de dix minutes'],
    unfinished: ['allume la', 'crée un minuteur de', 'allume la lampe de chevet et'],
    unknown: ['je pensais à toi'],
  },
  es: {
    complete: ['apaga la lámpara del dormitorio', 'qué hora es'],
    mayContinue: ['crea un temporizador de diez minutos'],
    unfinished: ['enciende la', 'crea un temporizador de', 'enciende la lámpara del dormitorio y'],
    unknown: ['estaba pensando en ti'],
  },
  it: {
    complete: ['accendi la lampada della camera', 'che ore sono'],
    mayContinue: ['imposta un timer da dieci minuti'],
    unfinished: ['accendi la', 'imposta un timer da', 'accendi la lampada della camera e'],
    unknown: ['stavo pensando a te'],
  },
  nl: {
    complete: ['zet de slaapkamerlamp aan', 'doe de slaapkamerlamp uit'],
    mayContinue: ['zet een timer van tien minuten'],
    unfinished: ['zet de', 'zet een timer van', 'zet de slaapkamerlamp aan en'],
    unknown: ['ik dacht aan jou'],
  },
  pt: {
    complete: ['liga a lâmpada do quarto', 'que horas são'],
    mayContinue: ['cria um temporizador de dez minutos'],
    unfinished: ['liga a', 'cria um temporizador de', 'liga a lâmpada do quarto e'],
    unknown: ['estava a pensar em ti'],
  },
  pl: {
    complete: ['włącz światło sufitowe', 'która jest godzina'],
    mayContinue: ['ustaw minutnik na dziesięć minut'],
    unfinished: ['włącz', 'ustaw minutnik na', 'włącz światło sufitowe i'],
    unknown: ['myślałem o tobie'],
  },
  sv: {
    complete: ['tänd sänglampan', 'vad är klockan'],
    mayContinue: ['starta en timer på tio minuter'],
    unfinished: ['tänd', 'starta en timer på', 'tänd sänglampan och'],
    unknown: ['jag tänkte på dig'],
  },
  ru: {
    complete: ['включи люстру', 'который час'],
    mayContinue: ['поставь таймер на десять минут'],
    unfinished: ['включи', 'установи таймер на', 'включи люстру и'],
    unknown: ['я думал о тебе'],
  },
  da: {
    complete: ['tænd sengelampen', 'hvad er klokken'],
    mayContinue: ['sæt en timer på ti minutter'],
    unfinished: ['tænd', 'sæt en timer på', 'tænd sengelampen og'],
    unknown: ['jeg tænkte på dig'],
  },
  cs: {
    complete: ['zapni stropní světlo', 'kolik je hodin'],
    mayContinue: ['nastav časovač na deset minut'],
    unfinished: ['zapni', 'nastav časovač na', 'zapni stropní světlo a'],
    unknown: ['myslel jsem na tebe'],
  },
};

const rows = FETCHED_LANGUAGES.flatMap((language) =>
  Object.entries(PARTIALS[language]).flatMap(([kind, texts]: [string, readonly string[]]) =>
    texts.map((text) => [language, text, kind] as const),
  ),
);

describe.runIf(sentenceFiles !== null)('in each tested language', () => {
  it.each(rows)('%s: "%s" is %s', async (language, text, kind) => {
    const grammars = new HouseGrammars([await fetchedGrammar(language)]);
    const hint = endpointHint(text, { language, area: areaIn(language), snapshot: snapshotIn(language) }, grammars);
    expect(hint).toBe(kind);
  });

  it.each(FETCHED_LANGUAGES)(
    '%s: phrases are names first, then words of its sentences, of four letters or more',
    async (language) => {
      const snapshot = snapshotIn(language);
      const { phrases } = phrasesFor(snapshot, await fetchedGrammar(language));
      const letters = (text: string) => text.replace(/[^\p{L}]/gu, '').length;
      expect(phrases.filter(({ text }) => letters(text) < 4)).toEqual([]);
      const names = snapshot.entities.map(({ name }) => name).filter((name) => letters(name) >= 4);
      expect(phrases.filter(({ weight }) => weight === 1).map(({ text }) => text)).toEqual(
        expect.arrayContaining(names),
      );
      expect(phrases.filter(({ weight }) => weight <= 0.6).length).toBeGreaterThan(50);
    },
  );
});
