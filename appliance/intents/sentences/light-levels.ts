// Levels of light: "turn the lamp on at 40 percent", which the fetched sentences of most languages lack, and "20 percent brighter", which
// some of them read as "to 20 percent". NAME stands for a light or for those of the room, NAMED for a light by its name alone, N for the
// percent. A step with neither is one of the room's lights.
import { SELDOM, type SentenceFileInput } from '../sentence-file.ts';
import { DIMMING } from './dimming.ts';
import { named } from './named.ts';

type Intents = NonNullable<SentenceFileInput['intents']>;
type Block = Intents[string]['data'][number];
type Sentences = Required<Pick<SentenceFileInput, 'lists' | 'intents'>>;

interface LevelSentences {
  /** What follows the number. */
  readonly percent: string;
  readonly onAt: readonly string[];
  readonly brighterBy: readonly string[];
  readonly darkerBy: readonly string[];
}

const LEVEL = 'light_on_level';
const MORE = 'light_more';
const LESS = 'light_less';

/** Turned on at a level. */
export function litSentences(code: string): Sentences | null {
  const words = LEVELS[code];
  if (words === undefined) return null;
  const lit = blocks(code, words.onAt, `{${LEVEL}:brightness}${words.percent}`).map((block) => ({
    ...block,
    metadata: { [SELDOM]: true },
  }));
  return {
    lists: { [LEVEL]: { range: { from: 1, to: 100, type: 'percentage' } } },
    intents: { HassLightSet: { data: lit } },
  };
}

/** Brighter or darker by so many percent. */
export function lightSteps(code: string): Sentences | null {
  const words = LEVELS[code];
  if (words === undefined) return null;
  const range = { from: 1, to: 100, type: 'percentage' } as const;
  const by = (list: string): string => `{${list}:brightness_step}${words.percent}`;
  return {
    lists: { [MORE]: { range }, [LESS]: { range: { ...range, multiplier: -1 } } },
    intents: {
      HassLightSet: { data: [...blocks(code, words.brighterBy, by(MORE)), ...blocks(code, words.darkerBy, by(LESS))] },
    },
  };
}

/** For a light by its name, and for those of the room. */
function blocks(code: string, sentences: readonly string[], value: string): Block[] {
  const { articles = '', theLight = '' } = DIMMING[code] ?? {};
  const filled = (those: readonly string[], name: string): string[] =>
    those.map((one) => one.replace(/NAMED?/u, name).replace(/\bN\b/u, value));
  const byName = filled(
    sentences.filter((one) => one.includes('NAME')),
    named(articles),
  );
  return [
    { sentences: byName, requires_context: { domain: 'light' }, response: 'brightness' },
    {
      sentences: filled(
        sentences.filter((one) => !one.includes('NAMED')),
        theLight,
      ),
      slots: { domain: 'light' },
      requires_context: { area: { slot: true } },
      response: 'brightness',
    },
  ];
}

const LEVELS: Readonly<Record<string, LevelSentences>> = {
  de: {
    percent: '(([ ]%)| Prozent)',
    onAt: [
      '(schalt|schalte|mach|mache) NAME (mit|auf|bei) N (ein|an)',
      '(schalt|schalte|mach|mache) NAME (ein|an) (mit|auf|bei) N',
    ],
    brighterBy: [
      '(mach|mache|stell|stelle|dreh|drehe) NAME [um] N heller',
      '(erhöh|erhöhe) die Helligkeit (von|vom|der|des) NAME um N',
      '(erhöh|erhöhe) die Helligkeit [hier] um N',
    ],
    darkerBy: [
      '(mach|mache|stell|stelle|dreh|drehe) NAME [um] N dunkler',
      '(dimm|dimme) NAME um N',
      '(senk|senke|verringer|verringere|reduzier|reduziere) die Helligkeit (von|vom|der|des) NAME um N',
      '(senk|senke|verringer|verringere|reduzier|reduziere) die Helligkeit [hier] um N',
    ],
  },
  nl: {
    percent: '(([ ]%)| procent)',
    onAt: ['(zet|doe|schakel) NAME aan op N', '(zet|doe|schakel) NAME op N aan'],
    brighterBy: [
      '(maak|zet) NAME [met] N (feller|helderder|lichter)',
      'verhoog de helderheid van NAME met N',
      'verhoog de helderheid [hier] met N',
    ],
    darkerBy: [
      '(maak|zet) NAME [met] N (donkerder|zachter)',
      'dim NAME met N',
      '(verlaag|verminder) de helderheid van NAME met N',
      '(verlaag|verminder) de helderheid [hier] met N',
    ],
  },
  sv: {
    percent: '(([ ]%)| procent)',
    onAt: ['(tänd|slå på|sätt på) NAME (på|till|med) N'],
    brighterBy: [
      'gör NAME N (ljusare|starkare)',
      '(öka|höj) ljusstyrkan (på|för|i) NAME med N',
      '(öka|höj) ljusstyrkan [här] med N',
    ],
    darkerBy: [
      'gör NAME N (mörkare|svagare)',
      '(dimra|dimma) [ner] NAME med N',
      '(minska|sänk) ljusstyrkan (på|för|i) NAME med N',
      '(minska|sänk) ljusstyrkan [här] med N',
    ],
  },
  da: {
    percent: '(([ ]%)| procent)',
    onAt: ['(tænd|tænd for|slå) NAME (på|til|med) N', 'slå NAME til (på|med) N'],
    brighterBy: [
      'gør NAME N (lysere|kraftigere)',
      'skru op for NAME med N',
      '(øg|hæv) lysstyrken (på|for|i) NAME med N',
      '(øg|hæv) lysstyrken [her] med N',
    ],
    darkerBy: [
      'gør NAME N (mørkere|svagere)',
      '(dæmp|skru ned for) NAME med N',
      '(sænk|reducer) lysstyrken (på|for|i) NAME med N',
      '(sænk|reducer) lysstyrken [her] med N',
    ],
  },
  fr: {
    percent: '(([ ]%)| pour cent| pourcent)',
    onAt: ['(allume|allumer|allumez) NAME (à|sur) N'],
    brighterBy: [
      "(augmente|monte) la luminosité (de|du|des|d') NAME (de|par) N",
      '(augmente|monte) la luminosité [ici] (de|par) N',
    ],
    darkerBy: [
      '(tamise|assombris) NAME de N',
      "(baisse|diminue|réduis) la luminosité (de|du|des|d') NAME (de|par) N",
      '(baisse|diminue|réduis) la luminosité [ici] (de|par) N',
    ],
  },
  es: {
    percent: '(([ ]%)| por ciento)',
    onAt: ['(enciende|prende) NAME (al|a|en) N'],
    brighterBy: [
      '(sube|aumenta) el brillo (de|del) NAME (un|en|en un) N',
      '(sube|aumenta) el brillo [aquí] (un|en|en un) N',
    ],
    darkerBy: [
      'atenúa NAME (un|en|en un) N',
      '(baja|reduce|disminuye) el brillo (de|del) NAME (un|en|en un) N',
      '(baja|reduce|disminuye) el brillo [aquí] (un|en|en un) N',
    ],
  },
  it: {
    percent: '(([ ]%)| per cento)',
    onAt: ['accendi NAME (al|a) N'],
    brighterBy: [
      "(aumenta|alza) la luminosità (di|del|della|dello|delle|dei|degli|dell') NAME (del|di) N",
      '(aumenta|alza) la luminosità [qui] (del|di) N',
    ],
    darkerBy: [
      'attenua NAME (del|di) N',
      "(abbassa|riduci|diminuisci) la luminosità (di|del|della|dello|delle|dei|degli|dell') NAME (del|di) N",
      '(abbassa|riduci|diminuisci) la luminosità [qui] (del|di) N',
    ],
  },
  pt: {
    percent: '(([ ]%)| por cento)',
    onAt: ['(liga|ligue|acende|acenda) NAME (a|em|com) N'],
    brighterBy: ['(aumenta|aumente) o brilho (de|do|da|dos|das) NAME em N', '(aumenta|aumente) o brilho [aqui] em N'],
    darkerBy: [
      '(atenua|atenue) NAME em N',
      '(diminui|diminua|reduz|reduza|baixa|baixe) o brilho (de|do|da|dos|das) NAME em N',
      '(diminui|diminua|reduz|reduza|baixa|baixe) o brilho [aqui] em N',
    ],
  },
  pl: {
    percent: '(([ ]%)| procent| procenty| procentów)',
    onAt: ['(włącz|zapal|zaświeć) NAME na N'],
    brighterBy: ['(rozjaśnij|rozświetl) NAME o N', 'zwiększ jasność NAME o N', 'zwiększ jasność [tutaj] o N'],
    darkerBy: ['(przyciemnij|ściemnij|przygaś) NAME o N', 'zmniejsz jasność NAME o N', 'zmniejsz jasność [tutaj] o N'],
  },
  ru: {
    percent: '(([ ]%)| процент| процента| процентов)',
    onAt: ['(включи|зажги) NAME на N'],
    brighterBy: [
      'сделай NAME на N (ярче|светлее)',
      '(увеличь|повысь|подними|прибавь) яркость [света] NAMED на N',
      '(увеличь|повысь|подними|прибавь) яркость [света] [здесь|тут] на N',
    ],
    darkerBy: [
      'сделай NAME на N (темнее|тусклее)',
      '(уменьши|понизь|снизь|убавь) яркость [света] NAMED на N',
      '(уменьши|понизь|снизь|убавь) яркость [света] [здесь|тут] на N',
    ],
  },
  cs: {
    percent: '(([ ]%)| procent| procenta| procento)',
    onAt: ['(zapni|rozsviť) NAME na N'],
    brighterBy: ['(zesvětli|rozjasni) NAME o N', 'zvyš jas NAME o N', 'zvyš jas [tady] o N'],
    darkerBy: ['(ztlum|ztmav|přitlum) NAME o N', 'sniž jas NAME o N', 'sniž jas [tady] o N'],
  },
};
