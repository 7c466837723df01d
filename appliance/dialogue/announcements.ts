// What waits to be said on the box's own account: one after the other, as soon as nothing else is going on, a chime first where
// that was asked for. One that somebody's turn came before waits for its end and begins anew, and so does, once, one whose voice died.
// Whoever wants one said is told what became of it: it waits in memory alone, and is gone with the power.
import type { Clock, Timer } from '../kernel/clock.ts';
import { LinnetError } from '../kernel/errors.ts';
import type { Outcome } from './turn.ts';

export interface Announcement {
  readonly text: string;
  /** Whether a chime sounds first. */
  readonly chime: boolean;
  /** 0 to 100; null: as loud as the box is set. */
  readonly volume: number | null;
  /** Whether the microphone opens for an answer. */
  readonly listenAfter: boolean;
}

export interface AnnouncementsDeps {
  readonly clock: Clock;
  /** Whether nothing else is going on now, and it would be heard. */
  readonly isFree: () => boolean;
  /** Sounds the chime of `announcement`; false where there is none. */
  readonly chime: (announcement: Announcement) => boolean;
  readonly begin: (announcement: Announcement) => void;
}

const MOST_WAITING = 20;
/** The chime lasts 590 ms; its end is faint, and the voice needs some time as well. */
const CHIME_MS = 450;

interface Entry {
  readonly announcement: Announcement;
  readonly said: () => void;
  readonly failed: (error: LinnetError) => void;
  /** It was begun before, and its voice died. */
  isAgain: boolean;
  /** Some of it was heard. */
  sounded: boolean;
}

export class Announcements {
  readonly #deps: AnnouncementsDeps;
  readonly #waiting: Entry[] = [];
  /** The one that was begun last and has not ended. */
  #begun: Entry | null = null;
  #chiming: Timer | null = null;

  constructor(deps: AnnouncementsDeps) {
    this.#deps = deps;
  }

  /**
   * Throws `queue.full` when twenty wait already. Resolves when it was heard to its end, or somebody spoke over it; rejects with
   * `operation.cancelled` where somebody stopped it, `child.unavailable` where its voice died twice, `queue.closed` where the box
   * ended before. A rejection that nobody waits for does no harm.
   */
  add(announcement: Announcement): Promise<void> {
    if (this.#waiting.length >= MOST_WAITING) {
      throw new LinnetError('queue.full', `${MOST_WAITING} announcements wait already; try again later.`);
    }
    const ended = new Promise<void>((said, failed) => {
      this.#waiting.push({ announcement, said, failed, isAgain: false, sounded: false });
    });
    ended.catch(() => {}); // told to whoever waits for it
    this.next();
    return ended;
  }

  /** Begins the next one where nothing else is going on. */
  next(): void {
    const [first] = this.#waiting;
    if (first === undefined || this.#chiming !== null || !this.#deps.isFree()) return;
    if (!first.announcement.chime || !this.#deps.chime(first.announcement)) return this.#begin();
    this.#chiming = this.#deps.clock.after(CHIME_MS, () => {
      this.#chiming = null;
      if (this.#deps.isFree()) this.#begin();
    });
  }

  /** The one that was begun is heard. */
  sounds(): void {
    if (this.#begun !== null) this.#begun.sounded = true;
  }

  /** The one that was begun has ended with `outcome`; what was not heard comes again, before all others. */
  ended(outcome: Outcome): void {
    const entry = this.#begun;
    this.#begun = null;
    if (entry === null) return;
    if (outcome === 'failed') return this.#unheard(entry);
    if (outcome !== 'done') return entry.failed(new LinnetError('operation.cancelled', 'It was stopped.'));
    if (entry.sounded) entry.said();
    else this.#waiting.unshift(entry); // somebody spoke to the box before its first word
  }

  /** Nothing is begun after that. */
  close(): void {
    this.#chiming?.cancel();
    const error = new LinnetError('queue.closed', 'The box ended before it was said.');
    for (const entry of [this.#begun, ...this.#waiting.splice(0)]) entry?.failed(error);
    this.#begun = null;
  }

  #unheard(entry: Entry): void {
    const text = 'It was not heard to its end: the voice or the loudspeaker failed twice.';
    if (entry.isAgain) return entry.failed(new LinnetError('child.unavailable', text));
    entry.isAgain = true;
    entry.sounded = false;
    this.#waiting.unshift(entry);
  }

  #begin(): void {
    const entry = this.#waiting.shift();
    if (entry === undefined) return;
    this.#begun = entry;
    this.#deps.begin(entry.announcement);
  }
}
