import type { CompilationResult } from '@fluencelabs/aqua-api';
import { loadAquaApi } from './aqua-api.js';
import { failure, parseDiagnostic } from './diagnostics.js';
import { headedSources } from './headers.js';
import { importMap } from './imports.js';
import { type Lines, repeatedAliases } from './repeated-aliases.js';
import { SourceSet } from './sources.js';
import type { CompilerOptions, Diagnostic } from './types.js';

/** What the compiler made of a file. */
export type Compiled =
  | { readonly ok: true; readonly result: CompilationResult; readonly warnings: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/**
 * Compiles one file.
 * @param folders where imports are looked up, in order
 * @param leftOut lines that are not compiled. @default none
 */
export async function compileFile(
  filePath: string,
  folders: readonly string[],
  options: CompilerOptions,
  leftOut: Lines = new Map(),
): Promise<Compiled> {
  const { compileFromPath } = await loadAquaApi();
  const sources = new SourceSet(folders).closure(filePath);
  const headed = headedSources(filePath, sources, folders, leftOut);
  const parse = (text: string, severity: Diagnostic['severity']) => {
    const diagnostic = parseDiagnostic(text, severity);
    return headed?.original(diagnostic) ?? diagnostic;
  };
  try {
    const result = await compileFromPath({
      filePath: headed?.at(filePath) ?? filePath,
      imports: importMap(folders),
      constants: [...options.constants],
      logLevel: options.logLevel,
      noRelay: options.noRelay,
      noXor: options.noXor,
      tracing: options.tracing,
      noEmptyResponse: options.noEmptyResponse,
      // TypeScript and JavaScript are written by aqua-to-js from the same result
      targetType: 'air',
    });
    const warnings = result.warnings.map((text) => parse(text, 'warning')).filter(isOurs);
    if (result.errors.length === 0) return { ok: true, result, warnings };
    const errors = [...new Set(result.errors)].map((text) => parse(text, 'error'));
    const more = repeatedAliases(errors, sources, leftOut);
    if (more !== undefined) return await compileFile(filePath, folders, options, more);
    return { ok: false, diagnostics: [...errors, ...warnings] };
  } catch (error) {
    return { ok: false, diagnostics: [failure(error, filePath)] };
  } finally {
    headed?.remove();
  }
}

/** Nobody can do anything about a warning in a library. */
function isOurs({ file }: Diagnostic): boolean {
  return !file?.includes('/node_modules/');
}
