import { configDefaults, defineConfig } from 'vitest/config';

// Tests that cross packages start whole peers: they get time, not assertions about time.
export default defineConfig({
  test: {
    name: 'cross',
    include: ['**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'upstream-cli/**'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
