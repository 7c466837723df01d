// Single sentences that the fetched ones of a language lack, though they know the intent.
import type { SentenceFileInput } from '../sentence-file.ts';

type Intents = NonNullable<SentenceFileInput['intents']>;

interface Gaps {
  readonly lists: NonNullable<SentenceFileInput['lists']>;
  readonly intents: Intents;
}

const DEGREES = { range: { from: 0, to: 100, type: 'temperature', fractions: 'halves' } } as const;

export const GAPS: Readonly<Record<string, Gaps>> = {
  // A level without the word for brightness, and a colour.
  de: {
    lists: {
      light_level: { range: { from: 0, to: 100, type: 'percentage' } },
      light_color: {
        values: [
          { in: 'weiß', out: 'white' },
          { in: 'rot', out: 'red' },
          { in: 'orange', out: 'orange' },
          { in: 'gelb', out: 'yellow' },
          { in: 'grün', out: 'green' },
          { in: 'blau', out: 'blue' },
          { in: '(lila|violett)', out: 'purple' },
          { in: '(rosa|pink)', out: 'pink' },
          { in: 'türkis', out: 'turquoise' },
        ],
      },
    },
    intents: {
      HassLightSet: {
        data: [
          {
            sentences: [
              '(stell|stelle|setz|setze|mach|mache) [der|die|das|den] {name} auf {light_level:brightness}(([ ]%)| Prozent)',
            ],
            requires_context: { domain: 'light' },
            response: 'brightness',
          },
          {
            sentences: [
              '(stell|stelle|setz|setze|mach|mache|dimm|dimme) (das Licht|die Lichter) (im|in der|in dem|auf dem|auf der) {area} auf {light_level:brightness}(([ ]%)| Prozent)',
            ],
            slots: { domain: 'light' },
            response: 'brightness',
          },
          {
            sentences: ['(mach|mache) [der|die|das|den] {name} {light_color:color}'],
            requires_context: { domain: 'light' },
            response: 'color',
          },
        ],
      },
    },
  },
  // A lock is locked and closed, and the usual words for it.
  es: {
    lists: {},
    intents: {
      HassTurnOn: {
        data: [
          {
            sentences: ['(bloquea|bloquee|cierra|cierre) [el|la|los|las|mi] {name} [con llave]'],
            requires_context: { domain: 'lock' },
            response: 'lock',
          },
        ],
      },
      HassTurnOff: {
        data: [
          {
            sentences: ['(desbloquea|desbloquee) [el|la|los|las|mi] {name}'],
            requires_context: { domain: 'lock' },
            response: 'lock',
          },
        ],
      },
    },
  },
  pl: {
    lists: {},
    intents: { HassMediaPause: { data: [{ sentences: ['pauza'], requires_context: { area: { slot: true } } }] } },
  },
  // Half degrees.
  ru: {
    lists: { half_degrees: DEGREES },
    intents: {
      HassMediaPause: { data: [{ sentences: ['пауза'], requires_context: { area: { slot: true } } }] },
      HassClimateSetTemperature: {
        data: [
          {
            sentences: [
              '(установи|поставь|сделай|измени) температуру [на|у] {name} (на|до) {half_degrees:temperature}[([ ]°)| градус[ов|а]]',
            ],
            requires_context: { domain: 'climate' },
          },
          {
            sentences: [
              '(установи|поставь|сделай|измени) температуру [в|во|на] {area} (на|до) {half_degrees:temperature}[([ ]°)| градус[ов|а]]',
            ],
          },
          {
            sentences: [
              '(установи|поставь|сделай|измени) температуру (на|до) {half_degrees:temperature}[([ ]°)| градус[ов|а]]',
            ],
            requires_context: { area: { slot: true } },
          },
        ],
      },
    },
  },
  // Thermostats by name, and "here".
  sv: {
    lists: { half_degrees: DEGREES },
    intents: {
      HassTurnOn: hereInSwedish('(tänd|slå på)'),
      HassTurnOff: hereInSwedish('(släck|stäng av|slå av)'),
      HassClimateSetTemperature: {
        data: [
          {
            sentences: [
              '(ställ in|ställ|sätt|justera|ändra|höj|sänk) temperaturen (på|för|i) {name} till {half_degrees:temperature}[([ ]°)| grad[er]]',
              '(ställ in|ställ|sätt|justera|ändra|höj|sänk) {name} (till|på) {half_degrees:temperature}(([ ]°)| grad[er])',
            ],
            requires_context: { domain: 'climate' },
          },
        ],
      },
    },
  },
};

function hereInSwedish(verb: string): Intents[string] {
  const light = '[alla] (ljuset|ljusen|lampan|lampor|lamporna|belysningen)';
  return {
    data: [
      {
        sentences: [`${verb} ${light} (här [inne]|i det här rummet|i rummet)`],
        slots: { domain: 'light' },
        requires_context: { area: { slot: true } },
        response: 'lights_area',
      },
    ],
  };
}
