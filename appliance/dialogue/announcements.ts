// What waits to be said on the box's own account: one after the other, as soon as nothing else is going on, a chime first where
// that was asked for. One that somebody's turn came before waits for its end and begins anew, and so does, once, one whose voice died.
import type { Clock, Timer } from '../kernel/clock.ts';
import { LinnetError } from '../kernel/errors.ts';

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

export class Announcements {
  readonly #deps: AnnouncementsDeps;
  readonly #waiting: Announcement[] = [];
  /** The one that was begun last. */
  #begun: Announcement | null = null;
  readonly #repeated = new WeakSet<Announcement>();
  #chiming: Timer | null = null;

  constructor(deps: AnnouncementsDeps) {
    this.#deps = deps;
  }

  /** Throws `queue.full` when twenty wait already. */
  add(announcement: Announcement): void {
    if (this.#waiting.length >= MOST_WAITING) {
      throw new LinnetError('queue.full', `${MOST_WAITING} announcements wait already; try again later.`);
    }
    this.#waiting.push(announcement);
    this.next();
  }

  /** Begins the next one where nothing else is going on. */
  next(): void {
    if (this.#chiming !== null || !this.#deps.isFree()) return;
    const announcement = this.#waiting.shift();
    if (announcement === undefined) return;
    if (!announcement.chime || !this.#deps.chime(announcement)) return this.#begin(announcement);
    this.#chiming = this.#deps.clock.after(CHIME_MS, () => {
      this.#chiming = null;
      if (this.#deps.isFree()) this.#begin(announcement);
      else this.#waiting.unshift(announcement);
    });
  }

  /** The one that was begun was not heard to its end: it comes again, once, before all others. */
  unheard(): void {
    const announcement = this.#begun;
    this.#begun = null;
    if (announcement === null || this.#repeated.has(announcement)) return;
    this.#repeated.add(announcement);
    this.#waiting.unshift(announcement);
  }

  #begin(announcement: Announcement): void {
    this.#begun = announcement;
    this.#deps.begin(announcement);
  }

  /** Nothing is begun after that. */
  close(): void {
    this.#chiming?.cancel();
    this.#waiting.length = 0;
  }
}
