import { defineConfig } from 'vitest/config';
import { PATIENCE } from '../../vitest.shared.js';

// Pages start whole clients on a machine that may be busy: they get time, not assertions about time, but for the first call.
export default defineConfig({
  test: {
    include: ['*.test.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    fileParallelism: false,
    expect: { poll: PATIENCE },
  },
});
