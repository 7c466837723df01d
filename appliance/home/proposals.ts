// A broker or a Home Assistant that announces itself on the network is proposed to the owner, and never used unasked.
import { type FoundService, printable } from './mdns.ts';

export interface Proposal {
  /** What it calls itself. */
  readonly name: string;
  readonly what: 'MQTT broker' | 'Home Assistant';
  /** The setting that would use it. */
  readonly setting: 'mqtt.url' | 'homeAssistant.url';
  readonly value: string;
}

const MQTT = '_mqtt._tcp';
const SECURE_MQTT = '_secure-mqtt._tcp';
const HOME_ASSISTANT = '_home-assistant._tcp';

/** What is asked for, given what is configured already. */
export function wantedServices(configured: {
  readonly broker: boolean;
  readonly homeAssistant: boolean;
}): readonly string[] {
  return [...(configured.broker ? [] : [MQTT, SECURE_MQTT]), ...(configured.homeAssistant ? [] : [HOME_ASSISTANT])];
}

/** Each address once. */
export function proposalsFrom(found: readonly FoundService[]): readonly Proposal[] {
  const proposals = new Map<string, Proposal>();
  for (const service of found) {
    const proposal = proposalOf(service);
    if (!proposals.has(proposal.value)) proposals.set(proposal.value, proposal);
  }
  return [...proposals.values()];
}

function proposalOf({ type, name, address, port, text }: FoundService): Proposal {
  if (type !== HOME_ASSISTANT) {
    const scheme = type === SECURE_MQTT ? 'mqtts' : 'mqtt';
    return { name, what: 'MQTT broker', setting: 'mqtt.url', value: `${scheme}://${address}:${port}` };
  }
  const told = [text.get('internal_url'), text.get('base_url')].map(plainAddress).find((url) => url !== null);
  const value = told ?? `http://${address}:${port}`;
  return {
    name: printable(text.get('location_name') ?? '') || name,
    what: 'Home Assistant',
    setting: 'homeAssistant.url',
    value,
  };
}

/** null where it is no address of a page, or holds more than one. */
function plainAddress(text: string | undefined): string | null {
  if (text === undefined || text.length > 200 || !URL.canParse(text)) return null;
  const { protocol, username, password, origin } = new URL(text);
  return /^https?:$/.test(protocol) && username === '' && password === '' ? origin : null;
}

/** For people. */
export function proposalText({ name, what, setting, value }: Proposal): string {
  return `${what} "${name}" was found on the network and is not used; to use it, set ${setting} to ${value}.`;
}
