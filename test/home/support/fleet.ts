// A fleet of devices as zigbee2mqtt bridges them: announced by discovery, commanded by JSON, reporting their own state.
import type { HomeTransport } from '../../../appliance/home/transport.ts';

export interface FleetDevice {
  readonly name: string;
  readonly entity: string;
  readonly service: string;
  readonly data: Record<string, unknown>;
}

interface Kind {
  readonly domain: string;
  readonly initial: Readonly<Record<string, unknown>>;
  readonly act: Pick<FleetDevice, 'service' | 'data'>;
  /** What its document says beside what all say. */
  readonly document: (topic: string) => Record<string, unknown>;
}

const ROOMS = ['Kitchen', 'Living Room', 'Bedroom', 'Office', 'Hallway', 'Attic'];

const LIGHT: Kind = {
  domain: 'light',
  initial: { state: 'OFF', brightness: 254 },
  act: { service: 'turn_on', data: { brightness_pct: 40 } },
  document: (topic) => ({
    command_topic: `${topic}/set`,
    state_topic: topic,
    schema: 'json',
    brightness: true,
    brightness_scale: 254,
    supported_color_modes: ['brightness'],
  }),
};
const SWITCH: Kind = {
  domain: 'switch',
  initial: { state: 'OFF' },
  act: { service: 'turn_on', data: {} },
  document: (topic) => ({
    command_topic: `${topic}/set`,
    state_topic: topic,
    payload_on: 'ON',
    payload_off: 'OFF',
    value_template: '{{ value_json["state"] }}',
  }),
};
const COVER: Kind = {
  domain: 'cover',
  initial: { state: 'OPEN', position: 100 },
  act: { service: 'set_cover_position', data: { position: 30 } },
  document: (topic) => ({
    command_topic: `${topic}/set`,
    position_topic: topic,
    position_template: '{{ value_json["position"] }}',
    set_position_topic: `${topic}/set`,
    set_position_template: '{ "position": {{ position }} }',
  }),
};
const THERMOSTAT: Kind = {
  domain: 'climate',
  initial: { system_mode: 'heat', running_state: 'idle', occupied_heating_setpoint: 19, local_temperature: 18.5 },
  act: { service: 'set_temperature', data: { temperature: 21.5 } },
  document: (topic) => ({
    action_topic: topic,
    action_template:
      "{% set values = {None:None,'idle':'idle','heat':'heating'} %}{{ values[value_json.running_state] }}",
    current_temperature_topic: topic,
    current_temperature_template: '{{ value_json["local_temperature"] }}',
    mode_command_topic: `${topic}/set/system_mode`,
    mode_state_topic: topic,
    mode_state_template: '{{ value_json["system_mode"] }}',
    modes: ['off', 'heat', 'auto'],
    temperature_command_topic: `${topic}/set/occupied_heating_setpoint`,
    temperature_state_topic: topic,
    temperature_state_template: '{{ value_json["occupied_heating_setpoint"] }}',
    temperature_unit: 'C',
    temp_step: 0.5,
    min_temp: '5',
    max_temp: '30',
  }),
};
const LOCK: Kind = {
  domain: 'lock',
  initial: { state: 'UNLOCK' },
  act: { service: 'lock', data: {} },
  document: (topic) => ({
    command_topic: `${topic}/set`,
    state_topic: topic,
    payload_lock: 'LOCK',
    payload_unlock: 'UNLOCK',
    state_locked: 'LOCK',
    state_unlocked: 'UNLOCK',
    value_template: '{{ value_json["state"] }}',
  }),
};

/** In each room things of one kind. */
const KINDS: readonly Kind[] = [LIGHT, SWITCH, COVER, LIGHT, THERMOSTAT, LOCK];

/** `count` devices of all kinds in turn; of those of each kind, every second is announced by one document for the whole device. */
export class ZigbeeFleet {
  readonly devices: FleetDevice[] = [];
  readonly silent = new Set<string>();
  readonly commands: string[] = [];
  readonly #transport: HomeTransport;
  readonly #states = new Map<string, Record<string, unknown>>();

  constructor(transport: HomeTransport, count: number) {
    this.#transport = transport;
    for (let number = 0; number < count; number++) this.#add(number);
    for (const filter of ['zigbee2mqtt/+/set', 'zigbee2mqtt/+/set/+']) {
      transport.subscribe(filter, ({ topic, payload }) => this.#commanded(topic, payload.toString()));
    }
    transport.onConnection((connected) => {
      if (connected) this.announce();
    });
  }

  announce(): void {
    this.#retain('zigbee2mqtt/bridge/state', { state: 'online' });
    for (const [number, { name }] of this.devices.entries()) this.#announceOne(number, name);
  }

  #add(number: number): void {
    const { domain, act, initial } = KINDS[number % KINDS.length] as Kind;
    const name = `${ROOMS[number % ROOMS.length]} ${domain} ${number}`;
    this.devices.push({ name, entity: `${domain}.${name.toLowerCase().replaceAll(' ', '_')}`, ...act });
    this.#states.set(name, initial);
  }

  #announceOne(number: number, name: string): void {
    const { domain, document } = KINDS[number % KINDS.length] as Kind;
    const topic = `zigbee2mqtt/${name}`;
    const id = `0x${number.toString(16).padStart(16, '0')}`;
    const shared = {
      availability: [{ topic: 'zigbee2mqtt/bridge/state', value_template: '{{ value_json.state }}' }],
      device: {
        identifiers: [`zigbee2mqtt_${id}`],
        manufacturer: 'Test',
        model: 'M1',
        name,
        suggested_area: ROOMS[number % ROOMS.length],
        via_device: 'zigbee2mqtt_bridge',
      },
      origin: { name: 'Zigbee2MQTT', sw: '2.1.0' },
    };
    const main = { ...document(topic), name: null, unique_id: `${id}_${domain}` };
    const linkquality = {
      name: 'Linkquality',
      unique_id: `${id}_lqi`,
      entity_category: 'diagnostic',
      state_topic: topic,
      value_template: '{{ value_json.linkquality }}',
      unit_of_measurement: 'lqi',
    };
    if (Math.floor(number / KINDS.length) % 2 === 1) {
      const components = { main: { platform: domain, ...main }, linkquality: { platform: 'sensor', ...linkquality } };
      this.#retain(`homeassistant/device/${id}/config`, { ...shared, components });
    } else {
      this.#retain(`homeassistant/${domain}/${id}/${domain}/config`, { ...shared, ...main });
      this.#retain(`homeassistant/sensor/${id}/linkquality/config`, { ...shared, ...linkquality });
    }
    this.#report(name);
  }

  /** All in one object, or one value on a topic of its own. */
  #commanded(topic: string, payload: string): void {
    const [, name = '', , attribute] = topic.split('/');
    this.commands.push(name);
    const state = this.#states.get(name);
    if (state === undefined || this.silent.has(name)) return;
    this.#states.set(name, { ...state, ...changeOf(attribute, payload) });
    this.#report(name);
  }

  #report(name: string): void {
    this.#retain(`zigbee2mqtt/${name}`, { ...this.#states.get(name), linkquality: 100 });
  }

  #retain(topic: string, content: object): void {
    this.#transport.publish({ topic, payload: JSON.stringify(content), retain: true, qos: 1 });
  }
}

function changeOf(attribute: string | undefined, payload: string): object {
  if (attribute !== undefined) return { [attribute]: Number.isNaN(Number(payload)) ? payload : Number(payload) };
  return payload.startsWith('{') ? (JSON.parse(payload) as object) : { state: payload };
}
