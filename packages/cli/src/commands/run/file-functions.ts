import type { Diagnostic } from '@noctiluca/aqua-compiler';
import type { CompiledFunction } from './aqua-type.js';

/** What compiling a file gave: the functions it exports, or what is wrong with it. */
export interface FileFunctions {
  readonly functions: Readonly<Record<string, CompiledFunction>>;
  readonly failures: readonly Diagnostic[];
}

/** How to compile. */
export interface FunctionOptions {
  /** `NAME = value` as the compiler takes it. */
  readonly constants: readonly string[];
  readonly noRelay: boolean;
  readonly noXor: boolean;
  readonly tracing: boolean;
}
