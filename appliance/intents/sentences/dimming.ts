// "Make it brighter", "a little darker": steps of brightness, of which the fetched sentences know none. NAME stands for a light.
import { MEANS_ONE, type SentenceFileInput } from '../sentence-file.ts';
import { named } from './named.ts';

export interface DimmingSentences {
  readonly articles: string;
  readonly brighter: readonly string[];
  readonly darker: readonly string[];
  /** What is said of all lights of the room. */
  readonly theLight: string;
  /** What is said of one of them, whatever it is called. */
  readonly theLamp?: string;
}

/** Percent, as our English sentences step. */
const STEP = 20;

export function dimmingIntents({
  articles,
  theLight,
  theLamp,
  ...words
}: DimmingSentences): SentenceFileInput['intents'] {
  const block = (sentences: readonly string[], brightness_step: number) => [
    {
      sentences: sentences.map((one) => one.replace('NAME', named(articles))),
      slots: { brightness_step },
      requires_context: { domain: 'light' },
      response: 'brightness',
    },
    { sentences: sentences.map((one) => one.replace('NAME', theLight)), ...ofRoom(brightness_step) },
    ...(theLamp === undefined
      ? []
      : [
          {
            sentences: sentences.map((one) => one.replace('NAME', theLamp)),
            ...ofRoom(brightness_step),
            metadata: { [MEANS_ONE]: true },
          },
        ]),
  ];
  return { HassLightSet: { data: [...block(words.brighter, STEP), ...block(words.darker, -STEP)] } };
}

function ofRoom(brightness_step: number) {
  return {
    slots: { domain: 'light', brightness_step },
    requires_context: { area: { slot: true } },
    response: 'brightness',
  };
}

export const DIMMING: Readonly<Record<string, DimmingSentences>> = {
  de: {
    articles: '(der|die|das|den)',
    theLight: '(das Licht|die Lichter|es) [hier]',
    brighter: ['(mach|mache|stell|stelle) NAME [noch] [etwas|ein bisschen|ein wenig] heller'],
    darker: ['(mach|mache|stell|stelle) NAME [noch] [etwas|ein bisschen|ein wenig] dunkler', '(dimm|dimme) NAME'],
  },
  nl: {
    articles: '(de|het)',
    theLight: '(het licht|de lampen|de lichten|het) [hier]',
    brighter: ['(maak|zet) NAME [nog] [iets|een beetje] (feller|helderder|lichter)'],
    darker: ['(maak|zet) NAME [nog] [iets|een beetje] (donkerder|zachter)', 'dim NAME'],
  },
  sv: {
    articles: '',
    theLight: '(ljuset|lamporna|belysningen|det) [här]',
    theLamp: 'lampan [här]',
    brighter: ['gör NAME [lite] (ljusare|starkare)'],
    darker: ['gör NAME [lite] (mörkare|svagare)', 'dimra [ner] NAME'],
  },
  da: {
    articles: '',
    theLight: '(lyset|lamperne|det) [her]',
    theLamp: 'lampen [her]',
    brighter: ['gør NAME [lidt] (lysere|kraftigere)', 'skru op for NAME'],
    darker: ['gør NAME [lidt] (mørkere|svagere)', '(dæmp|skru ned for) NAME'],
  },
  fr: {
    articles: "(le|la|les|l')",
    theLight: '(la lumière|les lumières) [ici]',
    theLamp: 'la lampe [ici]',
    brighter: ['(rends|mets) NAME [un peu] plus (fort|clair|claire|lumineux|lumineuse)', 'éclaircis NAME'],
    darker: [
      '(rends|mets) NAME [un peu] (plus sombre|moins fort|moins lumineux|moins lumineuse)',
      '(tamise|assombris) NAME',
    ],
  },
  es: {
    articles: '(el|la|los|las)',
    theLight: '(la luz|las luces) [aquí]',
    theLamp: 'la lámpara [aquí]',
    brighter: ['(pon|haz) NAME [un poco] más (claro|clara|brillante|fuerte)'],
    darker: ['(pon|haz) NAME [un poco] más (oscuro|oscura|tenue)', 'atenúa NAME'],
  },
  it: {
    articles: "(il|lo|la|i|gli|le|l')",
    theLight: '(la luce|le luci) [qui]',
    theLamp: 'la lampada [qui]',
    brighter: ["(rendi|fai) NAME [un po'|un po] più (luminoso|luminosa|chiaro|chiara|forte)"],
    darker: [
      "(rendi|fai) NAME [un po'|un po] più (scuro|scura|basso|bassa)",
      '(attenua|abbassa la luminosità di) NAME',
    ],
  },
  pt: {
    articles: '(o|a|os|as)',
    theLight: '(a luz|as luzes) [aqui]',
    theLamp: 'a lâmpada [aqui]',
    brighter: ['(põe|ponha|deixa|deixe) NAME [um pouco] mais (claro|clara|brilhante|forte)'],
    darker: ['(põe|ponha|deixa|deixe) NAME [um pouco] mais (escuro|escura|fraco|fraca)', '(atenua|atenue) NAME'],
  },
  pl: {
    articles: '',
    theLight: '(światło|światła) [tutaj]',
    theLamp: 'lampę [tutaj]',
    brighter: ['(rozjaśnij|rozświetl) [trochę] NAME [trochę]', '[zrób|ustaw] NAME [trochę] jaśniej'],
    darker: ['(przyciemnij|ściemnij|przygaś) [trochę] NAME [trochę]', '[zrób|ustaw] NAME [trochę] ciemniej'],
  },
  ru: {
    articles: '',
    theLight: '(свет|лампы) [здесь|тут]',
    theLamp: 'лампу [здесь|тут]',
    brighter: ['сделай NAME [немного|чуть|ещё] (ярче|светлее)', '(прибавь|добавь) NAME'],
    darker: ['сделай NAME [немного|чуть|ещё] (темнее|тусклее)', '(приглуши|убавь) NAME'],
  },
  cs: {
    articles: '',
    theLight: '(světlo|světla) [tady]',
    theLamp: 'lampu [tady]',
    brighter: ['(zesvětli|rozjasni) [trochu] NAME [trochu]', '[nastav|dej] NAME [trochu|ještě] (jasněji|světleji)'],
    darker: ['(ztlum|ztmav|přitlum) [trochu] NAME [trochu]', '[nastav|dej] NAME [trochu|ještě] tmavěji'],
  },
};
