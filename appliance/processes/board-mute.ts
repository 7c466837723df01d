// Whether the board may hear: what software says, and the switch of the board, over which no software wins. Until both are known it
// may not. A switch that answered once is what it was last seen to be, however long it is away. One that has not answered for ten
// seconds counts as off, and so does one that this box has no right to ask, since it would never hear: that is told as a problem until it
// answers.
import type { MuteSwitch } from '../hardware/ports.ts';
import type { Clock, Timer } from '../kernel/clock.ts';
import { hasCode, toError } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';

export interface BoardMuteDeps {
  readonly muteSwitch: MuteSwitch | null;
  readonly clock: Clock;
  readonly log: Log;
}

export interface BoardMuteHandlers {
  /** A person's act, or the state found at the start. */
  onSwitch(muted: boolean): void;
  /** It counts as off since it does not answer, and why it does not. */
  onUnread(reason: string): void;
  /** What `muted` says may be another thing. */
  onChange(): void;
}

/** A chip that resets, or whose USB port is still being looked at, answers within a few. */
const ANSWER_MS = 10_000;
/** A device that has just been plugged in belongs to nobody until udev has read its rules, and is asked again after a second. */
const FORBIDDEN_MS = 2000;

export class BoardMute {
  readonly #switch: MuteSwitch | null;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #handlers: BoardMuteHandlers;
  /** null until somebody said. */
  #bySoftware: boolean | null = null;
  /** null until the switch answered, or did not for too long. */
  #bySwitch: boolean | null;
  #patience: Timer | null = null;

  constructor({ muteSwitch, clock, log }: BoardMuteDeps, handlers: BoardMuteHandlers) {
    this.#switch = muteSwitch;
    this.#clock = clock;
    this.#log = log;
    this.#handlers = handlers;
    this.#bySwitch = muteSwitch === null ? false : null;
  }

  get muted(): boolean {
    return this.#bySoftware !== false || this.#bySwitch !== false;
  }

  /** For a person. */
  get reason(): string {
    if (this.#bySwitch === null) return 'The mute switch of the board has not answered yet.';
    return this.#bySwitch ? 'The mute switch of the board is on.' : 'Muted.';
  }

  /** Asks the switch. Never rejects. */
  async start(): Promise<void> {
    if (this.#switch === null) return;
    this.#patience = this.#clock.after(FORBIDDEN_MS, () => {
      if (hasCode(this.#switch?.failure, 'board.forbidden')) return this.#giveUp();
      this.#patience = this.#clock.after(ANSWER_MS - FORBIDDEN_MS, () => this.#giveUp());
    });
    try {
      await this.#switch.open((muted) => this.#switched(muted));
    } catch (thrown) {
      this.#log.warn({ err: toError(thrown) }, 'mute switch does not work');
    }
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

  close(): void {
    this.#patience?.cancel();
  }

  #switched(muted: boolean): void {
    this.#patience?.cancel();
    this.#bySwitch = muted;
    this.#handlers.onSwitch(muted);
    this.#handlers.onChange();
  }

  #giveUp(): void {
    this.#bySwitch = false;
    this.#handlers.onUnread(this.#switch?.failure?.message ?? 'it does not answer');
    this.#handlers.onChange();
  }
}
