import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Aqua packages that come with this program, whose versions go with its peer. */
const PACKAGES = ['@fluencelabs/aqua-lib', '@fluencelabs/spell', '@fluencelabs/installation-spell'];

/** Package to version. */
export function ownLibraries(): Readonly<Record<string, string>> {
  const require = createRequire(import.meta.url);
  return Object.fromEntries(
    PACKAGES.map((name) => {
      const manifest = JSON.parse(readFileSync(require.resolve(`${name}/package.json`), 'utf8')) as {
        version: string;
      };
      return [name, manifest.version];
    }),
  );
}
