// One attempt at the configured Home Assistant: who answers, whether it takes the token, and what it lets us see.
import type { Config } from '../../config/schema.ts';
import { connectHomeAssistant } from '../../home/home-assistant/ha-connection.ts';
import { loadRegistries } from '../../home/home-assistant/ha-registries.ts';
import { systemClock } from '../../kernel/clock.ts';
import { toError } from '../../kernel/errors.ts';
import { NO_TOKEN } from '../../processes/house-sources.ts';

export interface HomeAssistantCheck {
  readonly state: 'ok' | 'warning' | 'failed';
  readonly says: string;
  readonly hint: string | null;
}

const REQUEST_MS = 5000;
const HINT = 'Check homeAssistant.url and homeAssistant.token, and that Home Assistant runs.';

export async function tryHomeAssistant({ homeAssistant }: Config): Promise<HomeAssistantCheck> {
  const { url, token, caFile, exposedOnly } = homeAssistant;
  if (url === null) return { state: 'ok', says: 'none configured: the box works without one', hint: null };
  if (token === null) return { state: 'failed', says: NO_TOKEN, hint: 'linnet config explain homeAssistant.token' };
  const { signal } = new AbortController();
  const deps = { clock: systemClock };
  try {
    const connection = await connectHomeAssistant({ url, token, caFile, requestMs: REQUEST_MS }, deps, signal);
    const { version, name } = connection;
    const registries = await loadRegistries(connection, exposedOnly).finally(() => connection.close());
    const { entries, exposed, problem } = registries;
    const shown = exposed === null ? entries.size : exposed.size;
    const says = `${version} "${name}" answers at ${new URL(url).host} and shows ${shown} of ${entries.size} things`;
    if (problem !== null) return { state: 'warning', says, hint: problem.message };
    if (shown > 0 || entries.size === 0) return { state: 'ok', says, hint: null };
    return {
      state: 'warning',
      says,
      hint: 'Show some to voice assistants there, or set homeAssistant.exposedOnly to false.',
    };
  } catch (thrown) {
    return { state: 'failed', says: toError(thrown).message, hint: HINT };
  }
}
