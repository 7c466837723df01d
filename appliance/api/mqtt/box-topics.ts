// Our own topics, in one table: what they are called, what they carry, whether they are kept. The code below this folder reads it,
// and the reference for people is written from it.

export interface TopicRow {
  readonly name: string;
  readonly direction: 'out' | 'in';
  readonly payload: string;
  readonly retained: boolean;
  readonly qos: 0 | 1;
  readonly about: string;
}

export const BOX_TOPICS = {
  availability: {
    name: 'availability',
    direction: 'out',
    payload: '`online` or `offline`',
    retained: true,
    qos: 1,
    about: 'Whether the box is there. The broker says `offline` itself when the connection breaks.',
  },
  state: {
    name: 'state',
    direction: 'out',
    payload:
      '`{"phase", "muted", "ringing", "assistantVolume", "mediaVolume", "wakeSensitivity", "problems"}`; `phase` is `idle`, `listening`, `thinking`, `speaking`, `muted` or `error`',
    retained: true,
    qos: 1,
    about: 'What the box does now, and how it is set.',
  },
  turn: {
    name: 'turn',
    direction: 'out',
    payload: '`{"id", "origin", "outcome", "intent", "latencyMs", "wakeWord", "wakeScore", "at"}`',
    retained: true,
    qos: 1,
    about: 'The last turn, without a word of what was said.',
  },
  words: {
    name: 'words',
    direction: 'out',
    payload: '`{"heard", "said"}`',
    retained: true,
    qos: 1,
    about: 'What was heard and said in the last turn. Only with `privacy.publishWords`; empty and cleared otherwise.',
  },
  timers: {
    name: 'timers',
    direction: 'out',
    payload: '`{"next", "count", "timers": [{"timer", "name", "state", "seconds", "endsAt"}], "nextAlarm"}`',
    retained: true,
    qos: 1,
    about: 'Timers that run, pause or ring. Times are ISO 8601 in UTC.',
  },
  next_timer: {
    name: 'next_timer',
    direction: 'out',
    payload: 'a time, ISO 8601',
    retained: true,
    qos: 1,
    about: 'When the next timer ends; the last one where none runs (`timers` tells which).',
  },
  next_alarm: {
    name: 'next_alarm',
    direction: 'out',
    payload: 'a time, ISO 8601',
    retained: true,
    qos: 1,
    about: 'When the next alarm rings; the last one where none is set (`timers` tells which).',
  },
  update: {
    name: 'update',
    direction: 'out',
    payload: '`{"installed_version", "latest_version", "release_url"}`',
    retained: true,
    qos: 1,
    about: 'What is installed and what could be.',
  },
  ring: {
    name: 'ring',
    direction: 'out',
    payload: '`{"state": "ON" or "OFF", "brightness": 0 to 255}`',
    retained: true,
    qos: 1,
    about: 'The ring as a light of the room.',
  },
  button: {
    name: 'button',
    direction: 'out',
    payload: '`press`, `double` or `long`',
    retained: false,
    qos: 0,
    about: 'The button was pressed.',
  },
  event: {
    name: 'event',
    direction: 'out',
    payload: '`{"event_type": "wake", "word", "score"}`',
    retained: false,
    qos: 0,
    about: 'The wake word was heard.',
  },
  result: {
    name: 'result',
    direction: 'out',
    payload:
      '`{"id", "command", "ok", "error": {"code", "message"}}`; after `ask` also `"reply": {"text", "outcome", "intent"}`, after `timer_start` also `"timer"`',
    retained: false,
    qos: 1,
    about: 'The answer to each command, with the `id` that the command had (null where it had none).',
  },
} as const satisfies Record<string, TopicRow>;

export type BoxTopicName = keyof typeof BOX_TOPICS;

/** The names under which this box is found. */
export interface BoxAddress {
  /** The first level of its topics, such as "linnet". */
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
