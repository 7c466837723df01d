// The first question to a Home Assistant, by its REST API: is it one, does it take the token, which one is it. A WebSocket that
// cannot be opened tells none of that; and a wrong token costs one failed login here, where the socket would make it another.
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { z } from 'zod';
import type { Clock } from '../../kernel/clock.ts';
import { LinnetError, toError } from '../../kernel/errors.ts';
import { networkReason } from '../network-reasons.ts';
import { apiUrl, haUnreachable, tokenRefused } from './ha-address.ts';

export interface ProbeOptions {
  readonly url: string;
  readonly token: string;
  /** The authority of its certificate (PEM). */
  readonly ca?: Buffer | undefined;
  /** Default 10,000 ms. */
  readonly requestMs?: number | undefined;
}

export interface HomeAssistantFacts {
  /** "2026.3.1" */
  readonly version: string;
  /** What its owner calls the house. */
  readonly name: string;
}

/** Its configuration has about 20 KB; what is longer is another server's. */
const LONGEST_ANSWER = 1_048_576;

const factsSchema = z.object({ version: z.string(), location_name: z.string().catch('') });

/** Rejects with `homeAssistant.refused`, with `homeAssistant.unreachable` that says what is wrong, or with the signal's reason. */
export async function probeHomeAssistant(
  options: ProbeOptions,
  deps: { readonly clock: Clock },
  signal: AbortSignal,
): Promise<HomeAssistantFacts> {
  const { status, location, body } = await get(options, deps.clock, signal);
  const problem = problemOf(status, location);
  if (status === 401) throw tokenRefused();
  if (status === 403) throw new LinnetError('homeAssistant.refused', BANNED);
  if (problem !== null) throw haUnreachable(options.url, problem);
  const facts = factsSchema.safeParse(parsed(body));
  if (!facts.success) throw haUnreachable(options.url, NO_HOME_ASSISTANT);
  return { version: facts.data.version, name: facts.data.location_name };
}

const NO_HOME_ASSISTANT = 'what answers there is no Home Assistant (check the port; 8123 is the usual one)';
const BANNED =
  'Home Assistant refuses this machine; after failed logins it may stand in ip_bans.yaml there, or a proxy forbids it.';

function problemOf(status: number, location: string | undefined): string | null {
  if (status >= 300 && status < 400)
    return `it sends on to ${originOf(location)}; set homeAssistant.url to where it really is`;
  if (status >= 500) return `it answers with ${status}, as it does while it starts`;
  return status === 200 ? null : NO_HOME_ASSISTANT;
}

/** Without a path, in which a token might stand. */
function originOf(location: string | undefined): string {
  return location !== undefined && URL.canParse(location) ? new URL(location).origin : 'another place';
}

interface Answer {
  readonly status: number;
  readonly location: string | undefined;
  readonly body: string;
}

function get({ url: address, token, ca, requestMs }: ProbeOptions, clock: Clock, signal: AbortSignal): Promise<Answer> {
  const url = apiUrl(address, 'config');
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason as Error);
    const request = send(url, { headers: { authorization: `Bearer ${token}` }, agent: false, ...(ca && { ca }) });
    const onAbort = (): void => void request.destroy(toError(signal.reason));
    const limit = clock.after(requestMs ?? 10_000, () => request.destroy(new Error('it does not answer')));
    signal.addEventListener('abort', onAbort, { once: true });
    request.once('response', (response) =>
      readAll(response, (answer) => {
        resolve(answer);
        request.destroy();
      }),
    );
    request.once('error', (error) =>
      reject(signal.aborted ? signal.reason : haUnreachable(address, networkReason(error), error)),
    );
    request.once('close', () => {
      limit.cancel();
      signal.removeEventListener('abort', onAbort);
      reject(haUnreachable(address, 'it cut the connection')); // where it had not answered yet
    });
    request.end();
  });
}

/** Calls `onAnswer` at its end, and without a body where that is too long. */
function readAll(response: IncomingMessage, onAnswer: (answer: Answer) => void): void {
  const { statusCode: status = 0, headers } = response;
  const pieces: Buffer[] = [];
  let bytes = 0;
  response.on('data', (piece: Buffer) => {
    bytes += piece.length;
    if (bytes <= LONGEST_ANSWER) pieces.push(piece);
    else onAnswer({ status, location: headers.location, body: '' });
  });
  response.once('end', () =>
    onAnswer({ status, location: headers.location, body: Buffer.concat(pieces).toString('utf8') }),
  );
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return null; // a page for people
  }
}
