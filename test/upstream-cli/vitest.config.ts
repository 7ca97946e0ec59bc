import { defineConfig } from 'vitest/config';

/** Not among the projects of the repository: `npm run test:upstream-cli` installs what it needs first. */
export default defineConfig({
  test: { name: 'upstream-cli', include: ['**/*.test.ts'], testTimeout: 180_000, hookTimeout: 180_000 },
});
