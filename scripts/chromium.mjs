// The headless Chromium that `npm run test:browser` installs, from npm, for Linux on x64 as the package's binary is. `node
// scripts/chromium.mjs` prints where it is, or why there is none, as JSON.
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const cache = process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache');

/** Where it is kept, or will be. */
export const folder = process.env.NOCTILUCA_CHROMIUM ?? path.join(cache, 'noctiluca', 'chromium-153');

export const manifest = {
  private: true,
  dependencies: { '@sparticuz/chromium': '153.0.0', 'playwright-core': '1.65.1' },
};

export const isInstalled = () => existsSync(path.join(folder, 'node_modules', 'playwright-core'));

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  console.log(
    JSON.stringify(
      isInstalled() ? { folder } : { reason: 'none is installed; npm run test:browser installs one' },
    ),
  );
