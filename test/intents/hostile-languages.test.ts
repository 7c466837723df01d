// Long, repetitive and hostile words, against the real sentences of each tested language: nothing fails, nothing is given up for want
// of steps, and the next command is understood as before.
import { describe, expect, it } from 'vitest';
import { endpointHint } from '../../appliance/intents/endpoint.ts';
import { HouseGrammars } from '../../appliance/intents/grammar.ts';
import { linkingWords } from '../../appliance/intents/linking-words.ts';
import { createUnderstander } from '../../appliance/intents/understander.ts';
import type { Understanding } from '../../appliance/intents/understanding.ts';
import { FETCHED_LANGUAGES, fetchedGrammar, sentenceFiles } from './support/fetched.ts';
import { areaIn, snapshotIn } from './support/houses.ts';
import { fetchedProgram, sampleSentence, seededRandom } from './support/sampling.ts';

const LENGTH = 590;
const fill = (words: string): string => `${words} `.repeat(Math.ceil(LENGTH / (words.length + 1))).slice(0, LENGTH);

/** Or one that takes any words for its message, title or place, and most of these, and tells no device anything. */
function isNoCommand(meaning: Understanding): boolean {
  if (meaning.kind === 'unknown') return true;
  if (meaning.kind !== 'intent' || (meaning.entities.length > 0 && meaning.intent !== 'HassGetState')) return false;
  return Object.values(meaning.slots).some((value) => typeof value === 'string' && value.length > LENGTH / 2);
}

describe.runIf(sentenceFiles !== null).each(FETCHED_LANGUAGES)('in %s', (language) => {
  it('hostile words end, and are no command, and the next command is understood as before', async () => {
    const grammar = await fetchedGrammar(language);
    const grammars = new HouseGrammars([grammar]);
    const { understand } = createUnderstander({}, { grammars });
    const snapshot = snapshotIn(language);
    const context = { language, area: areaIn(language), snapshot, lastTurn: null };
    const [lamp] = snapshot.entities;
    const random = seededRandom(9);
    const program = fetchedProgram(grammar);
    const commands = [0, 40, 90, 150].map(
      (index) =>
        sampleSentence(
          program,
          index % program.sentences.length,
          { name: [lamp!.name], area: [areaIn(language)] },
          random,
        ) ?? 'x',
    );
    const and = linkingWords(language).conjunctions.at(-1)!;
    const hostile = [
      ...[lamp!.name, `${lamp!.name} ${and}`, and, areaIn(language), '1', 'x', '%', '{name}', "'", '- -'].map(fill),
      ...commands.flatMap((command) => [
        fill(command),
        fill(`${command} ${and}`),
        `${command} ${fill('x')}`,
        `${fill('x')} ${command}`,
      ]),
    ];
    const other = createUnderstander({}, { grammars: new HouseGrammars([grammar]) });
    const before = commands.map((command) => other.understand(command, context));
    expect(before.some(({ kind }) => kind === 'intent')).toBe(true);
    for (const [index, text] of hostile.entries()) {
      const meaning = understand(text, context);
      expect(isNoCommand(meaning), JSON.stringify(meaning)).toBe(true);
      expect(['complete', 'mayContinue', 'unfinished', 'unknown']).toContain(endpointHint(text, context, grammars));
      const next = index % commands.length;
      expect(understand(commands[next]!, context), `after ${text.slice(0, 40)}`).toEqual(before[next]);
    }
    expect(grammars.of(language, snapshot)!.overBudget).toBe(0);
  });
});
