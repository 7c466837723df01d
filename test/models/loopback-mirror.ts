// A web server on the loopback with the manners of bad ones.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Served {
  readonly content: Uint8Array;
  /** Holds after that many bytes of the answer, this many times, until `cut` is called. */
  readonly hold?: { readonly afterBytes: number; times: number };
  readonly status?: number;
  /** Takes the request and says nothing. */
  readonly silent?: boolean;
  /** Ignores the byte range that was asked for. */
  readonly noRanges?: boolean;
  /** Answers to a range with another one. */
  readonly wrongRange?: boolean;
}

export interface LoopbackMirror {
  readonly base: string;
  /** "GET /path" with "from N" where a range was asked for, in order. */
  readonly requests: string[];
  /** Ends every connection in the middle of whatever it does. */
  cut(): void;
  /** Resolves at the next request. */
  nextRequest(): Promise<void>;
  close(): Promise<void>;
}

export async function serveMirror(files: Readonly<Record<string, Served>>): Promise<LoopbackMirror> {
  const requests: string[] = [];
  let onRequest = (): void => undefined;
  const server = createServer((request, response) => {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    requests.push(`${request.method} ${request.url}${from > 0 ? ` from ${from}` : ''}`);
    onRequest();
    answer(response, files[(request.url ?? '').slice(1)], from);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    requests,
    cut: () => server.closeAllConnections(),
    nextRequest: () =>
      new Promise((resolve) => {
        onRequest = resolve;
      }),
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
}

function answer(response: ServerResponse, served: Served | undefined, asked: number): void {
  if (served?.silent === true) return;
  if (served === undefined || served.status !== undefined) {
    response.writeHead(served?.status ?? 404).end('no');
    return;
  }
  const { content, hold } = served;
  const from = served.noRanges === true ? 0 : asked;
  if (from >= content.length && from > 0) {
    response.writeHead(416).end();
    return;
  }
  const body = content.subarray(from);
  const headers: Record<string, string | number> = { 'content-length': body.length };
  const said = served.wrongRange === true ? 1 : from;
  if (from > 0) headers['content-range'] = `bytes ${said}-${content.length - 1}/${content.length}`;
  response.writeHead(from > 0 ? 206 : 200, headers);
  if (hold === undefined || hold.times === 0) {
    response.end(body);
    return;
  }
  hold.times--;
  response.write(body.subarray(0, hold.afterBytes));
}
