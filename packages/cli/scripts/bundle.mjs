// Bundles the command into bundle/: js-client and what it needs are 1,700 modules, and loading them one by one takes 0.9 s.
// What starts threads or processes, or has files of its own, stays outside; so does the compiler, which is one file.
// The templates of `fluence init` go beside it, with the sample service.
import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const at = (file) => fileURLToPath(new URL(`../${file}`, import.meta.url));

/** These make or take js-client's peers, which know each other by their class: there must be one. */
const INSIDE = ['@noctiluca/client', '@noctiluca/system-services/remote'];
const OUTSIDE = /^(@noctiluca\/|@fluencelabs\/(aqua-|threads|js-client-isomorphic|marine-worker)|ws$)/;

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
