import { test } from 'vitest';
import { killTwentyTimes } from './kill-child.ts';

test('the voice killed twenty times in running turns: the hub lives, every turn ends, the voice is back', () =>
  killTwentyTimes('voice'));
