// French, Spanish, Italian, Portuguese.
import type { LinkingWords } from './linking-words.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

export const FRENCH: LinkingWords = {
  conjunctions: ['et puis', 'et ensuite', 'et aussi', 'et', 'puis', 'ensuite'],
  pronouns: ['le', 'la', 'les', 'ça', 'celui-ci', 'celle-ci'],
  correction:
    /^(?:non|pardon|attends|pas ça)(?:,? (?:non|pardon|je voulais dire|plutôt))*,? (.+)$|^je voulais dire (.+)$|^plutôt (.+)$/,
  addition:
    /^(?:et )?(?:qu'en est-il de|la même chose (?:pour|dans)|pareil (?:pour|dans)) (.+)$|^(?:et|aussi) (.+?)(?: aussi)?$|^(.+?) aussi$/,
  articles: /^(?:(?:dans|sur|pour|à|de) )?(?:(?:le|la|les|mon|ma|mes) |l')?/,
  turning: words('pas ne jamais plus mais sauf sans lieu moitié demi peu heure heures'),
  telling: words(
    'ne pas jamais est est-ce est-il est-elle était sont a a-t-il a-t-elle as as-tu avez avez-vous pourquoi qui quand si je il elle ils elles nous on',
  ),
  bareChange: [
    { pattern: /^(?:un peu )?(?:plus|moins) (?:fort|clair|sombre|lumineux)$/, sentence: 'rends NAME TEXT' },
    { pattern: /^(?:à )?(\d.*)$/, sentence: 'règle NAME à TEXT' },
  ],
};

export const SPANISH: LinkingWords = {
  conjunctions: ['y luego', 'y después', 'y también', 'y', 'luego', 'después'],
  pronouns: ['lo', 'la', 'los', 'las', 'eso', 'ese', 'esa'],
  enclitic: /^(\p{L}{2,}?)(?:l[oa]s?)(?!\p{L})/u,
  correction:
    /^(?:no|perdón|espera|eso no)(?:,? (?:no|perdón|quise decir|quería decir|mejor))*,? (.+)$|^quise decir (.+)$|^mejor (.+)$/,
  addition: /^(?:y )?(?:qué tal|lo mismo (?:para|en|con)) (.+)$|^(?:y|también) (.+?)(?: también)?$|^(.+?) también$/,
  articles: /^(?:(?:en|para|con|a|de) )?(?:(?:el|la|los|las|mi|mis) )?/,
  turning: words('a no nunca jamás pero salvo excepto menos sin sino lugar vez mitad medio poco'),
  telling: words(
    'no nunca jamás ha has he han hemos es son era está están qué quién cuándo si yo él ella ellos ellas nosotros nosotras',
  ),
  bareChange: [
    { pattern: /^(?:un poco )?más (?:claro|brillante|oscuro|fuerte)$/, sentence: 'pon NAME TEXT' },
    { pattern: /^(?:al? )?(\d.*)$/, sentence: 'pon NAME al TEXT' },
  ],
};

export const ITALIAN: LinkingWords = {
  conjunctions: ['e poi', 'e anche', 'e dopo', 'e', 'poi'],
  pronouns: ['questo', 'questa', 'quello', 'quella', 'lo', 'la', 'li', 'le'],
  enclitic: /^(\p{L}{2,}?[aeiì])(?:l[oaei])(?!\p{L})/u,
  correction:
    /^(?:no|scusa|aspetta|sbagliato|non quell[oa])(?: (?:no|scusa|volevo dire|intendevo|piuttosto))*,? (.+)$|^volevo dire (.+)$|^intendevo (.+)$/,
  addition:
    /^(?:e )?(?:che ne dici di|lo stesso (?:per|in|con)|la stessa cosa (?:per|in|con)) (.+)$|^(?:e )?anche (.+)$|^e (.+?)(?: anche| pure)?$|^(.+?) (?:anche|pure)$/,
  articles:
    /^(?:(?:in|nel|nella|nello|per|con|a|al|alla|di|del|della) |nell'|all'|dell')?(?:(?:il|lo|la|i|gli|le|mio|mia) |l')?/,
  turning: words("non mai ma tranne eccetto salvo senza invece metà mezzo po' po poco alle ore"),
  telling: words('non mai è sono era erano ha hai ho hanno abbiamo perché chi quando se io lui lei loro noi'),
  bareChange: [
    {
      pattern: /^(?:un po' |un po )?più (?:luminos[oa]|chiar[oa]|forte|scur[oa]|bass[oa])$/,
      sentence: 'rendi NAME TEXT',
    },
    { pattern: /^(?:al? )?(\d.*)$/, sentence: 'imposta la luminosità di NAME al TEXT' },
    { pattern: /^(?:al? )?(\d.*)$/, sentence: 'apri NAME al TEXT' },
  ],
};

export const PORTUGUESE: LinkingWords = {
  conjunctions: ['e depois', 'e também', 'e a seguir', 'e', 'depois'],
  pronouns: ['isso', 'isto', 'ela', 'ele', 'elas', 'eles', 'essa', 'esse'],
  enclitic: /^(\p{L}{2,}?)-(?:l?[oa]s?)(?!\p{L})/u,
  correction:
    /^(?:não|desculpa|espera|errado|essa não|esse não)(?: (?:não|desculpa|queria dizer|quis dizer|antes))*,? (?!(?:(?:des)?ligue|apague|acenda|abra|feche|ponha)s? )(.+)$|^(?:queria|quis) dizer (.+)$/,
  addition:
    /^(?:e )?(?:que tal|e quanto a|o mesmo (?:para|em|na|no|com)) (.+)$|^(?:e )?também (.+)$|^e (.+?)(?: também)?$|^(.+?) também$/,
  articles: /^(?:(?:em|na|no|nas|nos|para|com|de|da|do) )?(?:(?:o|a|os|as|meu|minha) )?/,
  turning: words('não nunca jamais mas exceto menos sem vez metade meio pouco às horas'),
  telling: words(
    'não nunca jamais é são era está estão estava foi foram porque quem quando se eu ele ela eles elas nós',
  ),
  bareChange: [
    { pattern: /^(?:um pouco )?mais (?:clar[oa]|brilhante|forte|escur[oa]|frac[oa])$/, sentence: 'põe NAME TEXT' },
    { pattern: /^(?:a |para |em )?(\d.*)$/, sentence: 'ajusta o brilho de NAME para TEXT' },
    { pattern: /^(?:a |para |em )?(\d.*)$/, sentence: 'abre NAME para TEXT' },
  ],
};
