// A whole turn from a recording, faster than real time: the same board, ear, voice and box as at run time, in one process, on a clock
// that the microphone's samples move. Each recording gets a fresh demo house and a fresh board.
import type { Config } from '../config/schema.ts';
import type { ConversationParts } from '../dialogue/performer.ts';
import type { Turn } from '../dialogue/turn.ts';
import { createSimulatedBoard } from '../hardware/simulated/board.ts';
import { ClipQueue } from '../hardware/simulated/sound-source.ts';
import { diffHouse, type EntityChange, recordStates } from '../home/house-diff.ts';
import type { ManualClock } from '../kernel/clock.ts';
import { LinnetError } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import { Scope } from '../kernel/scope.ts';
import { SPEECH_RATE } from '../speech/ports.ts';
import { type BoardRunner, createBoardRunner } from './board-runner.ts';
import type { OfflineEngines } from './offline-engines.ts';
import { type OfflineHouse, openOfflineHouse } from './offline-house.ts';
import type { SentenceFiles } from './understanding.ts';

export interface OfflineTurn {
  readonly woke: boolean;
  /** The first turn of the recording; null where the box never woke. */
  readonly turn: Turn | null;
  /** What differs in the house afterwards. */
  readonly changes: Readonly<Record<string, EntityChange>>;
}

export interface OfflineTurnDeps {
  readonly engines: OfflineEngines;
  readonly clock: ManualClock;
  readonly log: Log;
  readonly sentences: SentenceFiles;
}

/** How long the box stays idle after the recording before it counts as over: a decision about a wake word may still be due. */
const QUIET_MS = 1500;
/** A conversation that has not ended so long after the recording is broken off. */
const LONGEST_MS = 180_000;

/** `samples`: 16 kHz mono. Rejects with `operation.timeout` where the conversation does not end. */
export async function playOfflineTurn(
  config: Config,
  samples: Int16Array,
  deps: OfflineTurnDeps,
): Promise<OfflineTurn> {
  const scope = new Scope();
  try {
    return await new Recording(config, deps, scope).play(samples);
  } finally {
    await deps.engines.attach(null);
    await scope.close();
  }
}

class Recording {
  readonly #config: Config;
  readonly #deps: OfflineTurnDeps;
  readonly #scope: Scope;
  readonly #clips = new ClipQueue(SPEECH_RATE);
  readonly #turns: Turn[] = [];
  #woke = false;

  constructor(config: Config, deps: OfflineTurnDeps, scope: Scope) {
    this.#config = { ...config, privacy: { ...config.privacy, keepTranscripts: true } };
    this.#deps = deps;
    this.#scope = scope;
  }

  async play(samples: Int16Array): Promise<OfflineTurn> {
    const { engines } = this.#deps;
    let onFrame: () => void = () => {};
    const settled = async (): Promise<void> => {
      await engines.settled();
      onFrame();
    };
    let offline: OfflineHouse | undefined;
    const runner = this.#openBoard(settled, () => offline);
    offline = await this.#openHouse(runner);
    const { box, house, understanding } = offline;
    await engines.attach({
      onEar: (event) => box.conversation.earEvent(event),
      onVoice: (event) => box.conversation.voiceEvent(event),
      output: runner.player,
    });
    engines.ear.command({ kind: 'phrases', set: understanding.phrases() });
    const before = recordStates(house);
    this.#clips.enqueue(samples);
    const over = this.#whenOver(offline, samples.length / (SPEECH_RATE / 1000), (look) => {
      onFrame = look;
    });
    await runner.start();
    runner.command({ kind: 'mute', muted: false });
    await over;
    return { woke: this.#woke, turn: this.#turns[0] ?? null, changes: diffHouse(before, recordStates(house)) };
  }

  #openBoard(settled: () => Promise<void>, offline: () => OfflineHouse | undefined): BoardRunner {
    const { clock, log, engines } = this.#deps;
    const unpaced = { advance: (ms: number) => clock.advance(ms), settled };
    const board = createSimulatedBoard({ microphone: { unpaced }, leds: 0 }, { clock, sources: [this.#clips] });
    const runner = createBoardRunner(
      { chimes: false },
      { board, clock, log, onFrame: (frame, first, atMs) => engines.ear.accept(frame, first, atMs) },
      (event) => offline()?.box.conversation.boardEvent(event),
    );
    this.#scope.defer(() => runner.close());
    return runner;
  }

  async #openHouse(runner: BoardRunner): Promise<OfflineHouse> {
    const { engines, clock, log, sentences } = this.#deps;
    const parts: ConversationParts = {
      ear: (command) => done(engines.ear.command(command)),
      voice: (command) => done(engines.voice.command(command)),
      board: (command) => done(runner.command(command)),
    };
    const house = await openOfflineHouse(this.#config, { log, clock, parts, sentences });
    this.#scope.defer(() => house.close());
    house.box.onTurn((turn) => this.#turns.push(turn));
    house.box.conversation.on('stateChanged', ({ phase }) => {
      this.#woke ||= phase.name === 'listening';
    });
    return house;
  }

  /** Resolves when the recording was heard and the box has been idle for QUIET_MS after it; `watch` gets what to call with each frame. */
  #whenOver({ box }: OfflineHouse, audioMs: number, watch: (look: () => void) => void): Promise<void> {
    const { clock } = this.#deps;
    const startedAt = clock.monotonic();
    let quietSince: number | null = null;
    return new Promise((resolve, reject) => {
      watch(() => {
        const now = clock.monotonic();
        const isQuiet = this.#clips.empty && box.conversation.state.phase.name === 'idle';
        quietSince = isQuiet ? (quietSince ?? now) : null;
        if (quietSince !== null && now - quietSince >= QUIET_MS) resolve();
        if (now - startedAt > audioMs + LONGEST_MS)
          reject(
            new LinnetError('operation.timeout', 'The conversation went on for three minutes after the recording.'),
          );
      });
    });
  }
}

function done(_nothing: unknown): boolean {
  return true;
}
