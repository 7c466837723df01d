// Every intent of Home Assistant's sentences: a skill answers each, in a house that has everything and in one that has nothing.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findTargets } from '../../appliance/intents/targets.ts';
import type { IntentCall } from '../../appliance/skills/skill.ts';
import { SKILLS, skillSet } from '../../appliance/skills/skill-set.ts';
import { FETCHED_LANGUAGES, sentenceFiles } from '../intents/support/fetched.ts';
import { FULL_HOUSE, LIVING_ROOM } from './support/full-house.ts';
import { ScriptedHouse } from './support/scripted-house.ts';
import { SpokenHouse } from './support/spoken-house.ts';

interface PackageBlock {
  readonly response?: string;
  readonly slots?: Record<string, unknown>;
  readonly sentences: readonly string[];
  readonly requires_context?: Record<string, unknown>;
}

/** For each slot, something that it may hold. */
const FILLING: Readonly<Record<string, unknown>> = {
  area: 'Living Room',
  brightness: 40,
  color: 'red',
  conversation_command: 'turn off the lamp',
  device_class: 'blind',
  fan_mode: 'auto',
  hours: 1,
  item: 'milk',
  media_class: 'album',
  message: 'dinner is ready',
  minutes: 5,
  percentage: 60,
  position: 30,
  search_query: 'jazz',
  seconds: 30,
  start_minutes: 5,
  state: 'on',
  temperature: 21,
  volume_level: 30,
  volume_step: 'up',
};

/** The block as a call: its own slots, and those that its first sentence with lists fills. */
function callOf(intent: string, block: PackageBlock, house: ScriptedHouse): IntentCall {
  const named = [...block.sentences.join(' ').matchAll(/\{[^}:]+(?::([^}]+))?\}/g)];
  const slots: Record<string, unknown> = { ...block.slots };
  for (const [whole, slot] of named) {
    const key = slot ?? whole.slice(1, -1);
    if (FILLING[key] !== undefined && slots[key] === undefined) slots[key] = FILLING[key];
  }
  if (intent === 'HassLightSet' && slots.temperature !== undefined) slots.temperature = 2700;
  const { entities } = findTargets({ intent, slots, isHouseName: false, requires: {} }, house.snapshot(), LIVING_ROOM);
  return { intent, slots, response: block.response ?? 'default', targets: entities };
}

type Blocks = ReadonlyMap<string, readonly PackageBlock[]>;

function blocksOf(language: string): Blocks {
  const file = sentenceFiles?.[`data/${language}.json`];
  if (file === undefined) return new Map();
  const { intents } = JSON.parse(readFileSync(file, 'utf8')) as { intents: Record<string, { data: PackageBlock[] }> };
  return new Map(Object.entries(intents).map(([intent, { data }]) => [intent, data]));
}

describe('the skills', () => {
  test('answer each intent once', () => {
    const intents = SKILLS.flatMap((skill) => skill.intents);
    expect(new Set(intents).size).toBe(intents.length);
    expect(() => skillSet([...SKILLS, SKILLS[0]!])).toThrowError(/Two skills answer/);
  });
});

describe.runIf(sentenceFiles !== null).each([...FETCHED_LANGUAGES])('the intents in %s', (language) => {
  const blocks = blocksOf(language);

  test('all have a skill', () => {
    const without = [...blocks.keys()].filter((intent) => !skillSet().has(intent));
    expect(without).toEqual([]);
    expect(blocks.size).toBeGreaterThan(25);
  });

  test.each([
    ['everything', FULL_HOUSE],
    ['nothing', []],
  ])('are answered with a sentence in a house that has %s', async (_what, things) => {
    const poor: string[] = [];
    const house = new ScriptedHouse(things, [LIVING_ROOM]);
    const spoken = await SpokenHouse.open({ house, language, sentences: 'fetched' });
    for (const [intent, all] of blocks) {
      for (const block of all) {
        for (const timer of spoken.timers.list()) spoken.timers.cancel(timer.id);
        house.commands.length = 0;
        const call = callOf(intent, block, house);
        const reply = await skillSet().get(intent)!.handle(call, spoken.context());
        const isFine =
          /^\P{Ll}.*[.!?…]$/u.test(reply.text) && !/undefined|\bnull\b|NaN|\bNone\b|\{|\}| {2}/.test(reply.text);
        const isSilent = reply.text === '' && intent === 'HassNevermind';
        if (!isFine && !isSilent)
          poor.push(`${intent}/${call.response} ${JSON.stringify(call.slots)}: "${reply.text}"`);
        if (things.length === 0 && reply.outcome === 'done' && house.commands.length > 0) poor.push(`${intent}: done`);
      }
    }
    spoken.close();
    expect(poor).toEqual([]);
  });
});
