// The headless Chromium that `npm run test:browser` installs, from npm, for Linux on x64 as the package's binary is. `node
// scripts/chromium.mjs` prints where it is, or why there is none, as JSON.
import { pathToFileURL } from 'node:url';
import { cacheFolder, isInstalled } from './from-npm.mjs';

/** Where it is kept, or will be. */
export const folder = process.env.NOCTILUCA_CHROMIUM ?? cacheFolder('chromium-153');

export const manifest = {
  private: true,
  dependencies: { '@sparticuz/chromium': '153.0.0', 'playwright-core': '1.65.1' },
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  console.log(
    JSON.stringify(
      isInstalled(folder) ? { folder } : { reason: 'none is installed; npm run test:browser installs one' },
    ),
  );
