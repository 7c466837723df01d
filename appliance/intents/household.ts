// What most houses have and is turned on with a word for playing too: "включи свет", "mets le chauffage", "pon la luz". Where the house
// has no such thing, it is not played instead. English and German have words of their own for playing.
import { baseLanguage } from '../language/language-tag.ts';
import { digitsForWords } from '../language/numbers.ts';
import { linkingWords } from './linking-words.ts';

interface Household {
  /** Words for playing that turn on as well; those that only play are not here. */
  readonly verbs: string;
  /** Words for what is played, where the sentences leave them out of the title and say no more of them. */
  readonly kinds?: string;
  readonly things: string;
  /** What leads from a thing to its place, or to another thing. Not "de" alone: "Luz de luna" is a song. */
  readonly before: string;
  /** Said behind a thing. */
  readonly here: string;
  /** Before the name of what is set going. */
  readonly modes?: string;
  /** Said alone they are for the lights, the heating or the volume. */
  readonly values?: string;
}

const HOUSEHOLDS: Readonly<Record<string, Household>> = {
  fr: {
    verbs: 'mets|mettre|active|activer|démarre|démarrer|lance|lancer',
    kinds: 'morceau|chanson|musique|élément|podcast|film|vidéo|épisode|radio|média',
    things:
      'lumières?|lampes?|lampadaire|chauffage|radiateur|ventilateur|climatisation|volets?|cafetière|bouilloire|prise|' +
      'aspirateur|tondeuse|lave-linge|lave-vaisselle|sèche-linge|machine à laver|télé|télévision|téléviseur|volume|pièce',
    before: "dans|sur|au|aux|du|des|de la|de l'",
    here: 'ici|partout',
    modes: '(?:(?:le|la) )?(?:mode|scène)',
    values: '(?:à |le (?:son|volume) à )?\\d+|(?:en )?(?:rouge|orange|jaune|vert|bleu|violet|rose|blanc|turquoise)',
  },
  es: {
    verbs: 'pon|ponga|poner|poné',
    things:
      'luz|luces|lámparas?|calefacción|radiador|ventilador|aire acondicionado|persianas?|cafetera|hervidor|enchufe|' +
      'tele|televisión|televisor|aspiradora|lavadora|lavavajillas|secadora|volumen',
    before: 'en|del|de la|de las|de los',
    here: 'aquí|ahí',
    modes: '(?:(?:el|la) )?(?:modo|escena)',
    values: '(?:a |al )?\\d+|(?:en )?(?:rojo|naranja|amarillo|verde|azul|morado|violeta|rosa|blanco)',
  },
  it: {
    verbs: 'metti|partire',
    things:
      'luc[ei]|lampad[ae]|riscaldamento|termosifone|ventilatore|condizionatore|tapparell[ae]|bollitore|presa|stufa|' +
      'tv|tele|televisore|televisione|aspirapolvere|lavatrice|lavastoviglie|asciugatrice|macchina del caffè|volume',
    before: "in|nel|nello|nella|nelle|nei|negli|nell'|sul|sulla|del|dello|della|delle|dei|degli|dell'",
    here: 'qui|qua|ovunque',
    modes: '(?:(?:la|il) )?(?:modalità|scena)|in funzione',
    values: '(?:a |al )?\\d+|(?:in )?(?:rosso|arancione|giallo|verde|blu|viola|rosa|bianco)',
  },
  pl: {
    verbs: 'puść',
    things: 'światł[oa]|lamp[ęy]|lampkę|ogrzewanie|grzejnik|wentylator|klimatyzację|czajnik|gniazdko',
    before: 'w|we|na|nad|przy|obok|i',
    here: 'tutaj|tu|wszędzie',
  },
  ru: {
    verbs: 'включи|поставь',
    things: [
      'свет|ламп[уы]|лампочку|торшер|люстру|ночник|отопление|обогреватель|батарею|вентилятор|кондиционер|чайник',
      'кофеварку|кофемашину|розетку|пылесос|телевизор|увлажнитель|полив|сигнализацию',
    ].join('|'),
    before: 'в|во|на|у|над|под|возле|около|и',
    here: 'здесь|тут|везде',
  },
  cs: {
    verbs: 'pusť|spusť',
    things: 'světl[oa]|lamp[uy]|lampičku|topení|radiátor|ventilátor|klimatizaci|konvici|zásuvku',
    before: 'v|ve|na|nad|u|vedle|a',
    here: 'tady|tu|všude',
  },
};

/**
 * Whether `title`, as `text` has it played, is rather a thing that is to be turned on. Behind an article it is ("la lámpara de pie"),
 * else where it is all that was said, or a place follows: "свет в ванной", and not "Свет далёкой звезды".
 */
export function isTurnedOn(title: string, text: string, language: string): boolean {
  const words = WORDS[baseLanguage(language)];
  if (words === undefined || !words.verb.test(text) || words.kind?.test(text) === true) return false;
  const said = title.toLowerCase();
  if (words.values?.test(digitsForWords(said, language)) === true) return true;
  const bare = said.replace(linkingWords(language).articles, '');
  return (bare === said ? words.alone : words.thing).test(bare);
}

/** Whether `title`, as `text` has it played, is called a scene or a mode. */
export function isMode(title: string, text: string, language: string): boolean {
  return putsOn(text, language) && WORDS[baseLanguage(language)]?.modes?.test(title) === true;
}

/** Whether the verb of `text` turns things on too. */
export function putsOn(text: string, language: string): boolean {
  return WORDS[baseLanguage(language)]?.verb.test(text) === true;
}

const WORDS = Object.fromEntries(
  Object.entries(HOUSEHOLDS).map(([language, { verbs, kinds, things, before, here, modes, values }]) => {
    const thing = `^(?:${things})(?!\\p{L})`;
    const word = (words: string): RegExp => new RegExp(`(?:^|\\s)(?:${words})\\s`, 'iu');
    return [
      language,
      {
        verb: word(verbs),
        kind: kinds === undefined ? null : word(kinds),
        thing: new RegExp(thing, 'iu'),
        alone: new RegExp(`${thing}\\s*(?:$|(?:${here})$|(?:${before})(?:(?<=')|(?!\\p{L})))`, 'iu'),
        modes: modes === undefined ? null : new RegExp(`^(?:${modes})\\s`, 'iu'),
        values: values === undefined ? null : new RegExp(`^(?:${values})$`, 'iu'),
      },
    ];
  }),
);
