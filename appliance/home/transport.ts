// Messages by topic, however they travel: over a broker (mqtt/mqtt-link.ts) or inside this process (local-loop.ts). Nothing here waits
// and nothing throws, so that a turn never depends on a broker.

export interface IncomingMessage {
  readonly topic: string;
  readonly payload: Buffer;
  /** Whether the broker kept it from before the subscription. */
  readonly retained: boolean;
}

export interface OutgoingMessage {
  readonly topic: string;
  readonly payload: string | Uint8Array;
  /** Default 0. */
  readonly qos?: 0 | 1;
  /** Default false. */
  readonly retain?: boolean;
  /** What happens while there is no connection: `keep` it in the bounded outbox (default), or `drop` it, since it would be stale. */
  readonly whileAway?: 'keep' | 'drop';
}

export interface HomeTransport {
  readonly connected: boolean;
  /** Returns at once. Messages of one publisher arrive in order. */
  publish(message: OutgoingMessage): void;
  /**
   * Calls `onMessage` for every message whose topic fits `filter` ("+" and "#" as in MQTT), retained ones first, until the
   * returned function is called. A listener that throws is logged and harms nobody.
   */
  subscribe(filter: string, onMessage: (message: IncomingMessage) => void): () => void;
  /** Calls `onChange` whenever the connection comes (true) or goes (false), until the returned function is called. */
  onConnection(onChange: (connected: boolean) => void): () => void;
  /** Idempotent. Sends what it still can, for about a second at the most. */
  close(): Promise<void>;
}
