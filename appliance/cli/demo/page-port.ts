// The port of the demo's page: the one that is configured, or where something listens there, as the owner's own box does, any other.
import { once } from 'node:events';
import { createServer } from 'node:net';

/** `wanted`, or 0 where it is in use. */
export async function pagePort(wanted: number): Promise<number> {
  const server = createServer();
  try {
    server.listen(wanted, '127.0.0.1');
    await once(server, 'listening');
    server.close();
    await once(server, 'close');
    return wanted;
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'EADDRINUSE') return 0;
    return wanted; // whoever opens it for good says what is wrong
  }
}
