// English, German, Dutch, Swedish, Danish.
import type { LinkingWords } from './linking-words.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

export const ENGLISH: LinkingWords = {
  conjunctions: ['and then', 'and also', 'and', 'then', 'also', 'plus'],
  exceptions: [
    ...['except for', 'except in', 'except', 'apart from', 'aside from', 'other than', 'besides'],
    ...['but not', 'but for', 'but', 'excluding', 'leaving out'],
  ],
  pronouns: ['it', 'them', 'that one', 'those', 'that', 'these'],
  correction:
    /^(?:no|nope|sorry|wait|actually|not that(?: one)?|oh)(?:,? (?:no|sorry|wait|actually|i meant?(?: to say)?|not that(?: one)?|the other one))*,? (.+?)(?: instead)?$|^i meant? (.+)$|^(.+) instead$/,
  addition:
    /^(?:and |also )?(?:what about|how about|(?:the )?same (?:for|in|with)|do the same (?:for|in|with)) (.+)$|^(?:and|also) (.+?)(?: too| as well| also)?$|^(.+?) (?:too|as well)$/,
  articles: /^(?:(?:in|on|for|at|with) )?(?:(?:the|my|our|that|this|one in the) )?/,
  theOne:
    /^(?:and )?(?:not )?(?:the |that |this )(?:one (?:in|on|at) (?:the )?(.+)|(.+) ones?)$|^(?:not )?(?:that|this|which) one$/,
  switching:
    /^(?:please |(?:can|could|would|will) you )*(?:turn|switch) (?!(?:(?:on|off) )?(?:some|any|every|all))(?:(?:on|off) .+|.+ (?:on|off))$/,
  forWhile: { pattern: /^(.+) for (.+)$/iu, on: /(?<!\p{L})on(?!\p{L})/iu, off: 'off' },
  being: words("is are was were isn't aren't"),
  turning: words(
    "not no never don't dont but except without instead apart on off at by for in until bit little half halfway",
  ),
  telling: words(
    "not never don't dont do did does didn't doesn't is are was were has have had isn't aren't wasn't weren't hasn't haven't hadn't won't shouldn't why who when if i he she they we",
  ),
  bareChange: [
    {
      pattern: /^(?:(?:a (?:little|bit)|slightly|\d.* degrees?) )?(?:warmer|hotter|cooler|colder)$/,
      sentence: 'make NAME TEXT',
    },
    { pattern: /^(?:a (?:little|bit) )?(?:more )?(?:brighter|darker|dimmer)(?: still)?$/, sentence: 'make NAME TEXT' },
    { pattern: /^(?:to )?(\d.*)$/, sentence: 'set NAME to TEXT' },
    { pattern: /^(on|off)$/, sentence: 'turn NAME TEXT' },
    { pattern: /^(?:now )?(?:to )?(\p{L}+(?: white)?)$/u, sentence: 'set NAME to TEXT', after: 'color' },
  ],
  bell: {
    changed: /^(?:make|change|set|put|move) (?:it|that)(?: (?:to|for|at))? (.+)$/,
    takenBack: /^(?:cancel|stop|delete|remove) (?:it|that)(?: again)?$/,
    another: /(?<!\p{L})(?:another|new|extra|additional|a second|one more)(?!\p{L})/u,
    timer: 'set a timer for TEXT',
  },
};

export const GERMAN: LinkingWords = {
  conjunctions: ['und dann', 'und danach', 'und auch', 'und', 'dann', 'danach'],
  exceptions: [
    'mit ausnahme von',
    'mit ausnahme',
    'bis auf',
    'nur nicht',
    'aber nicht',
    'außer',
    'ausser',
    'ausgenommen',
    'ohne',
  ],
  pronouns: ['es', 'sie', 'ihn', 'das', 'die', 'den'],
  correction:
    /^(?:nein|nee|nö|falsch|halt|doch nicht|nicht das)(?:,? (?:nein|ich mein(?:t)?e|sondern|nicht das))*,? (.+)$|^ich mein(?:t)?e (.+)$/,
  addition:
    /^(?:und )?(?:was ist mit|wie wäre es mit|das gleiche (?:für|in)|dasselbe (?:für|in)) (.+)$|^(?:und|auch) (.+?)(?: auch)?$|^(.+?) auch$/,
  theOne: /^(?:und )?(?:der|die|das|den) (?:(?:in|an|auf|aus|bei|von)(?: der| dem| den)?|im|am|vom|beim) (.+)$/,
  articles: /^(?:(?:in|im|für|mit|an|am|bei) )?(?:(?:der|die|das|den|dem|mein|meine|meinen) )?/,
  being: words('ist sind war waren'),
  turning: words(
    'nicht kein keine keinen nie niemals aber außer ohne sondern statt stattdessen halb um bis bisschen wenig uhr',
  ),
  telling: words(
    'nicht kein keine nie niemals ist sind war waren hat hast habe haben habt wird wurde wurden warum wieso weshalb wer wann ob wenn ich er sie wir ihr',
  ),
  bareChange: [
    {
      pattern: /^(?:(?:noch )?(?:etwas |ein (?:bisschen|wenig) )?|\d.* grad )(?:wärmer|kälter|kühler)$/,
      sentence: 'mach NAME TEXT',
    },
    { pattern: /^(?:auf )?(\d.*?)(?: grad)?$/, sentence: 'stelle NAME auf TEXT Grad' },
    { pattern: /^(?:noch )?(?:etwas |ein (?:bisschen|wenig) )?(?:heller|dunkler)$/, sentence: 'mach NAME TEXT' },
    { pattern: /^(?:auf )?(\d.*)$/, sentence: 'stelle NAME auf TEXT' },
    { pattern: /^(?:auf )?(\d.*)$/, sentence: 'setze die Helligkeit von NAME auf TEXT' },
    { pattern: /^(an|ein|aus)$/, sentence: 'schalte NAME TEXT' },
    { pattern: /^(?:jetzt )?(?:auf )?(\p{L}+)$/u, sentence: 'stelle NAME auf TEXT', after: 'color' },
  ],
  bell: {
    changed:
      /^(?:mach|mache|stell|stelle|setz|setze|änder|ändere|verschieb|verschiebe) (?:ihn|sie|es|das|den)(?: (?:auf|zu))? (.+)$|^(?:mach|mache) (.+) daraus$/,
    takenBack:
      /^(?:lösch|lösche|streich|streiche|storniere|stopp|stoppe) (?:ihn|sie|es|das)(?: wieder)?$|^brich (?:ihn|sie|es|das) ab$/,
    another:
      /(?<!\p{L})(?:noch|weiteren?|weiteres|zweiten?|zweites|neuen?|neues|anderen?|anderes|zusätzlich(?:en?|es)?)(?!\p{L})/u,
    timer: 'stelle einen Timer auf TEXT',
  },
};

export const DUTCH: LinkingWords = {
  conjunctions: ['en dan', 'en ook', 'en daarna', 'en', 'dan', 'daarna'],
  exceptions: ['met uitzondering van', 'maar niet', 'behalve', 'uitgezonderd'],
  pronouns: ['het', 'hem', 'haar', 'ze', 'die', 'deze', 'dat'],
  correction:
    /^(?:nee|fout|wacht|sorry|niet die)(?: (?:nee|sorry|ik bedoel(?:de)?|liever|niet die))*,? (.+)$|^ik bedoel(?:de)? (.+)$/,
  addition:
    /^(?:en )?(?:hoe zit het met|wat dacht je van|hetzelfde (?:voor|in)|doe hetzelfde (?:voor|in)) (.+)$|^(?:en )?ook (.+)$|^en (.+?)(?: ook)?$|^(.+?) ook$/,
  theOne: /^(?:en )?(?:die|dat) (?:in|op|van|uit) (?:(?:de|het) )?(.+)$/,
  articles: /^(?:(?:in|op|voor|met|van|bij) )?(?:(?:de|het|een|mijn|onze) )?/,
  being: words('is zijn was waren'),
  turning: words('niet geen nooit maar behalve zonder plaats ipv half halverwege beetje om uur'),
  telling: words(
    'niet geen nooit is zijn was waren heeft heb hebt hebben werd werden waarom wie wanneer als ik hij zij ze wij we',
  ),
  bareChange: [
    {
      pattern: /^(?:(?:iets|een beetje|\d.* (?:graad|graden)) )?(?:warmer|kouder|koeler)$/,
      sentence: 'maak NAME TEXT',
    },
    {
      pattern: /^(?:nog )?(?:iets |een beetje )?(?:feller|helderder|lichter|donkerder|zachter)$/,
      sentence: 'maak NAME TEXT',
    },
    { pattern: /^(?:op |naar )?(\d.*)$/, sentence: 'zet NAME op TEXT' },
    { pattern: /^(aan|uit)$/, sentence: 'zet NAME TEXT' },
  ],
  bell: {
    changed: /^(?:maak|zet|stel|verander|wijzig) (?:het|hem|die|dat)(?: (?:op|naar|in))? (.+)$|^maak er (.+) van$/,
    takenBack: /^(?:annuleer|verwijder|schrap|stop) (?:hem|het|die|dat)(?: weer)?$/,
    another: /(?<!\p{L})(?:nog|tweede|nieuwe?|andere?|extra)(?!\p{L})/u,
    timer: 'zet een timer voor TEXT',
  },
};

export const SWEDISH: LinkingWords = {
  conjunctions: ['och sedan', 'och sen', 'och även', 'och', 'sedan', 'sen'],
  exceptions: ['med undantag för', 'men inte', 'förutom', 'utom'],
  pronouns: ['den där', 'den', 'det', 'dem', 'dom', 'de'],
  correction:
    /^(?:nej|nä|fel|vänta|förlåt|inte den)(?: (?:nej|förlåt|jag menade?|inte den))*,? (.+?)(?: i stället| istället)?$|^jag menade? (.+)$/,
  addition:
    /^(?:och )?(?:hur är det med|vad sägs om|samma (?:sak )?(?:för|i|med)) (.+)$|^och (.+?)(?: också| med)?$|^(.+?) också$/,
  theOne: /^(?:och )?(?:den|det) (?:i|på) (.+)$/,
  articles: /^(?:(?:i|på|för|med) )?(?:(?:den|det|en|ett|min|mitt) )?/,
  being: words('är var'),
  turning: words('inte ej aldrig men utom förutom utan stället istället halv halvt halvvägs lite klockan'),
  telling: words('inte ej aldrig är var har hade varför vem när om jag han hon de vi'),
  bareChange: [
    { pattern: /^(?:(?:lite|\d.* (?:grad|grader)) )?(?:varmare|kallare|svalare)$/, sentence: 'gör NAME TEXT' },
    { pattern: /^(?:lite )?(?:ljusare|starkare|mörkare|svagare)$/, sentence: 'gör NAME TEXT' },
    { pattern: /^(?:till |på )?(\d.*)$/, sentence: 'ställ in ljusstyrkan på NAME till TEXT' },
    { pattern: /^(?:till |på )?(\d.*)$/, sentence: 'öppna NAME till TEXT' },
  ],
  bell: {
    changed: /^(?:gör|ställ|sätt|ändra|flytta) (?:den|det)(?: (?:till|på))? (.+)$/,
    takenBack: /^(?:avbryt|ta bort|radera) (?:den|det)(?: igen)?$/,
    another: /(?<!\p{L})(?:andra|annan|annat|nytt?|extra)(?!\p{L})/u,
    timer: 'starta en timer på TEXT',
  },
};

export const DANISH: LinkingWords = {
  conjunctions: ['og så', 'og derefter', 'og også', 'og', 'derefter'],
  exceptions: ['med undtagelse af', 'bortset fra', 'men ikke', 'undtagen'],
  pronouns: ['den der', 'den', 'det', 'dem'],
  correction:
    /^(?:nej|forkert|vent|undskyld|ikke den)(?: (?:nej|undskyld|jeg mente?|ikke den))*,? (.+?)(?: i stedet)?$|^jeg mente? (.+)$/,
  addition: /^(?:og )?(?:hvad med|det samme (?:for|i|med)) (.+)$|^og (.+?)(?: også)?$|^(.+?) også$/,
  theOne: /^(?:og )?(?:den|det) (?:i|på) (.+)$/,
  articles: /^(?:(?:i|på|for|til|med) )?(?:(?:den|det|en|et|min|mit) )?/,
  being: words('er var'),
  turning: words('ikke ej aldrig men undtagen uden stedet halv halvt halvvejs lidt smule klokken'),
  telling: words('ikke ej aldrig er var har havde hvorfor hvem hvornår hvis om jeg han hun de vi'),
  bareChange: [
    { pattern: /^(?:(?:lidt|\d.* (?:grad|grader)) )?(?:varmere|koldere|køligere)$/, sentence: 'gør NAME TEXT' },
    { pattern: /^(?:lidt )?(?:lysere|kraftigere|mørkere|svagere)$/, sentence: 'gør NAME TEXT' },
    { pattern: /^(?:til |på )?(\d.*)$/, sentence: 'indstil lysstyrken på NAME til TEXT' },
    { pattern: /^(?:til |på )?(\d.*)$/, sentence: 'åbn NAME til TEXT' },
  ],
  bell: {
    changed: /^(?:gør|sæt|lav|ret|ændr|flyt) (?:den|det)(?: (?:til|på))? (.+)$/,
    takenBack: /^(?:annuller|slet|fjern) (?:den|det)(?: igen)?$/,
    another: /(?<!\p{L})(?:anden|andet|nyt?|ekstra|endnu)(?!\p{L})/u,
    timer: 'sæt en timer på TEXT',
  },
};
