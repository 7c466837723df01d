// A house written by hand or by a test: names of areas and floors, and things with their names and what is known of them.
import { z } from 'zod';
import { LinnetError } from '../kernel/errors.ts';
import type { HouseLists } from './match-lists.ts';

const houseSchema = z.object({
  areas: z.array(z.string()).default([]),
  floors: z.array(z.string()).default([]),
  entities: z
    .array(z.object({ names: z.array(z.string()).min(1), id: z.string(), context: z.record(z.string(), z.unknown()) }))
    .default([]),
});

/** Accepts the house itself or an object that holds it under `house`. Throws `input.invalid` naming `file` and what does not fit. */
export function parseHouseFile(content: unknown, file: string): HouseLists {
  const inner = typeof content === 'object' && content !== null && 'house' in content ? content.house : content;
  const parsed = houseSchema.safeParse(inner);
  if (!parsed.success) {
    const problems = parsed.error.issues.slice(0, 3).map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    const expected = '{areas: [name], floors: [name], entities: [{names: [name], id, context: {domain}}]}';
    throw new LinnetError('input.invalid', `Expected a house as ${expected} in "${file}": ${problems.join('; ')}.`);
  }
  const { areas, floors, entities } = parsed.data;
  const place = (name: string): HouseLists['area'][number] => ({ words: name, out: name, context: null });
  return {
    area: areas.map(place),
    floor: floors.map(place),
    name: entities.flatMap(({ names, context }) => names.map((name) => ({ words: name, out: name, context }))),
  };
}
