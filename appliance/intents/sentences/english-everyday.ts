// Short questions and orders that people ask every day, and that Home Assistant's English sentences lack.
import type { SentenceFileInput } from '../sentence-file.ts';

type Intents = NonNullable<SentenceFileInput['intents']>;
type Block = Intents[string]['data'][number];

const here = { area: { slot: true } };
const place = ['', '<in> [<the>] {area}'] as const;

/** "Are the lights on" asks for any of them; "are the lights off" for all. */
function lights(area: (typeof place)[number]): Block[] {
  const sentences = (state: string): string[] => [`<is> [<the>] <light> [still] ${state} ${area}`.trim()];
  const block = (state: string, response: string): Block => ({
    sentences: sentences(state),
    slots: { domain: 'light', state },
    response,
    ...(area === '' ? { requires_context: here } : {}),
  });
  return [block('on', 'any'), block('off', 'all')];
}

function windows(state: string, out: 'on' | 'off', response: string): Block {
  return {
    sentences: [`<is> [<the>] (window|windows) <in> [<the>] {area} ${state}`],
    slots: { domain: 'binary_sensor', device_class: 'window', state: out },
    response,
  };
}

const HOME = '(home|at home|in|in the house|here)';
const AWAY = '(away|out|not home|not at home|gone)';
const PERSON = '(anyone|anybody|someone|somebody)';

function people(): Block[] {
  const of = (state: string, sentences: string[], response: string): Block => ({
    sentences,
    slots: { domain: 'person', state },
    response,
  });
  const one = (state: string, words: string): Block => ({
    sentences: [`is {name} ${words}`],
    slots: { state },
    requires_context: { domain: 'person' },
    response: 'one_yesno',
  });
  return [
    one('home', HOME),
    one('not_home', AWAY),
    of('home', [`(who is|who's|whos) ${HOME}`], 'which'),
    of('not_home', [`(who is|who's|whos) ${AWAY}`], 'which'),
    of('home', [`is ${PERSON} ${HOME}`], 'any'),
    of('home', [`is (everyone|everybody) ${HOME}`, `are (we|they) all ${HOME}`], 'all'),
    of('not_home', [`is (nobody|no one) ${HOME}`, `is (everyone|everybody) ${AWAY}`, 'is the house empty'], 'all'),
    of('home', [`how many people are ${HOME}`], 'how_many'),
    { sentences: ["(where is|where's|wheres) {name}"], requires_context: { domain: 'person' }, response: 'where' },
  ];
}

export const ENGLISH_EVERYDAY: Intents = {
  HassGetState: {
    data: [
      ...place.flatMap(lights),
      windows('open', 'on', 'any'),
      windows('(closed|shut)', 'off', 'all'),
      {
        sentences: ['is anything [still|left] unlocked'],
        slots: { domain: 'lock', state: 'unlocked' },
        response: 'any',
      },
      {
        sentences: ['is [<the>] (heating|heat) on'],
        slots: { domain: 'climate', state: 'on' },
        requires_context: here,
        response: 'any',
      },
      {
        sentences: [
          '(do any|which|do [the]) batteries need (changing|replacing|charging)',
          'which (devices|things) need [new] (batteries|charging)',
        ],
        slots: { domain: 'binary_sensor', device_class: 'battery', state: 'on' },
        response: 'which',
      },
      {
        sentences: ['(have i|did i) (lock|locked) [<the>] {name}'],
        slots: { state: 'locked' },
        requires_context: { domain: 'lock' },
        response: 'one_yesno',
      },
      ...people(),
    ],
  },
  HassClimateGetTemperature: {
    data: [
      {
        sentences: [
          '<what_is> [the] (target|set) temperature <in> [<the>] {area}',
          'what is the heating set to <in> [<the>] {area}',
        ],
        response: 'target_temperature',
      },
      {
        sentences: [
          '<what_is> [the] (target|set) temperature',
          'what is the heating set to',
          "what's the heating set to",
        ],
        requires_context: here,
        response: 'target_temperature',
      },
      {
        sentences: [
          '<what_is> [the] [current] temperature (inside|indoors|in the house)',
          'how (warm|cold|hot|cool) is it (inside|indoors|in the house)',
        ],
        requires_context: here,
      },
    ],
  },
  HassTurnOn: { data: [{ sentences: ['lock [up] [<the>] doors'], slots: { domain: 'lock' }, response: 'lock' }] },
  HassMediaPause: {
    data: [
      { sentences: ['(turn|switch|shut) off [the] music', '(turn|switch) [the] music off'], requires_context: here },
    ],
  },
  HassSetVolume: {
    data: [
      {
        sentences: ['<set> [the] volume (of|on|for) [<the>] {name} (to|at) {percentage:volume_level}<percent>'],
        requires_context: { domain: 'media_player' },
      },
    ],
  },
  HassFanSetSpeed: {
    data: [
      { sentences: ['<set> [the] fan [speed] (to|at) {percentage}<percent>'], requires_context: here },
      {
        sentences: ['<set> [the] [speed of] [<the>] {name} [speed] (to|at) {percentage}<percent>'],
        requires_context: { domain: 'fan' },
      },
    ],
  },
};
