// A length of time as the sentences say it.

/** Hours, minutes and seconds of `ms`, those that are not 0. */
export function lengthSlots(ms: number): Record<string, number> {
  const [hours = 0, minutes = 0, seconds = 0] = [ms / 3_600_000, (ms / 60_000) % 60, (ms / 1000) % 60].map(Math.floor);
  return Object.fromEntries(Object.entries({ hours, minutes, seconds }).filter(([, part]) => part !== 0));
}
