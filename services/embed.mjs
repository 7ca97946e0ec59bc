// Second half of the build, after build.sh: `.raw/*.wasm` get their interface sections and take their places beside
// their sources, and `manifest.json` records what was built from what. Needs `npm run build` in packages/marine-tools.
//
//   node services/embed.mjs [folder of raw files]     (default: services/.raw)
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { embed } from '@noctiluca/marine-tools';

const here = dirname(fileURLToPath(import.meta.url));
const raw = resolve(process.argv[2] ?? join(here, '.raw'));

/** What the bytes of an artifact depend on, and the descriptions that name it. */
const SOURCE = /(?:\.rs|\.yaml|^Cargo\.(?:toml|lock)|^build\.sh)$/;
const NOT_SOURCES = new Set(['target', '.raw', 'node_modules']);

/** Paths below `services/`, sorted, with `/` on every system. */
function sourceFiles(folder = here) {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return NOT_SOURCES.has(entry.name) ? [] : sourceFiles(path);
      return SOURCE.test(entry.name) ? [relative(here, path).replaceAll('\\', '/')] : [];
    })
    .sort();
}

/** Folder of each cargo package that is a module: where its artifact belongs. Libraries (`common`) have none. */
function packageFolders(sources) {
  return sources.flatMap((path) => {
    if (!path.endsWith('/Cargo.toml')) return [];
    const text = readFileSync(join(here, path), 'utf8');
    const name = /^\[\[bin\]\]\s+name = "([^"]+)"/m.exec(text)?.[1];
    return name === undefined ? [] : [{ name, folder: dirname(path) }];
  });
}

const hashed = (paths) =>
  Object.fromEntries(
    paths.map((path) => [
      path,
      createHash('sha256')
        .update(readFileSync(join(here, path)))
        .digest('hex'),
    ]),
  );

const sources = sourceFiles();
const artifacts = packageFolders(sources).map(({ name, folder }) => {
  const path = `${folder}/${name}.wasm`;
  writeFileSync(join(here, path), embed(readFileSync(join(raw, `${name}.wasm`))));
  return path;
});
const manifest = {
  note: 'Written by services/embed.mjs. sha256 of every source and artifact; paths are relative to services/.',
  rustc: readFileSync(join(raw, 'rustc.txt'), 'utf8').trim().split('\n'),
  sources: hashed(sources),
  artifacts: hashed(artifacts.sort()),
};
writeFileSync(join(here, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
for (const [path, hash] of Object.entries(manifest.artifacts)) console.log(`${hash}  ${path}`);
