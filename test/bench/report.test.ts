import { expect, test } from 'vitest';
import { judge, missesOf, summaryLine } from './report.ts';

const TIME = 'box: end of listening ▸ first sound, median';
const MEMORY = 'box: memory of the hub';
const ms = (name: string, value: number) => judge('box', { name, value, unit: '' });

test('an aim that is missed counts, one that is met or was never set does not', () => {
  const rows = [ms(TIME, 351), ms(MEMORY, 120), ms('box: something else', 10_000)];
  expect(missesOf(rows, { busyCores: new Map([['box', 0.1]]), quick: false })).toEqual({
    counted: [TIME],
    uncounted: [],
  });
  expect(summaryLine(rows)).toBe('1 of 2 aims met');
});

test('a time that was taken while others worked does not count, memory and right turns do', () => {
  const rows = [
    ms(TIME, 900),
    ms(MEMORY, 121),
    judge('turns', { name: 'turns: wrong acts, clean', value: 1, unit: '' }),
  ];
  const busy = new Map([
    ['box', 1.5],
    ['turns', 1.5],
  ]);
  expect(missesOf(rows, { busyCores: busy, quick: false })).toEqual({
    counted: [MEMORY, 'turns: wrong acts, clean'],
    uncounted: [TIME],
  });
});

test('work around one section says nothing of another', () => {
  expect(missesOf([ms(TIME, 900)], { busyCores: new Map([['wake', 1.5]]), quick: false }).counted).toEqual([TIME]);
});

test('in a quick run no time, no share and no memory counts, but wrong acts and false wakes do', () => {
  const turns = (name: string, value: number) => judge('turns', { name, value, unit: '' });
  const rows = [
    ms(TIME, 900),
    judge('box', { name: MEMORY, value: 121, unit: 'MB' }),
    turns('turns: right, clean', 50),
    turns('turns: wrong acts, clean', 1),
    turns('wake: alexa false wakes in speech', 1),
  ];
  expect(missesOf(rows, { busyCores: new Map(), quick: true })).toEqual({
    counted: ['turns: wrong acts, clean', 'wake: alexa false wakes in speech'],
    uncounted: [TIME, MEMORY, 'turns: right, clean'],
  });
});
