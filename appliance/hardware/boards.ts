// The boards that are known, one row each, from Seeed's wiki and sources, the kernel's codec drivers and people's logs. Nothing
// here was tried on the board itself; README lists that row by row. No row names a card by its number: numbers change with the
// order in which things are plugged in.
import { NO_ROUTING, type Routing } from './alsa/card-routing.ts';
import { ARRAY_RADIUS } from './array-geometry.ts';
import { AIC3104_ROUTING, WM8960_ROUTING } from './codec-routing.ts';
import type { ChannelLayout } from './ports.ts';
import type { PiModel } from './system-files.ts';

export const BOARD_IDS = [
  'respeaker-xvf3800',
  'respeaker-usb-array-v2',
  'respeaker-lite',
  'respeaker-2mic-v1',
  'respeaker-2mic-v2',
  'respeaker-4mic',
  'respeaker-6mic',
  'respeaker-4mic-linear',
  'alsa',
  'simulated',
] as const;
export type BoardId = (typeof BOARD_IDS)[number];

/** How a board is told from others; all that are given must hold. */
export interface Recognition {
  /** `vendor:product` of a USB board, as in /proc/asound/card*\/usbid. */
  readonly usbIds?: readonly string[];
  /** The card's id in /proc/asound/cards; every HAT has a fixed one. */
  readonly cardIds?: readonly string[];
  /** Two revisions with one card id are told apart by the name of the codec's DAI, or by what Seeed's own overlay calls itself. */
  readonly revision?: { readonly dai: string; readonly hardware: string };
  /** Codecs on I2C bus 1: by these a HAT is seen that has no card yet, or one that does not say which codec it has. */
  readonly i2c?: readonly number[];
}

/** What the card has by nature. Asking ALSA for fewer channels would mix them, the speaker's own sound included. */
export interface CaptureLayout extends ChannelLayout {
  /** What its driver delivers, best first; ALSA's "plug" makes 16 bits of it. */
  readonly format: 'S16_LE' | 'S32_LE';
}

export interface LedLayout {
  readonly driver: 'apa102' | 'xvf3000' | 'xvf3800' | 'simulated';
  readonly count: number;
  /** The GPIO that powers the LEDs, active high; null where they always have power. */
  readonly powerGpio: number | null;
  /** The LEDs nearest to the microphones. */
  readonly microphones: readonly number[];
  /** Where the board's 0° of direction lies, in degrees clockwise from the first LED. */
  readonly zeroDegrees: number;
}

export interface BoardRow {
  readonly id: BoardId;
  readonly name: string;
  readonly recognition: Recognition;
  readonly capture: CaptureLayout;
  /** The rate that its output is opened with. null: it has no output of its own, another card is used. */
  readonly playback: { readonly sampleRate: number } | null;
  readonly leds: LedLayout | null;
  readonly button: { readonly gpio: number; readonly activeLow: boolean } | null;
  readonly muteSwitch: 'xvf3800' | null;
  readonly direction: 'xvf3000' | 'xvf3800' | 'gccPhat' | null;
  /** In metres, as ARRAY_RADIUS has it. null where there is no array. */
  readonly arrayRadius: number | null;
  /** Removes the echo of what is played through the same card. */
  readonly cancelsEcho: boolean;
  /** The Pis on which it works, as far as is known. */
  readonly pis: readonly PiModel[];
  /** Why it cannot work on the other ones, and what to do; null where it only is not known to. */
  readonly refusal: string | null;
  /** Somebody has a driver with which it works there all the same: where it has a card that captures, that is believed. */
  readonly driverElsewhere?: true;
  /** The device-tree source in overlays/ and the name for `dtoverlay=`; null for USB. */
  readonly overlay: string | null;
  /** The kernel's module for its codec; null for USB. */
  readonly driver: string | null;
  /** The lowest firmware that is known to work; null where it has none, or any will do. */
  readonly firmwareMinimum: string | null;
  /**
   * Mixer controls of its playback: those of the first group of which the card has any are its master volume. Those of a group are
   * outputs beside each other and are all set, those of different groups may come one after the other and would add up.
   */
  readonly volumeControls: ReadonlyArray<readonly string[]>;
  /** What connects the codec's microphones and outputs; empty where the device does that itself. */
  readonly routing: Routing;
}

const TDM_REFUSAL =
  'Its AC108 codec needs TDM, which the I2S of a Pi 5 does not have (Raspberry Pi white paper RP-009699-WP). Use it on a Pi 3 or 4, or a USB array such as the reSpeaker XVF3800 on this one.';

const EVERY_PI: readonly PiModel[] = ['Zero 2 W', '3', '4', '5'];
const PIS_WITH_TDM: readonly PiModel[] = ['Zero 2 W', '3', '4'];

const layout = (
  channels: number,
  speechChannel: number,
  rawChannels: readonly number[] = [],
  format: CaptureLayout['format'] = 'S16_LE',
): CaptureLayout => ({ channels, format, speechChannel, rawChannels });

const ring = (
  driver: LedLayout['driver'],
  count: number,
  microphones: readonly number[],
  powerGpio: number | null = null,
): LedLayout => ({ driver, count, microphones, powerGpio, zeroDegrees: 0 });

const usbBoard = {
  button: null,
  muteSwitch: null,
  pis: EVERY_PI,
  refusal: null,
  overlay: null,
  driver: null,
  routing: NO_ROUTING,
  volumeControls: [['PCM'], ['Speaker', 'Headset', 'Headphone'], ['Master']],
} as const;

const hat = {
  muteSwitch: null,
  cancelsEcho: false,
  pis: EVERY_PI,
  refusal: null,
  firmwareMinimum: null,
  routing: NO_ROUTING,
} as const;

const ac108 = { ...hat, pis: PIS_WITH_TDM, refusal: TDM_REFUSAL, driver: 'snd-soc-ac108' } as const;

/**
 * Both directions of a HAT's codec run on one clock (`symmetric_rate` of the kernel's drivers, one bus for the AC108 and AC101), so the
 * rate of whichever is opened first is that of both. At 48 kHz the microphone would be brought to 16 kHz by ALSA's linear conversion,
 * which folds what lies above 8 kHz into speech hardly weakened (12 kHz arrives at 4 kHz, 3 dB down), where at 16 kHz the codec's own
 * filter takes it away. The price is that nothing above 8 kHz is played: of a Piper voice, made at 22.05 kHz, the top 3 kHz; of music,
 * more. audio.output plays on another card, at 48 kHz.
 */
const oneClock = { sampleRate: 16_000 } as const;

export const BOARDS: readonly BoardRow[] = [
  {
    ...usbBoard,
    id: 'respeaker-xvf3800',
    name: 'reSpeaker XVF3800 USB 4-Mic Array',
    recognition: { usbIds: ['2886:001a'] },
    capture: layout(2, 1), // left is made for calls, right is the beam for recognition
    playback: { sampleRate: 16_000 },
    leds: ring('xvf3800', 12, [0, 3, 6, 9]),
    muteSwitch: 'xvf3800',
    direction: 'xvf3800',
    arrayRadius: ARRAY_RADIUS.xvf3800,
    cancelsEcho: true,
    firmwareMinimum: '2.1.0', // 2.0.7 came up with silent capture
  },
  {
    ...usbBoard,
    id: 'respeaker-usb-array-v2',
    name: 'ReSpeaker USB Mic Array v2.0 (XVF3000)',
    recognition: { usbIds: ['2886:0018'] },
    capture: layout(6, 0, [1, 2, 3, 4]), // the last one carries what it plays
    playback: { sampleRate: 16_000 },
    leds: ring('xvf3000', 12, [0, 3, 6, 9]),
    direction: 'xvf3000',
    arrayRadius: ARRAY_RADIUS.xvf3000,
    cancelsEcho: true,
    firmwareMinimum: null,
  },
  {
    ...usbBoard,
    id: 'respeaker-lite',
    name: 'ReSpeaker Lite (XU316)',
    recognition: { usbIds: ['2886:0019'] },
    capture: layout(2, 0),
    playback: { sampleRate: 16_000 },
    pis: ['3', '4', '5'], // linux-voice-assistant reports trouble with the Zero 2 W
    leds: null, // its one LED, mute button and versions are out of reach of USB
    direction: null,
    arrayRadius: null,
    cancelsEcho: false, // announced, but users measured none with 2.0.6 and 2.0.7
    firmwareMinimum: '2.0.7',
  },
  {
    ...hat,
    id: 'respeaker-2mic-v1',
    routing: WM8960_ROUTING,
    name: 'ReSpeaker 2-Mics Pi HAT v1 (WM8960)',
    recognition: {
      cardIds: ['seeed2micvoicec'],
      revision: { dai: 'wm8960-hifi', hardware: 'reSpeaker V1.0' },
      i2c: [0x1a],
    },
    capture: layout(2, 0, [0, 1]),
    playback: oneClock,
    leds: ring('apa102', 3, [0, 2]),
    button: { gpio: 17, activeLow: true },
    direction: 'gccPhat',
    arrayRadius: ARRAY_RADIUS.twoMics,
    overlay: 'respeaker-2mic-v1',
    driver: 'snd-soc-wm8960',
    volumeControls: [['Speaker', 'Headphone']],
  },
  {
    ...hat,
    id: 'respeaker-2mic-v2',
    routing: AIC3104_ROUTING,
    name: 'ReSpeaker 2-Mics Pi HAT v2 (TLV320AIC3104)',
    recognition: {
      cardIds: ['seeed2micvoicec'],
      revision: { dai: 'tlv320aic3x-hifi', hardware: 'reSpeaker V2.0' },
      i2c: [0x18],
    },
    capture: layout(2, 0, [0, 1]),
    playback: oneClock,
    leds: ring('apa102', 3, [0, 2]),
    button: { gpio: 17, activeLow: true },
    direction: 'gccPhat',
    arrayRadius: ARRAY_RADIUS.twoMics,
    overlay: 'respeaker-2mic-v2',
    driver: 'snd-soc-tlv320aic3x-i2c',
    volumeControls: [['PCM']], // before both outputs
  },
  {
    ...ac108,
    id: 'respeaker-4mic',
    name: 'ReSpeaker 4-Mic Array for Raspberry Pi (AC108)',
    recognition: { cardIds: ['seeed4micvoicec'], i2c: [0x3b] },
    capture: layout(4, 0, [0, 1, 2, 3], 'S32_LE'),
    playback: null,
    leds: ring('apa102', 12, [1, 4, 7, 10], 5),
    button: null,
    direction: 'gccPhat',
    arrayRadius: ARRAY_RADIUS.fourMics,
    overlay: 'respeaker-4mic',
    volumeControls: [],
  },
  {
    ...ac108,
    id: 'respeaker-6mic',
    name: 'ReSpeaker 6-Mic Circular Array (2 × AC108 + AC101)',
    recognition: { cardIds: ['seeed8micvoicec'], i2c: [0x35, 0x3b, 0x1a] },
    capture: layout(8, 0, [0, 1, 2, 3, 4, 5], 'S32_LE'), // the last two carry what it plays
    playback: oneClock,
    leds: ring('apa102', 12, [0, 2, 4, 6, 8, 10], 5),
    button: { gpio: 26, activeLow: true },
    direction: 'gccPhat',
    arrayRadius: ARRAY_RADIUS.sixMics,
    refusal: `${TDM_REFUSAL} For the 6-mic there is also an out-of-tree driver over the PIO of the RP1 (avisual/respeaker-6mic-pi5).`,
    driverElsewhere: true,
    overlay: 'respeaker-6mic',
    volumeControls: [['Speaker', 'Headphone']],
  },
  {
    ...ac108,
    id: 'respeaker-4mic-linear',
    name: 'ReSpeaker 4-Mic Linear Array (2 × AC108 + AC101)',
    // The same card id and the same codecs as the 6-mic: only the owner knows.
    recognition: { cardIds: ['seeed8micvoicec'], i2c: [0x35, 0x3b, 0x1a] },
    capture: layout(8, 0, [0, 1, 2, 3], 'S32_LE'),
    playback: oneClock,
    leds: null,
    button: null,
    direction: 'gccPhat',
    arrayRadius: ARRAY_RADIUS.fourInLine,
    driverElsewhere: true, // the same codecs on the same bus
    overlay: 'respeaker-4mic-linear',
    volumeControls: [['Speaker', 'Headphone']],
  },
  {
    ...usbBoard,
    id: 'alsa',
    name: 'Any sound card of ALSA',
    recognition: {},
    capture: layout(1, 0),
    playback: { sampleRate: 48_000 },
    leds: null,
    direction: null,
    arrayRadius: null,
    cancelsEcho: false,
    firmwareMinimum: null,
  },
  {
    ...usbBoard,
    id: 'simulated',
    name: 'A board without hardware',
    recognition: {},
    capture: layout(1, 0),
    playback: { sampleRate: 48_000 },
    leds: ring('simulated', 12, [0, 3, 6, 9]),
    direction: null,
    arrayRadius: null,
    cancelsEcho: true,
    firmwareMinimum: null,
    volumeControls: [],
  },
];

export function boardRow(id: BoardId): BoardRow {
  return BOARDS.find((row) => row.id === id) as BoardRow;
}
