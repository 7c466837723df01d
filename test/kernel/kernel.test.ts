import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeFileAtomic } from '../../appliance/kernel/atomic-file.ts';
import { readBootId } from '../../appliance/kernel/boot.ts';
import { Channel } from '../../appliance/kernel/channel.ts';
import { ManualClock, sleep, systemClock } from '../../appliance/kernel/clock.ts';
import { entryPoint } from '../../appliance/kernel/entry.ts';
import { ERROR_CODES, hasCode, LinnetError, toError } from '../../appliance/kernel/errors.ts';
import { Emitter } from '../../appliance/kernel/events.ts';
import { createLog } from '../../appliance/kernel/log.ts';
import { Machine } from '../../appliance/kernel/machine.ts';
import { backoffMs, retry } from '../../appliance/kernel/retry.ts';
import { Scope } from '../../appliance/kernel/scope.ts';
import { unlessAborted } from '../../appliance/kernel/unless-aborted.ts';

describe('errors', () => {
  test('carry their code at the end of the message, so that a pasted log can be searched', () => {
    const error = new LinnetError('microphone.lost', 'Gone; is it plugged in?', { cause: new Error('ENODEV') });
    expect(error.message).toBe('Gone; is it plugged in? [microphone.lost]');
    expect([error.retryable, hasCode(error, 'microphone.lost'), hasCode(error, 'speaker.lost')]).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('the codes stand in order, each once', () => {
    expect(Object.keys(ERROR_CODES)).toEqual(Object.keys(ERROR_CODES).sort());
  });

  test('anything thrown becomes an Error', () => {
    expect(toError('plain').message).toBe('plain');
  });
});

describe('the clock', () => {
  test('a manual clock fires what falls due in order, also what those add', () => {
    const clock = new ManualClock();
    const fired: string[] = [];
    clock.after(20, () => fired.push('b'));
    clock.after(10, () => {
      fired.push('a');
      clock.after(5, () => fired.push('a2'));
    });
    clock.after(15, () => fired.push('cancelled')).cancel();
    clock.advance(30);
    expect(fired).toEqual(['a', 'a2', 'b']);
    expect(clock.monotonic()).toBe(30);
  });

  test('a jump of the wall clock does not move the monotonic one', () => {
    const clock = new ManualClock();
    const before = clock.wall();
    clock.jumpWall(-86_400_000);
    expect([clock.monotonic(), clock.wall() - before]).toEqual([0, -86_400_000]);
  });

  test('sleep ends with the reason of the signal, and leaves nothing behind', async () => {
    const clock = new ManualClock();
    const abort = new AbortController();
    const slept = sleep(clock, 1000, abort.signal);
    abort.abort(new Error('enough'));
    await expect(slept).rejects.toThrow('enough');
    await expect(sleep(clock, 1, AbortSignal.abort(new Error('before')))).rejects.toThrow('before');
  });

  test('the real one is monotonic and never calls back synchronously', async () => {
    let called = false;
    const waited = new Promise<void>((resolve) => {
      systemClock.after(0, () => {
        called = true;
        resolve();
      });
    });
    expect(called).toBe(false);
    const before = systemClock.monotonic();
    const keepAlive = setInterval(() => {}, 1000);
    await waited;
    clearInterval(keepAlive);
    expect(systemClock.monotonic()).toBeGreaterThan(before);
  });
});

describe('a scope', () => {
  test('undoes in reverse, all of it, and reports what failed', async () => {
    const scope = new Scope();
    const undone: string[] = [];
    scope.defer(() => undone.push('first'));
    scope.defer(() => Promise.reject(new Error('stuck')));
    scope.defer(() => undone.push('last'));
    await expect(scope.close()).rejects.toThrow('1 step(s) failed');
    expect(undone).toEqual(['last', 'first']);
  });

  test('closed twice undoes once; what is added while it closes is undone too', async () => {
    const scope = new Scope();
    const undone: string[] = [];
    scope.defer(() => {
      undone.push('a');
      scope.defer(() => undone.push('late'));
    });
    await Promise.all([scope.close(), scope.close()]);
    await scope.close();
    expect(undone).toEqual(['a', 'late']);
  });

  test('that could not close undoes what comes late, and says again what failed', async () => {
    const scope = new Scope();
    let undone = false;
    scope.defer(() => Promise.reject(new Error('stuck')));
    await expect(scope.close()).rejects.toThrow('1 step(s) failed');
    scope.defer(() => {
      undone = true;
    });
    await expect(scope.close()).rejects.toThrow('1 step(s) failed');
    expect(undone).toBe(true);
  });
});

describe('a channel', () => {
  test('hands over in order and ends with done', async () => {
    const channel = new Channel<number>({ capacity: 4, overflow: 'wait' });
    for (const item of [1, 2, 3]) await channel.send(item);
    channel.close();
    const seen: number[] = [];
    for await (const item of channel) seen.push(item);
    expect(seen).toEqual([1, 2, 3]);
    await expect(channel.send(4)).rejects.toThrowError(expect.objectContaining({ code: 'queue.closed' }));
  });

  test('that waits makes the sender wait, and refuses it when closed meanwhile', async () => {
    const channel = new Channel<string>({ capacity: 1, overflow: 'wait' });
    await channel.send('a');
    const second = channel.send('b');
    const third = channel.send('c');
    expect(await channel.receive()).toEqual({ done: false, value: 'a' });
    await second;
    channel.close();
    await expect(third).rejects.toThrow('[queue.closed]');
  });

  test('that drops the oldest counts what it dropped', async () => {
    const channel = new Channel<number>({ capacity: 2, overflow: 'dropOldest' });
    for (const item of [1, 2, 3, 4]) await channel.send(item);
    expect([channel.dropped, channel.size, (await channel.receive()).value]).toEqual([2, 2, 3]);
  });

  test('of any policy never holds more than its capacity', async () => {
    const policy = fc.constantFrom('dropOldest', 'latest' as const);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        policy,
        fc.array(fc.integer()),
        async (capacity, overflow, items) => {
          const channel = new Channel<number>({ capacity, overflow });
          for (const item of items) await channel.send(item);
          expect(channel.size).toBe(Math.min(items.length, overflow === 'latest' ? 1 : capacity));
          if (items.length > 0 && overflow === 'latest') expect((await channel.receive()).value).toBe(items.at(-1));
        },
      ),
    );
  });

  test('of no capacity is refused', () => {
    expect(() => new Channel({ capacity: 0, overflow: 'wait' })).toThrow('[input.invalid]');
  });
});

test('a listener that throws is reported with its owner and does not reach its neighbours', () => {
  const failures: string[] = [];
  const emitter = new Emitter<{ rang: [name: string] }>((error, event, owner) =>
    failures.push(`${owner} ${event} ${error.message}`),
  );
  const heard: string[] = [];
  emitter.on(
    'rang',
    () => {
      throw new Error('broken');
    },
    'console',
  );
  const off = emitter.on('rang', (name) => heard.push(name));
  emitter.emit('rang', 'tea');
  off();
  emitter.emit('rang', 'eggs');
  expect([failures, heard]).toEqual([['console rang broken', 'console rang broken'], ['tea']]);
});

test('a machine takes inputs that effects cause after the step that caused them', () => {
  const order: string[] = [];
  const machine: Machine<number, string, string> = new Machine<number, string, string>(
    0,
    (state, input) => ({ state: state + 1, effects: input === 'go' ? ['one', 'two'] : [] }),
    (effect) => {
      order.push(`${effect} at ${machine.state}`);
      if (effect === 'one') machine.accept('caused');
    },
  );
  machine.accept('go');
  expect([order, machine.state]).toEqual([['one at 1', 'two at 1'], 2]);
});

describe('retry', () => {
  const again = new LinnetError('mqtt.unreachable', 'Not there.');

  test('waits longer each time, within its bounds', () => {
    const options = { firstMs: 100, maxMs: 1000, jitter: 0.2 };
    expect([1, 2, 3, 9].map((attempt) => backoffMs(options, attempt, () => 0.5))).toEqual([100, 200, 400, 1000]);
    expect([0, 1].map((random) => backoffMs(options, 1, () => random))).toEqual([80, 120]);
  });

  test('repeats what may succeed later, and gives the last error when it did not', async () => {
    const clock = new ManualClock();
    let calls = 0;
    const tried = retry({ firstMs: 10, maxMs: 10, attempts: 3 }, { clock }, () => {
      calls++;
      return Promise.reject(again);
    });
    const watched = expect(tried).rejects.toBe(again);
    for (let i = 0; i < 5; i++) {
      await Promise.resolve();
      await Promise.resolve();
      clock.advance(20);
    }
    await watched;
    expect(calls).toBe(3);
  });

  test('does not repeat what cannot succeed', async () => {
    const fatal = new LinnetError('config.invalid', 'Wrong.');
    let calls = 0;
    const tried = retry({ firstMs: 1, maxMs: 1, attempts: 5 }, { clock: new ManualClock() }, () => {
      calls++;
      return Promise.reject(fatal);
    });
    await expect(tried).rejects.toBe(fatal);
    expect(calls).toBe(1);
  });
});

test('what is not waited for after an abort: neither what is under way nor what comes later', async () => {
  const wanted = new AbortController();
  expect(await unlessAborted(Promise.resolve(7), wanted.signal)).toBe(7);
  await expect(unlessAborted(Promise.reject(new Error('failed')), wanted.signal)).rejects.toThrow('failed');
  const hanging = unlessAborted(new Promise<never>(() => {}), wanted.signal);
  wanted.abort(new Error('muted'));
  await expect(hanging).rejects.toThrow('muted');
  await expect(unlessAborted(Promise.resolve(7), wanted.signal)).rejects.toThrow('muted');
});

describe('an atomic file', () => {
  const folder = (): string => mkdtempSync(join(tmpdir(), 'linnet-atomic-'));

  test('is replaced as a whole, readable by its owner only, and leaves nothing beside it', async () => {
    const where = folder();
    writeFileSync(join(where, 'a'), 'old');
    await writeFileAtomic(join(where, 'a'), 'new');
    expect([
      readFileSync(join(where, 'a'), 'utf8'),
      readdirSync(where),
      statSync(join(where, 'a')).mode & 0o777,
    ]).toEqual(['new', ['a'], 0o600]);
    rmSync(where, { recursive: true });
  });

  test('that cannot be written leaves the old one', async () => {
    const where = folder();
    await expect(writeFileAtomic(join(where, 'missing', 'a'), 'new')).rejects.toThrow(/ENOENT.*\[data\.unwritable\]/);
    mkdirSync(join(where, 'b'));
    await expect(writeFileAtomic(join(where, 'b'), 'new')).rejects.toThrow('[data.unwritable]');
    rmSync(join(where, 'b'), { recursive: true });
    expect(readdirSync(where)).toEqual([]);
    rmSync(where, { recursive: true });
  });
});

describe('the log', () => {
  const capture = (privately: boolean): string[] => {
    const lines: string[] = [];
    const log = createLog({ level: 'info', private: privately }, { write: (line: string) => void lines.push(line) });
    log.child({ part: 'ear' }).info({ private: { text: 'my secret' }, ms: 3 }, 'heard');
    return lines;
  };

  test('never shows what people said unless its owner wants it', () => {
    expect(capture(false).join()).not.toContain('my secret');
    expect(capture(true).join()).toContain('my secret');
  });

  test('hides them one field deeper and in what a component always says too, and shows the rest', () => {
    const lines: string[] = [];
    const log = createLog({ level: 'debug', private: false }, { write: (line: string) => void lines.push(line) });
    log.error({ turn: { private: { reply: 'my secret' }, outcome: 'done' } }, 'turn ended');
    log.child({ private: 'my secret' }).debug({}, 'asked');
    expect(lines.join()).not.toContain('my secret');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ turn: { private: '[private]', outcome: 'done' } });
    expect(lines).toHaveLength(2);
  });

  test('keeps to its level', () => {
    const lines: string[] = [];
    const log = createLog({ level: 'warn', private: false }, { write: (line: string) => void lines.push(line) });
    log.info({}, 'detail');
    log.warn({}, 'trouble');
    expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(['trouble']);
  });
});

test('the boot of the machine has a name that stays the same', () => {
  expect(readBootId()).toMatch(/\w+/);
  expect(readBootId()).toBe(readBootId());
});

test('a child is started from what the build wrote, and a missing build is named', () => {
  const here = new URL('../../appliance/kernel/entry.ts', import.meta.url).href;
  expect(() => entryPoint(here, './never-written.ts')).toThrow(/dist\/kernel\/never-written\.js.*npm run build/);
});
