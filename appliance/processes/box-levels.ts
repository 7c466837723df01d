// How loud the box is and how readily it wakes: as it was set last, else as configured. An announcement may sound at a volume of its
// own, which ends with it.
import type { Config } from '../config/schema.ts';
import type { BoardCommand } from '../hardware/board-channel.ts';
import type { EarCommand } from '../speech/ear-channel.ts';
import type { SettingsFile } from '../storage/settings.ts';

export interface BoxLevelsDeps {
  readonly settings: SettingsFile;
  readonly board: (command: BoardCommand) => void;
  readonly ear: (command: EarCommand) => void;
  readonly onChanged: () => void;
}

/** All 0 to 100. */
export interface Levels {
  readonly assistantVolume: number;
  readonly mediaVolume: number;
  readonly wakeSensitivity: number;
}

export class BoxLevels {
  readonly #configured: Levels;
  readonly #deps: BoxLevelsDeps;
  #isBorrowed = false;

  constructor({ audio, wake }: Pick<Config, 'audio' | 'wake'>, deps: BoxLevelsDeps) {
    const { assistantVolume, mediaVolume } = audio;
    this.#configured = { assistantVolume, mediaVolume, wakeSensitivity: wake.sensitivity };
    this.#deps = deps;
  }

  read(): Levels {
    const { assistantVolume, mediaVolume, wakeSensitivity } = this.#deps.settings.read();
    return {
      assistantVolume: assistantVolume ?? this.#configured.assistantVolume,
      mediaVolume: mediaVolume ?? this.#configured.mediaVolume,
      wakeSensitivity: wakeSensitivity ?? this.#configured.wakeSensitivity,
    };
  }

  async setVolume(plane: 'assistant' | 'media', percent: number): Promise<void> {
    const kept = this.#change(plane === 'assistant' ? { assistantVolume: percent } : { mediaVolume: percent });
    this.#deps.board({ kind: 'volume', plane, percent, turned: true });
    await kept;
  }

  async setWakeSensitivity(percent: number): Promise<void> {
    const kept = this.#change({ wakeSensitivity: percent });
    this.#deps.ear({ kind: 'sensitivity', percent });
    await kept;
  }

  /** Until it is given back; null borrows nothing. */
  borrowVolume(percent: number | null): void {
    if (percent === null) return;
    this.#isBorrowed = true;
    this.#deps.board({ kind: 'volume', plane: 'assistant', percent });
  }

  giveVolumeBack(): void {
    if (!this.#isBorrowed) return;
    this.#isBorrowed = false;
    this.#deps.board({ kind: 'volume', plane: 'assistant', percent: this.read().assistantVolume });
  }

  /** It holds from now on, also where the disk does not take it; resolves when it is on the disk. */
  #change(change: Partial<Levels>): Promise<void> {
    const kept = this.#deps.settings.update(change);
    this.#deps.onChanged();
    return kept;
  }
}
