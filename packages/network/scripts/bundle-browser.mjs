// Bundles a client's entry for browsers, libp2p with it: as five hundred modules it takes a development server seconds, and
// one of them is left out.
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { forBrowsers } from '../../../scripts/browser/for-browsers.mjs';

const at = (file) => fileURLToPath(new URL(`../${file}`, import.meta.url));

/**
 * What a page does not need of libp2p. To resolve /dnsaddr it asks public servers of DNS over https: not from a page of ours, and
 * it is 4 KB of brotli. Its own logger, 2 KB, is never asked for: the client brings one.
 */
const instead = [
  [/\/dnsaddr\.js$/, 'src/client/dnsaddr.browser.ts'],
  [/^@libp2p\/logger$/, 'src/client/logger.browser.ts'],
];
const leftOut = {
  name: 'left-out',
  resolveId(id, importer) {
    const found = importer?.includes('libp2p') ? instead.find(([what]) => what.test(id)) : undefined;
    return found && at(found[1]);
  },
};

const { plugins, ...options } = forBrowsers();
const bundle = await rolldown({
  input: at('src/client/index.ts'),
  ...options,
  plugins: [leftOut, ...plugins],
  // What the particle needs as well: a page has it once.
  external: /^(@noctiluca\/particle$|@noble\/(curves|hashes)\/|multiformats\/)/,
});
await bundle.write({ file: at('dist/browser/client/index.js'), format: 'esm', codeSplitting: false });
await bundle.close();
