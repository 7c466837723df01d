// What is promised of a number, by the name of its row. A miss is printed, not failed: the machine may be slow or busy.

export type Aim = { readonly most: number } | { readonly least: number };

const AIMS: ReadonlyArray<readonly [RegExp, Aim]> = [
  [/^wake: share of a core, one word$/, { most: 0.6 }],
  [/^wake: share of a core, one word, real pace$/, { most: 0.6 }],
  [/^wake: .* false wakes/, { most: 0 }],
  [/^recognition: 3 s, biased/, { most: 170 }],
  [/^recognition: sherpa port over bare/, { most: 1.05 }],
  [/^turns: right, clean/, { least: 95 }],
  [/^turns: right, .* 10 dB/, { least: 85 }],
  [/^turns: wrong acts/, { most: 0 }],
  [/^voice: .* over the bare engine$/, { most: 5 }],
  [/: compile$/, { most: 2000 }],
  [/: load from the cache$/, { most: 100 }],
  [/: times faster than hassil$/, { least: 20 }],
  [/^box: end of listening ▸ first sound, median$/, { most: 350 }],
  [/^box: our own code in it, median$/, { most: 30 }],
  [/^box: share of a core, /, { most: 3 }],
  [/^box: memory of the hub/, { most: 120 }],
  [/^box: memory of the board/, { most: 80 }],
  [/^box: memory of the ear/, { most: 350 }],
  [/^box: memory of the voice/, { most: 330 }],
  [/^box: cancel ▸ silence/, { most: 100 }],
  [/^hardware: cancel ▸ silence at the sink, p95$/, { most: 100 }],
  [/^hardware: growth of memory/, { most: 10 }],
];

export function aimOf(name: string): Aim | null {
  return AIMS.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}
