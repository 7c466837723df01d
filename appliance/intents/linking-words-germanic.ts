// English, German, Dutch, Swedish, Danish.
import type { LinkingWords } from './linking-words.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

export const ENGLISH: LinkingWords = {
  conjunctions: ['and then', 'and also', 'and', 'then', 'also', 'plus'],
  pronouns: ['it', 'them', 'that one', 'those', 'that', 'these'],
  correction:
    /^(?:no|nope|sorry|wait|actually|not that(?: one)?|oh)(?:,? (?:no|sorry|wait|actually|i meant?(?: to say)?|not that(?: one)?|the other one))*,? (.+?)(?: instead)?$|^i meant? (.+)$|^(.+) instead$/,
  addition:
    /^(?:and |also )?(?:what about|how about|(?:the )?same (?:for|in|with)|do the same (?:for|in|with)) (.+)$|^(?:and|also) (.+?)(?: too| as well| also)?$|^(.+?) (?:too|as well)$/,
  articles: /^(?:(?:in|on|for|at|with) )?(?:(?:the|my|our|that|this|one in the) )?/,
  turning: words(
    "not no never don't dont but except without instead apart on off at by for in until bit little half halfway",
  ),
  telling: words(
    "not never don't dont do did does didn't doesn't is are was were has have had isn't aren't wasn't weren't hasn't haven't hadn't won't shouldn't why who when if i he she they we",
  ),
  bareChange: [
    { pattern: /^(?:a (?:little|bit) )?(?:more )?(?:brighter|darker|dimmer)(?: still)?$/, sentence: 'make NAME TEXT' },
    { pattern: /^(?:to )?(\d.*)$/, sentence: 'set NAME to TEXT' },
  ],
};

export const GERMAN: LinkingWords = {
  conjunctions: ['und dann', 'und danach', 'und auch', 'und', 'dann', 'danach'],
  pronouns: ['es', 'sie', 'ihn', 'das', 'die', 'den'],
  correction:
    /^(?:nein|nee|nö|falsch|halt|doch nicht|nicht das)(?:,? (?:nein|ich mein(?:t)?e|sondern|nicht das))*,? (.+)$|^ich mein(?:t)?e (.+)$/,
  addition:
    /^(?:und )?(?:was ist mit|wie wäre es mit|das gleiche (?:für|in)|dasselbe (?:für|in)) (.+)$|^(?:und|auch) (.+?)(?: auch)?$|^(.+?) auch$/,
  articles: /^(?:(?:in|im|für|mit|an|am|bei) )?(?:(?:der|die|das|den|dem|mein|meine|meinen) )?/,
  turning: words(
    'nicht kein keine keinen nie niemals aber außer ohne sondern statt stattdessen halb um bis bisschen wenig uhr',
  ),
  telling: words(
    'nicht kein keine nie niemals ist sind war waren hat hast habe haben habt wird wurde wurden warum wieso weshalb wer wann ob wenn ich er sie wir ihr',
  ),
  bareChange: [
    { pattern: /^(?:noch )?(?:etwas |ein (?:bisschen|wenig) )?(?:heller|dunkler)$/, sentence: 'mach NAME TEXT' },
    { pattern: /^(?:auf )?(\d.*)$/, sentence: 'stelle NAME auf TEXT' },
    { pattern: /^(?:auf )?(\d.*)$/, sentence: 'setze die Helligkeit von NAME auf TEXT' },
  ],
};

export const DUTCH: LinkingWords = {
  conjunctions: ['en dan', 'en ook', 'en daarna', 'en', 'dan', 'daarna'],
  pronouns: ['het', 'hem', 'haar', 'ze', 'die', 'deze', 'dat'],
  correction:
    /^(?:nee|fout|wacht|sorry|niet die)(?: (?:nee|sorry|ik bedoel(?:de)?|liever|niet die))*,? (.+)$|^ik bedoel(?:de)? (.+)$/,
  addition:
    /^(?:en )?(?:hoe zit het met|wat dacht je van|hetzelfde (?:voor|in)|doe hetzelfde (?:voor|in)) (.+)$|^(?:en )?ook (.+)$|^en (.+?)(?: ook)?$|^(.+?) ook$/,
  articles: /^(?:(?:in|op|voor|met|van|bij) )?(?:(?:de|het|een|mijn|onze) )?/,
  turning: words('niet geen nooit maar behalve zonder plaats ipv half halverwege beetje om uur'),
  telling: words(
    'niet geen nooit is zijn was waren heeft heb hebt hebben werd werden waarom wie wanneer als ik hij zij ze wij we',
  ),
  bareChange: [
    {
      pattern: /^(?:nog )?(?:iets |een beetje )?(?:feller|helderder|lichter|donkerder|zachter)$/,
      sentence: 'maak NAME TEXT',
    },
    { pattern: /^(?:op |naar )?(\d.*)$/, sentence: 'zet NAME op TEXT' },
  ],
};

export const SWEDISH: LinkingWords = {
  conjunctions: ['och sedan', 'och sen', 'och även', 'och', 'sedan', 'sen'],
  pronouns: ['den där', 'den', 'det', 'dem', 'dom', 'de'],
  correction:
    /^(?:nej|nä|fel|vänta|förlåt|inte den)(?: (?:nej|förlåt|jag menade?|inte den))*,? (.+?)(?: i stället| istället)?$|^jag menade? (.+)$/,
  addition:
    /^(?:och )?(?:hur är det med|vad sägs om|samma (?:sak )?(?:för|i|med)) (.+)$|^och (.+?)(?: också| med)?$|^(.+?) också$/,
  articles: /^(?:(?:i|på|för|med) )?(?:(?:den|det|en|ett|min|mitt) )?/,
  turning: words('inte ej aldrig men utom förutom utan stället istället halv halvt halvvägs lite klockan'),
  telling: words('inte ej aldrig är var har hade varför vem när om jag han hon de vi'),
  bareChange: [
    { pattern: /^(?:lite )?(?:ljusare|starkare|mörkare|svagare)$/, sentence: 'gör NAME TEXT' },
    { pattern: /^(?:till |på )?(\d.*)$/, sentence: 'ställ in ljusstyrkan på NAME till TEXT' },
    { pattern: /^(?:till |på )?(\d.*)$/, sentence: 'öppna NAME till TEXT' },
  ],
};

export const DANISH: LinkingWords = {
  conjunctions: ['og så', 'og derefter', 'og også', 'og', 'derefter'],
  pronouns: ['den der', 'den', 'det', 'dem'],
  correction:
    /^(?:nej|forkert|vent|undskyld|ikke den)(?: (?:nej|undskyld|jeg mente?|ikke den))*,? (.+?)(?: i stedet)?$|^jeg mente? (.+)$/,
  addition: /^(?:og )?(?:hvad med|det samme (?:for|i|med)) (.+)$|^og (.+?)(?: også)?$|^(.+?) også$/,
  articles: /^(?:(?:i|på|for|til|med) )?(?:(?:den|det|en|et|min|mit) )?/,
  turning: words('ikke ej aldrig men undtagen uden stedet halv halvt halvvejs lidt smule klokken'),
  telling: words('ikke ej aldrig er var har havde hvorfor hvem hvornår hvis om jeg han hun de vi'),
  bareChange: [
    { pattern: /^(?:lidt )?(?:lysere|kraftigere|mørkere|svagere)$/, sentence: 'gør NAME TEXT' },
    { pattern: /^(?:til |på )?(\d.*)$/, sentence: 'indstil lysstyrken på NAME til TEXT' },
    { pattern: /^(?:til |på )?(\d.*)$/, sentence: 'åbn NAME til TEXT' },
  ],
};
