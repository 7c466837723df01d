// What the turn before gives to this one: "make it brighter", "no, the kitchen", "and the hallway too", "brighter".
import type { Entity } from '../home/house.ts';
import { foldCase, normalizeForMatching } from '../language/fold.ts';
import { digitsForWords } from '../language/numbers.ts';
import { type FuzzyOptions, nearestNames } from './fuzzy-names.ts';
import { namesOf } from './house-lists.ts';
import { type LinkingWords, linkingWords } from './linking-words.ts';
import type { Meaning, Reading } from './reading.ts';
import type { LastTurn, UnderstoodIntent } from './understanding.ts';

/** Slots that say what a command is about, not what is done with it. */
const ABOUT = ['name', 'area', 'floor', 'domain', 'device_class'];
/** A name this near is taken before an area. */
const SURE = 0.95;

/** Texts that say themselves that they go on from the turn before: corrections and pronouns. */
export function readMarkedFollowUp(text: string, reading: Reading, options: FuzzyOptions): Meaning | null {
  const last = reading.context.lastTurn;
  if (last === null) return null;
  const plain = normalizeForMatching(text);
  const words = linkingWords(reading.context.language);
  const corrected = firstGroup(words.correction, foldCase(plain));
  if (corrected !== null) return correction(corrected, last, reading, words, options);
  return withPronoun(plain, last, reading, words);
}

/** Texts that mean nothing alone: "and the hallway", "brighter", "40 percent". */
export function readBareFollowUp(text: string, reading: Reading, options: FuzzyOptions): Meaning | null {
  const last = reading.context.lastTurn;
  if (last === null) return null;
  const words = linkingWords(reading.context.language);
  const plain = foldCase(normalizeForMatching(text));
  const added = firstGroup(words.addition, plain);
  const fragment = added ?? plain;
  const changed = bareChange(fragment, last, reading, words);
  if (changed !== null) return changed;
  return added === null ? null : elsewhere(added, last, reading, words, options, 'followUp');
}

function correction(
  fragment: string,
  last: LastTurn,
  reading: Reading,
  words: LinkingWords,
  options: FuzzyOptions,
): Meaning | null {
  // "non, moins fort" to a light is no word to what plays music
  const dimmed = last.intent === 'HassLightSet' ? bareChange(fragment, last, reading, words) : null;
  if (dimmed !== null) return dimmed;
  const whole = reading.exact(fragment);
  if (whole?.kind === 'intent' && whole.intent !== 'HassTurnOn') return { ...whole, certainty: 'correction' };
  const moved = elsewhere(fragment, last, reading, words, options, 'correction');
  if (moved !== null) return moved;
  const changed = bareChange(fragment, last, reading, words);
  if (changed !== null) return changed;
  return whole?.kind === 'intent' ? { ...whole, certainty: 'correction' } : whole;
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
    const named = reading.exact(text.replace(pattern, first.name));
    if (named !== null) return aboutTheSame(named, last, reading);
  }
  return null;
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
  for (const { pattern, sentence } of words.bareChange) {
    const found = pattern.exec(digits);
    if (found === null) continue;
    const named = reading.exact(sentence.replace('NAME', () => first.name).replace('TEXT', () => found[1] ?? digits));
    if (named?.kind === 'intent') return aboutTheSame(named, last, reading);
  }
  return null;
}

/** `named` was made with the first entity's name; it is meant for all of the turn before. */
function aboutTheSame(named: Meaning, last: LastTurn, reading: Reading): Meaning | null {
  const meaning = named.kind === 'intent' ? named : named.candidates[0]?.meaning;
  const [first] = last.entities;
  if (meaning === undefined || first === undefined || meaning.slots.name !== first.name) return null;
  const about = Object.entries(last.slots).filter(([slot]) => ABOUT.includes(slot));
  const done = Object.entries(meaning.slots).filter(([slot]) => !ABOUT.includes(slot));
  const same = last.entities.filter((entity) => entity.domain === first.domain);
  const slots = Object.fromEntries([...(about.length > 0 ? about : [['name', first.name] as const]), ...done]);
  return understood({ ...meaning, slots, entities: same }, 'followUp', reading);
}

/** What the turn before did, for another name or another area. */
function elsewhere(
  fragment: string,
  last: LastTurn,
  reading: Reading,
  words: LinkingWords,
  options: FuzzyOptions,
  certainty: 'followUp' | 'correction',
): Meaning | null {
  const said = fragment.replace(words.articles, '');
  const domains = new Set(last.entities.map((entity) => entity.domain));
  const { snapshot } = reading.context;
  const alike = snapshot.entities.filter((entity) => domains.size === 0 || domains.has(entity.domain));
  const names = nearestNames(said, alike, namesOf, options);
  const areas = nearestNames(said, snapshot.areas, namesOf, options);
  const done = Object.fromEntries(Object.entries(last.slots).filter(([slot]) => !ABOUT.includes(slot)));
  const { intent, response } = last;
  const [area] = areas;
  if (area !== undefined && areas.length === 1 && (names[0]?.score ?? 0) < SURE) {
    const there = alike.filter((entity) => entity.area === area.thing.id);
    const kind = last.slots.domain ?? (domains.size === 1 ? [...domains][0] : undefined);
    const slots = {
      ...done,
      area: area.thing.name,
      ...(kind === undefined ? {} : { domain: kind }),
      ...deviceClass(last),
    };
    if (there.length > 0)
      return understood({ intent, slots, response, entities: there, text: fragment }, certainty, reading);
  }
  if (names.length === 0) return null;
  const entities = names.map(({ thing }) => thing);
  const meaning = reading.chosen({ intent, slots: done, response, entities }, entities.length > 1, fragment, certainty);
  return withNames(meaning);
}

function deviceClass(last: LastTurn): Readonly<Record<string, unknown>> {
  return last.slots.device_class === undefined ? {} : { device_class: last.slots.device_class };
}

function withNames(meaning: Meaning): Meaning {
  const named = (one: UnderstoodIntent): UnderstoodIntent => ({
    ...one,
    slots: { ...one.slots, ...nameSlot(one.entities) },
  });
  if (meaning.kind === 'intent') return named(meaning);
  return { ...meaning, candidates: meaning.candidates.map((one) => ({ ...one, meaning: named(one.meaning) })) };
}

function nameSlot(entities: readonly Entity[]): Readonly<Record<string, unknown>> {
  return entities[0] === undefined ? {} : { name: entities[0].name };
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

function firstGroup(pattern: RegExp, text: string): string | null {
  const match = pattern.exec(text);
  if (match === null) return null;
  return match.slice(1).find((group) => group !== undefined) ?? null;
}
