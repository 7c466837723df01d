// What may be asked of the box from outside, and what it shows. Every door (MQTT, HTTP, the command line) calls these and nothing
// else: doors know their protocol, actions know the box.
import type { Turn } from '../dialogue/turn.ts';
import type { TurnWords } from '../dialogue/turn-recorder.ts';
import type { Actor } from '../home/house.ts';
import type { HouseTimer } from '../skills/timer-keeper.ts';
import type { HouseEdit, HouseListing } from './house-editing.ts';

export interface AskReply {
  readonly text: string;
  readonly outcome: Turn['outcome'];
  readonly intent: string | null;
  readonly slots: Readonly<Record<string, unknown>>;
}

export interface BoxActions {
  /**
   * Speaks `text` when nothing else is going on. Throws `queue.full` or `input.invalid` at once. Resolves when it was said: what waits is
   * gone with the power. Rejects with `operation.cancelled`, `child.unavailable` or `queue.closed` where it was not.
   */
  announce(text: string): Promise<void>;
  /** A typed turn: understood and acted on as if it had been said; the reply is returned, not spoken. */
  ask(text: string, actor: Actor): Promise<AskReply>;
  /** As a short press of the button: listen, or stop what is going on. Throws `microphone.switchedOff` where it cannot listen. */
  talk(): void;
  /** Stops speech, listening and ringing. */
  stop(): void;
  setMuted(muted: boolean): Promise<void>;
  /** 0 to 100. */
  setVolume(plane: 'assistant' | 'media', percent: number): Promise<void>;
  /** 0 to 100; 50 is each model's own cut-off. */
  setWakeSensitivity(percent: number): Promise<void>;
  startTimer(timer: { readonly name: string | null; readonly seconds: number }): HouseTimer;
  /** These throw `timer.unknown`. */
  cancelTimer(id: number): void;
  pauseTimer(id: number): void;
  resumeTimer(id: number): void;
  /** Seconds below zero take away. */
  extendTimer(id: number, seconds: number): void;
  /** Everything that can be named in the house. */
  listHouse(): HouseListing;
  // What follows is absent where this box cannot do it; doors then do not offer it.
  /** As `announce`, with a chime before it, or at a volume of its own (0 to 100). */
  announceAs?(announcement: Announcement): Promise<void>;
  /** As `announce`, and listens for the answer. */
  startConversation?(text: string): Promise<void>;
  /** Lights the ring for the room, on top of nothing: what the box has to show comes first. `brightness` 0 to 255. */
  setRingLight?(light: { readonly on: boolean; readonly brightness: number | null }): Promise<void>;
  /** Changes areas and aliases where their source says nothing; understood from then on. Rejects as `editHouse` in house-editing.ts. */
  editHouse?(edit: HouseEdit): Promise<void>;
  /** Ends everything and begins anew, with the configuration read again. Throws `config.invalid` where that cannot be read. */
  restart?(): void;
}

export interface Announcement {
  readonly text: string;
  readonly chime: boolean;
  /** null: as loud as the box is set. */
  readonly volume: number | null;
}

export interface BoxState {
  readonly phase: 'idle' | 'listening' | 'thinking' | 'speaking' | 'muted' | 'error';
  readonly muted: boolean;
  readonly ringing: boolean;
  readonly assistantVolume: number;
  readonly mediaVolume: number;
  readonly wakeSensitivity: number;
  readonly timers: readonly HouseTimer[];
  /** The newest finished turn. */
  readonly lastTurn: Turn | null;
  /** What does not work now, as sentences; empty when all is well. */
  readonly problems: readonly string[];
  /** What was found on the network and waits for its owner to want it, as sentences; nothing is wrong where it is not empty. */
  readonly proposals?: readonly string[];
  /** Absent where the box has no ring that may be a light. */
  readonly ringLight?: { readonly on: boolean; readonly brightness: number };
  /** Wall clock, milliseconds; absent where the box keeps no alarms. */
  readonly nextAlarm?: number | null;
  /** What is installed, and the newest there is: null where nobody has looked. */
  readonly update?: { readonly installed: string; readonly latest: string | null; readonly url: string | null };
}

/** What happened at this moment, for those who act on it. */
export type BoxSignal =
  | { readonly kind: 'wake'; readonly word: string; readonly score: number }
  | { readonly kind: 'button'; readonly press: 'press' | 'double' | 'long' };

export interface BoxStateSource {
  read(): BoxState;
  /** Calls `onChange` after each change, until the returned function is called. */
  onChange(onChange: () => void): () => void;
  /** What was said last; null before that, and where the owner's settings do not let it be told. */
  readWords?(): TurnWords | null;
  onTurn(onTurn: (turn: Turn) => void): () => void;
  /** Absent where the box tells no signals. */
  onSignal?(onSignal: (signal: BoxSignal) => void): () => void;
}
