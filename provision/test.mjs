// npm test [-- FILES AND OPTIONS OF VITEST]: everything from a fresh clone to the test suite. The last line counts the tests, taken
// from the runner's own records; a file that could not be loaded counts as one failure.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countTests } from './count-tests.mjs';
import { fetchModels } from './fetch-models.mjs';
import { main, runNode, setUp } from './set-up.mjs';

await main(async () => {
  await setUp();
  await fetchModels(({ CATALOGUE }) => {
    const models = CATALOGUE.filter(({ ranHere }) => ranHere);
    return { ids: models.map(({ id }) => id), languages: models.flatMap(({ languages }) => languages) };
  });
  const folder = mkdtempSync(join(tmpdir(), 'linnet-test-'));
  try {
    const records = join(folder, 'records.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${records}`];
    const status = await runNode(['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...process.argv.slice(2)]);
    const { passed, failed, skipped, failures } = countTests(read(records), status);
    for (const failure of failures) process.stdout.write(`failed: ${failure}\n`);
    if (skipped > 0) process.stdout.write(`${skipped} skipped\n`);
    process.stdout.write(`${passed} passed, ${failed} failed\n`);
    return failed === 0 && status === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined; // the runner ended before it wrote anything
  }
}
