// Locks and alarm panels: what guards the house.
import { codeFeature, type EntityState } from '../house.ts';
import { Budget } from '../template/evaluation.ts';
import { Pattern } from '../template/pattern.ts';
import {
  type Component,
  type ComponentReader,
  cannot,
  goalOf,
  isNothing,
  message,
  type Plan,
  type Refusal,
  reading,
  refuse,
  textFrom,
} from './component.ts';
import type { DiscoveryDocument } from './document.ts';

/** Far above what any real format costs. */
const STEPS_A_CODE = 2000;
const NO_CODE: Refusal = { refused: 'it wants a code', wants: 'code' };

/** A bolt takes seconds. */
const LOCK_PATIENCE = 3;

/** What a code must look like: as in Home Assistant, its beginning must fit the pattern, also where no code is given. */
function codeFormat(document: DiscoveryDocument): { fits(code: string): boolean; readonly isWanted: boolean } {
  const source = document.text('code_format');
  const pattern = source === null ? null : new Pattern(source, false);
  const fits = (code: string): boolean =>
    pattern === null || pattern.matchAt(code, 0, new Budget(STEPS_A_CODE)) !== null;
  return { fits, isWanted: !fits('') };
}

export const readLock: ComponentReader = (document) => {
  const topic = document.requiredCommandTopic();
  const template = document.template('command_template');
  const reports = document.reports('state_topic');
  const canOpen = document.text('payload_open') !== null;
  const code = codeFormat(document);
  const words = new Map([
    [document.textOr('state_locked', 'LOCKED'), 'locked'],
    [document.textOr('state_unlocked', 'UNLOCKED'), 'unlocked'],
    [document.textOr('state_locking', 'LOCKING'), 'locking'],
    [document.textOr('state_unlocking', 'UNLOCKING'), 'unlocking'],
    [document.textOr('state_jammed', 'JAMMED'), 'jammed'],
    [document.textOr('state_open', 'OPEN'), 'open'],
    [document.textOr('state_opening', 'OPENING'), 'opening'],
  ]);

  function turn(value: string, reached: readonly [string, ...string[]], code: string | null): Plan {
    const payload = template === null ? value : template.render({ value, code });
    return {
      messages: [message(document, topic, payload)],
      ...goalOf(
        reports,
        { reached: (state) => reached.includes(state.value), patience: LOCK_PATIENCE },
        { value: reached[0] },
      ),
    };
  }

  const component: Component = {
    domain: 'lock',
    features: [...(canOpen ? ['open'] : []), ...(code.isWanted ? ['lock', 'unlock', 'open'].map(codeFeature) : [])],
    assumed: !reports,
    readings: reading(document, 'state_topic', ['value_template'], (text, draft) => {
      const word = words.get(text);
      if (text === document.text('payload_reset') || isNothing(text)) draft.value = null;
      else if (word !== undefined) draft.value = word;
    }),
    plan(service, data) {
      const given = textFrom(data, 'code');
      if (!code.fits(given ?? '')) return given === null || given === '' ? NO_CODE : refuse('the code is wrong');
      if (service === 'lock') return turn(document.textOr('payload_lock', 'LOCK'), ['locked'], given);
      if (service === 'unlock') return turn(document.textOr('payload_unlock', 'UNLOCK'), ['unlocked', 'open'], given);
      return service === 'open' && canOpen
        ? turn(document.textOr('payload_open', 'OPEN'), ['open', 'unlocked'], given)
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

/** With these in place of a code the panel itself checks what it is sent. */
const CHECKED_ELSEWHERE: ReadonlySet<string> = new Set(['REMOTE_CODE', 'REMOTE_CODE_TEXT']);

/** Why the panel would not do it with this code; null where it would. */
function lackingCode(document: DiscoveryDocument, service: string, given: string | null): Refusal | null {
  const code = document.text('code');
  const kind = service === 'alarm_disarm' ? 'disarm' : service === 'alarm_trigger' ? 'trigger' : 'arm';
  if (code === null || !document.flagOr(`code_${kind}_required`, true)) return null;
  if (given === null || given === '') return NO_CODE;
  return CHECKED_ELSEWHERE.has(code) || given === code ? null : refuse('the code is wrong');
}

export const readAlarmPanel: ComponentReader = (document) => {
  const topic = document.requiredCommandTopic();
  const template = document.template('command_template');
  const supported = document.list('supported_features');
  const reports = document.reports('state_topic');
  const canDo = (service: string): boolean =>
    service === 'alarm_disarm' || supported === null || supported.includes(service.replace('alarm_', ''));
  const services = Object.keys(ALARM_SERVICES).filter(canDo);

  function plan(service: string, data: Readonly<Record<string, unknown>>): Plan | Refusal {
    const known = Object.hasOwn(ALARM_SERVICES, service) ? ALARM_SERVICES[service] : undefined;
    if (known === undefined || !canDo(service)) return cannot(service);
    const given = textFrom(data, 'code');
    const lacking = lackingCode(document, service, given);
    if (lacking !== null) return lacking;
    const answered = ({ value }: EntityState): boolean =>
      known.state.startsWith('armed') && (value === 'arming' || value === 'pending');
    const action = document.textOr(known.key, known.payload);
    const payload = template === null ? action : template.render({ action, code: given });
    return {
      messages: [message(document, topic, payload)],
      ...goalOf(reports, { reached: (state) => state.value === known.state, answered }, { value: known.state }),
    };
  }

  return {
    domain: 'alarm_control_panel',
    assumed: !reports,
    features: [
      ...services.map((service) => service.replace('alarm_', '')),
      ...services.filter((service) => lackingCode(document, service, null) !== null).map(codeFeature),
    ],
    readings: reading(document, 'state_topic', ['value_template'], (text, draft) => {
      if (ALARM_STATES.has(text)) draft.value = text;
      else if (isNothing(text)) draft.value = null;
    }),
    plan,
  };
};
