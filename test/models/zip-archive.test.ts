import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LinnetError } from '../../appliance/kernel/errors.ts';
import { extractZipEntry, readZipDirectory } from '../../appliance/models/zip-archive.ts';
import { makeZip } from './zip-writer.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linnet-zip-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function takeAll(zip: Uint8Array): Promise<Map<string, Buffer>> {
  const path = join(folder, 'a.whl');
  const out = join(folder, 'out');
  await writeFile(path, zip);
  const taken = new Map<string, Buffer>();
  for (const entry of (await readZipDirectory(path)).values()) {
    await extractZipEntry(path, entry, out);
    taken.set(entry.name, await readFile(out));
  }
  return taken;
}

test('takes out what was put in, packed or stored, also empty files and a comment at the end', async () => {
  const contents = fc.uniqueArray(
    fc.record({
      name: fc.stringMatching(/^[a-z_]{1,8}\/[a-zé.]{1,8}$/),
      content: fc.uint8Array({ maxLength: 300 }),
      stored: fc.boolean(),
    }),
    { selector: ({ name }) => name, maxLength: 6 },
  );
  await fc.assert(
    fc.asyncProperty(contents, fc.string({ maxLength: 40 }), async (files, comment) => {
      const taken = await takeAll(makeZip(files, comment));
      expect([...taken.keys()]).toEqual(files.map(({ name }) => name));
      for (const { name, content } of files) expect(taken.get(name)).toEqual(Buffer.from(content));
    }),
    { numRuns: 60 },
  );
});

test('leaves folders out', async () => {
  const taken = await takeAll(makeZip([{ name: 'a/', content: new Uint8Array(), stored: true }]));
  expect(taken.size).toBe(0);
});

test('a damaged zip is an error or other bytes, never a crash, a hang or a file longer than it says', async () => {
  const zip = makeZip([
    { name: 'one.bin', content: Buffer.alloc(500, 'abcdefgh') },
    { name: 'two.bin', content: Buffer.from('short'), stored: true },
  ]);
  const damage = fc.array(fc.tuple(fc.nat(zip.length - 1), fc.nat(255)), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(damage, fc.nat(zip.length), async (bytes, cut) => {
      const damaged = Buffer.from(zip);
      for (const [at, value] of bytes) damaged[at] = value;
      try {
        const taken = await takeAll(damaged.subarray(0, cut % 3 === 0 ? cut : zip.length));
        expect(taken.size).toBeLessThanOrEqual(2);
      } catch (error) {
        expect(error).toBeInstanceOf(LinnetError);
      }
    }),
    { numRuns: 300 },
  );
});

test('an entry that unpacks to more than it claims is stopped', async () => {
  const zip = makeZip([{ name: 'bomb', content: Buffer.alloc(100_000) }]);
  const at = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  zip.writeUInt32LE(10, at + 24);
  await expect(takeAll(zip)).rejects.toMatchObject({ code: 'model.corrupt' });
});

test('a file that is no zip is named', async () => {
  await expect(takeAll(Buffer.from('hello'))).rejects.toThrow(/a\.whl/);
  await expect(takeAll(new Uint8Array())).rejects.toMatchObject({ code: 'model.corrupt' });
});

test('zip64 and encryption are refused, not misread', async () => {
  const encrypted = makeZip([{ name: 'x', content: Buffer.from('x') }]);
  encrypted.writeUInt16LE(1, encrypted.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 8);
  await expect(takeAll(encrypted)).rejects.toMatchObject({ code: 'model.unsupported' });
});
