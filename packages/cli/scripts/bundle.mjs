// Bundles the command into bundle/: loading its modules one by one takes long. What starts threads or processes, or has files
// of its own, stays outside; so do the compiler and the client, which are one file each.
// The templates of `fluence init` go beside it, with the sample service.
import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const at = (file) => fileURLToPath(new URL(`../${file}`, import.meta.url));

const INSIDE = ['@noctiluca/system-services/remote'];
const OUTSIDE = /^(@noctiluca\/|@fluencelabs\/aqua-|ws$)/;

await rm(at('bundle'), { recursive: true, force: true });
const bundle = await rolldown({
  input: at('dist/main.js'),
  platform: 'node',
  external: (id) => OUTSIDE.test(id) && !INSIDE.includes(id),
});
await bundle.write({ dir: at('bundle'), format: 'esm', chunkFileNames: '[name]-[hash].js' });
await bundle.close();

await cp(at('templates'), at('bundle/templates'), { recursive: true });
await cp(at('../../services/greeter'), at('bundle/templates/quickstart/src/services/greeter'), {
  recursive: true,
  // Its Rust is built in the workspace of this repository.
  filter: (file) => !/^(src|Cargo\.toml)$/.test(path.basename(file)),
});
