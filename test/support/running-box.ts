// A whole box for tests: the real hub in this process with real children, on the simulated board and its own broker, and a person in
// its room. Waiting is for what happens, never for a time; the limit only turns a hang into a message.
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectSpeech } from '../../appliance/audio/data-plane.ts';
import { loadConfig } from '../../appliance/config/load.ts';
import type { Turn } from '../../appliance/dialogue/turn.ts';
import { systemClock } from '../../appliance/kernel/clock.ts';
import { type Log, silentLog } from '../../appliance/kernel/log.ts';
import { Scope } from '../../appliance/kernel/scope.ts';
import type { BoardArgumentInput } from '../../appliance/processes/board-argument.ts';
import type { Hub } from '../../appliance/processes/hub.ts';
import { openBox } from '../../appliance/processes/open-box.ts';
import { modelsRoot } from './models.ts';
import { speak } from './speech.ts';

export interface RunningBoxOptions {
  /** "section.key=value", after those of every test box. */
  readonly flags?: readonly string[];
  readonly simulated?: BoardArgumentInput['simulated'];
  /** Kept by the caller; default a folder that goes with the box. */
  readonly dataRoot?: string;
  readonly modelsRoot?: string;
  /** Default true. */
  readonly demoHouse?: boolean;
  readonly log?: Log;
  /** Default true; false resolves as soon as the children were started. */
  readonly untilListening?: boolean;
}

export interface RunningBox {
  readonly hub: Hub;
  readonly dataRoot: string;
  /** Every turn that ended, in order. */
  readonly ended: readonly Turn[];
  /** How many turns the conversation began; typed ones do not count. */
  begun(): number;
  phase(): string;
  /** Says `text` in the room; resolves when the last of it has gone into the microphone, or the board has died. */
  say(text: string): Promise<void>;
  /** A short press of the button. */
  press(): void;
  /** Resolves when `condition` holds; looked at whenever anything happens in the box. */
  until(condition: () => boolean, what: string): Promise<void>;
  /** Says the wake word and, when the box listens, `text`; resolves with the turn that comes of it. */
  command(text: string): Promise<Turn>;
  close(): Promise<void>;
}

/** What every box of a test has: no port of its own choosing, and words in its records. */
export const TEST_FLAGS: readonly string[] = [
  'audio.board=simulated',
  'mqtt.embeddedPort=0',
  'console.port=0',
  'network.lookAround=false',
  'privacy.keepTranscripts=true',
  'log.level=silent',
];
export const WAKE = 'Okay Nabu.';
/** Longer than any load of models on a slow and busy machine. */
export const LIMIT_MS = 90_000;

/** Resolves when the box listens. */
export async function startBox(options: RunningBoxOptions = {}): Promise<RunningBox> {
  const scope = new Scope();
  const dataRoot = options.dataRoot ?? temporaryFolder(scope);
  const { config } = loadConfig({ file: null, environment: {}, flags: [...TEST_FLAGS, ...(options.flags ?? [])] });
  const hub = await openBox(
    {
      config,
      dataRoot,
      modelsRoot: options.modelsRoot ?? modelsRoot,
      demoHouse: options.demoHouse ?? true,
      simulated: options.simulated ?? {},
    },
    { log: options.log ?? silentLog },
  );
  scope.defer(() => hub.close());
  const ended: Turn[] = [];
  hub.box.onTurn((turn) => ended.push(turn));
  const until = watch(hub);
  const phase = (): string => hub.box.conversation.state.phase.name;
  const say = speakInRoom(hub, scope, until);
  const box: RunningBox = {
    hub,
    dataRoot,
    ended,
    begun: () => hub.box.conversation.state.nextTurn - 1,
    phase,
    say,
    press: () => void hub.children.board.send({ kind: 'simulatePress', forMs: 60 }),
    until,
    command: async (text) => {
      await Promise.all([speak(WAKE), speak(text)]); // what is not made yet is made before the box waits for it
      await until(() => phase() === 'idle' && hub.listening, 'the box to listen for its wake word');
      const before = ended.length;
      await say(WAKE);
      await until(() => phase() === 'listening', 'the box to wake');
      await say(text);
      await until(() => ended.length > before, 'the turn to end');
      return ended[before]!;
    },
    close: () => scope.close(),
  };
  if (options.untilListening !== false)
    await until(() => hub.listening && hub.children.voice.state === 'ready', 'the box to listen');
  return box;
}

/** A folder of its own, gone when `scope` closes. What was just killed may write a last file into it meanwhile: rmSync would not see that. */
export function temporaryFolder(scope: Scope): string {
  const folder = mkdtempSync(join(tmpdir(), 'linnet-box-'));
  scope.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }));
  return folder;
}

function watch(hub: Hub): RunningBox['until'] {
  return (condition, what) => {
    const ends: Array<() => void> = [];
    const waiting = new Promise<void>((resolve, reject) => {
      const look = (): void => {
        if (condition()) resolve();
      };
      const limit = systemClock.after(LIMIT_MS, () => reject(new Error(`Waited ${LIMIT_MS / 1000} s for ${what}.`)));
      ends.push(
        () => limit.cancel(),
        hub.box.onChange(look),
        hub.box.onTurn(() => queueMicrotask(look)), // the list of turns is one of the listeners
        hub.house.on('stateChanged', look),
        hub.on('boardEvent', look),
        hub.on('earEvent', look),
        hub.on('voiceEvent', look),
        hub.on('childChanged', look),
        hub.on('listening', look),
      );
      look();
    });
    return waiting.finally(() => {
      for (const end of ends) end();
    });
  };
}

/** A connection for each utterance: the board may have been another process a moment ago. */
function speakInRoom(hub: Hub, scope: Scope, until: RunningBox['until']): RunningBox['say'] {
  const { signal } = new AbortController();
  let streams = 0;
  return async (text) => {
    const samples = await speak(text);
    const stream = ++streams;
    const board = hub.children.board.pid;
    let finished = false;
    const end = hub.on('boardEvent', (event) => {
      if (event.kind === 'roomFinished' && event.stream === stream) finished = true;
    });
    const output = connectSpeech(hub.children.sockets.room);
    scope.defer(() => output.close());
    const over = (): boolean => finished || hub.children.board.state !== 'ready' || hub.children.board.pid !== board;
    try {
      output.begin(stream, 16_000);
      await output.write(stream, samples, signal);
      output.end(stream);
      await until(over, 'the words to be said');
    } catch (error) {
      await until(over, `the board to take "${text}" (${String(error)})`);
    } finally {
      end();
      output.close();
    }
  };
}
