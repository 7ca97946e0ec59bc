import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { rolldown } from 'rolldown';

/** An entry of `exports`: a file, or files by condition. */
export type Conditions = string | { readonly [condition: string]: string };

/** The files that an entry of `exports` or `bin` names. */
export function targets(entry: Conditions): string[] {
  return (typeof entry === 'string' ? [entry] : Object.values(entry)).map((file) =>
    file.replace(/^\.\//, ''),
  );
}

/** Packages that built modules import, and the modules of their own that they import; a comment in a bundle is no import. */
export async function askedForAtRunTime(files: readonly string[]): Promise<string[]> {
  const names = new Set<string>();
  const bundle = await rolldown({
    input: [...new Set(files)].filter((file) => file.endsWith('.js')),
    platform: 'node',
    external(id) {
      if (id.startsWith('.') || path.isAbsolute(id)) return false;
      if (!isBuiltin(id)) names.add(packageOf(id));
      return true;
    },
    onLog: () => {},
  });
  await bundle.generate({ format: 'esm' });
  await bundle.close();
  return [...names];
}

const IMPORT = /(?:from |import )['"]([^'"]+)['"]|import\("([^"]+)"\)/g;

/** Packages whose types the declarations import, and those of their own that they import. */
export function askedForByTypes(files: readonly string[]): string[] {
  const found = new Set(files.filter((file) => file.endsWith('.d.ts')));
  const names = new Set<string>();
  for (const file of found) {
    const code = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
    for (const [, statement, expression] of code.matchAll(IMPORT)) {
      const id = (statement ?? expression)!;
      if (id.startsWith('.')) found.add(path.resolve(path.dirname(file), id.replace(/\.js$/, '.d.ts')));
      else if (!isBuiltin(id)) names.add(packageOf(id));
    }
  }
  return [...names];
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
