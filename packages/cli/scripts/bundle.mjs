// Bundles the command into bundle/: js-client and what it needs are 1,700 modules, and loading them one by one takes 0.9 s.
// What starts processes, or has files of its own, stays outside; so does the compiler, which is one file. AquaVM's thread is a
// bundle of its own: it starts in half the time.
// The templates of `fluence init` go beside it, with the sample service.
import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const at = (file) => fileURLToPath(new URL(`../${file}`, import.meta.url));

/** What every command loads, and what makes or takes js-client's peers, which know each other by their class. */
const INSIDE =
  /^@noctiluca\/(avm|client|deployment|host\/blueprint|ipfs\/(file-cid|kubo-client)|lifecycle|local-network\/control|marine|marine\/json|network\/polyfill|node\/keys|particle|store\/cid|system-services\/remote)$/;
const OUTSIDE = /^(@noctiluca\/|@fluencelabs\/(aqua-|threads|js-client-isomorphic|marine-worker)|ws$)/;

/** AquaVM's pool finds its thread by the package's name; here it stands beside the bundle. */
const avmThread = {
  name: 'avm-thread',
  transform(code, id) {
    if (!id.endsWith(path.join('avm', 'dist', 'pool', 'spawn-worker.js'))) return undefined;
    const moved = code.replace(
      'createRequire(import.meta.url).resolve(ENTRY)',
      "new URL('./avm-thread.js', import.meta.url)",
    );
    if (moved === code)
      throw new Error(`${id} starts its thread in another way: change scripts/bundle.mjs too`);
    return moved;
  },
};

/** Our packages have zod of one version, each in its own folder; js-client's is another. */
const oneZod = {
  name: 'one-zod',
  resolveId(source, importer = '') {
    const isOurs = importer.startsWith(at('..')) && !importer.includes('node_modules');
    return isOurs && source === 'zod' ? this.resolve(source, at('dist/main.js'), { skipSelf: true }) : null;
  },
};

for (const made of ['bundle', '.cache']) await rm(at(made), { recursive: true, force: true });
const bundle = await rolldown({
  input: { main: at('dist/main.js'), 'avm-thread': at('../avm/dist/thread/avm-thread.js') },
  platform: 'node',
  external: (id) => OUTSIDE.test(id) && !INSIDE.test(id),
  plugins: [avmThread, oneZod],
});
await bundle.write({
  dir: at('bundle'),
  format: 'esm',
  chunkFileNames: '[name]-[hash].js',
  // Names stay: traces of errors are read by people.
  minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
});
await bundle.close();

await cp(at('templates'), at('bundle/templates'), { recursive: true });
await cp(at('../../services/greeter'), at('bundle/templates/quickstart/src/services/greeter'), {
  recursive: true,
  // Its Rust is built in the workspace of this repository.
  filter: (file) => !/^(src|Cargo\.toml)$/.test(path.basename(file)),
});
