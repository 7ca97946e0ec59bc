import { fileURLToPath } from 'node:url';
import type { AquaApi } from './aqua-api.js';
import { CachedScript } from './cached-script.js';

const fileOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));
let script: CachedScript<typeof AquaApi> | undefined;

/** The compiler as one script beside the bundle, with what V8 made of it kept: half of what a small compilation takes otherwise. */
export async function loadAquaApi(): Promise<Pick<typeof AquaApi, 'compileFromPath'>> {
  script ??= withoutDeprecations(
    () => new CachedScript(fileOf('./aqua-api.cjs'), fileOf(`../.cache/aqua-api-${process.version}`)),
  );
  const { exports, keep } = script;
  return {
    compileFromPath: async (options) => {
      const result = await exports.compileFromPath(options);
      // Now, and not at once: what ran by then has been compiled, too.
      keep();
      return result;
    },
  };
}

/** It imports `punycode`, of which Node.js 21 and later warn outside of `node_modules`: nothing that a user can mend. */
function withoutDeprecations<T>(work: () => T): T {
  const before = process.noDeprecation;
  process.noDeprecation = true;
  try {
    return work();
  } finally {
    process.noDeprecation = before ?? false;
  }
}
