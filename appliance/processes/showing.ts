// Keeps the board's ring in step with the box: the most important of what is going on, refreshed while a scene has a lease.
import type { BoxStateSource } from '../api/actions.ts';
import type { DialogueState } from '../dialogue/turn-machine.ts';
import type { Scene } from '../hardware/board-channel.ts';
import type { Clock, Timer } from '../kernel/clock.ts';
import { sceneOfDialogue } from '../presence/dialogue-scene.ts';
import type { Box } from './box.ts';

const REFRESH_MS = 1000;

export class Showing {
  readonly #box: Pick<Box, 'conversation' | 'timers'> & BoxStateSource;
  readonly #send: (scene: Scene) => void;
  readonly #clock: Clock;
  readonly #end: () => void;
  #timer: Timer | undefined;

  constructor(deps: { readonly box: Box; readonly send: (scene: Scene) => void; readonly clock: Clock }) {
    this.#box = deps.box;
    this.#send = deps.send;
    this.#clock = deps.clock;
    this.#end = deps.box.onChange(() => this.refresh());
  }

  /** Tells the board what to show now. */
  refresh(): void {
    this.#send(this.#scene());
    this.#timer?.cancel();
    this.#timer = this.#clock.after(REFRESH_MS, () => this.refresh());
  }

  close(): void {
    this.#end();
    this.#timer?.cancel();
  }

  #scene(): Scene {
    const state: DialogueState = this.#box.conversation.state;
    const scene = sceneOfDialogue(state);
    if (scene.name !== 'idle' && scene.name !== 'muted') return scene;
    const { problems, ringLight } = this.#box.read();
    if (scene.name === 'idle' && problems.length > 0) return { name: 'degraded' };
    const [next] = this.#box.timers.list().filter((timer) => timer.state === 'running');
    if (scene.name === 'idle' && next !== undefined)
      return { name: 'timer', fraction: Math.min(1, next.remainingMs / next.totalMs) };
    // The red of the closed microphones is painted over it.
    return ringLight?.on === true ? { name: 'light', fraction: ringLight.brightness / 255 } : scene;
  }
}
