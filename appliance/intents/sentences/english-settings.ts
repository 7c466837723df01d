// Positions of covers, speeds of fans, and temperatures.
import { SELDOM, type SentenceFileInput } from '../sentence-file.ts';

export const ENGLISH_SETTINGS: NonNullable<SentenceFileInput['intents']> = {
  HassSetPosition: {
    data: [
      {
        sentences: [
          '(<set>|<open>|<close>) [<the>] {name} [position] <position_level>',
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
          '(<open>|<close>) [<the>] {cover_kind:device_class} [<here>] half[ ]way',
          'half open [<the>] {cover_kind:device_class} [<here>]',
        ],
        slots: { domain: 'cover', position: 50 },
        requires_context: { area: { slot: true } },
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
  HassFanSetSpeed: {
    data: [
      {
        sentences: [
          '<turn> on [<the>] {name} (at|to) {percentage:percentage}(([ ]%)|( per[ ]cent)) [speed]',
          '<turn> [<the>] {name} on (at|to) {percentage:percentage}(([ ]%)|( per[ ]cent)) [speed]',
        ],
        requires_context: { domain: 'fan' },
        metadata: { [SELDOM]: true },
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
          '<set> [<the>] {name} [temperature] (<warmth>|{degrees:temperature}<degrees>)',
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
