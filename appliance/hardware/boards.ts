// The boards that are known, one row each, from Seeed's wiki and sources, the kernel's codec drivers and people's logs. Nothing
// here was tried on the board itself; README lists that row by row. No row names a card by its number: numbers change with the
// order in which things are plugged in.

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
] as const;
export type BoardId = (typeof BOARD_IDS)[number];

/** How a board is told from others; all that are given must hold. */
export interface Recognition {
  /** `vendor:product` of a USB board, as in /proc/asound/card*\/usbid. */
  readonly usbIds?: readonly string[];
  /** The card's id in /proc/asound/cards; every HAT has a fixed one. */
  readonly cardIds?: readonly string[];
  /** Found in the name of the codec's DAI, which tells two revisions with one card id apart. */
  readonly dai?: string;
  /** Codecs on I2C bus 1: by these a HAT is seen that has no driver yet. */
  readonly i2c?: readonly number[];
}

export interface CaptureLayout {
  /** What the card has by nature. Asking ALSA for fewer would mix them, the speaker's own sound included. */
  readonly channels: number;
  /** The channel for recognition. */
  readonly speechChannel: number;
  /** Channels of single microphones, for direction finding; empty where there are none. */
  readonly rawChannels: readonly number[];
  /** The channel that carries what the card plays, as a reference for echo cancelling. */
  readonly echoChannel: number | null;
}

export interface LedLayout {
  readonly driver: 'apa102' | 'xvf3000' | 'xvf3800';
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
  /** The rate that its output has by nature. null: it has no output of its own, the Pi's jack or HDMI is used. */
  readonly playback: { readonly sampleRate: number } | null;
  readonly leds: LedLayout | null;
  readonly button: { readonly gpio: number; readonly activeLow: boolean } | null;
  readonly muteSwitch: 'xvf3800' | null;
  readonly direction: 'xvf3000' | 'xvf3800' | 'gccPhat' | null;
  /** Radius of the circle of microphones in metres; for a line or a pair, half of its length. */
  readonly arrayRadius: number | null;
  /** Removes the echo of what is played through the same card. */
  readonly cancelsEcho: boolean;
  /** Why it cannot work on a Pi 5, and what to do; null where it works on every Pi. */
  readonly notOnPi5: string | null;
  /** The device-tree source in overlays/ and the name for `dtoverlay=`; null for USB. */
  readonly overlay: string | null;
  /** The lowest firmware that is known to work; null where it has none, or any will do. */
  readonly firmwareMinimum: string | null;
  /** Mixer controls of its playback, the first one present is the master volume. */
  readonly volumeControls: readonly string[];
}

const TDM_REFUSAL =
  'Its AC108 codec needs TDM, which the I2S of a Pi 5 does not have (Raspberry Pi white paper RP-009699-WP). Use it on a Pi 3 or 4, or a USB array such as the reSpeaker XVF3800 on this one.';

const mono = (channels: number, speechChannel: number, rawChannels: readonly number[] = []): CaptureLayout => ({
  channels,
  speechChannel,
  rawChannels,
  echoChannel: null,
});

const ring = (
  driver: LedLayout['driver'],
  count: number,
  microphones: readonly number[],
  powerGpio: number | null = null,
): LedLayout => ({ driver, count, microphones, powerGpio, zeroDegrees: 0 });

const usbBoard = {
  button: null,
  notOnPi5: null,
  overlay: null,
  volumeControls: ['PCM', 'Speaker', 'Headset', 'Master'],
} as const;

const hat = { muteSwitch: null, cancelsEcho: false, notOnPi5: null, firmwareMinimum: null } as const;

export const BOARDS: readonly BoardRow[] = [
  {
    ...usbBoard,
    id: 'respeaker-xvf3800',
    name: 'reSpeaker XVF3800 USB 4-Mic Array',
    recognition: { usbIds: ['2886:001a'] },
    capture: mono(2, 1), // left is made for calls, right is the beam for recognition
    playback: { sampleRate: 16_000 },
    leds: ring('xvf3800', 12, [0, 3, 6, 9]),
    muteSwitch: 'xvf3800',
    direction: 'xvf3800',
    arrayRadius: 0.033,
    cancelsEcho: true,
    firmwareMinimum: '2.1.0', // 2.0.7 came up with silent capture
  },
  {
    ...usbBoard,
    id: 'respeaker-usb-array-v2',
    name: 'ReSpeaker USB Mic Array v2.0 (XVF3000)',
    recognition: { usbIds: ['2886:0018'] },
    capture: { channels: 6, speechChannel: 0, rawChannels: [1, 2, 3, 4], echoChannel: 5 },
    playback: { sampleRate: 16_000 },
    leds: ring('xvf3000', 12, [0, 3, 6, 9]),
    muteSwitch: null,
    direction: 'xvf3000',
    arrayRadius: 0.032,
    cancelsEcho: true,
    firmwareMinimum: null,
  },
  {
    ...usbBoard,
    id: 'respeaker-lite',
    name: 'ReSpeaker Lite (XU316)',
    recognition: { usbIds: ['2886:0019'] },
    capture: mono(2, 0),
    playback: { sampleRate: 16_000 },
    leds: null, // its one LED, mute button and versions are out of reach of USB
    muteSwitch: null,
    direction: null,
    arrayRadius: null,
    cancelsEcho: false, // announced, but users measured none with 2.0.6 and 2.0.7
    firmwareMinimum: '2.0.7',
  },
  {
    ...hat,
    id: 'respeaker-2mic-v1',
    name: 'ReSpeaker 2-Mics Pi HAT v1 (WM8960)',
    recognition: { cardIds: ['seeed2micvoicec'], dai: 'wm8960-hifi', i2c: [0x1a] },
    capture: mono(2, 0, [0, 1]),
    playback: { sampleRate: 48_000 },
    leds: ring('apa102', 3, [0, 2]),
    button: { gpio: 17, activeLow: true },
    direction: 'gccPhat',
    arrayRadius: 0.029,
    overlay: 'respeaker-2mic-v1',
    volumeControls: ['Speaker', 'Headphone', 'Playback'],
  },
  {
    ...hat,
    id: 'respeaker-2mic-v2',
    name: 'ReSpeaker 2-Mics Pi HAT v2 (TLV320AIC3104)',
    recognition: { cardIds: ['seeed2micvoicec'], dai: 'tlv320aic3x-hifi', i2c: [0x18] },
    capture: mono(2, 0, [0, 1]),
    playback: { sampleRate: 48_000 },
    leds: ring('apa102', 3, [0, 2]),
    button: { gpio: 17, activeLow: true },
    direction: 'gccPhat',
    arrayRadius: 0.029,
    overlay: 'respeaker-2mic-v2',
    volumeControls: ['PCM', 'Line', 'HP', 'HP DAC'],
  },
  {
    ...hat,
    id: 'respeaker-4mic',
    name: 'ReSpeaker 4-Mic Array for Raspberry Pi (AC108)',
    recognition: { cardIds: ['seeed4micvoicec'], i2c: [0x3b] },
    capture: mono(4, 0, [0, 1, 2, 3]),
    playback: null,
    leds: ring('apa102', 12, [1, 4, 7, 10], 5),
    button: null,
    direction: 'gccPhat',
    arrayRadius: 0.032,
    notOnPi5: TDM_REFUSAL,
    overlay: 'respeaker-4mic',
    volumeControls: [],
  },
  {
    ...hat,
    id: 'respeaker-6mic',
    name: 'ReSpeaker 6-Mic Circular Array (2 × AC108 + AC101)',
    recognition: { cardIds: ['seeed8micvoicec'], i2c: [0x35, 0x3b, 0x1a] },
    capture: { channels: 8, speechChannel: 0, rawChannels: [0, 1, 2, 3, 4, 5], echoChannel: 6 },
    playback: { sampleRate: 48_000 },
    leds: ring('apa102', 12, [0, 2, 4, 6, 8, 10], 5),
    button: { gpio: 26, activeLow: true },
    direction: 'gccPhat',
    arrayRadius: 0.046,
    notOnPi5: `${TDM_REFUSAL} For the 6-mic there is also an out-of-tree driver over the PIO of the RP1 (avisual/respeaker-6mic-pi5).`,
    overlay: 'respeaker-6mic',
    volumeControls: ['DAC', 'Speaker', 'Headphone'],
  },
  {
    ...hat,
    id: 'respeaker-4mic-linear',
    name: 'ReSpeaker 4-Mic Linear Array (2 × AC108 + AC101)',
    // The same card id and the same codecs as the 6-mic: only the owner knows.
    recognition: { cardIds: ['seeed8micvoicec'], i2c: [0x35, 0x3b, 0x1a] },
    capture: { channels: 8, speechChannel: 0, rawChannels: [0, 1, 2, 3], echoChannel: 6 },
    playback: { sampleRate: 48_000 },
    leds: null,
    button: null,
    direction: 'gccPhat',
    arrayRadius: 0.075,
    notOnPi5: TDM_REFUSAL,
    overlay: 'respeaker-6mic',
    volumeControls: ['DAC', 'Speaker', 'Headphone'],
  },
  {
    ...usbBoard,
    id: 'alsa',
    name: 'Any sound card of ALSA',
    recognition: {},
    capture: mono(1, 0),
    playback: { sampleRate: 48_000 },
    leds: null,
    muteSwitch: null,
    direction: null,
    arrayRadius: null,
    cancelsEcho: false,
    firmwareMinimum: null,
  },
];

export function boardRow(id: BoardId): BoardRow {
  return BOARDS.find((row) => row.id === id) as BoardRow;
}
