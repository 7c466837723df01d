// The README's table of places where words could go, each with its switch off and on: a whole box, a command said aloud in its room
// and one that was typed, and then everything that can be read of it.
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'mqtt';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Scope } from '../../appliance/kernel/scope.ts';
import { type BoxProcess, startBoxProcess } from '../support/box-process.ts';
import { temporaryFolder } from '../support/running-box.ts';

// Whole boxes, also on a small machine that is busy.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 });

const PLACES = ['log', 'record', 'broker', 'page', 'files'] as const;
type Place = (typeof PLACES)[number];

/** What was said, and what no fixed sentence of the box says. */
const SPOKEN = 'Set the living room lamp to forty percent.';
const TYPED = 'Is the front door locked?';
const WORDS = /forty percent|40 ?(percent|%)|front door (is )?locked/i;

let scope: Scope;
let folder: string;
beforeEach(() => {
  scope = new Scope();
  folder = temporaryFolder(scope);
});
afterEach(() => scope.close());

/** Every message on the box's own topics, as it comes. */
async function watchBroker(box: BoxProcess): Promise<string[]> {
  const { broker } = (await box.logged('box started')) as { broker: string };
  const client = connect(broker);
  scope.defer(() => client.end(true));
  const seen: string[] = [];
  client.on('message', (topic, payload) => seen.push(`${topic} ${payload.toString()}`));
  await client.subscribeAsync('linnet/#');
  return seen;
}

/** Whether the words were found in each place, after two turns. */
async function wordsAfterTurns(flags: readonly string[]): Promise<Record<Place, boolean>> {
  const temporary = join(folder, 't');
  mkdirSync(temporary);
  const dataRoot = join(folder, 'data');
  const box = startBoxProcess({ dataRoot, temporary, flags: ['log.level=debug', ...flags] }, scope);
  await box.ready();
  const [broker, page] = [await watchBroker(box), await box.watchPage()];
  await box.door({ action: 'talk' });
  await box.until(({ phase }) => phase === 'listening', 'listening');
  await box.say(SPOKEN);
  await box.logged('turn ended', { origin: 'button', outcome: 'done' });
  await box.door({ action: 'ask', text: TYPED });
  await box.logged('turn ended', { origin: 'typed', outcome: 'done' });
  await page.includes('"origin":"typed"');
  box.kill('SIGTERM');
  const { errors } = await box.exit;
  const record = page.lines.filter((line) => line.includes('"kind":"turn"'));
  expect(record).toHaveLength(2);
  expect(broker.length).toBeGreaterThan(0);
  const has = (texts: readonly string[]): boolean => texts.some((text) => WORDS.test(text));
  return {
    log: has([errors]),
    record: has(record),
    broker: has(broker),
    page: has(page.lines),
    files: has(filesOf(dataRoot)),
  };
}

/** Every file below the data folder, but the compiled sentences, which are the same in every house. */
function filesOf(dataRoot: string): string[] {
  return readdirSync(dataRoot, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.startsWith('sentences'))
    .map((name) => join(dataRoot, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'latin1'));
}

test('unless its owner wants it, the words that are said are nowhere', async () => {
  const off = ['privacy.keepTranscripts=false', 'privacy.publishWords=false', 'log.private=false'];
  const nowhere = { log: false, record: false, broker: false, page: false, files: false };
  expect(await wordsAfterTurns(off)).toEqual(nowhere);
});

test('with every switch on they are in each of these places, so that the search above would have found them', async () => {
  const on = ['privacy.keepTranscripts=true', 'privacy.publishWords=true', 'log.private=true'];
  const everywhere = { log: true, record: true, broker: true, page: true, files: true };
  expect(await wordsAfterTurns(on)).toEqual(everywhere);
});
