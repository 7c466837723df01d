// A board that was found, with a driver for each of its parts. A part that cannot be opened is left out with a warning: a box
// without LEDs or a button still hears and speaks. Sound is opened later, and again and again, by whoever runs the board.
import type { Clock } from '../kernel/clock.ts';
import { LinnetError, toError } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import { unlessAborted } from '../kernel/unless-aborted.ts';
import type { RunAmixer } from './alsa/amixer.ts';
import { AplaySpeaker, type PlaybackDevice } from './alsa/aplay-speaker.ts';
import { type CaptureEngine, captureProgram } from './alsa/capture-choice.ts';
import { askLayout } from './alsa/card-layout.ts';
import {
  type CardOutput,
  cardMixer,
  deviceOf,
  findOutput,
  hardwareOf,
  playbackDevice,
  playsItself,
  volumeSetter,
} from './alsa/card-output.ts';
import { cardRouter } from './alsa/card-routing.ts';
import { ProcessMicrophone } from './alsa/process-microphone.ts';
import type { BoardRow } from './boards.ts';
import { type FoundBoard, findCard } from './detection.ts';
import { type FollowedBoard, followBoard } from './followed-board.ts';
import { gpioNumber } from './gpio/gpio-number.ts';
import { buttonNames, findInputDevice, KeyButton } from './gpio/key-button.ts';
import { LineButton, openOnoff } from './gpio/onoff.ts';
import { openRing, type RingAccess, type RingOptions } from './leds/open-ring.ts';
import type { PacedRing } from './leds/paced-ring.ts';
import { type Board, type Button, type DirectionFinder, MICROPHONE_RATE, type MicrophoneTap } from './ports.ts';
import { type Machine, readMachine, type SoundCard, type UsbAddress } from './system-files.ts';
import { keepUsbControl, openUsbControl, type UsbControl } from './usb/usb-control.ts';
import { xvf3000Direction, xvf3000Version } from './usb/xvf3000.ts';
import { Xvf3800 } from './usb/xvf3800.ts';

export interface RealBoardOptions {
  readonly capture: CaptureEngine | 'auto';
  /** The id of the card that is played on, or "auto". */
  readonly output: string;
  readonly leds: RingOptions;
  /** The card's own volume, set whenever the card is opened; the volumes a person turns are gains of the mixer. null leaves it alone. */
  readonly masterPercent: number | null;
}

/** Where a machine ends and this program begins: each by default what this machine has, another one in tests only. */
export interface MachineAccess extends RingAccess {
  /** What the machine has right now; default: read from /proc and /sys. */
  readonly machine?: () => Machine;
  /** Sets the card's controls; default: amixer. */
  readonly runAmixer?: RunAmixer;
  /** Opens the device with these ids, such as "2886:001a"; of several, the one at that address. */
  readonly openUsb?: (id: string, address: UsbAddress | null) => Promise<UsbControl>;
}

export interface RealBoardDeps extends MachineAccess {
  readonly clock: Clock;
  readonly log: Log;
}

const machineOf = ({ machine = readMachine }: RealBoardDeps): Machine => machine();

export interface RealBoard extends Board {
  readonly row: BoardRow;
  readonly ring: PacedRing | null;
  /** Why a part was left out, for a person. */
  readonly missing: ReadonlyMap<string, string>;
  /** Asks the board for its version, such as "2.1.0"; null where it cannot be asked. */
  readonly firmware: (() => Promise<string>) | null;
  /** Switches one; null where none can be, or none needs to. Rejects where the firmware does not do it. */
  readonly tapMicrophone: (() => Promise<MicrophoneTap>) | null;
}

export function openBoard(found: FoundBoard, options: RealBoardOptions, deps: RealBoardDeps): RealBoard {
  const { row } = found;
  const machine = machineOf(deps);
  const followed = followBoard(found, deps.log);
  const usb = row.leds?.driver === 'xvf3000' || row.leds?.driver === 'xvf3800' ? keepUsb(followed, deps) : null;
  const xvf3800 = usb !== null && row.leds?.driver === 'xvf3800' ? new Xvf3800(usb, deps) : null;
  const missing = new Map<string, string>();
  const leftOut = { ...deps, missing };
  const ringDeps = { ...deps, onUnpowered: ({ message }: Error) => missing.set('power of the LEDs', message) };
  const ring = tryPart('LEDs', leftOut, () => openRing(options.leds, row, { machine, usb, xvf3800 }, ringDeps));
  const button = tryPart('button', leftOut, () => openButton(row, deps));
  const speaker = openSpeaker(followed, options, deps);
  const muteSwitch = row.muteSwitch === null ? null : (xvf3800?.muteSwitch() ?? null);
  return {
    id: row.id,
    row,
    missing,
    microphone: microphoneOf(followed, options, deps),
    speaker,
    ring,
    button,
    muteSwitch,
    direction: directionOf(row, usb, xvf3800),
    firmware: firmwareOf(row, usb, xvf3800),
    tapMicrophone: xvf3800 === null ? null : () => xvf3800.tapMicrophone(),
    cancelsEcho: row.cancelsEcho && playsItself(found, options.output),
    async close() {
      await Promise.all([ring?.close(), button?.close(), muteSwitch?.close()]);
      await usb?.close();
    },
  };
}

function microphoneOf(followed: FollowedBoard, options: RealBoardOptions, deps: RealBoardDeps): ProcessMicrophone {
  const program = captureProgram(options.capture);
  const { routing, capture } = followed.found.row;
  const route = cardRouter({ log: deps.log, run: deps.runAmixer });
  return new ProcessMicrophone(
    { layout: capture },
    {
      ...deps,
      // Asynchronous as a whole: a card that is not there is a rejection.
      command: async (signal) => {
        const card = currentCard(followed, deps);
        await unlessAborted(route({ id: card.id, settings: routing.capture }), signal);
        const layout = await askLayout(hardwareOf(card), capture, signal);
        const format = { device: deviceOf(card), sampleRate: MICROPHONE_RATE, channels: layout.channels };
        return { ...(await program.command(format, signal)), layout };
      },
      parseLine: (line) => program.parseLine(line),
    },
  );
}

/** The speaker of a board, or where `followed` is null, of whatever plays here. */
export function openSpeaker(
  followed: FollowedBoard | null,
  { masterPercent, output: wanted }: Pick<RealBoardOptions, 'masterPercent' | 'output'>,
  deps: RealBoardDeps,
): AplaySpeaker {
  const found = followed?.found ?? null;
  const own = found !== null && playsItself(found, wanted) ? found.row.playback : null;
  const sampleRate = own?.sampleRate ?? 48_000;
  const output = (): CardOutput | null => {
    const machine = machineOf(deps);
    return findOutput(machine, followed?.now(machine) ?? null, wanted);
  };
  const route = cardRouter({ log: deps.log, run: deps.runAmixer });
  const setVolume = volumeSetter(cardMixer(output, deps.runAmixer), deps.log);
  const device = async (): Promise<PlaybackDevice> => {
    const present = output();
    if (present !== null) await route({ id: present.card.id, settings: present.row.routing.playback });
    // Each time: a USB card that was plugged in again has forgotten it.
    if (masterPercent !== null && present !== null) await setVolume(masterPercent);
    return playbackDevice(present, sampleRate);
  };
  return new AplaySpeaker({ sampleRate }, { ...deps, device });
}

function presentCard(followed: FollowedBoard, deps: RealBoardDeps): SoundCard | null {
  const machine = machineOf(deps);
  return findCard(machine, followed.now(machine));
}

function currentCard(followed: FollowedBoard, deps: RealBoardDeps): SoundCard {
  const card = presentCard(followed, deps);
  if (card !== null) return card;
  throw new LinnetError('microphone.unavailable', `${followed.found.row.name} is not connected; plug it in.`);
}

function keepUsb(followed: FollowedBoard, deps: RealBoardDeps): UsbControl | null {
  const [id] = followed.found.row.recognition.usbIds ?? [];
  const { openUsb = openUsbControl } = deps;
  if (id === undefined) return null;
  const open = async (): Promise<UsbControl> => openUsb(id, presentCard(followed, deps)?.usbAddress ?? null);
  return keepUsbControl({ ...deps, open });
}

/** The kernel's own input device where an overlay made one, else the line itself. */
function openButton(row: BoardRow, deps: RealBoardDeps): Button | null {
  if (row.button === null) return null;
  const names = buttonNames(row.button.gpio);
  const find = () => names.map((name) => findInputDevice(name, deps.root)).find((path) => path !== null);
  const device = find();
  if (device !== undefined) return new KeyButton(() => find() ?? device, deps);
  const line = { number: gpioNumber(row.button.gpio, deps.root), activeLow: row.button.activeLow };
  return new LineButton(line, { ...deps, open: deps.openGpio ?? openOnoff });
}

function directionOf(row: BoardRow, usb: UsbControl | null, xvf3800: Xvf3800 | null): DirectionFinder | null {
  if (row.direction === 'xvf3800') return xvf3800?.direction() ?? null;
  return row.direction === 'xvf3000' && usb !== null ? xvf3000Direction(usb) : null;
}

function firmwareOf(row: BoardRow, usb: UsbControl | null, xvf3800: Xvf3800 | null): (() => Promise<string>) | null {
  if (xvf3800 !== null) return () => xvf3800.version();
  return row.leds?.driver === 'xvf3000' && usb !== null ? () => xvf3000Version(usb) : null;
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
