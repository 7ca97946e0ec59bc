import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';
import { PATIENCE } from '../vitest.shared.js';

const internals = fileURLToPath(new URL('interop/js-client-specs/internals.ts', import.meta.url));
const SPEC = /js-client[/\\]dist[/\\].*\.spec\.js$/;

/** The specs that js-client is published with, run on our client. */
const jsClientSpecs = {
  name: 'js-client-specs',
  enforce: 'pre' as const,
  resolveId(id: string, importer: string | undefined) {
    return importer !== undefined && SPEC.test(importer) && id.startsWith('.') ? internals : undefined;
  },
};

// Tests that cross packages start whole peers: they get time, not assertions about time.
export default defineConfig({
  plugins: [jsClientSpecs],
  test: {
    name: 'cross',
    include: ['**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'upstream-cli/**', 'chromium/**'],
    server: { deps: { inline: [SPEC] } },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: PATIENCE },
  },
});
