// Whether the box may listen: what software said, which survives a restart, and the switch of the board, which a person works and
// which wins. Software cannot undo it; its own mute a person can undo with it.
import type { BoardCommand } from '../hardware/board-channel.ts';
import { LinnetError } from '../kernel/errors.ts';
import type { SettingsFile } from '../storage/settings.ts';

export interface BoxMuteDeps {
  readonly settings: Pick<SettingsFile, 'read' | 'update'>;
  readonly board: (command: BoardCommand) => void;
  /** Called when the answer may have changed. */
  readonly onChanged: (muted: boolean) => void;
}

export class BoxMute {
  readonly #deps: BoxMuteDeps;
  #switchedOff = false;
  /** Whether the board was lost while software muted it, and may have left that on its chip. */
  #left = false;

  constructor(deps: BoxMuteDeps) {
    this.#deps = deps;
  }

  get muted(): boolean {
    return this.#switchedOff || this.bySoftware;
  }

  /** What the board is told. */
  get bySoftware(): boolean {
    return this.#deps.settings.read().muted ?? false;
  }

  /** Resolves when it is on the disk. Rejects with `microphone.switchedOff` where a person has switched the microphone off. */
  async set(muted: boolean): Promise<void> {
    if (!muted && this.#switchedOff) {
      throw new LinnetError(
        'microphone.switchedOff',
        'The microphone was switched off at the box; only its own switch turns it on again.',
      );
    }
    await this.#apply(muted, this.#switchedOff);
  }

  /** The board was just started, and says how its switch is: as a person left it, or as software did before it crashed. */
  foundSwitch(off: boolean): void {
    const ours = off && (this.#left || this.#isOurs());
    this.#left = false;
    this.#switchedOff = off && !ours;
    if (ours) this.#deps.board({ kind: 'mute', muted: this.bySoftware, adopt: true });
    this.#deps.onChanged(this.muted);
  }

  /** The board is gone; software may unmute before it is back. */
  lostBoard(): void {
    this.#left ||= this.#isOurs();
  }

  /** A person has worked the switch: kept as if software had been told so, since a board may forget it without power. */
  async switched(off: boolean): Promise<void> {
    this.#switchedOff = off;
    await this.#apply(off, off);
  }

  /** Whether the box is mute, and not because of a person at it. */
  #isOurs(): boolean {
    const { muted = false, mutedAtBox = false } = this.#deps.settings.read();
    return muted && !mutedAtBox;
  }

  async #apply(muted: boolean, mutedAtBox: boolean): Promise<void> {
    const stored = this.#deps.settings.update({ muted, mutedAtBox });
    this.#deps.board({ kind: 'mute', muted });
    this.#deps.onChanged(this.muted);
    await stored;
  }
}
