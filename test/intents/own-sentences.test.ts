import { describe, expect, it } from 'vitest';
import { Grammar, HouseGrammar, ownSentences } from '../../appliance/intents/grammar.ts';
import { entityContext, houseLists } from '../../appliance/intents/house-lists.ts';
import { OWN_LANGUAGES } from '../../appliance/intents/sentences/own.ts';
import { strictMatch } from '../../appliance/intents/strict-match.ts';
import { DEMO_HOUSE } from './support/demo-house.ts';
import { sampleSentence, seededRandom } from './support/sampling.ts';

const programs = ownSentences('en');

/** Whether a thing is all of `asked`, each a value or several of which one is enough. */
function fits(asked: Record<string, unknown>, context: Record<string, unknown>): boolean {
  return Object.entries(asked).every(([key, value]) => {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    return value === undefined || values.includes(context[key]);
  });
}

const grammar = new HouseGrammar(new Grammar('en', programs), houseLists(DEMO_HOUSE));

describe.each(OWN_LANGUAGES)('our own sentences in %s', (language) => {
  const layers = ownSentences(language);
  const alone = new HouseGrammar(new Grammar(language, layers), houseLists(DEMO_HOUSE));

  it('understand what each of their templates can say', () => {
    const random = seededRandom(3);
    const areas = DEMO_HOUSE.areas.map((area) => area.name);
    const missed: string[] = [];
    let tried = 0;
    for (const own of layers) {
      own.sentences.forEach((sentence, index) => {
        const block = own.blocks[sentence.block]!;
        const { domain, device_class, unit_of_measurement } = own.constraints[block.constraint]!.requires;
        const asked = { domain, device_class, unit_of_measurement };
        const names = DEMO_HOUSE.entities.filter((one) => fits(asked, entityContext(one)));
        for (let round = 0; round < 3; round++) {
          const text = sampleSentence(own, index, { name: names.map((one) => one.name), area: areas }, random);
          if (text === null) continue;
          tried++;
          const all = alone.matchAll(text, { context: { area: 'Kitchen' } });
          if (!all.some(({ match }) => match.intent === block.intent)) missed.push(text);
        }
      });
    }
    expect(missed).toEqual([]);
    expect(tried).toBeGreaterThan(language === 'en' ? 1000 : 150);
  });
});

describe('our own English sentences', () => {
  it.each([
    ['what does the outdoor temperature say', 'HassGetState'],
    ['how high is the outdoor temperature', 'HassGetState'],
    ['turn off all the lights all over the house', 'HassTurnOff'],
    ['turn off the lights everywhere', 'HassTurnOff'],
    ['are any lights still on', 'HassGetState'],
    ['did I leave the bedroom blinds open', 'HassGetState'],
    ['lock everything', 'HassTurnOn'],
    ['is everything locked', 'HassGetState'],
    ['add five minutes to the timer', 'HassIncreaseTimer'],
    ['what day is it', 'HassGetCurrentDate'],
  ])('"%s"', (text, intent) => {
    expect(strictMatch(text, grammar, { context: { area: 'Kitchen' } })?.match.intent).toBe(intent);
  });

  it('take a question for a question: none of them changes anything', () => {
    const random = seededRandom(11);
    const program = programs.at(-1)!;
    const questions = program.sentences.flatMap((sentence, index) =>
      program.blocks[sentence.block]!.intent === 'HassGetState' ? [index] : [],
    );
    for (const index of questions) {
      const names = DEMO_HOUSE.entities.map((one) => one.name);
      const text = sampleSentence(program, index, { name: names, area: ['Kitchen'] }, random);
      const found = text === null ? null : strictMatch(text, grammar, { context: { area: 'Kitchen' } });
      if (found !== null) expect(found.match.intent, text ?? '').toMatch(/^HassGetState$|^HassClimateGetTemperature$/);
    }
  });
});
