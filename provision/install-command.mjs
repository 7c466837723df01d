// The command that brings what is missing, in the words of this system's own package manager.
import { readFileSync } from 'node:fs';

/** Each system by the names that its /etc/os-release has in ID and ID_LIKE; the first row is what most boxes run. */
const PACKAGE_MANAGERS = [
  {
    systems: ['debian', 'ubuntu', 'raspbian'],
    command: 'sudo apt install',
    packages: { compiler: 'build-essential python3', headers: 'libnode-dev', npm: 'npm', alsa: 'libasound2-dev' },
  },
  {
    systems: ['fedora', 'rhel', 'centos'],
    command: 'sudo dnf install',
    packages: { compiler: 'gcc-c++ make python3', headers: 'nodejs-devel', npm: 'nodejs-npm', alsa: 'alsa-lib-devel' },
  },
  {
    systems: ['suse', 'opensuse'],
    command: 'sudo zypper install',
    packages: { compiler: 'gcc-c++ make python3', headers: 'nodejs-devel', npm: 'npm-default', alsa: 'alsa-devel' },
  },
  {
    systems: ['arch'],
    command: 'sudo pacman -S',
    packages: { compiler: 'base-devel python', headers: 'nodejs', npm: 'npm', alsa: 'alsa-lib' },
  },
  {
    systems: ['alpine'],
    command: 'sudo apk add',
    packages: { compiler: 'build-base python3', headers: 'nodejs-dev', npm: 'npm', alsa: 'alsa-lib-dev' },
  },
];

/** The command that brings "compiler", "headers" (of Node.js), "npm" or "alsa" (its headers) to this system; Debian's, named as such, where the system is not known. */
export function installCommand(what, platform = process.platform, osRelease = readOsRelease()) {
  if (platform === 'darwin') return what === 'compiler' ? 'xcode-select --install' : 'brew install node';
  const ids = [...osRelease.matchAll(/^ID(?:_LIKE)?="?([^"\n]*)"?$/gm)].flatMap(([, names]) => names.split(/[\s-]/));
  const known = PACKAGE_MANAGERS.find(({ systems }) => systems.some((name) => ids.includes(name)));
  const { command, packages } = known ?? PACKAGE_MANAGERS[0];
  return `${known === undefined ? 'on Debian: ' : ''}${command} ${packages[what]}`;
}

function readOsRelease() {
  try {
    return readFileSync('/etc/os-release', 'utf8');
  } catch {
    return ''; // a system without it is told Debian's command
  }
}
