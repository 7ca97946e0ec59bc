// Compiles entries of `compileAqua` in the repository's fluence.yaml for packages that are built before the command is:
// `node ../aqua-compiler/scripts/compile-entries.mjs <entry …>`. `fluence aqua --check` sees that the command makes the same.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  compileProject,
  DEFAULT_OPTIONS,
  FolderCache,
  formatDiagnostic,
  importFolders,
} from '@noctiluca/aqua-compiler';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const { compileAqua } = parse(readFileSync(path.join(root, 'fluence.yaml'), 'utf8'));

function jobOf(name) {
  const entry = compileAqua[name];
  if (entry === undefined) throw new Error(`fluence.yaml has no entry ${name} in compileAqua`);
  const { input, output, ...options } = entry;
  return {
    name,
    input: path.join(root, input),
    output: path.join(root, output),
    options: { ...DEFAULT_OPTIONS, ...options },
  };
}

const { ok, diagnostics } = await compileProject({
  jobs: process.argv.slice(2).map(jobOf),
  folders: importFolders({ projectRoot: root, cwd: root }),
  cache: new FolderCache(path.join(root, '.fluence/cache/aqua')),
});
for (const diagnostic of diagnostics) console.error(formatDiagnostic(diagnostic, root));
process.exitCode = ok ? 0 : 1;
