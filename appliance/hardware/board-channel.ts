// The control channel between the hub and the board process. PCM does not travel here (audio/data-plane.ts does that).
import { z } from 'zod';

export const BOARD_PROTOCOL = 1;

/** What the ring shows; presence/ decides which and board renders it. `fraction` (0 to 1) and `direction` (degrees) where the scene has one. */
export const sceneSchema = z.object({
  name: z.enum([
    'idle',
    'boot',
    'setUp',
    'noNetwork',
    'waking',
    'listening',
    'thinking',
    'speaking',
    'followUp',
    'error',
    'muted',
    'volume',
    'timer',
    'ringing',
    'update',
    'lowPower',
    'degraded',
    'light',
  ]),
  fraction: z.number().min(0).max(1).optional(),
  direction: z.number().min(0).max(360).optional(),
});
export type Scene = z.infer<typeof sceneSchema>;

export const chimeSchema = z.enum(['wake', 'done', 'error', 'cancelled', 'muted', 'unmuted', 'announcement']);
export type ChimeName = z.infer<typeof chimeSchema>;

/** Hub ▸ board. */
export const boardCommandSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('scene'), scene: sceneSchema }),
  z.object({ kind: z.literal('chime'), chime: chimeSchema }),
  z.object({ kind: z.literal('alarm'), ringing: z.boolean() }),
  /** Silences speech stream `stream` within 100 ms, or every one where it is null; a `playbackFinished` with `cut` follows for each. */
  z.object({ kind: z.literal('cancelSpeech'), stream: z.number().int().nullable() }),
  /** `turned`: somebody turns it, and wants to see how far. */
  z.object({
    kind: z.literal('volume'),
    plane: z.enum(['assistant', 'media']),
    percent: z.number().min(0).max(100),
    turned: z.boolean().optional(),
  }),
  /** true closes the capture device, false opens it. */
  /** `adopt`: what the board found its mute switch to be is software's own, left behind by a life that ended without a word. */
  z.object({ kind: z.literal('mute'), muted: z.boolean(), adopt: z.boolean().optional() }),
  /** The simulated board only: presses its button for `forMs`. */
  z.object({ kind: z.literal('simulatePress'), forMs: z.number().min(0).max(60_000) }),
  /** The simulated board only: a person works its mute switch. */
  z.object({ kind: z.literal('simulateSwitch'), muted: z.boolean() }),
  /** The simulated board only: pulls a cable and puts it back after `forMs`. */
  z.object({
    kind: z.literal('simulateUnplug'),
    device: z.enum(['microphone', 'speaker']),
    forMs: z.number().min(0).max(600_000),
  }),
]);
export type BoardCommand = z.infer<typeof boardCommandSchema>;

const playbackCut = z.object({ clause: z.number().int(), playedMs: z.number() });

/** Board ▸ hub. Every `atMs` is the machine's monotonic clock. */
export const boardEventSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('hello'),
    build: z.string(),
    protocol: z.number().int(),
    board: z.string(),
    leds: z.number().int(),
    cancelsEcho: z.boolean(),
    microphoneSocket: z.string(),
    speechSocket: z.string(),
    /** The simulated board only: speech written here is said in its room. */
    roomSocket: z.string().nullable(),
  }),
  z.object({ kind: z.literal('microphone'), state: z.enum(['open', 'closed', 'lost']), reason: z.string().nullable() }),
  z.object({ kind: z.literal('speaker'), state: z.enum(['open', 'lost']), reason: z.string().nullable() }),
  /** The first sample of the stream has left the card. */
  z.object({ kind: z.literal('playbackStarted'), stream: z.number().int(), atMs: z.number() }),
  z.object({ kind: z.literal('clausePlayed'), stream: z.number().int(), clause: z.number().int(), atMs: z.number() }),
  /** The last sample has left the card, or the stream was cancelled (`cut` then says where, and null means before any sound). */
  z.object({
    kind: z.literal('playbackFinished'),
    stream: z.number().int(),
    clausesPlayed: z.number().int(),
    cancelled: z.boolean(),
    cut: playbackCut.nullable(),
    atMs: z.number(),
  }),
  /** The simulated board only: the last sample of a piece said in its room has gone into the microphone. */
  z.object({ kind: z.literal('roomFinished'), stream: z.number().int(), atMs: z.number() }),
  z.object({ kind: z.literal('button'), pressed: z.boolean(), atMs: z.number() }),
  /** The first one since `hello` is the state found; each one after that is an act of a person, who may undo with it what software did. */
  z.object({ kind: z.literal('muteSwitch'), muted: z.boolean() }),
  /** The switch does not answer and counts as off until it does: the next `muteSwitch`. */
  z.object({ kind: z.literal('muteSwitchUnread'), reason: z.string() }),
  /** The supply of a Pi no longer holds its voltage, or does again. */
  z.object({ kind: z.literal('power'), low: z.boolean() }),
  /** About twice a second. Peak and RMS of the microphone in dBFS over the time since the last one; counters since the start. */
  z.object({
    kind: z.literal('levels'),
    rmsDb: z.number(),
    peakDb: z.number(),
    framesDropped: z.number().int(),
    speakerUnderruns: z.number().int(),
    rssMb: z.number(),
  }),
  /** What the ring shows, about ten times a second and only when it changed: r, g, b of each LED. */
  z.object({ kind: z.literal('ring'), pixels: z.array(z.number().int().min(0).max(255)).max(256) }),
]);
export type BoardEvent = z.infer<typeof boardEventSchema>;
