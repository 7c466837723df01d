import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CliContext } from '../../appliance/cli/context.ts';
import { matchLines } from '../../appliance/cli/intents.ts';
import { silentLog } from '../../appliance/kernel/log.ts';

let folder: string;
let house: string;
let sentences: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linnet-intents-'));
  house = join(folder, 'house.json');
  sentences = join(folder, 'xy.json');
  const entities = [{ names: ['Desk Lamp', 'Desk'], id: 'light.desk', context: { domain: 'light' } }];
  await writeFile(house, JSON.stringify({ house: { areas: ['Kitchen'], floors: [], entities } }));
  const data = [
    { sentences: ['{name} on'] },
    { sentences: ['light on'], requires_context: { area: { slot: true } }, response: 'here' },
  ];
  await writeFile(sentences, JSON.stringify({ language: 'xy', intents: { HassTurnOn: { data } } }));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(lines: string[], json = true) {
  const out: string[] = [];
  const errors: string[] = [];
  let status = 0;
  const context: CliContext = {
    modelsRoot: folder,
    log: silentLog,
    write: (line) => out.push(line),
    writeError: (line) => errors.push(line),
    fail: (thrown) => {
      errors.push(String(thrown));
      status = 1;
    },
    setExitStatus: (code) => {
      status = code;
    },
  };
  await matchLines(
    { language: 'xy', house, sentences: [sentences], json },
    context,
    Readable.from(lines.map((line) => `${line}\n`)),
  );
  return { out, errors, status };
}

describe('linnet intents match', () => {
  it('answers each line with one line', async () => {
    const { out, status } = await run([
      '{"text":"desk on"}',
      '',
      '{"text":"light on","area":"Kitchen"}',
      '{"text":"hello"}',
    ]);
    expect(out.map((line) => JSON.parse(line))).toEqual([
      { text: 'desk on', intent: 'HassTurnOn', slots: { name: 'Desk' }, response: 'default', ms: expect.any(Number) },
      { text: 'light on', intent: 'HassTurnOn', slots: { area: 'Kitchen' }, response: 'here', ms: expect.any(Number) },
      { text: 'hello', intent: null, slots: {}, response: null, ms: expect.any(Number) },
    ]);
    expect(status).toBe(0);
  });

  it('says it in words without --json', async () => {
    const { out } = await run(['{"text":"desk on"}', '{"text":"hello"}'], false);
    expect(out[0]).toMatch(/^desk on ▸ HassTurnOn name="Desk" \(default\)/);
    expect(out[1]).toMatch(/^hello ▸ \(no command\)/);
  });

  it('reports a line that is none and goes on', async () => {
    const { out, errors, status } = await run(['nonsense', '{"words":"x"}', '{"text":"desk on"}']);
    expect(errors).toHaveLength(2);
    expect(out).toHaveLength(1);
    expect(status).toBe(1);
  });

  it('says what a house must look like', async () => {
    const wrong = join(folder, 'wrong.json');
    await writeFile(wrong, '{"areas": "kitchen"}');
    const context = {
      write: () => {},
      writeError: () => {},
      fail: () => {},
      setExitStatus: () => {},
      log: silentLog,
      modelsRoot: folder,
    };
    await expect(
      matchLines({ language: 'xy', house: wrong, sentences: [sentences] }, context, Readable.from([])),
    ).rejects.toThrow('[input.invalid]');
  });

  it('reads YAML too, and says what is wrong with it', async () => {
    const mine = join(folder, 'mine.yaml');
    const options = { language: 'xy', house, sentences: [mine], json: true };
    const out: string[] = [];
    const context: CliContext = {
      ...{
        modelsRoot: folder,
        log: silentLog,
        writeError: () => undefined,
        fail: () => undefined,
        setExitStatus: () => undefined,
      },
      write: (line) => out.push(line),
    };
    const match = () => matchLines(options, context, Readable.from(['{"text":"Desk please"}\n']));
    await writeFile(mine, 'language: xy\nintents:\n  HassTurnOn:\n    data:\n      - sentences: ["{name} please"]\n');
    await match();
    expect(JSON.parse(out[0]!)).toMatchObject({ intent: 'HassTurnOn', slots: { name: 'Desk' } });
    await writeFile(mine, 'language: [xy');
    await expect(match()).rejects.toThrow(/mine\.yaml" is no YAML/);
  });
});
