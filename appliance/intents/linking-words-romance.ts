// French, Spanish, Italian, Portuguese.
import type { LinkingWords } from './linking-words.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

export const FRENCH: LinkingWords = {
  conjunctions: ['et puis', 'et ensuite', 'et aussi', 'et', 'puis', 'ensuite'],
  exceptions: ["à l'exception de", 'mais pas', 'à part', 'sauf', 'excepté', 'hormis'],
  pronouns: ['le', 'la', 'les', 'ça', 'celui-ci', 'celle-ci'],
  correction:
    /^(?:non|pardon|attends|pas ça)(?:,? (?:non|pardon|je voulais dire|plutôt))*,? (.+)$|^je voulais dire (.+)$|^plutôt (.+)$/,
  addition:
    /^(?:et )?(?:qu'en est-il de|la même chose (?:pour|dans)|pareil (?:pour|dans)) (.+)$|^(?:et|aussi) (.+?)(?: aussi)?$|^(.+?) aussi$/,
  theOne: /^(?:et )?(?:celui|celle) (?:du|de l'|(?:de|dans|sur) (?:la |le |l')?)(.+)$/,
  articles: /^(?:(?:dans|sur|pour|à|de) )?(?:(?:le|la|les|mon|ma|mes) |l')?/,
  being: words('est sont était étaient'),
  turning: words('pas ne jamais plus mais sauf sans lieu moitié demi peu heure heures'),
  telling: words(
    'ne pas jamais est est-ce est-il est-elle était sont a a-t-il a-t-elle as as-tu avez avez-vous pourquoi qui quand si je il elle ils elles nous on',
  ),
  bareChange: [
    { pattern: /^(?:un peu )?(?:plus|moins) (?:fort|clair|sombre|lumineux)$/, sentence: 'rends NAME TEXT' },
    { pattern: /^(?:à )?(\d.*)$/, sentence: 'règle NAME à TEXT' },
  ],
  bell: {
    changed: /^(?:mets|règle|change)-l[ea](?: (?:à|sur|pour))? (.+)$|^fais(?:-en)?(?: plutôt)? (.+)$/,
    takenBack: /^(?:annule|supprime|efface|arrête)-l[ea]$|^annule ça$/,
    another: /(?<!\p{L})(?:autre|encore|second|deuxième|nouveau|nouvel(?:le)?)(?!\p{L})/u,
    timer: 'mets un minuteur de TEXT',
  },
};

export const SPANISH: LinkingWords = {
  conjunctions: ['y luego', 'y después', 'y también', 'y', 'luego', 'después'],
  exceptions: ['a excepción de', 'con excepción de', 'pero no', 'excepto', 'salvo', 'menos'],
  pronouns: ['lo', 'la', 'los', 'las', 'eso', 'ese', 'esa'],
  enclitic: /^(\p{L}{2,}?)(?:l[oa]s?)(?!\p{L})/u,
  correction:
    /^(?:no|perdón|espera|eso no)(?:,? (?:no|perdón|quise decir|quería decir|mejor))*,? (.+)$|^quise decir (.+)$|^mejor (.+)$/,
  addition: /^(?:y )?(?:qué tal|lo mismo (?:para|en|con)) (.+)$|^(?:y|también) (.+?)(?: también)?$|^(.+?) también$/,
  theOne: /^(?:y )?(?:el|la) (?:del|(?:de|en)(?: la| el)?) (.+)$/,
  articles: /^(?:(?:en|para|con|a|de) )?(?:(?:el|la|los|las|mi|mis) )?/,
  being: words('está están era estaba es son'),
  turning: words('a no nunca jamás pero salvo excepto menos sin sino lugar vez mitad medio poco'),
  telling: words(
    'no nunca jamás ha has he han hemos es son era está están qué quién cuándo si yo él ella ellos ellas nosotros nosotras',
  ),
  bareChange: [
    { pattern: /^(?:un poco )?más (?:claro|brillante|oscuro|fuerte)$/, sentence: 'pon NAME TEXT' },
    { pattern: /^(?:al? )?(\d.*)$/, sentence: 'pon NAME al TEXT' },
  ],
  bell: {
    changed: /^(?:ponl[oa]|cámbial[oa]|hazl[oa]|déjal[oa]) (?:(?:a|para|en|de) )?(.+)$/,
    takenBack: /^(?:cancélal[oa]|páral[oa]|bórral[oa]|elimínal[oa]|quítal[oa])$/,
    another: /(?<!\p{L})(?:otr[oa]|segund[oa]|nuev[oa])(?!\p{L})/u,
    timer: 'pon un temporizador de TEXT',
  },
};

export const ITALIAN: LinkingWords = {
  conjunctions: ['e poi', 'e anche', 'e dopo', 'e', 'poi'],
  exceptions: ['ad eccezione di', 'ma non', 'a parte', 'tranne', 'eccetto', 'salvo'],
  pronouns: ['questo', 'questa', 'quello', 'quella', 'lo', 'la', 'li', 'le'],
  enclitic: /^(\p{L}{2,}?[aeiì])(?:l[oaei])(?!\p{L})/u,
  correction:
    /^(?:no|scusa|aspetta|sbagliato|non quell[oa])(?: (?:no|scusa|volevo dire|intendevo|piuttosto))*,? (.+)$|^volevo dire (.+)$|^intendevo (.+)$/,
  addition:
    /^(?:e )?(?:che ne dici di|lo stesso (?:per|in|con)|la stessa cosa (?:per|in|con)) (.+)$|^(?:e )?anche (.+)$|^e (.+?)(?: anche| pure)?$|^(.+?) (?:anche|pure)$/,
  theOne: /^(?:e )?quell[oa] (?:(?:del|della|dello|nel|nella|nello|in|di) |dell'|nell')(.+)$/,
  articles:
    /^(?:(?:in|nel|nella|nello|per|con|a|al|alla|di|del|della) |nell'|all'|dell')?(?:(?:il|lo|la|i|gli|le|mio|mia) |l')?/,
  being: words('è sono era erano'),
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
  bell: {
    changed: /^(?:mettil[oa]|impostal[oa]|spostal[oa]|cambial[oa]|fall[oa]) (?:(?:a|per|di|su|in) )?(.+)$/,
    takenBack: /^(?:annullal[oa]|fermal[oa]|cancellal[oa]|eliminal[oa])$/,
    another: /(?<!\p{L})(?:altr[oa]|un'altra|second[oa]|nuov[oa])(?!\p{L})/u,
    timer: 'imposta un timer di TEXT',
  },
};

export const PORTUGUESE: LinkingWords = {
  conjunctions: ['e depois', 'e também', 'e a seguir', 'e', 'depois'],
  exceptions: ['com exceção de', 'mas não', 'exceto', 'menos', 'salvo'],
  pronouns: ['isso', 'isto', 'ela', 'ele', 'elas', 'eles', 'essa', 'esse'],
  enclitic: /^(\p{L}{2,}?)-(?:l?[oa]s?)(?!\p{L})/u,
  correction:
    /^(?:não|desculpa|espera|errado|essa não|esse não)(?: (?:não|desculpa|queria dizer|quis dizer|antes))*,? (?!(?:(?:des)?ligue|apague|acenda|abra|feche|ponha)s? )(.+)$|^(?:queria|quis) dizer (.+)$/,
  addition:
    /^(?:e )?(?:que tal|e quanto a|o mesmo (?:para|em|na|no|com)) (.+)$|^(?:e )?também (.+)$|^e (.+?)(?: também)?$|^(.+?) também$/,
  theOne: /^(?:e )?[oa] (?:da|do|na|no) (.+)$/,
  articles: /^(?:(?:em|na|no|nas|nos|para|com|de|da|do) )?(?:(?:o|a|os|as|meu|minha) )?/,
  being: words('está estão é são era estava estavam'),
  turning: words('não nunca jamais mas exceto menos sem vez metade meio pouco às horas'),
  telling: words(
    'não nunca jamais é são era está estão estava foi foram porque quem quando se eu ele ela eles elas nós',
  ),
  bareChange: [
    { pattern: /^(?:um pouco )?mais (?:clar[oa]|brilhante|forte|escur[oa]|frac[oa])$/, sentence: 'põe NAME TEXT' },
    { pattern: /^(?:a |para |em )?(\d.*)$/, sentence: 'ajusta o brilho de NAME para TEXT' },
    { pattern: /^(?:a |para |em )?(\d.*)$/, sentence: 'abre NAME para TEXT' },
  ],
  bell: {
    changed:
      /^(?:põe-n?[oa]|muda-[oa]|altera-[oa]|coloca-[oa]) (?:(?:para|em|a) )?(.+)$|^(?:muda|mude|altera|altere) (?:isso )?para (?:as )?(.+)$/,
    takenBack: /^(?:cancela|apaga|remove)-[oa]$|^(?:cancela|cancele) isso$/,
    another: /(?<!\p{L})(?:outr[oa]|segund[oa]|nov[oa])(?!\p{L})/u,
    timer: 'define um temporizador de TEXT',
  },
};
