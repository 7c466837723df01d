// Keeps the board's ring in step with the box: the most important of what is going on, refreshed while a scene has a lease.
import { networkInterfaces } from 'node:os';
import type { BoxStateSource } from '../api/actions.ts';
import type { DialogueState } from '../dialogue/dialogue-state.ts';
import type { Scene } from '../hardware/board-channel.ts';
import type { Clock, Timer } from '../kernel/clock.ts';
import { isLoopback } from '../kernel/loopback.ts';
import type { ChildState } from '../kernel/supervised-child.ts';
import { sceneOfDialogue, WAKING_MS } from '../presence/dialogue-scene.ts';
import { SCENES } from '../presence/scenes.ts';
import type { Box } from './box.ts';

const REFRESH_MS = 1000;
const ERROR_MS = SCENES.error.leaseMs ?? 0;

type ShownBox = Pick<Box, 'conversation' | 'timers'> & Pick<BoxStateSource, 'read' | 'onChange' | 'onTurn'>;

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
  readonly #ends: ReadonlyArray<() => void>;
  #timer: Timer | undefined;
  #phase: DialogueState['phase'] | null = null;
  /** When that began. */
  #phaseAt = 0;
  #failedAt = Number.NEGATIVE_INFINITY;

  constructor(deps: ShowingDeps) {
    this.#deps = deps;
    const { box } = deps;
    this.#ends = [
      box.onChange(() => this.refresh()),
      box.onTurn(({ origin, outcome }) => {
        if (origin !== 'typed' && outcome === 'failed') this.#showError();
      }),
      box.conversation.on('toneDue', (tone) => {
        if (tone === 'error') this.#showError();
      }),
    ];
  }

  /** Tells the board what to show now. */
  refresh(): void {
    const now = this.#deps.clock.monotonic();
    const { phase } = this.#deps.box.conversation.state;
    if (phase !== this.#phase) this.#phaseAt = now;
    this.#phase = phase;
    this.#deps.send(this.#scene(now));
    const due = [now + REFRESH_MS, this.#phaseAt + WAKING_MS, this.#failedAt + ERROR_MS].filter((at) => at > now);
    this.#timer?.cancel();
    this.#timer = this.#deps.clock.after(Math.min(...due) - now, () => this.refresh());
  }

  close(): void {
    for (const end of this.#ends) end();
    this.#timer?.cancel();
  }

  #showError(): void {
    this.#failedAt = this.#deps.clock.monotonic();
    this.refresh();
  }

  /** Of all that is so, what the table of scenes puts first. */
  #scene(now: number): Scene {
    const wishes = this.#wishes(now).filter((scene) => scene !== null);
    return wishes.reduce((best, scene) => (SCENES[scene.name].priority > SCENES[best.name].priority ? scene : best));
  }

  #wishes(now: number): ReadonlyArray<Scene | null> {
    const { box, starting, offline, settingUp } = this.#deps;
    const { problems, ringLight } = box.read();
    const timer = box.timers.list().find(({ state }) => state === 'running');
    return [
      sceneOfDialogue(box.conversation.state, now - this.#phaseAt),
      settingUp() ? { name: 'setUp' } : null,
      now - this.#failedAt < ERROR_MS ? { name: 'error' } : null,
      starting() ? { name: 'boot' } : null,
      offline() ? { name: 'noNetwork' } : null,
      problems.length > 0 ? { name: 'degraded' } : null,
      timer ? { name: 'timer', fraction: Math.min(1, timer.remainingMs / timer.totalMs) } : null,
      ringLight?.on === true ? { name: 'light', fraction: ringLight.brightness / 255 } : null,
    ];
  }
}

/** Whether the parts that hear and speak have been there, or one of them keeps failing; what is away after that is a fault. */
export function hasBegun(states: readonly ChildState[]): boolean {
  return states.every((state) => state === 'ready') || states.includes('degraded');
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
