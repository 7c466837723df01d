// The hub's three children and what flows between them and the conversation. The board is the only one whose loss silences the
// box; the ear and the voice come and go.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { BOARD_PROTOCOL, type BoardCommand, type BoardEvent, boardEventSchema } from '../hardware/board-channel.ts';
import type { Clock } from '../kernel/clock.ts';
import { entryPoint } from '../kernel/entry.ts';
import type { Log } from '../kernel/log.ts';
import { makePassingFolder, sweepPassingFolders } from '../kernel/passing-folder.ts';
import { type ChildState, SupervisedChild } from '../kernel/supervised-child.ts';
import { EAR_PROTOCOL, type EarCommand, type EarEvent, earEventSchema } from '../speech/ear-channel.ts';
import { VOICE_PROTOCOL, type VoiceCommand, type VoiceEvent, voiceEventSchema } from '../speech/voice-channel.ts';

export type ChildName = 'board' | 'ear' | 'voice';

/** What each child is told on its command line, or a promise of it; see the child's own file for the shape. */
export interface ChildArguments {
  board(sockets: Sockets): unknown;
  ear(sockets: Sockets): unknown;
  voice(sockets: Sockets): unknown;
}

/** Where sound flows between the children: Unix sockets in a folder of this run. */
export interface Sockets {
  readonly microphone: string;
  readonly speech: string;
  /** What is written here sounds below speech, and is ducked under it. */
  readonly media: string;
  /** The simulated board only: what is written here is said in its room. */
  readonly room: string;
}

export interface ChildListeners {
  onBoard(event: BoardEvent): void;
  onEar(event: EarEvent): void;
  onVoice(event: VoiceEvent): void;
  onStateChanged(child: ChildName, state: ChildState, reason: string | null): void;
}

export interface Children {
  readonly sockets: Sockets;
  readonly board: SupervisedChild<BoardCommand, BoardEvent>;
  readonly ear: SupervisedChild<EarCommand, EarEvent>;
  readonly voice: SupervisedChild<VoiceCommand, VoiceEvent>;
  /** Resolves when each has a process, or cannot have one yet. */
  start(): Promise<void>;
  /** Ends all three within two seconds. */
  close(): Promise<void>;
}

/** As `keepHeapSmall` does for the hub: what a child makes in passing is little. */
const SMALL_HEAP = ['--max-semi-space-size=1'];

/** Makes the children without starting them. */
export function createChildren(
  args: ChildArguments,
  deps: { readonly clock: Clock; readonly log: Log },
  listeners: ChildListeners,
): Children {
  // A socket's path may have about 100 characters, which a data folder can exceed; the temporary folder is short.
  sweepPassingFolders();
  const folder = makePassingFolder('box');
  const sockets = {
    microphone: join(folder, 'mic'),
    speech: join(folder, 'speech'),
    media: join(folder, 'media'),
    room: join(folder, 'room'),
  };
  const common = { execArgv: SMALL_HEAP };
  const changed = (name: ChildName) => (state: ChildState, reason: string | null) =>
    listeners.onStateChanged(name, state, reason);
  const board = new SupervisedChild<BoardCommand, BoardEvent>(
    { ...common, name: 'board', entry: entry('board'), eventSchema: boardEventSchema, protocol: BOARD_PROTOCOL },
    { ...deps, argument: () => args.board(sockets) },
    { onEvent: (event) => listeners.onBoard(event), onStateChanged: changed('board') },
  );
  const ear = new SupervisedChild<EarCommand, EarEvent>(
    { ...common, name: 'ear', entry: entry('ear'), eventSchema: earEventSchema, protocol: EAR_PROTOCOL },
    { ...deps, argument: () => args.ear(sockets) },
    { onEvent: (event) => listeners.onEar(event), onStateChanged: changed('ear') },
  );
  const voice = new SupervisedChild<VoiceCommand, VoiceEvent>(
    { ...common, name: 'voice', entry: entry('voice'), eventSchema: voiceEventSchema, protocol: VOICE_PROTOCOL },
    { ...deps, argument: () => args.voice(sockets) },
    { onEvent: (event) => listeners.onVoice(event), onStateChanged: changed('voice') },
  );
  const all = [board, ear, voice];
  return {
    sockets,
    board,
    ear,
    voice,
    start: async () => {
      await Promise.all(all.map((child) => child.start()));
    },
    close: async () => {
      await Promise.all(all.map((child) => child.stop()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function entry(name: ChildName): string {
  return entryPoint(import.meta.url, `./${name}.ts`);
}
