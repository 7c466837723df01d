import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Clock, ManualClock, systemClock } from '../../appliance/kernel/clock.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { type ChildState, SupervisedChild } from '../../appliance/kernel/supervised-child.ts';

const eventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hello'), protocol: z.number() }),
  z.object({ kind: z.literal('echo'), text: z.string() }),
]);
type ChildEvent = z.infer<typeof eventSchema>;

let folder: string;
let keepAlive: NodeJS.Timeout;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linnet-child-'));
  keepAlive = setInterval(() => {}, 1000);
});
afterEach(() => {
  clearInterval(keepAlive);
  rmSync(folder, { recursive: true, force: true });
});

interface Supervision {
  readonly protocol?: number;
  /** Run before the hello. */
  readonly start?: string;
  readonly clock?: Clock;
}

/** A child that says hello and then runs `body` for each command. */
function supervise(body: string, { protocol = 1, start = '', clock = systemClock }: Supervision = {}) {
  const entry = join(folder, 'child.mjs');
  writeFileSync(
    entry,
    `const argument = JSON.parse(process.argv[2]); ${start}
     process.on('message', (command) => { ${body} });
     process.on('disconnect', () => process.exit(0));
     process.send({ kind: 'hello', protocol: ${protocol} });`,
  );
  const states: ChildState[] = [];
  const events: ChildEvent[] = [];
  const waiting: Array<{ until: () => boolean; resolve: () => void }> = [];
  const check = (): void => {
    for (const each of waiting) if (each.until()) each.resolve();
  };
  const child = new SupervisedChild<{ text: string }, ChildEvent>(
    { name: 'test', entry, eventSchema, protocol: 1, backoff: { firstMs: 10, maxMs: 40, jitter: 0 } },
    { clock, log: silentLog, argument: () => ({ greeting: 'hi' }) },
    {
      onEvent: (event) => {
        events.push(event);
        check();
      },
      onStateChanged: (state) => {
        states.push(state);
        check();
      },
    },
  );
  const until = (condition: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      waiting.push({ until: condition, resolve });
      check();
    });
  return { child, states, events, until };
}

describe('a supervised child', () => {
  test('says hello, then takes commands and gives events', async () => {
    const { child, events, until } = supervise(
      `process.send({ kind: 'echo', text: argument.greeting + ' ' + command.text });`,
    );
    expect(child.send({ text: 'too early' })).toBe(false);
    expect(child.loadMs).toBeNull();
    child.start();
    await until(() => child.state === 'ready');
    expect(child.loadMs).toBeGreaterThan(0);
    expect(child.send({ text: 'there' })).toBe(true);
    await until(() => events.length === 2);
    expect(events[1]).toEqual({ kind: 'echo', text: 'hi there' });
    await child.stop();
    await child.stop();
    expect(child.state).toBe('stopped');
  });

  test('that dies twenty times is started twenty times, degraded on the way, and works again', async () => {
    const { child, events, states, until } = supervise(
      `if (command.text === 'die') process.kill(process.pid, 'SIGKILL'); else process.send({ kind: 'echo', text: command.text });`,
    );
    child.start();
    for (let death = 1; death <= 20; death++) {
      await until(() => child.state === 'ready');
      child.send({ text: 'die' });
      await until(() => child.restarts === death);
    }
    await until(() => child.state === 'ready');
    expect(states).toContain('degraded');
    child.send({ text: 'alive' });
    await until(() => events.some((event) => event.kind === 'echo'));
    await child.stop();
  });

  test('of another version is ended and never used', async () => {
    const { child, events, until } = supervise('', { protocol: 2 });
    child.start();
    await until(() => child.restarts >= 2);
    expect(events).toEqual([]);
    await child.stop();
  });

  test('that ignores the polite end is killed', async () => {
    const { child, until } = supervise('', { start: `process.on('SIGTERM', () => {});` });
    child.start();
    await until(() => child.state === 'ready');
    await child.stop();
    expect(child.state).toBe('stopped');
  });

  test('that sends what does not fit is not believed and not fatal', async () => {
    const { child, events, until } = supervise(
      `process.send({ kind: 'nonsense', text: 7 }); process.send({ kind: 'echo', text: 'after' });`,
    );
    child.start();
    await until(() => child.state === 'ready');
    child.send({ text: 'x' });
    await until(() => events.length === 2);
    expect(events[1]).toEqual({ kind: 'echo', text: 'after' });
    await child.stop();
  });

  test('is started again at once after one death, later after each further one, at once again after a quiet life', async () => {
    const clock = new ManualClock();
    const { child, states, until } = supervise(`process.kill(process.pid, 'SIGKILL');`, { clock });
    const die = async (): Promise<void> => {
      await until(() => child.state === 'ready');
      const before = child.restarts;
      child.send({ text: 'die' });
      await until(() => child.restarts > before);
    };
    child.start();
    for (const waitMs of [0, 10, 20, 40, 40]) {
      await die();
      if (waitMs > 0) clock.advance(waitMs - 1);
      expect(child.state, `before ${waitMs} ms`).not.toBe('starting');
      clock.advance(1);
      expect(child.state, `after ${waitMs} ms`).toBe('starting');
    }
    expect(states).toContain('degraded');
    await until(() => child.state === 'ready');
    clock.advance(60_000);
    await die();
    clock.advance(0);
    expect(child.state).toBe('starting');
    await child.stop();
  });

  test('that says no hello in time is killed and started again', async () => {
    const clock = new ManualClock();
    const { child, until } = supervise('', { clock, start: 'await new Promise(() => setInterval(() => {}, 1000));' });
    child.start();
    clock.advance(59_999);
    expect(child.restarts).toBe(0);
    clock.advance(1);
    await until(() => child.restarts === 1);
    await child.stop();
    expect(child.state).toBe('stopped');
  });
});
