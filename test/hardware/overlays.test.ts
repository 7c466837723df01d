import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { BOARDS } from '../../appliance/hardware/boards.ts';
import { BUTTON_LABEL } from '../../appliance/hardware/gpio/key-button.ts';

const folder = fileURLToPath(new URL('../../overlays', import.meta.url));
const output = mkdtempSync(join(tmpdir(), 'overlays-'));
afterAll(() => rmSync(output, { recursive: true }));
const hasCompiler = spawnSync('dtc', ['--version']).status === 0;

const hats = BOARDS.filter((row) => row.overlay !== null);
const sources = readdirSync(folder).filter((name) => name.endsWith('.dts'));

describe('the overlays', () => {
  it.each(hats)('have a source and a config fragment for $id', ({ overlay, button, notOnPi5, recognition }) => {
    const source = readFileSync(join(folder, `${overlay}.dts`), 'utf8');
    const fragment = readFileSync(join(folder, `${overlay}.config.txt`), 'utf8');
    expect(fragment).toContain(`dtoverlay=${overlay}\n`);
    for (const address of recognition.i2c ?? []) expect(source).toContain(`@${address.toString(16)} {`);
    if (button !== null) {
      expect(source).toContain(`gpios = <&gpio ${button.gpio} `);
      expect(source).toContain(`label = "${BUTTON_LABEL}"`);
    }
    expect(source.includes('bcm2712')).toBe(notOnPi5 === null);
  });

  it('have no source that no board names', () => {
    expect(sources.map((name) => name.replace('.dts', '')).sort()).toEqual(
      [...new Set(hats.map(({ overlay }) => overlay))].sort(),
    );
  });

  it.skipIf(!hasCompiler).each(sources)('compile: %s', (name) => {
    const blob = join(output, name.replace('.dts', '.dtbo'));
    execFileSync('dtc', ['-@', '-I', 'dts', '-O', 'dtb', '-o', blob, join(folder, name)], { stdio: 'pipe' });
    const decompiled = execFileSync('dtc', ['-I', 'dtb', '-O', 'dts', blob], { stdio: 'pipe' }).toString();
    const symbols = decompiled.slice(decompiled.indexOf('__fixups__'));
    for (const label of ['i2c1', 'sound']) expect(symbols).toContain(label);
  });
});
