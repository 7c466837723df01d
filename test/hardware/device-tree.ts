// The part of a Pi's device tree that our overlays change, with one of them applied as the firmware does it. Read with the tools of dtc.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

export const hasTreeTools = ['dtc', 'fdtoverlay', 'fdtget'].every(
  (tool) => spawnSync(tool, ['--version']).status === 0,
);

/** As on a Pi 5, where the two I2S are two; on the others both labels mean one. */
const PI = `/dts-v1/;
/ {
	gpio: gpio { gpio-controller; #gpio-cells = <2>; phandle = <100>; };
	i2s: i2s { #sound-dai-cells = <0>; status = "disabled"; phandle = <101>; };
	i2s_clk_consumer: i2s-consumer { #sound-dai-cells = <0>; status = "disabled"; phandle = <102>; };
	i2c1: i2c { #address-cells = <1>; #size-cells = <0>; status = "disabled"; };
	sound: sound { status = "disabled"; };
};
`;

export class AppliedTree {
  readonly #folder = mkdtempSync(join(tmpdir(), 'device-tree-'));
  readonly #blob = join(this.#folder, 'applied.dtb');

  /** `source` is an overlay's .dts; what it includes lies beside it. */
  constructor(source: string) {
    const overlay = join(this.#folder, 'overlay.dtbo');
    const pi = join(this.#folder, 'pi.dtb');
    writeFileSync(join(this.#folder, 'pi.dts'), PI);
    run('dtc', ['-@', '-I', 'dts', '-O', 'dtb', '-o', pi, 'pi.dts'], this.#folder);
    run('dtc', ['-@', '-I', 'dts', '-O', 'dtb', '-o', overlay, basename(source)], dirname(source));
    run('fdtoverlay', ['-i', pi, '-o', this.#blob, overlay], this.#folder);
  }

  close(): void {
    rmSync(this.#folder, { recursive: true });
  }

  cells(path: string, property: string): number[] {
    return this.#get('u', path, property).trim().split(' ').map(Number);
  }

  /** Empty where there is no such property. */
  text(path: string, property: string): string {
    return run('fdtget', ['-d', '', this.#blob, path, property]).trimEnd();
  }

  /** A list of strings, two by two. */
  pairs(path: string, property: string): Array<[string, string]> {
    const [...bytes] = this.#get('bx', path, property)
      .trim()
      .split(' ')
      .map((byte) => Number.parseInt(byte, 16));
    const strings = Buffer.from(bytes).toString('latin1').split('\0').slice(0, -1);
    return Array.from({ length: strings.length / 2 }, (_, at) => [strings[2 * at]!, strings[2 * at + 1]!]);
  }

  has(path: string, property: string): boolean {
    return run('fdtget', ['-p', this.#blob, path]).split('\n').includes(property);
  }

  /** The names of the nodes in a node. */
  children(path: string): string[] {
    return run('fdtget', ['-l', this.#blob, path]).split('\n').filter(Boolean);
  }

  /** What a property that means the node `path` holds. */
  handle(path: string): number {
    return this.cells(path, 'phandle')[0]!;
  }

  #get(type: string, path: string, property: string): string {
    return run('fdtget', ['-t', type, this.#blob, path, property]);
  }
}

function run(tool: string, args: readonly string[], cwd?: string): string {
  return execFileSync(tool, args, { cwd, stdio: 'pipe' }).toString();
}
