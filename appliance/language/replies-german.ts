// German. Names come without an article, since the house does not tell a name's gender.

import { modeReplies } from './mode-words.ts';
import type { Replies, Switched, TimerWords } from './replies.ts';
import { germanAlarms } from './replies-alarms.ts';
import { germanHouse } from './replies-house.ts';
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

const STATES = stateWords('de');

const FAILURES: Readonly<Record<string, string>> = {
  'microphone.lost': 'Mein Mikrofon ist ausgefallen. Ist es eingesteckt?',
  'microphone.unavailable': 'Ich kann mein Mikrofon nicht benutzen. Ist es eingesteckt?',
  'speaker.lost': 'Mein Lautsprecher ist ausgefallen.',
  'speaker.unavailable': 'Ich kann meinen Lautsprecher nicht benutzen.',
  'recognition.failed': 'Entschuldigung, ich habe kurz nichts gehört. Bitte noch einmal.',
  'synthesis.failed': 'Entschuldigung, meine Stimme hat kurz versagt.',
  'child.crashed': 'Entschuldigung, ein Teil von mir ist gerade neu gestartet. Bitte noch einmal.',
  'child.unavailable': 'Entschuldigung, ein Teil von mir läuft gerade nicht. Bitte gleich noch einmal.',
  'mqtt.unreachable': 'Ich erreiche das Haus gerade nicht. Bitte die Verbindung zum Broker prüfen.',
  'mqtt.refused': 'Der Broker hat mein Passwort abgelehnt.',
  'home.unavailable': 'Ich erreiche das Haus gerade nicht.',
  'home.notConfirmed': 'Ich habe es gesendet, aber das Gerät hat nicht geantwortet.',
  'home.unknown': 'Dieses Gerät kenne ich nicht.',
  'home.ambiguous': 'Ich kenne mehrere Geräte mit diesem Namen.',
  'operation.timeout': 'Entschuldigung, das hat zu lange gedauert.',
  'operation.cancelled': 'Abgebrochen.',
  'data.noSpace': 'Mein Speicher ist voll, ich konnte das nicht sichern.',
  'data.unwritable': 'Ich kann meinen Speicher nicht beschreiben und konnte das nicht sichern.',
  'model.missing': 'Mir fehlt eine Datei, die ich dafür brauche.',
  'model.corrupt': 'Eine Datei, die ich dafür brauche, ist beschädigt.',
  'timer.unknown': 'Diesen Timer gibt es nicht.',
};

const KINDS: Readonly<Record<string, string>> = {
  light: 'Lichter',
  cover: 'Rollläden',
  switch: 'Schalter',
  fan: 'Ventilatoren',
  lock: 'Schlösser',
};

export function germanReplies(locale: string): Replies {
  return {
    locale,
    ...failures,
    ...questions(locale),
    ...deeds(locale),
    ...answers(locale),
    ...timers(locale),
    ...germanAlarms(locale),
    ...modeReplies(locale),
    ...germanHouse({
      list: (names) => listAll('de', names),
      quantity: (value, unit) => quantity(locale, value, unit),
    }),
  };
}

const failures = {
  notUnderstood: () =>
    'Das habe ich leider nicht verstanden. Ich kann Lichter schalten, Rollläden bewegen, Türen abschließen, die Heizung einstellen, Timer stellen und die Uhrzeit sagen.',
  notUnderstoodYet: () => 'Das habe ich leider nicht verstanden.',
  nothingHeard: () => 'Ich habe leider nichts gehört.',
  deviceDidNotAnswer: ({ names }) =>
    `Ich habe es gesendet, aber ${all(names)} ${names.length > 1 ? 'haben' : 'hat'} nicht geantwortet.`,
  deviceUnavailable: ({ names }) => `${all(names)} ${are(names)} nicht erreichbar.`,
  unknownDevice: ({ name }) => `Ein Gerät namens ${name} kenne ich nicht.`,
  notPossible: ({ name }) => `${name} kann das nicht.`,
  failed: ({ code }) => FAILURES[code] ?? 'Entschuldigung, da ist etwas schiefgegangen.',
} satisfies Partial<Replies>;

function questions(locale: string) {
  return {
    whichOne: ({ names }) => `Welches Gerät: ${listAny(locale, names)}?`,
    whichTimer: ({ names }) => `Welcher Timer: ${listAny(locale, names)}?`,
    howLong: () => 'Wie lange?',
    askUnlock: ({ name }) => `Soll ich ${name} wirklich aufschließen?`,
    askOpen: ({ name }) => `Soll ich ${name} wirklich öffnen?`,
    confirmYesNo: () => 'Bitte ja oder nein sagen.',
    didYouSay: ({ first, second }) => `Meinst du ${first} oder ${second}?`,
  } satisfies Partial<Replies>;
}

function deeds(locale: string) {
  return {
    done: () => 'Erledigt.',
    turnedOn: (what) => `${things(what)} eingeschaltet.`,
    turnedOff: (what) => `${things(what)} ausgeschaltet.`,
    alreadyIs: ({ name, state }) => `${name} ist schon ${stateText(STATES, state)}.`,
    brightnessSet: ({ name, percent }) => `${name} auf ${numberText(locale, percent)} Prozent gestellt.`,
    colorSet: ({ name }) => `Farbe von ${name} eingestellt.`,
    positionSet: ({ name, percent }) => `${name} auf ${numberText(locale, percent)} Prozent gefahren.`,
    opened: (what) => `${things(what)} geöffnet.`,
    closed: (what) => `${things(what)} geschlossen.`,
    stopped: ({ names }) => `${all(names)} angehalten.`,
    locked: ({ names }) => `${all(names)} abgeschlossen.`,
    unlocked: ({ names }) => `${all(names)} aufgeschlossen.`,
    temperatureSet: ({ name, degrees, unit }) => `${name} auf ${quantity(locale, degrees, unit)} gestellt.`,
    volumeSet: ({ percent }) => `Lautstärke ${numberText(locale, percent)} Prozent.`,
    cancelled: () => 'Abgebrochen.',
    neverMind: () => 'In Ordnung, vergessen wir das.',
    muted: () => 'Mein Mikrofon ist aus.',
    unmuted: () => 'Mein Mikrofon ist wieder an.',
    setUpHold: () => 'Weiter gedrückt halten für den Einrichtungsmodus.',
    setUpOn: () => 'Der Einrichtungsmodus ist an. Ein Druck auf die Taste beendet ihn.',
    setUpOff: () => 'Der Einrichtungsmodus ist aus.',
    setUpMissing: () => 'Diese Box hat keinen Einrichtungsmodus.',
  } satisfies Partial<Replies>;
}

function answers(locale: string) {
  return {
    temperatureIs: ({ name, value, unit }) => `${name}: ${quantity(locale, value, unit)}.`,
    valueIs: ({ name, value, unit }) => `${name}: ${quantity(locale, value, unit)}.`,
    stateIs: ({ name, state }) => `${name} ist ${stateText(STATES, state)}.`,
    yesNo: ({ name, state, yes }) => `${yes ? 'Ja' : 'Nein'}, ${name} ist ${stateText(STATES, state)}.`,
    thoseAre: ({ names, state }) =>
      names.length === 0
        ? `Nichts ist ${stateText(STATES, state)}.`
        : `${all(names)} ${are(names)} ${stateText(STATES, state)}.`,
    anyAre: ({ names, state }) =>
      names.length === 0
        ? `Nein, nichts ist ${stateText(STATES, state)}.`
        : `Ja, ${listAll('de', names)} ${are(names)} ${stateText(STATES, state)}.`,
    allAre: ({ others, state }) =>
      others.length === 0
        ? 'Ja, alle.'
        : `Nein, ${listAll('de', others)} ${are(others)} nicht ${stateText(STATES, state)}.`,
    howMany: ({ count, state }) =>
      count === 0
        ? `Nichts ist ${stateText(STATES, state)}.`
        : `${numberText(locale, count)} ${count === 1 ? 'ist' : 'sind'} ${stateText(STATES, state)}.`,
    whereIs: ({ name, place }) => `${name} ist ${STATES[place] ?? `hier: ${place}`}.`,
    stateUnknown: ({ name }) => `Den Zustand von ${name} kenne ich nicht.`,
    noRecord: () => 'Darüber führe ich kein Protokoll.',
    timeIs: ({ date, timeZone }) => `Es ist ${clockText(locale, date, timeZone)} Uhr.`,
    dateIs: ({ date, timeZone }) => {
      const { weekday, month, day } = dateParts(locale, date, timeZone);
      return `Heute ist ${weekday}, der ${day}. ${month}.`;
    },
  } satisfies Partial<Replies>;
}

function timers(locale: string) {
  return {
    timerSet: ({ name, seconds }) => `${timer(name)} auf ${durationText(locale, seconds)} gestellt.`,
    timerLeft: (running) => timersLeft(locale, running),
    timersAre: (all) => timersAre(locale, all),
    timerCancelled: ({ name, count = 1 }) =>
      count > 1 ? `${count} Timer abgebrochen.` : `${timer(name)} abgebrochen.`,
    timerPaused: ({ name, seconds }) => `${timer(name)} angehalten, noch ${remainingText(locale, seconds)}.`,
    timerResumed: ({ name, seconds }) => `${timer(name)} läuft weiter, noch ${remainingText(locale, seconds)}.`,
    noTimers: () => 'Es läuft kein Timer.',
    unknownTimer: ({ name }) => `Einen Timer namens ${name} gibt es nicht.`,
    timerRinging: ({ name }) => `${timer(name)} ist abgelaufen.`,
    missedTimer: ({ name, lateSeconds }) =>
      `Während ich aus war, ist ${name === null ? 'ein Timer' : `der Timer ${name}`} abgelaufen, vor ${ago(remainingText(locale, lateSeconds))}.`,
  } satisfies Partial<Replies>;
}

function timersAre(locale: string, all: readonly TimerWords[]): string {
  const [only, ...more] = all;
  if (only === undefined || more.length > 0) return timersLeft(locale, all);
  return `Es läuft ein Timer: ${only.name === null ? '' : `${only.name}, `}noch ${remainingText(locale, only.seconds)}.`;
}

function timersLeft(locale: string, running: readonly TimerWords[]): string {
  const [only, ...more] = running;
  if (only === undefined) return 'Es läuft kein Timer.';
  const left = ({ seconds }: TimerWords): string => remainingText(locale, seconds);
  if (more.length === 0) return `${only.name === null ? '' : `${timer(only.name)}: `}Noch ${left(only)}.`;
  const each = running.map((one) => `${one.name ?? 'einer'} noch ${left(one)}`);
  return `Es laufen ${running.length} Timer: ${listAll(locale, each)}.`;
}

/** "vor" takes the dative: 2 Tage ▸ 2 Tagen. Hours, minutes and seconds already end in n. */
function ago(duration: string): string {
  return duration.replace(/\bTage\b/, 'Tagen');
}

function timer(name: string | null): string {
  return name === null ? 'Timer' : `Timer ${name}`;
}

function things({ names, area, domain }: Switched): string {
  if (names.length === 1 || (names.length <= 3 && !area)) return all(names);
  const what = `${names.length} ${KINDS[domain ?? ''] ?? 'Geräte'}`;
  return area ? `${what} im Bereich ${area}` : what;
}

function all(names: readonly string[]): string {
  return sentenceCase(listAll('de', names));
}

function are(names: readonly string[]): string {
  return names.length > 1 ? 'sind' : 'ist';
}

function quantity(locale: string, value: number, unit: string | null): string {
  const number = numberText(locale, value);
  if (unit === null || unit === '') return number;
  if (unit === '%') return `${number} Prozent`;
  return /^°[CF]?$/.test(unit) ? `${number} Grad` : `${number} ${unit}`;
}
