import { expect, test } from 'vitest';
import { SpokenHouse } from './support/spoken-house.ts';

test.each(['february 30', 'april 31', 'november 31'])('there is no %s, in no year', async (date) => {
  const spoken = await SpokenHouse.open();
  expect(await spoken.ask(`remind me every year on ${date} to pay`)).toMatchObject({ outcome: 'asked' });
  expect(spoken.alarms.list()).toEqual([]);
  spoken.close();
});

test('there is a February 29, in leap years', async () => {
  const spoken = await SpokenHouse.open();
  expect((await spoken.ask('remind me every year on february 29 to pay')).outcome).toBe('done');
  expect(spoken.alarms.list()).toMatchObject([{ dueAt: Date.UTC(2028, 1, 29, 9) }]);
  spoken.close();
});
