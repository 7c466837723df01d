// Takes commands in, has them done, and answers each on the result topic.
import { z } from 'zod';
import type { Actor } from '../../home/house.ts';
import type { HomeTransport, IncomingMessage } from '../../home/transport.ts';
import type { Clock } from '../../kernel/clock.ts';
import { LinnetError, toError } from '../../kernel/errors.ts';
import type { Log } from '../../kernel/log.ts';
import type { BoxActions } from '../actions.ts';
import { BOX_TOPICS, type BoxAddress, commandTopicOf, topicOf } from './box-topics.ts';
import { BOX_COMMANDS, type BoxCommand, type CommandResult } from './commands.ts';

const LONGEST_PAYLOAD = 8192;
/** Commands that wait for their action at once; questions to a model may take seconds. */
const MOST_AT_ONCE = 8;

/** One line in the log for all that is refused within this: a flood on the broker must not fill the disk. */
const REFUSALS_TOLD_MS = 10_000;

const utf8 = new TextDecoder('utf-8', { fatal: true });
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
  /** Why it is not done, whatever it asks for. */
  readonly fault: LinnetError | null;
}

export interface CommandDeskDeps {
  readonly transport: HomeTransport;
  readonly actions: BoxActions;
  readonly clock: Clock;
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
  #refused = 0;
  #toldAt = -REFUSALS_TOLD_MS;

  constructor(address: BoxAddress, deps: CommandDeskDeps) {
    this.#address = address;
    this.#deps = deps;
  }

  /** Never rejects: what went wrong is the answer. */
  async accept(command: BoxCommand, message: IncomingMessage): Promise<void> {
    if (message.payload.length === 0 && message.retained) return;
    const { id, payload, fault } = receive(command, message);
    try {
      if (fault !== null) throw fault;
      const result = await this.#run(command, payload);
      this.#answer({ id, command: command.name, ok: true, ...result });
    } catch (thrown) {
      this.#refuse(command, id, asError(command, thrown));
    }
  }

  async #run(command: BoxCommand, payload: unknown): Promise<CommandResult> {
    if (!command.offered(this.#deps.actions))
      throw new LinnetError('input.invalid', `This box cannot do "${command.name}".`);
    if (command.isSpoken === true) return command.run(payload, this.#deps.actions, ACTOR);
    if (this.#running >= MOST_AT_ONCE)
      throw new LinnetError('queue.full', `Expected at most ${MOST_AT_ONCE} commands at once; try again later.`);
    this.#running++;
    try {
      return await command.run(payload, this.#deps.actions, ACTOR);
    } finally {
      this.#running--;
    }
  }

  #refuse(command: BoxCommand, id: Received['id'], { code, message }: LinnetError): void {
    this.#refused++;
    const now = this.#deps.clock.monotonic();
    if (now - this.#toldAt >= REFUSALS_TOLD_MS) {
      this.#deps.log.warn({ command: command.name, code, refused: this.#refused }, 'a command over MQTT was refused');
      this.#toldAt = now;
      this.#refused = 0;
    }
    this.#answer({ id, command: command.name, ok: false, code, message });
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

function receive(command: BoxCommand, message: IncomingMessage): Received {
  const fault = faultOf(message);
  if (fault !== null) return { id: null, payload: null, fault };
  try {
    const plain = textOf(message.payload);
    const object = objectOf(plain);
    if (object !== null) return { id: idSchema.parse(object.id ?? null), payload: object, fault: null };
    return { id: null, payload: command.plainKey === null ? plain : { [command.plainKey]: plain }, fault: null };
  } catch (thrown) {
    return { id: null, payload: null, fault: asError(command, thrown) };
  }
}

/** A kept command would be done again at every connection; what is too long is not even parsed. */
function faultOf({ payload, retained }: IncomingMessage): LinnetError | null {
  if (retained)
    return new LinnetError(
      'input.invalid',
      'Expected a command that is not retained; publish it without the retain flag.',
    );
  if (payload.length <= LONGEST_PAYLOAD) return null;
  return new LinnetError(
    'input.tooLarge',
    `Expected at most ${LONGEST_PAYLOAD} bytes as a command; ${payload.length} came.`,
  );
}

function textOf(payload: Uint8Array): string {
  try {
    return utf8.decode(payload);
  } catch {
    throw new LinnetError('input.invalid', 'Expected a command as UTF-8 text; other bytes came.');
  }
}

/** null for plain text. What begins as an object is meant as one: half of it must not be read out aloud. */
function objectOf(text: string): Readonly<Record<string, unknown>> | null {
  if (!text.trimStart().startsWith('{')) return null;
  try {
    return objectSchema.parse(JSON.parse(text));
  } catch (thrown) {
    const reason = toError(thrown).message.split('\n')[0]?.slice(0, 100);
    throw new LinnetError('input.invalid', `Expected plain text or a whole JSON object; this is no JSON: ${reason}.`);
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
