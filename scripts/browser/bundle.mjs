// Bundles entries of a package for browsers into dist/browser: `node ../../scripts/browser/bundle.mjs src/index.browser.ts …`.
// Run in the package's folder. Other packages stay outside, so that a page has each once.
import { rolldown } from 'rolldown';
import { forBrowsers } from './for-browsers.mjs';

const isBare = /^[^./#\0]/;

await write(process.argv.slice(2));

async function write(entries) {
  const bundle = await rolldown({
    input: Object.fromEntries(entries.map((entry) => [nameOf(entry), entry])),
    ...forBrowsers(),
    external: (id) => isBare.test(id) && !id.startsWith('node:'),
  });
  await bundle.write({ dir: 'dist/browser', format: 'esm', chunkFileNames: 'chunks/[name].js' });
  await bundle.close();
}

function nameOf(entry) {
  return entry.replace(/^src\//, '').replace(/(\.browser)?\.ts$/, '');
}
