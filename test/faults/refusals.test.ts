// Starts that are refused: each says what was expected, what came and what to do, and leaves nothing open behind it.
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Scope } from '../../appliance/kernel/scope.ts';
import { openDataRoot } from '../../appliance/storage/data-root.ts';
import { startBoxProcess } from '../support/box-process.ts';
import { linnet } from '../support/command-line.ts';
import { TEST_FLAGS, temporaryFolder } from '../support/running-box.ts';

// Whole boxes, also on a small machine that is busy.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

let scope: Scope;
let dataRoot: string;
beforeEach(() => {
  scope = new Scope();
  dataRoot = temporaryFolder(scope);
});
afterEach(() => scope.close());

const flags = (more: readonly string[] = []): string[] => [...TEST_FLAGS, ...more].flatMap((flag) => ['--set', flag]);

/** A start that must be refused; had it not been, the data folder would now be locked. */
async function refusedStart(more: readonly string[] = []): Promise<string> {
  const { status, errors } = await linnet(['--data', dataRoot, ...flags(more), 'run']);
  expect(status).toBe(1);
  openDataRoot(dataRoot).close();
  return errors;
}

/** A port that somebody else has. */
async function takenPort(): Promise<number> {
  const server = createServer();
  scope.defer(() => server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as { port: number }).port;
}

describe('a second box', () => {
  test('on a data folder in use ends with status 1 and says whose it is and what to do; the first runs on', async () => {
    const first = startBoxProcess({ dataRoot }, scope);
    await first.logged('box started');
    const second = startBoxProcess({ dataRoot }, scope);
    const { code, errors } = await second.exit;
    expect(code).toBe(1);
    expect(errors).toContain(`Another Linnet (process ${first.pid}) uses the data folder "${dataRoot}"`);
    expect(errors).toMatch(/Stop it, or choose another folder with --data.*\[data\.locked\]/);
    expect(await first.door({ action: 'state' })).toMatchObject({ muted: false });
    first.kill('SIGTERM');
    expect((await first.exit).code).toBe(0);
  });
});

describe('a port in use', () => {
  test('of the page is named with the setting that changes it', async () => {
    const port = await takenPort();
    const errors = await refusedStart([`console.port=${port}`]);
    expect(errors).toMatch(
      new RegExp(`Port ${port} of the console is in use; set console\\.port .*\\[net\\.portInUse\\]`),
    );
  });

  test("of the box's own broker is named with the settings that change it", async () => {
    const port = await takenPort();
    const errors = await refusedStart([`mqtt.embeddedPort=${port}`]);
    expect(errors).toContain(`Expected port ${port} on 127.0.0.1 to be free`);
    expect(errors).toMatch(/mqtt\.url.*mqtt\.embeddedPort.*\[net\.portInUse\]/);
  });
});

describe('a configuration with ten mistakes', () => {
  const MISTAKES = `
station: { id: "Not An Id", area: "" }
listen: { silenceMs: 5, noSpeechMs: soon }
voice: { speed: 9 }
wake: { words: [], engine: ears }
mqtt: { url: "http://broker", embeddedPort: 99999 }
console: { port: -1 }
`;

  test('is reported whole by config check, and a start names every one', async () => {
    const file = join(dataRoot, 'linnet.yaml');
    writeFileSync(file, MISTAKES);
    const check = await linnet(['--config', file, 'config', 'check', '--json']);
    expect(check.status).toBe(1);
    const paths = check.lines.map((line) => (JSON.parse(line) as { path: string }).path);
    expect(paths).toHaveLength(10);
    const { status, errors } = await linnet(['--data', join(dataRoot, 'data'), '--config', file, 'run']);
    expect(status).toBe(1);
    expect(errors).toMatch(/10 value\(s\) of the configuration are wrong.*\[config\.invalid\]/s);
    for (const path of paths) expect(errors).toContain(`${path} (${file}): Expected`);
  });
});
