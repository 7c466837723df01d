// Our own entities, as Home Assistant's discovery describes them: one table, from which only what this box can honour is announced.
import type { BoxActions, BoxState } from '../actions.ts';
import { type BoxAddress, commandTopicOf, topicOf } from './box-topics.ts';

export interface EntityContext {
  readonly address: BoxAddress;
  readonly actions: BoxActions;
  readonly state: BoxState;
  readonly hasSignals: boolean;
  readonly publishWords: boolean;
  /** Which Home Assistant reads this; null where nobody knows. */
  readonly homeAssistant: HomeAssistantVersion | null;
}

/** "2024.11.2" as [2024, 11]. */
export type HomeAssistantVersion = readonly [year: number, month: number];

export function parseHomeAssistantVersion(text: string | null | undefined): HomeAssistantVersion | null {
  const found = /^(\d{4})\.(\d{1,2})(\.|$)/.exec(text ?? '');
  return found === null ? null : [Number(found[1]), Number(found[2])];
}

export function isAtLeast(version: HomeAssistantVersion | null, year: number, month: number): boolean {
  return version !== null && (version[0] > year || (version[0] === year && version[1] >= month));
}

export interface BoxEntity {
  readonly platform: string;
  /** Its place in discovery topics, and the end of its unique id and entity id. */
  readonly objectId: string;
  /** Long keys, without what all entities share. */
  readonly document: Readonly<Record<string, unknown>>;
}

interface EntityRow {
  readonly platform: string;
  readonly objectId: string;
  /** Absent: always. */
  readonly when?: (context: EntityContext) => boolean;
  readonly document: (topics: EntityTopics) => Readonly<Record<string, unknown>>;
}

interface EntityTopics {
  readonly out: (name: Parameters<typeof topicOf>[1]) => string;
  readonly command: (name: string) => string;
}

const always = (): boolean => true;
const PERCENT = { min: 0, max: 100, step: 1, unit_of_measurement: '%', mode: 'slider' } as const;
const DIAGNOSTIC = { entity_category: 'diagnostic' } as const;
const CONFIG = { entity_category: 'config' } as const;

/** A sensor of words, which may be longer than the 255 characters that a state can hold. */
function wordsSensor(objectId: string, name: string, key: string, icon: string): EntityRow {
  const value_template = `{{ (value_json.${key} | default('', true))[:255] }}`;
  return {
    ...sensor(objectId, name, 'words', key, { icon, value_template }),
    when: ({ publishWords }) => publishWords,
  };
}

/** A sensor of one key of a JSON topic. */
function sensor(
  objectId: string,
  name: string,
  topic: Parameters<typeof topicOf>[1],
  key: string,
  more: Readonly<Record<string, unknown>> = {},
): EntityRow {
  return {
    platform: 'sensor',
    objectId,
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
  when: NonNullable<EntityRow['when']>,
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

function button(
  objectId: string,
  name: string,
  command: string,
  icon: string,
  when: NonNullable<EntityRow['when']>,
): EntityRow {
  return {
    platform: 'button',
    objectId,
    when,
    document: (topics) => ({ name, icon, command_topic: topics.command(command), payload_press: 'PRESS' }),
  };
}

/** A text field whose content is spoken: what Home Assistant has for speech from before it knew `notify` over MQTT. */
function spokenText(
  objectId: string,
  name: string,
  command: string,
  icon: string,
  when: NonNullable<EntityRow['when']>,
): EntityRow {
  return {
    platform: 'text',
    objectId,
    when,
    document: (topics) => ({ name, icon, command_topic: topics.command(command), min: 1, max: 255, mode: 'text' }),
  };
}

function pressTrigger(press: string, type: string): EntityRow {
  return {
    platform: 'device_automation',
    objectId: `button_${press}`,
    when: ({ hasSignals }) => hasSignals,
    document: ({ out }) => ({
      automation_type: 'trigger',
      type,
      subtype: 'button_1',
      topic: out('button'),
      payload: press,
    }),
  };
}

const PHASES = ['idle', 'listening', 'thinking', 'speaking', 'muted', 'error'] as const;
const OUTCOME_OPTIONS = [
  'done',
  'notConfirmed',
  'asked',
  'notUnderstood',
  'nothingHeard',
  'cancelled',
  'failed',
] as const;

const ROWS: readonly EntityRow[] = [
  sensor('state', 'State', 'state', 'phase', { device_class: 'enum', options: PHASES, icon: 'mdi:account-voice' }),
  sensor('last_outcome', 'Last outcome', 'turn', 'outcome', {
    device_class: 'enum',
    options: OUTCOME_OPTIONS,
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
    document: (topics) => ({
      name: 'Mute',
      icon: 'mdi:microphone-off',
      command_topic: topics.command('mute'),
      state_topic: topics.out('state'),
      value_template: "{{ 'ON' if value_json.muted else 'OFF' }}",
    }),
  },
  percentNumber('assistant_volume', 'Assistant volume', 'set_volume', 'assistantVolume', 'mdi:account-voice'),
  percentNumber('media_volume', 'Media volume', 'set_media_volume', 'mediaVolume', 'mdi:music'),
  percentNumber('wake_sensitivity', 'Wake sensitivity', 'set_wake_sensitivity', 'wakeSensitivity', 'mdi:ear-hearing'),
  {
    platform: 'light',
    objectId: 'ring',
    when: ({ state, actions }) => state.ringLight !== undefined && actions.setRingLight !== undefined,
    document: (topics) => ({
      name: 'Ring',
      schema: 'json',
      command_topic: topics.command('ring'),
      state_topic: topics.out('ring'),
      brightness: true, // not supported_color_modes: releases before 2024.4 want a flag beside it that later ones dropped
    }),
  },
  momentSensor('next_timer', 'Next timer', 'next', 'mdi:timer-outline', always),
  {
    platform: 'sensor',
    objectId: 'timers',
    document: ({ out }) => ({
      name: 'Timers',
      icon: 'mdi:timer-sand',
      state_topic: out('timers'),
      value_template: '{{ value_json.count }}',
      json_attributes_topic: out('timers'),
      json_attributes_template: "{{ {'timers': value_json.timers} | tojson }}",
    }),
  },
  momentSensor('next_alarm', 'Next alarm', 'nextAlarm', 'mdi:alarm', ({ state }) => state.nextAlarm !== undefined),
  {
    platform: 'binary_sensor',
    objectId: 'ringing',
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
    when: ({ state }) => state.update !== undefined,
    document: ({ out }) => ({
      name: 'Update',
      device_class: 'firmware',
      title: 'Linnet',
      state_topic: out('update'),
      ...CONFIG,
    }),
  },
  button('start_listening', 'Start listening', 'start_listening', 'mdi:microphone', always),
  button('stop', 'Stop', 'cancel', 'mdi:stop', always),
  {
    platform: 'button',
    objectId: 'restart',
    when: ({ actions }) => actions.restart !== undefined,
    document: (topics) => ({
      name: 'Restart',
      device_class: 'restart',
      command_topic: topics.command('restart'),
      payload_press: 'PRESS',
      ...CONFIG,
    }),
  },
  spokenText('say', 'Say', 'say', 'mdi:bullhorn', always),
  spokenText(
    'announce',
    'Announce',
    'announce',
    'mdi:bullhorn-variant',
    ({ actions }) => actions.announceAs !== undefined,
  ),
  spokenText(
    'conversation',
    'Start conversation',
    'start_conversation',
    'mdi:forum',
    ({ actions }) => actions.startConversation !== undefined,
  ),
  {
    platform: 'notify',
    objectId: 'speech',
    // Home Assistant takes notify entities over MQTT since 2024.5, and warns of them before.
    when: ({ homeAssistant }) => isAtLeast(homeAssistant, 2024, 5),
    document: (topics) => ({ name: 'Speech', command_topic: topics.command('say') }),
  },
  {
    platform: 'event',
    objectId: 'wake',
    when: ({ hasSignals }) => hasSignals,
    document: ({ out }) => ({
      name: 'Wake word',
      icon: 'mdi:ear-hearing',
      state_topic: out('event'),
      event_types: ['wake'],
    }),
  },
  pressTrigger('press', 'button_short_press'),
  pressTrigger('double', 'button_double_press'),
  pressTrigger('long', 'button_long_press'),
];

/** What this box announces of itself. */
export function boxEntities(context: EntityContext): BoxEntity[] {
  const topics: EntityTopics = {
    out: (name) => topicOf(context.address, name),
    command: (name) => commandTopicOf(context.address, name),
  };
  return ROWS.filter(({ when }) => when?.(context) ?? true).map(({ platform, objectId, document }) => ({
    platform,
    objectId,
    document: document(topics),
  }));
}
