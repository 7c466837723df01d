// Locks and alarm panels: what guards the house.
import {
  type Component,
  type ComponentReader,
  cannot,
  isNothing,
  message,
  type Plan,
  type Refusal,
  reading,
  textFrom,
} from './component.ts';

/** A bolt takes seconds. */
const LOCK_PATIENCE = 3;

export const readLock: ComponentReader = (document) => {
  const topic = document.requiredCommandTopic();
  const template = document.template('command_template');
  const reports = document.stateTopic('state_topic') !== null;
  const canOpen = document.text('payload_open') !== null;
  const words = new Map([
    [document.textOr('state_locked', 'LOCKED'), 'locked'],
    [document.textOr('state_unlocked', 'UNLOCKED'), 'unlocked'],
    [document.textOr('state_locking', 'LOCKING'), 'locking'],
    [document.textOr('state_unlocking', 'UNLOCKING'), 'unlocking'],
    [document.textOr('state_jammed', 'JAMMED'), 'jammed'],
    [document.textOr('state_open', 'OPEN'), 'open'],
    [document.textOr('state_opening', 'OPENING'), 'opening'],
  ]);

  function turn(value: string, reached: readonly string[], code: string | null): Plan {
    const payload = template === null ? value : template.render({ value, code });
    return {
      messages: [message(document, topic, payload)],
      reached: reports ? (state) => reached.includes(state.value) : null,
      patience: LOCK_PATIENCE,
    };
  }

  const component: Component = {
    domain: 'lock',
    features: canOpen ? ['open'] : [],
    readings: reading(document, 'state_topic', ['value_template'], (text, draft) => {
      const word = words.get(text);
      if (word !== undefined) draft.value = word;
      else if (isNothing(text)) draft.value = null;
    }),
    plan(service, data) {
      const code = textFrom(data, 'code');
      if (service === 'lock') return turn(document.textOr('payload_lock', 'LOCK'), ['locked'], code);
      if (service === 'unlock') return turn(document.textOr('payload_unlock', 'UNLOCK'), ['unlocked', 'open'], code);
      return service === 'open' && canOpen
        ? turn(document.textOr('payload_open', 'OPEN'), ['open', 'unlocked'], code)
        : cannot(service);
    },
  };
  return component;
};

const ALARM_SERVICES: Readonly<
  Record<string, { readonly key: string; readonly payload: string; readonly state: string }>
> = {
  alarm_arm_home: { key: 'payload_arm_home', payload: 'ARM_HOME', state: 'armed_home' },
  alarm_arm_away: { key: 'payload_arm_away', payload: 'ARM_AWAY', state: 'armed_away' },
  alarm_arm_night: { key: 'payload_arm_night', payload: 'ARM_NIGHT', state: 'armed_night' },
  alarm_arm_vacation: { key: 'payload_arm_vacation', payload: 'ARM_VACATION', state: 'armed_vacation' },
  alarm_arm_custom_bypass: {
    key: 'payload_arm_custom_bypass',
    payload: 'ARM_CUSTOM_BYPASS',
    state: 'armed_custom_bypass',
  },
  alarm_disarm: { key: 'payload_disarm', payload: 'DISARM', state: 'disarmed' },
  alarm_trigger: { key: 'payload_trigger', payload: 'TRIGGER', state: 'triggered' },
};

const ALARM_STATES: ReadonlySet<string> = new Set([
  ...Object.values(ALARM_SERVICES).map(({ state }) => state),
  'arming',
  'disarming',
  'pending',
]);

export const readAlarmPanel: ComponentReader = (document) => {
  const topic = document.requiredCommandTopic();
  const template = document.template('command_template');
  const supported = document.list('supported_features');
  const reports = document.stateTopic('state_topic') !== null;
  const canDo = (service: string): boolean =>
    service === 'alarm_disarm' || supported === null || supported.includes(service.replace('alarm_', ''));

  function plan(service: string, data: Readonly<Record<string, unknown>>): Plan | Refusal {
    const known = Object.hasOwn(ALARM_SERVICES, service) ? ALARM_SERVICES[service] : undefined;
    if (known === undefined || !canDo(service)) return cannot(service);
    const given = textFrom(data, 'code');
    const needsCode =
      document.text('code') !== null &&
      document.raw(service === 'alarm_disarm' ? 'code_disarm_required' : 'code_arm_required') !== false;
    if (needsCode && given === null) return { refused: 'it wants a code' };
    const action = document.textOr(known.key, known.payload);
    const payload = template === null ? action : template.render({ action, code: given });
    return {
      messages: [message(document, topic, payload)],
      reached: reports ? (state) => state.value === known.state : null,
      answered: (state) => known.state.startsWith('armed') && (state.value === 'arming' || state.value === 'pending'),
    };
  }

  return {
    domain: 'alarm_control_panel',
    features: Object.keys(ALARM_SERVICES)
      .filter(canDo)
      .map((service) => service.replace('alarm_', '')),
    readings: reading(document, 'state_topic', ['value_template'], (text, draft) => {
      if (ALARM_STATES.has(text)) draft.value = text;
      else if (isNothing(text)) draft.value = null;
    }),
    plan,
  };
};
