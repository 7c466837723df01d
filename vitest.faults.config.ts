import { defineConfig } from 'vitest/config';

// Children killed in running boxes: minutes of real time, so apart from the suite. npm run test:faults
export default defineConfig({
  test: {
    include: ['test/faults/killing/*.test.ts'],
    testTimeout: 1_200_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 3,
  },
});
