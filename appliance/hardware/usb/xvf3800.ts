// The reSpeaker XVF3800: ring, direction, and the mute that a person can see. A write has the command in wValue and the resource in
// wIndex; a read sets bit 7 of the command and gets one byte of status before its answer: 0 is done, 64 is "ask again".
//
// SAVE_CONFIGURATION (48/9) is never sent: after experiments with LEDs and outputs it has left a board with silent microphones
// that no firmware brought back.
import type { Clock } from '../../kernel/clock.ts';
import { LinnetError } from '../../kernel/errors.ts';
import { type RetryOptions, retry } from '../../kernel/retry.ts';
import type { LedBus } from '../leds/paced-ring.ts';
import type { Direction, DirectionFinder, MicrophoneTap, MuteSwitch } from '../ports.ts';
import { LatchedMute } from './latched-mute.ts';
import type { UsbControl } from './usb-control.ts';

const RESOURCE = { gpo: 20, audio: 35, version: 48 } as const;
const COMMAND = {
  effect: 12,
  ringColour: 19,
  direction: 18,
  readOutputs: 0,
  writeOutput: 1,
  leftChannel: 15,
  version: 0,
} as const;
/** What AUDIO_MGR_OP_L takes (XMOS, XVF3800 User Guide, table 3.2): category 3, the microphones as the canceller gets them; the first one. */
const MICROPHONE_SOURCE = Uint8Array.of(3, 0);
/** "ring": each LED has the colour it was given. Since firmware 2.0.7. */
const RING_EFFECT = 5;
const LEDS = 12;
const STATUS = { done: 0, retry: 64 } as const;
const WHILE_BUSY: RetryOptions = { attempts: 10, firstMs: 10, maxMs: 10, jitter: 0 };
/** The outputs that GPO_READ_VALUES lists, in its order: of these 30 is the mute with its red LED. */
const OUTPUTS = [11, 30, 31, 33, 39] as const;
const MUTE_OUTPUT = OUTPUTS.indexOf(30);

export class Xvf3800 {
  readonly #usb: UsbControl;
  readonly #clock: Clock;

  constructor(usb: UsbControl, deps: { readonly clock: Clock }) {
    this.#usb = usb;
    this.#clock = deps.clock;
  }

  /** The chip's own effects are switched off before the first frame, and after a failure: it may have been plugged in again. */
  ring(): LedBus {
    const frame = new DataView(new ArrayBuffer(4 * LEDS));
    let prepared = false;
    return {
      count: LEDS,
      send: async (pixels) => {
        for (let led = 0; led < LEDS; led++) frame.setUint32(4 * led, colourOf(pixels, led), true);
        const effectOff = { value: COMMAND.effect, index: RESOURCE.gpo };
        if (!prepared) await this.#usb.write(effectOff, Uint8Array.of(RING_EFFECT));
        prepared = false;
        await this.#usb.write({ value: COMMAND.ringColour, index: RESOURCE.gpo }, new Uint8Array(frame.buffer));
        prepared = true;
      },
      close: () => Promise.resolve(), // the connection is the board's
    };
  }

  direction(): DirectionFinder {
    return {
      read: async (): Promise<Direction> => {
        const answer = await this.#read(RESOURCE.gpo, COMMAND.direction, 4);
        return { degrees: answer.getUint16(0, true) % 360, speech: answer.getUint16(2, true) !== 0 };
      },
    };
  }

  /** Such as "2.1.0". */
  async version(): Promise<string> {
    const answer = await this.#read(RESOURCE.version, COMMAND.version, 3);
    return [0, 1, 2].map((at) => answer.getUint8(at)).join('.');
  }

  /** The mute circuit: its button and red LED are the board's own. */
  async isMuted(): Promise<boolean> {
    const answer = await this.#read(RESOURCE.gpo, COMMAND.readOutputs, OUTPUTS.length);
    return answer.getUint8(MUTE_OUTPUT) !== 0;
  }

  /** Works the mute circuit as its button would, also against the owner's own press: who calls this has to respect that. */
  setMuted(muted: boolean): Promise<void> {
    const pinAndValue = Uint8Array.of(OUTPUTS[MUTE_OUTPUT] as number, muted ? 1 : 0);
    return this.#usb.write({ value: COMMAND.writeOutput, index: RESOURCE.gpo }, pinAndValue);
  }

  muteSwitch(): MuteSwitch {
    return new LatchedMute(this, { clock: this.#clock });
  }

  /**
   * On the left channel, which is made for calls; recognition has the right one. Rejects where the firmware does not do it. A chip
   * that was not told to restore it forgets it when it is plugged in again.
   */
  async tapMicrophone(): Promise<MicrophoneTap> {
    const before = await this.#leftSource();
    const restore = (): Promise<void> => this.#setLeftSource(before);
    try {
      await this.#setLeftSource(MICROPHONE_SOURCE);
      const source = await this.#leftSource();
      if (source.some((part, i) => part !== MICROPHONE_SOURCE[i]))
        throw new LinnetError(
          'board.unsupported',
          `The left channel of the XVF3800 still carries source ${source}; update its firmware.`,
        );
    } catch (thrown) {
      await restore().catch(() => {}); // it does not answer: what went wrong before says more
      throw thrown;
    }
    return { channel: 0, restore };
  }

  async #leftSource(): Promise<Uint8Array> {
    const { buffer, byteOffset } = await this.#read(RESOURCE.audio, COMMAND.leftChannel, MICROPHONE_SOURCE.length);
    return new Uint8Array(buffer, byteOffset, MICROPHONE_SOURCE.length);
  }

  #setLeftSource(source: Uint8Array): Promise<void> {
    return this.#usb.write({ value: COMMAND.leftChannel, index: RESOURCE.audio }, source);
  }

  #read(resource: number, command: number, length: number): Promise<DataView> {
    return retry(WHILE_BUSY, { clock: this.#clock }, () => this.#ask(resource, command, length));
  }

  /** Rejects with `operation.timeout` where the chip is busy. */
  async #ask(resource: number, command: number, length: number): Promise<DataView> {
    const bytes = await this.#usb.read({ value: 0x80 | command, index: resource }, length + 1);
    const request = `request ${resource}/${command}`;
    if (bytes[0] === STATUS.done && bytes.length > length)
      return new DataView(bytes.buffer, bytes.byteOffset + 1, length);
    if (bytes[0] !== STATUS.retry)
      throw new LinnetError('child.protocol', `The XVF3800 answered ${request} with status ${bytes[0]}.`);
    const text = `The XVF3800 was busy ${WHILE_BUSY.attempts} times at ${request}.`;
    throw new LinnetError('operation.timeout', text);
  }
}

function colourOf(pixels: Uint8Array, led: number): number {
  return ((pixels[3 * led] as number) << 16) | ((pixels[3 * led + 1] as number) << 8) | (pixels[3 * led + 2] as number);
}
