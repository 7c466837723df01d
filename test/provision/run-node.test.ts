// The scripts stand between npm and the program: what ends one ends the other, with the same status.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const SET_UP = resolve('provision/set-up.mjs');

/** Runs `script` with the exports of set-up.mjs in scope. */
function start(script: string): ReturnType<typeof spawn> {
  const imports = `import { main, runNode, SetUpError } from ${JSON.stringify(SET_UP)};\n`;
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

test('what stops the set-up is a sentence on standard error without a stack', async () => {
  const child = start("await main(() => { throw new SetUpError('Expected a compiler.'); });");
  let said = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  expect(await statusOf(child)).toBe(1);
  expect(said).toBe('Expected a compiler.\n');
});
