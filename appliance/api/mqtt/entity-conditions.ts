// When an entity is announced: never what this box cannot honour, or its owner did not allow.
import type { BoxActions, BoxState } from '../actions.ts';
import { type HomeAssistantVersion, isAtLeast } from './home-assistant-version.ts';

export interface EntityContext {
  readonly actions: BoxActions;
  readonly state: BoxState;
  readonly hasSignals: boolean;
  readonly publishWords: boolean;
  /** Which Home Assistant reads this; null where nobody knows. */
  readonly homeAssistant: HomeAssistantVersion | null;
}

export interface Condition {
  /** For people. */
  readonly about: string;
  readonly holds: (context: EntityContext) => boolean;
}

export const ALWAYS: Condition = { about: 'always', holds: () => true };
export const WITH_WORDS: Condition = {
  about: 'with `privacy.publishWords`',
  holds: ({ publishWords }) => publishWords,
};
export const WITH_SIGNALS: Condition = {
  about: 'where the box hears and has a button',
  holds: ({ hasSignals }) => hasSignals,
};
export const WITH_RING_LIGHT: Condition = {
  about: 'where the ring can be a light of the room',
  holds: ({ state, actions }) => state.ringLight !== undefined && actions.setRingLight !== undefined,
};
export const WITH_ALARMS: Condition = {
  about: 'where the box keeps alarms',
  holds: ({ state }) => state.nextAlarm !== undefined,
};
export const WITH_UPDATE: Condition = {
  about: 'where the box tells its version',
  holds: ({ state }) => state.update !== undefined,
};
export const WITH_RESTART: Condition = {
  about: 'where the box can begin anew',
  holds: ({ actions }) => actions.restart !== undefined,
};
export const WITH_ANNOUNCEMENTS: Condition = {
  about: 'where the box can chime',
  holds: ({ actions }) => actions.announceAs !== undefined,
};
export const WITH_CONVERSATIONS: Condition = {
  about: 'where the box can ask',
  holds: ({ actions }) => actions.startConversation !== undefined,
};
/** Before 2024.5 Home Assistant does not take notify entities over MQTT, and warns of them. */
export const WITH_NOTIFY: Condition = {
  about: 'with `mqtt.homeAssistantVersion` from 2024.5 on',
  holds: ({ homeAssistant }) => isAtLeast(homeAssistant, 2024, 5),
};
