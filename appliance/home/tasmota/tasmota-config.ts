// What a Tasmota device says of itself on `tasmota/discovery/<MAC>/config`: the discovery that its firmware uses unless it is told
// otherwise (SetOption19 0). The document names relays, lights and switches by number, and how the topics are made.
import { z } from 'zod';
import { LinnetError } from '../../kernel/errors.ts';
import { Payload } from '../discovery/component.ts';
import { isTopicName } from '../topics.ts';

const MOST_CHANNELS = 32;

const word = z.string().max(100);
const words = z.array(word.nullable()).max(MOST_CHANNELS);
const numbers = z.array(z.number().int()).max(MOST_CHANNELS);
/** The firmware writes flags as 0 and 1. */
const flag = z.union([z.number(), z.boolean()]).transform(Boolean);

const configSchema = z.object({
  /** Device name, and a name for each relay. */
  dn: word,
  fn: words,
  hn: word.default(''),
  mac: z.string().regex(/^[0-9A-Fa-f]{12}$/),
  md: word.default(''),
  sw: word.default(''),
  t: word,
  /** "%prefix%/%topic%/", and the prefixes for commands, answers and telemetry. */
  ft: z.string().max(200),
  tp: z.tuple([word, word, word]),
  ofln: word,
  onln: word,
  /** What it calls off, on, toggle, hold. */
  state: z.array(word).min(2).max(8),
  rl: numbers,
  lt_st: z.number().int().default(0),
  /** Whether colour and white are one light. */
  lk: flag.default(true),
  if: flag.default(false),
  ty: flag.default(false),
  dslp: z.number().default(0),
  swc: numbers.default([]),
  swn: words.default([]),
  sho: numbers.default([]),
  so: z.record(z.string(), z.number()).default({}),
  ver: z.literal(1),
});

export type TasmotaConfig = z.infer<typeof configSchema>;

/** Throws `input.invalid` for anything that is no such document. */
export function parseTasmotaConfig(payload: string): TasmotaConfig {
  const config = configSchema.safeParse(new Payload(payload).json);
  if (!config.success || !TOPICS.every((topicOf) => isTopicName(topicOf(config.data, 'POWER'))))
    throw new LinnetError('input.invalid', 'Expected the configuration of a Tasmota device; something else came.');
  return config.data;
}

const sensorsSchema = z.object({ sn: z.record(z.string(), z.unknown()) });

/** What it measures, as it measured it last. Nothing where the message says nothing. */
export function parseTasmotaSensors(payload: string): Readonly<Record<string, unknown>> {
  const sensors = sensorsSchema.safeParse(new Payload(payload).json);
  return sensors.success ? sensors.data.sn : {};
}

export function commandTopic(config: TasmotaConfig, command: string): string {
  return topic(config, config.tp[0], command);
}

export function answerTopic(config: TasmotaConfig, answer: string): string {
  return topic(config, config.tp[1], answer);
}

export function telemetryTopic(config: TasmotaConfig, what: string): string {
  return topic(config, config.tp[2], what);
}

/** Where measurements are told: by themselves, and as the answer to `STATUS 10`, which wraps them. */
export function sensorTopics(config: TasmotaConfig): string[] {
  return [telemetryTopic(config, 'SENSOR'), answerTopic(config, 'STATUS10')];
}

/** The measurements in a message on one of those topics, for a template. */
export const MEASURED = '(value_json.StatusSNS | default(value_json))';

/** Whether all of what it makes is a topic: what it answers on could otherwise be a filter that hears other devices. */
const TOPICS = [commandTopic, answerTopic, telemetryTopic];

function topic({ ft, hn, mac, t }: TasmotaConfig, prefix: string, last: string): string {
  const base = ft
    .replaceAll('%prefix%', () => prefix)
    .replaceAll('%topic%', () => t)
    .replaceAll('%hostname%', () => hn)
    .replaceAll('%id%', () => mac.slice(-6));
  return `${base.endsWith('/') ? base : `${base}/`}${last}`;
}
