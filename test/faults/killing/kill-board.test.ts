import { test } from 'vitest';
import { killTwentyTimes } from './kill-child.ts';

test('the board killed twenty times in running turns: the hub lives, every turn ends, the board is back', () =>
  killTwentyTimes('board'));
