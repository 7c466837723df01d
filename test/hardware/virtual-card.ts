// A sound card without hardware: ALSA's "file" plugin over "null", fed and read through FIFOs, with faults injected by a library
// that is compiled for it, which also tells programs of cards that the kernel does not have. The programs that use it are the real ones.
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
export type Fault = 'unplugged' | 'stall' | 'xrun' | 'overruns' | 'underrun' | 'refuse-channels' | 'ramp';

/** What the microphone hears as sample `index` of channel `channel`: each tells which it is. */
export function soundOf(index: number, channel: number): number {
  return (index % 4000) * 8 + channel;
}

/** Whichever card of the kernel is asked for. */
const ANY = 'Any';

export class VirtualCard {
  readonly folder = mkdtempSync(join(tmpdir(), 'card-'));
  #id = ANY;
  #channels: number;
  #sound: (index: number, channel: number) => number = soundOf;
  readonly #in: number;
  readonly #out: number;
  /** The bytes that came out of the speaker, with room for more. */
  #played = new Uint8Array(1 << 20);
  #playedLength = 0;
  #fed = 0;
  #timer: Timer | null = null;
  #startedAt = systemClock.monotonic();
  #next = 0;

  constructor(channels = 1) {
    this.#channels = channels;
    const [input, output] = [join(this.folder, 'in'), join(this.folder, 'out')];
    execFileSync('mkfifo', [input, output]);
    // Opened for both directions, so that neither side ever waits for the other or sees an end.
    const flags = constants.O_RDWR | constants.O_NONBLOCK;
    this.#in = openSync(input, flags);
    this.#out = openSync(output, flags);
    this.plugIn(this.#id, channels);
    const library = join(this.folder, 'faults.so');
    const source = new URL('./alsa-faults.c', import.meta.url).pathname;
    execFileSync('gcc', ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl']);
    process.env.ALSA_CONFIG_PATH = `${ALSA_CONFIG}:${join(this.folder, 'asoundrc')}`;
    process.env.FAULT_FOLDER = this.folder;
    process.env.LD_PRELOAD = library;
    this.#run();
  }

  get microphone(): string {
    return `plughw:CARD=${this.#id},DEV=0`;
  }

  get speaker(): string {
    return this.microphone;
  }

  /** Programs that open a card from here on find this one, by its id, with so many channels to record. */
  plugIn(id: string, channels: number): void {
    this.#id = id;
    this.#channels = channels;
    writeFileSync(join(this.folder, 'asoundrc'), configOf(this.folder, id, channels));
  }

  /** Runs like the clock of a card until it is closed: the speaker plays whether anybody listens or not. */
  #run(): void {
    this.#feed();
    this.#play();
    this.#timer = systemClock.after(5, () => this.#run());
  }

  /** The microphone hears `samples` on channel `channel`, then silence; a noise, all the time, on the others. Resolves when it has. */
  async say(samples: Int16Array, channel: number): Promise<void> {
    const start = this.#next;
    this.#sound = (index, other) => (other === channel ? (samples[index - start] ?? 0) : 8 * ((index * 7919) % 997));
    await this.until(() => this.#next >= start + samples.length);
  }

  /** Samples that the microphone has heard, in each channel. */
  get recorded(): number {
    return this.#next;
  }

  /** A folder that the cards of the kernel are read from, by programs that start after this: as "/" is. */
  get machine(): string {
    return join(this.folder, 'machine');
  }

  set(fault: Fault, on: boolean): void {
    const path = join(this.folder, fault);
    if (on) writeFileSync(path, '');
    else rmSync(path, { force: true });
  }

  /** Gives the microphone as much as the time since the last call is long: a ramp in each channel. */
  #feed(): void {
    const due = Math.floor(((systemClock.monotonic() - this.#startedAt) * RATE) / 1000 / 320) - this.#fed;
    for (let i = 0; i < Math.min(due, 10); i++) this.#feedFrame();
    this.#fed += Math.max(0, due);
  }

  #feedFrame(): void {
    const frame = new Int16Array(320 * this.#channels);
    for (let i = 0; i < 320; i++, this.#next++) {
      for (let channel = 0; channel < this.#channels; channel++)
        frame[i * this.#channels + channel] = this.#sound(this.#next, channel);
    }
    try {
      writeSync(this.#in, Buffer.from(frame.buffer));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      // Nobody reads. Whoever opens it next hears no older sound.
    }
  }

  /** Everything that came out of the speaker. */
  heard(): Int16Array {
    this.#play();
    return new Int16Array(this.#played.buffer, 0, this.#playedLength >> 1);
  }

  #play(): void {
    for (;;) {
      if (this.#playedLength === this.#played.length) {
        const larger = new Uint8Array(2 * this.#played.length);
        larger.set(this.#played);
        this.#played = larger;
      }
      try {
        const room = this.#played.length - this.#playedLength;
        this.#playedLength += readSync(this.#out, this.#played, this.#playedLength, room, null);
      } catch {
        return; // EAGAIN: it is silent
      }
    }
  }

  /** Waits until `test` holds. */
  async until(test: () => boolean): Promise<void> {
    while (!test()) {
      this.#play();
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

/**
 * One card of its id, by the names that every card has. "plughw" makes any number of channels out of those that there are; "hw" refuses
 * others, and is only asked: through "multi" nothing is heard.
 */
function configOf(folder: string, id: string, channels: number): string {
  const bindings = Array.from({ length: channels }, (_, i) => `${i} { slave a channel ${i} }`).join(' ');
  const args = '@args [ CARD DEV ] @args.CARD { type string } @args.DEV { type integer }';
  const device = (kind: string): string =>
    `${args} type empty slave.pcm ${id === ANY ? `${kind}_${ANY}` : `{ @func concat strings [ "${kind}_" $CARD ] }`}`;
  return `
    pcm.raw_in { type file slave.pcm null file /dev/null infile "${join(folder, 'in')}" format raw }
    pcm.raw_out { type file slave.pcm null file "${join(folder, 'out')}" format raw }
    pcm.native { type multi slaves.a { pcm raw_in channels ${channels} } bindings { ${bindings} } }
    pcm.hardware_${id} { type asym capture.pcm native playback.pcm raw_out }
    pcm.converted_${id} {
      type asym
      capture.pcm { type plug slave { pcm raw_in format S16_LE rate ${RATE} channels ${channels} } }
      playback.pcm { type plug slave { pcm raw_out format S16_LE rate ${RATE} channels 1 } }
    }
    pcm.!hw { ${device('hardware')} }
    pcm.!plughw { ${device('converted')} }`;
}
