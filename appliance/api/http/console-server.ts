// The page on this machine: ring, state, house and turns, live, with a text box and a button.

import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type Fastify from 'fastify';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Clock } from '../../kernel/clock.ts';
import { requirePackage } from '../../kernel/common-js.ts';
import { LinnetError, toError } from '../../kernel/errors.ts';
import type { Log } from '../../kernel/log.ts';
import type { BoxActions } from '../actions.ts';
import { houseEditSchema } from '../house-editing.ts';
import type { ConsoleSource } from './console-source.ts';
import { createGuard } from './guard.ts';
import { streamTo } from './live-stream.ts';

const fastify = requirePackage<typeof Fastify>('fastify');

export interface ConsoleOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** What wakes the box, as a person says it ("Okay Nabu"). */
  readonly wakeWords: readonly string[];
}

export interface ConsoleServer {
  /** "http://127.0.0.1:8723/" */
  readonly url: string;
  close(): Promise<void>;
}

const ASSETS = {
  '/console.css': ['console.css', 'text/css'],
  '/console-page.js': ['console-page.js', 'text/javascript'],
} as const;
const LONGEST_BODY = 16 * 1024;
// The page loads nothing from anywhere else, and nothing may frame it.
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; frame-ancestors 'none'; base-uri 'none'";

// Bodies are parsed with zod where they are used. Fastify would load its own compilers of JSON schemas all the same, for 5 MB.
const NO_JSON_SCHEMAS = { compilersFactory: { buildValidator: refuseSchema, buildSerializer: refuseSchema } };

function refuseSchema(): never {
  throw new Error('a route of the page was given a JSON schema');
}

/** Rejects with `net.portInUse` where the port is taken. */
export async function startConsole(
  options: ConsoleOptions,
  deps: { readonly actions: BoxActions; readonly source: ConsoleSource; readonly clock: Clock; readonly log: Log },
): Promise<ConsoleServer> {
  const server = fastify({ bodyLimit: LONGEST_BODY, forceCloseConnections: true, schemaController: NO_JSON_SCHEMAS });
  const port = (): number => (server.server.address() as AddressInfo | null)?.port ?? 0;
  const guard = createGuard(port);
  server.addHook('onRequest', async (request, reply) => {
    // The route, not the URL: a path may be written in more than one way.
    const refusal = guard.refusal(request.headers, request.routeOptions.url?.startsWith('/api/') ?? false);
    reply
      .header('content-security-policy', POLICY)
      .header('cache-control', 'no-store')
      .header('x-content-type-options', 'nosniff');
    if (refusal !== null) await reply.code(403).send({ error: refusal });
  });
  server.setErrorHandler((thrown, _request, reply) => sendError(thrown, reply, deps.log));
  servePage(server, guard.token, options.wakeWords);
  serveActions(server, deps.actions);
  serveHouse(server, deps.actions);
  server.get('/api/live', (_request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' });
    streamTo(reply.raw, deps.source, deps.clock);
  });
  await listen(server, options.port);
  return { url: `http://127.0.0.1:${port()}/`, close: () => server.close() };
}

function servePage(server: FastifyInstance, token: string, wakeWords: readonly string[]): void {
  const hint = `Say “${wakeWords.join('” or “')}”, press Talk, or type what you want.`;
  const page = asset('page.html')
    .replace('%TOKEN%', token)
    .replace('%HINT%', () => escapeHtml(hint));
  server.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
  for (const [path, [file, type]] of Object.entries(ASSETS)) {
    const content = asset(file);
    server.get(path, (_request, reply) => reply.type(`${type}; charset=utf-8`).send(content));
  }
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);
}

function serveActions(server: FastifyInstance, actions: BoxActions): void {
  const percent = z.object({ percent: z.number().int().min(0).max(100) });
  server.post('/api/ask', (request) =>
    actions.ask(textOf(request.body), { kind: 'console', id: 'page', person: null }),
  );
  server.post('/api/say', (request, reply) => {
    void actions.announce(textOf(request.body));
    return reply.code(202).send(done(undefined)); // taken, and said when nothing else is going on
  });
  server.post('/api/talk', () => done(actions.talk()));
  server.post('/api/stop', () => done(actions.stop()));
  server.post('/api/mute', async (request) =>
    done(await actions.setMuted(z.object({ muted: z.boolean() }).parse(request.body).muted)),
  );
  server.post('/api/volume', async (request) =>
    done(await actions.setVolume('assistant', percent.parse(request.body).percent)),
  );
}

function serveHouse(server: FastifyInstance, actions: BoxActions): void {
  server.get('/api/house', () => actions.listHouse());
  server.post('/api/house', async (request) => {
    if (actions.editHouse === undefined)
      throw new LinnetError('input.invalid', 'This house cannot be changed from here.');
    return done(await actions.editHouse(houseEditSchema.parse(request.body)));
  });
}

function textOf(body: unknown): string {
  return z.object({ text: z.string() }).parse(body).text;
}

function done(_nothing: unknown): { readonly ok: true } {
  return { ok: true };
}

function sendError(thrown: unknown, reply: FastifyReply, log: Log): void {
  if (thrown instanceof z.ZodError) {
    void reply.code(400).send({ error: z.prettifyError(thrown) });
    return;
  }
  const error = toError(thrown);
  const status =
    error instanceof LinnetError
      ? error.retryable
        ? 503
        : 400
      : ((error as { statusCode?: number }).statusCode ?? 500);
  const unforeseen = status >= 500 && !(error instanceof LinnetError);
  if (unforeseen) log.error({ err: error }, 'console request failed');
  void reply
    .code(status)
    .send({ error: unforeseen ? 'This failed in an unforeseen way; see the log.' : error.message });
}

async function listen(server: FastifyInstance, port: number): Promise<void> {
  try {
    await server.listen({ host: '127.0.0.1', port });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw cause;
    const text = `Port ${port} of the console is in use; set console.port to another one, or to 0 for any.`;
    throw new LinnetError('net.portInUse', text, { cause });
  }
}

function asset(name: string): string {
  return readFileSync(new URL(`./console/${name}`, import.meta.url), 'utf8');
}
