// Single sentences that the fetched ones of a language lack, though they know the intent.
import type { SentenceFileInput } from '../sentence-file.ts';

type Intents = NonNullable<SentenceFileInput['intents']>;

interface Gaps {
  readonly lists: NonNullable<SentenceFileInput['lists']>;
  readonly intents: Intents;
}

const DEGREES = { range: { from: 0, to: 100, type: 'temperature', fractions: 'halves' } } as const;

export const GAPS: Readonly<Record<string, Gaps>> = {
  // Half degrees.
  ru: {
    lists: { half_degrees: DEGREES },
    intents: {
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
