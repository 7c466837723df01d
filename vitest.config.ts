import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'test/real/**'], // npm run test:real
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // The suite runs on small machines: two files at a time, each in a process of its own since native addons are loaded.
    pool: 'forks',
    maxWorkers: 2,
  },
});
