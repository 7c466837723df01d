// What changes at run time (volume, mute, sensitivity): one small JSON file through lowdb, over our atomic write. A file that
// cannot be read is set aside and the defaults are used, since a box must speak after a power cut; so is a single value. But where it
// cannot be read whether the box was muted, it is: nobody is listened to who had muted it.
import { readFileSync } from 'node:fs';
import { copyFile, readFile } from 'node:fs/promises';
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

/** Where it cannot be read who muted: what a board remembers is then a person's, which software does not undo. */
const UNKNOWN_HAND: Settings = { mutedAtBox: true };

export interface SettingsFile {
  /** The present values. */
  read(): Readonly<Settings>;
  /** Changes some; resolves when they are on the disk. Writes are one after another, so the file is always a whole one. */
  update(change: Settings): Promise<void>;
}

export interface SettingsDeps {
  readonly log: Log;
  /** It cannot be read whether the box was muted, so it is. */
  readonly onMuteUnknown?: () => void;
}

/** Opens (or begins) the settings at `path`. */
export async function openSettings(path: string, deps: SettingsDeps): Promise<SettingsFile> {
  const low = new Low<Settings>(new AtomicJson(path, deps), {});
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
    return parseSettings(readFileSync(path, 'utf8')).settings;
  } catch {
    return {}; // the box says so when it starts
  }
}

/** `damaged` are the keys whose values are left out. Throws where the whole is damaged. */
function parseSettings(text: string): { readonly settings: Settings; readonly damaged: readonly string[] } {
  const stored = z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  const { error } = settingsSchema.safeParse(stored);
  const damaged = [...new Set(error?.issues.map(({ path }) => String(path[0])))];
  const whole = Object.entries(stored).filter(([key]) => !damaged.includes(key));
  return { settings: settingsSchema.parse(Object.fromEntries(whole)), damaged };
}

class AtomicJson implements Adapter<Settings> {
  readonly #path: string;
  readonly #deps: SettingsDeps;

  constructor(path: string, deps: SettingsDeps) {
    this.#path = path;
    this.#deps = deps;
  }

  async read(): Promise<Settings | null> {
    try {
      const { settings, damaged } = parseSettings(await readFile(this.#path, 'utf8'));
      if (damaged.length > 0)
        this.#deps.log.warn({ path: this.#path, damaged }, 'settings damaged, their defaults used');
      if (damaged.includes('muted')) return this.#muted(settings);
      return damaged.includes('mutedAtBox') ? { ...settings, ...UNKNOWN_HAND } : settings;
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return null;
      this.#deps.log.warn(
        { path: this.#path, err: toError(thrown) },
        'settings cannot be read, set aside and begun anew',
      );
      return this.#beginAnew();
    }
  }

  write(settings: Settings): Promise<void> {
    return writeFileAtomic(this.#path, `${JSON.stringify(settings, null, 2)}\n`);
  }

  /** The damaged file stays until there is another one that says muted: a power cut in between must not lose that. */
  async #beginAnew(): Promise<Settings> {
    const settings = this.#muted({});
    try {
      await copyFile(this.#path, `${this.#path}.unreadable`);
      await this.write(settings);
    } catch (thrown) {
      this.#deps.log.warn({ path: this.#path, err: toError(thrown) }, 'damaged settings cannot be set aside');
    }
    return settings;
  }

  #muted(settings: Settings): Settings {
    this.#deps.onMuteUnknown?.();
    return { ...settings, muted: true, ...UNKNOWN_HAND };
  }
}
