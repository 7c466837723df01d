// The box's place in the house: the broker (the owner's, or its own), the devices that announce themselves there, and, for the demo, a
// fleet of simulated ones.

import { type BoxMqttOptions, boxWill, publishBox } from '../api/mqtt/box-mqtt.ts';
import { type BoxAddress, deviceIdentity } from '../api/mqtt/box-topics.ts';
import { watchOtherBoxes } from '../api/mqtt/other-boxes.ts';
import type { Config } from '../config/schema.ts';
import { demoHouseWill, startDemoHouse } from '../home/demo-house.ts';
import { startEmbeddedBroker } from '../home/embedded-broker.ts';
import type { House } from '../home/house.ts';
import { createMqttHouse } from '../home/house-model.ts';
import { type MqttLink, openMqttLink } from '../home/mqtt-link.ts';
import type { MqttLinkOptions } from '../home/mqtt-options.ts';
import type { OutgoingMessage } from '../home/transport.ts';
import { systemClock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import type { Scope } from '../kernel/scope.ts';
import type { Box } from './box.ts';

export interface HomeOptions {
  readonly config: Config;
  readonly demoHouse: boolean;
  readonly version: string;
}

export interface Home {
  readonly house: House;
  /** Where the broker is, without a password. */
  readonly broker: string;
  /** Has the other boxes on this broker announce `message`; how many will. */
  broadcast(message: string): Promise<number>;
  /** Publishes the box's own entities, and takes what is commanded there; undone by `scope`. */
  publishBox(box: Box, scope: Scope): void;
}

/** Never waits for a broker. Rejects with `net.portInUse` where the embedded one cannot have its port. */
export async function openHome(
  options: HomeOptions,
  deps: { readonly log: Log; readonly scope: Scope },
): Promise<Home> {
  const { config, demoHouse } = options;
  const { log, scope } = deps;
  const clock = systemClock;
  const { mqtt, station } = config;
  const url = mqtt.url ?? (await ownBroker(config, deps));
  const connect = (clientId: string, will?: OutgoingMessage): MqttLink => {
    const link = openMqttLink(brokerOptions(config, url, clientId, will), { clock, log });
    scope.defer(() => link.close());
    return link;
  };
  const address: BoxAddress = { base: mqtt.baseTopic, id: station.id };
  const link = connect(`linnet-${station.id}`, boxWill(address));
  const house = createMqttHouse(
    { prefix: mqtt.discoveryPrefix, confirmMs: mqtt.confirmMs, ignoreIdentities: [deviceIdentity(address)] },
    { transport: link, clock, log },
  );
  scope.defer(() => house.close());
  const others = watchOtherBoxes(address, { transport: link, clock });
  scope.defer(() => others.close());
  if (demoHouse) {
    const transport = connect(`linnet-${station.id}-demo`, demoHouseWill());
    const devices = startDemoHouse({ prefix: mqtt.discoveryPrefix }, { transport, clock, log });
    scope.defer(() => devices.close());
  }
  return {
    house,
    broker: link.status().broker,
    broadcast: (message) => others.announce(message),
    publishBox: (box, own) => {
      own.defer(link.on('away', (error) => box.setProblem('broker', error.message)));
      own.defer(link.on('connected', () => box.setProblem('broker', null)));
      const published = publishBox(boxOptions(options, address), {
        transport: link,
        clock,
        log,
        actions: box,
        source: box,
      });
      own.defer(() => published.close());
    },
  };
}

function boxOptions({ config, version }: HomeOptions, address: BoxAddress): BoxMqttOptions {
  const { mqtt, station, privacy, console: page } = config;
  return {
    address,
    name: station.name,
    area: station.area,
    version,
    configurationUrl: page.url,
    discoveryPrefix: mqtt.discoveryPrefix,
    publishWords: privacy.publishWords,
    homeAssistantVersion: mqtt.homeAssistantVersion,
  };
}

async function ownBroker(
  { mqtt }: Config,
  { log, scope }: { readonly log: Log; readonly scope: Scope },
): Promise<string> {
  const broker = await startEmbeddedBroker(
    { host: mqtt.embeddedHost, port: mqtt.embeddedPort, ...credentials(mqtt) },
    { clock: systemClock, log },
  );
  scope.defer(() => broker.close());
  return broker.url;
}

/** How to reach the broker at `url` with what the configuration says of it. */
export function brokerOptions(
  { mqtt }: Config,
  url: string,
  clientId: string,
  will?: OutgoingMessage,
): MqttLinkOptions {
  const { caFile, certFile, keyFile } = mqtt;
  return {
    url,
    clientId,
    ...credentials(mqtt),
    caFile: caFile ?? undefined,
    certFile: certFile ?? undefined,
    keyFile: keyFile ?? undefined,
    will,
  };
}

function credentials({ username, password }: Config['mqtt']) {
  return { username: username ?? undefined, password: password ?? undefined };
}
