// Things that are on or off: switch, humidifier and fan share this.
import type { EntityState } from '../house.ts';
import type { OutgoingMessage } from '../transport.ts';
import {
  cannot,
  type Draft,
  goalOf,
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
  readonly messageFor: (on: boolean) => OutgoingMessage;
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
  const reports = document.reports('state_topic');
  const messageFor: OnOff['messageFor'] = (on) => {
    const value = on ? payloads.on : payloads.off;
    return message(document, topic, template === null ? value : template.render({ value }));
  };
  return {
    reports,
    messageFor,
    readings: reading(document, 'state_topic', keys.valueTemplates, onOffState(document)),
    plan: (service, state) => {
      const wanted = untoggled(service, state, 'turn_on', 'turn_off', (value) => value === 'on');
      if (wanted !== 'turn_on' && wanted !== 'turn_off') return cannot(service);
      return switching(wanted === 'turn_on', [messageFor(wanted === 'turn_on')], reports);
    },
  };
}

/** A plan that is reached when the state says on, or off. */
export function switching(on: boolean, messages: readonly OutgoingMessage[], reports: boolean): Plan {
  const value = on ? 'on' : 'off';
  return { messages, ...goalOf(reports, { reached: (state) => state.value === value }, { value }) };
}

/** `state_on` and `state_off`, which default to the payloads of the commands. Returns whether the text is one of them, or no value. */
export function onOffState(document: DiscoveryDocument): (text: string, draft: Draft) => boolean {
  const on = document.textOr('state_on', document.textOr('payload_on', 'ON'));
  const off = document.textOr('state_off', document.textOr('payload_off', 'OFF'));
  return (text, draft) => {
    if (text === on) draft.value = 'on';
    else if (text === off) draft.value = 'off';
    else if (isNothing(text)) draft.value = null;
    else return false;
    return true;
  };
}
