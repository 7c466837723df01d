// What is switched, opened, closed and locked.
import type { SentenceFileInput } from '../sentence-file.ts';

const SWITCHED = ['light', 'switch', 'fan', 'input_boolean', 'media_player', 'humidifier', 'siren', 'climate'];

export const ENGLISH_SWITCHING: NonNullable<SentenceFileInput['intents']> = {
  HassTurnOn: {
    data: [
      {
        sentences: [
          '<turn> on [<the>] {name}',
          '<turn> [<the>] {name} [back] on',
          '[<the>] {name} on',
          'activate [<the>] {name}',
        ],
        requires_context: { domain: SWITCHED },
      },
      {
        sentences: ['<turn> on [<the>] {name} <in> [<the>] {area}', '<turn> [<the>] {name} <in> [<the>] {area} on'],
        requires_context: { domain: SWITCHED },
      },
      {
        sentences: [
          '<turn> on [<all>] [<the>] {area} <light>',
          '<turn> [<all>] [<the>] {area} <light> on',
          '<turn> on (<all>|[<the>]) <light> <in> [<the>] {area}',
          '<turn> (<all>|[<the>]) <light> <in> [<the>] {area} on',
          '<turn> (<all>|[<the>]) <light> on <in> [<the>] {area}',
          '[<the>] {area} <light> on',
          '<light> on <in> [<the>] {area}',
          '(light up|illuminate) [<the>] {area}',
        ],
        slots: { domain: 'light' },
        response: 'lights_area',
      },
      {
        sentences: [
          '<turn> on (<all>|[<the>]) <light> <floor>',
          '<turn> (<all>|[<the>]) <light> on <floor>',
          '<turn> on [<all>] [<the>] {floor} <light>',
        ],
        slots: { domain: 'light' },
        response: 'lights_area',
      },
      {
        sentences: [
          '<turn> on [<the>] <light> [<here>]',
          '<turn> [<the>] <light> on [<here>]',
          '<light> on',
          '(lights please|let there be light)',
        ],
        slots: { domain: 'light' },
        requires_context: { area: { slot: true } },
        response: 'lights_area',
      },
      {
        sentences: [
          '<turn> on <all> <light> [<whole>]',
          '<turn> <all> <light> on [<whole>]',
          '<turn> on [<the>] <light> <whole>',
          '<turn> [<the>] <light> on <whole>',
        ],
        slots: { domain: 'light' },
        response: 'light_all',
      },
      {
        sentences: ['<open> [<the>] {name}', '<open> [<the>] {name} <in> [<the>] {area}'],
        requires_context: { domain: ['cover', 'valve'] },
        response: 'cover',
      },
      {
        sentences: [
          '<open> [<all>] [<the>] {area} {cover_kind:device_class}',
          '<open> (<all>|[<the>]) {cover_kind:device_class} <in> [<the>] {area}',
        ],
        slots: { domain: 'cover' },
        response: 'cover_device_class',
      },
      {
        sentences: ['<open> [<the>] {cover_kind:device_class} [<here>]'],
        slots: { domain: 'cover' },
        requires_context: { area: { slot: true } },
        response: 'cover_device_class',
      },
      {
        sentences: ['<open> <all> {cover_kind:device_class} [<whole>]'],
        slots: { domain: 'cover' },
        response: 'cover_device_class',
      },
      { sentences: ['lock [up] [<the>] {name}'], requires_context: { domain: 'lock' }, response: 'lock' },
      {
        sentences: ['lock [up] <all> doors [<whole>]', 'lock [up] everything', 'lock up'],
        slots: { domain: 'lock' },
        response: 'lock',
      },
      {
        sentences: ['(activate|start|run|set) [<the>] {name} [scene]', '<turn> on [<the>] {name} [scene]'],
        requires_context: { domain: ['scene', 'script'] },
        response: 'scene',
      },
    ],
  },
  HassTurnOff: {
    data: [
      {
        sentences: [
          '(<turn>|shut) off [<the>] {name}',
          '<turn> [<the>] {name} [back] off',
          '[<the>] {name} off',
          'deactivate [<the>] {name}',
          '<turn> out [<the>] {name}',
        ],
        requires_context: { domain: SWITCHED },
      },
      {
        sentences: ['<turn> off [<the>] {name} <in> [<the>] {area}', '<turn> [<the>] {name} <in> [<the>] {area} off'],
        requires_context: { domain: SWITCHED },
      },
      {
        sentences: [
          '<turn> (off|out) [<all>] [<the>] {area} <light>',
          '<turn> [<all>] [<the>] {area} <light> (off|out)',
          '<turn> (off|out) (<all>|[<the>]) <light> <in> [<the>] {area}',
          '<turn> (<all>|[<the>]) <light> <in> [<the>] {area} (off|out)',
          '<turn> (<all>|[<the>]) <light> (off|out) <in> [<the>] {area}',
          '[<the>] {area} <light> (off|out)',
          '<light> (off|out) <in> [<the>] {area}',
        ],
        slots: { domain: 'light' },
        response: 'lights_area',
      },
      {
        sentences: [
          '<turn> (off|out) (<all>|[<the>]) <light> <floor>',
          '<turn> (<all>|[<the>]) <light> (off|out) <floor>',
          '<turn> (off|out) [<all>] [<the>] {floor} <light>',
        ],
        slots: { domain: 'light' },
        response: 'lights_area',
      },
      {
        sentences: [
          '<turn> (off|out) [<the>] <light> [<here>]',
          '<turn> [<the>] <light> (off|out) [<here>]',
          '<light> (off|out)',
        ],
        slots: { domain: 'light' },
        requires_context: { area: { slot: true } },
        response: 'lights_area',
      },
      {
        sentences: [
          '<turn> (off|out) <all> <light> [<whole>]',
          '<turn> <all> <light> (off|out) [<whole>]',
          '<turn> (off|out) [<the>] <light> <whole>',
          '<turn> [<the>] <light> (off|out) <whole>',
        ],
        slots: { domain: 'light' },
        response: 'light_all',
      },
      {
        sentences: ['<close> [<the>] {name}', '<close> [<the>] {name} <in> [<the>] {area}'],
        requires_context: { domain: ['cover', 'valve'] },
        response: 'cover',
      },
      {
        sentences: [
          '<close> [<all>] [<the>] {area} {cover_kind:device_class}',
          '<close> (<all>|[<the>]) {cover_kind:device_class} <in> [<the>] {area}',
        ],
        slots: { domain: 'cover' },
        response: 'cover_device_class',
      },
      {
        sentences: ['<close> [<the>] {cover_kind:device_class} [<here>]'],
        slots: { domain: 'cover' },
        requires_context: { area: { slot: true } },
        response: 'cover_device_class',
      },
      {
        sentences: ['<close> <all> {cover_kind:device_class} [<whole>]'],
        slots: { domain: 'cover' },
        response: 'cover_device_class',
      },
      { sentences: ['unlock [<the>] {name}'], requires_context: { domain: 'lock' }, response: 'lock' },
    ],
  },
  HassToggle: {
    data: [{ sentences: ['toggle [<the>] {name}'], requires_context: { domain: SWITCHED } }],
  },
};
