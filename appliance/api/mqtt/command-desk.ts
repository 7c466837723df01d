// Takes commands in, has them done, and answers each on the result topic.
import { z } from 'zod';
import type { Actor } from '../../home/house.ts';
import type { HomeTransport, IncomingMessage } from '../../home/transport.ts';
import { LinnetError, toError } from '../../kernel/errors.ts';
import type { Log } from '../../kernel/log.ts';
import type { BoxActions } from '../actions.ts';
import { BOX_TOPICS, type BoxAddress, commandTopicOf, topicOf } from './box-topics.ts';
import { BOX_COMMANDS, type BoxCommand } from './commands.ts';

const LONGEST_PAYLOAD = 8192;
/** Commands that wait for their action at once; questions to a model may take seconds. */
const MOST_AT_ONCE = 8;

const idSchema = z
  .union([z.string().max(128), z.number()])
  .nullable()
  .catch(null);
const objectSchema = z.record(z.string(), z.unknown());

/** Anybody on the broker; who it is, MQTT does not tell. */
const ACTOR: Actor = { kind: 'automation', id: 'mqtt', person: null };

interface Received {
  readonly id: string | number | null;
  readonly payload: unknown;
}

export interface CommandDeskDeps {
  readonly transport: HomeTransport;
  readonly actions: BoxActions;
  readonly log: Log;
}

/** Listens until the returned function is called. */
export function openCommandDesk(address: BoxAddress, deps: CommandDeskDeps): () => void {
  const desk = new CommandDesk(address, deps);
  const ends = BOX_COMMANDS.map((command) =>
    deps.transport.subscribe(commandTopicOf(address, command.name), (message) => void desk.accept(command, message)),
  );
  return () => {
    for (const end of ends) end();
  };
}

class CommandDesk {
  readonly #address: BoxAddress;
  readonly #deps: CommandDeskDeps;
  #running = 0;

  constructor(address: BoxAddress, deps: CommandDeskDeps) {
    this.#address = address;
    this.#deps = deps;
  }

  /** Never rejects: what went wrong is the answer. */
  async accept(command: BoxCommand, message: IncomingMessage): Promise<void> {
    if (message.payload.length === 0 && message.retained) return;
    const received = receive(command, message);
    if (this.#running >= MOST_AT_ONCE) {
      this.#refuse(
        command,
        received.id,
        new LinnetError('queue.full', `Expected at most ${MOST_AT_ONCE} commands at once; try again later.`),
      );
      return;
    }
    this.#running++;
    try {
      checkAcceptable(command, message, this.#deps.actions);
      const result = await command.run(received.payload, this.#deps.actions, ACTOR);
      this.#answer({ id: received.id, command: command.name, ok: true, ...result });
    } catch (thrown) {
      this.#refuse(command, received.id, asError(command, thrown));
    } finally {
      this.#running--;
    }
  }

  #refuse(command: BoxCommand, id: Received['id'], error: LinnetError): void {
    this.#deps.log.warn({ command: command.name, code: error.code }, 'a command over MQTT was refused');
    this.#answer({ id, command: command.name, ok: false, error: { code: error.code, message: error.message } });
  }

  #answer(result: Readonly<Record<string, unknown>>): void {
    const topic = topicOf(this.#address, 'result');
    this.#deps.transport.publish({
      topic,
      payload: JSON.stringify(result),
      qos: BOX_TOPICS.result.qos,
      whileAway: 'drop',
    });
  }
}

/** A kept command would be done again at every connection; what is too long is not even parsed. */
function checkAcceptable(command: BoxCommand, message: IncomingMessage, actions: BoxActions): void {
  if (message.retained)
    throw new LinnetError(
      'input.invalid',
      'Expected a command that is not retained; publish it without the retain flag.',
    );
  if (message.payload.length > LONGEST_PAYLOAD) {
    throw new LinnetError(
      'input.tooLarge',
      `Expected at most ${LONGEST_PAYLOAD} bytes as a command; ${message.payload.length} came.`,
    );
  }
  if (!command.offered(actions)) throw new LinnetError('input.invalid', `This box cannot do "${command.name}".`);
}

function receive(command: BoxCommand, { payload, retained }: IncomingMessage): Received {
  if (retained || payload.length > LONGEST_PAYLOAD) return { id: null, payload: null };
  const plain = payload.toString('utf8');
  const object = objectSchema.safeParse(parsed(plain));
  if (object.success) return { id: idSchema.parse(object.data.id ?? null), payload: object.data };
  return { id: null, payload: command.plainKey === null ? plain : { [command.plainKey]: plain } };
}

function parsed(text: string): unknown {
  if (!text.trimStart().startsWith('{')) return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null; // then it is taken as plain text
  }
}

function asError(command: BoxCommand, thrown: unknown): LinnetError {
  if (thrown instanceof LinnetError) return thrown;
  if (thrown instanceof z.ZodError) {
    const problems = thrown.issues.map(({ path, message }) => `${path.join('.') || 'payload'}: ${message}`).join('; ');
    return new LinnetError('input.invalid', `Expected ${command.payload} for "${command.name}"; ${problems}.`);
  }
  return new LinnetError('input.invalid', `"${command.name}" failed: ${toError(thrown).message}`, { cause: thrown });
}
