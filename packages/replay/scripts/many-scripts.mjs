// Replays many random scripts instead of CI's few: `node scripts/many-scripts.mjs [how many] [first seed]`, 200 by default.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const [count = '200', first = '1'] = process.argv.slice(2);
const { status } = spawnSync(
  'npx',
  [
    'vitest',
    'run',
    '--root',
    '.',
    'test/random-scripts.test.ts',
    '--testTimeout',
    '60000',
    '--reporter',
    'dot',
  ],
  {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { ...process.env, REPLAY_SCRIPTS: count, REPLAY_FIRST: first },
    stdio: 'inherit',
  },
);
process.exitCode = status ?? 1;
