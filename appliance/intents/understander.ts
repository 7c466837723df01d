// From what was heard to what is meant: the first hypothesis that is a command of this house wins; names that were only nearly
// said are looked for after that, in the same order. What the best one forbids, asks or tells of is not read from another.

import { foldForMatching } from '../language/fold.ts';
import { ordinalIn } from '../language/ordinals.ts';
import { readAtTime } from './at-time.ts';
import { readBrokenLength } from './broken-length.ts';
import { isOneOfSeveral, readCompound } from './compound.ts';
import { readException } from './exception.ts';
import { readBareFollowUp, readMarkedFollowUp } from './follow-up.ts';
import { readForWhile } from './for-while.ts';
import { type FuzzyOptions, nearestNames } from './fuzzy-names.ts';
import { readFuzzily } from './fuzzy-reading.ts';
import { type Grammar, HouseGrammars } from './grammar.ts';
import { linkingWords } from './linking-words.ts';
import { readMissing } from './missing.ts';
import { hangsInTheAir, isPlay, type Meaning, Reading } from './reading.ts';
import { readStop } from './stop-follow-up.ts';
import { mayHoldMore } from './swallowed.ts';
import { isToldOf } from './telling.ts';
import type { AmbiguousIntent, UnderstandContext, Understanding, UnderstoodIntent } from './understanding.ts';
import { MAX_SAID_LENGTH } from './utterance.ts';

export interface UnderstanderOptions {
  readonly fuzzy?: FuzzyOptions;
  /** How many hypotheses are looked at. Default 5. */
  readonly hypotheses?: number;
}

export interface Understander {
  /** `said` is a text, or the hypotheses of the recogniser, best first. Never throws for any text. */
  understand(said: string | readonly string[], context: UnderstandContext): Understanding;
  /** Which candidate of a question `said` names: "the floor lamp", "the second one". null where it names none. */
  answer(said: string, question: AmbiguousIntent, context: UnderstandContext): UnderstoodIntent | null;
}

const HYPOTHESES = 5;

export function createUnderstander(
  options: UnderstanderOptions,
  deps: { readonly grammars: readonly Grammar[] | HouseGrammars },
): Understander {
  const grammars = deps.grammars instanceof HouseGrammars ? deps.grammars : new HouseGrammars(deps.grammars);
  return {
    understand: (said, context) => understand(said, context, grammars, options),
    answer: (said, question, context) => answer(said, question, context, options),
  };
}

function understand(
  said: string | readonly string[],
  context: UnderstandContext,
  grammars: HouseGrammars,
  options: UnderstanderOptions,
): Understanding {
  const heard = (typeof said === 'string' ? [said] : said).slice(0, options.hypotheses ?? HYPOTHESES);
  const unknown: Understanding = { kind: 'unknown', text: heard[0] ?? '' };
  const [best = ''] = heard;
  const texts = heard.filter((text) => text.length <= MAX_SAID_LENGTH && !isToldOf(text, best, context.language));
  const grammar = grammars.of(context.language, context.snapshot);
  if (grammar === null) return unknown;
  const reading = new Reading(context, grammar);
  const fuzzy = options.fuzzy ?? {};
  return readFirst(texts, reading, fuzzy) ?? (texts[0] === best ? readMissing(best, reading) : null) ?? unknown;
}

function readFirst(texts: readonly string[], reading: Reading, fuzzy: FuzzyOptions): Understanding | null {
  for (const text of texts) {
    const meaning = readWhole(text, reading, fuzzy);
    if (meaning !== null) return runsOther(meaning) ? readOther(meaning, reading, fuzzy) : meaning;
  }
  for (const text of texts) {
    const meaning = readFuzzily(text, reading, fuzzy) ?? reading.oneOfMany(text);
    if (meaning === null || hangsInTheAir(meaning, text, reading.context.language)) continue;
    if (!runsOther(meaning)) return meaning;
  }
  return null;
}

/** "Good night" of the user's own sentences is said for other words, which stand in its slot "command". */
export const RUN_INTENT = 'LinnetRun';

function runsOther(meaning: Understanding): meaning is UnderstoodIntent {
  return meaning.kind === 'intent' && meaning.intent === RUN_INTENT;
}

/** What the other words mean; {area} and the like in them are filled from the sentence. Other words are not for others again. */
function readOther({ slots, text }: UnderstoodIntent, reading: Reading, fuzzy: FuzzyOptions): Understanding | null {
  const { command } = slots;
  if (typeof command !== 'string') return null;
  const words = command.replace(/\{(\w+)\}/g, (_, slot: string) => String(slots[slot] ?? ''));
  const meant = readWhole(words, reading, fuzzy) ?? readFuzzily(words, reading, fuzzy);
  return meant === null || runsOther(meant) ? null : { ...meant, text };
}

function readWhole(text: string, reading: Reading, fuzzy: FuzzyOptions): Understanding | null {
  const whole: Meaning | null =
    readStop(text, reading.context) ?? readMarkedFollowUp(text, reading, fuzzy) ?? reading.exact(text);
  const single = readBrokenLength(text, whole, reading) ?? (whole !== null && isOneOfSeveral(whole) ? null : whole);
  const several =
    single === null || !mayHoldMore(single, reading.context.language) ? null : readCompound(text, reading);
  if (several !== null && saysMore(several, reading)) return { kind: 'compound', parts: several, text };
  if (single !== null) return { ...single, text };
  const later = readAtTime(text, reading);
  if (later !== null) return later;
  const forWhile = readForWhile(text, reading);
  if (forWhile !== null) return { kind: 'compound', parts: forWhile, text };
  const except = readException(text, reading, fuzzy);
  if (except !== null) return except;
  const parts = readCompound(text, reading);
  if (parts !== null) return { kind: 'compound', parts, text };
  const bare = readBareFollowUp(text, reading, fuzzy);
  return bare === null ? null : { ...bare, text };
}

/** Whether the words that a freer sentence took hold another command, and none whose own words are still too many. */
function saysMore(parts: readonly Meaning[], { context: { language } }: Reading): boolean {
  const isWhole = (part: Meaning): boolean => isPlay(part) || setsTimer(part) || !mayHoldMore(part, language);
  return parts.some((part) => !isPlay(part)) && parts.every(isWhole);
}

/** A name that still has an "and" in it ("mac and cheese") is none of a timer and a command: those were looked for before. */
function setsTimer(meaning: Meaning): boolean {
  return meaning.kind === 'intent' && meaning.intent === 'HassStartTimer';
}

function answer(
  said: string,
  question: AmbiguousIntent,
  context: UnderstandContext,
  options: UnderstanderOptions,
): UnderstoodIntent | null {
  const ordinal = ordinalIn(said, context.language);
  if (ordinal !== null) return question.candidates.at(ordinal)?.meaning ?? null;
  const { articles } = linkingWords(context.language);
  const plain = foldForMatching(said).replace(/^i meant? /u, '');
  const words = plain.replace(articles, '').replace(articles, '').replace(/ one$/u, ''); // "the", then "one in the"
  const areas = new Map(context.snapshot.areas.map((area) => [area.id, area.name]));
  const names = ({ name, meaning }: AmbiguousIntent['candidates'][number]): string[] => {
    const area = meaning.entities[0]?.area;
    return [name, ...(meaning.entities[0]?.aliases ?? []), ...(area == null ? [] : [areas.get(area) ?? name])];
  };
  const nearest = nearestNames(words, question.candidates, names, options.fuzzy ?? {});
  return nearest.length === 1 ? (nearest[0]?.thing.meaning ?? null) : null;
}
