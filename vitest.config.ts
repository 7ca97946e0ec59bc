import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { folder } from './scripts/chromium.mjs';
import { isInstalled } from './scripts/from-npm.mjs';

export default defineConfig({
  test: {
    projects: [
      'packages/*/vitest.config.ts',
      'test/vitest.config.ts',
      ...(isInstalled(folder) ? ['test/chromium/vitest.explorer.config.js'] : []),
    ],
    pool: 'forks',
    // Much of the time tests wait for peers: on two cores two at a time take two thirds of the time of one.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
