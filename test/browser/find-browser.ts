// Where the browser is, and what is said where there is none: nothing is tested then.
import { existsSync } from 'node:fs';
import { skippedStatus } from '../support/skipped-status.ts';

const PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export function findBrowser(): string | undefined {
  return PATHS.find((path) => existsSync(path));
}

/** Called by vitest, in its own process, before the tests. */
export function setup(): void {
  if (findBrowser() !== undefined) return;
  console.log(`Skipped: no browser (${PATHS.join(', ')}), so the page is not tested.`);
  process.exitCode = skippedStatus();
}
