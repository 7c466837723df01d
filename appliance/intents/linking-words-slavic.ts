// Polish, Russian, Czech.
import type { LinkingWords } from './linking-words.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

export const POLISH: LinkingWords = {
  conjunctions: ['i potem', 'a potem', 'i jeszcze', 'i', 'oraz', 'potem'],
  exceptions: ['z wyjątkiem', 'ale nie', 'oprócz', 'poza', 'prócz'],
  pronouns: ['ją', 'je', 'go', 'jego', 'ich', 'tę', 'ten', 'to'],
  // "nie włączaj …" forbids; it corrects nothing.
  correction:
    /^(?:nie|źle|czekaj|przepraszam|nie to)(?: (?:nie|przepraszam|chodziło mi o|raczej))*,? (?!\p{L}+aj(?:cie)? )(.+)$|^chodziło mi o (.+)$/u,
  addition:
    /^(?:a |i )?(?:co z|to samo (?:w|dla|na)) (.+)$|^(?:i |a )?też (.+)$|^(?:i|a|oraz) (.+?)(?: też| również)?$|^(.+?) (?:też|również)$/,
  articles: /^(?:(?:w|we|na|dla|do|z) )?/,
  being: words('jest są był była było były'),
  turning: words('nie nigdy ale oprócz poza bez zamiast połowy połowę pół trochę o godzinie'),
  telling: words('nie nigdy czy jest są był była było były dlaczego czemu kto kiedy jeśli ja on ona oni one my'),
  bareChange: [
    { pattern: /^(?:trochę )?(?:jaśniej|ciemniej)$/, sentence: 'NAME TEXT' },
    { pattern: /^(?:na )?(\d.*)$/, sentence: 'ustaw jasność NAME na TEXT' },
    { pattern: /^(?:na )?(\d.*)$/, sentence: 'ustaw NAME na TEXT' },
  ],
  bell: {
    changed: /^(?:ustaw|zmień|nastaw|przestaw|zrób) (?:go|ją|to|je)(?: na)? (.+)$|^(?:zmień|przestaw) na (.+)$/,
    takenBack: /^(?:anuluj|usuń|skasuj) (?:go|ją|to|je)$/,
    another: /(?<!\p{L})(?:jeszcze|kolejn\p{L}+|drug\p{L}+|now[yąe]|inn[yąe])(?!\p{L})/u,
    timer: 'ustaw minutnik na TEXT',
  },
};

export const RUSSIAN: LinkingWords = {
  conjunctions: ['и потом', 'а потом', 'и затем', 'и ещё', 'и', 'потом', 'затем'],
  exceptions: ['за исключением', 'но не', 'кроме'],
  pronouns: ['его', 'её', 'ее', 'их', 'это', 'эту', 'этот'],
  correction:
    /^(?:нет|не то|не та|не тот|подожди|извини|ошибка)(?: (?:нет|извини|я имею в виду|я имела? в виду|лучше))*,? (.+)$|^я имел[а]? в виду (.+)$/,
  addition:
    /^(?:а |и )?(?:как насч[её]т|что насч[её]т|то же самое (?:для|в|на)) (.+)$|^(?:и|а) (?:ещ[её] |также )?(.+?)(?: тоже| также)?$|^(.+?) тоже$/,
  articles: /^(?:(?:в|во|на|для|у) )?/,
  being: words('есть был была было были'),
  turning: words('не нет никогда но кроме без вместо половину наполовину пол немного чуть'),
  telling: words('не никогда ли был была было были почему зачем кто когда если я он она они мы'),
  bareChange: [
    { pattern: /^(?:немного |чуть |ещё |еще )?(?:ярче|светлее|темнее|тусклее)$/, sentence: 'сделай NAME TEXT' },
    { pattern: /^(?:на |до )?(\d.*)$/, sentence: 'установи яркость NAME на TEXT' },
    { pattern: /^(?:на |до )?(\d.*)$/, sentence: 'открой NAME на TEXT' },
  ],
  bell: {
    changed: /^(?:поставь|измени|сделай|установи|перенеси|переставь|поменяй) (?:его|её|ее|это)(?: (?:на|до))? (.+)$/,
    takenBack: /^(?:отмени|удали|убери) (?:его|её|ее|это)$/,
    another: /(?<!\p{L})(?:ещё|еще|друг\p{L}+|втор\p{L}+|нов\p{L}+)(?!\p{L})/u,
    timer: 'поставь таймер на TEXT',
  },
};

export const CZECH: LinkingWords = {
  conjunctions: ['a pak', 'a potom', 'a také', 'a', 'pak', 'potom'],
  exceptions: ['s výjimkou', 'ale ne', 'kromě', 'až na'],
  pronouns: ['ji', 'ho', 'jej', 'je', 'to', 'tu', 'ten'],
  correction:
    /^(?:ne|špatně|počkej|promiň|to ne)(?: (?:ne|promiň|myslel[a]? jsem|spíš))*,? (.+)$|^myslel[a]? jsem (.+)$/,
  addition:
    /^(?:a )?(?:co|totéž (?:v|pro)|to samé (?:v|pro)) (.+)$|^(?:a )?(?:taky|také) (.+)$|^(?:a|i) (.+?)(?: taky| také)?$|^(.+?) (?:taky|také)$/,
  articles: /^(?:(?:v|ve|na|pro|do) )?/,
  being: words('je jsou byl byla bylo byly'),
  turning: words('ne nikdy ale kromě bez místo půl napůl poloviny trochu hodin hodiny'),
  telling: words('ne nikdy je jsou byl byla bylo byly proč kdo kdy jestli když já on ona oni my'),
  bareChange: [
    { pattern: /^(?:trochu |ještě )?(?:jasněji|světleji|tmavěji|více světla|méně světla)$/, sentence: 'NAME TEXT' },
    { pattern: /^(?:na )?(\d.*)$/, sentence: 'nastav jas NAME na TEXT' },
    { pattern: /^(?:na )?(\d.*)$/, sentence: 'nastav NAME na TEXT' },
  ],
  bell: {
    changed: /^(?:nastav|změň|dej|přesuň|udělej) (?:ho|ji|to|jej)(?: na)? (.+)$/,
    takenBack: /^(?:zruš|smaž|vymaž) (?:ho|ji|to|jej)$/,
    another: /(?<!\p{L})(?:ještě|další|jin\p{L}+|druh\p{L}+|nov\p{L}+)(?!\p{L})/u,
    timer: 'nastav časovač na TEXT',
  },
};
