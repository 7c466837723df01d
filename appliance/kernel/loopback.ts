import { isIP } from 'node:net';

/** Whether nobody but this machine is reached there: a host name or an address, an IPv6 one with or without brackets. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  return name === 'localhost' || name === '::1' || (isIP(name) === 4 && name.startsWith('127.'));
}
