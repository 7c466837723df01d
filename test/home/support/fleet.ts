// A fleet of devices as zigbee2mqtt bridges them: announced by discovery, commanded by JSON, reporting their own state.
import type { HomeTransport } from '../../../appliance/home/transport.ts';

export interface FleetDevice {
  readonly name: string;
  readonly entity: string;
  readonly service: string;
  readonly data: Record<string, unknown>;
}

const ROOMS = ['Kitchen', 'Living Room', 'Bedroom', 'Office', 'Hallway', 'Attic'];

/** `count` devices, lights and plugs and blinds in turn, each as a bridge announces it. */
export class ZigbeeFleet {
  readonly devices: FleetDevice[] = [];
  readonly silent = new Set<string>();
  readonly commands: string[] = [];
  readonly #transport: HomeTransport;
  readonly #states = new Map<string, Record<string, unknown>>();

  constructor(transport: HomeTransport, count: number) {
    this.#transport = transport;
    for (let number = 0; number < count; number++) this.#add(number);
    transport.subscribe('zigbee2mqtt/+/set', ({ topic, payload }) =>
      this.#commanded(topic.split('/')[1] as string, payload.toString()),
    );
    transport.onConnection((connected) => {
      if (connected) this.announce();
    });
  }

  announce(): void {
    this.#retain('zigbee2mqtt/bridge/state', { state: 'online' });
    for (const [number, { name }] of this.devices.entries()) this.#announceOne(number, name);
  }

  #add(number: number): void {
    const kind = ['light', 'switch', 'cover'][number % 3] as string;
    const name = `${ROOMS[number % ROOMS.length]} ${kind} ${number}`;
    const entity = `${kind}.${name.toLowerCase().replaceAll(' ', '_')}`;
    const acts: Record<string, Pick<FleetDevice, 'service' | 'data'>> = {
      light: { service: 'turn_on', data: { brightness_pct: 40 } },
      switch: { service: 'turn_on', data: {} },
      cover: { service: 'set_cover_position', data: { position: 30 } },
    };
    this.devices.push({ name, entity, ...(acts[kind] as Pick<FleetDevice, 'service' | 'data'>) });
    this.#states.set(
      name,
      kind === 'cover'
        ? { position: 100, state: 'OPEN' }
        : { state: 'OFF', ...(kind === 'light' ? { brightness: 254 } : {}) },
    );
  }

  #announceOne(number: number, name: string): void {
    const kind = ['light', 'switch', 'cover'][number % 3] as string;
    const topic = `zigbee2mqtt/${name}`;
    const special: Record<string, object> = {
      light: { schema: 'json', brightness: true, brightness_scale: 254, supported_color_modes: ['brightness'] },
      switch: { payload_on: 'ON', payload_off: 'OFF', value_template: '{{ value_json["state"] }}' },
      cover: {
        position_topic: topic,
        position_template: '{{ value_json["position"] }}',
        set_position_topic: `${topic}/set`,
        set_position_template: '{ "position": {{ position }} }',
      },
    };
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
    this.#retain(`homeassistant/${kind}/${id}/${kind}/config`, {
      ...shared,
      ...special[kind],
      name: null,
      command_topic: `${topic}/set`,
      state_topic: kind === 'cover' ? undefined : topic,
      unique_id: `${id}_${kind}`,
    });
    const diagnostic = {
      ...shared,
      entity_category: 'diagnostic',
      state_topic: topic,
      value_template: '{{ value_json.linkquality }}',
      unit_of_measurement: 'lqi',
    };
    this.#retain(`homeassistant/sensor/${id}/linkquality/config`, {
      ...diagnostic,
      name: 'Linkquality',
      unique_id: `${id}_lqi`,
    });
    this.#report(name);
  }

  #commanded(name: string, payload: string): void {
    this.commands.push(name);
    const state = this.#states.get(name);
    if (state === undefined || this.silent.has(name)) return;
    const change = payload.startsWith('{') ? (JSON.parse(payload) as object) : { state: payload };
    this.#states.set(name, { ...state, ...change });
    this.#report(name);
  }

  #report(name: string): void {
    this.#retain(`zigbee2mqtt/${name}`, { ...this.#states.get(name), linkquality: 100 });
  }

  #retain(topic: string, content: object): void {
    this.#transport.publish({ topic, payload: JSON.stringify(content), retain: true, qos: 1 });
  }
}
