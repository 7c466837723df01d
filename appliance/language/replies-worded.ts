// What the box says of deeds, states and timers in languages whose sentences are a table of words. They are worded so that no name needs
// an ending: what happened stands first, then, after a colon, what it happened to. Words in braces are filled in.
import { named } from './kind-names.ts';
import { KINDS } from './kind-names-worded.ts';
import { baseLanguage } from './language-tag.ts';
import type { ModeReplies } from './mode-words.ts';
import type { Replies, Switched, TimerWords } from './replies.ts';
import type { ShortReplies } from './replies-short.ts';
import { WORDED_GERMANIC } from './replies-worded-germanic.ts';
import { WORDED_ROMANCE } from './replies-worded-romance.ts';
import { WORDED_SLAVIC } from './replies-worded-slavic.ts';
import {
  clockText,
  dateParts,
  listAll,
  numberText,
  remainingText,
  sentenceCase,
  spanText,
  stateText,
} from './replies-words.ts';
import { stateWords } from './state-words.ts';

/** A word by the plural category of the number before it, as the runtime's language data names them; "other" for all that are not listed. */
export type Counted = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };

/** {name} or {names} of things, {things} names or a kind in an area, {state} a state, {value} a number with its unit, {left} a time. */
export interface WordedReplies {
  readonly notUnderstood: string;
  readonly notUnderstoodYet: string;
  readonly unknownDevice: string;
  readonly notPossible: string;
  readonly failures: Readonly<Record<FailureWord, string>>;
  /** {first}, {second} */
  readonly didYouSay: string;
  readonly turnedOn: string;
  readonly turnedOff: string;
  readonly alreadyIs: string;
  readonly set: string;
  readonly colorSet: string;
  readonly moved: string;
  readonly opened: string;
  readonly closed: string;
  readonly stopped: string;
  readonly locked: string;
  readonly unlocked: string;
  readonly volumeSet: string;
  readonly muted: string;
  readonly unmuted: string;
  readonly stateIs: string;
  readonly yes: string;
  readonly no: string;
  readonly noneAre: string;
  readonly allAre: string;
  readonly othersAreNot: string;
  /** {place} */
  readonly whereIs: string;
  readonly stateUnknown: string;
  readonly noRecord: string;
  /** {clock} */
  readonly timeIs: string;
  /** {weekday}, {day}, {month} */
  readonly dateIs: string;
  /** {timer} is `timer` with its name, or `aTimer`. */
  readonly timer: string;
  readonly aTimer: string;
  readonly timerSet: string;
  readonly timerLeft: string;
  /** {count}, {each} */
  readonly timersLeft: string;
  readonly timerCancelled: string;
  readonly timersCancelled: string;
  readonly timerPaused: string;
  readonly timerResumed: string;
  readonly noTimers: string;
  readonly unknownTimer: string;
  /** {kind} in the plural; null kinds are `nothingThere`. */
  readonly noneThere: string;
  readonly noneInArea: string;
  readonly nothingThere: string;
  readonly nothingInArea: string;
  /** {min}, {max} with its unit. */
  readonly outOfRange: string;
  /** "Degrees" after "up to", where that is not how they are counted. */
  readonly degreesUpTo?: string;
  readonly targetIs: string;
  readonly listEmpty: string;
  /** {items} */
  readonly listHolds: string;
  /** {item} */
  readonly notOnList: string;
  readonly hello: string;
  readonly alwaysListening: string;
  readonly whereDataGoes: string;
  readonly whatICanDo: string;
  readonly whoMadeMe: string;
  readonly devices: string;
  /** {count} */
  readonly manyDevices: string;
  readonly degree: Counted;
  readonly percent: Counted;
  /** What these answers call states that the sentences of the language say in their own way. */
  readonly states?: Readonly<Record<string, string>>;
}

export type FailureWord =
  | 'microphone'
  | 'speaker'
  | 'hearing'
  | 'voice'
  | 'restarted'
  | 'house'
  | 'password'
  | 'timeout'
  | 'storage'
  | 'file'
  | 'general';

const DEGREES = /^°[CF]?$/;

const FAILURES: Readonly<Record<string, FailureWord>> = {
  'microphone.lost': 'microphone',
  'microphone.unavailable': 'microphone',
  'speaker.lost': 'speaker',
  'speaker.unavailable': 'speaker',
  'recognition.failed': 'hearing',
  'synthesis.failed': 'voice',
  'child.crashed': 'restarted',
  'child.unavailable': 'restarted',
  'mqtt.unreachable': 'house',
  'mqtt.refused': 'password',
  'home.unavailable': 'house',
  'operation.timeout': 'timeout',
  'data.noSpace': 'storage',
  'data.unwritable': 'storage',
  'model.missing': 'file',
  'model.corrupt': 'file',
};

const WORDED: Readonly<Record<string, WordedReplies>> = { ...WORDED_GERMANIC, ...WORDED_ROMANCE, ...WORDED_SLAVIC };

/** What `locale` adds to its short replies to have all of them; null for a language without such a table. */
export function wordedReplies(locale: string): Omit<Replies, keyof ShortReplies | keyof ModeReplies> | null {
  const words = WORDED[baseLanguage(locale)];
  if (words === undefined) return null;
  const say = phrasing(locale, words);
  return {
    locale,
    ...failures(words),
    ...deeds(words, say),
    ...answers(locale, words, say),
    ...timers(locale, words),
    ...house(words, say),
  };
}

type Values = Readonly<Record<string, string | number>>;

function fill(template: string, values: Values): string {
  return sentenceCase(template.replace(/\{(\w+)\}/g, (_, key: string) => String(values[key] ?? '')));
}

interface Phrasing {
  readonly all: (names: readonly string[]) => string;
  readonly state: (state: string) => string;
  readonly quantity: (value: number, unit: string | null) => string;
  readonly things: (what: Switched) => string;
  readonly kind: (kind: string) => string;
}

function phrasing(locale: string, words: WordedReplies): Phrasing {
  const states = { ...stateWords(baseLanguage(locale)), ...words.states };
  const plural = new Intl.PluralRules(locale);
  const counted = (value: number, word: Counted): string => word[plural.select(value)] ?? word.other;
  const all = (names: readonly string[]): string => listAll(locale, names);
  const kind = (name: string): string => named(KINDS[baseLanguage(locale)] ?? {}, name);
  return {
    all,
    kind,
    state: (state) => stateText(states, state),
    quantity: (value, unit) => {
      const number = numberText(locale, value);
      if (unit === null || unit === '') return number;
      if (unit === '%') return `${number} ${counted(value, words.percent)}`;
      return DEGREES.test(unit) ? `${number} ${counted(value, words.degree)}` : `${number} ${unit}`;
    },
    things: ({ names, area, domain }) => {
      if (names.length === 1 || (names.length <= 3 && !area)) return all(names);
      if (area) return `${area}, ${domain ? kind(domain) : words.devices}`;
      return fill(words.manyDevices, { count: names.length });
    },
  };
}

function failures(words: WordedReplies) {
  return {
    notUnderstood: () => words.notUnderstood,
    notUnderstoodYet: () => words.notUnderstoodYet,
    unknownDevice: (what) => fill(words.unknownDevice, what),
    notPossible: (what) => fill(words.notPossible, what),
    failed: ({ code }) => words.failures[FAILURES[code] ?? 'general'],
    didYouSay: (what) => fill(words.didYouSay, what),
  } satisfies Partial<Replies>;
}

function deeds(words: WordedReplies, { all, state, quantity, things }: Phrasing) {
  const percent = (value: number): string => quantity(value, '%');
  const named = (template: string, names: readonly string[]): string => fill(template, { things: all(names) });
  return {
    turnedOn: (what) => fill(words.turnedOn, { things: things(what) }),
    turnedOff: (what) => fill(words.turnedOff, { things: things(what) }),
    alreadyIs: (what) => fill(words.alreadyIs, { name: what.name, state: state(what.state) }),
    brightnessSet: (what) => fill(words.set, { name: what.name, value: percent(what.percent) }),
    colorSet: ({ name }) => fill(words.colorSet, { name }), // the house has only English names for colours
    positionSet: (what) => fill(words.moved, { name: what.name, value: percent(what.percent) }),
    opened: (what) => fill(words.opened, { things: things(what) }),
    closed: (what) => fill(words.closed, { things: things(what) }),
    stopped: ({ names }) => named(words.stopped, names),
    locked: ({ names }) => named(words.locked, names),
    unlocked: ({ names }) => named(words.unlocked, names),
    temperatureSet: ({ name, degrees, unit }) => fill(words.set, { name, value: quantity(degrees, unit) }),
    volumeSet: (what) => fill(words.volumeSet, { value: percent(what.percent) }),
    muted: () => words.muted,
    unmuted: () => words.unmuted,
  } satisfies Partial<Replies>;
}

function answers(locale: string, words: WordedReplies, { all, state, quantity }: Phrasing) {
  const measured = (name: string, value: number, unit: string | null): string =>
    sentenceCase(`${name}: ${quantity(value, unit)}.`);
  const none = (asked: string): string => fill(words.noneAre, { state: state(asked) });
  return {
    temperatureIs: ({ name, value, unit }) => measured(name, value, unit),
    valueIs: ({ name, value, unit }) => measured(name, value, unit),
    stateIs: (what) => fill(words.stateIs, { name: what.name, state: state(what.state) }),
    yesNo: (what) =>
      fill(`${what.yes ? words.yes : words.no}, ${words.stateIs}`, { name: what.name, state: state(what.state) }),
    thoseAre: ({ names, state: asked }) =>
      names.length === 0 ? none(asked) : sentenceCase(`${all(names)}: ${state(asked)}.`),
    anyAre: ({ names, state: asked }) =>
      names.length === 0 ? `${words.no}. ${none(asked)}` : `${words.yes}: ${all(names)}.`,
    allAre: ({ others, state: asked }) =>
      others.length === 0 ? words.allAre : fill(words.othersAreNot, { names: all(others), state: state(asked) }),
    howMany: ({ count, state: asked }) =>
      count === 0 ? none(asked) : `${numberText(locale, count)}: ${state(asked)}.`,
    whereIs: ({ name, place }) =>
      place === 'home' || place === 'not_home'
        ? fill(words.stateIs, { name, state: state(place) })
        : fill(words.whereIs, { name, place }),
    stateUnknown: (what) => fill(words.stateUnknown, what),
    noRecord: () => words.noRecord,
    timeIs: ({ date, timeZone }) => fill(words.timeIs, { clock: clockText(locale, date, timeZone) }),
    dateIs: ({ date, timeZone }) => fill(words.dateIs, { ...dateParts(locale, date, timeZone) }),
  } satisfies Partial<Replies>;
}

function timers(locale: string, words: WordedReplies) {
  const timer = (name: string | null): string => (name === null ? words.aTimer : fill(words.timer, { name }));
  const running = (template: string, { name, seconds }: TimerWords): string =>
    fill(template, { timer: timer(name), left: remainingText(locale, seconds) });
  const left = (all: readonly TimerWords[]): string => timersLeft(all, words, (one) => running(words.timerLeft, one));
  return {
    timerSet: ({ name, seconds }) => fill(words.timerSet, { timer: timer(name), left: spanText(locale, seconds) }),
    timerLeft: left,
    timersAre: left,
    timerCancelled: ({ name, count = 1 }) =>
      count > 1 ? fill(words.timersCancelled, { count }) : fill(words.timerCancelled, { timer: timer(name) }),
    timerPaused: (what) => running(words.timerPaused, what),
    timerResumed: (what) => running(words.timerResumed, what),
    noTimers: () => words.noTimers,
    unknownTimer: (what) => fill(words.unknownTimer, what),
  } satisfies Partial<Replies>;
}

function timersLeft(all: readonly TimerWords[], words: WordedReplies, each: (timer: TimerWords) => string): string {
  if (all.length === 0) return words.noTimers;
  const told = all.map((one) => each(one).replace(/\.$/, ''));
  return all.length === 1 ? `${told.join('')}.` : fill(words.timersLeft, { count: all.length, each: told.join('; ') });
}

function house(words: WordedReplies, { all, kind, quantity }: Phrasing) {
  return {
    noneThere: ({ kind: sought, area }) => {
      const place = area ?? '';
      if (sought === null) return fill(area === null ? words.nothingThere : words.nothingInArea, { area: place });
      return fill(area === null ? words.noneThere : words.noneInArea, { kind: kind(sought), area: place });
    },
    outOfRange: ({ name, min, max, unit }) => {
      const isTemperature = words.degreesUpTo !== undefined && unit !== null && DEGREES.test(unit);
      const most = isTemperature ? `${quantity(max, null)} ${words.degreesUpTo}` : quantity(max, unit);
      return fill(words.outOfRange, { name, min: quantity(min, null), max: most });
    },
    targetIs: ({ name, degrees, unit }) => fill(words.targetIs, { name, value: quantity(degrees, unit) }),
    listHolds: ({ name, items }) =>
      items.length === 0 ? fill(words.listEmpty, { name }) : fill(words.listHolds, { name, items: all(items) }),
    notOnList: (what) => fill(words.notOnList, what),
    hello: () => words.hello,
    alwaysListening: () => words.alwaysListening,
    whereDataGoes: () => words.whereDataGoes,
    whatICanDo: () => words.whatICanDo,
    whoMadeMe: () => words.whoMadeMe,
  } satisfies Partial<Replies>;
}
