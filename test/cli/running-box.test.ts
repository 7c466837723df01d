// The command line beside a box that runs: what it is asked, what it prints, what it leaves in the record, and how it ends.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { turnSchema } from '../../appliance/dialogue/turn.ts';
import { Scope } from '../../appliance/kernel/scope.ts';
import { linnet } from '../support/command-line.ts';
import { MAIN } from '../support/linnet-process.ts';
import { modelsRoot } from '../support/models.ts';
import { killWithChildren } from '../support/process-table.ts';
import { TEST_FLAGS, temporaryFolder } from '../support/running-box.ts';

// Whole boxes, also on a small machine that is busy.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

/** `linnet run --json`: what it writes on standard output, line by line. */
class JsonBox {
  readonly dataRoot: string;
  readonly lines: string[] = [];
  readonly ended: Promise<number | null>;
  readonly #child;
  #look = (): void => {};

  constructor(flags: readonly string[], scope: Scope) {
    this.dataRoot = temporaryFolder(scope);
    const sets = [...TEST_FLAGS, ...flags].flatMap((flag) => ['--set', flag]);
    this.#child = spawn(process.execPath, [MAIN, '--data', this.dataRoot, ...sets, 'run', '--demo-house', '--json'], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, LINNET_MODELS: modelsRoot },
    });
    const child = this.#child;
    scope.defer(() => killWithChildren(child));
    createInterface({ input: child.stdout }).on('line', (line) => {
      this.lines.push(line);
      this.#look();
    });
    this.ended = new Promise((resolve) => child.once('exit', resolve));
  }

  /** Resolves with line `count` of standard output. */
  async line(count: number): Promise<string> {
    while (this.lines.length < count)
      await new Promise<void>((resolve) => {
        this.#look = resolve;
      });
    return this.lines[count - 1]!;
  }

  end(): void {
    this.#child.kill('SIGTERM');
  }

  linnet(...argv: string[]) {
    return linnet(['--data', this.dataRoot, ...argv]);
  }

  /** Asks until the box answers: it opens its door a moment after it was started. */
  async ask(text: string): Promise<Record<string, unknown>> {
    for (;;) {
      const { lines } = await this.linnet('say', '--json', 'Ready.');
      if (lines.length > 0) break;
      await new Promise(setImmediate);
    }
    const { lines } = await this.linnet('ask', '--json', text);
    return JSON.parse(lines[0] ?? '') as Record<string, unknown>;
  }
}

let scope: Scope;
beforeAll(() => {
  scope = new Scope();
});
afterAll(() => scope.close());

describe('a box that keeps the words', () => {
  test('prints the record of each turn alone on standard output; turns shows the same, and a timeline', async () => {
    const box = new JsonBox([], scope);
    expect(await box.ask('Turn on the kitchen light.')).toMatchObject({ outcome: 'done', intent: 'HassTurnOn' });
    const records = [await box.line(1), await box.line(2)].map((line) => turnSchema.parse(JSON.parse(line)));
    const typed = records.find(({ origin }) => origin === 'typed');
    expect(typed).toMatchObject({ outcome: 'done', intent: 'HassTurnOn', reply: expect.stringMatching(/light/i) });
    // A record is printed at once, and on disk a moment later.
    await vi.waitFor(async () => {
      const shown = await box.linnet('turns', '--json');
      expect(shown).toMatchObject({ status: 0, errors: '' });
      expect(shown.lines.map((line) => turnSchema.parse(JSON.parse(line)))).toEqual(expect.arrayContaining(records));
    }, 10_000);
    expect((await box.linnet('turns', '--last', '1', '--json')).lines).toHaveLength(1);
    const timelines = (await box.linnet('turns')).lines.join('\n');
    expect(timelines).toMatch(
      /typed {2}done {2}HassTurnOn\n.*heard.*kitchen light.*\n.*said.*light.*\n.*understanding .*█.* ms/,
    );
    expect(await box.linnet('turns', '--wakes', '--json')).toMatchObject({ status: 0, lines: [] });
    const doctor = await box.linnet('doctor', '--json');
    expect(doctor.lines.map((line) => JSON.parse(line) as object)).toContainEqual(
      expect.objectContaining({ check: 'box', state: 'ok' }),
    );
    box.end();
    expect(await box.ended).toBe(0);
  });
});

describe('a box that keeps no words', () => {
  test('has none in its records and none in its files', async () => {
    const box = new JsonBox(['privacy.keepTranscripts=false'], scope);
    expect(await box.ask('Turn on the kitchen light.')).toMatchObject({ outcome: 'done' });
    const records = [await box.line(1), await box.line(2)];
    expect(records.join()).toContain('HassTurnOn');
    expect(records.join()).not.toMatch(/kitchen/i);
    expect((await box.linnet('turns')).lines.join('\n')).not.toMatch(/kitchen|said|heard/i);
    box.end();
    expect(await box.ended).toBe(0);
  });
});
