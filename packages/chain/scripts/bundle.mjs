// Puts what is published into bundle/, with what it uses of micro-eth-signer and graphql: a twentieth of them.
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const at = (file) => fileURLToPath(new URL(`../${file}`, import.meta.url));
const ENTRIES = ['client', 'index', 'peer', 'plan'];
/** What others have too. */
const SHARED = /^(@noctiluca|multiformats|ws)(\/|$)/;

await rm(at('bundle'), { recursive: true, force: true });
const bundle = await rolldown({
  input: Object.fromEntries(ENTRIES.map((name) => [name, at(`dist/${name}.js`)])),
  platform: 'node',
  external: SHARED,
  // graphql is CommonJS otherwise, of which nothing can be left out.
  resolve: { mainFields: ['module', 'main'] },
});
await bundle.write({ dir: at('bundle'), format: 'esm', chunkFileNames: '[name]-[hash].js' });
await bundle.close();
