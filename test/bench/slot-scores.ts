// How right a transcript is by the slots its command must contain: word for word, and by what a simple fuzzy reader makes of it.

export type Slots = Readonly<Record<string, string>>;

/** Letters that may differ, as a share: "iced mocker" is "iced mocha", "lot" is not "latte". */
const LEAST_LIKENESS = 0.72;
const DIGITS: Readonly<Record<string, string>> = { 8: 'eight', 12: 'twelve', 16: 'sixteen', 20: 'twenty' };

/** How many of the slots stand in the text word for word; "12" counts as "twelve". */
export function slotsVerbatim(text: string, slots: Slots): number {
  const words = ` ${normalised(text)} `;
  return Object.values(slots).filter((value) => words.includes(` ${normalised(value)} `)).length;
}

/** Whether reading the text fuzzily fills the same slots with the same values; `values` holds all there are of each slot. */
export function sameMeaning(text: string, slots: Slots, values: ReadonlyMap<string, readonly string[]>): boolean {
  return [...values].every(([slot, choices]) => bestChoice(text, choices) === (slots[slot] ?? null));
}

/** Every value of every slot. */
export function slotValues(all: readonly Slots[]): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, Set<string>>();
  for (const [slot, value] of all.flatMap((slots) => Object.entries(slots))) {
    values.set(slot, (values.get(slot) ?? new Set()).add(value));
  }
  return new Map([...values].map(([slot, set]) => [slot, [...set]]));
}

function normalised(text: string): string {
  const words = text.toLowerCase().match(/[a-z0-9']+/g) ?? [];
  return words.map((word) => DIGITS[word] ?? word).join(' ');
}

/** The likeliest value; among equals the longest. */
function bestChoice(text: string, choices: readonly string[]): string | null {
  const words = normalised(text).split(' ');
  let best: { readonly choice: string | null; readonly likeness: number } = { choice: null, likeness: LEAST_LIKENESS };
  for (const choice of choices.toSorted((a, b) => b.length - a.length)) {
    const likeness = bestLikeness(words, normalised(choice));
    if (likeness > best.likeness) best = { choice, likeness };
  }
  return best.choice;
}

/** Of any run of words, one more or fewer than the value has. */
function bestLikeness(words: readonly string[], value: string): number {
  const count = value.split(' ').length;
  let best = 0;
  for (let length = Math.max(1, count - 1); length <= count + 1; length++) {
    for (let from = 0; from + length <= words.length; from++) {
      const said = words.slice(from, from + length).join(' ');
      best = Math.max(best, 1 - distance(said, value) / Math.max(said.length, value.length));
    }
  }
  return best;
}

/** Levenshtein's. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
