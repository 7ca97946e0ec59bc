import { fileURLToPath } from 'node:url';
import type { Plugin } from 'rolldown';
import { bundle } from './bundle.js';
import type { Files } from './serve.js';

const at = (file: string) => fileURLToPath(new URL(`../${file}`, import.meta.url));
const { forBrowsers } = (await import(
  new URL('../../../scripts/browser/for-browsers.mjs', import.meta.url).href
)) as {
  forBrowsers(): { plugins: Plugin[] };
};

const IN_PLACE: Record<string, string> = {
  vitest: at('page/vitest.ts'),
  'node:child_process': at('node/child_process.ts'),
  'node:fs/promises': at('node/fs_promises.ts'),
  'node:path': at('node/path.ts'),
  'node:util': at('node/util.ts'),
};
const JS_CLIENT_SPEC = /js-client[/\\]dist[/\\].*\.spec\.js$/;
const ENTRY = '\0suite';

/** A page that runs the tests of a module of the repository when it is told to: `run(pattern)`. */
export function bundleSuite(file: string): Promise<Files> {
  const suite: Plugin = {
    name: 'suite',
    resolveId(id, importer) {
      if (id === ENTRY) return ENTRY;
      if (importer !== undefined && JS_CLIENT_SPEC.test(importer) && id.startsWith('.'))
        return at('../interop/js-client-specs/internals.ts');
      return IN_PLACE[id];
    },
    load: (id) =>
      id === ENTRY
        ? `import { runSuite } from ${JSON.stringify(at('page/run-suite.ts'))};
           globalThis.run = (pattern) => runSuite('suite', () => import(${JSON.stringify(at(`../../${file}`))}), pattern);`
        : undefined,
  };
  const { plugins, ...options } = forBrowsers();
  // Packages say that their modules do nothing by themselves, and mean those that they publish.
  const treeshake = { moduleSideEffects: [{ test: /\.(test|spec)\.[jt]s$/, sideEffects: true }] };
  return bundle(ENTRY, { ...options, treeshake, plugins: [suite, ...plugins] });
}
