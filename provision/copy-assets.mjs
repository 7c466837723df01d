// The compiler copies no pages and stylesheets: this puts them beside the files that serve them.
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const ASSET = /\.(html|css|svg)$|^console-page\.js$/;

for (const entry of readdirSync('appliance', { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !ASSET.test(entry.name)) continue;
  const from = join(entry.parentPath ?? entry.path, entry.name);
  cpSync(from, from.replace(/^appliance/, 'dist'));
}
