// Home Assistant's sentences from the model store. Where they cannot be had, tests that need them say so and are skipped.
import type { Grammar } from '../../../appliance/intents/grammar.ts';
import { loadGrammar } from '../../../appliance/intents/grammar-files.ts';
import { toError } from '../../../appliance/kernel/errors.ts';
import { modelFiles } from '../../support/models.ts';

export const FETCHED_LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'pl', 'sv', 'ru', 'da', 'cs'] as const;

async function findFiles(): Promise<Readonly<Record<string, string>> | null> {
  try {
    return await modelFiles('intents-home-assistant', FETCHED_LANGUAGES);
  } catch (thrown) {
    console.warn(`skipped: Home Assistant's sentences are not here (${toError(thrown).message})`);
    return null;
  }
}

/** By name such as "data/en.json"; null where they cannot be had. */
export const sentenceFiles: Readonly<Record<string, string>> | null = await findFiles();

const grammars = new Map<string, Promise<Grammar>>();

export function fetchedGrammar(language: string): Promise<Grammar> {
  const file = sentenceFiles?.[`data/${language}.json`];
  if (file === undefined) throw new Error(`no sentences in ${language}`);
  const grammar = grammars.get(language) ?? loadGrammar({ language, files: [file], cache: null });
  grammars.set(language, grammar);
  return grammar;
}
