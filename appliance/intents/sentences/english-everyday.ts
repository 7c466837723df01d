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

/** Machines that are somewhere in their work. */
function machine(domain: string, words: string, state: string): Block {
  return {
    sentences: [`<is> [<the>] {name} [still|already|currently] ${words}`],
    slots: { state },
    requires_context: { domain },
    response: 'one_yesno',
  };
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
        sentences: ['is there [any] (motion|movement) <in> [<the>] {area}'],
        slots: { domain: 'binary_sensor', device_class: 'motion', state: 'on' },
        response: 'any',
      },
      machine('vacuum', '(cleaning|vacuuming|running)', 'cleaning'),
      machine('lawn_mower', '(mowing|running)', 'mowing'),
      machine('vacuum', '(docked|charging|home|at home)', 'docked'),
      machine('lawn_mower', '(docked|charging|home|at home)', 'docked'),
      machine('fan', '(running|going)', 'on'),
      machine('media_player', 'playing', 'playing'),
      {
        sentences: ['<what_is> [the] brightness (of|on) [<the>] {name}', 'how bright is [<the>] {name}'],
        requires_context: { domain: 'light' },
        response: 'brightness_of',
      },
    ],
  },
  HassClimateGetTemperature: {
    data: [
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
    data: [{ sentences: ['<set> [the] fan [speed] (to|at) {percentage}<percent>'], requires_context: here }],
  },
};
