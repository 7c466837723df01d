// What the ring shows, as one table and one pure function. A ring never claims what the box cannot honour: scenes that say "I
// hear you" are shown only while the microphone is open, and the red of "muted" exactly while it is closed on purpose.
//
// Priorities follow the order in which a person must act: set-up, then what rings, then the turn and what came of it, then what is
// the matter with the whole box, then what merely is so. Colours: blue and cyan are the turn, amber is a fault that heals by itself
// or needs a look, red is mute or a failure, warm white is set-up, violet an update (do not unplug).
import type { Scene } from '../hardware/board-channel.ts';
import type { Rgb } from '../hardware/ports.ts';

export type SceneName = Scene['name'];

export interface RingGeometry {
  /** LEDs, the first at 0°, evenly spaced clockwise. */
  readonly count: number;
  /** The LEDs nearest to the microphones, which are red while these are closed. */
  readonly microphones: readonly number[];
}

/** How bright (0 to 1) LED `led` of `count` is, `ms` after the scene began. */
type Motion = (ms: number, led: number, count: number, scene: Scene) => number;

export interface SceneRow {
  /** The higher one is shown. */
  readonly priority: number;
  readonly meaning: string;
  readonly colour: Rgb;
  readonly motion: Motion;
  /** In words, for the documentation. */
  readonly timing: string;
  /**
   * So long after it was last shown the scene goes away by itself: its owner has died, or hangs. null where nothing would change by
   * that: "idle" is what is shown anyway, and the red of "muted" is painted by the board from the truth about its own microphone.
   */
  readonly leaseMs: number | null;
  /** Claims that the box hears: not shown while the microphone is closed. */
  readonly needsMicrophone: boolean;
  /** Whether frames differ from one another. */
  readonly moves: boolean;
}

const BLUE: Rgb = { r: 24, g: 120, b: 242 };
const CYAN: Rgb = { r: 0, g: 200, b: 220 };
const WARM: Rgb = { r: 255, g: 180, b: 110 };
const AMBER: Rgb = { r: 255, g: 120, b: 0 };
const RED: Rgb = { r: 255, g: 0, b: 0 };
const VIOLET: Rgb = { r: 150, g: 40, b: 230 };
const GREEN: Rgb = { r: 40, g: 200, b: 60 };
const DARK: Rgb = { r: 0, g: 0, b: 0 };

/** The hub tells each second what is so (processes/showing.ts); a box that is busy for longer than this does not work. */
const TOLD_AGAIN_MS = 5000;

const row = (priority: number, colour: Rgb, motion: Motion, timing: string, rest: Partial<SceneRow>): SceneRow => ({
  priority,
  colour,
  motion,
  timing,
  meaning: '',
  leaseMs: TOLD_AGAIN_MS,
  needsMicrophone: false,
  moves: true,
  ...rest,
});

/** The written table of scenes. */
export const SCENES: Readonly<Record<SceneName, SceneRow>> = {
  setUp: row(100, WARM, twinkle(1600), 'twinkles over 1.6 s', {
    meaning: 'waits to be set up from a phone or a laptop',
  }),
  update: row(90, VIOLET, chase(1200, 0.4), 'turns once in 1.2 s', {
    meaning: 'installs an update: leave it plugged in (for later: it installs none by itself)',
  }),
  volume: row(85, CYAN, gauge, 'an arc, 1.5 s', {
    meaning: 'the volume that was just set',
    leaseMs: 1500,
    moves: false,
  }),
  ringing: row(80, WARM, blink(900, 0.5), 'on and off in 0.9 s', {
    meaning: 'a timer or an alarm rings',
  }),
  waking: row(70, CYAN, fadeIn(150), 'lights up within 150 ms', {
    meaning: 'heard its name',
    needsMicrophone: true,
  }),
  listening: row(69, CYAN, listening(1000), 'two arcs turn once in 1 s, or point at who speaks', {
    meaning: 'listens to you',
    needsMicrophone: true,
  }),
  followUp: row(68, CYAN, listening(2000), 'as listening, once in 2 s', {
    meaning: 'asked something and listens for the answer',
    needsMicrophone: true,
  }),
  thinking: row(67, BLUE, opposites(800), 'two opposite LEDs, swelling, once around in 0.8 s', {
    meaning: 'works on it',
  }),
  speaking: row(66, BLUE, breathe(1400, 0.25), 'breathes in 1.4 s', { meaning: 'speaks' }),
  error: row(60, RED, blink(200, 0.5), 'blinks in 0.2 s for 1.2 s', { meaning: 'that did not work', leaseMs: 1200 }),
  lowPower: row(50, AMBER, one(0, breathe(3000, 0)), 'one LED breathes in 3 s', {
    meaning: 'the power supply is too weak',
  }),
  // Below the turn: a box that hears already, or speaks, says so.
  boot: row(45, BLUE, twinkle(1200), 'twinkles over 1.2 s', {
    meaning: 'starts, models are being loaded',
  }),
  noNetwork: row(40, AMBER, twinkle(2400), 'twinkles over 2.4 s', { meaning: 'has no network; what is local works' }),
  degraded: row(35, AMBER, one(0.5, breathe(4000, 0.15)), 'one LED breathes in 4 s', {
    meaning: 'a part of it is away and is being brought back',
  }),
  timer: row(20, GREEN, gauge, 'an arc that shrinks', {
    meaning: 'a timer runs; the arc is what is left of it',
    moves: false,
  }),
  light: row(15, WARM, lamp, 'steady, as bright as asked', {
    meaning: 'lights the room, because somebody wanted that',
    moves: false,
  }),
  muted: row(10, DARK, () => 0, 'the LEDs at the microphones, red, over any scene', {
    meaning: 'the microphones are switched off',
    leaseMs: null,
    moves: false,
  }),
  idle: row(0, DARK, () => 0, 'dark', { meaning: 'waits for its name', leaseMs: null, moves: false }),
};

/**
 * Writes r, g, b of each LED into `pixels` (`3 × count` bytes): what `scene` looks like `ms` after it began. `muted` says that the
 * microphone is closed on purpose. Pure; allocates nothing.
 */
export function renderScene(scene: Scene, ms: number, ring: RingGeometry, muted: boolean, pixels: Uint8Array): void {
  const { colour, motion } = SCENES[scene.name];
  for (let led = 0; led < ring.count; led++) {
    const light = motion(ms, led, ring.count, scene);
    // Squared, since the eye sees the square root of it (a gamma of 2): fades then look even.
    const share = Math.min(1, Math.max(0, light)) ** 2;
    pixels[3 * led] = Math.round(colour.r * share);
    pixels[3 * led + 1] = Math.round(colour.g * share);
    pixels[3 * led + 2] = Math.round(colour.b * share);
  }
  if (muted) for (const led of ring.microphones) paint(pixels, led, MUTED_RED);
}

/** Dim enough to live with at night, and red beyond doubt. */
const MUTED_RED: Rgb = { r: 90, g: 0, b: 0 };

function paint(pixels: Uint8Array, led: number, colour: Rgb): void {
  pixels[3 * led] = colour.r;
  pixels[3 * led + 1] = colour.g;
  pixels[3 * led + 2] = colour.b;
}

/** The distance of two places around the ring, 0 to 0.5. */
function apart(a: number, b: number): number {
  const distance = Math.abs(a - b) % 1;
  return Math.min(distance, 1 - distance);
}

function wave(ms: number, periodMs: number): number {
  return 0.5 - 0.5 * Math.cos((2 * Math.PI * ms) / periodMs);
}

function breathe(periodMs: number, floor: number): Motion {
  return (ms) => floor + (1 - floor) * wave(ms, periodMs);
}

/** Every LED swells in its own time: the golden ratio spreads any number of them evenly. */
function twinkle(periodMs: number): Motion {
  return (ms, led) => 0.15 + 0.85 * wave(ms + led * periodMs * 0.618, periodMs) ** 2;
}

function blink(periodMs: number, share: number): Motion {
  return (ms) => (ms % periodMs < periodMs * share ? 1 : 0);
}

function fadeIn(durationMs: number): Motion {
  return (ms) => 0.3 + (0.7 * ms) / durationMs;
}

/** An arc with a tail that turns clockwise. */
function chase(periodMs: number, tail: number): Motion {
  return (ms, led, count) => {
    const behind = (1 + ((ms / periodMs) % 1) - led / count) % 1;
    return 1 - behind / tail;
  };
}

/** Two arcs that turn, or the direction from which somebody speaks. */
function listening(periodMs: number): Motion {
  const arc = chase(periodMs, 0.35);
  return (ms, led, count, scene) => {
    if (scene.direction === undefined) {
      return Math.max(0.15, arc(ms, led, count, scene), arc(ms + periodMs / 2, led, count, scene));
    }
    return 0.35 + 0.65 * Math.max(0, 1 - apart(led / count, scene.direction / 360) * 7);
  };
}

function opposites(periodMs: number): Motion {
  return (ms, led, count) => {
    const head = ms / (2 * periodMs);
    const near = Math.min(apart(led / count, head), apart(led / count, head + 0.5));
    return Math.max(0.06, (1 - near * 6) * (0.6 + 0.4 * wave(ms, periodMs)));
  };
}

/** `fraction` of the ring, clockwise from the first LED, whose last LED is as bright as it is covered. Never wholly dark. */
function gauge(_ms: number, led: number, count: number, scene: Scene): number {
  const covered = (scene.fraction ?? 0) * count - led;
  return Math.max(led === 0 ? 0.25 : 0, Math.sqrt(Math.max(0, covered)));
}

/** All of it; `fraction` is the share of its full light. */
function lamp(_ms: number, _led: number, _count: number, scene: Scene): number {
  return Math.sqrt(Math.max(0.02, scene.fraction ?? 1));
}

/** `motion` on one LED, at `place` (0 to 1) of the ring. */
function one(place: number, motion: Motion): Motion {
  return (ms, led, count, scene) => (led === Math.floor(place * count) ? motion(ms, led, count, scene) : 0);
}
