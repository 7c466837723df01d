// What the rest of the program may ask of a board. Every port has a simulated implementation, and one contract test that runs
// against each implementation. PCM is interleaved signed 16-bit. Times in milliseconds are the machine's monotonic clock.

/** A view that is only valid during the call: copy what must outlive it. */
export type FrameSink = (samples: Int16Array, firstSample: number, capturedAtMs: number) => void;

/** What the channels of a microphone carry. */
export interface ChannelLayout {
  readonly channels: number;
  /** The index of the channel for recognition. */
  readonly speechChannel: number;
  /** Channels of single microphones as they are, for direction finding; empty where there are none. */
  readonly rawChannels: readonly number[];
}

/** What every microphone delivers, in Hz: what the models that listen take. A card of another rate is read through ALSA's own conversion. */
export const MICROPHONE_RATE = 16_000;
export const MICROPHONE_FRAME_MS = 20;
/** Samples of one channel in a frame. */
export const MICROPHONE_FRAME = (MICROPHONE_RATE * MICROPHONE_FRAME_MS) / 1000;

export const ONE_CHANNEL: ChannelLayout = { channels: 1, speechChannel: 0, rawChannels: [] };

export interface Microphone {
  /**
   * Of the last opening, from before its first frame on, and the same object as long as it is open: a card that was plugged in again
   * may have other channels. Before there was an opening: what is expected.
   */
  readonly layout: ChannelLayout;
  /**
   * Opens the device and delivers frames of `MICROPHONE_FRAME_MS` until `close()`. `firstSample` counts sample frames since the first `open()`
   * and jumps over what was lost, so it is a time; it goes on counting where an earlier opening ended. `onLost` is called once
   * when the device stops delivering (unplugged, stalled); the microphone is closed then. Rejects with `microphone.unavailable`,
   * or with `board.unsupported` where it is known of the whole board.
   */
  open(sink: FrameSink, onLost: (error: Error) => void): Promise<void>;
  /** Idempotent. After it resolves the device is closed (no process holds it) and no frame is delivered. */
  close(): Promise<void>;
}

/** Fills the whole of `block` (mono) with what must sound next; zeros where nothing does. Called in order, never re-entered. */
export type BlockSource = (block: Int16Array) => void;

export interface Speaker {
  /** Hz, mono. */
  readonly sampleRate: number;
  /** Starts asking `source` for blocks at the pace of the card, with at most 60 ms queued at the device. Rejects with `speaker.unavailable`. */
  open(source: BlockSource, onLost: (error: Error) => void): Promise<void>;
  /** Samples that the source has given since `open()`; while it fills a block, the number of that block's first sample. */
  framesRequested(): number;
  /** Samples that have really left the card since `open()`; never more than were requested. */
  framesPlayed(): number;
  /** How often the device ran dry since the start. */
  underruns(): number;
  /** Idempotent; what is queued at the device is dropped. */
  close(): Promise<void>;
}

export interface Rgb {
  readonly r: number;
  readonly g: number;
  readonly b: number;
}

export interface LedRing {
  readonly count: number;
  /** Shows one frame: `pixels` holds r, g, b (0 to 255) for each LED, and is only valid during the call. */
  show(pixels: Uint8Array): void;
  /** Dark, and the device released. Idempotent. */
  close(): Promise<void>;
}

export interface Button {
  /**
   * Calls `onEdge` for each change, already debounced; `atMs` is monotonic. `onLost` is called once when it cannot be read any more, not
   * before this resolves: it was let go then, and may be opened again.
   */
  open(onEdge: (pressed: boolean, atMs: number) => void, onLost?: (error: Error) => void): Promise<void>;
  close(): Promise<void>;
}

/** A switch a person can see and no software can override. `null` where the board has none. */
export interface MuteSwitch {
  /** Why it did not answer when it was asked last; null where it did. */
  readonly failure: Error | null;
  /**
   * Calls `onChange` with the state it finds, before it resolves where the board can be asked, and with every act of a person after
   * that: true when it was switched on, false when it was switched off, also where software had muted.
   */
  open(onChange: (muted: boolean) => void): Promise<void>;
  /**
   * Shows with the board's own light that software has muted, or no longer has. What a person switched on stays on, and what
   * software does is not reported. Never rejects: a board that is away is told when it is back.
   */
  follow(muted: boolean): Promise<void>;
  /** The mute that it found when it was opened is one that software left behind, and may undo. Not reported. */
  adopt(): void;
  /** Takes back a mute of software's own; the next start would else take it for a person's. Idempotent. */
  close(): Promise<void>;
}

export interface Direction {
  /** 0 to 359, the board's own zero, clockwise as seen from above. */
  readonly degrees: number;
  /** Whether somebody speaks right now. */
  readonly speech: boolean;
}

/** Where sound comes from, told by the board itself. */
export interface DirectionFinder {
  /** Asked five to ten times a second while the box listens. Rejects when the board does not answer. */
  read(): Promise<Direction>;
}

/** One microphone as it is, on a channel that recognition does not use. */
export interface MicrophoneTap {
  readonly channel: number;
  /** The channel carries again what it did before. */
  restore(): Promise<void>;
}

/** The card's own master control, set by whoever opens the card: the volumes of speech and of media are gains of the mixer. */
export interface MixerControl {
  /**
   * 0 to 100, perceptual: what is asked for louder sounds louder. Rejects with `speaker.unavailable` while the card is away, with
   * `board.unsupported` where it has no such control.
   */
  setVolume(percent: number): Promise<void>;
}

export interface Board {
  /** The row of the board table, such as "simulated". */
  readonly id: string;
  readonly microphone: Microphone;
  readonly speaker: Speaker;
  readonly ring: LedRing | null;
  readonly button: Button | null;
  readonly muteSwitch: MuteSwitch | null;
  /** null where the board cannot tell; it may still be computed from several channels. */
  readonly direction: DirectionFinder | null;
  /** Whether the board itself removes the speaker's echo from the microphone. */
  readonly cancelsEcho: boolean;
  close(): Promise<void>;
}
