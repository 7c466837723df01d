// Every entity that a box may have, as Home Assistant's discovery describes it, and when it is announced: never what cannot be honoured.
import { OUTCOMES } from '../../dialogue/turn.ts';
import { type BoxTopicName, PHASES } from './box-topics.ts';
import {
  ALWAYS,
  type Condition,
  WITH_ALARMS,
  WITH_ANNOUNCEMENTS,
  WITH_CONVERSATIONS,
  WITH_NOTIFY,
  WITH_RESTART,
  WITH_RING_LIGHT,
  WITH_SIGNALS,
  WITH_UPDATE,
  WITH_WORDS,
} from './entity-conditions.ts';

export interface EntityRow {
  readonly platform: string;
  readonly objectId: string;
  readonly when: Condition;
  readonly document: (topics: EntityTopics) => Readonly<Record<string, unknown>>;
}

export interface EntityTopics {
  readonly out: (name: BoxTopicName) => string;
  readonly command: (name: string) => string;
}

const PERCENT = { min: 0, max: 100, step: 1, unit_of_measurement: '%', mode: 'slider' } as const;
const DIAGNOSTIC = { entity_category: 'diagnostic' } as const;
const CONFIG = { entity_category: 'config' } as const;

/** A sensor of words, which may be longer than the 255 characters that a state can hold. */
function wordsSensor(objectId: string, name: string, key: string, icon: string): EntityRow {
  const value_template = `{{ (value_json.${key} | default('', true))[:255] }}`;
  return {
    ...sensor(objectId, name, 'words', key, { icon, value_template }),
    when: WITH_WORDS,
  };
}

/** A sensor of one key of a JSON topic. */
function sensor(
  objectId: string,
  name: string,
  topic: BoxTopicName,
  key: string,
  more: Readonly<Record<string, unknown>> = {},
): EntityRow {
  return {
    platform: 'sensor',
    objectId,
    when: ALWAYS,
    document: ({ out }) => ({ name, state_topic: out(topic), value_template: `{{ value_json.${key} }}`, ...more }),
  };
}

/**
 * A sensor of a moment that there may be none of. Home Assistant before 2024.5 takes "none" for a broken time and warns of it, so the
 * time has a topic of its own, where nothing is said when there is none, and the sensor is then unavailable.
 */
function momentSensor(
  objectId: 'next_timer' | 'next_alarm',
  name: string,
  key: string,
  icon: string,
  when: Condition,
): EntityRow {
  return {
    platform: 'sensor',
    objectId,
    when,
    document: ({ out }) => ({
      name,
      icon,
      device_class: 'timestamp',
      state_topic: out(objectId),
      availability: [
        { topic: out('availability') },
        { topic: out('timers'), value_template: `{{ 'online' if value_json.${key} else 'offline' }}` },
      ],
      availability_mode: 'all',
    }),
  };
}

function percentNumber(objectId: string, name: string, command: string, key: string, icon: string): EntityRow {
  return {
    platform: 'number',
    objectId,
    when: ALWAYS,
    document: (topics) => ({
      name,
      icon,
      command_topic: topics.command(command),
      state_topic: topics.out('state'),
      value_template: `{{ value_json.${key} }}`,
      ...PERCENT,
      ...CONFIG,
    }),
  };
}

function button(objectId: string, name: string, command: string, icon: string, when: Condition): EntityRow {
  return {
    platform: 'button',
    objectId,
    when,
    document: (topics) => ({ name, icon, command_topic: topics.command(command), payload_press: 'PRESS' }),
  };
}

/** A text field whose content is spoken: what Home Assistant has for speech from before it knew `notify` over MQTT. */
function spokenText(objectId: string, name: string, command: string, icon: string, when: Condition): EntityRow {
  return {
    platform: 'text',
    objectId,
    when,
    document: (topics) => ({ name, icon, command_topic: topics.command(command), min: 1, max: 255, mode: 'text' }),
  };
}

function trigger(
  objectId: string,
  [type, subtype]: readonly [string, string],
  document: (topics: EntityTopics) => Readonly<Record<string, unknown>>,
): EntityRow {
  return {
    platform: 'device_automation',
    objectId,
    when: WITH_SIGNALS,
    document: (topics) => ({ automation_type: 'trigger', type, subtype, ...document(topics) }),
  };
}

function pressTrigger(press: string, type: string): EntityRow {
  return trigger(`button_${press}`, [type, 'button_1'], ({ out }) => ({ topic: out('button'), payload: press }));
}

/** Every entity that a box may have. */
export const BOX_ENTITIES: readonly EntityRow[] = [
  sensor('state', 'State', 'state', 'phase', { device_class: 'enum', options: PHASES, icon: 'mdi:account-voice' }),
  sensor('last_outcome', 'Last outcome', 'turn', 'outcome', {
    device_class: 'enum',
    options: OUTCOMES,
    icon: 'mdi:check-circle-outline',
  }),
  sensor('last_intent', 'Last intent', 'turn', 'intent', { icon: 'mdi:head-lightbulb-outline', ...DIAGNOSTIC }),
  sensor('turn_latency', 'Turn latency', 'turn', 'latencyMs', {
    device_class: 'duration',
    unit_of_measurement: 'ms',
    state_class: 'measurement',
    ...DIAGNOSTIC,
  }),
  sensor('wake_score', 'Wake score', 'turn', 'wakeScore', {
    state_class: 'measurement',
    icon: 'mdi:ear-hearing',
    ...DIAGNOSTIC,
  }),
  wordsSensor('last_heard', 'Last heard', 'heard', 'mdi:microphone-message'),
  wordsSensor('last_said', 'Last said', 'said', 'mdi:message-text'),
  {
    platform: 'switch',
    objectId: 'mute',
    when: ALWAYS,
    document: (topics) => ({
      name: 'Mute',
      icon: 'mdi:microphone-off',
      command_topic: topics.command('mute'),
      state_topic: topics.out('state'),
      value_template: "{{ 'ON' if value_json.muted else 'OFF' }}",
      ...CONFIG, // a setting of the box: "turn everything off" must not open its microphone
    }),
  },
  percentNumber('assistant_volume', 'Assistant volume', 'set_volume', 'assistantVolume', 'mdi:account-voice'),
  percentNumber('media_volume', 'Media volume', 'set_media_volume', 'mediaVolume', 'mdi:music'),
  percentNumber('wake_sensitivity', 'Wake sensitivity', 'set_wake_sensitivity', 'wakeSensitivity', 'mdi:ear-hearing'),
  {
    platform: 'light',
    objectId: 'ring',
    when: WITH_RING_LIGHT,
    document: (topics) => ({
      name: 'Ring',
      schema: 'json',
      command_topic: topics.command('ring'),
      state_topic: topics.out('ring'),
      brightness: true, // not supported_color_modes: releases before 2024.4 want a flag beside it that later ones dropped
    }),
  },
  momentSensor('next_timer', 'Next timer', 'next', 'mdi:timer-outline', ALWAYS),
  {
    platform: 'sensor',
    objectId: 'timers',
    when: ALWAYS,
    document: ({ out }) => ({
      name: 'Timers',
      icon: 'mdi:timer-sand',
      state_topic: out('timers'),
      value_template: '{{ value_json.count }}',
      json_attributes_topic: out('timers'),
      json_attributes_template: "{{ {'timers': value_json.timers} | tojson }}",
    }),
  },
  momentSensor('next_alarm', 'Next alarm', 'nextAlarm', 'mdi:alarm', WITH_ALARMS),
  {
    platform: 'binary_sensor',
    objectId: 'ringing',
    when: ALWAYS,
    document: ({ out }) => ({
      name: 'Ringing',
      icon: 'mdi:bell-ring',
      state_topic: out('state'),
      value_template: "{{ 'ON' if value_json.ringing else 'OFF' }}",
    }),
  },
  {
    platform: 'binary_sensor',
    objectId: 'health',
    when: ALWAYS,
    document: ({ out }) => ({
      name: 'Health',
      device_class: 'problem',
      state_topic: out('state'),
      value_template: "{{ 'ON' if value_json.problems else 'OFF' }}",
      json_attributes_topic: out('state'),
      json_attributes_template: "{{ {'problems': value_json.problems} | tojson }}",
      ...DIAGNOSTIC,
    }),
  },
  {
    platform: 'update',
    objectId: 'update',
    when: WITH_UPDATE,
    document: ({ out }) => ({
      name: 'Update',
      device_class: 'firmware',
      title: 'Linnet',
      state_topic: out('update'),
      ...CONFIG,
    }),
  },
  button('start_listening', 'Start listening', 'start_listening', 'mdi:microphone', ALWAYS),
  button('stop', 'Stop', 'cancel', 'mdi:stop', ALWAYS),
  {
    platform: 'button',
    objectId: 'restart',
    when: WITH_RESTART,
    document: (topics) => ({
      name: 'Restart',
      device_class: 'restart',
      command_topic: topics.command('restart'),
      payload_press: 'PRESS',
      ...CONFIG,
    }),
  },
  spokenText('say', 'Say', 'say', 'mdi:bullhorn', ALWAYS),
  spokenText('announce', 'Announce', 'announce', 'mdi:bullhorn-variant', WITH_ANNOUNCEMENTS),
  spokenText('conversation', 'Start conversation', 'start_conversation', 'mdi:forum', WITH_CONVERSATIONS),
  {
    platform: 'notify',
    objectId: 'speech',
    when: WITH_NOTIFY,
    document: (topics) => ({ name: 'Speech', command_topic: topics.command('say') }),
  },
  {
    platform: 'event',
    objectId: 'wake',
    when: WITH_SIGNALS,
    document: ({ out }) => ({
      name: 'Wake word',
      icon: 'mdi:ear-hearing',
      state_topic: out('event'),
      event_types: ['wake'],
    }),
  },
  trigger('wake_heard', ['wake_word', 'heard'], ({ out }) => ({
    topic: out('event'),
    value_template: '{{ value_json.event_type }}',
    payload: 'wake',
  })),
  {
    platform: 'event',
    objectId: 'button',
    when: WITH_SIGNALS,
    document: ({ out }) => ({
      name: 'Button',
      device_class: 'button',
      state_topic: out('button'),
      value_template: "{{ {'event_type': value} | tojson }}",
      event_types: ['press', 'double', 'long'],
    }),
  },
  pressTrigger('press', 'button_short_press'),
  pressTrigger('double', 'button_double_press'),
  pressTrigger('long', 'button_long_press'),
];
