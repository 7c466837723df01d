// Publishes discovery with manners: reads for a while what is kept of us already, publishes only what differs, clears what is
// stale, and gives Home Assistant time between the end of one entity and the beginning of the next (else it would become "…_2").
import type { HomeTransport } from '../../home/transport.ts';
import type { Clock, Timer } from '../../kernel/clock.ts';
import type { Log } from '../../kernel/log.ts';
import { type DiscoveryDocuments, goesOn, HAND_OVER, withEnds } from './discovery-documents.ts';

export interface DiscoveryPublisherOptions {
  /** Where documents of this box may stand. */
  readonly filters: readonly string[];
  /** How long what is kept is read before anything is published. Default 5,000 ms. */
  readonly readMs?: number | undefined;
  /** Between clearing and publishing. Default 2,000 ms. */
  readonly recreateMs?: number | undefined;
}

/** A broker with more than this of ours is being played with. */
const MOST_KEPT = 500;

export class DiscoveryPublisher {
  readonly #options: DiscoveryPublisherOptions;
  readonly #transport: HomeTransport;
  readonly #clock: Clock;
  readonly #log: Log;
  /** What the broker keeps of us, as far as we have seen. */
  readonly #kept = new Map<string, string>();
  readonly #ends: Array<() => void> = [];
  #wanted: DiscoveryDocuments = new Map();
  #timer: Timer | null = null;
  #hasRead = false;

  constructor(
    options: DiscoveryPublisherOptions,
    deps: { readonly transport: HomeTransport; readonly clock: Clock; readonly log: Log },
  ) {
    this.#options = options;
    this.#transport = deps.transport;
    this.#clock = deps.clock;
    this.#log = deps.log;
  }

  start(): void {
    for (const filter of this.#options.filters) {
      this.#ends.push(
        this.#transport.subscribe(filter, ({ topic, payload }) => this.#saw(topic, payload.toString('utf8'))),
      );
    }
    this.#ends.push(
      this.#transport.onConnection((connected) => (connected ? this.#readAnew() : this.#timer?.cancel())),
    );
    if (this.#transport.connected) this.#readAnew();
  }

  close(): void {
    for (const end of this.#ends.splice(0)) end();
    this.#timer?.cancel();
  }

  /** What is announced from now on. */
  publish(wanted: DiscoveryDocuments): void {
    this.#wanted = wanted;
    if (this.#hasRead && this.#transport.connected) this.#reconcile();
  }

  /** Another broker, or the same one after it forgot, keeps something else. */
  #readAnew(): void {
    this.#kept.clear();
    this.#hasRead = false;
    this.#timer?.cancel();
    this.#timer = this.#clock.after(this.#options.readMs ?? 5000, () => {
      this.#hasRead = true;
      this.#reconcile();
    });
  }

  #saw(topic: string, payload: string): void {
    if (payload === '') this.#kept.delete(topic);
    else if (this.#kept.size < MOST_KEPT) this.#kept.set(topic, payload);
  }

  #reconcile(): void {
    const stale = [...this.#kept.keys()].filter((topic) => !this.#wanted.has(topic));
    const moving = stale.filter((topic) => goesOn(topic, this.#wanted));
    for (const topic of stale) this.#retain(topic, moving.includes(topic) ? HAND_OVER : '');
    this.#timer?.cancel();
    if (stale.length === 0) this.#publishChanged();
    else this.#later(() => this.#publishAndClear(moving));
  }

  /** What was handed over is cleared when Home Assistant has had time to take it over. */
  #publishAndClear(moved: readonly string[]): void {
    this.#publishChanged();
    if (moved.length === 0) return;
    this.#later(() => {
      for (const topic of moved) if (!this.#wanted.has(topic)) this.#retain(topic, '');
    });
  }

  #later(run: () => void): void {
    this.#timer = this.#clock.after(this.#options.recreateMs ?? 2000, run);
  }

  #publishChanged(): void {
    const changed = [...this.#wanted].filter(([topic, payload]) => this.#kept.get(topic) !== payload);
    if (this.#endComponents(changed)) return this.#later(() => this.#publishChanged());
    for (const [topic, payload] of changed) this.#retain(topic, payload);
    if (changed.length > 0) this.#log.info({ documents: changed.length }, 'announced to Home Assistant');
  }

  /** Whether there are components to end, within documents that go on. */
  #endComponents(changed: ReadonlyArray<readonly [topic: string, payload: string]>): boolean {
    const ends = changed.flatMap(([topic, payload]) => {
      const text = withEnds(this.#kept.get(topic) ?? '', payload);
      return text === null ? [] : [{ topic, text }];
    });
    for (const { topic, text } of ends) this.#retain(topic, text);
    return ends.length > 0;
  }

  #retain(topic: string, payload: string): void {
    this.#saw(topic, payload);
    this.#transport.publish({ topic, payload, qos: 1, retain: true });
  }
}
