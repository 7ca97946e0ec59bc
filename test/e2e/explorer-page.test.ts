import path from 'node:path';
import { expect, it } from 'vitest';
import { repository, startScript } from '../utils/command.js';

const { folder, reason } = await chromium();

/** The one that `npm run test:browser` installs. */
async function chromium(): Promise<{ readonly folder?: string; readonly reason?: string }> {
  const { stdout } = await startScript(path.join(repository, 'scripts/chromium.mjs'), []).finished;
  return JSON.parse(stdout);
}

// All that the page does is tested by `npm run test:browser`; this is a part of it for every run.
const title = 'the explorer as one file opens an exported particle in Chromium and replays it';
if (folder === undefined) it.skip(`${title}: ${reason}`);
else
  it(title, async () => {
    const vitest = path.join(repository, 'node_modules/vitest/vitest.mjs');
    const args = ['run', '--root', 'test/chromium', 'explorer-file.test.ts'];
    const { code, stdout, stderr } = await startScript(vitest, args, repository, {
      NOCTILUCA_CHROMIUM: folder,
    }).finished;
    expect({ code, told: code === 0 ? '' : `${stdout}\n${stderr}` }).toEqual({ code: 0, told: '' });
  });
