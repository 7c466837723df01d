import { expect, it } from 'vitest';
import { loadConfig } from '../../appliance/config/load.ts';
import type { House } from '../../appliance/home/house.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { openUnderstanding } from '../../appliance/processes/understanding.ts';

it('that cannot be warmed up is said in the log, and no end of a hub that runs', async () => {
  const { config } = loadConfig({ file: null, environment: {}, flags: [] });
  const house = {
    snapshot: () => {
      throw new Error('no house');
    },
  } as unknown as House;
  const told: object[] = [];
  const log = { ...silentLog, error: (fields: object) => told.push(fields) };
  const understanding = await openUnderstanding(config, { files: [], cache: null }, { house, log });
  understanding.warmUp();
  expect(told).toMatchObject([{ err: { message: 'no house' } }]);
});
