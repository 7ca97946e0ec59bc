import { fileURLToPath } from 'node:url';
import { type CompilationResult, compileFromString } from '@fluencelabs/aqua-api';

const registry = fileURLToPath(new URL('..', import.meta.url));
const modules = fileURLToPath(new URL('../../../node_modules', import.meta.url));

/** Compiles as a user's project does that has the package under upstream's name. @throws Error with the compiler's words */
export async function compile(code: string): Promise<CompilationResult> {
  const imports = { '/': { '': [modules], '@fluencelabs/registry/': [registry] } };
  const result = await compileFromString({ code, imports, targetType: 'air' });
  if (result.errors.length > 0) throw new Error(result.errors.join('\n'));
  return result;
}
