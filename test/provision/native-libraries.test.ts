// "No telemetry, including in dependencies": a library that reports usage holds the name of where it reports to.
import { createReadStream } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const ENDPOINTS = [
  'events.data.microsoft', // ONNX Runtime from 1.29 on
  'applicationinsights.azure',
  'dc.services.visualstudio.com',
  'google-analytics.com',
  'app-measurement.com',
  'firebaselogging',
  'ingest.sentry.io',
  'api.segment.io',
  'api.mixpanel.com',
  'api.amplitude.com',
  'posthog.com',
  'telemetry.nextjs.org',
] as const;

const LIBRARY = /\.(node|so(\.[\d.]+)?|dylib|dll)$/;

async function librariesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && LIBRARY.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The endpoints named in a file, read in pieces that overlap by the longest name. */
async function endpointsIn(path: string): Promise<string[]> {
  const overlap = Math.max(...ENDPOINTS.map((name) => name.length));
  const found = new Set<string>();
  let rest = '';
  for await (const chunk of createReadStream(path, { highWaterMark: 4 * 1024 * 1024 })) {
    const text = rest + (chunk as Buffer).toString('latin1');
    for (const name of ENDPOINTS) if (text.includes(name)) found.add(name);
    rest = text.slice(-overlap);
  }
  return [...found];
}

test('no native library that is installed names a place to report usage to', async () => {
  const libraries = await librariesBelow('node_modules');
  expect(libraries.some((path) => path.includes('onnxruntime'))).toBe(true);
  expect(libraries.some((path) => path.includes('sherpa-onnx'))).toBe(true);
  const reporting: string[] = [];
  for (const path of libraries) for (const name of await endpointsIn(path)) reporting.push(`${path}: ${name}`);
  expect(reporting).toEqual([]);
});

test('such a name is found wherever it stands in a library', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'linnet-library-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const library = Buffer.alloc(9 * 1024 * 1024, 0xff);
  library.write('https://mobile.events.data.microsoft.com/', 4 * 1024 * 1024 - 20, 'latin1');
  await writeFile(join(folder, 'a.so.1'), library);
  const [path] = await librariesBelow(folder);
  expect(await endpointsIn(path!)).toEqual(['events.data.microsoft']);
});
