// On a laptop the simulated board can also be heard: through aplay or paplay, which read raw PCM, or afplay, which plays files.
// Never needed, never waited for: what does not fit the pipe is dropped, and a player that fails makes room for the next one.
import { type ChildProcess, spawn } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../kernel/log.ts';
import { makePassingFolder } from '../kernel/passing-folder.ts';
import { peakOf } from './pcm.ts';
import { encodeWav } from './wav.ts';

export interface Loudspeaker {
  /** Copies. */
  play(block: Int16Array): void;
  /** Idempotent. */
  close(): Promise<void>;
}

export interface LoudspeakerOptions {
  /** Hz, mono. */
  readonly sampleRate: number;
  /** Tried in order; default: the two that read raw PCM. */
  readonly players?: readonly PlayerCommand[];
}

export interface PlayerCommand {
  readonly command: string;
  readonly arguments: readonly string[];
}

/** What may wait in the pipe of a player, beyond the kernel's own 64 KiB. */
const LONGEST_BACKLOG_MS = 300;

function rawPlayers(sampleRate: number): readonly PlayerCommand[] {
  const rate = String(sampleRate);
  return [
    {
      command: 'aplay',
      arguments: ['-q', '-t', 'raw', '-f', 'S16_LE', '-c', '1', '-r', rate, '--buffer-time=100000', '-'],
    },
    {
      command: 'paplay',
      arguments: ['--raw', '--format=s16le', '--channels=1', `--rate=${rate}`, '--latency-msec=60'],
    },
  ];
}

/** A player that reads raw PCM on its standard input; silent where none of them is there, or none works. */
export class RawLoudspeaker implements Loudspeaker {
  readonly #players: PlayerCommand[];
  readonly #mostBytes: number;
  readonly #log: Log;
  #child: ChildProcess | null = null;
  #closed = false;

  constructor(options: LoudspeakerOptions, deps: { readonly log: Log }) {
    this.#players = [...(options.players ?? rawPlayers(options.sampleRate))];
    this.#mostBytes = (2 * options.sampleRate * LONGEST_BACKLOG_MS) / 1000;
    this.#log = deps.log;
    this.#startNext();
  }

  play(block: Int16Array): void {
    const input = this.#child?.stdin;
    if (!input?.writable || input.writableLength > this.#mostBytes) return;
    input.write(Buffer.from(new Uint8Array(block.buffer, block.byteOffset, block.byteLength)));
  }

  close(): Promise<void> {
    this.#closed = true;
    this.#child?.kill('SIGKILL');
    this.#child = null;
    return Promise.resolve();
  }

  #startNext(): void {
    const player = this.#players.shift();
    if (player === undefined || this.#closed) {
      this.#child = null;
      if (!this.#closed) this.#log.info({}, 'no sound player works here; the simulated speaker stays silent');
      return;
    }
    const child = spawn(player.command, player.arguments, { stdio: ['pipe', 'ignore', 'ignore'] });
    this.#child = child;
    // 'error' (no such program) is followed by no 'exit', 'exit' (no sound card) comes without 'error'.
    child.once('error', () => this.#startNext());
    child.once('exit', () => this.#startNext());
    child.stdin.on('error', () => {}); // the player went away; its exit is handled above
  }
}

/** Digital silence of this length ends a file. */
const GAP_MS = 200;
const LONGEST_FILE_MS = 60_000;

/** For afplay, which cannot read a pipe: each stretch of sound is played from a file of its own, once it is over. */
export class FileLoudspeaker implements Loudspeaker {
  readonly #options: LoudspeakerOptions;
  readonly #stretch: Int16Array;
  #length = 0;
  #silent = 0;
  #playing: Promise<void> = Promise.resolve();
  #child: ChildProcess | null = null;
  #closed = false;

  constructor(options: LoudspeakerOptions) {
    this.#options = options;
    this.#stretch = new Int16Array((options.sampleRate * LONGEST_FILE_MS) / 1000);
  }

  play(block: Int16Array): void {
    const silent = peakOf(block) === 0;
    this.#silent = silent ? this.#silent + block.length : 0;
    const over = this.#silent > (GAP_MS * this.#options.sampleRate) / 1000;
    if (!over && (this.#length > 0 || !silent)) this.#append(block);
    else if (this.#length > 0) this.#finish();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#child?.kill('SIGKILL');
    await this.#playing;
  }

  #append(block: Int16Array): void {
    if (this.#length + block.length > this.#stretch.length) this.#finish();
    this.#stretch.set(block, this.#length);
    this.#length += block.length;
  }

  #finish(): void {
    const bytes = encodeWav(this.#stretch.subarray(0, this.#length), this.#options.sampleRate);
    this.#length = 0;
    // One that cannot be written is not heard; the next one may be.
    this.#playing = this.#playing.then(() => this.#playFile(bytes)).catch(() => {});
  }

  async #playFile(bytes: Uint8Array): Promise<void> {
    if (this.#closed) return;
    const folder = makePassingFolder('sound');
    try {
      const path = join(folder, 'sound.wav');
      await writeFile(path, bytes);
      await this.#run(path);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  #run(path: string): Promise<void> {
    const player = this.#options.players?.[0] ?? { command: 'afplay', arguments: [] };
    return new Promise((resolve) => {
      this.#child = spawn(player.command, [...player.arguments, path], { stdio: 'ignore' });
      this.#child.once('error', () => resolve()); // no such program: silent, as the class says
      this.#child.once('exit', () => resolve());
    });
  }
}
