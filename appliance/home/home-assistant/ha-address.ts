// Where Home Assistant is, and what can be wrong with that.
import { LinnetError } from '../../kernel/errors.ts';

/** Throws `config.invalid` for what is no address of a Home Assistant. */
export function parseHomeAssistantUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new LinnetError(
      'config.invalid',
      'Expected Home Assistant as "http://host:8123" or https; something else came.',
    );
  }
  return url;
}

/** A path of its API, also where it is served below a path of its own. */
export function apiUrl(address: string, path: string): URL {
  const url = parseHomeAssistantUrl(address);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/api/${path}`;
  return url;
}

export function haUnreachable(address: string, reason: string, cause?: unknown): LinnetError {
  const { host } = parseHomeAssistantUrl(address);
  const text = `Expected Home Assistant at ${host}; ${reason}. Trying again by itself.`;
  return new LinnetError('homeAssistant.unreachable', text, { cause });
}

/** How its locks and alarm panels name the error of a service that was called without the code that it takes. */
const WANTING_A_CODE: ReadonlySet<string> = new Set(['add_default_code', 'code_arm_required']);

/** It said no to one request. */
export class HaRefusal extends LinnetError {
  /** Its own code: "unauthorized", or "unknown_command" of a release that does not know the request. */
  readonly reason: string;
  /** What it would have done it with. */
  readonly wants: 'code' | undefined;

  constructor(reason: string, message: string, translationKey?: string) {
    super('home.unavailable', `Home Assistant refused: ${message.slice(0, 300)}`);
    this.reason = reason;
    this.wants = WANTING_A_CODE.has(translationKey ?? '') ? 'code' : undefined;
  }
}

export function tokenRefused(): LinnetError {
  return new LinnetError(
    'homeAssistant.refused',
    'Home Assistant does not take the access token; make a new one in your profile there.',
  );
}
