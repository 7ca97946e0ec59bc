// Takes the README's pictures of the explorer: runs its tests in Chromium (`npm run test:browser`) and keeps two of the screenshots
// that they leave in test/chromium/artefacts.
import { copyFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { run } from './prepare.mjs';

const at = (file) => fileURLToPath(new URL(`../${file}`, import.meta.url));
const PICTURES = { 'explorer-air': 'explorer-particle', 'explorer-network': 'explorer-network' };

run('node', [at('scripts/test-browser.mjs'), 'explorer.test.ts', 'explorer-network.test.ts']);
for (const [taken, kept] of Object.entries(PICTURES))
  await copyFile(at(`test/chromium/artefacts/${taken}.png`), at(`docs/${kept}.png`));
