// The box's place in the house: the broker (the owner's, or its own), all that tells of the house, and, for the demo, a fleet of
// simulated devices.
import { join } from 'node:path';
import { type BoxMqtt, type BoxMqttOptions, boxWill, publishBox } from '../api/mqtt/box-mqtt.ts';
import { type BoxAddress, deviceIdentity } from '../api/mqtt/box-topics.ts';
import { watchOtherBoxes } from '../api/mqtt/other-boxes.ts';
import type { Config } from '../config/schema.ts';
import { demoHouseWill, startDemoHouse } from '../home/demo-house.ts';
import { type EmbeddedBrokerOptions, startEmbeddedBroker } from '../home/embedded-broker.ts';
import type { EditableHouse } from '../home/house-edits.ts';
import { type MqttLink, openMqttLink } from '../home/mqtt-link.ts';
import type { MqttLinkOptions } from '../home/mqtt-options.ts';
import type { OutgoingMessage } from '../home/transport.ts';
import { systemClock } from '../kernel/clock.ts';
import { type LinnetError, toError } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import type { Scope } from '../kernel/scope.ts';
import type { SettingsFile } from '../storage/settings.ts';
import type { Box } from './box.ts';
import { type HouseSources, NO_TOKEN, openHouse } from './house-sources.ts';

export interface HomeOptions {
  readonly config: Config;
  readonly dataRoot: string;
  readonly demoHouse: boolean;
  readonly version: string;
}

export interface Home {
  readonly house: EditableHouse;
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
  deps: { readonly log: Log; readonly scope: Scope; readonly settings: SettingsFile },
): Promise<Home> {
  const { config, demoHouse } = options;
  const { log, scope, settings } = deps;
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
  const sources = await openHouse(
    { config, identity: deviceIdentity(address), editsPath: join(options.dataRoot, 'house.json') },
    { transport: link, clock, log, scope },
  );
  const others = watchOtherBoxes(address, { transport: link, clock });
  scope.defer(() => others.close());
  if (demoHouse) {
    const transport = connect(`linnet-${station.id}-demo`, demoHouseWill());
    const devices = startDemoHouse({ prefix: mqtt.discoveryPrefix }, { transport, clock, log });
    scope.defer(() => devices.close());
  }
  return {
    house: sources.house,
    broker: link.status().broker,
    broadcast: (message) => others.announce(message),
    publishBox: (box, own) => {
      tellOfBroker(link, box, own);
      const published = publishBox(boxOptions(options, address, settings), {
        transport: link,
        clock,
        log,
        actions: box,
        source: box,
      });
      own.defer(() => published.close());
      tellOfHomeAssistant({ config, sources, settings, log }, { box, published }, own);
    },
  };
}

/** A broker may have refused before anybody listened. */
function tellOfBroker(link: MqttLink, box: Box, scope: Scope): void {
  scope.defer(link.on('away', (error) => box.status.setProblem('broker', error.message)));
  scope.defer(link.on('connected', () => box.status.setProblem('broker', null)));
  box.status.setProblem('broker', link.status().error?.message ?? null);
}

interface HomeAssistantFacts {
  readonly config: Config;
  readonly sources: HouseSources;
  readonly settings: SettingsFile;
  readonly log: Log;
}

/** Its absence is shown; its version is what our discovery is written for, and kept, since it must not change while it is away. */
function tellOfHomeAssistant(
  { config, sources, settings, log }: HomeAssistantFacts,
  { box, published }: { readonly box: Box; readonly published: BoxMqtt },
  scope: Scope,
): void {
  const { homeAssistant } = sources;
  if (homeAssistant === null) {
    box.status.setProblem('homeAssistant', config.homeAssistant.url === null ? null : NO_TOKEN);
    return;
  }
  const tell = (problem: LinnetError | null): void => box.status.setProblem('homeAssistant', problem?.message ?? null);
  const connected = (version: string): void => {
    tell(homeAssistant.problem);
    if (config.mqtt.homeAssistantVersion !== null) return;
    published.setHomeAssistantVersion(version);
    if (settings.read().homeAssistantVersion === version) return;
    settings
      .update({ homeAssistantVersion: version })
      .catch((error: unknown) => log.warn({ err: toError(error) }, 'the version of Home Assistant was not kept'));
  };
  scope.defer(homeAssistant.onLink('connected', connected));
  scope.defer(homeAssistant.onLink('away', tell));
  scope.defer(homeAssistant.onLink('limited', tell));
  if (homeAssistant.version !== null) connected(homeAssistant.version);
  else tell(homeAssistant.problem);
}

function boxOptions({ config, version }: HomeOptions, address: BoxAddress, settings: SettingsFile): BoxMqttOptions {
  const { mqtt, station, privacy, console: page, homeAssistant } = config;
  const told = homeAssistant.url === null ? null : (settings.read().homeAssistantVersion ?? null);
  return {
    address,
    name: station.name,
    area: station.area,
    version,
    configurationUrl: page.url,
    discoveryPrefix: mqtt.discoveryPrefix,
    publishWords: privacy.publishWords,
    homeAssistantVersion: mqtt.homeAssistantVersion ?? told,
  };
}

/** How the box's own broker is to run, where it runs one. */
export function ownBrokerOptions({ mqtt }: Config): EmbeddedBrokerOptions {
  return { host: mqtt.embeddedHost, port: mqtt.embeddedPort, ...credentials(mqtt) };
}

async function ownBroker(
  config: Config,
  { log, scope }: { readonly log: Log; readonly scope: Scope },
): Promise<string> {
  const broker = await startEmbeddedBroker(ownBrokerOptions(config), { clock: systemClock, log });
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
