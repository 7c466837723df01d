// A Piper voice leaves 0 to 60 ms of near silence before the first sound of a clause and 15 to 120 ms after the last one
// (measured on "joe"). The first delays the answer, the second makes pauses uneven: both are cut to a fixed rest, and the pauses
// between clauses are the narrator's.

/** −50 dBFS: above the voice's own noise (about −60), below the softest fricative. */
const AUDIBLE = Math.round(32768 * 10 ** (-50 / 20));
/** Kept before the first and after the last audible sample: an onset rises from below the threshold, an ending fades below it. */
const KEPT_BEFORE_S = 0.01;
const KEPT_AFTER_S = 0.06;
/** A cut into noise clicks unless it is faded. */
const FADE_S = 0.004;

/** The part of `samples` between its silences, faded at both cuts; a copy. Pure silence stays as it is. */
export function trimSilence(samples: Int16Array, sampleRate: number): Int16Array {
  let first = 0;
  while (first < samples.length && Math.abs(samples[first] as number) < AUDIBLE) first++;
  if (first === samples.length) return samples.slice();
  let last = samples.length - 1;
  while (Math.abs(samples[last] as number) < AUDIBLE) last--;
  const start = Math.max(0, first - Math.round(KEPT_BEFORE_S * sampleRate));
  const end = Math.min(samples.length, last + 1 + Math.round(KEPT_AFTER_S * sampleRate));
  const kept = samples.slice(start, end);
  const fade = Math.min(Math.round(FADE_S * sampleRate), kept.length >> 1);
  if (start > 0) fadeEdge(kept, fade, (i) => i);
  if (end < samples.length) fadeEdge(kept, fade, (i) => kept.length - 1 - i);
  return kept;
}

function fadeEdge(samples: Int16Array, length: number, indexOf: (fromEdge: number) => number): void {
  for (let i = 0; i < length; i++) {
    const at = indexOf(i);
    samples[at] = Math.round(((samples[at] as number) * i) / length);
  }
}
