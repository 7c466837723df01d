// What the box says about things that a house does not have, about commands that are to run later, and about itself.
import { ENGLISH_KINDS, FRENCH_KINDS, GERMAN_KINDS, named, SPANISH_KINDS } from './kind-names.ts';
import { listAll, sentenceCase } from './replies-words.ts';

/** `kind`: a domain or a device class ("light", "blind"); null where only a place was said. `area`: where it was looked for. */
export interface NothingThere {
  readonly kind: string | null;
  readonly area: string | null;
}

export interface HouseReplies {
  /** The house, or the area, has nothing of that kind. */
  noneThere(what: NothingThere): string;
  /** `unit` as written in the house. */
  outOfRange(what: {
    readonly name: string;
    readonly min: number;
    readonly max: number;
    readonly unit: string | null;
  }): string;
  /** What a thermostat is set to. */
  targetIs(what: { readonly name: string; readonly degrees: number; readonly unit: string }): string;
  /** Sent to things that never report what they did. */
  sent(what: { readonly names: readonly string[] }): string;
  askDisarm(what: { readonly name: string }): string;
  /** They do it with a code only, and none is taken by voice. */
  wantsCode(what: { readonly names: readonly string[] }): string;
  nothingPlays(): string;
  /** A search for what is to be played. */
  nothingFound(what: { readonly query: string }): string;
  /** What is still open on a list; `items` may be empty. */
  listHolds(what: { readonly name: string; readonly items: readonly string[] }): string;
  notOnList(what: { readonly name: string; readonly item: string }): string;
  broadcastSent(): string;
  noOtherBox(): string;
  timerRange(): string;
  /** A command that was to run at this moment needs an answer, so it was not done. */
  plannedNeedsYou(what: { readonly command: string }): string;
  /** Said when such a command is put off: it will only be told of then. `duration` as this language writes it. */
  plannedWillAsk(what: { readonly duration: string }): string;
  /** A command that was to run while the box was off was not done. */
  plannedMissed(what: { readonly command: string }): string;
  noPlans(): string;
  /** `duration` as this language writes it. */
  planned(what: { readonly duration: string }): string;
  /** What was turned on for a while goes off then. */
  plannedOff(what: { readonly duration: string }): string;
  hello(): string;
  /** To who says thanks. */
  welcome(): string;
  alwaysListening(): string;
  whereDataGoes(): string;
  whatICanDo(): string;
  whoMadeMe(): string;
}

/** What each language brings to build these sentences. */
export interface HouseWords {
  readonly list: (names: readonly string[]) => string;
  readonly quantity: (value: number, unit: string | null) => string;
}

export function englishHouse({ list, quantity }: HouseWords): HouseReplies {
  return {
    noneThere: ({ kind, area }) => {
      const place = area === null ? 'in this house that I know of' : placeText(area);
      return kind === null
        ? `There is nothing like that ${place}.`
        : `There are no ${named(ENGLISH_KINDS, kind)} ${place}.`;
    },
    outOfRange: ({ name, min, max, unit }) =>
      `The ${name} only goes from ${quantity(min, null)} to ${quantity(max, unit)}.`,
    targetIs: ({ name, degrees, unit }) => `The ${name} is set to ${quantity(degrees, unit)}.`,
    sent: ({ names }) => `I sent it to ${list(names)}, which never ${names.length > 1 ? 'report' : 'reports'} back.`,
    wantsCode: ({ names }) =>
      `${sentenceCase(list(names))} ${names.length > 1 ? 'want' : 'wants'} a code, and I take none by voice.`,
    askDisarm: ({ name }) => `Do you really want me to disarm the ${name}?`,
    nothingFound: ({ query }) => `I found nothing for ${query}.`,
    nothingPlays: () => 'Nothing is playing.',
    listHolds: ({ name, items }) =>
      items.length === 0 ? `There is nothing on ${name}.` : `On ${name}: ${listAll('en', items)}.`,
    notOnList: ({ name, item }) => `There is no ${item} on ${name}.`,
    broadcastSent: () => 'I passed it on.',
    noOtherBox: () => 'There is no other box in this house to tell.',
    timerRange: () => 'A timer can run from one second to seven days.',
    plannedNeedsYou: ({ command }) => `It is time for “${command}”, but that needs your yes. Please say it again.`,
    plannedMissed: ({ command }) => `While I was off, it was time for “${command}”. I did not do it.`,
    noPlans: () => 'Nothing is planned.',
    planned: ({ duration }) => `I will do that in ${duration}.`,
    plannedOff: ({ duration }) => `Off again in ${duration}.`,
    plannedWillAsk: ({ duration }) => `That needs your yes at the time, so I will only tell you in ${duration}.`,
    hello: () => 'Hello.',
    welcome: () => 'You are welcome.',
    alwaysListening: () =>
      'I listen for my wake word. What you say after it is understood on this box and goes nowhere else.',
    whereDataGoes: () => 'What you say stays on this box, unless its owner switched on something else.',
    whatICanDo: () =>
      'You can ask me to switch lights, move blinds, lock doors, set the heating, run timers and alarms, remind you of things, and tell the time.',
    whoMadeMe: () => 'I am Linnet, a voice box that is open source.',
  };
}

/** "in the Kitchen", but "outside". */
function placeText(area: string): string {
  return /^(in|out|up|down)(side|doors|stairs)$/i.test(area) ? area.toLowerCase() : `in the ${area}`;
}

export function germanHouse({ list, quantity }: HouseWords): HouseReplies {
  return {
    noneThere: ({ kind, area }) => {
      const place = area === null ? 'In diesem Haus kenne ich' : `Im Bereich ${area} kenne ich`;
      return kind === null ? `${place} nichts dergleichen.` : `${place} keine ${named(GERMAN_KINDS, kind)}.`;
    },
    outOfRange: ({ name, min, max, unit }) => `${name} geht nur von ${quantity(min, null)} bis ${quantity(max, unit)}.`,
    targetIs: ({ name, degrees, unit }) => `${name} ist auf ${quantity(degrees, unit)} gestellt.`,
    sent: ({ names }) => `Gesendet an ${list(names)}, von dort kommt nie eine Antwort.`,
    wantsCode: ({ names }) =>
      `${list(names)} ${names.length > 1 ? 'verlangen' : 'verlangt'} einen Code, und den nehme ich nicht per Sprache an.`,
    askDisarm: ({ name }) => `Soll ich ${name} wirklich unscharf schalten?`,
    nothingFound: ({ query }) => `Zu ${query} habe ich nichts gefunden.`,
    nothingPlays: () => 'Es wird nichts abgespielt.',
    listHolds: ({ name, items }) =>
      items.length === 0 ? `Auf der Liste ${name} steht nichts.` : `Auf der Liste ${name}: ${list(items)}.`,
    notOnList: ({ name, item }) => `Auf der Liste ${name} steht „${item}“ nicht.`,
    broadcastSent: () => 'Ich habe es weitergesagt.',
    noOtherBox: () => 'In diesem Haus gibt es kein anderes Gerät, dem ich das sagen kann.',
    timerRange: () => 'Ein Timer kann von einer Sekunde bis sieben Tage laufen.',
    plannedNeedsYou: ({ command }) =>
      `Es ist Zeit für „${command}“, aber dafür brauche ich ein Ja. Bitte noch einmal sagen.`,
    plannedMissed: ({ command }) => `Während ich aus war, war es Zeit für „${command}“. Ich habe es nicht getan.`,
    noPlans: () => 'Es ist nichts geplant.',
    planned: ({ duration }) => `Das mache ich in ${dative(duration)}.`,
    plannedOff: ({ duration }) => `In ${dative(duration)} wieder aus.`,
    plannedWillAsk: ({ duration }) =>
      `Dafür brauche ich dann ein Ja, deshalb sage ich in ${dative(duration)} nur Bescheid.`,
    hello: () => 'Hallo.',
    welcome: () => 'Gern geschehen.',
    alwaysListening: () =>
      'Ich warte auf mein Aktivierungswort. Was danach gesagt wird, verstehe ich hier im Gerät, und es geht nirgendwo anders hin.',
    whereDataGoes: () => 'Was du sagst, bleibt in diesem Gerät, solange niemand etwas anderes eingeschaltet hat.',
    whatICanDo: () =>
      'Ich kann Lichter schalten, Rollläden bewegen, Türen abschließen, die Heizung einstellen, Timer und Wecker stellen, an etwas erinnern und die Uhrzeit sagen.',
    whoMadeMe: () => 'Ich bin Linnet, ein quelloffenes Gerät, mit dem man sprechen kann.',
  };
}

export function frenchHouse({ list, quantity }: HouseWords): HouseReplies {
  return {
    noneThere: ({ kind, area }) => {
      const place = area === null ? 'dans cette maison' : `dans la zone ${area}`;
      return kind === null
        ? `Il n'y a rien de tel ${place}.`
        : `Il n'y a pas ${of(named(FRENCH_KINDS, kind))} ${place}.`;
    },
    outOfRange: ({ name, min, max, unit }) =>
      `${name} va seulement de ${quantity(min, null)} à ${quantity(max, unit)}.`,
    targetIs: ({ name, degrees, unit }) => `${name} est réglé à ${quantity(degrees, unit)}.`,
    sent: ({ names }) => `Envoyé à ${list(names)}, sans retour possible.`,
    wantsCode: ({ names }) =>
      `${list(names)} ${names.length > 1 ? 'exigent' : 'exige'} un code, et je n'en prends pas à la voix.`,
    askDisarm: ({ name }) => `Voulez-vous vraiment que je désarme ${name} ?`,
    nothingFound: ({ query }) => `Je n'ai rien trouvé pour ${query}.`,
    nothingPlays: () => "Rien n'est en lecture.",
    listHolds: ({ name, items }) =>
      items.length === 0 ? `La liste ${name} est vide.` : `Sur la liste ${name} : ${list(items)}.`,
    notOnList: ({ name, item }) => `La liste ${name} ne contient pas « ${item} ».`,
    broadcastSent: () => "Je l'ai transmis.",
    noOtherBox: () => "Il n'y a pas d'autre appareil à prévenir dans cette maison.",
    timerRange: () => "Un minuteur dure d'une seconde à sept jours.",
    plannedNeedsYou: ({ command }) =>
      `C'est le moment de « ${command} », mais il me faut votre accord. Redites-le, s'il vous plaît.`,
    plannedMissed: ({ command }) =>
      `Pendant que j'étais éteint, c'était le moment de « ${command} ». Je ne l'ai pas fait.`,
    noPlans: () => "Rien n'est prévu.",
    planned: ({ duration }) => `Je le ferai dans ${duration}.`,
    plannedOff: ({ duration }) => `Extinction dans ${duration}.`,
    plannedWillAsk: ({ duration }) =>
      `Il me faudra alors votre accord ; dans ${duration}, je ne ferai que vous prévenir.`,
    hello: () => 'Bonjour.',
    welcome: () => 'De rien.',
    alwaysListening: () =>
      "J'attends mon mot d'éveil. Ce qui est dit après est compris ici, dans cet appareil, et n'en sort pas.",
    whereDataGoes: () => "Ce que vous dites reste dans cet appareil, sauf si quelqu'un a activé autre chose.",
    whatICanDo: () =>
      "Je sais allumer les lumières, bouger les volets, verrouiller les portes, régler le chauffage, lancer des minuteurs et des alarmes, faire des rappels et donner l'heure.",
    whoMadeMe: () => 'Je suis Linnet, un appareil vocal au code ouvert.',
  };
}

export function spanishHouse({ list, quantity }: HouseWords): HouseReplies {
  return {
    noneThere: ({ kind, area }) => {
      const place = area === null ? 'en esta casa' : `en la zona ${area}`;
      return kind === null ? `No hay nada así ${place}.` : `No hay ${named(SPANISH_KINDS, kind)} ${place}.`;
    },
    outOfRange: ({ name, min, max, unit }) => `${name} solo va de ${quantity(min, null)} a ${quantity(max, unit)}.`,
    targetIs: ({ name, degrees, unit }) => `${name} está puesto a ${quantity(degrees, unit)}.`,
    sent: ({ names }) => `Enviado a ${list(names)}, que nunca ${names.length > 1 ? 'responden' : 'responde'}.`,
    wantsCode: ({ names }) =>
      `${list(names)} ${names.length > 1 ? 'piden' : 'pide'} un código, y por voz no acepto ninguno.`,
    askDisarm: ({ name }) => `¿Quieres de verdad que desarme ${name}?`,
    nothingFound: ({ query }) => `No he encontrado nada para ${query}.`,
    nothingPlays: () => 'No se está reproduciendo nada.',
    listHolds: ({ name, items }) =>
      items.length === 0 ? `La lista ${name} está vacía.` : `En la lista ${name}: ${list(items)}.`,
    notOnList: ({ name, item }) => `En la lista ${name} no está «${item}».`,
    broadcastSent: () => 'Lo he transmitido.',
    noOtherBox: () => 'No hay otro aparato en esta casa al que decírselo.',
    timerRange: () => 'Un temporizador dura de un segundo a siete días.',
    plannedNeedsYou: ({ command }) => `Es la hora de «${command}», pero necesito tu sí. Dilo otra vez, por favor.`,
    plannedMissed: ({ command }) => `Mientras estaba apagado llegó la hora de «${command}». No lo he hecho.`,
    noPlans: () => 'No hay nada planeado.',
    planned: ({ duration }) => `Lo haré dentro de ${duration}.`,
    plannedOff: ({ duration }) => `Se apagará dentro de ${duration}.`,
    plannedWillAsk: ({ duration }) => `Para eso necesitaré tu sí, así que dentro de ${duration} solo te avisaré.`,
    hello: () => 'Hola.',
    welcome: () => 'De nada.',
    alwaysListening: () =>
      'Espero mi palabra de activación. Lo que se dice después se entiende aquí, en este aparato, y no va a ningún otro sitio.',
    whereDataGoes: () => 'Lo que dices se queda en este aparato, salvo que alguien haya activado otra cosa.',
    whatICanDo: () =>
      'Puedo encender luces, mover persianas, cerrar puertas, ajustar la calefacción, poner temporizadores y alarmas, recordarte cosas y decir la hora.',
    whoMadeMe: () => 'Soy Linnet, un aparato de voz de código abierto.',
  };
}

/** German "in" takes the dative: 2 Tage ▸ 2 Tagen. */
function dative(duration: string): string {
  return duration.replace(/\bTage\b/, 'Tagen');
}

function of(noun: string): string {
  return /^[aeiouyéèh]/i.test(noun) ? `d'${noun}` : `de ${noun}`;
}
