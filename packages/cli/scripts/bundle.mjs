// Bundles the command into bundle/: loading its modules one by one takes long. What starts processes, or has files of its own,
// stays outside. The library is made of the same chunks. The compiler is a script beside it, so that its compiled code can be kept.
// The templates of `fluence init` go beside it, with the sample service.
import { cp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { compilerVersions } from '../../aqua-compiler/dist/compiler-versions.js';

const at = (file) => fileURLToPath(new URL(`../${file}`, import.meta.url));
const compilerAt = (file) => at(`../aqua-compiler/dist/${file}`);

/** What every command loads, and the client with what it loads. */
const INSIDE =
  /^@noctiluca\/(aqua-compiler|avm\/instance|client|common\/[\w-]+|deployment|host\/blueprint|ipfs\/(file-cid|kubo-client)|lifecycle|local-network\/control|marine|marine\/json|network\/client|node\/keys|particle|particle\/ed25519|store\/cid|system-services\/remote)$/;
const OUTSIDE = /^(@noctiluca\/|@fluencelabs\/aqua-lib|ws$)/;

/** Our packages have zod of one version, each in its own folder; what npm hoists is another. */
const oneZod = {
  name: 'one-zod',
  resolveId(source, importer = '') {
    const isOurs = importer.startsWith(at('..')) && !importer.includes('node_modules');
    return isOurs && source === 'zod' ? this.resolve(source, at('dist/main.js'), { skipSelf: true }) : null;
  },
};

const bundledCompiler = {
  name: 'bundled-compiler',
  resolveId: (source) => (source === './aqua-api.js' ? compilerAt('aqua-api.bundled.js') : null),
};

/** Of the compiler in the bundle: its package is not installed beside it. */
const bundledVersions = {
  name: 'bundled-versions',
  load: (id) =>
    id === compilerAt('compiler-versions.js')
      ? `export const compilerVersions = () => ${JSON.stringify(compilerVersions())};`
      : null,
};

/** aqua-to-js writes versions of its own package.json into what it makes, which is not beside the bundle either. */
const READS_MANIFEST = /export async function getPackageJsonContent\(\) \{[^}]*\}/;
const bundledManifest = {
  name: 'bundled-manifest',
  async transform(code, id) {
    if (!/aqua-to-js[\\/]dist[\\/]utils\.js$/.test(id)) return null;
    if (!READS_MANIFEST.test(code))
      throw new Error(`${id} reads its package.json in another way than before`);
    const { name, version, devDependencies } = JSON.parse(
      await readFile(path.join(path.dirname(id), '../package.json'), 'utf8'),
    );
    const manifest = JSON.stringify({ name, version, devDependencies });
    return code.replace(READS_MANIFEST, `export const getPackageJsonContent = async () => (${manifest});`);
  },
};

for (const made of ['bundle', '.cache']) await rm(at(made), { recursive: true, force: true });
const bundle = await rolldown({
  input: { main: at('dist/main.js'), index: at('dist/index.js') },
  platform: 'node',
  external: (id) => OUTSIDE.test(id) && !INSIDE.test(id),
  plugins: [oneZod, bundledCompiler, bundledVersions, bundledManifest],
});
await bundle.write({
  dir: at('bundle'),
  format: 'esm',
  chunkFileNames: '[name]-[hash].js',
  // Names stay: traces of errors are read by people.
  minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
});
await bundle.close();

const compiler = await rolldown({
  input: { 'aqua-api': createRequire(compilerAt('index.js')).resolve('@fluencelabs/aqua-api') },
  platform: 'node',
  // Its own `meta-utils.js` exports nothing.
  onLog: (level, log, handle) => log.code === 'IMPORT_IS_UNDEFINED' || handle(level, log),
});
await compiler.write({ dir: at('bundle'), format: 'cjs', entryFileNames: '[name].cjs', minify: true });
await compiler.close();

const templates = (folder) => at(path.join('bundle/templates', folder));
// Its Rust is built in the workspace of this repository.
const compiled = (file) => !/^(src|Cargo\.toml)$/.test(path.basename(file));

await cp(at('templates'), templates('.'), {
  recursive: true,
  filter: (file) => file !== at('templates/app'),
});
for (const template of ['ts', 'js']) {
  await cp(at('templates/app'), templates(template), { recursive: true });
  await cp(at('templates/quickstart/src/aqua'), templates(`${template}/src/aqua`), { recursive: true });
}
for (const template of ['quickstart', 'ts', 'js']) {
  const service = templates(`${template}/src/services/greeter`);
  await cp(at('../../services/greeter'), service, { recursive: true, filter: compiled });
}
