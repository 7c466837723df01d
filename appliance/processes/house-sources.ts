// The house from all that tells of it: the devices on the broker, a Home Assistant where one is configured, and over both what the
// owner added here.
import type { Config } from '../config/schema.ts';
import { type HomeAssistantHouse, openHomeAssistant } from '../home/home-assistant/ha-house.ts';
import { type EditableHouse, openHouseEdits, withEdits } from '../home/house-edits.ts';
import { createMqttHouse } from '../home/house-model.ts';
import { mergeHouses } from '../home/merged-house.ts';
import type { HomeTransport } from '../home/transport.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import type { Scope } from '../kernel/scope.ts';

export interface HouseSources {
  readonly house: EditableHouse;
  /** null where none is configured, or nothing to sign in with. */
  readonly homeAssistant: HomeAssistantHouse | null;
}

export interface HouseSourcesOptions {
  readonly config: Config;
  /** The box itself, which is no part of the house. */
  readonly identity: string;
  /** Where the owner's own areas and aliases are kept. */
  readonly editsPath: string;
}

/** Waits for no source: what is not there yet joins the house when it comes. */
export async function openHouse(
  { config, identity, editsPath }: HouseSourcesOptions,
  deps: { readonly transport: HomeTransport; readonly clock: Clock; readonly log: Log; readonly scope: Scope },
): Promise<HouseSources> {
  const { scope, log } = deps;
  const { discoveryPrefix: prefix, confirmMs } = config.mqtt;
  const devices = createMqttHouse({ prefix, confirmMs, ignoreIdentities: [identity] }, deps);
  scope.defer(() => devices.close());
  const homeAssistant = openConfigured(config, identity, deps);
  scope.defer(() => homeAssistant?.close());
  const merged = homeAssistant === null ? null : mergeHouses(homeAssistant, devices, { log });
  scope.defer(() => merged?.close());
  const house = withEdits(merged ?? devices, await openHouseEdits(editsPath, { log }), { log });
  scope.defer(() => house.close());
  return { house, homeAssistant };
}

function openConfigured(
  { homeAssistant }: Config,
  identity: string,
  deps: { readonly clock: Clock; readonly log: Log },
): HomeAssistantHouse | null {
  const { url, token, caFile, exposedOnly, confirmMs } = homeAssistant;
  if (url === null || token === null) return null;
  return openHomeAssistant({ url, token, caFile, exposedOnly, confirmMs, ignoreIdentities: [identity] }, deps);
}

/** What is said where an address is configured and nothing to sign in with. */
export const NO_TOKEN =
  'Expected homeAssistant.token beside homeAssistant.url: a long-lived access token, made in your profile there.';
