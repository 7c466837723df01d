import { fork } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Clock, ManualClock, systemClock } from '../../appliance/kernel/clock.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import type { BackoffOptions } from '../../appliance/kernel/retry.ts';
import { type ChildDeps, type ChildState, SupervisedChild } from '../../appliance/kernel/supervised-child.ts';

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

function blockFor(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

interface Supervision {
  readonly protocol?: number;
  /** Run before the hello. */
  readonly start?: string;
  readonly clock?: Clock;
  readonly backoff?: BackoffOptions;
  readonly argument?: ChildDeps['argument'];
  readonly fork?: NonNullable<ChildDeps['fork']>;
}

/** A child that says hello and then runs `body` for each command. */
function supervise(body: string, supervision: Supervision = {}) {
  const { protocol = 1, start = '', clock = systemClock, argument = () => ({ greeting: 'hi' }), ...more } = supervision;
  const { backoff = { firstMs: 10, maxMs: 40, jitter: 0 } } = more;
  const entry = join(folder, 'child.mjs');
  writeFileSync(
    entry,
    `const argument = JSON.parse(process.argv[2]); ${start}
     process.on('message', (command) => { ${body} });
     process.on('disconnect', () => process.exit(0));
     process.send({ kind: 'hello', protocol: ${protocol} });`,
  );
  const states: ChildState[] = [];
  const reasons: Array<string | null> = [];
  const events: ChildEvent[] = [];
  const waiting: Array<{ until: () => boolean; resolve: () => void }> = [];
  const check = (): void => {
    for (const each of waiting) if (each.until()) each.resolve();
  };
  const child = new SupervisedChild<{ text: string }, ChildEvent>(
    { name: 'test', entry, eventSchema, protocol: 1, backoff },
    { clock, log: silentLog, argument, ...('fork' in more ? { fork: more.fork } : {}) },
    {
      onEvent: (event) => {
        events.push(event);
        check();
      },
      onStateChanged: (state, reason) => {
        states.push(state);
        reasons.push(reason);
        check();
      },
    },
  );
  const until = (condition: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      waiting.push({ until: condition, resolve });
      check();
    });
  return { child, states, reasons, events, until };
}

describe('a supervised child', () => {
  test('says hello, then takes commands and gives events', async () => {
    const { child, events, until } = supervise(
      `process.send({ kind: 'echo', text: argument.greeting + ' ' + command.text });`,
    );
    expect(child.send({ text: 'too early' })).toBe(false);
    expect(child.loadMs).toBeNull();
    void child.start();
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
    void child.start();
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
    void child.start();
    await until(() => child.restarts >= 2);
    expect(events).toEqual([]);
    await child.stop();
  });

  test('that ignores the polite end is killed', async () => {
    const { child, until } = supervise('', { start: `process.on('SIGTERM', () => {});` });
    void child.start();
    await until(() => child.state === 'ready');
    await child.stop();
    expect(child.state).toBe('stopped');
  });

  test('that sends what does not fit is not believed and not fatal', async () => {
    const { child, events, until } = supervise(
      `process.send({ kind: 'nonsense', text: 7 }); process.send({ kind: 'echo', text: 'after' });`,
    );
    void child.start();
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
    void child.start();
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

  test('that was ready is started again within two seconds however often it dies, one that never was waits longer', async () => {
    const clock = new ManualClock();
    const backoff = { firstMs: 100, maxMs: 10_000, jitter: 0 };
    const { child, until } = supervise(`process.kill(process.pid, 'SIGKILL');`, {
      clock,
      backoff,
      argument: () => ({ broken: child.restarts >= 10 }),
      start: `if (argument.broken) process.exit(1);`,
    });
    const waitedAfterDeath = async (death: number): Promise<number> => {
      await until(() => child.restarts === death);
      clock.advance(0);
      let waitedMs = 0;
      for (; child.state !== 'starting'; waitedMs += 50) clock.advance(50);
      return waitedMs;
    };
    void child.start();
    const waits: number[] = [];
    for (let death = 1; death <= 12; death++) {
      if (death <= 10) await until(() => child.state === 'ready');
      child.send({ text: 'die' });
      waits.push(await waitedAfterDeath(death));
    }
    expect(Math.max(...waits.slice(0, 10))).toBeLessThanOrEqual(2000);
    expect(Math.min(...waits.slice(10))).toBeGreaterThan(2000);
    await child.stop();
  });

  test('that says no hello in time is killed and started again', async () => {
    const clock = new ManualClock();
    const { child, reasons, until } = supervise('', {
      clock,
      start: 'await new Promise(() => setInterval(() => {}, 1000));',
    });
    void child.start();
    await new Promise(setImmediate); // what it is told is asked for first
    clock.advance(59_999);
    expect(child.restarts).toBe(0);
    clock.advance(1);
    await until(() => child.restarts === 1);
    expect(reasons).toContain('it was not ready within 60 s');
    await child.stop();
    expect(child.state).toBe('stopped');
  });

  test('that the system refuses to start, in whatever way, is tried again until it starts', async () => {
    let attempts = 0;
    const refusing: NonNullable<ChildDeps['fork']> = (entry, args, options) => {
      attempts++;
      if (attempts <= 3) throw Object.assign(new Error('spawn ENOMEM'), { code: 'ENOMEM' });
      // No such program, and no such folder to start it in: told by the 'error' event alone.
      if (attempts <= 6) return fork(entry, [...args], { ...options, execPath: join(folder, 'nothing') });
      if (attempts <= 7) return fork(entry, [...args], { ...options, cwd: join(folder, 'nowhere') });
      return fork(entry, [...args], options);
    };
    const { child, states, reasons, events, until } = supervise(
      `process.send({ kind: 'echo', text: argument.greeting });`,
      { fork: refusing },
    );
    void child.start();
    await until(() => child.state === 'ready');
    expect(attempts).toBe(8);
    expect(states.filter((state) => state === 'waiting' || state === 'degraded')).toEqual([
      ...Array<ChildState>(4).fill('waiting'),
      ...Array<ChildState>(3).fill('degraded'),
    ]);
    expect(reasons).toContain('the system started no process: spawn ENOMEM');
    expect(reasons.join()).toMatch(/spawn .*ENOENT/);
    child.send({ text: 'x' });
    await until(() => events.some((event) => event.kind === 'echo'));
    await child.stop();
  });

  test('that could not be started is stopped at once', async () => {
    const { child, until } = supervise('', {
      fork: (entry, args, options) => fork(entry, [...args], { ...options, execPath: join(folder, 'nothing') }),
    });
    void child.start();
    await until(() => child.state === 'waiting');
    await child.stop();
    expect(child.state).toBe('stopped');
  });

  test('whose argument cannot be had is degraded with the reason, and starts when it can', async () => {
    const clock = new ManualClock();
    const wrong = ['no model', 'no model', 'another model is wrong'];
    const { child, states, reasons, until } = supervise('', {
      clock,
      argument: () => {
        const reason = wrong.shift();
        return reason === undefined ? {} : Promise.reject(new Error(reason));
      },
    });
    void child.start();
    for (const left of [2, 1, 0]) {
      await until(() => child.state === 'degraded');
      await new Promise(setImmediate);
      expect(wrong).toHaveLength(left);
      clock.advance(40);
    }
    await until(() => child.state === 'ready');
    expect(states).toEqual(['starting', 'degraded', 'degraded', 'starting', 'ready']);
    expect(reasons.filter((reason) => reason !== null)).toEqual(['no model', 'another model is wrong']);
    expect(child.restarts).toBe(0);
    await child.stop();
  });

  test.each([
    ['has a process', () => ({}), true],
    ['cannot be told what to do', () => Promise.reject(new Error('no model')), false],
  ])('is started when it %s', async (_, argument, hasProcess) => {
    const { child } = supervise('', { argument });
    const starting = child.start();
    expect(child.pid).toBeNull();
    await starting;
    expect(child.pid !== null).toBe(hasProcess);
    expect(child.state).toBe(hasProcess ? 'starting' : 'degraded');
    await child.stop();
  });

  test('whose hello is under way when it is stopped stays stopped', async () => {
    const sent = join(folder, 'sent');
    const start = `setTimeout(() => require('node:fs').writeFileSync(${JSON.stringify(sent)}, ''), 50);`;
    const { child, states, events } = supervise('', {
      start: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url); ${start}`,
    });
    await child.start();
    while (!existsSync(sent)) blockFor(10); // nothing is received meanwhile
    await child.stop();
    await new Promise(setImmediate);
    expect([states, events]).toEqual([['starting', 'stopped'], []]);
  });

  test('that is stopped while its argument is awaited never starts', async () => {
    let give = (_argument: unknown): void => {};
    const asked = new Promise<unknown>((resolve) => {
      give = resolve;
    });
    let forks = 0;
    const { child } = supervise('', {
      argument: () => asked,
      fork: (entry, args, options) => {
        forks++;
        return fork(entry, [...args], options);
      },
    });
    void child.start();
    await child.stop();
    give({});
    await new Promise(setImmediate);
    expect(forks).toBe(0);
    expect(child.state).toBe('stopped');
  });

  test('that says what it ends of is quoted', async () => {
    const { child, reasons, until } = supervise('', {
      start: `await new Promise((sent) => process.send({ kind: 'lastWords', reason: 'the model has an operator too many' }, sent)); process.exit(1);`,
    });
    void child.start();
    await until(() => child.state === 'degraded');
    expect(reasons).toContain('the model has an operator too many');
    await child.stop();
  });
});
