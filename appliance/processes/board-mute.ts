// Whether the board may hear: what software says, and the switch of the board, over which no software wins. Until both are known it
// may not.
import type { MuteSwitch } from '../hardware/ports.ts';
import { toError } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';

export interface BoardMuteHandlers {
  /** A person's act, or the state found at the start. */
  onSwitch(muted: boolean): void;
  /** What `muted` says may be another thing. */
  onChange(): void;
}

export class BoardMute {
  readonly #switch: MuteSwitch | null;
  readonly #log: Log;
  readonly #handlers: BoardMuteHandlers;
  /** null until somebody said. */
  #bySoftware: boolean | null = null;
  /** null until the switch was asked, or could not be. */
  #bySwitch: boolean | null = null;

  constructor(deps: { readonly muteSwitch: MuteSwitch | null; readonly log: Log }, handlers: BoardMuteHandlers) {
    this.#switch = deps.muteSwitch;
    this.#log = deps.log;
    this.#handlers = handlers;
  }

  get muted(): boolean {
    return this.#bySoftware !== false || this.#bySwitch !== false;
  }

  /** For a person. */
  get reason(): string {
    return this.#bySwitch === true ? 'The mute switch of the board is on.' : 'Muted.';
  }

  /** Asks the switch. Never rejects. */
  async start(): Promise<void> {
    try {
      await this.#switch?.open((muted) => this.#switched(muted));
    } catch (thrown) {
      this.#log.warn({ err: toError(thrown) }, 'mute switch does not work');
    }
    this.#bySwitch ??= false;
    if (this.#bySoftware !== null) this.#handlers.onChange();
  }

  /** Whether that is another thing than software said before. */
  set(muted: boolean): boolean {
    const changed = this.#bySoftware !== null && this.#bySoftware !== muted;
    this.#bySoftware = muted;
    void this.#switch?.follow(muted);
    this.#handlers.onChange();
    return changed;
  }

  /** What the switch was found to be is software's own, left behind by a life that ended without a word. */
  adopt(): void {
    this.#bySwitch = false;
    this.#switch?.adopt();
  }

  #switched(muted: boolean): void {
    this.#bySwitch = muted;
    this.#handlers.onSwitch(muted);
    this.#handlers.onChange();
  }
}
