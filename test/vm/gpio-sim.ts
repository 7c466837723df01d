// The button, by onoff and as an input device, and the power line of the LEDs on the kernel's own simulated GPIO chip, in a virtual
// machine: onoff, epoll, sysfs, gpio-keys and evdev are the real ones. Debian's kernel lacks gpio-sim, so it is built from Debian's own source of that kernel. Needs Debian, qemu, make and gcc, and
// a built dist/: npx tsx test/vm/gpio-sim.ts
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { skippedStatus } from '../support/skipped-status.ts';

const repo = fileURLToPath(new URL('../..', import.meta.url));
const require = createRequire(import.meta.url);
const TOOLS = ['qemu-system-x86_64', 'apt-get', 'apt-cache', 'dpkg-deb', 'make', 'gcc', 'busybox', 'ldd'];
const BOOT_LIMIT_MS = 300_000;

const skipped = whyNot();
if (skipped !== null) {
  saySkipped(skipped);
  process.exit(skippedStatus());
}
const work = mkdtempSync(join(tmpdir(), 'linnet-vm-'));
try {
  const packages = fetchPackages();
  if (packages === null) {
    saySkipped("Debian's kernel cannot be fetched");
    process.exitCode = skippedStatus();
  } else process.exitCode = boot(makeImage(packages));
} finally {
  rmSync(work, { recursive: true, force: true });
}

function saySkipped(reason: string): void {
  console.log(`Skipped: the button and the lamps were not tried on a simulated chip; ${reason}.`);
}

function whyNot(): string | null {
  if (process.arch !== 'x64') return 'the virtual machine is one of x86-64';
  const missing = TOOLS.filter((tool) => spawnSync('which', [tool]).status !== 0);
  if (missing.length > 0) return `it needs ${missing.join(', ')}`;
  if (!existsSync(join(repo, 'dist/hardware/gpio/onoff.js'))) return 'it needs dist: npm run build';
  return null;
}

interface KernelPackages {
  /** Such as "6.1.0-56-amd64". */
  readonly release: string;
  /** The kernel, its headers and the tools to build for it, unpacked. */
  readonly root: string;
  /** Of the same kernel. */
  readonly source: string;
}

/** Everything of one version, since a module fits one kernel only. */
function fetchPackages(): KernelPackages | null {
  const depends = spawnSync('apt-cache', ['depends', 'linux-image-amd64'], { encoding: 'utf8' }).stdout ?? '';
  const release = /linux-image-(\d[\w.+-]*-amd64)\b/.exec(depends)?.[1];
  if (release === undefined) return null;
  const series = /^\d+\.\d+/.exec(release)?.[0] ?? '';
  const headers = [release, release.replace('amd64', 'common')].map((name) => `linux-headers-${name}`);
  const image = `linux-image-${release}`;
  const version = /Candidate: (\S+)/.exec(spawnSync('apt-cache', ['policy', image], { encoding: 'utf8' }).stdout)?.[1];
  const others = [`linux-kbuild-${series}`, `linux-source-${series}`].map((name) => `${name}=${version}`);
  const fetched = spawnSync('apt-get', ['download', image, ...headers, ...others], { cwd: work, stdio: 'pipe' });
  if (fetched.status !== 0) return null;
  const root = join(work, 'root');
  for (const file of readdirSync(work).filter((name) => name.endsWith('.deb')))
    execFileSync('dpkg-deb', ['-x', join(work, file), root]);
  return { release, root, source: unpackSource(root, series) };
}

function unpackSource(root: string, series: string): string {
  const name = `linux-source-${series}`;
  const files = ['drivers/gpio/gpio-sim.c', 'drivers/gpio/gpiolib.h', 'kernel/irq/irq_sim.c'];
  const archive = join(root, 'usr/src', `${name}.tar.xz`);
  execFileSync('tar', ['-xJf', archive, '-C', work, ...files.map((file) => `${name}/${file}`)]);
  return join(work, name);
}

/** The folder of what is built. */
function buildModules({ release, root, source }: KernelPackages): string {
  const headers = join(root, 'usr/src', `linux-headers-${release}`);
  for (const file of ['Makefile', '.kernelvariables'].map((name) => join(headers, name)))
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('/usr/src/', `${join(root, 'usr/src')}/`));
  const folder = join(work, 'module');
  mkdirSync(folder);
  copyFileSync(join(source, 'drivers/gpio/gpio-sim.c'), join(folder, 'gpio-sim-main.c'));
  copyFileSync(join(source, 'drivers/gpio/gpiolib.h'), join(folder, 'gpiolib.h'));
  // The kernel does not export irq_to_desc to modules; this is the same by the interrupt's number.
  const simulator = readFileSync(join(source, 'kernel/irq/irq_sim.c'), 'utf8');
  const adapted = simulator.replace('handle_simple_irq(irq_to_desc(irqnum))', 'generic_handle_irq(irqnum)');
  writeFileSync(join(folder, 'irq_sim.c'), adapted);
  copyFileSync(join(repo, 'test/vm/guest/button-device.c'), join(folder, 'button-device.c'));
  const objects = 'obj-m := gpio-sim.o button-device.o\ngpio-sim-y := gpio-sim-main.o irq_sim.o\n';
  writeFileSync(join(folder, 'Kbuild'), objects);
  const quiet = { stdio: 'pipe' } as const;
  execFileSync('make', ['-C', headers, `M=${folder}`, 'CC=gcc', 'CONFIG_DEBUG_INFO_BTF_MODULES=', 'modules'], quiet);
  return folder;
}

/** The kernel and an initial file system with Node, our code and what it needs. */
function makeImage(packages: KernelPackages): { readonly kernel: string; readonly files: string } {
  const { release, root } = packages;
  const image = join(work, 'image');
  for (const folder of ['bin', 'modules', 'linnet/node_modules']) mkdirSync(join(image, folder), { recursive: true });
  copyFileSync(execFileSync('which', ['busybox'], { encoding: 'utf8' }).trim(), join(image, 'bin/busybox'));
  copyWithLibraries(process.execPath, join(image, 'node'), image);
  const built = buildModules(packages);
  const kernel = join(root, 'lib/modules', release, 'kernel');
  const modules = [
    ...['gpio-sim.ko', 'button-device.ko'].map((name) => join(built, name)),
    ...['fs/configfs/configfs.ko', 'drivers/input/evdev.ko', 'drivers/input/keyboard/gpio_keys.ko'].map((name) =>
      join(kernel, name),
    ),
  ];
  for (const module of modules) copyFileSync(module, join(image, 'modules', basename(module)));
  cpSync(join(repo, 'dist'), join(image, 'linnet/dist'), { recursive: true });
  cpSync(join(repo, 'test/vm/guest'), join(image, 'linnet/guest'), { recursive: true });
  writeFileSync(join(image, 'linnet/package.json'), '{"type":"module"}');
  copyPackage('onoff', repo, join(image, 'linnet/node_modules'));
  copyFileSync(join(repo, 'test/vm/guest/init'), join(image, 'init'));
  chmodSync(join(image, 'init'), 0o755);
  const files = join(work, 'image.cpio');
  execFileSync('sh', ['-c', `cd "${image}" && find . | busybox cpio -o -H newc > "${files}"`], { stdio: 'pipe' });
  return { kernel: join(root, 'boot', `vmlinuz-${release}`), files };
}

function copyWithLibraries(binary: string, to: string, image: string): void {
  copyFileSync(binary, to);
  chmodSync(to, 0o755);
  const libraries = execFileSync('ldd', [binary], { encoding: 'utf8' }).matchAll(/(\/\S+\.so[.\d]*)/g);
  for (const [, library = ''] of libraries) {
    mkdirSync(join(image, dirname(library)), { recursive: true });
    copyFileSync(library, join(image, library));
  }
}

/** The package and what it needs at run time. */
function copyPackage(name: string, from: string, to: string): void {
  const manifest = require.resolve(`${name}/package.json`, { paths: [from] });
  const folder = dirname(manifest);
  cpSync(folder, join(to, name), { recursive: true, filter: (path) => !path.includes('/obj.target/') });
  const { dependencies = {} } = JSON.parse(readFileSync(manifest, 'utf8')) as { dependencies?: Record<string, string> };
  for (const each of Object.keys(dependencies)) copyPackage(each, folder, to);
}

function boot({ kernel, files }: { readonly kernel: string; readonly files: string }): number {
  // In software, also where there is /dev/kvm: inside another virtual machine that has been seen to hang. It boots in 15 s all the same.
  const machine = ['-accel', 'tcg', '-cpu', 'max', '-m', '1024', '-nographic', '-no-reboot', '-nic', 'none'];
  const args = [...machine, '-kernel', kernel, '-initrd', files, '-append', 'console=ttyS0 quiet panic=-1'];
  const run = spawnSync('qemu-system-x86_64', args, { encoding: 'utf8', timeout: BOOT_LIMIT_MS, input: '' });
  const lines = run.stdout.split(/\r?\n/);
  for (const line of lines) if (/^(kernel|ok|again|FAILED) /.test(line)) console.log(line);
  if (lines.some((line) => line.startsWith('GUEST EXIT 0'))) return 0;
  console.log(`gpio-sim: FAILED\n${lines.slice(-40).join('\n')}\n${run.stderr}`);
  return 1;
}
