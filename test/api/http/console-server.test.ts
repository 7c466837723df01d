import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BoxActions } from '../../../appliance/api/actions.ts';
import { type ConsoleServer, startConsole } from '../../../appliance/api/http/console-server.ts';
import type { ConsoleMessage, ConsoleSource } from '../../../appliance/api/http/console-source.ts';
import { TOKEN_HEADER } from '../../../appliance/api/http/guard.ts';
import { ManualClock } from '../../../appliance/kernel/clock.ts';
import { LinnetError } from '../../../appliance/kernel/errors.ts';
import { silentLog } from '../../../appliance/kernel/log.ts';
import { Scope } from '../../../appliance/kernel/scope.ts';

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: IncomingMessage['headers'];
}

let scope: Scope;
let clock: ManualClock;
let calls: unknown[];
let server: ConsoleServer;
let token: string;
let source: TestSource;

const actions = {
  ask: (text: string) => {
    calls.push({ ask: text });
    if (text === 'full') throw new LinnetError('queue.full', 'Too much waits already.');
    if (text === 'odd') throw new LinnetError('input.invalid', 'Expected something else.');
    if (text === 'broken') throw new Error('a secret of the inside');
    return Promise.resolve({ text: 'Done.', outcome: 'done' as const, intent: null, slots: {} });
  },
  announce: (text: string) => {
    calls.push({ announce: text });
    return new Promise(() => {});
  },
  talk: () => void calls.push('talk'),
  setMuted: (muted: boolean) => Promise.resolve(void calls.push({ muted })),
  listHouse: () => ({ areas: [], things: [] }),
  editHouse: (edit: unknown) => Promise.resolve(void calls.push(edit)),
  setVolume: (_plane: string, percent: number) => Promise.resolve(void calls.push({ percent })),
} as unknown as BoxActions; // the page's server uses these

class TestSource implements ConsoleSource {
  readonly listeners = new Set<(message: ConsoleMessage) => void>();

  current(): ConsoleMessage[] {
    return [{ kind: 'ring', pixels: [1, 2, 3] }];
  }

  subscribe(onMessage: (message: ConsoleMessage) => void): () => void {
    this.listeners.add(onMessage);
    return () => this.listeners.delete(onMessage);
  }

  tell(message: ConsoleMessage): void {
    for (const listener of this.listeners) listener(message);
  }
}

beforeEach(async () => {
  scope = new Scope();
  clock = new ManualClock();
  calls = [];
  source = new TestSource();
  server = await start(['Okay Nabu']);
  token = tokenIn((await call('/')).body);
});
afterEach(() => scope.close());

async function start(wakeWords: readonly string[]): Promise<ConsoleServer> {
  const started = await startConsole({ port: 0, wakeWords }, { actions, source, clock, log: silentLog });
  scope.defer(() => started.close());
  return started;
}

const tokenIn = (page: string): string => /name="linnet-token" content="([^"]+)"/.exec(page)?.[1] ?? '';
const own = () => ({ [TOKEN_HEADER]: token });

/** fetch() would not let Host and Origin be chosen. */
function call(
  path: string,
  options: { headers?: Record<string, string>; body?: string; method?: string } = {},
): Promise<Answer> {
  const { body, headers = {}, method = body === undefined ? 'GET' : 'POST' } = options;
  return new Promise((resolve, reject) => {
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const sent = httpRequest(new URL(path, server.url), { method, headers: { ...type, ...headers } }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text, headers: response.headers }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const ask = (text: string, headers: Record<string, string> = own()): Promise<Answer> =>
  call('/api/ask', { headers, body: JSON.stringify({ text }) });

describe('the page', () => {
  test('is served with a token, and may load nothing from elsewhere nor be framed', async () => {
    const { status, headers, body } = await call('/');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['content-security-policy']).toMatch(
      /default-src 'none'.*script-src 'self';.*frame-ancestors 'none'/,
    );
    expect(headers['cache-control']).toBe('no-store');
    expect(tokenIn(body)).toMatch(/^[\w-]{32}$/);
    expect(body).toContain('Say “Okay Nabu”, press Talk');
    expect((await call('/console.css')).headers['content-type']).toBe('text/css; charset=utf-8');
    expect((await call('/console-page.js')).headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect((await call('/../../package.json')).status).toBe(404);
  });

  test('has another token at each start', async () => {
    server = await start(['Alexa']);
    expect(tokenIn((await call('/')).body)).not.toBe(token);
  });

  test('takes a wake word as text, whatever it is made of', async () => {
    server = await start(['<script>alert("$&")</script>', 'Alexa']);
    expect((await call('/')).body).toContain(
      'Say “&#60;script&#62;alert(&#34;$&#38;&#34;)&#60;/script&#62;” or “Alexa”',
    );
  });

  test('on a port in use is refused with what to do', async () => {
    const port = Number(new URL(server.url).port);
    const second = startConsole({ port, wakeWords: [] }, { actions, source, clock, log: silentLog });
    await expect(second).rejects.toThrow(new RegExp(`Port ${port} .*console\\.port.*\\[net\\.portInUse\\]`));
  });
});

describe('a call', () => {
  test('with the page’s token is done', async () => {
    expect(JSON.parse((await ask('turn on the light')).body)).toMatchObject({ text: 'Done.', outcome: 'done' });
    expect((await call('/api/talk', { method: 'POST', headers: own() })).status).toBe(200);
    await call('/api/mute', { headers: own(), body: '{"muted":true}' });
    expect(calls).toEqual([{ ask: 'turn on the light' }, 'talk', { muted: true }]);
  });

  test('to say something is answered as taken, long before it was said', async () => {
    expect((await call('/api/say', { headers: own(), body: '{"text":"Supper"}' })).status).toBe(202);
    expect(calls).toEqual([{ announce: 'Supper' }]);
  });

  test('the house is listed and changed', async () => {
    expect(JSON.parse((await call('/api/house', { headers: own() })).body)).toEqual({ areas: [], things: [] });
    const change = { edit: 'place', thing: 'light.lamp', area: null };
    expect((await call('/api/house', { headers: own(), body: JSON.stringify(change) })).status).toBe(200);
    expect((await call('/api/house', { headers: own(), body: '{"edit":"place"}' })).status).toBe(400);
    expect(calls).toEqual([change]);
  });

  test.each([
    ['no token', {}],
    ['an empty token', { [TOKEN_HEADER]: '' }],
    ['a wrong token', { [TOKEN_HEADER]: 'x'.repeat(32) }],
  ])('with %s is refused and does nothing', async (_what, headers) => {
    const { status, body } = await ask('open the door', headers);
    expect([status, body]).toEqual([403, expect.stringContaining('reload the page')]);
    expect((await call('/api/live', { headers })).status).toBe(403);
    expect(calls).toEqual([]);
  });

  test.each(['/api/talk', '/%61pi/talk', '/ap%69/talk'])('to "%s" without a token does nothing', async (path) => {
    expect((await call(path, { method: 'POST' })).status).toBeGreaterThanOrEqual(400);
    expect(calls).toEqual([]);
  });

  test.each(['evil.example', 'evil.example:80', '127.0.0.1:1', 'localhost'])(
    'that was sent to the host "%s" is refused, the page too',
    async (host) => {
      expect((await ask('open the door', { ...own(), host })).status).toBe(403);
      expect((await call('/', { headers: { host } })).status).toBe(403);
      expect(calls).toEqual([]);
    },
  );

  test.each(['http://evil.example', 'null', 'https://127.0.0.1', 'http://127.0.0.1'])(
    'of a page of %s is refused',
    async (origin) => {
      expect((await ask('open the door', { ...own(), origin })).status).toBe(403);
      expect(calls).toEqual([]);
    },
  );

  test('of its own page is taken by each of its names', async () => {
    const { port } = new URL(server.url);
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`]) {
      expect((await ask('hello', { ...own(), host, origin: `http://${host}` })).status).toBe(200);
    }
  });

  test('that is too large, or not what was expected, is refused with what was expected', async () => {
    expect((await ask('x'.repeat(17_000))).status).toBe(413);
    expect((await call('/api/ask', { headers: own(), body: '{"text":' })).status).toBe(400);
    const wrong = await call('/api/ask', { headers: own(), body: '{"text":5}' });
    expect([wrong.status, wrong.body]).toEqual([400, expect.stringContaining('expected string')]);
    const volume = await call('/api/volume', { headers: own(), body: '{"percent":101}' });
    expect([volume.status, volume.body]).toEqual([400, expect.stringContaining('percent')]);
    expect(calls).toEqual([]);
  });

  test('that the box refuses says why; what was not foreseen tells nothing of the inside', async () => {
    expect(await ask('odd')).toMatchObject({ status: 400, body: expect.stringContaining('Expected something else.') });
    expect(await ask('full')).toMatchObject({ status: 503, body: expect.stringContaining('[queue.full]') });
    const broken = await ask('broken');
    expect(broken.status).toBe(500);
    expect(broken.body).not.toContain('secret');
  });
});

describe('the live stream', () => {
  test('begins with everything as it is, then tells what changes', async () => {
    const { lines } = await openLive();
    await lines(1);
    source.tell({ kind: 'hearing', text: 'turn on' });
    source.tell({ kind: 'hearing', text: 'turn on the light' });
    clock.advance(50);
    expect(await lines(2)).toEqual([
      { kind: 'ring', pixels: [1, 2, 3] },
      { kind: 'hearing', text: 'turn on the light' },
    ]);
  });

  test('ends its subscription when the page goes away', async () => {
    const { response, lines } = await openLive();
    await lines(1);
    expect(source.listeners.size).toBe(1);
    response.destroy();
    while (source.listeners.size > 0) await new Promise(setImmediate);
  });

  test('gives a page that reads slowly the newest of each kind, and cuts off one that reads no more', async () => {
    const { response, lines } = await openLive();
    await lines(1);
    response.pause();
    const sent = await flood();
    response.resume();
    let told: readonly ConsoleMessage[] = [];
    while (!told.some((message) => message.kind === 'hearing' && message.text.startsWith(`${sent - 1} `))) {
      clock.advance(50); // what waits is looked at again
      await new Promise(setImmediate);
      told = await lines(1);
    }
    expect(told.length).toBeLessThan(sent);
    response.pause();
    await flood();
    clock.advance(31_000);
    while (source.listeners.size > 0) await new Promise(setImmediate);
  });

  /** Changes until the page has taken no more for a while, and a good many after that; gives how many. */
  async function flood(): Promise<number> {
    const filling = 'x'.repeat(64 * 1024);
    const changes = 400; // 25 MB: more than the sockets of any system hold
    for (let i = 0; i < changes; i++) {
      source.tell({ kind: 'hearing', text: `${i} ${filling}` });
      clock.advance(50);
      await new Promise(setImmediate);
    }
    return changes;
  }
});

interface Live {
  readonly response: IncomingMessage;
  /** Resolves with every message so far when there are `count`. */
  lines(count: number): Promise<ConsoleMessage[]>;
}

async function openLive(): Promise<Live> {
  const sent = httpRequest(new URL('/api/live', server.url), { headers: own(), agent: false });
  sent.on('error', () => {}); // it is cut off, or destroyed by the test
  sent.end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  response.on('error', () => {});
  const messages: ConsoleMessage[] = [];
  const waiting = new Set<() => void>();
  let buffered = '';
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    const lines = (buffered + chunk).split('\n');
    buffered = lines.pop() ?? '';
    for (const line of lines) messages.push(JSON.parse(line) as ConsoleMessage);
    for (const look of waiting) look();
  });
  return {
    response,
    lines: (count) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (messages.length >= count) resolve(messages);
        };
        waiting.add(look);
        look();
      }),
  };
}
