// The box's own sentences. Each is plain written text, as a screen would show it; spoken-text.ts makes it speakable. Names of
// devices, areas and timers are written as their owner wrote them.
import type { ErrorCode } from '../kernel/errors.ts';
import { type ModeReplies, modeReplies } from './mode-words.ts';
import type { AlarmReplies } from './replies-alarms.ts';
import { englishReplies } from './replies-english.ts';
import { frenchReplies } from './replies-french.ts';
import { germanReplies } from './replies-german.ts';
import type { HouseReplies } from './replies-house.ts';
import { SHORT_LANGUAGES, shortReplies } from './replies-short.ts';
import { spanishReplies } from './replies-spanish.ts';
import { wordedReplies } from './replies-worded.ts';

/** One thing or several, by name; never empty. */
export interface Named {
  readonly names: readonly string[];
}

/** What was switched: `area` where a whole area was meant, `domain` ("light", "cover", …) where all are of one kind. */
export interface Switched extends Named {
  readonly area?: string | null;
  readonly domain?: string | null;
}

/** `state` as Home Assistant writes it ("on", "closed", "locked", "heat"); unknown words are said as they are. */
export interface StateOf {
  readonly name: string;
  readonly state: string;
}

/** `unit` as written in the house: "°C", "%", "lux"; null for a bare number. */
export interface Measured {
  readonly name: string;
  readonly value: number;
  readonly unit: string | null;
}

/** A timer: `name` is null where it was given none; `seconds` is its length, or what is left of it. */
export interface TimerWords {
  readonly name: string | null;
  readonly seconds: number;
}

/** A moment, shown in `timeZone` (an IANA name; default: the process's own). */
export interface Moment {
  readonly date: Date;
  readonly timeZone?: string;
}

export interface Replies extends AlarmReplies, HouseReplies, ModeReplies {
  /** The locale that is really spoken, such as "en-US". */
  readonly locale: string;

  // What went wrong, honestly.
  notUnderstood(): string;
  /** While the sentences of the language are missing: promises nothing of what cannot be said yet. */
  notUnderstoodYet(): string;
  nothingHeard(): string;
  /** It was sent, and no state came back. */
  deviceDidNotAnswer(what: Named): string;
  /** Offline or out of reach: nothing was sent. */
  deviceUnavailable(what: Named): string;
  unknownDevice(what: { readonly name: string }): string;
  notPossible(what: { readonly name: string }): string;
  /** A sentence about an error that a person can act on; a general one for codes that mean nothing to them. */
  failed(what: { readonly code: ErrorCode | string }): string;

  // Questions; each opens the microphone again.
  whichOne(what: Named): string;
  whichTimer(what: Named): string;
  howLong(): string;
  askUnlock(what: { readonly name: string }): string;
  askOpen(what: { readonly name: string }): string;
  confirmYesNo(): string;
  /** Two words that say the opposite of each other: "on", "off". */
  didYouSay(what: { readonly first: string; readonly second: string }): string;

  // What was done.
  done(): string;
  turnedOn(what: Switched): string;
  turnedOff(what: Switched): string;
  alreadyIs(what: StateOf): string;
  brightnessSet(what: { readonly name: string; readonly percent: number }): string;
  colorSet(what: { readonly name: string; readonly color: string }): string;
  positionSet(what: { readonly name: string; readonly percent: number }): string;
  opened(what: Switched): string;
  closed(what: Switched): string;
  stopped(what: Named): string;
  locked(what: Named): string;
  unlocked(what: Named): string;
  temperatureSet(what: { readonly name: string; readonly degrees: number; readonly unit: string }): string;
  volumeSet(what: { readonly percent: number }): string;
  cancelled(): string;
  neverMind(): string;
  muted(): string;
  unmuted(): string;
  /** The button is held, and not yet long enough. */
  setUpHold(): string;
  setUpOn(): string;
  setUpOff(): string;
  setUpMissing(): string;

  // Answers.
  temperatureIs(what: { readonly name: string; readonly value: number; readonly unit: string }): string;
  valueIs(what: Measured): string;
  stateIs(what: StateOf): string;
  /** `yes`: whether the state asked about is the one it has; `isPerson`: no article goes before the name. */
  yesNo(what: StateOf & { readonly yes: boolean; readonly isPerson?: boolean }): string;
  /** Which of them are in `state`; `names` may be empty here. */
  thoseAre(what: { readonly names: readonly string[]; readonly state: string }): string;
  /** Whether any of them is in `state`, and which; `names` may be empty. */
  anyAre(what: { readonly names: readonly string[]; readonly state: string }): string;
  /** Whether all of them are in `state`; `others` are those that are not. */
  allAre(what: { readonly others: readonly string[]; readonly state: string; readonly arePeople?: boolean }): string;
  howMany(what: { readonly count: number; readonly state: string }): string;
  /** Where a person is: "home", "not_home", or the name of a place. */
  whereIs(what: { readonly name: string; readonly place: string }): string;
  stateUnknown(what: { readonly name: string }): string;
  /** To who asks when something happened: what it is now is said behind it. */
  noRecord(): string;
  timeIs(what: Moment): string;
  dateIs(what: Moment): string;

  // Timers.
  timerSet(what: TimerWords): string;
  timerLeft(what: readonly TimerWords[]): string;
  /** How many there are, and how long each has left. */
  timersAre(what: readonly TimerWords[]): string;
  timerCancelled(what: { readonly name: string | null; readonly count?: number }): string;
  timerPaused(what: TimerWords): string;
  timerResumed(what: TimerWords): string;
  noTimers(): string;
  unknownTimer(what: { readonly name: string }): string;
  timerRinging(what: { readonly name: string | null }): string;
  /** It ended `lateSeconds` ago, while the box was off. */
  missedTimer(what: { readonly name: string | null; readonly lateSeconds: number }): string;
}

const BY_LANGUAGE: Readonly<Record<string, (locale: string) => Replies>> = {
  en: englishReplies,
  de: germanReplies,
  fr: frenchReplies,
  es: spanishReplies,
};

/** The sentences of `locale` ("en", "en-GB", "de-AT", "fr_FR", …); English for a language that has none of its own. */
export function replies(locale: string): Replies {
  const canonical = canonicalLocale(locale);
  const make = BY_LANGUAGE[canonical.split('-')[0] ?? ''];
  return make === undefined ? (fromTables(canonical) ?? englishReplies('en-US')) : make(canonical);
}

function fromTables(locale: string): Replies | null {
  const [short, worded] = [shortReplies(locale), wordedReplies(locale)];
  return short === null || worded === null ? null : { ...worded, ...short, ...modeReplies(locale) };
}

/** Languages that have all sentences of their own. */
export const REPLY_LANGUAGES: readonly string[] = [...Object.keys(BY_LANGUAGE), ...SHORT_LANGUAGES];

/**
 * The sentences that never change, most needed first: what the voice keeps ready on disk, and what may be kept there, since no
 * name and nothing anybody said is in them.
 */
export function fixedReplies(locale: string): readonly string[] {
  const say = replies(locale);
  const codes: readonly ErrorCode[] = ['recognition.failed', 'synthesis.failed', 'mqtt.unreachable', 'microphone.lost'];
  return [
    ...[say.notUnderstood(), say.nothingHeard(), say.done(), say.cancelled(), say.neverMind(), say.confirmYesNo()],
    ...[say.timerRinging({ name: null }), say.noTimers(), say.howLong(), say.muted(), say.unmuted()],
    ...codes.map((code) => say.failed({ code })),
  ];
}

/** `locale` as the runtime's language data takes it: "de_AT" ▸ "de-AT"; "en-US" for what is none. */
export function canonicalLocale(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale.replaceAll('_', '-'))[0] ?? 'en-US';
  } catch {
    return 'en-US'; // not a language tag at all: say what there is in English
  }
}
