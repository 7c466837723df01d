// Whether one thing is on, open or locked, in the forms that the fetched sentences lack: a television, a sensor, and the verb first.
import type { SentenceFileInput } from '../sentence-file.ts';
import { named } from './named.ts';

type Intents = NonNullable<SentenceFileInput['intents']>;

interface StateQuestions {
  readonly articles: string;
  /** With NAME and STATE. */
  readonly forms: readonly string[];
  readonly on: string;
  readonly off: string;
  readonly open: string;
  readonly closed: string;
  readonly locked: string;
  readonly unlocked: string;
}

const SWITCHED = ['light', 'switch', 'fan', 'media_player', 'input_boolean', 'climate', 'humidifier', 'siren'];
const DOORS = ['door', 'garage_door', 'opening', 'window'];

export function stateQuestions(words: StateQuestions): Pick<SentenceFileInput, 'lists' | 'intents'> {
  const ask = (list: string, domain: readonly string[], more: Record<string, unknown> = {}) => ({
    sentences: words.forms.map((form) =>
      form.replace('NAME', named(words.articles)).replace('STATE', `{${list}:state}`),
    ),
    requires_context: { domain: [...domain], ...more },
    response: 'one_yesno',
  });
  const list = (on: string, off: string, outs: readonly [string, string]) => ({
    values: [
      { in: on, out: outs[0] },
      { in: off, out: outs[1] },
    ],
  });
  return {
    lists: {
      is_on: list(words.on, words.off, ['on', 'off']),
      is_open: list(words.open, words.closed, ['open', 'closed']),
      is_locked: list(words.locked, words.unlocked, ['locked', 'unlocked']),
    },
    intents: {
      HassGetState: {
        data: [
          ask('is_on', SWITCHED),
          ask('is_open', ['cover', 'valve']),
          ask('is_open', ['binary_sensor'], { device_class: DOORS }),
          ask('is_locked', ['lock']),
        ],
      },
    } satisfies Intents,
  };
}

export const STATE_QUESTIONS: Readonly<Record<string, StateQuestions>> = {
  de: {
    articles: '(der|die|das|mein|meine|unser|unsere)',
    forms: ['ist NAME [noch|schon|gerade] STATE'],
    on: '(an|eingeschaltet|angeschaltet)',
    off: '(aus|ausgeschaltet)',
    open: '(offen|auf|geöffnet)',
    closed: '(zu|geschlossen)',
    locked: '(abgeschlossen|verschlossen|verriegelt|zugesperrt)',
    unlocked: '(aufgeschlossen|entriegelt|unverschlossen|nicht abgeschlossen)',
  },
  nl: {
    articles: '(de|het|mijn|onze)',
    forms: ['(is|staat) NAME [nog|al|nu] STATE'],
    on: '(aan|ingeschakeld)',
    off: '(uit|uitgeschakeld)',
    open: '(open|geopend)',
    closed: '(dicht|gesloten)',
    locked: '(op slot|vergrendeld)',
    unlocked: '(van [het] slot|niet op slot|ontgrendeld)',
  },
  sv: {
    articles: '(min|mitt|vår|vårt)',
    forms: ['är NAME [fortfarande|redan|nu] STATE'],
    on: '(på|påslagen|påslaget|igång|tänd|tänt)',
    off: '(av|avstängd|avstängt|släckt)',
    open: '(öppen|öppet)',
    closed: '(stängd|stängt)',
    locked: '(låst|låsta)',
    unlocked: '(olåst|upplåst)',
  },
  da: {
    articles: '(min|mit|vores)',
    forms: ['er NAME [stadig|allerede|nu] STATE'],
    on: '(tændt|på)',
    off: '(slukket|af)',
    open: '(åben|åbent)',
    closed: '(lukket)',
    locked: '(låst)',
    unlocked: '(ulåst|låst op)',
  },
  fr: {
    articles: "(le|la|les|l'|mon|ma|notre)",
    forms: [
      '(est-ce que|est ce que) NAME (est|sont) [encore|toujours|déjà] STATE',
      'NAME (est-elle|est-il|est elle|est il|est) [encore|toujours|déjà] STATE',
    ],
    on: '(allumé[e]|en marche)',
    off: '(éteint[e])',
    open: '(ouvert[e])',
    closed: '(fermé[e])',
    locked: '(verrouillé[e]|fermé[e] à clé)',
    unlocked: '(déverrouillé[e])',
  },
  es: {
    articles: '(el|la|los|las|mi|nuestra)',
    forms: ['está [todavía|aún|ya] STATE NAME', 'está NAME [todavía|aún|ya] STATE', 'NAME está [todavía|aún|ya] STATE'],
    on: '(encendida|encendido|prendida|prendido|puesta|puesto)',
    off: '(apagada|apagado)',
    open: '(abierta|abierto)',
    closed: '(cerrada|cerrado)',
    locked: '(bloqueada|bloqueado|cerrada [con llave]|cerrado [con llave])',
    unlocked: '(desbloqueada|desbloqueado|abierta|abierto)',
  },
  it: {
    articles: "(il|lo|la|i|gli|le|l'|mio|mia)",
    forms: ['è [ancora|già] STATE NAME', 'è NAME [ancora|già] STATE', 'NAME è [ancora|già] STATE'],
    on: '(acceso|accesa)',
    off: '(spento|spenta)',
    open: '(aperto|aperta)',
    closed: '(chiuso|chiusa)',
    locked: '(chiusa a chiave|chiuso a chiave|bloccata|bloccato)',
    unlocked: '(sbloccata|sbloccato|aperta|aperto)',
  },
  pt: {
    articles: '(o|a|os|as|[o] meu|[a] minha)',
    forms: ['está [ainda|já] STATE NAME', 'NAME [ainda|já] está STATE', 'está NAME [ainda|já] STATE'],
    on: '(ligado|ligada|aceso|acesa)',
    off: '(desligado|desligada|apagado|apagada)',
    open: '(aberto|aberta)',
    closed: '(fechado|fechada)',
    locked: '(trancado|trancada)',
    unlocked: '(destrancado|destrancada)',
  },
};
