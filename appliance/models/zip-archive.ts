// Takes single files out of a zip (a Python wheel is one), without unpacking the rest. Sizes and offsets come from outside, so
// each is checked against the file and against a limit before it is used. Layout after APPNOTE.TXT 6.3.10, §4.3; no zip64, no
// encryption, methods "stored" and "deflated" only, which is what wheels are made of.
import { createWriteStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';
import { LinnetError } from '../kernel/errors.ts';

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const LONGEST_COMMENT = 65_535;
const LONGEST_DIRECTORY = 64 * 1024 * 1024;
const MORE_THAN_32_BITS = 0xffffffff;

export interface ZipEntry {
  readonly name: string;
  readonly deflated: boolean;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly headerAt: number;
}

/** The entries of the zip at `path` by name, folders left out. Throws `model.corrupt` for anything that is not a sound zip. */
export async function readZipDirectory(path: string): Promise<ReadonlyMap<string, ZipEntry>> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const tail = await readAt(file, Math.max(0, size - END_BYTES - LONGEST_COMMENT), size);
    const { at, bytes, entries } = findDirectory(tail, size, path);
    return parseZipDirectory(await readAt(file, at, at + bytes), entries, size, path);
  } finally {
    await file.close();
  }
}

/** Writes one entry to `destination`, replacing it. Throws `model.corrupt` where the packed bytes do not give the size they claim. */
export async function extractZipEntry(path: string, entry: ZipEntry, destination: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    const local = await readAt(file, entry.headerAt, entry.headerAt + LOCAL_BYTES);
    if (local.length < LOCAL_BYTES || local.readUInt32LE(0) !== LOCAL_SIGNATURE) throw notAZip(path, 'a local header');
    const start = entry.headerAt + LOCAL_BYTES + local.readUInt16LE(26) + local.readUInt16LE(28);
    const { size } = await file.stat();
    if (start + entry.packedBytes > size) throw notAZip(path, `all bytes of "${entry.name}"`);
    await copyEntry(file, start, entry, destination, path);
  } finally {
    await file.close();
  }
}

async function copyEntry(file: FileHandle, start: number, entry: ZipEntry, to: string, path: string): Promise<void> {
  const sink = createWriteStream(to);
  if (entry.packedBytes === 0) {
    sink.end();
    await pipeline([], sink);
    return;
  }
  const packed = file.createReadStream({ start, end: start + entry.packedBytes - 1, autoClose: false });
  const counted = exactly(entry.bytes, () => notAZip(path, `${entry.bytes} bytes in "${entry.name}"`));
  try {
    if (entry.deflated) await pipeline(packed, createInflateRaw(), counted, sink);
    else await pipeline(packed, counted, sink);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code?.startsWith('Z_') !== true) throw thrown;
    throw notAZip(path, `sound bytes in "${entry.name}"`);
  }
}

/** Lets through `bytes` bytes; fails on one more (a bomb) or on fewer at the end. */
function exactly(bytes: number, failure: () => Error): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen > bytes) done(failure());
      else done(null, chunk);
    },
    flush: (done) => done(seen === bytes ? null : failure()),
  });
}

function findDirectory(tail: Buffer, size: number, path: string): { at: number; bytes: number; entries: number } {
  for (let i = tail.length - END_BYTES; i >= 0; i--) {
    if (tail.readUInt32LE(i) !== END_SIGNATURE || i + END_BYTES + tail.readUInt16LE(i + 20) !== tail.length) continue;
    const bytes = tail.readUInt32LE(i + 12);
    const at = tail.readUInt32LE(i + 16);
    if (at + bytes > size || bytes > LONGEST_DIRECTORY) throw notAZip(path, 'a directory inside the file');
    return { at, bytes, entries: tail.readUInt16LE(i + 10) };
  }
  throw notAZip(path, 'an end record');
}

/** The central directory in `directory`; exported for its property test. `size` is that of the whole file. */
function parseZipDirectory(
  directory: Buffer,
  entries: number,
  size: number,
  path: string,
): ReadonlyMap<string, ZipEntry> {
  const found = new Map<string, ZipEntry>();
  let at = 0;
  for (let i = 0; i < entries; i++) {
    if (at + ENTRY_BYTES > directory.length || directory.readUInt32LE(at) !== ENTRY_SIGNATURE) {
      throw notAZip(path, `${entries} directory entries`);
    }
    const nameEnd = at + ENTRY_BYTES + directory.readUInt16LE(at + 28);
    const next = nameEnd + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    if (next > directory.length) throw notAZip(path, `${entries} directory entries`);
    const entry = parseEntry(directory, at, directory.toString('utf8', at + ENTRY_BYTES, nameEnd), size, path);
    if (entry !== undefined) found.set(entry.name, entry);
    at = next;
  }
  return found;
}

function parseEntry(directory: Buffer, at: number, name: string, size: number, path: string): ZipEntry | undefined {
  if (name.endsWith('/')) return undefined;
  const flags = directory.readUInt16LE(at + 8);
  const method = directory.readUInt16LE(at + 10);
  const packedBytes = directory.readUInt32LE(at + 20);
  const bytes = directory.readUInt32LE(at + 24);
  const headerAt = directory.readUInt32LE(at + 42);
  const wide = [packedBytes, bytes, headerAt].includes(MORE_THAN_32_BITS);
  if (wide || (flags & 1) !== 0 || (method !== 0 && method !== 8)) {
    throw new LinnetError(
      'model.unsupported',
      `"${path}" holds "${name}" in a form that is not read here (zip64, encrypted or an unusual packing).`,
    );
  }
  if (headerAt + LOCAL_BYTES + packedBytes > size) throw notAZip(path, `all bytes of "${name}"`);
  return { name, deflated: method === 8, packedBytes, bytes, headerAt };
}

async function readAt(file: FileHandle, from: number, to: number): Promise<Buffer> {
  const buffer = Buffer.alloc(Math.max(0, to - from));
  const { bytesRead } = await file.read(buffer, 0, buffer.length, from);
  return buffer.subarray(0, bytesRead);
}

function notAZip(path: string, expected: string): LinnetError {
  return new LinnetError('model.corrupt', `Expected a zip file with ${expected}; "${path}" is cut short or damaged.`);
}
