// What changes at run time (volume, mute, sensitivity): one small JSON file through lowdb, over our atomic write. A file that
// cannot be read is set aside and the defaults are used, since a box must speak after a power cut.
import { readFileSync } from 'node:fs';
import { readFile, rename } from 'node:fs/promises';
import { type Adapter, Low } from 'lowdb';
import { z } from 'zod';
import { writeFileAtomic } from '../kernel/atomic-file.ts';
import { toError } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';

const percent = z.number().int().min(0).max(100);

const settingsSchema = z.object({
  assistantVolume: percent.optional(),
  mediaVolume: percent.optional(),
  wakeSensitivity: percent.optional(),
  muted: z.boolean().optional(),
  /** Whether that was a person at the box: a board that remembers its mute cannot say whose it was. */
  mutedAtBox: z.boolean().optional(),
  /** The version that Home Assistant told last: what it reads of us must not change because it is away. */
  homeAssistantVersion: z.string().max(32).optional(),
});

/** Each is absent until it was changed for the first time; the configuration then gives the value. */
export type Settings = z.infer<typeof settingsSchema>;

export interface SettingsFile {
  /** The present values. */
  read(): Readonly<Settings>;
  /** Changes some; resolves when they are on the disk. Writes are one after another, so the file is always a whole one. */
  update(change: Settings): Promise<void>;
}

/** Opens (or begins) the settings at `path`. */
export async function openSettings(path: string, deps: { readonly log: Log }): Promise<SettingsFile> {
  const low = new Low<Settings>(new AtomicJson(path, deps.log), {});
  await low.read();
  let writing: Promise<void> = Promise.resolve();
  return {
    read: () => low.data,
    update: (change) => {
      low.data = settingsSchema.parse({ ...low.data, ...change });
      writing = writing.catch(() => {}).then(() => low.write()); // the earlier caller has its own rejection
      return writing;
    },
  };
}

/** As they are on disk, for whoever is not the box: none where there is no file, or one that the box would set aside. */
export function readSettings(path: string): Readonly<Settings> {
  try {
    return settingsSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return {}; // the box says so when it starts
  }
}

class AtomicJson implements Adapter<Settings> {
  readonly #path: string;
  readonly #log: Log;

  constructor(path: string, log: Log) {
    this.#path = path;
    this.#log = log;
  }

  async read(): Promise<Settings | null> {
    try {
      return settingsSchema.parse(JSON.parse(await readFile(this.#path, 'utf8')));
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return null;
      this.#log.warn({ path: this.#path, err: toError(thrown) }, 'settings cannot be read, set aside and begun anew');
      await rename(this.#path, `${this.#path}.unreadable`);
      return null;
    }
  }

  write(settings: Settings): Promise<void> {
    return writeFileAtomic(this.#path, `${JSON.stringify(settings, null, 2)}\n`);
  }
}
