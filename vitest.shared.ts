import { defineConfig } from 'vitest/config';

/** Settings of every package. Generous times: they catch what hangs, they are no assertions about speed. */
export const packageTests = defineConfig({
  test: { include: ['test/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000, teardownTimeout: 20_000 },
});
