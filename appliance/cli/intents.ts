// `linnet intents match`: what sentences mean in a given house, without any model, one line in and one line out.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { z } from 'zod';
import { HouseGrammar } from '../intents/grammar.ts';
import { loadGrammar } from '../intents/grammar-files.ts';
import { parseHouseFile } from '../intents/house-file.ts';
import { strictMatch } from '../intents/strict-match.ts';
import { warmUp } from '../intents/warm-up.ts';
import { systemClock } from '../kernel/clock.ts';
import { LinnetError, toError } from '../kernel/errors.ts';
import { hasSentences, sentenceLanguages } from '../models/language-fit.ts';
import { createModelStore } from '../models/store.ts';
import type { CliContext } from './context.ts';

const MODEL = 'intents-home-assistant';
const lineSchema = z.object({ text: z.string(), area: z.string().nullish() });

interface MatchOptions {
  readonly language: string;
  readonly house: string;
  readonly sentences?: string[];
  readonly json?: boolean;
}

export interface MatchLine {
  readonly text: string;
  readonly intent: string | null;
  readonly slots: Readonly<Record<string, unknown>>;
  /** Key of the reply. */
  readonly response: string | null;
  readonly ms: number;
}

export function registerIntentsCommand(program: Command, context: CliContext): void {
  const intents = program.command('intents').description('what sentences mean, without any language model');
  intents
    .command('match')
    .description('reads JSON lines {text, area?} from standard input and says what each means in a house')
    .requiredOption('--language <language>', 'language of the sentences, such as en or de')
    .requiredOption(
      '--house <file>',
      'JSON: {areas: [name], floors: [name], entities: [{names, id, context: {domain}}]}',
    )
    .option('--sentences <file...>', 'files of sentences instead of the fetched ones, in the same format, JSON or YAML')
    .option('--json', 'one JSON object a line: {text, intent, slots, response, ms}')
    .action((options: MatchOptions) => matchLines(options, context, process.stdin));
}

/** Reads `input` to its end. Lines that are no JSON object with a text are reported and make the exit status 1. */
export async function matchLines(
  options: MatchOptions,
  context: CliContext,
  input: NodeJS.ReadableStream,
): Promise<void> {
  const house = parseHouseFile(readJson(options.house), options.house);
  const files = options.sentences ?? (await fetchedFiles(options.language, context));
  const grammar = new HouseGrammar(await loadGrammar({ language: options.language, files, cache: null }), house);
  warmUp(grammar);
  for await (const line of createInterface({ input })) {
    if (line.trim() === '') continue;
    const asked = parseLine(line, context);
    if (asked === null) continue;
    const answer = matchOne(asked.text, asked.area ?? null, grammar);
    context.write(options.json === true ? JSON.stringify(answer) : asText(answer));
  }
}

/** What `text` means to someone in `area`. */
function matchOne(text: string, area: string | null, grammar: HouseGrammar): MatchLine {
  const started = systemClock.monotonic();
  const match = strictMatch(text, grammar, { context: area === null ? {} : { area } })?.match ?? null;
  const ms = Math.round((systemClock.monotonic() - started) * 1000) / 1000;
  return { text, intent: match?.intent ?? null, slots: match?.slots ?? {}, response: match?.response ?? null, ms };
}

/** The fetched sentences; none where they cannot be had, which leaves our own. */
async function fetchedFiles(language: string, context: CliContext): Promise<string[]> {
  if (!hasSentences(language)) {
    const known = [...sentenceLanguages()].sort().join(', ');
    throw new LinnetError('input.invalid', `Expected a language of ${known}, or --sentences; "${language}" came.`);
  }
  const store = createModelStore({ root: context.modelsRoot, languages: [language] }, { clock: systemClock });
  try {
    await store.fetch([MODEL]);
    const { files } = await store.locate(MODEL);
    return Object.values(files);
  } catch (thrown) {
    context.writeError(`Only the built-in sentences are used: ${toError(thrown).message}`);
    return [];
  }
}

function parseLine(line: string, context: CliContext): z.infer<typeof lineSchema> | null {
  try {
    return lineSchema.parse(JSON.parse(line));
  } catch {
    const text = `Expected a JSON object {"text": "…", "area"?: "…"} on each line; this came: ${line.slice(0, 120)}`;
    context.fail(new LinnetError('input.invalid', text));
    return null;
  }
}

function asText(answer: MatchLine): string {
  if (answer.intent === null) return `${answer.text} ▸ (no command)  ${answer.ms} ms`;
  const slots = Object.entries(answer.slots).map(([slot, value]) => `${slot}=${JSON.stringify(value)}`);
  return `${answer.text} ▸ ${[answer.intent, ...slots].join(' ')} (${answer.response})  ${answer.ms} ms`;
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new LinnetError('data.unreadable', `Expected a house as JSON in "${file}"; it cannot be read.`, { cause });
  }
}
