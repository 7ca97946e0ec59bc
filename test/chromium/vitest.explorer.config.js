import { defineConfig } from 'vitest/config';
import { folder } from '../../scripts/chromium.mjs';
import settings from './vitest.config.js';

// What `npm test` has of these, where a Chromium is installed.
export default defineConfig({
  test: {
    ...settings.test,
    name: 'chromium',
    include: ['explorer*.test.ts', 'strangers.test.ts'],
    env: { NOCTILUCA_CHROMIUM: folder },
  },
});
