// What the hub tells the board's process on its command line, as JSON. Apart from board.ts, since importing that starts a process.
import { z } from 'zod';

const simulatedBoardSchema = z.object({
  /** LEDs on the ring; 0 for none. */
  leds: z.number().int().min(0).max(64).default(12),
  channels: z.number().int().min(1).max(8).default(1),
  /** RMS of the room's noise in dBFS; null for digital silence. */
  noiseDb: z.number().max(0).nullable().default(-55),
  /** How the microphone hears the speaker; null: not at all. */
  echo: z
    .object({ delayMs: z.number().min(0).max(500), gain: z.number().min(0).max(1) })
    .nullable()
    .default(null),
  /** Also play aloud where a sound player is found. */
  aloud: z.boolean().default(false),
  muteSwitch: z.boolean().default(false),
});

/** What openBoard takes. */
const realBoardSchema = z.object({
  capture: z.enum(['auto', 'alsa-capture', 'arecord']).default('auto'),
  output: z.string().default('auto'),
  leds: z
    .object({ driver: z.enum(['spi-device', 'rpio']), brightness: z.number().min(1).max(100) })
    .default({ driver: 'spi-device', brightness: 32 }),
  masterPercent: z.number().min(0).max(100).nullable().default(80),
});

export const boardArgumentSchema = z.object({
  /** The version of the program, sent back in `hello`. */
  build: z.string().default('unknown'),
  log: z
    .object({ level: z.enum(['debug', 'info', 'warn', 'error', 'silent']), private: z.boolean() })
    .default({ level: 'info', private: false }),
  sockets: z.object({
    microphone: z.string(),
    speech: z.string(),
    /** Music and the like, below speech. */
    media: z.string(),
    /** Only used by the simulated board. */
    room: z.string().nullable().default(null),
  }),
  /** "auto", "simulated" or a row of the board table. */
  board: z.string().default('auto'),
  simulated: simulatedBoardSchema.default(simulatedBoardSchema.parse({})),
  real: realBoardSchema.default(realBoardSchema.parse({})),
  /** Whether echo is cancelled in software: "auto" where the board does not do it itself, "on" even there. */
  echo: z.enum(['auto', 'on', 'off']).default('auto'),
  /** How the ring lies against the board's direction, on top of what the board table says. */
  direction: z
    .object({ offsetDegrees: z.number().min(0).max(359), reversed: z.boolean() })
    .default({ offsetDegrees: 0, reversed: false }),
  /** Whether mute and faults are heard as well as seen. */
  chimes: z.boolean().default(true),
});

export type BoardArgument = z.infer<typeof boardArgumentSchema>;
/** What may be left out is left out. */
export type BoardArgumentInput = z.input<typeof boardArgumentSchema>;
