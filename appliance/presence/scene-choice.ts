// Several parts of the box want to show something at once: each owner has one scene, the one with the highest priority is shown,
// and an owner that died or hangs is forgotten when its lease is over.
import type { Scene } from '../hardware/board-channel.ts';
import { SCENES } from './scenes.ts';

export interface ShownScene {
  readonly scene: Scene;
  /** When this scene began, so that an animation does not start anew with every refresh. */
  readonly sinceMs: number;
}

interface Wish extends ShownScene {
  readonly until: number;
}

const IDLE: Scene = { name: 'idle' };
const MOST_OWNERS = 32;

export class SceneChoice {
  readonly #wishes = new Map<string, Wish>();

  /** `owner` shows `scene` from now on; shown again, the same scene goes on and its lease starts anew. */
  show(owner: string, scene: Scene, nowMs: number): void {
    this.#wish(owner, scene, nowMs, SCENES[scene.name].leaseMs ?? Number.POSITIVE_INFINITY);
  }

  /** `owner` shows `scene` until it is cleared: for what the process of the ring itself knows, which cannot die without the ring. */
  hold(owner: string, scene: Scene, nowMs: number): void {
    this.#wish(owner, scene, nowMs, Number.POSITIVE_INFINITY);
  }

  clear(owner: string): void {
    this.#wishes.delete(owner);
  }

  /** The scene to show. Those that claim to hear are passed over while the microphone is not open. */
  current(nowMs: number, microphoneOpen: boolean): ShownScene {
    let best: Wish | undefined;
    for (const wish of this.#wishes.values()) {
      const row = SCENES[wish.scene.name];
      if (nowMs >= wish.until || (row.needsMicrophone && !microphoneOpen)) continue;
      if (best === undefined || row.priority > SCENES[best.scene.name].priority) best = wish;
    }
    return best ?? { scene: IDLE, sinceMs: 0 };
  }

  #wish(owner: string, scene: Scene, nowMs: number, leaseMs: number): void {
    if (!this.#wishes.has(owner) && this.#wishes.size >= MOST_OWNERS) {
      throw new RangeError(`A ring has at most ${MOST_OWNERS} owners.`);
    }
    const current = this.#wishes.get(owner);
    const goesOn = current?.scene.name === scene.name && nowMs < current.until;
    this.#wishes.set(owner, { scene, sinceMs: goesOn ? current.sinceMs : nowMs, until: nowMs + leaseMs });
  }
}
