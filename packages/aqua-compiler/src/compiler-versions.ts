import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

let versions: readonly string[] | undefined;

/** What compiles, as `<package>@<version>`: what another version has compiled is compiled again. The bundle has it as a constant. */
export function compilerVersions(): readonly string[] {
  versions ??= readVersions();
  return versions;
}

function readVersions(): string[] {
  const require = createRequire(import.meta.url);
  return ['@fluencelabs/aqua-api', '@fluencelabs/aqua-to-js'].map((name) => {
    // neither exports its package.json: it stands above the entry file
    const entry = require.resolve(name);
    const manifest = join(entry.slice(0, entry.lastIndexOf(join(name)) + name.length), 'package.json');
    return `${name}@${(JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version}`;
  });
}
