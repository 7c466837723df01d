// What people ask of a house, from a table of words for each language: kinds of things and the states they can be in, what may be in the
// air, settings, measures. None of it changes anything.

import { FROM_TABLE, type SentenceFileInput } from '../sentence-file.ts';
import {
  DETAIL_DOMAINS,
  KINDS,
  MEASURES,
  NAMED_STATES,
  PERILS,
  RECORDED_DOMAINS,
  RECORDED_KINDS,
  SWITCHED_THINGS,
  WAYS_IN,
} from './question-things.ts';
import type { Detail, Kind, Measure, Peril, QuestionWords, State } from './question-words.ts';

type Block = NonNullable<SentenceFileInput['intents']>[string]['data'][number];
type Slots = Readonly<Record<string, unknown>>;

interface Nouns {
  readonly thing: string;
  readonly many: string;
  readonly of: string;
  readonly count: string;
}

export function houseQuestions(words: QuestionWords): Pick<SentenceFileInput, 'intents'> {
  return {
    intents: {
      HassGetState: {
        data: [
          ...namedStates(words),
          ...Object.entries(KINDS).flatMap(([kind, about]) => kindStates(words, nounsOf(words, kind as Kind), about)),
          ...doingBlocks(words),
          ...anything(words),
          ...Object.entries(PERILS).map(([peril, slots]) => perilBlock(words, words.perils[peril as Peril], slots)),
          ...Object.entries(DETAIL_DOMAINS).flatMap(([detail, about]) => detailBlocks(words, detail as Detail, about)),
          ...Object.entries(MEASURES).map(([measure, slots]) => measureBlock(words, measure as Measure, slots)),
          {
            sentences: placed(words, words.playing),
            slots: { domain: 'media_player', attribute: 'title' },
            response: 'value_of',
          },
          ...historyBlocks(words),
          ...peopleBlocks(words),
        ]
          .filter(hasWords)
          .map((block) => ({ ...block, metadata: { [FROM_TABLE]: true } })),
      },
      HassClimateGetTemperature: { data: [outsideBlock(words)] },
      HassGetWeather: { data: [{ sentences: [...words.weather] }] },
    },
  };
}

/** A language may have no words for a state but its verb. */
function hasWords({ lists }: Block): boolean {
  return lists?.asked?.values?.length !== 0;
}

function nounsOf({ articles, of, kinds }: QuestionWords, kind: Kind): Nouns {
  const [one = '', many = one, behindOf = one, count = many] = kinds[kind].split('/');
  const article = articles === '' ? '' : `[${articles}] `;
  return { thing: article + one, many, of: of === '' ? behindOf : `${of} ${behindOf}`, count };
}

function nameIn({ articles, of }: QuestionWords): Nouns {
  const name = articles === '' ? '{name}' : `[${articles}] {name}`;
  return { thing: name, many: name, of: of === '' ? '{name}' : `${of} {name}`, count: name };
}

function withThing(forms: readonly string[], { thing, many, of, count }: Nouns): string[] {
  return forms.map((form) =>
    form.replaceAll('THING', thing).replaceAll('MANY', many).replaceAll('OF', of).replaceAll('COUNT', count),
  );
}

/** Each without a place and with one behind it or where PLACE stands; as it is, where it has one of its own. */
function placed({ place }: Pick<QuestionWords, 'place'>, sentences: readonly string[]): string[] {
  return sentences.flatMap((sentence) => {
    if (sentence.includes('{area}')) return [sentence];
    const bare = unplaced(sentence);
    const within = bare === sentence ? [] : [sentence.replace('PLACE', place)];
    return [bare, `${bare} ${place}`, ...within];
  });
}

function unplaced(sentence: string): string {
  return sentence.replace(/ ?PLACE/, '');
}

/** Questions in `forms` for any of `states`, whose words this language has. */
function asked(
  words: QuestionWords,
  sentences: readonly string[],
  states: readonly State[],
  means: Readonly<Partial<Record<State, string>>> = {},
): Pick<Block, 'sentences' | 'lists'> {
  const values = states.flatMap((out) => {
    const said = words.states[out];
    return said === undefined ? [] : [{ in: said, out: means[out] ?? out }];
  });
  return {
    sentences: sentences.map((sentence) => sentence.replace('STATE', '{asked:state}')),
    lists: { asked: { values } },
  };
}

function namedStates(words: QuestionWords): Block[] {
  const sentences = withThing([...words.is, ...(words.isNamed ?? [])], nameIn(words)).map(unplaced);
  return NAMED_STATES.map(({ states, means, tellsState = false, ...requires_context }) => ({
    ...asked(words, sentences, states, means),
    requires_context,
    ...(tellsState ? { slots: { attribute: 'state' }, response: 'value_of' } : { response: 'one_yesno' }),
  }));
}

function kindStates(words: QuestionWords, nouns: Nouns, { states, means, ...slots }: (typeof KINDS)[Kind]): Block[] {
  const block = (forms: readonly string[], response: string): Block => ({
    ...asked(words, placed(words, withThing(forms, nouns)), states, means),
    slots,
    response,
  });
  const plural = Object.fromEntries(Object.entries(slots).filter(([slot]) => slot !== 'nearest'));
  return [
    block(words.is, 'any'),
    { ...block(words.any, 'any'), slots: plural },
    { ...block(words.which, 'which'), slots: plural },
    { ...block(words.howMany, 'how_many'), slots: plural },
    { ...block(words.all, 'all'), slots: plural },
  ];
}

/** "Il robot sta pulendo" is said as often as it is asked: only of a thing with a name is it taken for a question. */
function asksFirst(form: string): boolean {
  return !form.startsWith('THING');
}

/** "Saugt der Staubsauger": of named things and of kinds that can be in the state. */
function doingBlocks(words: QuestionWords): Block[] {
  return Object.entries(words.doing ?? {}).flatMap(([verb, forms]) => {
    const state = verb as State;
    const named = NAMED_STATES.filter(({ states, tellsState }) => tellsState !== true && states.includes(state)).map(
      ({ states: _, means, tellsState: _tells, ...requires_context }): Block => ({
        sentences: withThing(forms, nameIn(words)).map(unplaced),
        slots: { state: means?.[state] ?? state },
        requires_context,
        response: 'one_yesno',
      }),
    );
    const byKind = Object.entries(KINDS)
      .filter(([, { states }]) => states.includes(state))
      .map(
        ([kind, { states: _, means, ...slots }]): Block => ({
          sentences: placed(words, withThing(forms.filter(asksFirst), nounsOf(words, kind as Kind))),
          slots: { ...slots, state: means?.[state] ?? state },
          response: 'any',
        }),
      );
    return [...named, ...byKind.filter(({ sentences }) => sentences.length > 0)];
  });
}

function anything(words: QuestionWords): Block[] {
  const of = (response: 'any' | 'which' | 'all', states: readonly State[], slots: Slots): Block => ({
    ...asked(words, placed(words, words.anything[response]), states),
    slots,
    response,
  });
  return (['any', 'which', 'all'] as const).flatMap((response) => [
    of(response, ['on', 'off'], SWITCHED_THINGS),
    of(response, ['open', 'closed'], WAYS_IN),
  ]);
}

function perilBlock(words: QuestionWords, peril: string, slots: Slots): Block {
  const sentences = words.thereIs.map((form) => form.replace('THING', peril));
  return { sentences: placed(words, sentences), slots: { ...slots, state: 'on' }, response: 'any' };
}

function detailBlocks(
  words: QuestionWords,
  attribute: Detail,
  { kinds, ...requires_context }: (typeof DETAIL_DOMAINS)[Detail],
): Block[] {
  const forms = words.details[attribute];
  const byKind = kinds.map((kind) => {
    const { states: _, means: _means, ...slots } = KINDS[kind];
    return {
      sentences: placed(words, withThing(forms, nounsOf(words, kind))),
      slots: { ...slots, attribute },
      response: 'value_of',
    };
  });
  return [
    {
      sentences: withThing(forms, nameIn(words)).map(unplaced),
      slots: { attribute },
      requires_context,
      response: 'value_of',
    },
    ...byKind,
  ];
}

function peopleBlocks({ people = {} }: QuestionWords): Block[] {
  const { who = [], isHome = [], where = [] } = people;
  const requires_context = { domain: 'person' };
  const blocks: Block[] = [
    { sentences: [...who], slots: { domain: 'person', state: 'home' }, response: 'which' },
    { sentences: [...isHome], slots: { state: 'home' }, requires_context, response: 'one_yesno' },
    { sentences: [...where], requires_context, response: 'where' },
  ];
  return blocks.filter(({ sentences }) => sentences.length > 0);
}

/** The house keeps no record: a question for one is answered so, and with what is now. */
function historyBlocks(words: QuestionWords): Block[] {
  const byKind = RECORDED_KINDS.map((kind) => {
    const { states: _, means: _means, ...slots } = KINDS[kind];
    return { sentences: placed(words, withThing(words.history, nounsOf(words, kind))), slots, response: 'history' };
  });
  const requires_context = { domain: RECORDED_DOMAINS };
  return [
    { sentences: withThing(words.history, nameIn(words)).map(unplaced), requires_context, response: 'history' },
    ...byKind,
  ];
}

/** Its word stands in a list, which weighs nothing: an area that is called "Outside" goes before it. */
function outsideBlock({ outside, outdoors }: QuestionWords): Block {
  return {
    sentences: outside.map((form) => form.replace('OUTSIDE', '{outdoors:where}')),
    lists: { outdoors: { values: [{ in: outdoors, out: 'outside' }] } },
  };
}

function measureBlock(words: QuestionWords, measure: Measure, slots: Slots): Block {
  return { sentences: placed(words, words.measures[measure]), slots, response: 'values' };
}
