// One file from a URL, resumed by the byte. What has come stays in the part file, also after a crash; the caller checks the hash
// of the whole, so a part file from another mirror may be continued here.
import { open, rm, stat } from 'node:fs/promises';
import { type Clock, sleep } from '../kernel/clock.ts';
import { LinnetError, toError } from '../kernel/errors.ts';
import { CONTACT_TIMEOUT_MS, type Reachability } from './reachability.ts';

/** The part of the platform's `fetch` that is used. */
export type FetchUrl = (
  url: string,
  init: { headers: Record<string, string>; signal: AbortSignal },
) => Promise<Response>;

export interface UrlDownloadDeps {
  readonly clock: Clock;
  readonly fetchUrl: FetchUrl;
  readonly reachability: Reachability;
}

export interface UrlDownload {
  readonly url: string;
  readonly part: string;
  /** Where unknown, `LARGEST_FILE` is the limit. */
  readonly bytes?: number;
  /** Called with the size of the part file so far. */
  readonly onBytes: (bytes: number) => void;
}

/** No model of this box comes near it. */
const LARGEST_FILE = 16 * 1024 ** 3;
const IDLE_TIMEOUT_MS = 20_000;
const RETRY_DELAY_MS = 500;
/** Connections in a row that may break without having brought a byte. */
const FRUITLESS_ATTEMPTS = 2;

/** Rejects with `mirror.unreachable`, `mirror.failed` or the signal's reason; the part file then stays for the next time. */
export async function downloadUrl(download: UrlDownload, deps: UrlDownloadDeps, signal: AbortSignal): Promise<void> {
  let fruitless = 0;
  for (;;) {
    const before = await partSize(download.part);
    if (download.bytes !== undefined && before === download.bytes) return;
    const failure = await attempt(download, before, deps, signal);
    if (failure === undefined) return;
    signal.throwIfAborted();
    if (!(failure instanceof BrokenTransfer)) throw failure;
    fruitless = (await partSize(download.part)) > before ? 0 : fruitless + 1;
    if (fruitless >= FRUITLESS_ATTEMPTS) throw mirrorFailed(download.url, failure.message, failure);
    await sleep(deps.clock, RETRY_DELAY_MS, signal);
  }
}

/** A connection that ended in the middle: worth another one. */
class BrokenTransfer extends Error {}

async function attempt(
  download: UrlDownload,
  from: number,
  deps: UrlDownloadDeps,
  signal: AbortSignal,
): Promise<Error | undefined> {
  const stop = new AbortController();
  const combined = AbortSignal.any([signal, stop.signal]);
  try {
    const host = new URL(download.url).host;
    const response = await deps.reachability.contact(host, () => request(download.url, from, deps, combined, stop));
    await receive(response, download, from, deps.clock, stop);
    return undefined;
  } catch (thrown) {
    return toError(thrown);
  } finally {
    stop.abort(); // frees the connection of an answer that was not read to its end
  }
}

async function request(
  url: string,
  from: number,
  deps: UrlDownloadDeps,
  signal: AbortSignal,
  stop: AbortController,
): Promise<Response> {
  const headers: Record<string, string> = { 'accept-encoding': 'identity' };
  if (from > 0) headers.range = `bytes=${from}-`;
  const timer = deps.clock.after(CONTACT_TIMEOUT_MS, () =>
    stop.abort(new Error(`no answer in ${CONTACT_TIMEOUT_MS} ms`)),
  );
  try {
    return await deps.fetchUrl(url, { headers, signal });
  } catch (cause) {
    throw new LinnetError('mirror.unreachable', `${new URL(url).host} cannot be reached (${reasonOf(cause)}).`, {
      cause,
    });
  } finally {
    timer.cancel();
  }
}

async function receive(
  response: Response,
  download: UrlDownload,
  from: number,
  clock: Clock,
  stop: AbortController,
): Promise<void> {
  if (response.status === 416) {
    await rm(download.part, { force: true }); // longer than the file there: of no use
    throw new BrokenTransfer('the part file did not fit');
  }
  if (response.status !== 200 && response.status !== 206) {
    throw mirrorFailed(download.url, `it answered with status ${response.status}`);
  }
  const start = response.status === 206 ? from : 0;
  if (start > 0 && !response.headers.get('content-range')?.startsWith(`bytes ${start}-`)) {
    throw mirrorFailed(download.url, 'it continued at another byte than was asked');
  }
  if (response.body === null) throw mirrorFailed(download.url, 'it answered with nothing');
  await writeBody(response.body, start, download, clock, stop);
}

async function writeBody(
  body: ReadableStream<Uint8Array>,
  start: number,
  download: UrlDownload,
  clock: Clock,
  stop: AbortController,
): Promise<void> {
  const limit = download.bytes ?? LARGEST_FILE;
  const file = await open(download.part, start > 0 ? 'a' : 'w');
  const reader = body.getReader();
  let size = start;
  try {
    for (;;) {
      const timer = clock.after(IDLE_TIMEOUT_MS, () => stop.abort());
      const { done, value } = await reader.read().finally(() => timer.cancel());
      if (done) break;
      size += value.length;
      if (size > limit) throw mirrorFailed(download.url, `it sent more than the expected ${limit} bytes`);
      await file.writeFile(value);
      download.onBytes(size);
    }
  } catch (thrown) {
    if (thrown instanceof LinnetError || isDiskError(thrown)) throw thrown;
    throw new BrokenTransfer(`the connection broke after ${size} bytes`, { cause: thrown });
  } finally {
    await file.close();
  }
  if (download.bytes !== undefined && size < download.bytes) throw new BrokenTransfer(`it ended after ${size} bytes`);
}

async function partSize(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch {
    return 0; // nothing has come yet
  }
}

function isDiskError(thrown: unknown): boolean {
  return (thrown as NodeJS.ErrnoException | null)?.syscall === 'write';
}

function mirrorFailed(url: string, reason: string, cause?: unknown): LinnetError {
  return new LinnetError('mirror.failed', `${url} did not give the file: ${reason}.`, { cause });
}

/** The system's own code sits in the cause of the platform's "fetch failed". */
function reasonOf(thrown: unknown): string {
  const error = toError(thrown);
  const cause = error.cause as NodeJS.ErrnoException | undefined;
  return cause?.code ?? error.message;
}
