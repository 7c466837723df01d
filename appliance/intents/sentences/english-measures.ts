// Single sensors by name and measure: "what is the furnace temperature", "how much power does the washer use". The measure must be the
// sensor's own: nobody who asks how warm the fridge is wants to hear its watts. A sensor that does not say its class is known by its unit.
import type { SentenceFileInput } from '../sentence-file.ts';

type Block = NonNullable<SentenceFileInput['intents']>[string]['data'][number];

interface Measure {
  readonly classes: readonly string[];
  /** Units of this measure alone. */
  readonly units?: readonly string[];
  readonly noun?: string;
  /** Behind "how". */
  readonly how?: string;
  /** Behind "how much" or "how many". */
  readonly amount?: string;
}

const MEASURES: readonly Measure[] = [
  {
    classes: ['temperature'],
    units: ['°C', '°F', 'K'],
    noun: 'temperature',
    how: '(hot|cold|warm|cool)',
    amount: 'degrees',
  },
  { classes: ['humidity', 'moisture'], noun: '(humidity|moisture)', how: '(humid|damp|moist)' },
  {
    classes: ['power', 'apparent_power', 'reactive_power'],
    units: ['W', 'kW', 'mW', 'VA'],
    noun: 'power [usage|consumption|draw]',
    amount: '(power|electricity|watts)',
  },
  {
    classes: ['energy', 'energy_storage'],
    units: ['kWh', 'Wh', 'MWh'],
    noun: 'energy [usage|consumption]',
    amount: '(energy|electricity)',
  },
  { classes: ['pressure', 'atmospheric_pressure'], units: ['bar', 'mbar', 'hPa', 'kPa', 'psi'], noun: 'pressure' },
  {
    classes: ['speed', 'wind_speed', 'data_rate'],
    units: ['km/h', 'mph', 'm/s', 'kn', 'MB/s', 'Mbit/s'],
    noun: 'speed',
    how: 'fast',
  },
  { classes: ['wind_speed', 'signal_strength'], units: ['dBm'], how: 'strong' },
  { classes: ['sound_pressure'], units: ['dB', 'dBA'], how: 'loud' },
  { classes: ['illuminance', 'irradiance'], units: ['lx', 'lux'], how: 'bright' },
  { classes: ['current'], units: ['A', 'mA'], noun: 'current', amount: 'current' },
  { classes: ['weight'], units: ['kg', 'g', 'lb', 'oz', 'st'], noun: 'weight', how: 'heavy' },
  { classes: ['voltage'], units: ['V', 'mV'], noun: 'voltage' },
  { classes: ['battery'], noun: 'battery [level]', amount: 'battery' },
  { classes: ['water', 'volume', 'volume_storage'], noun: 'water usage', amount: 'water' },
  { classes: ['gas', 'volume', 'volume_storage'], noun: 'gas usage', amount: 'gas' },
  { classes: ['data_size'], units: ['B', 'kB', 'MB', 'GB', 'TB', 'GiB', 'MiB'], amount: 'space' },
  { classes: ['duration'], units: ['s', 'min', 'h', 'd'], how: 'long', amount: '(time|minutes|hours)' },
  { classes: ['distance'], units: ['km', 'mi', 'm', 'ft'], noun: 'distance', how: 'far', amount: '(kilometers|miles)' },
  { classes: ['battery', 'volume_storage', 'volume', 'water'], how: '(full|empty)' },
  {
    classes: ['power', 'energy', 'gas', 'water', 'volume', 'current', 'data_rate'],
    units: ['W', 'kW', 'kWh', 'Wh', 'A', 'L'],
    noun: 'usage',
  },
];

/** A share of something that is no air, no soil and no current. */
const SHARE = {
  requires_context: { domain: ['sensor', 'number'], unit_of_measurement: '%' },
  excludes_context: { device_class: ['humidity', 'moisture', 'power_factor'] },
};
const ANY = { domain: ['sensor', 'number'] };

function sentencesOf({ noun, how, amount }: Measure): string[] {
  return [
    ...(noun === undefined ? [] : nounSentences(noun)),
    ...(how === undefined ? [] : [`how ${how} is [<the>] {name}`]),
    ...(amount === undefined
      ? []
      : [
          `how (much|many) ${amount} (does|has|is) [<the>] {name} [(have|use|got|used|using|draw|drawing|read|show|produced|produce|producing|made|make|making)] [left|today|now|right now]`,
        ]),
  ];
}

function nounSentences(noun: string): string[] {
  return [
    `<what_is> [<the>] [current] ${noun} (of|on|for|from) [<the>] {name}`,
    `<what_is> [<the>] {name} ${noun} [level|now]`,
  ];
}

export function namedMeasures(): Block[] {
  const block = (sentences: string[], about: Pick<Block, 'requires_context' | 'excludes_context'>): Block => ({
    sentences,
    ...about,
    response: 'one',
  });
  const measured = MEASURES.flatMap((measure) => {
    const { classes, units } = measure;
    const sentences = sentencesOf(measure);
    const byUnit = units === undefined ? [] : [{ ...ANY, unit_of_measurement: [...units] }];
    return [{ ...ANY, device_class: [...classes] }, ...byUnit].map((requires_context) =>
      block(sentences, { requires_context }),
    );
  });
  return [
    ...measured,
    block(['how (full|empty) is [<the>] {name}', ...nounSentences('usage')], SHARE),
    block(nounSentences('(level|value|reading)'), { requires_context: ANY }),
  ];
}
