import { defineConfig } from 'vitest/config';

/** How long tests wait for what comes by itself: a busy machine takes seconds for what takes milliseconds. */
export const PATIENCE = { timeout: 20_000, interval: 20 };

/** Settings of every package. Generous times: they catch what hangs, they are no assertions about speed. */
export const packageTests = defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
    expect: { poll: PATIENCE },
    // Half of the CPU of these tests went into loading the same modules for each file.
    isolate: false,
  },
});
