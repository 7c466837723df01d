// Every intent of Home Assistant's sentences in a whole typed turn, in each tested language: a sentence made from its templates is asked
// of a house that has everything, and answered in that language.
import { describe, expect, test } from 'vitest';
import { FETCHED_LANGUAGES, fetchedGrammar, sentenceFiles } from '../intents/support/fetched.ts';
import { fetchedProgram, sampleSentence, seededRandom } from '../intents/support/sampling.ts';
import { FULL_HOUSE, LIVING_ROOM } from './support/full-house.ts';
import { ScriptedHouse } from './support/scripted-house.ts';
import { SpokenHouse } from './support/spoken-house.ts';

/** English words that no other tested language has, as whole words of a reply. */
const ENGLISH =
  /(?<!\p{L})(?:the|are|turned|there|nothing|which|not|could|cancelled|minutes|playing|what|know|with|done)(?!\p{L})/iu;

describe.runIf(sentenceFiles !== null).each([...FETCHED_LANGUAGES])('in %s', (language) => {
  test('each intent is understood, done and answered in words of that language', async () => {
    const program = fetchedProgram(await fetchedGrammar(language));
    const random = seededRandom(5);
    const poor: string[] = [];
    const heard = new Set<string>();
    for (const [index, sentence] of program.sentences.entries()) {
      const { intent } = program.blocks[sentence.block]!;
      if (heard.has(intent)) continue;
      const house = new ScriptedHouse(FULL_HOUSE, [LIVING_ROOM]);
      const domains = [program.constraints[program.blocks[sentence.block]!.constraint]!.requires.domain ?? []].flat();
      const fitting = FULL_HOUSE.filter(({ entity }) => domains.length === 0 || domains.includes(entity.domain));
      const names = fitting.map(({ entity }) => entity.name);
      const text = sampleSentence(program, index, { name: names, area: ['Living Room'], floor: [] }, random);
      if (text === null) continue;
      const spoken = await SpokenHouse.open({ house, language, sentences: 'fetched' });
      if (/Timer$/.test(intent)) spoken.timers.set({ name: null, durationMs: 600_000, station: 'linnet' });
      const said = await spoken.ask(text);
      spoken.close();
      if (said.intent !== intent) continue;
      heard.add(intent);
      if (said.outcome === 'notUnderstood') poor.push(`${intent}: "${text}" ▸ ${said.outcome}`);
      if (language !== 'en' && ENGLISH.test(said.text))
        poor.push(`${intent}: "${text}" ▸ "${said.text}" (${said.outcome})`);
    }
    const unheard = [...new Set(program.blocks.map(({ intent }) => intent))].filter((intent) => !heard.has(intent));
    expect({ poor, unheard }).toEqual({ poor: [], unheard: [] });
  });
});
