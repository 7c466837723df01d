// "Turn everything off": what is switched in the room or on the floor that is named, or in the room where it is said, never in the whole
// house. The fetched sentences know lights alone. What opens, locks or heats is no part of it.
import type { SentenceFileInput } from '../sentence-file.ts';

interface Everything {
  /** With PLACE where a room may be said. */
  readonly off: readonly string[];
  /** The same with a verb that is said of lights alone. */
  readonly lightsOff?: readonly string[];
  /** Before a room, and before a floor where `floor` says nothing else. */
  readonly in: string;
  /** How a floor is said, with {floor}. */
  readonly floor?: string;
  readonly here: string;
}

const SWITCHED = ['light', 'switch', 'fan', 'media_player', 'input_boolean'];
/** No reply of the sentences names things of several kinds: the box says it in its own words. */
const RESPONSE = 'everything';

export function everythingIntents(words: Everything): NonNullable<SentenceFileInput['intents']> {
  const blocks = (place: string, requires_context: Record<string, unknown>) => [
    ...blockOf(words.off, SWITCHED, place, requires_context),
    ...blockOf(words.lightsOff ?? [], 'light', place, requires_context),
  ];
  const here = blocks(`[${words.here}]`, { area: { slot: true } });
  const floor = blocks(words.floor ?? `${words.in} {floor}`, {});
  return { HassTurnOff: { data: [...blocks(`${words.in} {area}`, {}), ...floor, ...here] } };
}

function blockOf(
  sentences: readonly string[],
  domain: string | string[],
  place: string,
  requires_context: Record<string, unknown>,
) {
  if (sentences.length === 0) return [];
  const said = sentences.map((one) => one.replace('PLACE', place));
  return [{ sentences: said, slots: { domain }, response: RESPONSE, requires_context }];
}

export const EVERYTHING: Readonly<Record<string, Everything>> = {
  en: {
    off: ['(turn|switch|shut) off everything PLACE', '(turn|switch|shut) everything off PLACE', 'everything off PLACE'],
    in: 'in [the|my]',
    floor: '[(on|in) [the|my]] {floor}',
    here: '([in] here|in (this|the) room)',
  },
  de: {
    off: [
      '(schalt|schalte|mach|mache) alles PLACE aus',
      '(schalt|schalte|mach|mache) PLACE alles aus',
      'PLACE alles (aus|ausschalten|ausmachen)',
      'alles PLACE (aus|ausschalten|ausmachen)',
    ],
    in: '(im|in der|in dem|in den|auf dem|auf der)',
    here: '(hier|in diesem Raum|in diesem Zimmer)',
  },
  nl: {
    off: ['(zet|doe|schakel) alles PLACE uit', '(zet|doe|schakel) alles uit PLACE', 'alles uit PLACE'],
    in: '(in|op) [de|het]',
    here: '(hier|in deze kamer)',
  },
  sv: {
    off: ['(stäng|slå) av allt PLACE'],
    lightsOff: ['släck allt PLACE'],
    in: '(i|på)',
    here: '(här|här inne|i det här rummet)',
  },
  da: { off: ['(sluk|sluk for) alt PLACE', 'slå alt fra PLACE'], in: '(i|på)', here: '(her|herinde|i rummet)' },
  fr: {
    off: ['éteins tout PLACE', 'éteindre tout PLACE'],
    in: '(dans|à) [le|la|les]',
    floor: "(au |à l'|dans (le|la) )[la ]{floor}",
    here: '(ici|dans cette pièce)',
  },
  es: { off: ['apaga todo PLACE'], in: '(en|de) (el|la|los|las)', here: '(aquí|en esta habitación)' },
  it: {
    off: ['spegni tutto PLACE'],
    in: '(in|nel|nella|nello|di|del|della)',
    floor: '(al|nel|nella|del|della) {floor}',
    here: '(qui|in questa stanza)',
  },
  pt: {
    off: ['(apaga|apague|desliga|desligue) tudo PLACE'],
    in: '(em|no|na|do|da)',
    here: '(aqui|nesta divisão|nesta sala)',
  },
  pl: {
    off: ['wyłącz wszystko PLACE'],
    lightsOff: ['zgaś wszystko PLACE'],
    in: '(w|we|na)',
    here: '(tutaj|tu|w tym pokoju)',
  },
  ru: { off: ['(выключи|отключи) всё PLACE', '(выключи|отключи) все PLACE'], in: '(в|во|на)', here: '(здесь|тут)' },
  cs: {
    off: ['vypni (všechno|vše) PLACE'],
    lightsOff: ['zhasni (všechno|vše) PLACE'],
    in: '(v|ve|na)',
    here: '(tady|zde)',
  },
};
