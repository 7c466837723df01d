// The box's own sounds, computed rather than recorded. A note is a struck bar: a fast attack, an exponential decay, and two
// overtones that die sooner. Rising means "go on", falling means "over", a repeated low note means "no".
import type { ChimeName } from '../hardware/board-channel.ts';
import { clampToInt16, dbToAmplitude } from './pcm.ts';

interface Note {
  readonly hz: number;
  readonly atMs: number;
  /** Until the note has lost 60 dB. */
  readonly decayMs: number;
  /** Of the first partial, relative to CHIME_LEVEL. */
  readonly gain: number;
}

/** −12 dBFS: below speech, which peaks near full scale. */
const CHIME_LEVEL = dbToAmplitude(-12);
const ATTACK_MS = 4;
/** Of a struck bar, tamed: frequency ratio, amplitude, how much sooner it dies. */
const PARTIALS = [
  { ratio: 1, gain: 1, sooner: 1 },
  { ratio: 2, gain: 0.35, sooner: 2 },
  { ratio: 3.01, gain: 0.12, sooner: 4 },
] as const;

const note = (hz: number, atMs: number, decayMs: number, gain = 1): Note => ({ hz, atMs, decayMs, gain });

/** Equal temperament, A4 = 440 Hz. */
const [C5, E5, G5, A5, C6, E4, A4] = [523.25, 659.26, 783.99, 880, 1046.5, 329.63, 440] as const;

const CHIMES: Readonly<Record<ChimeName, readonly Note[]>> = {
  wake: [note(G5, 0, 140), note(C6, 70, 180)],
  done: [note(C5, 0, 160), note(E5, 80, 160), note(G5, 160, 260)],
  error: [note(A4, 0, 180), note(E4, 160, 320)],
  cancelled: [note(G5, 0, 140), note(C5, 90, 220)],
  muted: [note(A5, 0, 120), note(E5, 100, 120), note(A4, 200, 260)],
  unmuted: [note(A4, 0, 120), note(E5, 100, 120), note(A5, 200, 260)],
  announcement: [note(G5, 0, 260), note(E5, 190, 400)],
};

/** Four quick strokes and a pause, twice as long as the strokes: heard in the next room, not a siren. */
const ALARM: readonly Note[] = [0, 150, 300, 450].flatMap((atMs) => [
  note(A5, atMs, 200, 1.8),
  note(C6, atMs, 160, 1.2),
]);
const ALARM_PERIOD_MS = 1800;

/** Mono samples of a chime at `sampleRate`. */
export function renderChime(name: ChimeName, sampleRate: number): Int16Array {
  return render(CHIMES[name], sampleRate, 0);
}

/** How long a chime sounds. */
export function chimeMs(name: ChimeName): number {
  return lastMs(CHIMES[name]);
}

/** One period of the alarm, to be repeated without a gap. */
export function renderAlarm(sampleRate: number): Int16Array {
  return render(ALARM, sampleRate, ALARM_PERIOD_MS);
}

function render(notes: readonly Note[], sampleRate: number, shortestMs: number): Int16Array {
  const endMs = Math.max(shortestMs, lastMs(notes));
  const sum = new Float64Array(Math.ceil((endMs * sampleRate) / 1000));
  for (const one of notes) addNote(one, sum, sampleRate);
  return Int16Array.from(sum, (value) => clampToInt16(value * CHIME_LEVEL * 32_767));
}

function lastMs(notes: readonly Note[]): number {
  return Math.max(...notes.map(({ atMs, decayMs }) => atMs + decayMs));
}

function addNote({ hz, atMs, decayMs, gain }: Note, sum: Float64Array, sampleRate: number): void {
  const start = Math.round((atMs * sampleRate) / 1000);
  const length = Math.min(sum.length - start, Math.round((decayMs * sampleRate) / 1000));
  for (let i = 0; i < length; i++) {
    const ms = (i * 1000) / sampleRate;
    const release = Math.min(1, (decayMs - ms) / ATTACK_MS);
    sum[start + i] =
      (sum[start + i] as number) + gain * strike(hz, ms, decayMs) * Math.min(1, ms / ATTACK_MS) * release;
  }
}

function strike(hz: number, ms: number, decayMs: number): number {
  let value = 0;
  for (const { ratio, gain, sooner } of PARTIALS) {
    value += gain * Math.exp((-6.9 * sooner * ms) / decayMs) * Math.sin((2 * Math.PI * hz * ratio * ms) / 1000);
  }
  return value;
}
