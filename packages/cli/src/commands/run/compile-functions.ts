import { type AquaFunction, compileFile } from '@noctiluca/aqua-compiler';
import type { CompiledFunction, Signature } from './aqua-type.js';
import type { FileFunctions, FunctionOptions } from './file-functions.js';

/** Compiles all that a file exports. The compiler takes seconds. */
export async function compileFunctions(
  file: string,
  folders: readonly string[],
  options: FunctionOptions,
): Promise<FileFunctions> {
  const rest = { target: 'air', logLevel: 'info', noEmptyResponse: true } as const;
  const compiled = await compileFile(file, folders, { ...options, ...rest });
  if (!compiled.ok) {
    return { functions: {}, failures: compiled.diagnostics.filter(({ severity }) => severity === 'error') };
  }
  const functions = Object.entries(compiled.result.functions).map(
    ([name, { funcDef, script }]) => [name, compiledFunction(plain(funcDef), script)] as const,
  );
  return { functions: Object.fromEntries(functions), failures: [] };
}

function compiledFunction({ arrow }: AquaFunction['funcDef'], script: string): CompiledFunction {
  const { domain, codomain } = arrow;
  const signature = {
    parameters: domain.tag === 'labeledProduct' ? domain.fields : {},
    results: codomain.tag === 'unlabeledProduct' ? codomain.items : [],
  };
  return { ...(signature as Signature), script };
}

/** The compiler is Scala: its records are class instances whose own fields are named `L<class>__f_<field>`. */
function plain<T>(value: T): T {
  if (Array.isArray(value)) return value.map(plain) as T;
  if (typeof value !== 'object' || value === null) return value;
  const isRecord = Object.getPrototypeOf(value) !== Object.prototype;
  const nameOf = (key: string) => (isRecord ? key.replace(/^L\w*__f_/, '') : key);
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [nameOf(key), plain(field)])) as T;
}
