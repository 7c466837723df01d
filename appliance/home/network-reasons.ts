// What a failed connection means, in words that a person can act on; and the certificates that connections are made with.
import { readFile } from 'node:fs/promises';
import { LinnetError } from '../kernel/errors.ts';

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'no host of that name is known',
  EAI_AGAIN: 'its name cannot be looked up now',
  EHOSTUNREACH: 'there is no way to that host',
  ENETUNREACH: 'there is no network',
  ETIMEDOUT: 'it does not answer',
  ECONNRESET: 'it cut the connection',
  EPIPE: 'it cut the connection',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed (give its authority as a CA file)',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is signed by an unknown authority (give it as a CA file)',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is signed by an unknown authority (give it as a CA file)',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
};

/** Why the connection could not be made or was lost. */
export function networkReason(error: Error): string {
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && Object.hasOwn(REASONS, code)) return REASONS[code] as string;
  return error.message === '' ? 'it cut the connection' : error.message.replaceAll(/\s+/g, ' ').slice(0, 200);
}

/** The file as it is now, since certificates are renewed; undefined where none is wanted. Rejects with `config.invalid`. */
export async function readPem(path: string | null | undefined, whose: string): Promise<Buffer | undefined> {
  if (path === undefined || path === null || path === '') return undefined;
  try {
    return await readFile(path);
  } catch (cause) {
    throw new LinnetError('config.invalid', `Expected a PEM file at "${path}" for ${whose}; it cannot be read.`, {
      cause,
    });
  }
}
