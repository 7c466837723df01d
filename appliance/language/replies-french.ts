// French. Names come without an article and adjectives stay in the masculine, since the house does not tell a name's gender.

import { modeReplies } from './mode-words.ts';
import type { Replies, Switched, TimerWords } from './replies.ts';
import { frenchAlarms } from './replies-alarms.ts';
import { frenchHouse } from './replies-house.ts';
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

const STATES = stateWords('fr');

const FAILURES: Readonly<Record<string, string>> = {
  'microphone.lost': "Mon micro ne répond plus. Vérifiez qu'il est branché.",
  'microphone.unavailable': "Je ne peux pas utiliser mon micro. Vérifiez qu'il est branché.",
  'speaker.lost': 'Mon haut-parleur ne répond plus.',
  'speaker.unavailable': 'Je ne peux pas utiliser mon haut-parleur.',
  'recognition.failed': "Désolé, je n'ai pas pu écouter. Répétez, s'il vous plaît.",
  'synthesis.failed': "Désolé, ma voix m'a lâché un instant.",
  'child.crashed': 'Désolé, une partie de moi vient de redémarrer. Réessayez.',
  'child.unavailable': 'Désolé, une partie de moi ne tourne pas. Réessayez dans un instant.',
  'mqtt.unreachable': 'Je ne peux pas joindre la maison. Vérifiez la connexion au courtier.',
  'mqtt.refused': 'Le courtier a refusé mon mot de passe.',
  'home.unavailable': 'Je ne peux pas joindre la maison.',
  'home.notConfirmed': "Je l'ai envoyé, mais l'appareil n'a pas répondu.",
  'home.unknown': 'Je ne connais pas cet appareil.',
  'home.ambiguous': 'Je connais plusieurs appareils de ce nom.',
  'operation.timeout': 'Désolé, cela a pris trop de temps.',
  'operation.cancelled': 'Annulé.',
  'data.noSpace': "Mon stockage est plein, je n'ai pas pu l'enregistrer.",
  'data.unwritable': "Je n'arrive pas à écrire sur mon stockage, je n'ai pas pu l'enregistrer.",
  'model.missing': 'Il me manque un fichier pour cela.',
  'model.corrupt': "Un fichier dont j'ai besoin est abîmé.",
  'timer.unknown': "Ce minuteur n'existe pas.",
};

const KINDS: Readonly<Record<string, string>> = {
  light: 'lumières',
  cover: 'volets',
  switch: 'interrupteurs',
  fan: 'ventilateurs',
  lock: 'serrures',
};

export function frenchReplies(locale: string): Replies {
  return {
    locale,
    ...failures,
    ...questions(locale),
    ...deeds(locale),
    ...answers(locale),
    ...timers(locale),
    ...frenchAlarms(locale),
    ...modeReplies(locale),
    ...frenchHouse({
      list: (names) => listAll(locale, names),
      quantity: (value, unit) => quantity(locale, value, unit),
    }),
  };
}

const failures = {
  notUnderstood: () =>
    "Désolé, je n'ai pas compris. Je sais allumer les lumières, bouger les volets, verrouiller les portes, régler le chauffage, lancer des minuteurs et donner l'heure.",
  notUnderstoodYet: () => "Désolé, je n'ai pas compris.",
  nothingHeard: () => "Désolé, je n'ai rien entendu.",
  deviceDidNotAnswer: ({ names }) =>
    `Je l'ai envoyé, mais ${listAll('fr', names)} ${names.length > 1 ? "n'ont" : "n'a"} pas répondu.`,
  deviceUnavailable: ({ names }) => `Je n'ai pas pu joindre ${listAll('fr', names)}.`,
  unknownDevice: ({ name }) => `Je ne connais pas d'appareil nommé ${name}.`,
  notPossible: ({ name }) => `${name} ne peut pas faire cela.`,
  failed: ({ code }) => FAILURES[code] ?? "Désolé, quelque chose n'a pas marché.",
} satisfies Partial<Replies>;

function questions(locale: string) {
  return {
    whichOne: ({ names }) => `Lequel : ${listAny(locale, names)} ?`,
    whichTimer: ({ names }) => `Quel minuteur : ${listAny(locale, names)} ?`,
    howLong: () => 'Pour combien de temps ?',
    askUnlock: ({ name }) => `Voulez-vous vraiment que je déverrouille ${name} ?`,
    askOpen: ({ name }) => `Voulez-vous vraiment que j'ouvre ${name} ?`,
    confirmYesNo: () => "Dites oui ou non, s'il vous plaît.",
    didYouSay: ({ first, second }) => `Avez-vous dit ${first} ou ${second} ?`,
  } satisfies Partial<Replies>;
}

function deeds(locale: string) {
  return {
    done: () => "C'est fait.",
    turnedOn: (what) => `J'ai allumé ${things(what)}.`,
    turnedOff: (what) => `J'ai éteint ${things(what)}.`,
    alreadyIs: ({ name, state }) => `${name} est déjà ${stateText(STATES, state)}.`,
    brightnessSet: ({ name, percent }) => `${name} réglé à ${numberText(locale, percent)} pour cent.`,
    colorSet: ({ name }) => `Couleur de ${name} réglée.`,
    positionSet: ({ name, percent }) => `${name} réglé à ${numberText(locale, percent)} pour cent.`,
    opened: (what) => `J'ai ouvert ${things(what)}.`,
    closed: (what) => `J'ai fermé ${things(what)}.`,
    stopped: ({ names }) => `J'ai arrêté ${listAll(locale, names)}.`,
    locked: ({ names }) => `J'ai verrouillé ${listAll(locale, names)}.`,
    unlocked: ({ names }) => `J'ai déverrouillé ${listAll(locale, names)}.`,
    temperatureSet: ({ name, degrees, unit }) => `${name} réglé à ${quantity(locale, degrees, unit)}.`,
    volumeSet: ({ percent }) => `Volume à ${numberText(locale, percent)} pour cent.`,
    cancelled: () => 'Annulé.',
    neverMind: () => "D'accord, on oublie.",
    muted: () => 'Mon micro est coupé.',
    unmuted: () => 'Mon micro est de nouveau actif.',
    setUpHold: () => 'Continuez d’appuyer pour le mode configuration.',
    setUpOn: () => 'Le mode configuration est activé. Appuyez sur le bouton pour en sortir.',
    setUpOff: () => 'Le mode configuration est désactivé.',
    setUpMissing: () => 'Cette enceinte n’a pas de mode configuration.',
  } satisfies Partial<Replies>;
}

function answers(locale: string) {
  return {
    temperatureIs: ({ name, value, unit }) => `${name} : ${quantity(locale, value, unit)}.`,
    valueIs: ({ name, value, unit }) => `${name} : ${quantity(locale, value, unit)}.`,
    stateIs: ({ name, state }) => `${name} est ${stateText(STATES, state)}.`,
    yesNo: ({ name, state, yes }) => `${yes ? 'Oui' : 'Non'}, ${name} est ${stateText(STATES, state)}.`,
    thoseAre: ({ names, state }) =>
      names.length === 0
        ? `Rien n'est ${stateText(STATES, state)}.`
        : `${sentenceCase(listAll(locale, names))} : ${stateText(STATES, state)}.`,
    anyAre: ({ names, state }) =>
      names.length === 0 ? `Non, rien n'est ${stateText(STATES, state)}.` : `Oui : ${listAll(locale, names)}.`,
    allAre: ({ others, state }) =>
      others.length === 0 ? 'Oui, tous.' : `Non, pas ${stateText(STATES, state)} : ${listAll(locale, others)}.`,
    howMany: ({ count, state }) =>
      count === 0
        ? `Rien n'est ${stateText(STATES, state)}.`
        : `${numberText(locale, count)}, ${stateText(STATES, state)}.`,
    whereIs: ({ name, place }) => `${name} est ${STATES[place] ?? `ici : ${place}`}.`,
    stateUnknown: ({ name }) => `Je ne connais pas l'état de ${name}.`,
    noRecord: () => "Je n'en garde pas de trace.",
    timeIs: ({ date, timeZone }) => `Il est ${clockText(locale, date, timeZone)}.`,
    dateIs: ({ date, timeZone }) => {
      const { weekday, month, day } = dateParts(locale, date, timeZone);
      return `Nous sommes le ${weekday} ${day === 1 ? '1er' : day} ${month}.`;
    },
  } satisfies Partial<Replies>;
}

function timers(locale: string) {
  return {
    timerSet: ({ name, seconds }) => `${timer(name)} réglé sur ${durationText(locale, seconds)}.`,
    timerLeft: (running) => timersLeft(locale, running),
    timersAre: (all) => timersAre(locale, all),
    timerCancelled: ({ name, count = 1 }) => (count > 1 ? `${count} minuteurs annulés.` : `${timer(name)} annulé.`),
    timerPaused: ({ name, seconds }) => `${timer(name)} en pause, il reste ${remainingText(locale, seconds)}.`,
    timerResumed: ({ name, seconds }) => `${timer(name)} relancé, il reste ${remainingText(locale, seconds)}.`,
    noTimers: () => "Il n'y a pas de minuteur.",
    unknownTimer: ({ name }) => `Il n'y a pas de minuteur nommé ${name}.`,
    timerRinging: ({ name }) => `${timer(name)} terminé.`,
    missedTimer: ({ name, lateSeconds }) =>
      `Pendant que j'étais éteint, ${name === null ? 'un minuteur' : `le minuteur ${name}`} s'est terminé il y a ${remainingText(locale, lateSeconds)}.`,
  } satisfies Partial<Replies>;
}

function timersAre(locale: string, all: readonly TimerWords[]): string {
  const [only, ...more] = all;
  if (only === undefined || more.length > 0) return timersLeft(locale, all);
  return `Il y a un minuteur : ${only.name === null ? '' : `${only.name}, `}encore ${remainingText(locale, only.seconds)}.`;
}

function timersLeft(locale: string, running: readonly TimerWords[]): string {
  const [only, ...more] = running;
  if (only === undefined) return "Il n'y a pas de minuteur.";
  const left = ({ seconds }: TimerWords): string => remainingText(locale, seconds);
  if (more.length === 0) return `Il reste ${left(only)}${only.name === null ? '' : ` sur le minuteur ${only.name}`}.`;
  const each = running.map((one) => `${left(one)} sur ${one.name === null ? "l'un" : one.name}`);
  return `Il y a ${running.length} minuteurs : ${listAll(locale, each)}.`;
}

function timer(name: string | null): string {
  return name === null ? 'Minuteur' : `Minuteur ${name}`;
}

function things({ names, area, domain }: Switched): string {
  if (names.length === 1 || (names.length <= 3 && !area)) return listAll('fr', names);
  const what = `${names.length} ${KINDS[domain ?? ''] ?? 'appareils'}`;
  return area ? `${what} dans la zone ${area}` : what;
}

function quantity(locale: string, value: number, unit: string | null): string {
  const number = numberText(locale, value);
  if (unit === null || unit === '') return number;
  if (unit === '%') return `${number} pour cent`;
  return /^°[CF]?$/.test(unit) ? `${number} ${Math.abs(value) < 2 ? 'degré' : 'degrés'}` : `${number} ${unit}`;
}
