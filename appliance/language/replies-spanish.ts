// Spanish. Names come without an article and past participles follow "he", which has one form for both genders.

import { modeReplies } from './mode-words.ts';
import type { Replies, Switched, TimerWords } from './replies.ts';
import { spanishAlarms } from './replies-alarms.ts';
import { spanishHouse } from './replies-house.ts';
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

const STATES = stateWords('es');

const FAILURES: Readonly<Record<string, string>> = {
  'microphone.lost': 'Mi micrófono ha dejado de funcionar. Comprueba que está enchufado.',
  'microphone.unavailable': 'No puedo usar mi micrófono. Comprueba que está enchufado.',
  'speaker.lost': 'Mi altavoz ha dejado de funcionar.',
  'speaker.unavailable': 'No puedo usar mi altavoz.',
  'recognition.failed': 'Perdona, no he podido escuchar. Repítelo, por favor.',
  'synthesis.failed': 'Perdona, me ha fallado la voz un momento.',
  'child.crashed': 'Perdona, una parte de mí se acaba de reiniciar. Inténtalo otra vez.',
  'child.unavailable': 'Perdona, una parte de mí no está en marcha. Inténtalo en un momento.',
  'mqtt.unreachable': 'No puedo conectar con la casa. Comprueba la conexión con el bróker.',
  'mqtt.refused': 'El bróker ha rechazado mi contraseña.',
  'home.unavailable': 'No puedo conectar con la casa.',
  'home.notConfirmed': 'Lo he enviado, pero el dispositivo no ha respondido.',
  'home.unknown': 'No conozco ese dispositivo.',
  'home.ambiguous': 'Conozco más de un dispositivo con ese nombre.',
  'operation.timeout': 'Perdona, ha tardado demasiado.',
  'operation.cancelled': 'Cancelado.',
  'data.noSpace': 'Mi almacenamiento está lleno y no he podido guardarlo.',
  'data.unwritable': 'No puedo escribir en mi almacenamiento y no he podido guardarlo.',
  'model.missing': 'Me falta un archivo que necesito para eso.',
  'model.corrupt': 'Un archivo que necesito para eso está dañado.',
  'timer.unknown': 'Ese temporizador no existe.',
};

const KINDS: Readonly<Record<string, string>> = {
  light: 'luces',
  cover: 'persianas',
  switch: 'interruptores',
  fan: 'ventiladores',
  lock: 'cerraduras',
};

export function spanishReplies(locale: string): Replies {
  return {
    locale,
    ...failures,
    ...questions(locale),
    ...deeds(locale),
    ...answers(locale),
    ...timers(locale),
    ...spanishAlarms(locale),
    ...modeReplies(locale),
    ...spanishHouse({
      list: (names) => listAll(locale, names),
      quantity: (value, unit) => quantity(locale, value, unit),
    }),
  };
}

const failures = {
  notUnderstood: () =>
    'Perdona, no lo he entendido. Puedo encender luces, mover persianas, cerrar puertas, ajustar la calefacción, poner temporizadores y decir la hora.',
  notUnderstoodYet: () => 'Perdona, no lo he entendido.',
  nothingHeard: () => 'Perdona, no he oído nada.',
  deviceDidNotAnswer: ({ names }) =>
    `Lo he enviado, pero ${listAll('es', names)} no ${names.length > 1 ? 'han' : 'ha'} respondido.`,
  deviceUnavailable: ({ names }) => `No he podido conectar con ${listAll('es', names)}.`,
  unknownDevice: ({ name }) => `No conozco ningún dispositivo llamado ${name}.`,
  notPossible: ({ name }) => `${name} no puede hacer eso.`,
  failed: ({ code }) => FAILURES[code] ?? 'Perdona, algo ha fallado.',
} satisfies Partial<Replies>;

function questions(locale: string) {
  return {
    whichOne: ({ names }) => `¿Cuál: ${listAny(locale, names)}?`,
    whichTimer: ({ names }) => `¿Qué temporizador: ${listAny(locale, names)}?`,
    howLong: () => '¿Cuánto tiempo?',
    askUnlock: ({ name }) => `¿Quieres de verdad que desbloquee ${name}?`,
    askOpen: ({ name }) => `¿Quieres de verdad que abra ${name}?`,
    confirmYesNo: () => 'Di sí o no, por favor.',
    didYouSay: ({ first, second }) => `¿Has dicho ${first} o ${second}?`,
  } satisfies Partial<Replies>;
}

function deeds(locale: string) {
  return {
    done: () => 'Hecho.',
    turnedOn: (what) => `He encendido ${things(what)}.`,
    turnedOff: (what) => `He apagado ${things(what)}.`,
    alreadyIs: ({ name, state }) => `${name} ya está ${stateText(STATES, state)}.`,
    brightnessSet: ({ name, percent }) => `He puesto ${name} al ${numberText(locale, percent)} por ciento.`,
    colorSet: ({ name }) => `Color de ${name} ajustado.`,
    positionSet: ({ name, percent }) => `He puesto ${name} al ${numberText(locale, percent)} por ciento.`,
    opened: (what) => `He abierto ${things(what)}.`,
    closed: (what) => `He cerrado ${things(what)}.`,
    stopped: ({ names }) => `He detenido ${listAll(locale, names)}.`,
    locked: ({ names }) => `He bloqueado ${listAll(locale, names)}.`,
    unlocked: ({ names }) => `He desbloqueado ${listAll(locale, names)}.`,
    temperatureSet: ({ name, degrees, unit }) => `He puesto ${name} a ${quantity(locale, degrees, unit)}.`,
    volumeSet: ({ percent }) => `Volumen al ${numberText(locale, percent)} por ciento.`,
    cancelled: () => 'Cancelado.',
    neverMind: () => 'De acuerdo, olvídalo.',
    muted: () => 'Mi micrófono está apagado.',
    unmuted: () => 'Mi micrófono está otra vez encendido.',
    setUpHold: () => 'Sigue pulsando para el modo de configuración.',
    setUpOn: () => 'El modo de configuración está activado. Pulsa el botón para salir.',
    setUpOff: () => 'El modo de configuración está desactivado.',
    setUpMissing: () => 'Este altavoz no tiene modo de configuración.',
  } satisfies Partial<Replies>;
}

function answers(locale: string) {
  return {
    temperatureIs: ({ name, value, unit }) => `${name}: ${quantity(locale, value, unit)}.`,
    valueIs: ({ name, value, unit }) => `${name}: ${quantity(locale, value, unit)}.`,
    stateIs: ({ name, state }) => `${name} está ${stateText(STATES, state)}.`,
    yesNo: ({ name, state, yes }) => `${yes ? 'Sí' : 'No'}, ${name} está ${stateText(STATES, state)}.`,
    thoseAre: ({ names, state }) =>
      names.length === 0
        ? `Nada está ${stateText(STATES, state)}.`
        : `${sentenceCase(listAll(locale, names))}: ${stateText(STATES, state)}.`,
    anyAre: ({ names, state }) =>
      names.length === 0 ? `No, nada está ${stateText(STATES, state)}.` : `Sí: ${listAll(locale, names)}.`,
    allAre: ({ others, state }) =>
      others.length === 0 ? 'Sí, todo.' : `No, no está ${stateText(STATES, state)}: ${listAll(locale, others)}.`,
    howMany: ({ count, state }) =>
      count === 0
        ? `Nada está ${stateText(STATES, state)}.`
        : `${numberText(locale, count)}: ${stateText(STATES, state)}.`,
    whereIs: ({ name, place }) => `${name} está ${STATES[place] ?? `aquí: ${place}`}.`,
    stateUnknown: ({ name }) => `No conozco el estado de ${name}.`,
    noRecord: () => 'No guardo registro de eso.',
    timeIs: ({ date, timeZone }) => {
      const clock = clockText(locale, date, timeZone);
      return `${/^0?1:/.test(clock) ? 'Es la' : 'Son las'} ${clock}.`;
    },
    dateIs: ({ date, timeZone }) => {
      const { weekday, month, day } = dateParts(locale, date, timeZone);
      return `Hoy es ${weekday}, ${day} de ${month}.`;
    },
  } satisfies Partial<Replies>;
}

function timers(locale: string) {
  return {
    timerSet: ({ name, seconds }) => `${timer(name)} puesto a ${durationText(locale, seconds)}.`,
    timerLeft: (running) => timersLeft(locale, running),
    timersAre: (all) => timersAre(locale, all),
    timerCancelled: ({ name, count = 1 }) =>
      count > 1 ? `${count} temporizadores cancelados.` : `${timer(name)} cancelado.`,
    timerPaused: ({ name, seconds }) => `${timer(name)} en pausa, con ${remainingText(locale, seconds)} por delante.`,
    timerResumed: ({ name, seconds }) =>
      `${timer(name)} otra vez en marcha, con ${remainingText(locale, seconds)} por delante.`,
    noTimers: () => 'No hay temporizadores.',
    unknownTimer: ({ name }) => `No hay ningún temporizador llamado ${name}.`,
    timerRinging: ({ name }) => `${timer(name)} terminado.`,
    missedTimer: ({ name, lateSeconds }) =>
      `Mientras estaba apagado, ${name === null ? 'un temporizador' : `el temporizador ${name}`} terminó hace ${remainingText(locale, lateSeconds)}.`,
  } satisfies Partial<Replies>;
}

function timersAre(locale: string, all: readonly TimerWords[]): string {
  const [only, ...more] = all;
  if (only === undefined || more.length > 0) return timersLeft(locale, all);
  return `Hay un temporizador: ${only.name === null ? '' : `${only.name}, `}${remainingText(locale, only.seconds)}.`;
}

function timersLeft(locale: string, running: readonly TimerWords[]): string {
  const [only, ...more] = running;
  if (only === undefined) return 'No hay temporizadores.';
  const left = ({ seconds }: TimerWords): string => remainingText(locale, seconds);
  if (more.length === 0) {
    return `Tiempo restante${only.name === null ? '' : ` del temporizador ${only.name}`}: ${left(only)}.`;
  }
  const each = running.map((one) => `${left(one)} en ${one.name ?? 'uno'}`);
  return `Hay ${running.length} temporizadores: ${listAll(locale, each)}.`;
}

function timer(name: string | null): string {
  return name === null ? 'Temporizador' : `Temporizador ${name}`;
}

function things({ names, area, domain }: Switched): string {
  if (names.length === 1 || (names.length <= 3 && !area)) return listAll('es', names);
  const what = `${names.length} ${KINDS[domain ?? ''] ?? 'dispositivos'}`;
  return area ? `${what} en la zona ${area}` : what;
}

function quantity(locale: string, value: number, unit: string | null): string {
  const number = numberText(locale, value);
  if (unit === null || unit === '') return number;
  if (unit === '%') return `${number} por ciento`;
  return /^°[CF]?$/.test(unit) ? `${number} ${Math.abs(value) === 1 ? 'grado' : 'grados'}` : `${number} ${unit}`;
}
