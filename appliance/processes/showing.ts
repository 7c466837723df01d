// Keeps the board's ring in step with the box: the most important of what is going on, refreshed while a scene has a lease.
import { networkInterfaces } from 'node:os';
import type { BoxStateSource } from '../api/actions.ts';
import type { DialogueState } from '../dialogue/turn-machine.ts';
import type { Scene } from '../hardware/board-channel.ts';
import type { Clock, Timer } from '../kernel/clock.ts';
import { isLoopback } from '../kernel/loopback.ts';
import { sceneOfDialogue } from '../presence/dialogue-scene.ts';
import type { Box } from './box.ts';

const REFRESH_MS = 1000;

type ShownBox = Pick<Box, 'conversation' | 'timers'> & Pick<BoxStateSource, 'read' | 'onChange'>;

export interface ShowingDeps {
  readonly box: ShownBox;
  readonly send: (scene: Scene) => void;
  readonly clock: Clock;
  /** Whether it cannot hear or speak yet, since its models are being loaded for the first time. */
  readonly starting: () => boolean;
  /** Whether what it was set up to reach cannot be reached, since there is no network at all. */
  readonly offline: () => boolean;
  /** Whether it is being set up, or would be if the button were held on. */
  readonly settingUp: () => boolean;
}

export class Showing {
  readonly #deps: ShowingDeps;
  readonly #end: () => void;
  #timer: Timer | undefined;

  constructor(deps: ShowingDeps) {
    this.#deps = deps;
    this.#end = deps.box.onChange(() => this.refresh());
  }

  /** Tells the board what to show now. */
  refresh(): void {
    this.#deps.send(this.#scene());
    this.#timer?.cancel();
    this.#timer = this.#deps.clock.after(REFRESH_MS, () => this.refresh());
  }

  close(): void {
    this.#end();
    this.#timer?.cancel();
  }

  #scene(): Scene {
    const { box, starting, offline, settingUp } = this.#deps;
    if (settingUp()) return { name: 'setUp' };
    const state: DialogueState = box.conversation.state;
    const scene = sceneOfDialogue(state);
    if (scene.name !== 'idle' && scene.name !== 'muted') return scene;
    if (offline()) return { name: 'noNetwork' };
    const { problems, ringLight } = box.read();
    if (scene.name === 'idle' && problems.length > 0) return { name: 'degraded' };
    if (starting()) return { name: 'boot' };
    const [next] = box.timers.list().filter((timer) => timer.state === 'running');
    if (scene.name === 'idle' && next !== undefined)
      return { name: 'timer', fraction: Math.min(1, next.remainingMs / next.totalMs) };
    // The red of the closed microphones is painted over it.
    return ringLight?.on === true ? { name: 'light', fraction: ringLight.brightness / 255 } : scene;
  }
}

/** What was set up to be reached, of which one on this machine needs no network. */
export interface Reached {
  readonly mqtt: { readonly url: string | null };
  readonly homeAssistant: { readonly url: string | null };
}

/** Whether something of it is elsewhere, and so out of reach without a network. */
export function needsNetwork({ mqtt, homeAssistant }: Reached): boolean {
  return [mqtt.url, homeAssistant.url].some(
    (url) => url !== null && URL.canParse(url) && !isLoopback(new URL(url).hostname),
  );
}

/** Whether this machine has an address that others could reach. */
export function hasNetwork(): boolean {
  return Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ internal }) => !internal));
}
