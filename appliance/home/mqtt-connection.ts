// One connection to a broker, from the attempt to its end. Everything that can go wrong with it is its end, never an exception.
import type * as MqttPackage from 'mqtt';
import type { IClientOptions, IPublishPacket, MqttClient } from 'mqtt';
import type { Clock } from '../kernel/clock.ts';
import { requirePackage } from '../kernel/common-js.ts';
import { LinnetError, toError } from '../kernel/errors.ts';
import {
  asBrokerError,
  DEFAULT_MAX_PAYLOAD_BYTES,
  isWrongVersion,
  type MqttLinkOptions,
  openBrokerStream,
  readCertificates,
} from './mqtt-options.ts';
import { GuardedStream, PacketGuard } from './packet-guard.ts';

const mqtt = requirePackage<typeof MqttPackage>('mqtt');

/** Messages handled before the event loop gets its turn: a flood must not keep a turn waiting. */
const BURST = 50;
/** A topic and properties come on top of a payload. */
const ENVELOPE_BYTES = 65_536 + 1024;
/** A connection that lasted this long starts the waits between attempts from the beginning. */
const STEADY_MS = 10_000;
/** DISCONNECT "session taken over" (MQTT 5 §3.14.2.1). */
const TAKEN_OVER = 142;

export interface ConnectionEnd {
  readonly reason: LinnetError;
  /** Whether it had lasted. */
  readonly steady: boolean;
  /** Whether the broker may not have understood this version of the protocol. */
  readonly otherVersionMayHelp: boolean;
}

export interface ConnectionListener {
  /** The client exists and tries; for ending it meanwhile. */
  onAttempt(client: MqttClient): void;
  onOpened(client: MqttClient): void;
  onMessage(topic: string, payload: Buffer, packet: IPublishPacket): void;
  /** A packet was too large and is skipped. */
  onOversized(): void;
  onEnded(): void;
}

/** Connects, and resolves when the connection has ended, or none could be made. */
export async function runConnection(
  options: MqttLinkOptions,
  protocol: 4 | 5,
  listener: ConnectionListener,
  deps: { readonly clock: Clock },
  signal: AbortSignal,
): Promise<ConnectionEnd> {
  try {
    const secure = await readCertificates(options);
    signal.throwIfAborted();
    let answered = false;
    const limit = (options.maxPayloadBytes ?? DEFAULT_MAX_PAYLOAD_BYTES) + ENVELOPE_BYTES;
    const stream = (): GuardedStream => {
      const inner = openBrokerStream(options, secure, () => {
        answered = true;
      });
      return new GuardedStream(inner, new PacketGuard(limit, () => listener.onOversized()));
    };
    const client = new mqtt.MqttClient(
      stream as unknown as ConstructorParameters<typeof MqttClient>[0],
      clientOptions(options, protocol),
    );
    listener.onAttempt(client);
    const end = await untilEnded(client, options, listener, deps.clock);
    return { ...end, otherVersionMayHelp: answered && end.otherVersionMayHelp };
  } catch (thrown) {
    return { reason: asBrokerError(options, thrown), steady: false, otherVersionMayHelp: false };
  }
}

function clientOptions(options: MqttLinkOptions, protocol: 4 | 5): IClientOptions {
  const { username, password, will } = options;
  const maximumPacketSize = (options.maxPayloadBytes ?? DEFAULT_MAX_PAYLOAD_BYTES) + ENVELOPE_BYTES;
  return {
    protocolVersion: protocol,
    protocolId: 'MQTT',
    clientId: options.clientId,
    clean: true,
    keepalive: 30, // seconds without traffic, after which the broker is asked whether it lives
    connectTimeout: options.connectTimeoutMs ?? 10_000,
    reconnectPeriod: 0, // we come back ourselves, with longer and longer waits
    resubscribe: false,
    queueQoSZero: false,
    writeCache: false, // else the first packet makes a buffer for every number of 16 bits, 8 MB in all
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(will === undefined ? {} : { will: willOf(will) }),
    ...(protocol === 5 ? { properties: { maximumPacketSize } } : {}),
  };
}

function willOf({
  topic,
  payload,
  qos = 1,
  retain = false,
}: NonNullable<MqttLinkOptions['will']>): NonNullable<IClientOptions['will']> {
  return { topic, payload: Buffer.from(payload), qos, retain };
}

function untilEnded(
  client: MqttClient,
  options: MqttLinkOptions,
  listener: ConnectionListener,
  clock: Clock,
): Promise<ConnectionEnd> {
  return new Promise((resolve) => {
    let failure: unknown = null;
    let openedAt: number | null = null;
    client.on('error', (error) => {
      failure ??= error;
      client.end(true);
    });
    client.on('disconnect', ({ reasonCode }) => {
      failure ??= disconnected(reasonCode);
    });
    client.on('connect', () => {
      openedAt = clock.monotonic();
      listener.onOpened(client);
    });
    client.on('message', (topic, payload, packet) => listener.onMessage(topic, payload, packet));
    client.handleMessage = yielding();
    client.on('close', () => {
      listener.onEnded();
      resolve({
        reason: asBrokerError(options, failure ?? new Error('it cut the connection')),
        steady: openedAt !== null && clock.monotonic() - openedAt >= STEADY_MS,
        otherVersionMayHelp: openedAt === null && mayBeVersion(failure),
      });
    });
  });
}

function disconnected(code: number | undefined): Error {
  if (code !== TAKEN_OVER) return new Error(`it said goodbye with code ${code ?? 0}`);
  return new LinnetError(
    'mqtt.refused',
    'The broker has another client of the same id; give each box a "station.id" of its own.',
  );
}

/** A cut without a word is how some brokers refuse a version; silence is not. */
function mayBeVersion(failure: unknown): boolean {
  const code = (failure as { code?: unknown } | null)?.code;
  if (typeof code === 'number') return isWrongVersion(code);
  return failure === null || toError(failure).message !== 'connack timeout';
}

/** Lets the event loop breathe after each burst of messages. */
function yielding(): MqttClient['handleMessage'] {
  let handled = 0;
  return (_packet, done) => {
    if (++handled % BURST === 0) setImmediate(done);
    else done();
  };
}
