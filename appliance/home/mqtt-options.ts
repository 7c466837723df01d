// How a broker is reached: addresses, credentials, certificates, and what its refusals mean.

import { connect as connectTcp, isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls, type SecureContextOptions } from 'node:tls';
import type * as WebSocketPackage from 'ws';
import { requirePackage } from '../kernel/common-js.ts';
import { LinnetError, toError } from '../kernel/errors.ts';
import { networkReason, readPem } from './network-reasons.ts';
import type { OutgoingMessage } from './transport.ts';

const ws = requirePackage<typeof WebSocketPackage>('ws');

export interface MqttLinkOptions {
  /** "mqtt://host:port", "mqtts://…", "ws://…" or "wss://…". Ports default to 1883, 8883, 80 and 443. */
  readonly url: string;
  /** Unique at the broker; a second client of the same id would throw this one out. */
  readonly clientId: string;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  /** PEM files, read at each connection, since certificates are renewed. */
  readonly caFile?: string | undefined;
  readonly certFile?: string | undefined;
  readonly keyFile?: string | undefined;
  /** Whether the broker's certificate must be good. Default true. */
  readonly verifyCertificate?: boolean | undefined;
  /** Published by the broker when this client vanishes. */
  readonly will?: OutgoingMessage | undefined;
  /** 5 with a fall-back to 3.1.1 ("auto", default), or only one of them. */
  readonly protocol?: 'auto' | 5 | 4 | undefined;
  /** Messages kept while the broker is away; the oldest goes first. Default 500. */
  readonly outboxCapacity?: number | undefined;
  /** Larger payloads are dropped and counted. Default 262,144 bytes: the longest discovery documents have about 100 KB. */
  readonly maxPayloadBytes?: number | undefined;
  /** How long the broker may take to accept a connection. Default 10,000 ms. */
  readonly connectTimeoutMs?: number | undefined;
  /** The first wait before connecting again, doubled up to `maxRetryMs`. Defaults 1,000 and 60,000 ms. */
  readonly firstRetryMs?: number | undefined;
  readonly maxRetryMs?: number | undefined;
}

/** The address without anything secret in it. */
export function describeBroker(options: Pick<MqttLinkOptions, 'url'>): string {
  try {
    const url = new URL(options.url);
    return `${url.protocol}//${url.host}`;
  } catch {
    return 'the configured address'; // not an address at all, which parseBrokerUrl reports
  }
}

const DEFAULT_PORTS = { 'mqtt:': 1883, 'mqtts:': 8883, 'ws:': 80, 'wss:': 443 } as const;

/** Throws `config.invalid` for what is no address of a broker. */
export function parseBrokerUrl(text: string): { url: URL; protocol: keyof typeof DEFAULT_PORTS; port: number } {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !Object.hasOwn(DEFAULT_PORTS, url.protocol) || url.hostname === '') {
    throw new LinnetError(
      'config.invalid',
      'Expected the broker as "mqtt://host:port" (or mqtts, ws, wss); something else came.',
    );
  }
  const protocol = url.protocol as keyof typeof DEFAULT_PORTS;
  return { url, protocol, port: url.port === '' ? DEFAULT_PORTS[protocol] : Number(url.port) };
}

/** Certificates as they are now. Rejects with `config.invalid` naming the file that cannot be read. */
export async function readCertificates(options: MqttLinkOptions): Promise<SecureContextOptions> {
  const [ca, cert, key] = await Promise.all(
    [options.caFile, options.certFile, options.keyFile].map((path) => readPem(path, 'the broker')),
  );
  return {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  };
}

/** Opens the connection. `onOpen` tells that somebody answered, whatever he speaks. */
export function openBrokerStream(options: MqttLinkOptions, secure: SecureContextOptions, onOpen: () => void): Duplex {
  const { url, protocol, port } = parseBrokerUrl(options.url);
  const host = url.hostname.replace(/^\[|\]$/g, ''); // an IPv6 address stands in brackets in a URL
  const rejectUnauthorized = options.verifyCertificate ?? true;
  if (protocol === 'mqtt:') return connectTcp({ host, port, noDelay: true }, onOpen); // a lamp should not wait for Nagle
  if (protocol === 'mqtts:')
    return connectTls(
      { host, port, ...(isIP(host) === 0 ? { servername: host } : {}), rejectUnauthorized, ...secure },
      onOpen,
    ).setNoDelay(true);
  const socket = new ws.WebSocket(url, ['mqtt'], {
    maxPayload: (options.maxPayloadBytes ?? DEFAULT_MAX_PAYLOAD_BYTES) * 4,
    ...(protocol === 'wss:' ? { rejectUnauthorized, ...secure } : {}),
  });
  socket.once('open', onOpen);
  return ws.createWebSocketStream(socket);
}

export const DEFAULT_MAX_PAYLOAD_BYTES = 262_144;

/** CONNACK codes of 3.1.1 (§3.2.2.3) and 5 (§3.2.2.2) that no waiting cures. */
const REFUSALS: ReadonlyMap<number, string> = new Map([
  [2, 'it does not take this client id'],
  [4, 'it does not take this user name and password'],
  [5, 'this user may not connect'],
  [133, 'it does not take this client id'],
  [134, 'it does not take this user name and password'],
  [135, 'this user may not connect'],
  [138, 'this client is banned'],
  [140, 'it wants another way of authentication'],
]);

/** Codes that mean "not this version of the protocol". */
export function isWrongVersion(code: unknown): boolean {
  return code === 1 || code === 132;
}

/** What went wrong, as one of ours. */
export function asBrokerError(options: MqttLinkOptions, thrown: unknown): LinnetError {
  if (thrown instanceof LinnetError) return thrown;
  const error = toError(thrown);
  const broker = describeBroker(options);
  const code = (error as { code?: unknown }).code;
  const refusal = typeof code === 'number' ? REFUSALS.get(code) : undefined;
  if (refusal !== undefined) {
    return new LinnetError(
      'mqtt.refused',
      `The broker at ${broker} refused: ${refusal}. Check user name, password and client id.`,
      { cause: error },
    );
  }
  return new LinnetError(
    'mqtt.unreachable',
    `Expected an MQTT broker at ${broker}; ${reasonOf(code, error)}. Trying again by itself.`,
    {
      cause: error,
    },
  );
}

function reasonOf(code: unknown, error: Error): string {
  return typeof code === 'number' ? `it refused with code ${code}` : networkReason(error);
}
