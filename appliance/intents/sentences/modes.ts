// "Set the thermostat to heat", "put the heating in away mode", "turn on eco mode", "set the fan mode of the ac to low". A thing that is
// named takes any words for its mode, since makers and owners call modes what they like; heating, air conditioning, a fan or a room takes
// those that many share. THING stands for the thing, MODE for the mode.
import { modeWords, wordedModes } from '../../language/mode-words.ts';
import { SELDOM, type SentenceFileInput } from '../sentence-file.ts';
import { MODE_SENTENCES, type ModeSentences } from './mode-sentences.ts';
import { named } from './named.ts';

type Sentences = Required<Pick<SentenceFileInput, 'lists' | 'intents'>>;
type Block = NonNullable<SentenceFileInput['intents']>[string]['data'][number];

const [ANY, OF_ROOM, FREE, DEGREES] = ['mode_of_thing', 'mode_of_room', 'mode_in_words', 'mode_degrees'];
/** What a room can be set to without its heating being named; the rest are as well said of its light, or of who is there. */
const ROOM_MODES = ['heat', 'cool', 'heat_cool', 'auto', 'dry', 'eco', 'away', 'comfort', 'sleep', 'boost'];
const AIR_CONDITIONING = { domain: 'climate', device_class: 'air_conditioner' };
const HAS_MODES = ['climate', 'water_heater', 'fan', 'humidifier'];

/** null for a language without such sentences. */
export function modeSentences(language: string): Sentences | null {
  const words = MODE_SENTENCES[language];
  if (words === undefined) return null;
  const any = wordedModes(language);
  return {
    lists: {
      [ANY]: { values: listed(language, any) },
      [OF_ROOM]: {
        values: listed(
          language,
          any.filter((mode) => ROOM_MODES.includes(mode)),
        ),
      },
      [FREE]: { wildcard: true },
      [DEGREES]: { range: { from: 5, to: 95, type: 'temperature', fractions: 'halves' } },
    },
    intents: {
      LinnetSetOption: { data: [...settings(words), ...partSettings(words), ...switched(words)] },
      HassClimateSetTemperature: { data: withDegrees(words) },
    },
  };
}

function listed(language: string, modes: readonly string[]) {
  return modes.map((mode) => ({ in: `(${modeWords(language, mode).join('|')})`, out: mode }));
}

function fill(sentences: readonly string[], thing: string, mode: string): string[] {
  return sentences.map((one) => one.replace('THING', thing).replace('MODE', mode));
}

/** What stands at MODE: one of `list`, with the word for a mode around it or without. */
function modeOf(list: string, { mode }: ModeSentences): string {
  return `({${list}:option}|${mode.replace('MODE', `{${list}:option}`)})`;
}

function settings(words: ModeSentences): Block[] {
  const { articles, set, heating, cooling, fan, mode } = words;
  const [any, ofRoom] = [modeOf(ANY, words), modeOf(OF_ROOM, words)];
  return [
    { sentences: fill(set, named(articles), any), requires_context: { domain: HAS_MODES } },
    {
      sentences: fill(set, named(articles), mode.replace('MODE', `{${FREE}:option}`)),
      requires_context: { domain: HAS_MODES },
      metadata: { [SELDOM]: true },
    },
    { sentences: fill(set, heating, any), slots: { domain: 'climate' } },
    { sentences: fill(set, cooling, any), slots: AIR_CONDITIONING },
    { sentences: fill(set, fan, any), slots: { domain: 'fan' } },
    { sentences: fill(set, named(articles, 'area'), ofRoom) },
  ];
}

/** The fan and the flaps of a thermostat or an air conditioner. */
function partSettings(words: ModeSentences): Block[] {
  const { articles, cooling, fanOf, swingOf } = words;
  const any = modeOf(ANY, words);
  return [
    { part: 'fan', sentences: fanOf },
    { part: 'swing', sentences: swingOf },
  ].flatMap(({ part, sentences }): Block[] => [
    {
      sentences: fill(sentences, named(articles), `(${any}|{${FREE}:option})`),
      slots: { part },
      requires_context: { domain: 'climate' },
      metadata: { [SELDOM]: true },
    },
    { sentences: fill(sentences, cooling, any), slots: { ...AIR_CONDITIONING, part } },
  ]);
}

/** "Turn on eco mode" is about what knows that mode. */
function switched({ on, off }: ModeSentences): Block[] {
  const slots = { domain: HAS_MODES };
  return [
    { sentences: fill(on, '', `{${OF_ROOM}:option}`), slots, response: 'on' },
    { sentences: fill(off, '', `{${OF_ROOM}:option}`), slots, response: 'off' },
  ];
}

function withDegrees(words: ModeSentences): Block[] {
  const { articles, set, heating, cooling, degrees } = words;
  const what = degrees.replace('N', `{${DEGREES}:temperature}`);
  const mode = modeOf(OF_ROOM, words);
  const sentences = (thing: string): string[] => fill(set, thing, `${mode} ${what}`);
  return [
    { sentences: sentences(named(articles)), requires_context: { domain: 'climate' } },
    { sentences: sentences(named(articles, 'area')) },
    { sentences: sentences(heating), requires_context: { area: { slot: true } } },
    { sentences: sentences(cooling), requires_context: { area: { slot: true } } },
  ];
}
