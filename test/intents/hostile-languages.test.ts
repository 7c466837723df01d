// Long, repetitive and hostile words, against the real sentences of each tested language: nothing fails, nothing is given up for want
// of steps, and the next command is understood as before.
import { describe, expect, it } from 'vitest';
import { endpointHint } from '../../appliance/intents/endpoint.ts';
import { HouseGrammars } from '../../appliance/intents/grammar.ts';
import { linkingWords } from '../../appliance/intents/linking-words.ts';
import { createUnderstander } from '../../appliance/intents/understander.ts';
import { FETCHED_LANGUAGES, fetchedGrammar, sentenceFiles } from './support/fetched.ts';
import { areaIn, snapshotIn } from './support/houses.ts';
import { sampleSentence, seededRandom } from './support/sampling.ts';

const LENGTH = 590;
const fill = (words: string): string => `${words} `.repeat(Math.ceil(LENGTH / (words.length + 1))).slice(0, LENGTH);

describe.runIf(sentenceFiles !== null).each(FETCHED_LANGUAGES)('in %s', (language) => {
  it('hostile words end, and are no command', async () => {
    const grammar = await fetchedGrammar(language);
    const grammars = new HouseGrammars([grammar]);
    const { understand } = createUnderstander({}, { grammars });
    const snapshot = snapshotIn(language);
    const context = { language, area: areaIn(language), snapshot, lastTurn: null };
    const [lamp] = snapshot.entities;
    const random = seededRandom(9);
    const { program } = grammar.layers[0]!.loaded;
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
    for (const text of hostile) {
      const meaning = understand(text, context);
      expect(['unknown', 'compound', 'intent'], text.slice(0, 40)).toContain(meaning.kind);
      expect(['complete', 'mayContinue', 'unfinished', 'unknown']).toContain(endpointHint(text, context, grammars));
    }
    expect(grammars.of(language, snapshot)!.overBudget).toBe(0);
  });
});
