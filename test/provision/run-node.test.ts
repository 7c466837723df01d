// The scripts stand between npm and the program: what ends one ends the other, with the same status.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const SET_UP = resolve('provision/set-up.mjs');
const LONG_STEP = resolve('provision/long-step.mjs');

/** Runs `script` with the exports of set-up.mjs in scope. */
function start(script: string): ReturnType<typeof spawn> {
  const imports = `import { main, npm, runNode, SetUpError } from ${JSON.stringify(SET_UP)};
    import { runChild } from ${JSON.stringify(LONG_STEP)};\n`;
  return spawn(process.execPath, ['--input-type=module', '-e', imports + script], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function statusOf(child: ReturnType<typeof spawn>): Promise<number | null> {
  const [status] = (await once(child, 'exit')) as [number | null];
  return status;
}

test('the exit status of the program is that of the script', async () => {
  expect(await statusOf(start("await main(() => runNode(['-e', 'process.exit(7)']));"))).toBe(7);
  expect(await statusOf(start("await main(() => runNode(['-e', '0']));"))).toBe(0);
});

test('a program that a signal ended gives 128 and the number of the signal, as a shell does', async () => {
  const killed = 'process.kill(process.pid, "SIGKILL"); setInterval(() => {}, 1000)';
  expect(await statusOf(start(`await main(() => runNode(['-e', ${JSON.stringify(killed)}]));`))).toBe(137);
});

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  '%s reaches the program, which ends in its own way',
  async (signal) => {
    const program = `process.on('${signal}', () => process.exit(3)); setInterval(() => {}, 1000); console.log('ready')`;
    const child = start(`await main(() => runNode(['-e', ${JSON.stringify(program)}]));`);
    await once(child.stdout!, 'data');
    child.kill(signal);
    expect(await statusOf(child)).toBe(3);
  },
);

test.each([
  ['has ended', "runNode(['-e', '0'])"],
  ['could not be started', "runChild('/no/such/program', []).catch(() => {})"],
])('at a terminal Ctrl-C ends the script once the program %s', async (_what, run) => {
  const script = `Object.defineProperty(process.stdin, 'isTTY', { value: true }); await ${run};
    process.exitCode = process.listenerCount('SIGINT') + process.listenerCount('SIGTERM');`;
  expect(await statusOf(start(script))).toBe(0);
});

test.each([
  ['exit 243', 'gave 243'],
  ['exit 130', 'npm was ended by a signal; run the same command again to go on.'],
  ['kill -TERM $$', 'npm was ended by a signal; run the same command again to go on.'],
])('npm that ends with "%s": %s', async (ending, says) => {
  const folder = mkdtempSync(join(tmpdir(), 'npm-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'npm'), `#!/bin/sh\n${ending}\n`, { mode: 0o755 });
  const script = `process.env.PATH = ${JSON.stringify(folder)} + ':' + process.env.PATH;
    console.log(await npm(['ci'], () => '').then((status) => 'gave ' + status, (error) => error.message));`;
  const child = start(script);
  const said: string[] = [];
  child.stdout!.setEncoding('utf8').on('data', (text: string) => said.push(text));
  await once(child, 'close');
  expect(said.join('')).toBe(`${says}\n`);
});

test('what stops the set-up is a sentence on standard error without a stack', async () => {
  const child = start("await main(() => { throw new SetUpError('Expected a compiler.'); });");
  let said = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  expect(await statusOf(child)).toBe(1);
  expect(said).toBe('Expected a compiler.\n');
});
