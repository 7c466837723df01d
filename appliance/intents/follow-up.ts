// What the turn before gives to this one: "make it brighter", "no, the kitchen", "and the hallway too", "brighter".
import type { Entity } from '../home/house.ts';
import { foldCase, foldForMatching, normalizeForMatching } from '../language/fold.ts';
import { digitsForWords } from '../language/numbers.ts';
import { readAtTime } from './at-time.ts';
import { commandIn } from './bare-name.ts';
import { bellFollowUp, isBell, spokenBell } from './bell-follow-up.ts';
import { ABOUT, type Elsewhere, elsewhere } from './elsewhere.ts';
import type { FuzzyOptions } from './fuzzy-names.ts';
import { isNumberOfIt, levelAnew, stepAnew } from './level-follow-up.ts';
import { firstGroup, type LinkingWords, linkingWords } from './linking-words.ts';
import { plannedElsewhere, plannedForIt } from './planned-follow-up.ts';
import { firstReading, type Meaning, type Reading } from './reading.ts';
import type { LastTurn, UnderstoodIntent } from './understanding.ts';

/** Slot of "never mind" that says what it would leave undone. */
const OF = 'of';

/** Texts that say themselves that they go on from the turn before: corrections and pronouns. */
export function readMarkedFollowUp(text: string, reading: Reading, options: FuzzyOptions): Meaning | null {
  const last = reading.context.lastTurn;
  if (last === null) return null;
  const plain = normalizeForMatching(text);
  const words = linkingWords(reading.context.language);
  const asked = { reading, words, options };
  const folded = foldCase(plain);
  const corrected = firstGroup(words.correction, folded);
  if (isBell(last)) return bellFollowUp(folded, corrected, last, asked);
  const ofBell = spokenBell(folded, last, asked);
  if (ofBell !== null) return ofBell;
  const which = corrected ?? folded;
  const one = words.theOne === undefined ? null : firstGroup(words.theOne, which);
  if (one === null && [folded, which].some((said) => words.theOne?.test(said))) return null; // "not that one"
  if (one !== null) {
    const certainty = corrected === null ? 'followUp' : 'correction';
    const meant = elsewhere(one, last, asked, certainty, 'one');
    if (meant !== null) return meant;
  }
  if (corrected !== null) return correction(corrected, last, asked);
  return changeOfIt(plain, last, reading, words) ?? leftUndone(folded, last, reading, words);
}

/** "Cancel it", of what cannot be taken back: "never mind" does not do it. What the box asks about is left by these words. */
function leftUndone(folded: string, last: LastTurn, reading: Reading, words: LinkingWords): Meaning | null {
  const meaning = words.bell.takenBack.test(folded) && last.isUndone !== true ? reading.exact(folded) : null;
  if (meaning?.kind !== 'intent' || meaning.intent !== 'HassNevermind') return null;
  return { ...meaning, slots: { [OF]: last.intent }, certainty: 'followUp' };
}

/** "Turn it off", "make it 30". */
function changeOfIt(text: string, last: LastTurn, reading: Reading, words: LinkingWords): Meaning | null {
  const anew = firstGroup(words.bell.changed, foldCase(text));
  const level = anew === null ? null : levelAnew(anew, last, reading);
  if (level !== null) return level;
  const named = withPronoun(text, last, reading, words);
  if (named !== null || anew === null) return named;
  return isNumberOfIt(foldCase(text), words, reading.context.language) ? bareChange(anew, last, reading, words) : null;
}

/** Texts that mean nothing alone: "and the hallway", "brighter", "40 percent". */
export function readBareFollowUp(text: string, reading: Reading, options: FuzzyOptions): Meaning | null {
  const last = reading.context.lastTurn;
  if (last === null) return null;
  const words = linkingWords(reading.context.language);
  const plain = foldForMatching(text);
  const added = firstGroup(words.addition, plain);
  const command = added === null ? null : commandIn(added, reading);
  if (command !== null) return command;
  if (isBell(last))
    return added === null ? null : plannedElsewhere(added, last, { reading, words, options }, 'followUp');
  const fragment = added ?? plain;
  const changed = levelAnew(fragment, last, reading) ?? bareChange(fragment, last, reading, words);
  if (changed !== null) return changed;
  if (added !== null && isListed(last)) return anotherItem(added, last, reading, words);
  return added === null ? null : elsewhere(added, last, { reading, words, options }, 'followUp');
}

function correction(fragment: string, last: LastTurn, asked: Elsewhere): Meaning | null {
  const { reading, words } = asked;
  const level = levelAnew(fragment, last, reading) ?? stepAnew(fragment, last, reading);
  if (level !== null) return level;
  const ofIt = changeOfIt(fragment, last, reading, words);
  if (ofIt !== null) return ofIt;
  // "non, moins fort" to a light is no word to what plays music
  const dimmed = last.intent === 'HassLightSet' ? bareChange(fragment, last, reading, words) : null;
  if (dimmed !== null) return dimmed;
  const command = commandIn(fragment, reading);
  if (command !== null) return command.kind === 'intent' ? { ...command, certainty: 'correction' } : command;
  return elsewhere(fragment, last, asked, 'correction') ?? bareChange(fragment, last, reading, words);
}

/** The sentence with the name of the thing in the pronoun's place; then it is about all that the turn before was about. */
function withPronoun(plain: string, last: LastTurn, reading: Reading, words: LinkingWords): Meaning | null {
  const [first] = last.entities;
  if (first === undefined) return null;
  const text = withoutConjunction(plain, words);
  const enclitic = words.enclitic?.exec(text);
  if (enclitic?.[1] !== undefined) {
    const verb = enclitic[1].normalize('NFD').replace(/\p{M}/gu, '');
    const named = reading.exact(`${verb} ${first.name}${text.slice(enclitic[0].length)}`);
    if (named !== null) return aboutTheSame(named, last, reading);
  }
  for (const pronoun of words.pronouns) {
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}'])${pronoun}(?![\\p{L}\\p{N}'])`, 'iu');
    if (!pattern.test(text)) continue;
    const said = text.replace(pattern, first.name);
    const named = reading.exact(said) ?? readAtTime(said, reading);
    if (named !== null) return plannedForIt(named, last, reading) ?? aboutTheSame(named, last, reading);
  }
  return null;
}

const LISTING = new Set(['HassListAddItem', 'HassShoppingListAddItem']);
/** Who says more words than these puts nothing on a list. */
const MAX_ITEM_WORDS = 4;

function isListed({ intent }: LastTurn): boolean {
  return LISTING.has(intent);
}

/** "Add milk to the shopping list": "and eggs". */
function anotherItem(added: string, last: LastTurn, reading: Reading, words: LinkingWords): UnderstoodIntent | null {
  const item = added.replace(words.articles, '');
  const said = item.split(' ');
  if (said.length > MAX_ITEM_WORDS || said.some((word) => words.telling.has(word))) return null;
  const { intent, slots, response, entities } = last;
  return understood({ intent, slots: { ...slots, item }, response, entities, text: added }, 'followUp', reading);
}

function withoutConjunction(text: string, words: LinkingWords): string {
  const folded = foldCase(text);
  const found = words.conjunctions.find((word) => folded.startsWith(`${word} `));
  return found === undefined ? text : text.slice(found.length + 1);
}

/** "brighter", "to 40 percent": a sentence is made around the words. */
function bareChange(fragment: string, last: LastTurn, reading: Reading, words: LinkingWords): Meaning | null {
  const [first] = last.entities;
  if (first === undefined) return null;
  const digits = digitsForWords(fragment, reading.context.language);
  for (const { pattern, sentence, after } of words.bareChange) {
    if (after !== undefined && last.slots[after] === undefined) continue;
    const found = pattern.exec(digits);
    if (found === null) continue;
    const named = reading.exact(sentence.replace('NAME', () => first.name).replace('TEXT', () => found[1] ?? digits));
    if (named?.kind === 'intent') return aboutTheSame(named, last, reading);
  }
  return null;
}

/** "Entferne die Eier" is no pronoun before eggs: the name went into words that may be any. */
function holdsName({ slots }: UnderstoodIntent, { name }: Entity): boolean {
  const folded = foldCase(name);
  return Object.entries(slots).some(
    ([slot, value]) => slot !== 'name' && typeof value === 'string' && foldCase(value).includes(folded),
  );
}

/** `named` was made with the first entity's name; it is meant for all of the turn before. */
function aboutTheSame(named: Meaning, last: LastTurn, reading: Reading): Meaning | null {
  const meaning = firstReading(named);
  const [first] = last.entities;
  if (meaning === undefined || first === undefined || meaning.slots.name !== first.name) return null;
  if (holdsName(meaning, first)) return null;
  const about = Object.entries(last.slots).filter(([slot]) => ABOUT.includes(slot));
  const done = Object.entries(meaning.slots).filter(([slot]) => !ABOUT.includes(slot));
  const same = last.entities.filter((entity) => entity.domain === first.domain);
  const slots = Object.fromEntries([...(about.length > 0 ? about : [['name', first.name] as const]), ...done]);
  return understood({ ...meaning, slots, entities: same }, 'followUp', reading);
}

function understood(
  about: Pick<UnderstoodIntent, 'intent' | 'slots' | 'response' | 'entities' | 'text'>,
  certainty: UnderstoodIntent['certainty'],
  reading: Reading,
): UnderstoodIntent {
  const area = typeof about.slots.area === 'string' ? about.slots.area : (reading.here?.name ?? null);
  const { intent, slots, response, entities, text } = about;
  return { kind: 'intent', intent, slots, response, entities, area, text, certainty };
}
