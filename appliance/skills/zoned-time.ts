// The clock on the wall and the time of the world. A local time is written as if it were UTC ("floating" milliseconds): one can count
// days and weeks in it, which have 23 or 25 hours in the world when clocks are changed.

/** The zone to think in where none is configured: the machine's own. */
export function zoneOf(timeZone: string | undefined): string {
  return timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

const formats = new Map<string, Intl.DateTimeFormat>(); // one a zone; a house has one or two

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const number = 'numeric' as const;
  const made = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone: zone, hourCycle: 'h23' as const },
    ...{ year: number, month: number, day: number, hour: number, minute: number, second: number },
  });
  formats.set(zone, made);
  return made;
}

/** What clocks in `zone` show at `wall`, as floating milliseconds. */
export function localTime(wall: number, zone: string): number {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(wall)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
  const whole = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return whole + (((wall % 1000) + 1000) % 1000);
}

/**
 * When clocks in `zone` show `local`. An hour that is there twice is taken the first time, or the second where the first is not after
 * `after`; one that is left out comes as much later as the clocks were put forward: an alarm for 2:30 rings at 3:30 that day.
 */
export function wallTime(local: number, zone: string, after = Number.NEGATIVE_INFINITY): number {
  const offsets = [local - 86_400_000, local + 86_400_000].map((near) => localTime(near, zone) - near);
  const candidates = offsets.map((offset) => local - offset);
  const exact = candidates.filter((wall) => localTime(wall, zone) === local);
  const toCome = exact.filter((wall) => wall > after);
  if (exact.length > 0) return Math.min(...(toCome.length > 0 ? toCome : exact));
  return Math.max(...candidates); // the offset of before the change, carried over it
}
