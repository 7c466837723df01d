// A mixer without hardware, for the real amixer: ALSA's external control plugin, compiled here.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunAmixer, runAmixer } from '../../appliance/hardware/alsa/amixer.ts';

const ALSA_CONFIG = '/usr/share/alsa/alsa.conf';

/** Whether this machine has what the virtual mixer needs. */
export const hasAmixer =
  existsSync('/usr/include/alsa/control_external.h') &&
  ['amixer', 'gcc'].every((tool) => spawnSync('which', [tool]).status === 0);

export class VirtualMixer {
  readonly folder = mkdtempSync(join(tmpdir(), 'mixer-'));

  constructor() {
    const library = join(this.folder, 'mixer.so');
    const source = new URL('./alsa-mixer.c', import.meta.url).pathname;
    execFileSync('gcc', ['-shared', '-fPIC', '-DPIC', '-O1', '-o', library, source, '-lasound']);
    const config = `ctl_type.linnet_test { lib "${library}" }\nctl.virtual_mixer { type linnet_test }\n`;
    writeFileSync(join(this.folder, 'asoundrc'), config);
    process.env.ALSA_CONFIG_PATH = `${ALSA_CONFIG}:${join(this.folder, 'asoundrc')}`;
    process.env.FAULT_FOLDER = this.folder;
    writeFileSync(join(this.folder, 'volume'), '100\n');
    writeFileSync(join(this.folder, 'switch'), '0\n');
  }

  /** A card is named by its place in the kernel, which this one has none in. */
  readonly run: RunAmixer = (args) => {
    const at = args.indexOf('-c');
    return runAmixer([...args.slice(0, at), '-D', 'virtual_mixer', ...args.slice(at + 2)]);
  };

  /** Its gain in dB; null while its switch is off. */
  gainDb(): number | null {
    const read = (name: string): number => Number(readFileSync(join(this.folder, name), 'utf8'));
    return read('switch') === 0 ? null : read('volume') / 2 - 50;
  }

  setPlugged(plugged: boolean): void {
    const path = join(this.folder, 'unplugged');
    if (plugged) rmSync(path, { force: true });
    else writeFileSync(path, '');
  }

  close(): void {
    rmSync(this.folder, { recursive: true });
  }
}
