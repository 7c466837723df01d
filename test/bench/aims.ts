// What is promised of a number, by the name of its row.

export type Aim = ({ readonly most: number } | { readonly least: number }) & {
  /** Other work on the machine makes the number worse: a miss counts only where there was none. */
  readonly timed?: true;
};

const timed = true;

const AIMS: ReadonlyArray<readonly [RegExp, Aim]> = [
  [/^wake: share of a core, one word$/, { most: 0.6, timed }],
  [/^wake: .* false wakes/, { most: 0 }],
  [/^recognition: 3 s, biased/, { most: 170, timed }],
  [/^recognition: (sherpa|VAD) port over bare/, { most: 1.05, timed }],
  [/^turns: right, clean/, { least: 95 }],
  [/^turns: right, .* 10 dB/, { least: 85 }],
  [/^turns: wrong acts/, { most: 0 }],
  [/^voice: .* over the bare engine$/, { most: 5, timed }],
  [/: compile$/, { most: 2000, timed }],
  [/: load from the cache$/, { most: 100, timed }],
  [/: times faster than hassil$/, { least: 20, timed }],
  [/^box: end of listening ▸ first sound, median$/, { most: 350, timed }],
  [/^box: our own code in it, median$/, { most: 30, timed }],
  [/^box: share of a core, /, { most: 3, timed }],
  [/^box: memory of the hub/, { most: 120 }],
  [/^box: memory of the board/, { most: 80 }],
  [/^box: memory of the ear/, { most: 350 }],
  [/^box: memory of the voice/, { most: 330 }],
  [/^box: cancel ▸ silence/, { most: 100, timed }],
  [/^hardware: cancel ▸ silence at the sink, p95$/, { most: 100, timed }],
  [/^hardware: growth of memory/, { most: 10 }],
  [/^hardware: growth of the whole process/, { most: 20 }],
];

export function aimOf(name: string): Aim | null {
  return AIMS.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}
