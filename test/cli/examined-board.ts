// A board with somebody before it who speaks when the chime sounds, examined as by `linnet doctor --speak`: its canceller leaves what
// it is told to, and is simulated with the board.
import { AdaptiveEchoCanceller, type EchoCanceller } from '../../appliance/audio/echo-canceller.ts';
import { dbToAmplitude, meanSquare, powerToDb } from '../../appliance/audio/pcm.ts';
import type { Finding } from '../../appliance/cli/doctor/finding.ts';
import { findingsOf } from '../../appliance/cli/doctor/hardware-check.ts';
import { boardRow } from '../../appliance/hardware/boards.ts';
import type { Microphone, Speaker } from '../../appliance/hardware/ports.ts';
import type { RealBoard } from '../../appliance/hardware/real-board.ts';
import { createSimulatedBoard, type SimulatedBoard } from '../../appliance/hardware/simulated/board.ts';
import { ClipQueue, type SoundSource } from '../../appliance/hardware/simulated/sound-source.ts';
import type { ControlRequest } from '../../appliance/hardware/usb/usb-control.ts';
import { Xvf3800 } from '../../appliance/hardware/usb/xvf3800.ts';
import { ManualClock } from '../../appliance/kernel/clock.ts';
import type { EchoChoice } from '../../appliance/processes/board-echo.ts';
import { FakeUsb } from '../hardware/fake-usb.ts';
import { speak } from '../support/speech.ts';

const SPEAKER_RATE = 48_000;
/** At a usual distance from the box. */
async function usualSentence(): Promise<Int16Array> {
  const spoken = await speak('What will the weather be tomorrow?');
  const gain = dbToAmplitude(-28 - powerToDb(meanSquare(spoken)));
  return spoken.map((sample) => sample * gain);
}

/** Hears the chime's higher note out of what the speaker plays, and then speaks so much louder or softer, or not. */
class Person implements SoundSource {
  /** What they say within the frame that the microphone hears right now. */
  readonly voice = new Float32Array(320);
  readonly #sentence: Int16Array;
  readonly #levels: Array<number | null>;
  readonly #clips = new ClipQueue(16_000);
  #deafUntil = 0;
  #blocks = 0;

  constructor(sentence: Int16Array, levels: ReadonlyArray<number | null>) {
    this.#sentence = sentence;
    this.#levels = [...levels];
  }

  addTo(frame: Float32Array): void {
    this.voice.fill(0);
    this.#clips.addTo(this.voice);
    for (let i = 0; i < frame.length; i++) frame[i]! += this.voice[i]!;
  }

  hear(block: Int16Array): void {
    if (++this.#blocks < this.#deafUntil || !isChime(block)) return;
    this.#deafUntil = this.#blocks + 50;
    const level = this.#levels.shift() ?? null;
    const gain = dbToAmplitude(level ?? 0);
    if (level !== null)
      this.#clips.enqueue(
        this.#sentence.map((sample) => sample * gain),
        { leadMs: 800 },
      );
  }
}

function isChime(block: Int16Array): boolean {
  let [re, im, power] = [0, 0, 0];
  block.forEach((sample, i) => {
    const angle = (2 * Math.PI * 1046.5 * i) / SPEAKER_RATE;
    re += sample * Math.cos(angle);
    im += sample * Math.sin(angle);
    power += sample * sample;
  });
  return power > 0 && (re * re + im * im) / (power * block.length) > 0.2;
}

interface Chip {
  /** What it leaves of the echo, and of a voice while something is played. */
  readonly echoDb: number;
  readonly voiceDb: number;
}

interface Wiring {
  readonly chip: Chip;
  readonly speechChannel: number;
  readonly rawChannels: readonly number[];
  /** Whether the other channel carries a microphone. */
  readonly carriesMicrophone: () => boolean;
  readonly closed: () => void;
}

/** A channel from the chip beside one that carries a microphone, or the chip's as well. */
function behindChip(
  { microphone, speaker }: SimulatedBoard,
  person: Person,
  { chip, speechChannel, rawChannels, carriesMicrophone, closed }: Wiring,
): Microphone {
  let sounding = false;
  speaker.onBlock((block) => {
    sounding = block.some((sample) => sample !== 0);
    person.hear(block);
  });
  const [ofEcho, ofVoice] = [dbToAmplitude(chip.echoDb), dbToAmplitude(chip.voiceDb)];
  const both = new Int16Array(640);
  return {
    layout: { channels: 2, speechChannel, rawChannels },
    open: (sink, onLost) =>
      microphone.open((samples, first, atMs) => {
        person.voice.forEach((voice, i) => {
          const left = sounding ? (samples[i]! - voice) * ofEcho + voice * ofVoice : samples[i]!;
          both[2 * i + speechChannel] = left;
          both[2 * i + 1 - speechChannel] = carriesMicrophone() ? samples[i]! : left;
        });
        sink(both, first, atMs);
      }, onLost),
    close: async () => {
      await microphone.close();
      closed();
    },
  };
}

/** The left channel of an XVF3800, of which some firmware lets nobody choose the source. */
export class LeftChannelUsb extends FakeUsb {
  source = [8, 0];
  readonly #fixed: boolean;
  constructor(fixed: boolean) {
    super();
    this.#fixed = fixed;
  }
  override read(request: ControlRequest, length: number): Promise<Uint8Array> {
    this.answers[0] = [0, ...this.source];
    return super.read(request, length);
  }
  override write(request: ControlRequest, bytes: Uint8Array): Promise<void> {
    if (!this.away && !this.#fixed) this.source = [...bytes];
    return super.write(request, bytes);
  }
}

export interface Trial {
  /** An XVF3800, whose right channel is for recognition. */
  readonly usb?: LeftChannelUsb;
  readonly chip?: Chip;
  readonly raw?: boolean;
  readonly levels?: ReadonlyArray<number | null>;
  readonly cancelsEcho?: boolean;
  readonly echo?: EchoChoice;
  readonly speak?: boolean;
  /** The microphone is unplugged then. */
  readonly unplugAtMs?: number;
  /** Ctrl-C is pressed then. */
  readonly interruptAtMs?: number;
  /** Takes down when microphone and speaker are opened and closed. */
  readonly devices?: string[];
  /** Called when the microphone is closed. */
  readonly atClose?: () => void;
  /** Called before each frame that the software canceller cleans for a voice. */
  readonly atCleaning?: (sounding: boolean) => void;
}

export interface Examined {
  /** Of the voice. */
  readonly finding: Finding;
  readonly echo: Finding;
  readonly told: string[];
}

export async function examine(trial: Trial): Promise<Examined> {
  const { chip = { echoDb: -25, voiceDb: 0 }, raw = false, levels = [0, 0], cancelsEcho = true } = trial;
  const clock = new ManualClock();
  const person = new Person(await usualSentence(), levels);
  const options = { speaker: { sampleRate: SPEAKER_RATE }, noise: { levelDb: -60 }, echo: { delayMs: 40, gain: 0.3 } };
  const simulated = createSimulatedBoard(options, { clock, sources: [person] });
  const { usb } = trial;
  const row = boardRow(usb === undefined ? 'respeaker-usb-array-v2' : 'respeaker-xvf3800');
  const { speechChannel } = row.capture;
  const xvf3800 = usb === undefined ? null : new Xvf3800(usb, { clock });
  let sounding = false;
  const { speaker } = simulated;
  const { devices = [] } = trial;
  const watched: Speaker = {
    sampleRate: speaker.sampleRate,
    open: async (...how) => {
      sounding = true;
      devices.push('speaker open');
      await speaker.open(...how);
    },
    framesRequested: () => speaker.framesRequested(),
    framesPlayed: () => speaker.framesPlayed(),
    underruns: () => speaker.underruns(),
    close: async () => {
      await speaker.close();
      sounding = false;
      devices.push('speaker closed');
    },
  };
  const board: RealBoard = {
    ...simulated,
    speaker: watched,
    ...{ row, ring: null, muteSwitch: null, missing: new Map(), firmware: null, cancelsEcho },
    tapMicrophone: xvf3800 === null ? null : () => xvf3800.tapMicrophone(),
    microphone: behindChip(simulated, person, {
      chip,
      speechChannel,
      rawChannels: raw ? [1] : [],
      carriesMicrophone: () => usb === undefined || usb.source[0] === 3,
      closed: () => {
        devices.push('microphone closed');
        trial.atClose?.();
      },
    }),
  };
  if (trial.unplugAtMs !== undefined) clock.after(trial.unplugAtMs, () => simulated.microphone.setPlugged(false));
  if (trial.interruptAtMs !== undefined) clock.after(trial.interruptAtMs, () => process.emit('SIGINT'));
  const told: string[] = [];
  const { echo = 'auto', speak: asked = true } = trial;
  let done = false;
  const software = new AdaptiveEchoCanceller();
  const canceller: EchoCanceller = {
    frame: software.frame,
    process(...frames) {
      trial.atCleaning?.(sounding);
      software.process(...frames);
    },
  };
  const asking = findingsOf(board, { echo, speak: asked }, { clock, canceller, tell: (text) => told.push(text) });
  const over = (): void => {
    done = true;
  };
  void asking.then(over, over);
  while (!done) {
    clock.advance(20);
    await new Promise(setImmediate);
  }
  const findings = await asking;
  const of = (wanted: string) => findings.find(({ check }) => check === wanted)!;
  return { finding: of('voice over echo'), echo: of('echo'), told };
}
