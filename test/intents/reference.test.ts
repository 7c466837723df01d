// Compared with the answers of Home Assistant's own matcher (hassil 3.12.1) on the same data, where a folder of them is given.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HouseGrammar } from '../../appliance/intents/grammar.ts';
import { parseHouseFile } from '../../appliance/intents/house-file.ts';
import { strictMatch } from '../../appliance/intents/strict-match.ts';
import { fetchedGrammar, sentenceFiles } from './support/fetched.ts';

interface Case {
  readonly text: string;
  readonly context: { readonly area?: string };
  readonly upstream: string;
  readonly intent: string | null;
  readonly slots: Readonly<Record<string, unknown>> | null;
  readonly response: string | null;
}

const folder = process.env.LINNET_INTENT_DATA ?? join(import.meta.dirname, '../../../shared/data/intents');
const isHere = existsSync(join(folder, 'en.json')) && sentenceFiles !== null;
if (!isHere)
  console.warn(
    `skipped: no reference answers in "${folder}"; languages.test.ts makes sentences from the templates instead`,
  );

/** Every difference, with its reason. */
const DIFFERENCES: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(new URL('./differences.json', import.meta.url), 'utf8'),
);

const LEAST: Readonly<Record<string, number>> = { en: 0.99, de: 0.97, fr: 0.97, es: 0.97 };

/** The answers write a list of values as Python prints it. */
function comparable(slots: Case['slots']): Record<string, unknown> {
  const plain = (value: unknown): unknown =>
    Array.isArray(value) ? `[${value.map((one) => `'${one}'`).join(', ')}]` : value;
  return Object.fromEntries(Object.entries(slots ?? {}).map(([slot, value]) => [slot, plain(value)]));
}

describe.runIf(isHere)('beside the reference matcher', () => {
  it.each(Object.keys(LEAST))(
    '%s: the same intent, slots and reply key, but for the differences that are listed',
    async (language) => {
      const { house, cases } = JSON.parse(readFileSync(join(folder, `${language}.json`), 'utf8')) as {
        house: unknown;
        cases: Case[];
      };
      const grammar = new HouseGrammar(await fetchedGrammar(language), parseHouseFile(house, language));
      const different = cases.filter((one) => {
        const match = strictMatch(one.text, grammar, { context: one.context })?.match;
        const answer = [match?.intent ?? null, comparable(match?.slots ?? null), match?.response ?? null];
        return (
          JSON.stringify(sorted(answer)) !== JSON.stringify(sorted([one.intent, comparable(one.slots), one.response]))
        );
      });
      console.info(`${language}: ${cases.length - different.length} of ${cases.length} the same`);
      expect(different.map((one) => one.text).filter((text) => DIFFERENCES[text] === undefined)).toEqual([]);
      expect(1 - different.length / cases.length).toBeGreaterThanOrEqual(LEAST[language]!);
      expect(grammar.overBudget).toBe(0);
    },
  );
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
