// Copies what every package says alike from the root into packages/*/package.json, and the licence beside it. Where the repository
// is stands in one place, `homepage` of the root: its other addresses follow from that one. `npm run manifests` after the root has
// changed; test/packages.test.ts fails while one differs.
// What runs in Node.js alone gets an entry for browsers that no bundler can resolve: it stops a build with a sentence.
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** Scoped packages are private unless told. */
const PUBLISH = { access: 'public' };

/** They have files, threads of Node.js, or servers. The others run in browsers (docs/browsers.md). */
const ONLY_IN_NODE = [
  ...[
    'aquamarine',
    'chain',
    'cli',
    'deployment',
    'explorer',
    'host',
    'ipfs',
    'local-network',
    'node',
    'spells',
    'store',
  ],
  'system-services',
];
const REFUSAL = 'not-in-browsers.js';

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
const rootFile = path.join(root, 'package.json');
const { license, author, engines, homepage, ...others } = read(rootFile);
const bugs = { url: `${homepage}/issues` };
const repository = { type: 'git', url: `git+${homepage}.git` };
const ofRoot = inOrder({ ...others, license, author, engines, homepage, bugs, repository });
writeFileSync(rootFile, `${JSON.stringify(ofRoot, null, 2)}\n`);

for (const folder of readdirSync(path.join(root, 'packages'))) {
  const file = path.join(root, 'packages', folder, 'package.json');
  const manifest = { ...read(file), license, author, engines };
  if (!manifest.private) {
    const ofThis = { ...repository, directory: `packages/${folder}` };
    Object.assign(manifest, { homepage, bugs, repository: ofThis, publishConfig: PUBLISH });
    copyFileSync(path.join(root, 'LICENSE'), path.join(root, 'packages', folder, 'LICENSE'));
  }
  if (ONLY_IN_NODE.includes(folder)) refuseBrowsers(folder, manifest);
  writeFileSync(file, `${JSON.stringify(inOrder(manifest), null, 2)}\n`);
}

/** An import that is a sentence: whichever bundler it is, it names what it could not resolve. */
function refuseBrowsers(folder, manifest) {
  const refusal = path.join(root, 'packages', folder, REFUSAL);
  writeFileSync(
    refusal,
    `export * from '${manifest.name} runs in Node.js only; browsers have @noctiluca/client';\n`,
  );
  manifest.files = [...new Set([...manifest.files, REFUSAL])];
  for (const [name, entry] of Object.entries(manifest.exports)) {
    if (typeof entry === 'string') continue;
    const { types, browser: _, ...others } = entry;
    manifest.exports[name] = { types, browser: `./${REFUSAL}`, ...others };
  }
}

function inOrder(manifest) {
  const fields = new Set([...ORDER.filter((field) => field in manifest), ...Object.keys(manifest)]);
  return Object.fromEntries([...fields].map((field) => [field, manifest[field]]));
}
