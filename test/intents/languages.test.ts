import { describe, expect, it } from 'vitest';
import { HouseGrammar } from '../../appliance/intents/grammar.ts';
import { createReplyRenderer } from '../../appliance/intents/reply.ts';
import { strictMatch } from '../../appliance/intents/strict-match.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { entity } from './support/demo-house.ts';
import { FETCHED_LANGUAGES, fetchedGrammar, sentenceFiles } from './support/fetched.ts';
import { fetchedProgram, sampleSentence, seededRandom } from './support/sampling.ts';

const house = {
  name: [
    { words: 'Lampada', out: 'Lampada', context: { domain: 'light' } },
    { words: 'Thermo', out: 'Thermo', context: { domain: 'climate' } },
    { words: 'Velum', out: 'Velum', context: { domain: 'cover' } },
  ],
  area: [{ words: 'Atrium', out: 'Atrium', context: null }],
  floor: [{ words: 'Basis', out: 'Basis', context: null }],
};

/** The same order with the number in digits and in words. */
const NUMBERS: ReadonlyArray<readonly [language: string, text: string, slots: Readonly<Record<string, unknown>>]> = [
  ['en', 'set Lampada brightness to 25%', { brightness: 25 }],
  ['en', 'set Lampada brightness to twenty five percent', { brightness: 25 }],
  ['en', 'set Lampada to forty per cent', { brightness: 40 }],
  ['en', 'set the temperature of Thermo to 20.5 °', { temperature: 20.5 }],
  ['en', 'set the temperature of Thermo to twenty point five degrees', { temperature: 20.5 }],
  ['de', 'setze die Helligkeit von Lampada auf 25 %', { brightness: 25 }],
  ['de', 'setze die Helligkeit von Lampada auf fünfundzwanzig Prozent', { brightness: 25 }],
  ['de', 'stelle die Temperatur von Thermo auf 20,5 °', { temperature: 20.5 }],
  ['de', 'stelle die Temperatur von Thermo auf zwanzig Komma fünf Grad', { temperature: 20.5 }],
  ['fr', 'règle la luminosité de Lampada à 25%', { brightness: 25 }],
  ['fr', 'règle la luminosité de Lampada à vingt-cinq pour cent', { brightness: 25 }],
  ['fr', 'règle la température de Thermo à 20,5 °', { temperature: 20.5 }],
  ['fr', 'règle la température de Thermo à vingt virgule cinq degrés', { temperature: 20.5 }],
  ['es', 'pon el brillo de Lampada al 25%', { brightness: 25 }],
  ['es', 'pon el brillo de Lampada al veinticinco por ciento', { brightness: 25 }],
  ['es', 'pon la temperatura de Thermo a 20,5 °', { temperature: 20.5 }],
  ['es', 'pon la temperatura de Thermo a veinte coma cinco grados', { temperature: 20.5 }],
  ['it', 'imposta la luminosità di Lampada al 25%', { brightness: 25 }],
  ['it', 'imposta la luminosità di Lampada al venticinque per cento', { brightness: 25 }],
  ['it', 'imposta la temperatura di Thermo a 20,5°', { temperature: 20.5 }],
  ['it', 'imposta la temperatura di Thermo a venti virgola cinque gradi', { temperature: 20.5 }],
  ['nl', 'zet Lampada op 25%', { brightness: 25 }],
  ['nl', 'zet Lampada op vijfentwintig procent', { brightness: 25 }],
  ['nl', 'zet de temperatuur van Thermo op 20,5 graden', { temperature: 20.5 }],
  ['nl', 'zet de temperatuur van Thermo op twintig komma vijf graden', { temperature: 20.5 }],
  ['pt', 'ajusta o brilho de Lampada para 25%', { brightness: 25 }],
  ['pt', 'ajusta o brilho de Lampada para vinte e cinco por cento', { brightness: 25 }],
  ['pt', 'ajusta a temperatura de Thermo para 20,5°', { temperature: 20.5 }],
  ['pt', 'ajusta a temperatura de Thermo para vinte vírgula cinco graus', { temperature: 20.5 }],
  ['pl', 'ustaw jasność Lampada na 25%', { brightness: 25 }],
  ['pl', 'ustaw jasność Lampada na dwadzieścia pięć procent', { brightness: 25 }],
  ['pl', 'ustaw temperaturę Thermo na 20,5 stopni', { temperature: 20.5 }],
  ['sv', 'ställ in ljusstyrkan på Lampada till 25%', { brightness: 25 }],
  ['sv', 'ställ in ljusstyrkan på Lampada till tjugofem procent', { brightness: 25 }],
  ['ru', 'установи яркость Lampada на 25%', { brightness: 25 }],
  ['ru', 'установи яркость Lampada на двадцать пять процентов', { brightness: 25 }],
  ['ru', 'установи температуру Thermo на 20 градусов', { temperature: 20 }],
  ['ru', 'установи температуру Thermo на двадцать градусов', { temperature: 20 }],
  ['da', 'indstil lysstyrken på Lampada til 25%', { brightness: 25 }],
  ['da', 'indstil lysstyrken på Lampada til femogtyve procent', { brightness: 25 }],
  ['da', 'sæt temperaturen på Thermo til 20,5 grader', { temperature: 20.5 }],
  ['cs', 'nastav jas Lampada na 25%', { brightness: 25 }],
  ['cs', 'nastav jas Lampada na dvacet pět procent', { brightness: 25 }],
];

describe.runIf(sentenceFiles !== null)('every language that is tested', () => {
  it.each(NUMBERS)('%s: "%s"', async (language, text, slots) => {
    const grammar = new HouseGrammar(await fetchedGrammar(language), house);
    expect(strictMatch(text, grammar, { context: { area: 'Atrium' } })?.match.slots).toMatchObject(slots);
  });

  it.each(FETCHED_LANGUAGES)('%s: understands a sentence made from each of its templates', async (language) => {
    const grammar = new HouseGrammar(await fetchedGrammar(language), house);
    const program = fetchedProgram(grammar.grammar);
    const random = seededRandom(7);
    const missed: string[] = [];
    program.sentences.forEach((sentence, index) => {
      const names = { name: house.name.map((one) => one.words), area: ['Atrium'], floor: ['Basis'] };
      const text = sampleSentence(program, index, names, random);
      if (text === null || text.length > 500) return;
      const domains = house.name.filter((one) => text.includes(one.words)).map((one) => one.context.domain);
      const required = program.constraints[program.blocks[sentence.block]!.constraint]!.requires.domain;
      if (required !== undefined && !domains.some((domain) => [required].flat().includes(domain))) return;
      const found = grammar.matchAll(text, { context: { area: 'Atrium' } });
      if (!found.some(({ match }) => match.intent === program.blocks[sentence.block]!.intent)) missed.push(text);
    });
    expect(missed).toEqual([]);
  });

  it.each(FETCHED_LANGUAGES)('%s: every reply template gives words', async (language) => {
    const grammar = await fetchedGrammar(language);
    const renderer = createReplyRenderer({ grammars: [grammar], log: silentLog });
    const lamp = entity('light.lampada', 'Lampada', null);
    const facts = {
      time: { hour: 13, minute: 5 },
      date: { year: 2026, month: 3, day: 4, weekday: 2 },
      timers: [{ name: 'pizza', area: null, isActive: true, secondsLeft: 125, startSeconds: 600 }],
      cancelled: 2,
      media: true,
    };
    const slots = {
      name: 'Lampada',
      area: 'Atrium',
      floor: 'Basis',
      state: 'on',
      hours: 1,
      minutes: 10,
      seconds: 5,
      temperature: 21,
      item: 'milk',
      device_class: 'blind',
      fan_mode: 'low',
    };
    const attributes = { temperature: 5, temperature_unit: '°C', current_temperature: 21 };
    const states = { state: () => ({ value: 'on', attributes, changedAt: 0 }) };
    const silent: string[] = [];
    for (const [intent, keys] of Object.entries(fetchedProgram(grammar).responses)) {
      for (const response of Object.keys(keys)) {
        const meaning = {
          kind: 'intent',
          intent,
          response,
          slots,
          entities: [lamp],
          area: null,
          text: '',
          certainty: 'exact',
        } as const;
        if (renderer.render(meaning, facts, states, language) === null) silent.push(`${intent} ${response}`);
      }
    }
    expect(silent).toEqual([]);
  });
});
