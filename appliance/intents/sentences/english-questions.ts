// What is asked: the state of things, temperatures, time and date; and taking it all back.
import type { SentenceFileInput } from '../sentence-file.ts';
import { ENGLISH_SENSOR_QUESTIONS } from './english-sensors.ts';

const MEASURED = [
  'sensor',
  'light',
  'switch',
  'fan',
  'cover',
  'lock',
  'valve',
  'climate',
  'binary_sensor',
  'media_player',
  'humidifier',
  'vacuum',
  'person',
  'number',
  'select',
];
const NUMBERS = ['sensor', 'number'];

export const ENGLISH_QUESTIONS: NonNullable<SentenceFileInput['intents']> = {
  HassGetState: {
    data: [
      ...ENGLISH_SENSOR_QUESTIONS,
      {
        sentences: [
          "(what is|what's|whats|tell me|do you know|give me) [the [current] (state|status|value|reading|level) of] [<the>] {name} [reading|now|right now|today]",
          "(how is|how's) [<the>] {name} [doing]",
          'what does [<the>] {name} (say|read|show|report)',
          'what (state|position|mode) is [<the>] {name} in',
        ],
        requires_context: { domain: MEASURED },
        response: 'one',
      },
      {
        sentences: ['how (high|low|much) is [<the>] {name}'],
        requires_context: { domain: NUMBERS },
        response: 'one',
      },
      {
        sentences: [
          '<is> [<the>] {name} [still|already|currently] {on_off:state}',
          '<is> [<the>] {name} <in> [<the>] {area} {on_off:state}',
        ],
        requires_context: {
          domain: ['light', 'switch', 'fan', 'media_player', 'input_boolean', 'binary_sensor', 'humidifier', 'siren'],
        },
        response: 'one_yesno',
      },
      {
        sentences: ['<is> [<the>] {name} <light> [still|already|currently] {on_off:state}'],
        requires_context: { domain: 'light' },
        response: 'one_yesno',
      },
      {
        sentences: [
          '<is> [<the>] {name} [still|already|currently] {open_closed:state}',
          'did i (leave|forget) [<the>] {name} {open_closed:state}',
          'have i left [<the>] {name} {open_closed:state}',
        ],
        requires_context: { domain: ['cover', 'valve'] },
        response: 'one_yesno',
      },
      {
        sentences: [
          '<is> [<the>] {name} [still|already|currently] {locked:state}',
          'did i (leave|lock) [<the>] {name} [{locked:state}]',
        ],
        slots: { state: 'locked' },
        requires_context: { domain: 'lock' },
        response: 'one_yesno',
      },
      {
        sentences: [
          '(are|is) [there] any [of <the>] <light> [still|left] {on_off:state} <in> [<the>] {area}',
          '<is> [<the>] {area} <light> [still|already|currently] {on_off:state}',
          'are [<the>] <light> <in> [<the>] {area} {on_off:state}',
        ],
        slots: { domain: 'light' },
        response: 'any',
      },
      {
        sentences: [
          '(are|is) [there] any [of <the>] <light> [still|left] {on_off:state} [<whole>]',
          'are [<the>] <light> [still|left] {on_off:state} <whole>',
        ],
        slots: { domain: 'light' },
        response: 'any',
      },
      {
        sentences: ['(which|what) [of <the>] <light> <is> [still] {on_off:state} [<whole>]'],
        slots: { domain: 'light' },
        response: 'which',
      },
      {
        sentences: [
          '<how_many> <light> <is> [still] {on_off:state} [<whole>]',
          '<how_many> <light> <is> [still] {on_off:state} <in> [<the>] {area}',
        ],
        slots: { domain: 'light' },
        response: 'how_many',
      },
      {
        sentences: ['(which|what) [of <the>] <light> <is> [still] {on_off:state} <in> [<the>] {area}'],
        slots: { domain: 'light' },
        response: 'which',
      },
      {
        sentences: ['are all [of] [<the>] <light> {on_off:state} [<whole>]'],
        slots: { domain: 'light' },
        response: 'all',
      },
      {
        sentences: ['(which|what) [of <the>] {cover_kind:device_class} <is> [still] {open_closed:state} [<whole>]'],
        slots: { domain: 'cover' },
        response: 'which',
      },
      {
        sentences: [
          '(are|is) [there] any [of <the>] {cover_kind:device_class} [still|left] {open_closed:state} [<whole>]',
          'are [<the>] {cover_kind:device_class} {open_closed:state} [<whole>]',
        ],
        slots: { domain: 'cover' },
        response: 'any',
      },
      {
        sentences: ['are all [of] [<the>] {cover_kind:device_class} {open_closed:state} [<whole>]'],
        slots: { domain: 'cover' },
        response: 'all',
      },
      {
        sentences: [
          'are [<the>] {area} {cover_kind:device_class} {open_closed:state}',
          'are [<the>] {cover_kind:device_class} <in> [<the>] {area} {open_closed:state}',
        ],
        slots: { domain: 'cover' },
        response: 'any',
      },
      {
        sentences: ['are all [of] [<the>] {cover_kind:device_class} <in> [<the>] {area} {open_closed:state}'],
        slots: { domain: 'cover' },
        response: 'all',
      },
      { sentences: ['(which|what) doors are [still] {locked:state}'], slots: { domain: 'lock' }, response: 'which' },
      {
        sentences: ['are [<the>] doors [still] {locked:state}', 'are any [of <the>] doors [still] {locked:state}'],
        slots: { domain: 'lock' },
        response: 'any',
      },
      {
        sentences: ['are all [of] [<the>] doors {locked:state}', 'is everything {locked:state}'],
        slots: { domain: 'lock' },
        response: 'all',
      },
    ],
  },
  HassClimateGetTemperature: {
    data: [
      {
        sentences: [
          '<what_is> [the] [current] temperature [<in>] [<the>] {area}',
          'how (warm|cold|hot|cool) is it {area}',
          '<what_is> [<the>] {area} temperature',
          'how (warm|cold|hot|cool) is it <in> [<the>] {area}',
          'how (warm|cold|hot|cool) is [<the>] {area}',
        ],
      },
      {
        sentences: [
          '<what_is> [the] [current] temperature (of|on) [<the>] {name}',
          'how (warm|cold|hot|cool) is [<the>] {name}',
        ],
        requires_context: { domain: 'climate' },
      },
      {
        sentences: ["(what is|what's) [<the>] {name} set to", 'what temperature is [<the>] {name} set to'],
        requires_context: { domain: 'climate' },
        response: 'target_temperature',
      },
      {
        sentences: [
          '<what_is> [the] [current] (temperature|indoor temperature) [<here>]',
          'how (warm|cold|hot|cool) is it [<here>]',
        ],
        requires_context: { area: { slot: true } },
      },
    ],
  },
  HassGetCurrentTime: {
    data: [
      {
        sentences: [
          'what time is it [[right] now]',
          '<what_is> the [current] time [[right] now]',
          'do you (know|have) (the time|what time it is)',
          'time [check]',
          'what is the time',
        ],
      },
    ],
  },
  HassGetCurrentDate: {
    data: [
      {
        sentences: [
          "<what_is> (the|today's|todays) date [today]",
          'what (day|date) is (it|today) [today]',
          "what's today",
          'what day of the week is (it|today)',
          'which day is (it|today)',
        ],
      },
    ],
  },
  HassNevermind: {
    data: [
      {
        sentences: [
          'never[ ]mind',
          'forget [about] it',
          'forget that',
          '(cancel|stop) (that|it)',
          'cancel',
          'nothing',
          'no thanks',
          'no thank you',
          'nope',
          "it's nothing",
          'be quiet',
          'shut up',
          '[please] stop',
          'dismiss',
          'leave it',
        ],
      },
      // of what rings; where nothing does, it is not understood
      { sentences: ['(turn|switch|shut) (it|that) off', '(turn|switch|shut) off (it|that)'], slots: { of: 'ring' } },
    ],
  },
};
