import { modeReplies } from './mode-words.ts';
import type { Replies, Switched, TimerWords } from './replies.ts';
import { englishAlarms } from './replies-alarms.ts';
import { hasArticle, isPlural } from './replies-english-names.ts';
import { englishHouse } from './replies-house.ts';
import {
  clockText,
  dateParts,
  durationText,
  listAll,
  listAny,
  numberText,
  remainingText,
  sentenceCase,
  stateText,
} from './replies-words.ts';
import { stateWords } from './state-words.ts';

const STATES = stateWords('en');

const PLACES: Readonly<Record<string, string>> = { home: 'at home', not_home: 'away' };

const FAILURES: Readonly<Record<string, string>> = {
  'microphone.lost': 'My microphone stopped working. Please check that it is plugged in.',
  'microphone.unavailable': 'I cannot use my microphone. Please check that it is plugged in.',
  'speaker.lost': 'My speaker stopped working.',
  'speaker.unavailable': 'I cannot use my speaker.',
  'recognition.failed': 'Sorry, my hearing failed for a moment. Please say that again.',
  'synthesis.failed': 'Sorry, my voice failed for a moment.',
  'child.crashed': 'Sorry, a part of me just restarted. Please try again.',
  'child.unavailable': 'Sorry, a part of me is not running right now. Please try again in a moment.',
  'mqtt.unreachable': 'I cannot reach the house right now. Please check the connection to the broker.',
  'mqtt.refused': 'The broker refused my password.',
  'home.unavailable': 'I cannot reach the house right now.',
  'home.notConfirmed': 'I sent it, but the device did not answer.',
  'home.unknown': 'I do not know that device.',
  'home.ambiguous': 'I know more than one device of that name.',
  'operation.timeout': 'Sorry, that took too long.',
  'operation.cancelled': 'Cancelled.',
  'data.noSpace': 'My storage is full, so I could not save that.',
  'data.unwritable': 'I could not write to my storage, so I did not save that.',
  'model.missing': 'A file that I need for that is missing.',
  'model.corrupt': 'A file that I need for that is damaged.',
  'timer.unknown': 'There is no such timer.',
};

const KINDS: Readonly<Record<string, string>> = {
  light: 'lights',
  cover: 'blinds',
  switch: 'switches',
  fan: 'fans',
  lock: 'locks',
};

export function englishReplies(locale: string): Replies {
  return {
    locale,
    ...failures,
    ...questions(locale),
    ...deeds(locale),
    ...answers(locale),
    ...timers(locale),
    ...englishAlarms(locale),
    ...modeReplies(locale),
    ...englishHouse({ list: all, quantity: (value, unit) => quantity(locale, value, unit) }),
  };
}

const failures = {
  notUnderstood: () =>
    'Sorry, I did not understand that. I can switch lights, move blinds, lock doors, set the heating, run timers, and tell the time.',
  notUnderstoodYet: () => 'Sorry, I did not understand that.',
  nothingHeard: () => 'Sorry, I did not hear anything.',
  deviceDidNotAnswer: ({ names }) => `I sent it, but ${all(names)} did not answer.`,
  deviceUnavailable: ({ names }) => `I could not reach ${all(names)}.`,
  unknownDevice: ({ name }) => `I do not know a device called ${name}.`,
  notPossible: ({ name }) => `${The(name)} cannot do that.`,
  failed: ({ code }) => FAILURES[code] ?? 'Sorry, something went wrong.',
} satisfies Partial<Replies>;

function questions(locale: string) {
  return {
    whichOne: ({ names }) => `Which one: ${listAny(locale, names.map(the))}?`,
    whichTimer: ({ names }) => `Which timer: ${listAny(locale, names)}?`,
    howLong: () => 'For how long?',
    askUnlock: ({ name }) => `Do you really want me to unlock ${the(name)}?`,
    askOpen: ({ name }) => `Do you really want me to open ${the(name)}?`,
    confirmYesNo: () => 'Please say yes or no.',
    didYouSay: ({ first, second }) => `Did you say ${first} or ${second}?`,
  } satisfies Partial<Replies>;
}

function deeds(locale: string) {
  return {
    done: () => 'Done.',
    turnedOn: (what) => `Turned on ${things(what)}.`,
    turnedOff: (what) => `Turned off ${things(what)}.`,
    alreadyIs: ({ name, state }) => `${The(name)} ${be(name)} already ${stateText(STATES, state)}.`,
    brightnessSet: ({ name, percent }) => `Set ${the(name)} to ${numberText(locale, percent)} percent.`,
    colorSet: ({ name, color }) => `Set ${the(name)} to ${color}.`,
    positionSet: ({ name, percent }) => `Moved ${the(name)} to ${numberText(locale, percent)} percent.`,
    opened: (what) => `Opened ${things(what)}.`,
    closed: (what) => `Closed ${things(what)}.`,
    stopped: ({ names }) => `Stopped ${all(names)}.`,
    locked: ({ names }) => `Locked ${all(names)}.`,
    unlocked: ({ names }) => `Unlocked ${all(names)}.`,
    temperatureSet: ({ name, degrees, unit }) => `Set ${the(name)} to ${quantity(locale, degrees, unit)}.`,
    volumeSet: ({ percent }) => `Volume ${numberText(locale, percent)} percent.`,
    cancelled: () => 'Cancelled.',
    neverMind: () => 'Okay, never mind.',
    muted: () => 'My microphone is off.',
    unmuted: () => 'My microphone is on again.',
    setUpHold: () => 'Keep holding for set-up mode.',
    setUpOn: () => 'Set-up mode is on. Press the button to end it.',
    setUpOff: () => 'Set-up mode is off.',
    setUpMissing: () => 'This box has no set-up mode.',
  } satisfies Partial<Replies>;
}

function answers(locale: string) {
  return {
    temperatureIs: ({ name, value, unit }) => `${The(name)} ${be(name)} ${quantity(locale, value, unit)}.`,
    valueIs: ({ name, value, unit }) => `${The(name)} ${be(name)} ${quantity(locale, value, unit)}.`,
    stateIs: ({ name, state }) => `${The(name)} ${be(name)} ${stateText(STATES, state)}.`,
    yesNo: ({ name, state, yes, isPerson = false }) =>
      `${yes ? 'Yes' : 'No'}, ${isPerson ? name : the(name)} ${be(name)} ${stateText(STATES, state)}.`,
    thoseAre: ({ names, state }) =>
      names.length === 0
        ? `None are ${stateText(STATES, state)}.`
        : `${sentenceCase(all(names))} ${names.length > 1 ? 'are' : be(names[0] ?? '')} ${stateText(STATES, state)}.`,
    anyAre: ({ names, state }) =>
      names.length === 0
        ? `No, none are ${stateText(STATES, state)}.`
        : `Yes, ${all(names)} ${names.length > 1 ? 'are' : be(names[0] ?? '')} ${stateText(STATES, state)}.`,
    allAre: ({ others, state, arePeople = false }) =>
      others.length === 0
        ? 'Yes, all of them.'
        : `No, ${arePeople ? listAll('en', others) : all(others)} ${others.length > 1 ? 'are' : be(others[0] ?? '')} not ${stateText(STATES, state)}.`,
    howMany: ({ count, state }) =>
      `${count === 0 ? 'None' : numberText(locale, count)} ${count === 1 ? 'is' : 'are'} ${stateText(STATES, state)}.`,
    whereIs: ({ name, place }) => `${sentenceCase(name)} is ${PLACES[place] ?? `at ${place}`}.`,
    stateUnknown: ({ name }) => `I do not know the state of ${the(name)}.`,
    noRecord: () => 'I keep no record of that.',
    timeIs: ({ date, timeZone }) => `It is ${clockText(locale, date, timeZone)}.`,
    dateIs: ({ date, timeZone }) => dateSentence(locale, date, timeZone),
  } satisfies Partial<Replies>;
}

function timers(locale: string) {
  return {
    timerSet: ({ name, seconds }) => `${timer(name)} set for ${durationText(locale, seconds)}.`,
    timerLeft: (running) => timersLeft(locale, running),
    timersAre: (all) => timersAre(locale, all),
    timerCancelled: ({ name, count = 1 }) => (count > 1 ? `Cancelled ${count} timers.` : `${timer(name)} cancelled.`),
    timerPaused: ({ name, seconds }) => `${timer(name)} paused, with ${remainingText(locale, seconds)} left.`,
    timerResumed: ({ name, seconds }) => `${timer(name)} running again, ${remainingText(locale, seconds)} left.`,
    noTimers: () => 'There are no timers.',
    unknownTimer: ({ name }) => `There is no timer called ${name}.`,
    timerRinging: ({ name }) => (name === null ? 'Your timer is done.' : `Your ${name} timer is done.`),
    missedTimer: ({ name, lateSeconds }) =>
      `While I was off, ${name === null ? 'a timer' : `the ${name} timer`} ended ${remainingText(locale, lateSeconds)} ago.`,
  } satisfies Partial<Replies>;
}

function timersAre(locale: string, all: readonly TimerWords[]): string {
  const [only, ...more] = all;
  if (only === undefined || more.length > 0) return timersLeft(locale, all);
  return `You have one timer: ${only.name === null ? '' : `${only.name}, `}${remainingText(locale, only.seconds)} left.`;
}

function timersLeft(locale: string, running: readonly TimerWords[]): string {
  const [only, ...more] = running;
  if (only === undefined) return 'There are no timers.';
  if (more.length === 0) {
    const left = `${remainingText(locale, only.seconds)} left`;
    return only.name === null
      ? `There ${areCount(only.seconds)} ${left}.`
      : `${sentenceCase(left)} on the ${only.name} timer.`;
  }
  const each = running.map(
    ({ name, seconds }) => `${remainingText(locale, seconds)} on ${name === null ? 'one' : `the ${name} timer`}`,
  );
  return `You have ${running.length} timers: ${listAll(locale, each)}.`;
}

/** "There is 1 minute left", "There are 90 seconds left": the verb goes with the first number that is said. */
function areCount(seconds: number): string {
  const first = Number.parseInt(remainingText('en', seconds), 10);
  return first === 1 ? 'is' : 'are';
}

function dateSentence(locale: string, date: Date, timeZone: string | undefined): string {
  const { weekday, month, day } = dateParts(locale, date, timeZone);
  const ordinal = `${day}${ordinalSuffix(day)}`;
  return locale === 'en-US' || locale === 'en'
    ? `It is ${weekday}, ${month} ${ordinal}.`
    : `It is ${weekday}, the ${ordinal} of ${month}.`;
}

function ordinalSuffix(day: number): string {
  const words: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };
  return words[new Intl.PluralRules('en', { type: 'ordinal' }).select(day)] ?? 'th';
}

function timer(name: string | null): string {
  return name === null ? 'Timer' : `${sentenceCase(name)} timer`;
}

/** "the Kitchen Light", "the lights in the Kitchen", "4 devices". */
function things({ names, area, domain }: Switched): string {
  const kind = domain === null || domain === undefined ? undefined : KINDS[domain];
  if (names.length === 1 || (names.length <= 3 && !area)) return all(names);
  const what = kind === undefined || !area ? `${names.length} ${kind ?? 'devices'}` : `the ${kind}`;
  return area ? `${what} in ${the(area)}` : what;
}

function all(names: readonly string[]): string {
  return listAll('en', names.map(the));
}

function the(name: string): string {
  return hasArticle(name) ? name : `the ${name}`;
}

function The(name: string): string {
  return sentenceCase(the(name));
}

function be(name: string): string {
  return isPlural(name) ? 'are' : 'is';
}

/** "20 degrees": which scale is meant is the house's own, and everybody in it knows. */
function quantity(locale: string, value: number, unit: string | null): string {
  const number = numberText(locale, value);
  if (unit === null || unit === '') return number;
  if (unit === '%') return `${number} percent`;
  return /^°[CF]?$/.test(unit) ? `${number} ${value === 1 ? 'degree' : 'degrees'}` : `${number} ${unit}`;
}
