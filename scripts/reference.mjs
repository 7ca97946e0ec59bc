// `npm run reference`, which builds first: writes the pages of docs/ that the code has all of (scripts/reference); tests fail while one
// is stale. Those about configuration are written by packages/node/scripts/write-docs.mjs.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './prepare.mjs';

for (const name of ['builtins', 'commands', 'errors', 'metrics', 'openapi']) {
  const { pages } = await import(`./reference/${name}.mjs`);
  for (const [page, text] of Object.entries(await pages())) {
    writeFileSync(path.join(root, 'docs', page), text);
    console.log(`docs/${page}`);
  }
}
