// Child processes and workers are started from compiled files. When the caller itself runs from TypeScript (the test runner
// does that), the path is mapped to what the build wrote for it.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { LinnetError } from './errors.ts';

/** The JavaScript file to start for `relative` ("./moonshine-worker.ts"), seen from `importMetaUrl`. Throws where it was never built. */
export function entryPoint(importMetaUrl: string, relative: string): string {
  const path = fileURLToPath(new URL(relative, importMetaUrl)).replace(/\.ts$/, '.js');
  const built = importMetaUrl.endsWith('.ts') ? path.replace('/appliance/', '/dist/') : path;
  if (!existsSync(built)) {
    throw new LinnetError('child.unavailable', `Expected the compiled file "${built}"; run "npm run build" first.`);
  }
  return built;
}
