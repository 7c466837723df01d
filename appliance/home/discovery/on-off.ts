// Things that are on or off: switch, siren, humidifier and fan share this.
import type { EntityState } from '../house.ts';
import type { OutgoingMessage } from '../transport.ts';
import {
  cannot,
  type Draft,
  isNothing,
  message,
  type Plan,
  type Reading,
  type Refusal,
  reading,
  untoggled,
} from './component.ts';
import type { DiscoveryDocument } from './document.ts';

export interface OnOff {
  readonly readings: readonly Reading[];
  readonly messageFor: (on: boolean, more?: Readonly<Record<string, unknown>>) => OutgoingMessage;
  /** Whether the device tells its state at all. */
  readonly reports: boolean;
  plan(service: string, state: EntityState | null): Plan | Refusal;
}

export interface OnOffKeys {
  /** The keys under which the value template may stand. */
  readonly valueTemplates: readonly string[];
}

/** Reads `state_topic` and writes `command_topic` with `payload_on` and `payload_off`. */
export function onOff(document: DiscoveryDocument, keys: OnOffKeys): OnOff {
  const topic = document.requiredCommandTopic();
  const payloads = { on: document.textOr('payload_on', 'ON'), off: document.textOr('payload_off', 'OFF') };
  const template = document.template('command_template');
  const reports = document.stateTopic('state_topic') !== null;
  const messageFor: OnOff['messageFor'] = (on, more = {}) => {
    const value = on ? payloads.on : payloads.off;
    return message(document, topic, template === null ? value : template.render({ value, ...more }));
  };
  return {
    reports,
    messageFor,
    readings: reading(document, 'state_topic', keys.valueTemplates, onOffState(document, payloads)),
    plan: (service, state) => {
      const wanted = untoggled(service, state, 'turn_on', 'turn_off', (value) => value === 'on');
      if (wanted !== 'turn_on' && wanted !== 'turn_off') return cannot(service);
      return switching(wanted === 'turn_on', [messageFor(wanted === 'turn_on')], reports);
    },
  };
}

/** A plan that is reached when the state says on, or off. */
export function switching(on: boolean, messages: readonly OutgoingMessage[], reports: boolean): Plan {
  return { messages, reached: reports ? (state) => state.value === (on ? 'on' : 'off') : null };
}

/** `state_on` and `state_off`, which default to the payloads of the commands. */
export function onOffState(
  document: DiscoveryDocument,
  payloads: { readonly on: string; readonly off: string },
): (text: string, draft: Draft) => void {
  const on = document.textOr('state_on', payloads.on);
  const off = document.textOr('state_off', payloads.off);
  return (text, draft) => {
    if (text === on) draft.value = 'on';
    else if (text === off) draft.value = 'off';
    else if (isNothing(text)) draft.value = null;
  };
}
