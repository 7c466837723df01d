// Who may talk to the page's server. It listens on the loopback address only, but every page in the same browser can reach that
// too: so the Host must be this server (against DNS rebinding), an Origin, where one is sent, must be its own page, and every
// call carries a token that only that page was given at this start.
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export const TOKEN_HEADER = 'x-linnet-token';

export interface Guard {
  readonly token: string;
  /** null where the request may pass, else why not. */
  refusal(headers: IncomingHttpHeaders, needsToken: boolean): string | null;
}

export function createGuard(port: () => number): Guard {
  const token = randomBytes(24).toString('base64url');
  return {
    token,
    refusal: (headers, needsToken) => {
      const hosts = [`127.0.0.1:${port()}`, `localhost:${port()}`, `[::1]:${port()}`];
      if (!hosts.includes(headers.host ?? '')) return 'Expected this machine as the host.';
      const { origin } = headers;
      if (origin !== undefined && !hosts.some((host) => origin === `http://${host}`))
        return 'Expected a request of the own page.';
      const sent = headers[TOKEN_HEADER];
      if (needsToken && !isSame(typeof sent === 'string' ? sent : '', token))
        return "Expected the page's token; reload the page.";
      return null;
    },
  };
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
