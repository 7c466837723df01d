import { test } from 'vitest';
import { killTwentyTimes } from './kill-child.ts';

test('the ear killed twenty times in running turns: the hub lives, every turn ends, the ear is back', () =>
  killTwentyTimes('ear'));
