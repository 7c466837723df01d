// Looks for what the owner may want to use and has not configured, now and then, beside everything else.
import type { Config } from '../config/schema.ts';
import { type BrowseOptions, browseServices } from '../home/mdns.ts';
import { type Proposal, proposalsFrom, proposalText, wantedServices } from '../home/proposals.ts';
import { type Clock, sleep } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';

interface LookingDeps {
  readonly clock: Clock;
  readonly log: Log;
}

/** Where the network is asked; for tests, on one interface and another port. */
export type Where = Pick<BrowseOptions, 'interface' | 'port'>;

/** A broker may be set up after the box was. */
const AGAIN_MS = 30 * 60_000;

/** Once; empty where it is switched off, or nothing is left to find. */
export async function lookAround(
  config: Config,
  deps: LookingDeps,
  signal?: AbortSignal,
  where: Where = {},
): Promise<readonly Proposal[]> {
  const types = wantedServices({
    broker: config.mqtt.url !== null,
    homeAssistant: config.homeAssistant.url !== null,
  });
  if (!config.network.lookAround || types.length === 0) return [];
  const options = { ...where, types, limitMs: config.network.lookMs };
  return proposalsFrom(await browseServices(options, deps, signal));
}

/** Goes on until the returned function is called. `onFound` gets all that is proposed whenever that is another list. */
export function keepLookingAround(
  config: Config,
  deps: LookingDeps,
  onFound: (proposals: readonly string[]) => void,
  where: Where = {},
): () => void {
  const ending = new AbortController();
  void look(config, deps, onFound, where, ending.signal).catch(() => {}); // it ends by being told to
  return () => ending.abort(new Error('Looking around has ended.'));
}

async function look(
  config: Config,
  deps: LookingDeps,
  onFound: (proposals: readonly string[]) => void,
  where: Where,
  signal: AbortSignal,
): Promise<void> {
  for (let known = '[]'; !signal.aborted; ) {
    // Sorted: whoever answers first is no other list.
    const texts = (await lookAround(config, deps, signal, where)).map(proposalText).sort();
    const now = JSON.stringify(texts);
    if (now !== known) {
      for (const text of texts) deps.log.info({ proposal: text }, 'found on the network');
      onFound(texts);
    }
    known = now;
    await sleep(deps.clock, AGAIN_MS, signal);
  }
}
