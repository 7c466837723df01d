// A box that is in whatever state a test wants, as far as its ring goes.
import { type DialogueState, INITIAL_DIALOGUE, type Origin } from '../../appliance/dialogue/dialogue-state.ts';
import type { Scene } from '../../appliance/hardware/board-channel.ts';
import type { Clock } from '../../appliance/kernel/clock.ts';
import { Showing, type ShowingDeps } from '../../appliance/processes/showing.ts';

export const IDLE: DialogueState['phase'] = INITIAL_DIALOGUE.phase;
export const listeningFrom = (origin: Origin['kind']) => ({ name: 'listening', turn: 1, origin }) as const;

/** What is so. */
export interface Truth {
  starting: boolean;
  offline: boolean;
  muted: boolean;
  settingUp: boolean;
  ringing: boolean;
  problems: string[];
  phase: DialogueState['phase'];
  timers: Array<{ state: string; remainingMs: number; totalMs: number }>;
  ringLight: { on: boolean; brightness: number } | undefined;
}

export class ScriptedBox {
  readonly truth: Truth = {
    ...{ starting: false, offline: false, muted: false, settingUp: false, ringing: false },
    ...{ problems: [], phase: IDLE, timers: [], ringLight: undefined },
  };
  /** A tone is due. */
  sound: (tone: string) => void = () => {};
  endTurn: (turn: { origin: string; outcome: string }) => void = () => {};

  show(clock: Clock, send: (scene: Scene) => void): Showing {
    const { truth } = this;
    const is = (key: 'starting' | 'offline' | 'settingUp') => () => truth[key];
    const [starting, offline, settingUp] = [is('starting'), is('offline'), is('settingUp')];
    return new Showing({ box: this.#box(), clock, send, starting, offline, settingUp });
  }

  #box(): ShowingDeps['box'] {
    const { truth } = this;
    return {
      conversation: {
        get state() {
          return { ...INITIAL_DIALOGUE, muted: truth.muted, ringing: truth.ringing, phase: truth.phase };
        },
        on: (_event: 'toneDue', listener: ScriptedBox['sound']) => {
          this.sound = listener;
          return () => {};
        },
      },
      timers: { list: () => truth.timers },
      read: () => ({ problems: truth.problems, ringLight: truth.ringLight }),
      onChange: () => () => {},
      onTurn: (listener: ScriptedBox['endTurn']) => {
        this.endTurn = listener;
        return () => {};
      },
    } as unknown as ShowingDeps['box'];
  }
}
