// node provision/complete-lock.mjs: adds to package-lock.json the packages for other systems that npm left out.
// A mirror of the registry may lack packages for systems that nobody beside it uses. npm then writes a lock file without them, and
// "npm ci" refuses that file everywhere. Such a package is optional and named with an exact version by the package that wants it,
// so its entry can be written without having seen it; npm reads it only on the system it is for.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './set-up.mjs';

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const PROCESSORS = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];
const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

/** The optional packages that the lock's packages want and the lock does not have: `[{ wanted, version, by }]`. */
export function missingOptionals(lock) {
  const missing = [];
  for (const [by, { optionalDependencies = {} }] of Object.entries(lock.packages)) {
    for (const [wanted, version] of Object.entries(optionalDependencies)) {
      if (!placesOf(wanted, by).some((place) => lock.packages[place] !== undefined))
        missing.push({ wanted, version, by });
    }
  }
  return missing;
}

/** Where `wanted` is looked for by the package at `by`, the nearest place first. */
function placesOf(wanted, by) {
  const places = [];
  for (let at = by; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    places.push(`${at === '' ? '' : `${at}/`}node_modules/${wanted}`);
    if (at === '') return places;
  }
}

/** The lock with an entry for each of them; throws where a version is a range. */
export function completeLock(lock) {
  const packages = { ...lock.packages };
  for (const { wanted, version, by } of missingOptionals(lock)) {
    if (!EXACT.test(version)) throw new Error(`"${by}" wants "${wanted}" ${version}: not an exact version`);
    const [inside, beside = inside] = placesOf(wanted, by);
    packages[beside] = entry(wanted, version, lock.packages[by].dev === true);
  }
  const [root, ...rest] = Object.entries(packages);
  return { ...lock, packages: Object.fromEntries([root, ...rest.sort(([a], [b]) => (a < b ? -1 : 1))]) };
}

function entry(name, version, dev) {
  const words = name.split(/[-/@.]/);
  const os = words.filter((word) => SYSTEMS.includes(word));
  const cpu = words.filter((word) => PROCESSORS.includes(word));
  return {
    version,
    ...(cpu.length > 0 ? { cpu } : {}),
    ...(dev ? { dev: true } : {}),
    optional: true,
    ...(os.length > 0 ? { os } : {}),
  };
}

if (process.argv[1]?.endsWith('complete-lock.mjs')) {
  const path = join(ROOT, 'package-lock.json');
  const lock = JSON.parse(readFileSync(path, 'utf8'));
  const added = missingOptionals(lock);
  if (added.length > 0) writeFileSync(path, `${JSON.stringify(completeLock(lock), undefined, 2)}\n`);
  process.stdout.write(`${added.length} entries added.\n`);
}
