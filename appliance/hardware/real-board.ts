// A board that was found, with a driver for each of its parts. A part that cannot be opened is left out with a warning: a box
// without LEDs or a button still hears and speaks. Sound is opened later, and again and again, by whoever runs the board.
import type { Clock } from '../kernel/clock.ts';
import { LinnetError, toError } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import { amixerControl, findVolumeControl } from './alsa/amixer.ts';
import { AplaySpeaker, type PlaybackDevice } from './alsa/aplay-speaker.ts';
import { type CaptureEngine, captureProgram } from './alsa/capture-choice.ts';
import { cardPosition } from './alsa/card-position.ts';
import { askHardware } from './alsa/hardware-parameters.ts';
import { ProcessMicrophone } from './alsa/process-microphone.ts';
import type { BoardRow, CaptureLayout } from './boards.ts';
import { type FoundBoard, findCard } from './detection.ts';
import { gpioNumber } from './gpio/gpio-number.ts';
import { buttonNames, findInputDevice, KeyButton } from './gpio/key-button.ts';
import { LineButton } from './gpio/onoff.ts';
import { openRing, type RingOptions } from './leds/open-ring.ts';
import type { Board, Button, DirectionFinder, MixerControl } from './ports.ts';
import { type Machine, readMachine, type SoundCard } from './system-files.ts';
import { keepUsbControl, openUsbControl, type UsbControl } from './usb/usb-control.ts';
import { xvf3000Direction, xvf3000Version } from './usb/xvf3000.ts';
import { Xvf3800 } from './usb/xvf3800.ts';

export interface RealBoardOptions {
  readonly capture: CaptureEngine | 'auto';
  readonly leds: RingOptions;
  /** The card's own volume, set whenever the card is opened; the volumes a person turns are gains of the mixer. null leaves it alone. */
  readonly masterPercent: number | null;
}

export interface RealBoardDeps {
  readonly clock: Clock;
  readonly log: Log;
}

const SPEECH_RATE = 16_000;

export interface RealBoard extends Board {
  readonly row: BoardRow;
  readonly capture: CaptureLayout;
  /** Why a part was left out, for a person. */
  readonly missing: ReadonlyMap<string, string>;
  /** Asks the board for its version, such as "2.1.0"; null where it cannot be asked. */
  readonly firmware: (() => Promise<string>) | null;
}

export async function openBoard(found: FoundBoard, options: RealBoardOptions, deps: RealBoardDeps): Promise<RealBoard> {
  const { row } = found;
  const machine = readMachine();
  const usb = row.leds?.driver === 'xvf3000' || row.leds?.driver === 'xvf3800' ? keepUsb(row, deps) : null;
  const xvf3800 = usb !== null && row.leds?.driver === 'xvf3800' ? new Xvf3800(usb, deps) : null;
  const capture = await captureLayout(found);
  const missing = new Map<string, string>();
  const leftOut = { ...deps, missing };
  const ring = tryPart('LEDs', leftOut, () => openRing(options.leds, row, { machine, usb, xvf3800 }, deps));
  const button = tryPart('button', leftOut, () => openButton(row, deps));
  const mixer = await mixerOf(found, deps);
  const muteSwitch = row.muteSwitch === null ? null : (xvf3800?.muteSwitch() ?? null);
  return {
    id: row.id,
    row,
    capture,
    missing,
    microphone: microphoneOf(found, capture.channels, options, deps),
    speechChannel: capture.speechChannel,
    speaker: speakerOf(found, mixer, options, deps),
    ring,
    button,
    muteSwitch,
    mixer,
    direction: directionOf(row, usb, xvf3800),
    firmware: firmwareOf(row, usb, xvf3800),
    cancelsEcho: row.cancelsEcho,
    async close() {
      await Promise.all([ring?.close(), button?.close(), muteSwitch?.close()]);
      await usb?.close();
    },
  };
}

/** What the card offers decides over what the table says: firmware with other channels exists for most USB arrays. */
async function captureLayout({ row, card }: FoundBoard): Promise<CaptureLayout> {
  const offer = await askHardware(`hw:CARD=${card.id},DEV=0`, 'capture').catch(() => null); // not there yet: the table's word
  if (offer === null) return row.capture;
  return adaptLayout(row.capture, offer.channels);
}

/** Exported for the test of the rule. */
export function adaptLayout(
  layout: CaptureLayout,
  channels: { readonly least: number; readonly most: number },
): CaptureLayout {
  const { least, most } = channels;
  if (layout.channels >= least && layout.channels <= most) return layout;
  const count = layout.channels < least ? least : most;
  if (layout.speechChannel < count && count > layout.channels) return { ...layout, channels: count };
  return {
    channels: count,
    speechChannel: Math.min(layout.speechChannel, count - 1),
    rawChannels: [],
    echoChannel: null,
  };
}

function microphoneOf(
  found: FoundBoard,
  channels: number,
  options: RealBoardOptions,
  deps: RealBoardDeps,
): ProcessMicrophone {
  const program = captureProgram(options.capture);
  return new ProcessMicrophone(
    { sampleRate: SPEECH_RATE, channels },
    {
      ...deps,
      // Asynchronous as a whole: a card that is not there is a rejection.
      command: async () =>
        await program.command({ device: deviceOf(currentCard(found)), sampleRate: SPEECH_RATE, channels }),
      parseLine: (line) => program.parseLine(line),
    },
  );
}

function speakerOf(
  found: FoundBoard,
  mixer: MixerControl | null,
  { masterPercent }: RealBoardOptions,
  deps: RealBoardDeps,
): AplaySpeaker {
  const sampleRate = found.row.playback?.sampleRate ?? 48_000;
  const device = async (): Promise<PlaybackDevice> => {
    const output = playbackDevice(found, sampleRate);
    // Each time: a USB card that was plugged in again has forgotten it.
    if (masterPercent !== null) await mixer?.setVolume(masterPercent).catch(warnOfVolume(deps));
    return output;
  };
  return new AplaySpeaker({ sampleRate }, { ...deps, device });
}

function warnOfVolume({ log }: RealBoardDeps): (error: unknown) => void {
  return (error) => log.warn({ err: toError(error) }, 'the volume of the card cannot be set');
}

/** The same card as the microphone's where it plays: its echo canceller hears only what goes through it. */
function playbackDevice(found: FoundBoard, sampleRate: number): PlaybackDevice {
  const machine = readMachine();
  const own = findCard(machine, found);
  if (own === null && found.row.playback !== null) {
    throw new LinnetError('speaker.unavailable', `${found.row.name} is not connected; plug it in.`);
  }
  const card = own?.plays === true ? own : otherOutput(machine);
  if (card === null) return { name: 'default', position: () => null };
  return { name: deviceOf(card), position: cardPosition(card.index, sampleRate) };
}

function otherOutput(machine: Machine): SoundCard | null {
  const outputs = machine.cards.filter((card) => card.plays);
  return outputs.find((card) => card.id === 'Headphones') ?? outputs[0] ?? null;
}

function currentCard(found: FoundBoard): SoundCard {
  const card = findCard(readMachine(), found);
  if (card !== null) return card;
  throw new LinnetError('microphone.unavailable', `${found.row.name} is not connected; plug it in.`);
}

function deviceOf(card: SoundCard): string {
  return `plughw:CARD=${card.id},DEV=0`;
}

function keepUsb(row: BoardRow, deps: RealBoardDeps): UsbControl | null {
  const [id] = row.recognition.usbIds ?? [];
  return id === undefined ? null : keepUsbControl({ ...deps, open: () => openUsbControl(id) });
}

/** The kernel's own input device where an overlay made one, else the line itself. */
function openButton(row: BoardRow, deps: RealBoardDeps): Button | null {
  if (row.button === null) return null;
  const devices = buttonNames(row.button.gpio).map((name) => findInputDevice(name));
  const device = devices.find((path) => path !== null);
  if (device !== undefined) return new KeyButton(device, deps);
  return new LineButton({ number: gpioNumber(row.button.gpio), activeLow: row.button.activeLow }, deps);
}

function directionOf(row: BoardRow, usb: UsbControl | null, xvf3800: Xvf3800 | null): DirectionFinder | null {
  if (row.direction === 'xvf3800') return xvf3800?.direction() ?? null;
  return row.direction === 'xvf3000' && usb !== null ? xvf3000Direction(usb) : null;
}

function firmwareOf(row: BoardRow, usb: UsbControl | null, xvf3800: Xvf3800 | null): (() => Promise<string>) | null {
  if (xvf3800 !== null) return () => xvf3800.version();
  return row.leds?.driver === 'xvf3000' && usb !== null ? () => xvf3000Version(usb) : null;
}

async function mixerOf(found: FoundBoard, deps: RealBoardDeps): Promise<MixerControl | null> {
  try {
    const control = await findVolumeControl(found.card.id, found.row.volumeControls);
    return control === null ? null : amixerControl(found.card.id, control);
  } catch (error) {
    warnOfVolume(deps)(error);
    return null;
  }
}

function tryPart<Part>(
  name: string,
  deps: RealBoardDeps & { readonly missing: Map<string, string> },
  open: () => Part | null,
): Part | null {
  try {
    return open();
  } catch (error) {
    deps.missing.set(name, toError(error).message);
    deps.log.warn({ err: toError(error), part: name }, 'part of the board cannot be used');
    return null;
  }
}
