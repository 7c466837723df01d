// The box's own sentences of each language. English ones are whole: they do without any others. The rest add to fetched ones what
// those lack.
import { baseLanguage } from '../../language/language-tag.ts';
import type { SentenceFileInput } from '../sentence-file.ts';
import { type BellSentences, bellSentences } from './bells.ts';
import { GERMAN_BELLS } from './bells-german.ts';
import { DANISH_BELLS, DUTCH_BELLS, SWEDISH_BELLS } from './bells-germanic.ts';
import { PORTUGUESE_BELLS, SPANISH_BELLS } from './bells-iberian.ts';
import { FRENCH_BELLS, ITALIAN_BELLS } from './bells-romance.ts';
import { CZECH_BELLS, POLISH_BELLS, RUSSIAN_BELLS } from './bells-slavic.ts';
import { DIMMING, dimmingIntents } from './dimming.ts';
import { ENGLISH_SENTENCES } from './english.ts';
import { ENGLISH_EVERYDAY } from './english-everyday.ts';
import { ENGLISH_MACHINES } from './english-machines.ts';
import { ENGLISH_SHOPPING } from './english-shopping.ts';
import { ENGLISH_SOUND } from './english-sound.ts';
import { EVERYDAY_WORDS, everydayIntents } from './everyday-words.ts';
import { EVERYTHING, everythingIntents } from './everything.ts';
import { GAPS } from './gaps.ts';
import { lightSteps, litSentences } from './light-levels.ts';
import { LIST_QUESTIONS, listQuestions } from './list-questions.ts';
import { LOUDER, louderIntents } from './louder.ts';
import { modeSentences } from './modes.ts';
import { PLANS, planSentences } from './plans.ts';
import { PUT_ON, putOnSentences } from './put-on.ts';
import { houseQuestions } from './questions.ts';
import { HOUSE_QUESTIONS } from './questions-by-language.ts';
import { THING_SETTINGS, thingSettings } from './thing-settings.ts';
import { MORE_THING_SETTINGS } from './thing-settings-more.ts';
import { timerOpenings } from './timer-openings.ts';
import { WARMING, warmingSentences, warmingSteps } from './warming.ts';

export interface OwnSentenceFile {
  readonly name: string;
  readonly content: SentenceFileInput;
  /** Whether a house can be commanded with these alone. */
  readonly isWhole: boolean;
}

const BELLS: Readonly<Record<string, readonly [name: string, words: BellSentences]>> = {
  cs: ['Czech', CZECH_BELLS],
  da: ['Danish', DANISH_BELLS],
  de: ['German', GERMAN_BELLS],
  es: ['Spanish', SPANISH_BELLS],
  fr: ['French', FRENCH_BELLS],
  it: ['Italian', ITALIAN_BELLS],
  nl: ['Dutch', DUTCH_BELLS],
  pl: ['Polish', POLISH_BELLS],
  pt: ['Portuguese', PORTUGUESE_BELLS],
  ru: ['Russian', RUSSIAN_BELLS],
  sv: ['Swedish', SWEDISH_BELLS],
};

/** Read before the fetched sentences, which take "all lights red" for those of one room, and "spegni il televisore" for muting it. */
const FIRST: Readonly<Record<string, Pick<SentenceFileInput, 'lists' | 'intents'>>> = {
  en: {
    lists: { ...(ENGLISH_SENTENCES.lists?.color === undefined ? {} : { color: ENGLISH_SENTENCES.lists.color }) },
    intents: {
      HassLightSet: {
        data: [
          {
            sentences: [
              '(turn|set|make|change|paint) (all [of] [the|my|our]|every|each) (light|lights|lamp|lamps) [to] {color}',
            ],
            slots: { domain: 'light' },
            response: 'color',
          },
        ],
      },
    },
  },
  it: {
    intents: {
      HassTurnOff: {
        data: [
          {
            sentences: ["spegn(i|ete|ere) [il |lo |la |i |gli |le |l']{name}"],
            requires_context: { domain: 'media_player' },
          },
        ],
      },
    },
  },
};

/** Languages with sentences of our own. */
export const OWN_LANGUAGES: readonly string[] = ['en', ...Object.keys(BELLS)];

/** Our own sentences of `language` ("pt-BR" has the Portuguese ones) as they are written; null where there are none. */
export function ownSentenceFile(language: string): OwnSentenceFile | null {
  const code = baseLanguage(language);
  if (code === 'en')
    return { name: 'own English sentences', content: withMore(ENGLISH_SENTENCES, code), isWhole: true };
  const bells = BELLS[code];
  if (bells === undefined) return null;
  const [name, words] = bells;
  return { name: `own ${name} sentences`, content: withMore(bellSentences(code, words), code), isWhole: false };
}

/**
 * "By two degrees", "um 20 Prozent": to be read before the fetched sentences of `language`, some of which set to two degrees what is to
 * rise by two. null where there are none.
 */
export function ownStepFile(language: string): OwnSentenceFile | null {
  const code = baseLanguage(language);
  const [warming, light] = [WARMING[code], lightSteps(code)];
  const switching = FIRST[code];
  const all = [
    ...(warming === undefined ? [] : [warmingSteps(warming)]),
    ...(light === null ? [] : [light]),
    ...(switching === undefined ? [] : [switching]),
  ];
  if (all.length === 0) return null;
  const content = all.reduce<SentenceFileInput>(joined, { language: code });
  return { name: `own steps in ${code}`, content, isWhole: false };
}

/** With what every language has in a table of its own. */
function withMore(content: SentenceFileInput, code: string): SentenceFileInput {
  const lit = litSentences(code);
  const things = THING_SETTINGS[code] ?? MORE_THING_SETTINGS[code];
  const modes = modeSentences(code);
  const [dimming, warming, everything, lists] = [DIMMING[code], WARMING[code], EVERYTHING[code], LIST_QUESTIONS[code]];
  const more: ReadonlyArray<Pick<SentenceFileInput, 'lists' | 'intents'>> = [
    ...(code === 'en'
      ? [{ intents: ENGLISH_MACHINES }, { intents: ENGLISH_EVERYDAY }, { intents: ENGLISH_SOUND }, ENGLISH_SHOPPING]
      : []),
    ...(dimming === undefined ? [] : [{ intents: dimmingIntents(dimming) }]),
    ...(warming === undefined ? [] : [warmingSentences(warming)]),
    ...(lit === null ? [] : [lit]),
    ...(everything === undefined ? [] : [{ intents: everythingIntents(everything) }]),
    ...(things === undefined ? [] : [thingSettings(things)]),
    ...(modes === null ? [] : [modes]),
    ...(PLANS[code] === undefined ? [] : [planSentences(PLANS[code])]),
    ...(lists === undefined ? [] : [{ intents: listQuestions(lists) }]),
    ...(PUT_ON[code] === undefined ? [] : [putOnSentences(PUT_ON[code])]),
    ...(EVERYDAY_WORDS[code] === undefined ? [] : [{ intents: everydayIntents(EVERYDAY_WORDS[code]) }]),
    ...(LOUDER[code] === undefined ? [] : [{ intents: louderIntents(LOUDER[code]) }]),
    ...(HOUSE_QUESTIONS[code] === undefined ? [] : [houseQuestions(HOUSE_QUESTIONS[code])]),
    ...(GAPS[code] === undefined ? [] : [GAPS[code]]),
    ...timerOpenings(code),
  ];
  return more.reduce<SentenceFileInput>(joined, content);
}

/** The sentences of both, also of an intent that both know. */
function joined(content: SentenceFileInput, more: Pick<SentenceFileInput, 'lists' | 'intents'>): SentenceFileInput {
  const intents = { ...content.intents };
  for (const [intent, { data }] of Object.entries(more.intents ?? {}))
    intents[intent] = { data: [...(intents[intent]?.data ?? []), ...data] };
  return { ...content, intents, lists: { ...content.lists, ...more.lists } };
}
