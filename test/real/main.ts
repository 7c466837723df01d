// npm run test:real [-- FILES AND OPTIONS OF VITEST]: the box with a real Home Assistant. LINNET_TEST_HASS is the path of its `hass`;
// without one, the last Home Assistant for Python 3.11 is installed once in the user's cache (400 MB), where that Python is found.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { skippedStatus } from '../support/skipped-status.ts';

const PACKAGE = 'homeassistant==2024.3.3';
// Its own requirements leave these open, and their newest versions break it.
const HELD = ['josepy<2', 'setuptools<81'];

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

function cacheFolder(): string {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  return join(cache, 'linnet', 'test', 'home-assistant-2024.3.3');
}

/** The path of `hass`; null, and said why, where it cannot be had. */
function findHass(): string | null {
  const given = process.env.LINNET_TEST_HASS ?? '';
  if (given !== '') return given;
  const folder = cacheFolder();
  const hass = join(folder, 'bin', 'hass');
  const complete = join(folder, 'complete');
  if (existsSync(complete)) return hass;
  const python = ['python3.11', 'python3'].find(
    (one) => spawnSync(one, ['--version'], { encoding: 'utf8' }).stdout?.startsWith('Python 3.11.') === true,
  );
  if (python === undefined) {
    say(
      'Skipped: no Home Assistant. Expected Python 3.11 to install it with, or LINNET_TEST_HASS as the path of "hass".',
    );
    return null;
  }
  say(`Installs ${PACKAGE} in ${folder}; this takes some minutes.`);
  rmSync(folder, { recursive: true, force: true });
  const pip = [join(folder, 'bin', 'pip'), 'install', '--quiet', '--disable-pip-version-check'];
  for (const [command = '', ...args] of [
    [python, '-m', 'venv', folder],
    [...pip, PACKAGE],
    [...pip, ...HELD],
  ]) {
    if (spawnSync(command, args, { stdio: ['ignore', 2, 2] }).status === 0) continue;
    say(`Skipped: "${command} ${args.join(' ')}" failed, so there is no Home Assistant.`);
    return null;
  }
  writeFileSync(complete, '');
  return hass;
}

const hass = findHass();
const environment = { ...process.env, ...(hass === null ? {} : { LINNET_TEST_HASS: hass }) };
const args = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'vitest.real.config.ts', ...process.argv.slice(2)];
const [status] = (await once(spawn(process.execPath, args, { stdio: 'inherit', env: environment }), 'exit')) as [
  number | null,
];
process.exitCode = status === 0 && hass === null ? skippedStatus() : (status ?? 1);
