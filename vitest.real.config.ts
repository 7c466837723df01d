import { defineConfig } from 'vitest/config';

// With a real Home Assistant: minutes of real time, so apart from the suite. npm run test:real
export default defineConfig({
  test: {
    include: ['test/real/*.test.ts', 'test/home/real-home-assistant.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 240_000,
    pool: 'forks',
    maxWorkers: 1,
  },
});
