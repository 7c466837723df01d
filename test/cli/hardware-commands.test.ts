// linnet leds and linnet doctor on a machine without a board.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { runCommandLine } from '../../appliance/cli/main-program.ts';
import { sceneSchema } from '../../appliance/hardware/board-channel.ts';
import { SCENES } from '../../appliance/presence/scenes.ts';

const SCENE_NAMES = sceneSchema.shape.name.options;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linnet-hardware-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function linnet(...argv: string[]): Promise<{ status: number; lines: string[]; errors: string[] }> {
  const [lines, errors]: [string[], string[]] = [[], []];
  const status = await runCommandLine({
    argv: ['--data', folder, '--set', 'audio.board=simulated', ...argv],
    environment: { XDG_CACHE_HOME: folder },
    write: (line) => lines.push(...line.split('\n')),
    writeError: (line) => errors.push(line),
  });
  return { status, lines, errors };
}

describe('linnet leds', () => {
  test('--all shows each scene with its meaning', async () => {
    const { status, lines } = await linnet('leds', '--all');
    expect({ status, count: lines.length }).toEqual({ status: 0, count: SCENE_NAMES.length });
    for (const [i, name] of SCENE_NAMES.entries()) {
      expect(lines[i]).toContain(name);
      expect(lines[i]).toMatch(/^[·░▒▓█]{12} {2}/); // no terminal here, so no colours
      expect(lines[i]).toContain(SCENES[name].meaning);
    }
  });

  test('--svg draws each scene for a row of 3 and a ring of 12, and no two scenes alike', async () => {
    await linnet('leds', '--svg', join(folder, 'pictures'));
    const files = readdirSync(join(folder, 'pictures'));
    const pictures = [...SCENE_NAMES, 'listening-to-the-right'];
    expect(files.sort()).toEqual(pictures.flatMap((name) => [`${name}-12.svg`, `${name}-3.svg`]).sort());
    const drawn = (count: number): string[] =>
      pictures.map((name) => readFileSync(join(folder, 'pictures', `${name}-${count}.svg`), 'utf8'));
    for (const count of [3, 12]) {
      for (const svg of drawn(count)) expect(svg.match(/<circle /g)).toHaveLength(5 * count);
      expect(new Set(drawn(count)).size).toBe(pictures.length);
    }
  });

  test('--svg points to the right on a row as on a ring', async () => {
    await linnet('leds', '--svg', folder);
    for (const [count, right] of [
      [3, 2],
      [12, 3],
    ] as const) {
      const svg = readFileSync(join(folder, `listening-to-the-right-${count}.svg`), 'utf8');
      const greens = [...svg.matchAll(/<circle [^>]*fill="rgb\(\d+ (\d+) /g)]
        .slice(0, count)
        .map(([, green]) => Number(green));
      expect(greens.indexOf(Math.max(...greens))).toBe(right);
    }
  });

  test('--svg draws the same pictures each time', async () => {
    const draw = async (name: string): Promise<string[]> => {
      const pictures = join(folder, name);
      await linnet('leds', '--svg', pictures);
      return readdirSync(pictures).map((file) => readFileSync(join(pictures, file), 'utf8'));
    };
    expect(await draw('second')).toEqual(await draw('first'));
  });

  test('--json is the table of scenes', async () => {
    const { lines } = await linnet('leds', '--json');
    const rows = lines.map((line) => JSON.parse(line) as { scene: string; priority: number });
    expect(rows.map(({ scene }) => scene)).toEqual(SCENE_NAMES);
  });

  test('refuses a scene that there is not, with those that there are', async () => {
    const { status, errors } = await linnet('leds', 'disco');
    expect([status, errors.join()]).toEqual([2, expect.stringMatching(/idle, boot, .*"disco" came/)]);
  });
});

describe('linnet doctor', () => {
  const finding = z.strictObject({
    check: z.string(),
    state: z.enum(['ok', 'warning', 'failed', 'skipped']),
    says: z.string(),
    hint: z.string().nullable(),
  });

  test('is a table, with hints where they are asked for', async () => {
    const [plain, hinted] = [await linnet('doctor'), await linnet('doctor', '--fix-hints')];
    expect(plain.lines.every((line) => /^(ok {5}|warning|FAILED |skipped) {2}\S/.test(line))).toBe(true);
    expect(plain.lines.join('\n')).toMatch(/ok {7}board +simulated, as configured/);
    expect(plain.lines.join()).not.toContain('▸');
    expect(hinted.lines.filter((line) => line.includes('▸ linnet run'))).toHaveLength(1);
    expect(hinted.lines.join()).toMatch(/▸ linnet models fetch/); // this cache has none
    expect([plain.status, hinted.status]).toEqual([1, 1]);
  });

  test('--json is one finding a line', async () => {
    const { lines } = await linnet('doctor', '--json');
    const findings = lines.map((line) => finding.parse(JSON.parse(line)));
    expect(findings.map(({ check }) => check)).toEqual(
      expect.arrayContaining(['node', 'data folder', 'model', 'board']),
    );
  });

  test('names what a board of the table lacks that is not there', async () => {
    const { status, lines } = await linnet('--set', 'audio.board=respeaker-6mic', 'doctor');
    expect(status).toBe(1);
    expect(lines.join('\n')).toMatch(/FAILED {3}board +ReSpeaker 6-Mic Circular Array.*is not connected/);
  });
});
