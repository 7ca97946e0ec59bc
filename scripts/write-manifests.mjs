// Copies what every package says alike from the root into packages/*/package.json, and the licence beside it: where the repository
// is stands in one place. `npm run manifests` after the root has changed; test/packages.test.ts fails while one differs.
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** Scoped packages are private unless told. */
const PUBLISH = { access: 'public' };

/** The order in which fields stand; the others come after. */
const ORDER = [
  ...[
    'name',
    'version',
    'private',
    'description',
    'keywords',
    'homepage',
    'bugs',
    'repository',
    'license',
    'author',
  ],
  ...['type', 'engines', 'sideEffects', 'exports', 'bin', 'files', 'publishConfig'],
];
const { license, author, engines, homepage, bugs, repository } = read(path.join(root, 'package.json'));

for (const folder of readdirSync(path.join(root, 'packages'))) {
  const file = path.join(root, 'packages', folder, 'package.json');
  const manifest = { ...read(file), license, author, engines };
  if (!manifest.private) {
    const ofThis = { ...repository, directory: `packages/${folder}` };
    Object.assign(manifest, { homepage, bugs, repository: ofThis, publishConfig: PUBLISH });
    copyFileSync(path.join(root, 'LICENSE'), path.join(root, 'packages', folder, 'LICENSE'));
  }
  writeFileSync(file, `${JSON.stringify(inOrder(manifest), null, 2)}\n`);
}

function inOrder(manifest) {
  const fields = new Set([...ORDER.filter((field) => field in manifest), ...Object.keys(manifest)]);
  return Object.fromEntries([...fields].map((field) => [field, manifest[field]]));
}
