// Our own topics, in one table: what they are called, what they carry, whether they are kept. The code of this folder publishes by
// it, the reference for people is written from it, and tests read every message with its schemas.
import { z } from 'zod';
import { OUTCOMES } from '../../dialogue/turn.ts';

export interface TopicRow {
  /** The last level of the topic. */
  readonly name: string;
  /** Of the payload: JSON where it is an object, else plain text. */
  readonly schema: z.ZodType;
  readonly retained: boolean;
  readonly qos: 0 | 1;
  readonly about: string;
}

export const PHASES = ['idle', 'listening', 'thinking', 'speaking', 'muted', 'error'] as const;

const percent = z.number().min(0).max(100);
const time = z.iso.datetime({ offset: true });
const words = z.string().nullable();
const correlation = z.union([z.string(), z.number()]).nullable();

const timer = z.strictObject({
  timer: z.number().int(),
  name: words,
  state: z.enum(['running', 'paused', 'ringing']),
  seconds: z.number().int(),
  remaining: z.number().int(),
  endsAt: time.nullable(),
});

const reply = z.strictObject({ text: z.string(), outcome: z.enum(OUTCOMES), intent: words });

export const BOX_TOPICS = {
  availability: {
    name: 'availability',
    schema: z.enum(['online', 'offline']),
    retained: true,
    qos: 1,
    about: 'Whether the box is there. The broker says `offline` itself when the connection breaks.',
  },
  state: {
    name: 'state',
    schema: z.strictObject({
      phase: z.enum(PHASES),
      muted: z.boolean(),
      ringing: z.boolean(),
      assistantVolume: percent,
      mediaVolume: percent,
      wakeSensitivity: percent,
      problems: z.array(z.string()),
    }),
    retained: true,
    qos: 1,
    about: 'What the box does now, how it is set, and what does not work.',
  },
  turn: {
    name: 'turn',
    schema: z.strictObject({
      id: z.string(),
      origin: z.enum(['wake', 'button', 'followUp', 'typed']),
      outcome: z.enum(OUTCOMES),
      intent: words,
      latencyMs: z.number().nullable(),
      wakeWord: words,
      wakeScore: z.number().nullable(),
      at: time,
    }),
    retained: true,
    qos: 1,
    about:
      'The last turn, without a word of what was said. `latencyMs` is from the end of listening, when the box has decided that you are finished, to the first sound of the reply.',
  },
  words: {
    name: 'words',
    schema: z.strictObject({ heard: words, said: words }),
    retained: true,
    qos: 1,
    about: 'What was heard and said last. Only with `privacy.publishWords`; empty and cleared otherwise.',
  },
  timers: {
    name: 'timers',
    schema: z.strictObject({
      next: time.nullable(),
      count: z.number().int(),
      timers: z.array(timer),
      nextAlarm: time.nullable(),
    }),
    retained: true,
    qos: 1,
    about:
      'Timers that run, pause or ring; `remaining` is in seconds, as of the last time that the timer was started, paused or changed. Names only with `privacy.publishWords`.',
  },
  next_timer: {
    name: 'next_timer',
    schema: time,
    retained: true,
    qos: 1,
    about: 'When the next timer ends; the last one where none runs (`timers` tells which).',
  },
  next_alarm: {
    name: 'next_alarm',
    schema: time,
    retained: true,
    qos: 1,
    about: 'When the next alarm rings; the last one where none is set (`timers` tells which).',
  },
  update: {
    name: 'update',
    schema: z.strictObject({
      installed_version: z.string(),
      latest_version: z.string(),
      release_url: z.string().optional(),
    }),
    retained: true,
    qos: 1,
    about: 'What is installed, and the newest that is known.',
  },
  ring: {
    name: 'ring',
    schema: z.strictObject({ state: z.enum(['ON', 'OFF']), brightness: z.number().int().min(0).max(255) }),
    retained: true,
    qos: 1,
    about: 'The ring as a light of the room, where it can be one.',
  },
  button: {
    name: 'button',
    schema: z.enum(['press', 'double', 'long']),
    retained: false,
    qos: 0,
    about: 'The button was pressed.',
  },
  event: {
    name: 'event',
    schema: z.strictObject({ event_type: z.literal('wake'), word: z.string(), score: z.number() }),
    retained: false,
    qos: 0,
    about: 'The wake word was heard.',
  },
  result: {
    name: 'result',
    schema: z.union([
      z.strictObject({
        id: correlation,
        command: z.string(),
        ok: z.literal(true),
        reply: reply.optional(),
        timer: z.number().int().optional(),
      }),
      z.strictObject({
        id: correlation,
        command: z.string(),
        ok: z.literal(false),
        code: z.string(),
        message: z.string(),
      }),
    ]),
    retained: false,
    qos: 1,
    about:
      'The answer to each command, with the `id` that the command had (null where it had none): `reply` after `ask`, `timer` after `timer_start`, `code` and `message` where it was not done.',
  },
} as const satisfies Record<string, TopicRow>;

export type BoxTopicName = keyof typeof BOX_TOPICS;

/** The names under which this box is found. */
export interface BoxAddress {
  /** The first levels of its topics, such as "linnet". */
  readonly base: string;
  /** Names this box: lower-case letters, digits, "-" and "_". */
  readonly id: string;
}

export function topicOf({ base, id }: BoxAddress, name: BoxTopicName): string {
  return `${base}/${id}/${BOX_TOPICS[name].name}`;
}

export function commandTopicOf({ base, id }: BoxAddress, command: string): string {
  return `${base}/${id}/command/${command}`;
}

/** What the box is called among devices: its identifier, and the node of its discovery topics. */
export function deviceIdentity({ id }: BoxAddress): string {
  return `linnet_${id}`;
}
