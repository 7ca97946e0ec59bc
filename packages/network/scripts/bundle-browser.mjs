// Bundles a client's entry for browsers, libp2p with it: as five hundred modules it takes a development server seconds, and
// one of them is left out.
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { forBrowsers } from '../../../scripts/browser/for-browsers.mjs';

const at = (file) => fileURLToPath(new URL(`../${file}`, import.meta.url));

/** To resolve /dnsaddr, libp2p asks public servers of DNS over https: not from a page of ours, and it is 4 KB of brotli. */
const withoutDnsaddr = {
  name: 'without-dnsaddr',
  resolveId: (id, importer) =>
    id.endsWith('/dnsaddr.js') && importer?.includes('libp2p')
      ? at('src/client/dnsaddr.browser.ts')
      : undefined,
};

/** A client gives libp2p a logger that says nothing; the other one brings a formatter of colours and times. */
const withoutLogger = {
  name: 'without-logger',
  resolveId: (id) => (id === '@libp2p/logger' ? at('src/client/logger.browser.ts') : undefined),
};

const { plugins, ...options } = forBrowsers();
const bundle = await rolldown({
  input: at('src/client/index.ts'),
  ...options,
  plugins: [withoutDnsaddr, withoutLogger, ...plugins],
  // What others need as well: a page has it once.
  external: /^(@noctiluca\/(common\/|particle$)|@noble\/(curves|hashes)\/|multiformats\/)/,
});
await bundle.write({ file: at('dist/browser/client/index.js'), format: 'esm', codeSplitting: false });
await bundle.close();
