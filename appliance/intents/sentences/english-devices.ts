// What is switched, moved, locked and set.
import type { SentenceFileInput } from '../sentence-file.ts';

const SWITCHED = ['light', 'switch', 'fan', 'input_boolean', 'media_player', 'humidifier', 'siren', 'climate'];

export const ENGLISH_DEVICES: NonNullable<SentenceFileInput['intents']> = {
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
          '<turn> off [<the>] {name}',
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
  HassLightSet: {
    data: [
      {
        sentences: [
          '(<set>|dim) [<the>] {name} [brightness] (to|at) {percentage:brightness}<percent> [brightness]',
          '(<set>|dim) [the] brightness of [<the>] {name} (to|at) {percentage:brightness}<percent>',
          '<set> [<the>] {name} [brightness] to {brightness_word:brightness} [brightness]',
          '[<the>] {name} (to|at) {percentage:brightness}<percent>',
        ],
        requires_context: { domain: 'light' },
        response: 'brightness',
      },
      {
        sentences: [
          '(<set>|dim) [<all>] [<the>] {area} <light> (to|at) {percentage:brightness}<percent> [brightness]',
          '(<set>|dim) (<all>|[<the>]) <light> <in> [<the>] {area} (to|at) {percentage:brightness}<percent> [brightness]',
          '<set> [the] brightness <in> [<the>] {area} (to|at) {percentage:brightness}<percent>',
          '<set> [<the>] {area} brightness (to|at) {percentage:brightness}<percent>',
          '<set> [<all>] [<the>] {area} <light> to {brightness_word:brightness} [brightness]',
        ],
        slots: { domain: 'light' },
        response: 'brightness',
      },
      {
        sentences: [
          '(<set>|dim) [<the>] <light> [<here>] (to|at) {percentage:brightness}<percent> [brightness]',
          '<set> [the] brightness [<here>] (to|at) {percentage:brightness}<percent>',
          '<set> [<the>] <light> [<here>] to {brightness_word:brightness} [brightness]',
        ],
        slots: { domain: 'light' },
        requires_context: { area: { slot: true } },
        response: 'brightness',
      },
      {
        sentences: ['(<set>|dim) <all> <light> [<whole>] (to|at) {percentage:brightness}<percent> [brightness]'],
        slots: { domain: 'light' },
        response: 'brightness',
      },
      {
        sentences: [
          '(make [<the>] {name} [a (bit|little)] brighter|brighten [up] [<the>] {name}|turn up [<the>] {name}|turn [<the>] {name} up)',
        ],
        slots: { brightness_step: 20 },
        requires_context: { domain: 'light' },
        response: 'brightness',
      },
      {
        sentences: [
          '(make [<the>] {name} [a (bit|little)] (darker|dimmer)|dim [down] [<the>] {name}|turn down [<the>] {name}|turn [<the>] {name} down)',
        ],
        slots: { brightness_step: -20 },
        requires_context: { domain: 'light' },
        response: 'brightness',
      },
      {
        sentences: [
          '(make [<the>] [{area}] <light> [<here>] [a (bit|little)] brighter|brighten [up] [<the>] [{area}] <light> [<here>]|turn up [<the>] [{area}] <light>|turn [<the>] [{area}] <light> up|make it [a (bit|little)] brighter [<here>])',
        ],
        slots: { domain: 'light', brightness_step: 20 },
        requires_context: { area: { slot: true } },
        response: 'brightness',
      },
      {
        sentences: [
          '(make [<the>] [{area}] <light> [<here>] [a (bit|little)] (darker|dimmer)|dim [down] [<the>] [{area}] <light> [<here>]|turn down [<the>] [{area}] <light>|turn [<the>] [{area}] <light> down|make it [a (bit|little)] (darker|dimmer) [<here>])',
        ],
        slots: { domain: 'light', brightness_step: -20 },
        requires_context: { area: { slot: true } },
        response: 'brightness',
      },
      {
        sentences: [
          '<set> [<the>] {name} [color|colour] [to] {color}',
          '<set> [<the>] (color|colour) of [<the>] {name} to {color}',
        ],
        requires_context: { domain: 'light' },
        response: 'color',
      },
      {
        sentences: [
          '<set> [<all>] [<the>] {area} <light> [color|colour] [to] {color}',
          '<set> (<all>|[<the>]) <light> <in> [<the>] {area} [to] {color}',
        ],
        slots: { domain: 'light' },
        response: 'color',
      },
      {
        sentences: ['<set> [<the>] <light> [<here>] [to] {color}'],
        slots: { domain: 'light' },
        requires_context: { area: { slot: true } },
        response: 'color',
      },
      {
        sentences: [
          '<set> [<the>] {name} [(color|colour) temperature] to ({shade_of_white:temperature}|{kelvin:temperature}[[ ](k|kelvin)])',
        ],
        requires_context: { domain: 'light' },
        response: 'temperature',
      },
    ],
  },
  HassSetPosition: {
    data: [
      {
        sentences: [
          '(<set>|<open>|<close>) [<the>] {name} [position] (to|at) {percentage:position}<percent>',
          '(<set>|<open>|<close>) [<the>] {name} {percentage:position}<percent>',
          '<set> [<the>] position of [<the>] {name} to {percentage:position}<percent>',
        ],
        requires_context: { domain: ['cover', 'valve'] },
      },
      {
        sentences: [
          '<open> [<the>] {name} half[ ]way',
          'half open [<the>] {name}',
          '<close> [<the>] {name} half[ ]way',
          '(open|close) half of [<the>] {name}',
        ],
        slots: { position: 50 },
        requires_context: { domain: ['cover', 'valve'] },
      },
      {
        sentences: [
          '(<set>|<open>|<close>) [<the>] {area} {cover_kind:device_class} [position] to {percentage:position}<percent>',
          '(<set>|<open>|<close>) [<the>] {cover_kind:device_class} <in> [<the>] {area} to {percentage:position}<percent>',
        ],
        slots: { domain: 'cover' },
      },
      {
        sentences: [
          '(<set>|<open>|<close>) [<the>] {cover_kind:device_class} [<here>] to {percentage:position}<percent>',
        ],
        slots: { domain: 'cover' },
        requires_context: { area: { slot: true } },
      },
    ],
  },
  HassStopMoving: {
    data: [
      { sentences: ['(stop|halt) [moving] [<the>] {name}'], requires_context: { domain: ['cover', 'valve'] } },
      {
        sentences: ['(stop|halt) [moving] [<the>] {cover_kind:device_class} [<here>]'],
        slots: { domain: 'cover' },
        requires_context: { area: { slot: true } },
      },
    ],
  },
  HassClimateSetTemperature: {
    data: [
      {
        sentences: [
          '<set> [the] (temperature|heating|heat|thermostat) <in> [<the>] {area} to {degrees:temperature}<degrees>',
          '<set> [<the>] {area} (temperature|heating|heat|thermostat) to {degrees:temperature}<degrees>',
          '(heat|cool|warm) [up|down] [<the>] {area} to {degrees:temperature}<degrees>',
          '<set> [<the>] {area} to {degrees:temperature}(([ ]°)[[ ](c|f)]|( degree[s])[ (celsius|fahrenheit|centigrade)])',
        ],
      },
      {
        sentences: [
          '<set> [<the>] {name} [temperature] (to|at) {degrees:temperature}<degrees>',
          '<set> [the] temperature of [<the>] {name} to {degrees:temperature}<degrees>',
        ],
        requires_context: { domain: ['climate', 'water_heater'] },
      },
      {
        sentences: [
          '<set> [the] (temperature|heating|heat|thermostat) [<here>] to {degrees:temperature}<degrees>',
          'make it {degrees:temperature}<degrees> [<here>]',
          '(heat|warm|cool) it [up|down] to {degrees:temperature}<degrees>',
        ],
        requires_context: { area: { slot: true } },
      },
    ],
  },
};
