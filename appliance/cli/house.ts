// linnet house: what the running box knows of the house, and what its owner adds: areas, aliases, and where a thing stands.
import { join } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { callDoor } from '../api/door/door-client.ts';
import { DOOR_SOCKET } from '../api/door/door-protocol.ts';
import type { HouseEdit, ListedArea, ListedThing } from '../api/house-editing.ts';
import { LinnetError } from '../kernel/errors.ts';
import type { BoxContext } from './context.ts';

const words = z.string().nullable();
const shared = { id: z.string(), name: z.string(), aliases: z.array(z.string()) };
const listingSchema = z.object({
  areas: z.array(z.object({ ...shared, floor: words })),
  things: z.array(z.object({ ...shared, area: words, source: z.string(), available: z.boolean(), state: words })),
});

interface Flags {
  readonly json?: boolean;
}

const AREA_FIELDS = 'id, name, aliases, floor';
const THING_FIELDS = 'id, name, aliases, area, source, available, state';
const EDITED = 'one object: what was changed, {edit, …}';

export function registerHouseCommand(program: Command, context: BoxContext): void {
  const house = program
    .command('house')
    .description('areas, names and aliases of the house, as the running box knows them');
  house
    .command('list')
    .description('every area and thing')
    .option('--json', `one object a line: {kind: "area", ${AREA_FIELDS}} or {kind: "thing", ${THING_FIELDS}}`)
    .action((options: { json?: boolean }) => list(context, options.json === true));
  const area = house.command('area').description('areas of your own');
  area
    .command('add')
    .argument('<name>')
    .description('makes an area')
    .option('--json', EDITED)
    .action((name: string, { json }: Flags) =>
      edit(context, { edit: 'addArea', name }, json, `There is an area "${name}" now.`),
    );
  area
    .command('remove')
    .argument('<area>', 'id or name')
    .description('takes away one that was made here')
    .option('--json', EDITED)
    .action((gone: string, { json }: Flags) =>
      edit(context, { edit: 'removeArea', area: gone }, json, `There is no area "${gone}" any more.`),
    );
  house
    .command('alias')
    .argument('<of>', 'a thing or an area, by id or name')
    .argument('[aliases...]', 'what else it is called; none takes its aliases away')
    .description('gives other names to a thing or an area')
    .option('--json', EDITED)
    .action((of: string, aliases: string[], { json }: Flags) =>
      edit(context, { edit: 'alias', of, aliases }, json, aliasText(of, aliases)),
    );
  house
    .command('place')
    .argument('<thing>', 'id or name')
    .argument('[area]', 'id or name')
    .option('--nowhere', 'in no area')
    .description('says in which area a thing stands')
    .option('--json', EDITED)
    .action((thing: string, where: string | undefined, { nowhere, json }: Flags & { nowhere?: boolean }) => {
      if ((where === undefined) !== (nowhere === true))
        throw new LinnetError('input.invalid', 'Expected an area, or --nowhere.');
      const says = where === undefined ? `"${thing}" stands in no area now.` : `"${thing}" stands in "${where}" now.`;
      return edit(context, { edit: 'place', thing, area: where ?? null }, json, says);
    });
}

/** `says` is what is so when it is done. */
async function edit(context: BoxContext, change: HouseEdit, json: boolean | undefined, says: string): Promise<void> {
  await callDoor(join(context.dataRoot(), DOOR_SOCKET), { action: 'editHouse', edit: change });
  context.write(json === true ? JSON.stringify(change) : says);
}

function aliasText(of: string, aliases: readonly string[]): string {
  if (aliases.length === 0) return `"${of}" has no other names now.`;
  return `"${of}" is also called ${aliases.map((alias) => `"${alias}"`).join(', ')} now.`;
}

async function list(context: BoxContext, json: boolean): Promise<void> {
  const answer = await callDoor(join(context.dataRoot(), DOOR_SOCKET), { action: 'house' });
  const { areas, things } = listingSchema.parse(answer);
  for (const area of areas) context.write(json ? JSON.stringify({ kind: 'area', ...area }) : areaText(area));
  for (const thing of things) context.write(json ? JSON.stringify({ kind: 'thing', ...thing }) : thingText(thing));
}

function areaText({ id, name, aliases, floor }: ListedArea): string {
  return `area   ${id.padEnd(32)} ${called(name, aliases)}${floor === null ? '' : `, ${floor}`}`;
}

function thingText({ id, name, aliases, area, state, available }: ListedThing): string {
  const where = area === null ? '' : `, ${area}`;
  return `thing  ${id.padEnd(32)} ${called(name, aliases)}${where}: ${available ? (state ?? 'not known') : 'away'}`;
}

function called(name: string, aliases: readonly string[]): string {
  return [name, ...aliases.map((alias) => `"${alias}"`)].join(', ');
}
