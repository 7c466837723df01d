import { defineConfig } from 'vitest/config';

// The page in a real browser; needs Chromium and says so where there is none. npm run test:browser
export default defineConfig({
  test: {
    include: ['test/browser/*.test.ts'],
    globalSetup: 'test/browser/find-browser.ts',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
  },
});
