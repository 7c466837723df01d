// The other boxes of the house, as they tell of themselves on the broker: who is there, and a message for all of them to say.
import { z } from 'zod';
import type { HomeTransport } from '../../home/transport.ts';
import type { Clock, Timer } from '../../kernel/clock.ts';
import type { BoxAddress } from './box-topics.ts';
import { commandTopicOf, topicOf } from './box-topics.ts';

/** More boxes than this no house has; a broker with more is being played with. */
const MOST_BOXES = 64;
/** A box that is there answers within milliseconds. */
const ANSWER_MS = 1500;

const resultSchema = z.object({ id: z.string(), ok: z.boolean() });

interface Broadcast {
  readonly waitingFor: Set<string>;
  told: number;
  readonly limit: Timer;
  readonly finish: () => void;
}

export interface OtherBoxes {
  /** The ids of those that are there. */
  ids(): readonly string[];
  /** Has each of them announce `text`; resolves with how many said that they will, 1.5 s later at the latest. Never rejects. */
  announce(text: string): Promise<number>;
  close(): void;
}

/** Watches the other boxes under `own.base`. */
export function watchOtherBoxes(
  own: BoxAddress,
  deps: { readonly transport: HomeTransport; readonly clock: Clock },
): OtherBoxes {
  return new Neighbours(own, deps);
}

class Neighbours implements OtherBoxes {
  readonly #own: BoxAddress;
  readonly #transport: HomeTransport;
  readonly #clock: Clock;
  readonly #ids = new Set<string>();
  readonly #broadcasts = new Map<string, Broadcast>();
  readonly #ends: ReadonlyArray<() => void>;
  #sent = 0;

  constructor(own: BoxAddress, deps: { readonly transport: HomeTransport; readonly clock: Clock }) {
    this.#own = own;
    this.#transport = deps.transport;
    this.#clock = deps.clock;
    const everyBox = { base: own.base, id: '+' };
    this.#ends = [
      deps.transport.subscribe(topicOf(everyBox, 'availability'), ({ topic, payload }) =>
        this.#saw(idIn(topic), payload.toString('utf8') === 'online'),
      ),
      deps.transport.subscribe(topicOf(everyBox, 'result'), ({ topic, payload }) =>
        this.#answered(idIn(topic), payload),
      ),
    ];
  }

  ids(): readonly string[] {
    return [...this.#ids];
  }

  announce(text: string): Promise<number> {
    if (!this.#transport.connected || this.#ids.size === 0) return Promise.resolve(0);
    const id = `${this.#own.id}-${this.#sent++}`;
    return new Promise((resolve) => {
      const finish = (): void => {
        this.#broadcasts.delete(id);
        broadcast.limit.cancel();
        resolve(broadcast.told);
      };
      const limit = this.#clock.after(ANSWER_MS, finish);
      const broadcast: Broadcast = { waitingFor: new Set(this.#ids), told: 0, limit, finish };
      this.#broadcasts.set(id, broadcast);
      const payload = JSON.stringify({ id, text, answer: 'taken' });
      for (const box of broadcast.waitingFor)
        this.#transport.publish({
          topic: commandTopicOf({ ...this.#own, id: box }, 'announce'),
          payload,
          qos: 1,
          whileAway: 'drop',
        });
    });
  }

  close(): void {
    for (const end of this.#ends) end();
    for (const { finish } of [...this.#broadcasts.values()]) finish();
  }

  #saw(id: string, isThere: boolean): void {
    if (id === this.#own.id) return;
    if (!isThere) this.#ids.delete(id);
    else if (this.#ids.size < MOST_BOXES) this.#ids.add(id);
  }

  #answered(from: string, payload: Buffer): void {
    if (this.#broadcasts.size === 0) return;
    const result = resultSchema.safeParse(parsed(payload));
    const broadcast = this.#broadcasts.get(result.data?.id ?? '');
    if (broadcast === undefined || !broadcast.waitingFor.delete(from)) return;
    if (result.data?.ok === true) broadcast.told++;
    if (broadcast.waitingFor.size === 0) broadcast.finish();
  }
}

/** "<base>/<id>/…", where the base may have several levels. */
function idIn(topic: string): string {
  return topic.split('/').at(-2) ?? '';
}

function parsed(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString('utf8')) as unknown;
  } catch {
    return null;
  }
}
