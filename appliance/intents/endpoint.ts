// What a partial transcript tells the endpointer: whether waiting for more words is worth it.
import type { HouseSnapshot } from '../home/house.ts';
import { foldCase, normalizeForMatching } from '../language/fold.ts';
import type { EndpointHint } from '../speech/ports.ts';
import { Continuations, type Extension } from './continuation.ts';
import { nearestNames } from './fuzzy-names.ts';
import type { HouseGrammar, HouseGrammars, LayerMatch } from './grammar.ts';
import { namesOf } from './house-lists.ts';
import { linkingWords } from './linking-words.ts';
import type { LoadedProgram } from './loaded-program.ts';
import type { MatchList } from './match-lists.ts';
import { Reach } from './reach.ts';
import { SELDOM } from './sentence-file.ts';
import { findArea } from './targets.ts';
import { MAX_SAID_LENGTH, MAX_TEXT_LENGTH, makeUtterance } from './utterance.ts';

export type HintKind = EndpointHint['kind'];

export interface HintContext {
  readonly language: string;
  readonly area: string | null;
  readonly snapshot: HouseSnapshot;
}

/** Slots that a longer sentence may add without meaning something else, once the thing has its name. */
const PLACES = ['area', 'floor'];
const STEPS = 40_000;
/** The slot of what is to be played. */
const TITLE = 'search_query';

/**
 * `complete`: a whole command, and more words would hardly change it. `mayContinue`: a whole command that longer ones begin with.
 * `unfinished`: the beginning of a command. `unknown`: none of these.
 */
export function endpointHint(text: string, context: HintContext, grammars: HouseGrammars): HintKind {
  const grammar = grammars.of(context.language, context.snapshot);
  const plain = text.length > MAX_SAID_LENGTH ? '' : normalizeForMatching(text);
  if (grammar === null || plain === '' || plain.length > MAX_TEXT_LENGTH) return 'unknown';
  if (endsInConjunction(plain, context.language)) return 'unfinished';
  const here = findArea(context.snapshot, context.area);
  const found = grammar.match(plain, { context: here === null ? {} : { area: here.name } });
  const extensions = grammar.grammar.layers.flatMap(({ loaded }, layer) =>
    extensionsIn(plain, loaded, grammar.lists[layer] ?? new Map()).map((extension) => ({ extension, loaded })),
  );
  if (found === null) return extensions.length > 0 ? 'unfinished' : 'unknown';
  if (endsInFreeText(plain, found, context.snapshot)) return 'mayContinue';
  const changes = extensions.some(({ extension, loaded }) => changesMeaning(extension, loaded, found, grammar));
  return changes ? 'mayContinue' : 'complete';
}

function extensionsIn(text: string, loaded: LoadedProgram, lists: ReadonlyMap<string, MatchList>): Extension[] {
  const list = (name: string): MatchList | undefined => lists.get(name) ?? loaded.lists.get(name);
  const forms = new Set([text, loaded.skipWords.remove(text, 'everywhere')]);
  return [...forms].flatMap((form) => {
    const reach = new Reach(
      makeUtterance(form, loaded.program.ignoreWhitespace),
      { nodes: loaded.nodes, matches: loaded.scratch.matches, list },
      STEPS,
    );
    return new Continuations(reach, loaded, list).find();
  });
}

/** A longer value is another thing; another intent is another act; a place is news only where no name was said. */
function changesMeaning(
  extension: Extension,
  loaded: LoadedProgram,
  found: LayerMatch,
  grammar: HouseGrammar,
): boolean {
  if (extension.insideValue) return true;
  const sentence = loaded.program.sentences[extension.sentence];
  const block = sentence === undefined ? undefined : loaded.program.blocks[sentence.block];
  if (sentence === undefined || block === undefined || block.metadata?.[SELDOM] === true) return false;
  if (block.intent !== found.match.intent) return true;
  const said = new Set(found.match.fills.map((fill) => fill.slot));
  const added = [...grammar.slotsOf(loaded, extension.sentence)].filter((slot) => !said.has(slot));
  return added.some((slot) => !(PLACES.includes(slot) && said.has('name')));
}

/**
 * "wake me at seven", "remind me to call": what takes any words takes more of them, and they change what is meant. A title that is nearly
 * the name of a thing ("включи люстру") is that thing.
 */
function endsInFreeText(text: string, { match }: LayerMatch, { entities }: HouseSnapshot): boolean {
  const last = match.fills.at(-1);
  if (last === undefined || last.wildcard === null) return false;
  if (last.slot === TITLE && nearestNames(last.text, entities, namesOf).length > 0) return false;
  return foldCase(text).endsWith(foldCase(last.text.trim()));
}

function endsInConjunction(text: string, language: string): boolean {
  const folded = foldCase(text);
  return linkingWords(language).conjunctions.some((word) => folded.endsWith(` ${word}`) && folded !== word);
}
