// Brightness, colour and colour temperature.
import { SELDOM, type SentenceFileInput } from '../sentence-file.ts';

/** Nobody who says "turn on the lamp" waits for "at 40 percent". */
const AT_LEVEL = { [SELDOM]: true };

export const ENGLISH_LIGHTS: NonNullable<SentenceFileInput['intents']> = {
  HassLightSet: {
    data: [
      {
        sentences: [
          '(<set>|dim) [<the>] {name} [brightness] (<level>|{percentage:brightness}<percent>) [brightness]',
          '(<set>|dim) [the] brightness of [<the>] {name} <level>',
          '<set> [<the>] {name} [brightness] to {brightness_word:brightness} [brightness]',
          '[<the>] {name} <level>',
        ],
        requires_context: { domain: 'light' },
        response: 'brightness',
      },
      {
        sentences: [
          '(<set>|dim) [<all>] [<the>] {area} <light> (<level>|{percentage:brightness}<percent>) [brightness]',
          '(<set>|dim) (<all>|[<the>]) <light> <in> [<the>] {area} <level> [brightness]',
          '<set> [the] brightness <in> [<the>] {area} <level>',
          '<set> [<the>] {area} brightness <level>',
          '<set> [<all>] [<the>] {area} <light> to {brightness_word:brightness} [brightness]',
        ],
        slots: { domain: 'light' },
        response: 'brightness',
      },
      {
        sentences: [
          '(<set>|dim) [<the>] <light> [<here>] <level> [brightness]',
          '<set> [the] brightness [<here>] <level>',
          '<set> [<the>] <light> [<here>] to {brightness_word:brightness} [brightness]',
        ],
        slots: { domain: 'light' },
        requires_context: { area: { slot: true } },
        response: 'brightness',
      },
      {
        sentences: ['(<set>|dim) <all> <light> [<whole>] <level> [brightness]'],
        slots: { domain: 'light' },
        response: 'brightness',
      },
      {
        sentences: ['<turn> on [<the>] {name} <level> [brightness]', '<turn> [<the>] {name} on <level> [brightness]'],
        requires_context: { domain: 'light' },
        response: 'brightness',
        metadata: AT_LEVEL,
      },
      {
        sentences: [
          '<turn> on [<all>] [<the>] {area} <light> <level> [brightness]',
          '<turn> on (<all>|[<the>]) <light> <in> [<the>] {area} <level> [brightness]',
        ],
        slots: { domain: 'light' },
        response: 'brightness',
        metadata: AT_LEVEL,
      },
      {
        sentences: [
          '<turn> on [<the>] <light> [<here>] <level> [brightness]',
          '<turn> [<the>] <light> on <level> [brightness]',
        ],
        slots: { domain: 'light' },
        requires_context: { area: { slot: true } },
        response: 'brightness',
        metadata: AT_LEVEL,
      },
      {
        sentences: [
          '(make [<the>] {name} [a (bit|little)] brighter|brighten [up] [<the>] {name}|turn up [<the>] {name} [<few>]|turn [<the>] {name} up [<few>])',
        ],
        slots: { brightness_step: 20 },
        requires_context: { domain: 'light' },
        response: 'brightness',
      },
      {
        sentences: [
          '(make [<the>] {name} [a (bit|little)] (darker|dimmer)|dim [down] [<the>] {name}|turn down [<the>] {name} [<few>]|turn [<the>] {name} down [<few>])',
        ],
        slots: { brightness_step: -20 },
        requires_context: { domain: 'light' },
        response: 'brightness',
      },
      {
        sentences: [
          '(make [<the>] [{area}] <light> [<here>] [a (bit|little)] brighter|brighten [up] [<the>] [{area}] <light> [<here>]|turn up [<the>] [{area}] <light> [<few>]|turn [<the>] [{area}] <light> up [<few>]|make it [a (bit|little)] brighter [<here>])',
        ],
        slots: { domain: 'light', brightness_step: 20 },
        requires_context: { area: { slot: true } },
        response: 'brightness',
      },
      {
        sentences: [
          '(make [<the>] [{area}] <light> [<here>] [a (bit|little)] (darker|dimmer)|dim [down] [<the>] [{area}] <light> [<here>]|turn down [<the>] [{area}] <light> [<few>]|turn [<the>] [{area}] <light> down [<few>]|make it [a (bit|little)] (darker|dimmer) [<here>])',
        ],
        slots: { domain: 'light', brightness_step: -20 },
        requires_context: { area: { slot: true } },
        response: 'brightness',
      },
      {
        sentences: [
          '(brighten|increase) [<the>] [brightness of [<the>]] {name} by {percentage:brightness_step}<percent>',
          'make [<the>] {name} {percentage:brightness_step}<percent> brighter',
        ],
        requires_context: { domain: 'light' },
        response: 'brightness',
      },
      {
        sentences: [
          '(dim|reduce|decrease|lower) [<the>] [brightness of [<the>]] {name} by {percent_less:brightness_step}<percent>',
          'make [<the>] {name} {percent_less:brightness_step}<percent> (darker|dimmer)',
        ],
        requires_context: { domain: 'light' },
        response: 'brightness',
      },
      {
        sentences: ['(increase|raise) [<the>] brightness [<here>] by {percentage:brightness_step}<percent>'],
        slots: { domain: 'light' },
        requires_context: { area: { slot: true } },
        response: 'brightness',
      },
      {
        sentences: ['(reduce|decrease|lower) [<the>] brightness [<here>] by {percent_less:brightness_step}<percent>'],
        slots: { domain: 'light' },
        requires_context: { area: { slot: true } },
        response: 'brightness',
      },
      {
        sentences: ['increase [<the>] brightness of [<the>] {name}'],
        slots: { brightness_step: 20 },
        requires_context: { domain: 'light' },
        response: 'brightness',
      },
      {
        sentences: ['(reduce|decrease|lower) [<the>] brightness of [<the>] {name}'],
        slots: { brightness_step: -20 },
        requires_context: { domain: 'light' },
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
      {
        sentences: ['<set> [<the>] {area} <light> to {shade_of_white:temperature}'],
        slots: { domain: 'light' },
        response: 'temperature',
      },
      {
        sentences: ['<set> [<the>] <light> [<here>] to {shade_of_white:temperature}'],
        slots: { domain: 'light' },
        requires_context: { area: { slot: true } },
        response: 'temperature',
      },
    ],
  },
};
