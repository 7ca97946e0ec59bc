// Puts what is published into bundle/, with the parts of Helia that it uses: as dependencies they are 96 packages, half of what a
// peer installs.
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const at = (file) => fileURLToPath(new URL(`../${file}`, import.meta.url));
const ENTRIES = ['file-cid', 'index', 'ipfs-command', 'kubo-client'];
/** What others have too, or have the types of. */
const SHARED = /^(@noctiluca|@hono|hono|multiformats)(\/|$)/;

await rm(at('bundle'), { recursive: true, force: true });
const bundle = await rolldown({
  input: Object.fromEntries(ENTRIES.map((name) => [name, at(`dist/${name}.js`)])),
  platform: 'node',
  external: SHARED,
});
await bundle.write({ dir: at('bundle'), format: 'esm', chunkFileNames: '[name]-[hash].js' });
await bundle.close();
