// A sound card without hardware: ALSA's "file" plugin over "null", fed and read through FIFOs, with faults injected by a library
// that is compiled for it. The programs that use it are the real ones.
import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, readSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock, type Timer } from '../../appliance/kernel/clock.ts';

const RATE = 16_000;
const ALSA_CONFIG = '/usr/share/alsa/alsa.conf';

/** Whether this machine has what the virtual card needs. */
export const hasAlsa =
  process.platform === 'linux' &&
  ['arecord', 'aplay', 'gcc', 'mkfifo'].every((tool) => spawnSync('which', [tool]).status === 0);

/** "ramp" is none: every device then counts by itself, without the FIFO. */
export type Fault = 'unplugged' | 'stall' | 'xrun' | 'refuse-channels' | 'ramp';

export class VirtualCard {
  readonly microphone = 'virtual_microphone';
  readonly speaker = 'virtual_speaker';
  readonly folder = mkdtempSync(join(tmpdir(), 'card-'));
  readonly #channels: number;
  readonly #in: number;
  readonly #out: number;
  readonly #heard: number[] = [];
  readonly #chunk = Buffer.alloc(65_536);
  #fed = 0;
  #timer: Timer | null = null;
  #startedAt = systemClock.monotonic();
  #next = 0;
  #partial = Buffer.alloc(0);

  constructor(channels = 1) {
    this.#channels = channels;
    const [input, output] = [join(this.folder, 'in'), join(this.folder, 'out')];
    execFileSync('mkfifo', [input, output]);
    // Opened for both directions, so that neither side ever waits for the other or sees an end.
    const flags = constants.O_RDWR | constants.O_NONBLOCK;
    this.#in = openSync(input, flags);
    this.#out = openSync(output, flags);
    writeFileSync(
      join(this.folder, 'asoundrc'),
      `pcm.raw_in { type file slave.pcm null file /dev/null infile "${input}" format raw }
       pcm.raw_out { type file slave.pcm null file "${output}" format raw }
       pcm.virtual_microphone { type plug slave { pcm raw_in format S16_LE rate ${RATE} channels ${channels} } }
       pcm.virtual_speaker { type plug slave { pcm raw_out format S16_LE rate ${RATE} channels 1 } }`,
    );
    const library = join(this.folder, 'faults.so');
    const source = new URL('./alsa-faults.c', import.meta.url).pathname;
    execFileSync('gcc', ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl']);
    process.env.ALSA_CONFIG_PATH = `${ALSA_CONFIG}:${join(this.folder, 'asoundrc')}`;
    process.env.FAULT_FOLDER = this.folder;
    process.env.LD_PRELOAD = library;
    this.#run();
  }

  /** Runs like the clock of a card until it is closed. */
  #run(): void {
    this.#feed();
    this.#timer = systemClock.after(5, () => this.#run());
  }

  set(fault: Fault, on: boolean): void {
    const path = join(this.folder, fault);
    if (on) writeFileSync(path, '');
    else rmSync(path, { force: true });
  }

  /** Gives the microphone as much as the time since the last call is long: a ramp, the same in every channel plus its number. */
  #feed(): void {
    const due = Math.floor(((systemClock.monotonic() - this.#startedAt) * RATE) / 1000 / 320) - this.#fed;
    for (let i = 0; i < Math.min(due, 10); i++) this.#feedFrame();
    this.#fed += Math.max(0, due);
  }

  #feedFrame(): void {
    const frame = new Int16Array(320 * this.#channels);
    for (let i = 0; i < 320; i++, this.#next++) {
      for (let channel = 0; channel < this.#channels; channel++)
        frame[i * this.#channels + channel] = (this.#next % 30_000) + channel;
    }
    try {
      writeSync(this.#in, Buffer.from(frame.buffer));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error; // nobody reads: the card's own buffer overflows
    }
  }

  /** Everything that came out of the speaker. */
  heard(): Int16Array {
    for (;;) {
      try {
        const count = readSync(this.#out, this.#chunk);
        this.#partial = Buffer.concat([this.#partial, this.#chunk.subarray(0, count)]);
      } catch {
        break; // EAGAIN: it is empty
      }
    }
    for (let at = 0; at + 1 < this.#partial.length; at += 2) this.#heard.push(this.#partial.readInt16LE(at));
    this.#partial = this.#partial.subarray(this.#partial.length & ~1);
    return Int16Array.from(this.#heard);
  }

  /** Waits until `test` holds. */
  async until(test: () => boolean): Promise<void> {
    while (!test()) {
      this.heard();
      await new Promise<void>((resolve) => systemClock.after(2, resolve));
    }
  }

  close(): void {
    this.#timer?.cancel();
    delete process.env.LD_PRELOAD;
    closeSync(this.#in);
    closeSync(this.#out);
    rmSync(this.folder, { recursive: true });
  }
}
