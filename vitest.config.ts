import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // These have scripts of their own: test:real, test:faults, test:browser.
    exclude: [...configDefaults.exclude, 'test/real/**', 'test/faults/killing/**', 'test/browser/**'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // The suite runs on small machines: two files at a time, each in a process of its own since native addons are loaded.
    pool: 'forks',
    maxWorkers: 2,
  },
});
