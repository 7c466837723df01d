// Like speech as far as a canceller can tell: coloured noise in syllables, with pauses between phrases, the same each time. For tests
// of cancelling where nobody is there to speak.

const SYLLABLES_A_SECOND = 3.1;
const PHRASE_S = 2.5;
const SPOKEN_S = 2;

/** `level` is about the loudest amplitude. */
export function makeBabble(seconds: number, sampleRate: number, seed: number, level: number): Int16Array {
  const white = noise(seed);
  let low = 0;
  let lower = 0;
  return Int16Array.from({ length: seconds * sampleRate }, (_, i) => {
    low = 0.85 * low + 0.15 * white();
    lower = 0.6 * lower + 0.4 * (low + 0.1 * white());
    const t = i / sampleRate;
    const syllable = Math.max(0, Math.sin(2 * Math.PI * SYLLABLES_A_SECOND * t)) * (t % PHRASE_S < SPOKEN_S ? 1 : 0);
    return Math.round(lower * syllable * level * 8);
  });
}

/** −1 to 1, by xorshift (Marsaglia, 2003). `seed` is not 0. */
export function noise(seed: number): () => number {
  let x = seed;
  return () => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) / 0x8000_0000 - 1;
  };
}
