import { createConnection, type Socket } from 'node:net';
import { ERROR_CODES, type ErrorCode, LinnetError } from '../../kernel/errors.ts';
import { type DoorRequest, doorAnswerSchema } from './door-protocol.ts';

/** A request without its number, which the client gives. */
export type DoorCall = DoorRequest extends infer Each ? (Each extends DoorRequest ? Omit<Each, 'id'> : never) : never;

const LONGEST_ANSWER = 4 * 1024 * 1024;

/** Whether a box answers at `path`. */
export async function isDoorOpen(path: string): Promise<boolean> {
  try {
    (await connect(path)).destroy();
    return true;
  } catch {
    return false; // nobody listens there
  }
}

/** Asks one thing of the box behind `path`. Rejects with the box's own code, or `home.unavailable` where none runs. */
export async function callDoor(path: string, call: DoorCall): Promise<unknown> {
  const socket = await connect(path).catch((cause: unknown) => {
    throw new LinnetError('home.unavailable', `No running box answers at "${path}"; start one with "linnet run".`, {
      cause,
    });
  });
  try {
    socket.write(`${JSON.stringify({ ...call, id: 1 })}\n`);
    const answer = doorAnswerSchema.parse(JSON.parse(await readLine(socket)));
    if (answer.ok) return answer.result;
    throw new LinnetError(
      answer.code in ERROR_CODES ? (answer.code as ErrorCode) : 'input.invalid',
      withoutCode(answer.message),
    );
  } finally {
    socket.destroy();
  }
}

function connect(path: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(path);
    socket.once('connect', () => resolve(socket));
    socket.once('error', reject);
  });
}

function readLine(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      received += chunk;
      if (received.length > LONGEST_ANSWER)
        reject(new LinnetError('input.tooLarge', 'The box answered more than this can take.'));
      const end = received.indexOf('\n');
      if (end >= 0) resolve(received.slice(0, end));
    });
    socket.once('close', () => reject(new LinnetError('home.unavailable', 'The box went away before it answered.')));
    socket.once('error', reject);
  });
}

function withoutCode(message: string): string {
  return message.replace(/ \[[a-zA-Z.]+\]$/, '');
}
