// The ring of a board: paints the chosen scene 50 times a second while it moves, and looks four times a second whether another one
// is due while it stands still. A frame that changed nothing is not sent to the LEDs.
import type { Scene } from '../hardware/board-channel.ts';
import type { LedRing } from '../hardware/ports.ts';
import type { Clock, Timer } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import { SceneChoice } from '../presence/scene-choice.ts';
import { type RingGeometry, renderScene, SCENES } from '../presence/scenes.ts';

export interface RingTruth {
  /** Whether the capture device is open. */
  readonly microphoneOpen: boolean;
  /** Whether it is closed on purpose. */
  readonly muted: boolean;
}

export interface BoardRingDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly ring: LedRing;
  /** What is so at this moment; asked for every frame. */
  readonly truth: () => RingTruth;
}

const FRAME_MS = 20;
const STILL_MS = 250;
/** To the hub: ten times a second at most. */
const REPORT_MS = 100;

export class BoardRing {
  readonly #deps: BoardRingDeps;
  readonly #geometry: RingGeometry;
  readonly #onPixels: (pixels: Uint8Array) => void;
  readonly #choice = new SceneChoice();
  readonly #frame: Uint8Array;
  readonly #shown: Uint8Array;
  readonly #reported: Uint8Array;
  #reportedAt = Number.NEGATIVE_INFINITY;
  #timer: Timer | null = null;
  #direction: number | null = null;
  #first = true;
  #closed = false;

  /** `onPixels` gets what the ring shows, when it changed; the array is only valid during the call. */
  constructor(geometry: RingGeometry, deps: BoardRingDeps, onPixels: (pixels: Uint8Array) => void) {
    this.#geometry = geometry;
    this.#deps = deps;
    this.#onPixels = onPixels;
    this.#frame = new Uint8Array(geometry.count * 3);
    this.#shown = new Uint8Array(geometry.count * 3);
    this.#reported = new Uint8Array(geometry.count * 3);
  }

  /** For as long as the table of scenes says, or until it is shown again. */
  show(owner: string, scene: Scene): void {
    this.#choice.show(owner, scene, this.#deps.clock.monotonic());
    this.repaint();
  }

  /** Until it is cleared: for what this process knows by itself. */
  hold(owner: string, scene: Scene): void {
    this.#choice.hold(owner, scene, this.#deps.clock.monotonic());
    this.repaint();
  }

  clear(owner: string): void {
    this.#choice.clear(owner);
    this.repaint();
  }

  /** Where somebody speaks, in degrees of the ring; null where that is not known. Scenes that listen point there. */
  setDirection(degrees: number | null): void {
    this.#direction = degrees;
  }

  /** Paints now: something changed. */
  repaint(): void {
    if (this.#closed) return;
    this.#timer?.cancel();
    const now = this.#deps.clock.monotonic();
    const { microphoneOpen, muted } = this.#deps.truth();
    const { scene, sinceMs } = this.#choice.current(now, microphoneOpen);
    renderScene(this.#directed(scene), now - sinceMs, this.#geometry, muted, this.#frame);
    this.#showFrame();
    this.#report(now);
    this.#timer = this.#deps.clock.after(SCENES[scene.name].moves ? FRAME_MS : STILL_MS, () => this.repaint());
  }

  close(): void {
    this.#closed = true;
    this.#timer?.cancel();
  }

  #directed(scene: Scene): Scene {
    if (this.#direction === null || scene.direction !== undefined || !SCENES[scene.name].needsMicrophone) return scene;
    return { ...scene, direction: this.#direction };
  }

  #showFrame(): void {
    if (!this.#first && equal(this.#frame, this.#shown)) return;
    this.#first = false;
    this.#shown.set(this.#frame);
    try {
      this.#deps.ring.show(this.#frame);
    } catch (error) {
      // LEDs are the least of a voice box: it goes on without them.
      this.#deps.log.warn({ err: error }, 'ring could not be painted');
      this.close();
    }
  }

  #report(now: number): void {
    if (now - this.#reportedAt < REPORT_MS || equal(this.#frame, this.#reported)) return;
    this.#reportedAt = now;
    this.#reported.set(this.#frame);
    this.#onPixels(this.#reported);
  }
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
