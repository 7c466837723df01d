// What announces itself on the network by multicast DNS (RFC 6762, RFC 6763). Anybody there may answer anything: what is taken is
// bounded and checked, and no more than a list of what was said.

import type multicastDnsPackage from 'multicast-dns';
import type { MulticastDNS } from 'multicast-dns';
import { z } from 'zod';
import { type Clock, sleep } from '../kernel/clock.ts';
import { requirePackage } from '../kernel/common-js.ts';
import { toError } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';

const multicastDns = requirePackage<typeof multicastDnsPackage>('multicast-dns');

export interface FoundService {
  /** "_mqtt._tcp" */
  readonly type: string;
  /** What it calls itself. */
  readonly name: string;
  /** IPv4. */
  readonly address: string;
  readonly port: number;
  /** Key ▸ value of its TXT record. */
  readonly text: ReadonlyMap<string, string>;
}

export interface BrowseOptions {
  /** "_mqtt._tcp" and the like. */
  readonly types: readonly string[];
  /** How long answers are waited for. */
  readonly limitMs: number;
  /** Only the interface of this address; default all. */
  readonly interface?: string | undefined;
  /** Default 5353. */
  readonly port?: number | undefined;
}

interface Question {
  readonly name: string;
  readonly type: 'PTR' | 'SRV' | 'TXT' | 'A';
}

const MOST_RECORDS = 500;
const MOST_TEXTS = 30;
/** Answers get lost; asked again after so long. */
const ASK_AGAIN_MS = 1000;

const name = z.string().min(1).max(255);
const recordSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('PTR'), name, data: name }),
  z.object({
    type: z.literal('SRV'),
    name,
    data: z.object({ port: z.number().int().min(1).max(65_535), target: name }),
  }),
  z.object({ type: z.literal('A'), name, data: z.ipv4() }),
  z.object({ type: z.literal('TXT'), name, data: z.union([z.instanceof(Buffer), z.array(z.instanceof(Buffer))]) }),
]);
type Record = z.infer<typeof recordSchema>;

/** Resolves after `limitMs` with what answered; with nothing where there is no network. Rejects with the signal's reason. */
export async function browseServices(
  options: BrowseOptions,
  deps: { readonly clock: Clock; readonly log: Log },
  signal?: AbortSignal,
): Promise<readonly FoundService[]> {
  signal?.throwIfAborted();
  const heard = new Heard();
  const socket = open(options, deps.log);
  const ask = (): void => {
    const types = options.types.map((type): Question => ({ name: `${type}.local`, type: 'PTR' }));
    socket.query([...types, ...heard.questions()]);
  };
  socket.on('response', ({ answers, additionals }) => {
    if (heard.take([...(answers ?? []), ...(additionals ?? [])])) ask();
  });
  try {
    ask();
    const pause = Math.min(ASK_AGAIN_MS, options.limitMs / 2);
    await sleep(deps.clock, pause, signal);
    heard.askAgain();
    ask();
    await sleep(deps.clock, options.limitMs - pause, signal);
  } finally {
    socket.destroy();
  }
  return options.types.flatMap((type) => heard.services(type));
}

/** Every failure is only that nothing is found: a machine without a network, a port that another program keeps to itself. */
function open({ interface: address, port }: BrowseOptions, log: Log): MulticastDNS {
  const socket = multicastDns({
    ...(port === undefined ? {} : { port }),
    ...(address === undefined ? {} : { interface: address }),
    bind: '0.0.0.0',
  });
  const failed = (thrown: unknown): void => log.debug({ error: toError(thrown).message }, 'multicast DNS failed');
  socket.on('error', failed);
  socket.on('warning', failed);
  return socket;
}

const lower = (text: string): string => text.toLowerCase();

class Heard {
  readonly #instances = new Map<string, Set<string>>();
  readonly #places = new Map<string, { readonly port: number; readonly target: string }>();
  readonly #addresses = new Map<string, string>();
  readonly #texts = new Map<string, ReadonlyMap<string, string>>();
  readonly #asked = new Set<string>();
  #records = 0;

  /** Returns whether something is worth asking for at once. */
  take(records: readonly unknown[]): boolean {
    for (const raw of records) {
      const record = recordSchema.safeParse(raw);
      if (!record.success || this.#records >= MOST_RECORDS) continue;
      this.#records++;
      this.#keep(record.data);
    }
    return this.#missing().some((key) => !this.#asked.has(key));
  }

  #keep(record: Record): void {
    const key = record.name.toLowerCase();
    if (record.type === 'SRV') this.#places.set(key, record.data);
    else if (record.type === 'A') this.#addresses.set(key, record.data);
    else if (record.type === 'TXT') this.#texts.set(key, readText(record.data));
    else {
      const known = this.#instances.get(key) ?? new Set();
      this.#instances.set(key, known.add(record.data));
    }
  }

  /** Whatever was asked for and has not come may have been lost. */
  askAgain(): void {
    this.#asked.clear();
  }

  /** What answers left open, each asked for once, and once more after `askAgain`. */
  questions(): Question[] {
    const instances = new Set([...this.#instances.values()].flatMap((names) => [...names].map(lower)));
    const missing = this.#missing().filter((key) => !this.#asked.has(key));
    for (const key of missing) this.#asked.add(key);
    return missing.flatMap((key): Question[] =>
      instances.has(key)
        ? [
            { name: key, type: 'SRV' },
            { name: key, type: 'TXT' },
          ]
        : [{ name: key, type: 'A' }],
    );
  }

  /** Names of instances without a place or a text (RFC 6763 §6: each has one), and of places without an address. */
  #missing(): string[] {
    const instances = [...this.#instances.values()].flatMap((names) => [...names].map(lower));
    const open = instances.filter((instance) => !this.#places.has(instance) || !this.#texts.has(instance));
    const targets = [...this.#places.values()].map(({ target }) => target.toLowerCase());
    return [...open, ...targets.filter((target) => !this.#addresses.has(target))];
  }

  services(type: string): FoundService[] {
    const suffix = `.${type}.local`;
    return [...(this.#instances.get(`${type}.local`) ?? [])].flatMap((instance) => {
      const place = this.#places.get(instance.toLowerCase());
      const address = this.#addresses.get(place?.target.toLowerCase() ?? '');
      if (place === undefined || address === undefined) return [];
      const label = instance.toLowerCase().endsWith(suffix) ? instance.slice(0, -suffix.length) : instance;
      const text = this.#texts.get(instance.toLowerCase()) ?? new Map<string, string>();
      return [{ type, name: printable(label), address, port: place.port, text }];
    });
  }
}

function readText(data: Buffer | readonly Buffer[]): ReadonlyMap<string, string> {
  const strings = Buffer.isBuffer(data) ? [data] : data;
  return new Map(
    strings.slice(0, MOST_TEXTS).flatMap((bytes) => {
      const text = bytes.toString('utf8');
      const at = text.indexOf('=');
      return at > 0 ? [[text.slice(0, at).toLowerCase(), text.slice(at + 1)] as const] : [];
    }),
  );
}

/** It is shown to people and written into a log. */
export function printable(text: string): string {
  return text.replaceAll(/\p{C}/gu, '').trim().slice(0, 60);
}
