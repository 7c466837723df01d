// A package that is tried in a process of its own, when it hangs while it loads.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { loadsWithin } from '../../appliance/hardware/native-package.ts';
import { entryPoint } from '../../appliance/kernel/entry.ts';
import { Scope } from '../../appliance/kernel/scope.ts';
import { isAlive, untilGone } from '../support/process-table.ts';
import { temporaryFolder } from '../support/running-box.ts';

let scope = new Scope();
afterEach(async () => {
  await scope.close();
  scope = new Scope();
});

/** A module that writes the id of its process beside itself and then blocks it, as a driver in an ill state does. */
function hangingModule(): { readonly path: string; pid(): Promise<number> } {
  const folder = temporaryFolder(scope);
  const path = join(folder, 'hangs.js');
  const block = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);';
  writeFileSync(path, `require('node:fs').writeFileSync(__dirname + '/pid', String(process.pid));\n${block}\n`);
  const watcher = watch(folder);
  scope.defer(() => watcher.close());
  const pid = async (): Promise<number> => {
    for (;;) {
      await once(watcher, 'change');
      const text = readFileSync(join(folder, 'pid'), { encoding: 'utf8', flag: 'a+' });
      if (text !== '') return Number(text);
    }
  };
  return { path, pid };
}

describe('a package that hangs while it loads', () => {
  it('does not load, and its process ends by itself', async () => {
    const { path, pid } = hangingModule();
    const [loads, hung] = await Promise.all([loadsWithin(path, 5000), pid()]);
    expect(loads).toBe(false);
    await untilGone([hung]);
  });

  it('ends with the process that tries it', async () => {
    const { path, pid } = hangingModule();
    const load = entryPoint(import.meta.url, '../../appliance/hardware/native-package.ts');
    const program = join(temporaryFolder(scope), 'tries.mjs');
    writeFileSync(
      program,
      `import { loadsWithin } from ${JSON.stringify(load)};
       process.on('message', () => process.exit(0));
       void loadsWithin(${JSON.stringify(path)}, 3_600_000);`,
    );
    const trying = fork(program, [], { execArgv: [] });
    scope.defer(() => void trying.kill('SIGKILL'));
    const hung = await pid();
    scope.defer(() => {
      if (isAlive(hung)) process.kill(hung, 'SIGKILL');
    });
    trying.send('end');
    await untilGone([hung]);
  });
});
