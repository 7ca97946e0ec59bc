// The packages as a stranger has them: test/e2e/out-of-tree.test.ts and the README's first blocks with an empty cache of npm, on each
// version of Node.js.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { prepare, run } from './prepare.mjs';

prepare();
const cache = mkdtempSync(path.join(os.tmpdir(), 'noctiluca-npm-cache-'));
process.on('exit', () => rmSync(cache, { recursive: true, force: true }));
const env = { npm_config_cache: cache, NOCTILUCA_ALL_NODES: '1' };
run(
  'npx',
  [
    'vitest',
    'run',
    '--root',
    'test',
    'e2e/out-of-tree.test.ts',
    'e2e/first-block.test.ts',
    ...process.argv.slice(2),
  ],
  env,
);
